"""Other texts and numbers in cells of a workbook: each cell keeps its style, every other byte stays."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from xlperf.workbook.draft import Draft
from xlperf.workbook.edits import CellChange
from xlperf.workbook.patch_sheet import SHEET_DEPTH, Content, Number, RowEdit, SheetPatch, Text


def change_cells(draft: Draft, changes: Iterable[CellChange]) -> None:
    """Put the changes into the draft; sheets that do not exist are passed over."""
    sheets: dict[str, list[CellChange]] = {}
    for change in changes:
        sheets.setdefault(change.place.sheet, []).append(change)
    for name, wanted in sheets.items():
        listed = draft.sheet(name)
        if listed is None:
            continue
        patch = SheetPatch(draft.outline(listed.part, SHEET_DEPTH))
        rows: dict[int, dict[int, Content]] = {}
        for change in wanted:
            row, column = change.place.row, change.place.column
            style = patch.style(row, column)
            new: Content = (
                Number(change.new, style) if isinstance(change.new, Decimal) else Text(change.new, style)
            )
            rows.setdefault(row, {})[column] = new
        draft.write(listed.part, patch.edited({row: RowEdit(cells) for row, cells in rows.items()}))
