"""The sheet 校验结果: adding it to a foreign workbook, and filling it with results."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from xlperf.workbook.draft import Draft, ListedSheet
from xlperf.workbook.edits import Edits
from xlperf.workbook.grid import Sheet
from xlperf.workbook.patch_sheet import (
    SHEET_DEPTH,
    Blank,
    Content,
    Number,
    RowEdit,
    SheetPatch,
    Text,
    with_collection,
)
from xlperf.workbook.place import Area, a1
from xlperf.workbook.result_rows import Spots, WrittenRows
from xlperf.workbook.result_sheet import result_sheet
from xlperf.workbook.results import (
    ONE_LINE,
    ResultRow,
    change_rows,
    comparison_rows,
    finding_rows,
    summary_height,
    summary_of,
)
from xlperf.workbook.splice import Spelling
from xlperf.workbook.stamp import (
    RESULT_COLUMNS,
    RESULT_COMPARISON_ROW,
    RESULT_FINDINGS_ROW,
    RESULT_NAMES,
    RESULT_SHEET,
    RESULT_SUMMARY_ROW,
)
from xlperf.workbook.xlsx_grid import read_grid
from xlperf.workbook.xml_text import attribute

_WIDTH = len(RESULT_COLUMNS)
_LINK_COLUMN = RESULT_COLUMNS.index("位置")


@dataclass(frozen=True)
class ResultSpots(Spots):
    """The result sheet, and the first cells of its three parts."""

    sheet: ListedSheet


def ensure_results(draft: Draft, forms: Collection[str]) -> ResultSpots:
    """The result sheet, added when the workbook has none of ours; never the sheet of a form."""
    found = _find_results(draft)
    taken = {form.lower() for form in forms}
    return found if found and found.sheet.name.lower() not in taken else _add_results(draft)


def _find_results(draft: Draft) -> ResultSpots | None:
    """The result sheet as its three names point at it; None when they do not, or point at a sheet that is not ours."""
    names = draft.names()
    targets = [names.get(name) for name in RESULT_NAMES]
    owners = {target[0] if target else None for target in targets}
    owner = owners.pop()
    sheet = draft.sheet(owner) if owner is not None and not owners else None
    if sheet is None:
        return None
    summary, comparison, findings = ((area.top, area.left) for _, area in filter(None, targets))
    if not summary[0] < comparison[0] < findings[0]:
        return None  # sorted or moved about by hand
    spots = ResultSpots(summary, comparison, findings, sheet)
    return spots if written_rows(draft, spots).headed else None


def written_rows(draft: Draft, spots: ResultSpots) -> WrittenRows:
    """What stands on the result sheet, told apart."""
    # a sheet added just now is not in the file yet
    sheet = read_grid(draft.package, {spots.sheet.name}).sheet(spots.sheet.name)
    return WrittenRows(sheet or Sheet(spots.sheet.name, {}), spots.comparison[0], spots.findings)


def link_look(draft: Draft, spots: ResultSpots) -> str | None:
    """The style of the first finding's place, which looks like a link as drawn."""
    row, left = spots.findings
    return SheetPatch(draft.outline(spots.sheet.part, SHEET_DEPTH)).style(row, left + _LINK_COLUMN)


def fill_results(draft: Draft, spots: ResultSpots, forms: Sequence[Edits], link: str | None) -> None:
    """Write the results of the forms in place of those that are there; ``link`` is the style of links."""
    part = spots.sheet.part
    patch = SheetPatch(draft.outline(part, SHEET_DEPTH))
    blank = [ResultRow((None,) * _WIDTH, ONE_LINE)]
    comparisons = comparison_rows(forms)[: len(spots.comparison_rows)]
    rows = _rows(patch, spots.comparison, comparisons or blank, spots.comparison_rows, spots.comparison_rows)
    written = written_rows(draft, spots)
    findings = [*finding_rows(forms), *change_rows(forms, written.changes)]
    lines = written.lines(len(findings))
    taken = sorted({*written.ours, *lines})
    rows |= _rows(patch, spots.findings, findings, taken, lines, link)
    summary = summary_of(forms)
    row, column = spots.summary
    style = patch.style(row, column)
    rows[row] = RowEdit({column: Text(summary, style)}, summary_height(summary))
    draft.write(part, patch.edited(rows))
    _merge_labels(draft, spots, len(comparisons), taken)
    _link_findings(draft, spots, findings, taken, lines)


def _rows(
    patch: SheetPatch,
    start: tuple[int, int],
    rows: Sequence[ResultRow],
    taken: Iterable[int],
    lines: Sequence[int],
    link: str | None = None,
) -> dict[int, RowEdit]:
    """The rows at these lines in the styles of the first one; other rows that results had taken are emptied."""
    first, left = start
    styles = [patch.style(first, left + offset) for offset in range(_WIDTH)]
    if link:
        styles[_LINK_COLUMN] = link
    edits: dict[int, RowEdit] = {
        row: RowEdit({left + offset: None for offset in range(_WIDTH)}, ONE_LINE) for row in taken
    }
    for line, row in zip(lines, rows, strict=False):
        cells: dict[int, Content] = {
            left + offset: _content(value, style)
            for offset, (value, style) in enumerate(zip(row.cells, styles, strict=True))
        }
        if row.cells[_LINK_COLUMN] and not row.target:
            # words that lead nowhere must not look like a link
            cells[left + _LINK_COLUMN] = _content(row.cells[_LINK_COLUMN], styles[_LINK_COLUMN - 1])
        edits[line] = RowEdit(cells, row.height)
    return edits


def _content(value: str | int | None, style: str | None) -> Content:
    if isinstance(value, int):
        return Number(value, style)
    return Text(value, style) if value else Blank(style)


def _merge_labels(draft: Draft, spots: ResultSpots, count: int, taken: Sequence[int]) -> None:
    part = draft.outline(spots.sheet.part, depth=3)
    row, left = spots.comparison
    labels = [Area(row + index, left, row + index, left + 2) for index in range(count)]
    first = spots.findings[1]
    comparisons = Area(row, left, spots.comparison_rows[-1], left + _WIDTH - 1)

    def keep(reference: str) -> bool:
        return not _touches(reference, comparisons) and not _touches_rows(reference, taken, first, _WIDTH)

    element = Spelling.of(part).element
    items = [element("mergeCell", f' ref="{area.address}"'.encode()) for area in labels]
    draft.write(spots.sheet.part, with_collection(part, "mergeCells", keep, items))


def _link_findings(
    draft: Draft, spots: ResultSpots, rows: Sequence[ResultRow], taken: Sequence[int], lines: Sequence[int]
) -> None:
    part = draft.outline(spots.sheet.part, depth=3)
    column = spots.findings[1] + _LINK_COLUMN
    items = [
        Spelling.of(part).element(
            "hyperlink",
            b' ref="%s" location="%s" display="%s"'
            % (
                a1(line, column).encode(),
                attribute(row.location),
                attribute(str(row.cells[_LINK_COLUMN])),
            ),
        )
        for line, row in zip(lines, rows, strict=False)
        if row.target and draft.sheet(row.target.sheet)
    ]

    def keep(reference: str) -> bool:
        return not _touches_rows(reference, taken, column, 1)

    draft.write(spots.sheet.part, with_collection(part, "hyperlinks", keep, items))


def _touches(reference: str, area: Area) -> bool:
    try:
        one = Area.parse(reference)
    except ValueError:
        return False
    return (
        one.top <= area.bottom
        and area.top <= one.bottom
        and one.left <= area.right
        and area.left <= one.right
    )


def _touches_rows(reference: str, rows: Sequence[int], left: int, width: int) -> bool:
    """Does the area touch these columns in one of the rows, which are sorted?"""
    try:
        one = Area.parse(reference)
    except ValueError:
        return False
    at = bisect_left(rows, one.top)
    within = at < len(rows) and rows[at] <= one.bottom
    return within and one.left < left + width and left <= one.right


def _add_results(draft: Draft) -> ResultSpots:
    name = RESULT_SHEET
    number = 2
    while draft.sheet(name):
        # a sheet of that name that is not ours stays untouched
        name, number = f"{RESULT_SHEET}({number})", number + 1
    sheet = draft.add_sheet(name, result_sheet(draft))
    spots = (RESULT_SUMMARY_ROW, RESULT_COMPARISON_ROW, RESULT_FINDINGS_ROW)
    for defined, row in zip(RESULT_NAMES, spots, strict=True):
        draft.define(defined, name, Area(row, 1, row, 1))
    return ResultSpots((spots[0], 1), (spots[1], 1), (spots[2], 1), sheet)
