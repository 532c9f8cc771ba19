"""The conditional formats that show the marks on a form: one for each severity, fed by names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from xlperf.audit.finding import Severity
from xlperf.workbook.draft import Draft, ListedSheet
from xlperf.workbook.grid import Sheet
from xlperf.workbook.outline import Node, Outline
from xlperf.workbook.part_parser import whole_number
from xlperf.workbook.patch_styles import add_mark_fills
from xlperf.workbook.place import MAX_COLUMN, MAX_ROW, Area, Place
from xlperf.workbook.splice import WORKSHEET_ORDER, Change, Spelling, insert_child
from xlperf.workbook.stamp import MARK_NAMES, mark_condition
from xlperf.workbook.xml_text import content

# room for rows and columns that are added later, in round figures
_MORE_ROWS, _MORE_COLUMNS = 100, 10
_SQREF = re.compile(rb"(\ssqref\s*=\s*)(\"[^\"]*\"|'[^']*')")
MARK_DEPTH = 6  # as deep as rules among the extensions stand
MARK_STOPS = (Severity.ERROR, Severity.WARNING)


def ensure_mark_formats(draft: Draft, listed: ListedSheet, form: Sheet, marks: Iterable[Place]) -> None:
    """See to it that marked cells of the form show; nothing is changed where they do already."""
    part = draft.outline(listed.part, depth=MARK_DEPTH)
    marked = [(place.row, place.column) for place in marks if place.sheet == form.name]
    changes: dict[int, Change] = {}
    missing: list[Severity] = []
    for severity in Severity:
        found = mark_rule(part, severity)
        if found is None:
            missing.append(severity)
            continue
        format_, formula = found
        wanted = mark_condition(listed.name, severity)
        if formula.text != wanted:
            # the sheet was renamed or copied since
            new = Spelling.of(part).element("formula", b"", content(wanted))
            changes[formula.start] = (formula.start, formula.end, new)
        changes |= _widened(part, format_, marked)
    if missing:
        fills = dict(zip(MARK_NAMES, add_mark_fills(draft), strict=True))
        formats = _formats(part, listed.name, mark_area(form, marked), {one: fills[one] for one in missing})
        changes[-1] = insert_child(part, WORKSHEET_ORDER, "conditionalFormatting", formats)
    draft.splice(listed.part, part, changes.values())


def mark_rule(part: Outline, severity: Severity) -> tuple[Node, Node] | None:
    """The conditional format of that severity, and the formula in it."""
    for format_ in part.root.each("conditionalFormatting"):
        for rule in format_.each("cfRule"):
            formula = rule.child("formula")
            if formula is not None and MARK_NAMES[severity] in formula.text:
                return format_, formula
    return None


def shown_areas(part: Outline, sheet: str) -> dict[Severity, tuple[Area, ...] | None]:
    """Where marks of each severity show as the sheet is saved, None for whole rows or columns; those that do not are left out."""
    shown: dict[Severity, tuple[Area, ...] | None] = {}
    for severity in Severity:
        found = mark_rule(part, severity)
        if found is not None and found[1].text == mark_condition(sheet, severity):
            shown[severity] = _areas(found[0])
    return shown


def _areas(format_: Node) -> tuple[Area, ...] | None:
    try:
        return tuple(Area.parse(area) for area in format_.attributes.get("sqref", "").split())
    except ValueError:
        return None  # whole rows or columns


def _widened(part: Outline, format_: Node, marked: Sequence[tuple[int, int]]) -> dict[int, Change]:
    """Rows added below and cells pasted from elsewhere are without the format: reach over them again."""
    areas = _areas(format_)
    if areas is None:
        return {}
    outside = [place for place in marked if not any(place in area for area in areas)]
    ours = all(
        any(name in formula.text for name in MARK_NAMES.values() for formula in rule.each("formula"))
        for rule in format_.each("cfRule")
    )
    if not outside or not ours:
        return {}
    corners = [(area.top, area.left) for area in areas] + [(area.bottom, area.right) for area in areas]
    reference = around([*corners, *outside]).address.encode()
    tag = part.xml[format_.start : format_.inner]
    return {format_.start: (format_.start, format_.inner, _SQREF.sub(rb'\g<1>"%s"' % reference, tag))}


def around(places: Sequence[tuple[int, int]]) -> Area:
    """The rectangle around these cells."""
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return Area(min(rows), min(columns), max(rows), max(columns))


def _formats(part: Outline, sheet: str, area: Area, fills: dict[Severity, int]) -> bytes:
    element = Spelling.of(part).element
    priority = max(_priorities(part.root), default=0)
    out = b""
    for severity, fill in fills.items():
        priority += 1
        stop = ' stopIfTrue="1"' if severity in MARK_STOPS else ""
        attributes = f' type="expression" dxfId="{fill}" priority="{priority}"{stop}'.encode()
        formula = element("formula", b"", content(mark_condition(sheet, severity)))
        rule = element("cfRule", attributes, formula)
        out += element("conditionalFormatting", f' sqref="{area.address}"'.encode(), rule)
    return out


def _priorities(node: Node) -> Iterator[int]:
    # rules of later versions hide deeper, among the extensions, and count in the same row
    if node.name.rpartition("}")[2] == "cfRule":
        yield whole_number(node.attributes.get("priority", "")) or 0
    for child in node.children:
        if child.name != "sheetData":
            yield from _priorities(child)


def mark_area(form: Sheet, marked: Sequence[tuple[int, int]]) -> Area:
    """The area that marks of a form may take, with room for rows and columns to come."""
    used = around(
        [(1, 1), *form.cells, *marked, *((area.bottom, area.right) for area in form.merges)],
    )
    bottom = (used.bottom // _MORE_ROWS + 2) * _MORE_ROWS
    right = (used.right // _MORE_COLUMNS + 2) * _MORE_COLUMNS
    return Area(1, 1, min(MAX_ROW, bottom), min(MAX_COLUMN, right))
