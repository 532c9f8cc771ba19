"""Computed figures beside a form: written into cells that held nothing, and taken out again before the next time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xlperf.workbook.beside_records import BesideRecord, where_now
from xlperf.workbook.draft import Draft
from xlperf.workbook.grid import Grid
from xlperf.workbook.patch_sheet import SHEET_DEPTH, Blank, Content, RowEdit, SheetPatch, Text
from xlperf.workbook.place import Place
from xlperf.workbook.xml_text import cell_text


def replace_beside(
    draft: Draft, grid: Grid, old: Iterable[BesideRecord], new: Iterable[tuple[Place, str]]
) -> list[BesideRecord]:
    """Take out what was written last time and write anew; returns what the next time has to know."""
    patches = _Patches(draft)
    ours, records = beside_changes(grid, old, new, patches.holds)
    cells: dict[Place, Content] = {
        place: Blank() if record.existed else None for place, record in ours.items()
    }
    cells |= {record.place: Text(record.text) for record in records}
    for sheet in dict.fromkeys(place.sheet for place in cells):
        patches.edit(sheet, {place: cell for place, cell in cells.items() if place.sheet == sheet})
    return records


def beside_changes(
    grid: Grid,
    old: Iterable[BesideRecord],
    new: Iterable[tuple[Place, str]],
    holds: Callable[[Place], bool],
) -> tuple[dict[Place, BesideRecord], list[BesideRecord]]:
    """Where texts written last time are to be taken out, and what is to be written now.

    ``holds``: is there a cell, be it blank?
    """
    ours = dict(where_now(grid, old))
    records = []
    for place, text in new:
        if not cell_text(text) or (place not in ours and _filled(grid, place)):
            continue  # never over what somebody has written
        before = ours.get(place)
        records.append(BesideRecord(place, before.existed if before else holds(place), text))
    return ours, records


def _filled(grid: Grid, place: Place) -> bool:
    """Does the cell hold something, or does a merged area hide it?"""
    sheet = grid.sheet(place.sheet)
    here = (place.row, place.column)
    return sheet is None or here in sheet.cells or sheet.anchor(*here) != here


class _Patches:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.made: dict[str, SheetPatch | None] = {}

    def of(self, name: str) -> SheetPatch | None:
        if name not in self.made:
            listed = self.draft.sheet(name)
            self.made[name] = SheetPatch(self.draft.outline(listed.part, SHEET_DEPTH)) if listed else None
        return self.made[name]

    def holds(self, place: Place) -> bool:
        patch = self.of(place.sheet)
        return patch is not None and (place.row, place.column) in patch.cells

    def edit(self, name: str, cells: dict[Place, Content]) -> None:
        patch, listed = self.of(name), self.draft.sheet(name)
        if patch is None or listed is None:
            return
        rows: dict[int, dict[int, Content]] = {}
        for place, cell in cells.items():
            style = patch.style(place.row, place.column)
            if isinstance(cell, Text):
                cell = Text(cell.text, style)
            elif isinstance(cell, Blank):
                cell = Blank(style)
            rows.setdefault(place.row, {})[place.column] = cell
        self.draft.write(listed.part, patch.edited({row: RowEdit(one) for row, one in rows.items()}))
