"""The very hidden sheet ``_xlperf``: adding it to a foreign workbook, and writing marks and records into it."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf import __version__
from xlperf.audit.finding import Severity
from xlperf.workbook.beside_records import BesideRecord
from xlperf.workbook.draft import Draft, ListedSheet
from xlperf.workbook.grid import Sheet
from xlperf.workbook.patch_sheet import SHEET_DEPTH, Blank, Content, Number, RowEdit, SheetPatch, Text
from xlperf.workbook.place import Area, Place
from xlperf.workbook.stamp import (
    BESIDE_COLUMNS,
    COPY_COLUMN,
    COPY_ORIGIN_ROW,
    LINK_LOOK_COLUMN,
    MARK_COLUMNS,
    MARK_FIRST_ROW,
    MARK_LAST_ROW,
    MARK_NAMES,
    STAMP_FORMAT,
    STAMP_KEYS,
    STAMP_SHEET,
)

_MANAGED = (*MARK_COLUMNS.values(), *BESIDE_COLUMNS, COPY_COLUMN)
HEADINGS = {
    **{column: severity.value for severity, column in MARK_COLUMNS.items()},
    **dict(zip(BESIDE_COLUMNS, ("beside", "before", "text"), strict=True)),
}


def ensure_stamp(draft: Draft) -> ListedSheet:
    """The stamp sheet, added when missing, and the names of the marks pointing into it."""
    sheet = draft.sheet(STAMP_SHEET) or _add_stamp(draft)
    names = draft.names()
    for severity, name in MARK_NAMES.items():
        column = MARK_COLUMNS[severity]
        area = Area(MARK_FIRST_ROW, column, MARK_LAST_ROW, column)
        if names.get(name) != (sheet.name, area):
            draft.define(name, sheet.name, area)
    return sheet


def write_stamp(
    draft: Draft,
    sheet: ListedSheet,
    marks: Sequence[tuple[Place, Severity]],
    records: Sequence[BesideRecord],
) -> None:
    """Put the marks and the records of filled cells in place of those that are there."""
    columns: dict[int, list[str]] = {column: [] for column in _MANAGED}
    for place, severity in marks:
        columns[MARK_COLUMNS[severity]].append(str(place))
    for record in records:
        row = (str(record.place), "blank" if record.existed else "none", record.text)
        for column, text in zip(BESIDE_COLUMNS, row, strict=True):
            columns[column].append(text)
    patch = SheetPatch(draft.outline(sheet.part, SHEET_DEPTH))
    edits: dict[int, dict[int, Content]] = {}
    for row_number, column in patch.cells:
        if row_number >= MARK_FIRST_ROW and column in columns:
            edits.setdefault(row_number, {})[column] = None
    for column, texts in columns.items():
        for offset, text in enumerate(texts[: MARK_LAST_ROW - MARK_FIRST_ROW + 1]):
            edits.setdefault(MARK_FIRST_ROW + offset, {})[column] = Text(text)
    draft.write(sheet.part, patch.edited({row: RowEdit(cells) for row, cells in edits.items()}))


def write_copy_digest(draft: Draft, digest: str, origin: str = "") -> None:
    """Record what the workbook says, so that later changes by hand are known; write-back removes it again.

    ``origin``: what it was made of, in the words of whoever made it.
    """
    sheet = ensure_stamp(draft)
    patch = SheetPatch(draft.outline(sheet.part, SHEET_DEPTH))
    rows = {MARK_FIRST_ROW: RowEdit({COPY_COLUMN: Text(digest)})}
    if origin:
        rows[COPY_ORIGIN_ROW] = RowEdit({COPY_COLUMN: Text(origin)})
    draft.write(sheet.part, patch.edited(rows))


def read_copy_digest(stamp: Sheet | None) -> str:
    """What ``write_copy_digest`` recorded; empty where nothing is."""
    return stamp.text(MARK_FIRST_ROW, COPY_COLUMN) if stamp else ""


def read_copy_origin(stamp: Sheet | None) -> str:
    """What the copy was made of; empty where nothing is recorded."""
    return stamp.text(COPY_ORIGIN_ROW, COPY_COLUMN) if stamp else ""


def keep_link_look(draft: Draft, sheet: ListedSheet, look: str | None) -> str | None:
    """The style of links on the result sheet: as kept by the stamp sheet, else ``look``, which is kept from now on."""
    patch = SheetPatch(draft.outline(sheet.part, SHEET_DEPTH))
    kept = patch.style(1, LINK_LOOK_COLUMN)
    if kept is not None or look is None:
        return kept
    draft.write(sheet.part, patch.edited({1: RowEdit({LINK_LOOK_COLUMN: Blank(look)})}))
    return look


def _add_stamp(draft: Draft) -> ListedSheet:
    xml = (
        f'<worksheet xmlns="{draft.package.workbook.namespace}"><dimension ref="A1"/><sheetData/></worksheet>'
    )
    sheet = draft.add_sheet(STAMP_SHEET, xml.encode(), "veryHidden")
    known: dict[str, Content] = {"format": Number(STAMP_FORMAT), "xlperf": Text(__version__)}
    rows: dict[int, dict[int, Content]] = {1: {column: Text(word) for column, word in HEADINGS.items()}}
    for row, key in enumerate(STAMP_KEYS, 1):
        if key in known:
            rows.setdefault(row, {}).update({1: Text(key), 2: known[key]})
    patch = SheetPatch(draft.outline(sheet.part, SHEET_DEPTH))
    draft.write(sheet.part, patch.edited({row: RowEdit(cells) for row, cells in rows.items()}))
    return sheet
