"""Computed figures beside a form: written into cells that held nothing, and taken out again before the next time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlperf.workbook.draft import Draft
from xlperf.workbook.grid import Grid
from xlperf.workbook.patch_sheet import SHEET_DEPTH, Blank, Content, RowEdit, SheetPatch, Text
from xlperf.workbook.patch_stamp import BesideRecord
from xlperf.workbook.place import Place
from xlperf.workbook.xml_text import cell_text


def replace_beside(
    draft: Draft, grid: Grid, old: Iterable[BesideRecord], new: Iterable[tuple[Place, str]]
) -> list[BesideRecord]:
    """Take out what was written last time and write anew; returns what the next time has to know."""
    ours = dict(_still_there(grid, old))
    cells: dict[Place, Content] = {
        place: Blank() if record.existed else None for place, record in ours.items()
    }
    patches = _Patches(draft)
    records = []
    for place, text in new:
        patch = patches.of(place.sheet)
        if patch is None or not cell_text(text) or (place not in ours and _filled(grid, place)):
            continue  # never over what somebody has written
        before = ours.get(place)
        existed = before.existed if before else (place.row, place.column) in patch.cells
        cells[place] = Text(text)
        records.append(BesideRecord(place, existed, text))
    for sheet in dict.fromkeys(place.sheet for place in cells):
        patches.edit(sheet, {place: cell for place, cell in cells.items() if place.sheet == sheet})
    return records


def _still_there(grid: Grid, old: Iterable[BesideRecord]) -> Iterator[tuple[Place, BesideRecord]]:
    """Where the texts written last time stand now; those changed by hand are no longer ours."""
    alike: dict[tuple[str, int, str], list[BesideRecord]] = {}
    for record in old:
        alike.setdefault((record.place.sheet, record.place.column, record.text), []).append(record)
    for (name, column, text), records in alike.items():
        sheet = grid.sheet(name)
        rows = sorted(
            row
            for (row, at), cell in (sheet.cells.items() if sheet else ())
            if at == column and cell.value == text and cell.formula is None
        )
        for record in records:
            if record.place.row in rows:
                yield record.place, record
        # inserted rows carry our texts along; they are taken out only where there is no mistaking them
        carried = [record for record in records if record.place.row not in rows]
        strange = [row for row in rows if row not in {record.place.row for record in records}]
        if len(carried) == len(strange):
            yield from ((Place(name, row, column), one) for row, one in zip(strange, carried, strict=True))


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
