"""Grids written down as text, and what people do to a sheet: inserting and deleting rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xlperf.decimals import parse_decimal
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.place import Area


def table(text: str, sheet: str = "Sheet1") -> Sheet:
    """A sheet from lines with ``|`` between the cells."""
    cells = {
        (row, column): cell_of(shown.strip())
        for row, line in enumerate(text.strip().splitlines(), 1)
        for column, shown in enumerate(line.split("|"), 1)
        if shown.strip()
    }
    return Sheet(sheet, cells)


def cell_of(text: str) -> Cell:
    """A typed cell: a number where the text is one."""
    number = parse_decimal(text)
    return Cell(text if number is None else number, text)


def grid_of(*sheets: Sheet) -> Grid:
    """A workbook of these sheets."""
    return Grid(sheets)


def with_row_inserted(grid: Grid, sheet: str, at: int, cells: dict[int, str] | None = None) -> Grid:
    """The workbook after a row was inserted above row ``at`` and filled; merges and names grow with it."""

    def moved(area: Area) -> Area:
        return replace(area, top=area.top + (area.top >= at), bottom=area.bottom + (area.bottom >= at))

    return _edited(
        grid, sheet, moved, {(at, column): cell_of(text) for column, text in (cells or {}).items()}
    )


def with_row_deleted(grid: Grid, sheet: str, at: int) -> Grid:
    """The workbook after a row was deleted; names that pointed there are gone."""

    def moved(area: Area) -> Area | None:
        if area.top == area.bottom == at:
            return None
        return replace(area, top=area.top - (area.top > at), bottom=area.bottom - (area.bottom >= at))

    return _edited(grid, sheet, moved, {})


def _edited(
    grid: Grid, name: str, moved: Callable[[Area], Area | None], new: dict[tuple[int, int], Cell]
) -> Grid:
    def edited(sheet: Sheet) -> Sheet:
        cells = {}
        for (row, column), cell in sheet.cells.items():
            # the top left cell of a merged area survives as long as the area does
            area = moved(
                sheet.area(row, column)
                if sheet.anchor(row, column) == (row, column)
                else Area(row, column, row, column)
            )
            if area:
                cells[area.top, area.left] = cell
        return Sheet(
            name, {**cells, **new}, tuple(area for old in sheet.merges if (area := moved(old))), sheet.hidden
        )

    sheets = tuple(edited(sheet) if sheet.name == name else sheet for sheet in grid.sheets)
    names = {
        key: (owner, moved(area) if owner == name else area) for key, (owner, area) in grid.names.items()
    }
    return Grid(sheets, {key: (owner, area) for key, (owner, area) in names.items() if area})
