"""Reading the very hidden sheet ``_xlperf`` (see ``stamp``)."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.workbook.beside_records import read_records, where_now
from xlperf.workbook.form_map import Issued, Stamp
from xlperf.workbook.grid import Grid, Sheet
from xlperf.workbook.place import Place
from xlperf.workbook.stamp import (
    FORMULA_COLUMN,
    FORMULA_HEADING,
    ISSUED_COLUMNS,
    STAMP_KEYS,
    STAMP_SHEET,
)

_TRUE = {"1", "true", "yes", "是"}


def read_stamp(grid: Grid) -> Stamp:
    """What the workbook says of itself; an empty stamp when it says nothing."""
    sheet = grid.sheet(STAMP_SHEET)
    if sheet is None:
        return Stamp()
    said = {sheet.text(row, 1): sheet.text(row, 2) for row in range(1, len(STAMP_KEYS) + 1)}
    return Stamp(
        template=said.get("template", ""),
        profile=said.get("profile") or None,
        project_id=said.get("project_id") or None,
        scores_editable=said.get("scores_editable", "").lower() in _TRUE,
        issued=_issued(grid, sheet),
        beside=frozenset(_beside(grid, sheet)),
        formulas=_formulas(grid, sheet),
    )


def _issued(grid: Grid, sheet: Sheet) -> tuple[Issued, ...]:
    name, text, label = ISSUED_COLUMNS
    rows = [row for row in sheet.rows() if row > 1 and sheet.text(row, name)]
    return tuple(
        Issued(
            sheet.text(row, name),
            sheet.text(row, text),
            sheet.text(row, label),
            named(grid, sheet.text(row, name)),
        )
        for row in rows
    )


def _formulas(grid: Grid, sheet: Sheet) -> frozenset[Place] | None:
    if sheet.text(1, FORMULA_COLUMN) != FORMULA_HEADING:
        return None
    names = [name for row in sheet.rows() if row > 1 and (name := sheet.text(row, FORMULA_COLUMN))]
    return frozenset(place for name in names if (place := named(grid, name)))


def _beside(grid: Grid, sheet: Sheet) -> Iterator[Place]:
    """Where they were written, and where rows inserted since have carried them."""
    records = read_records(sheet)
    yield from (record.place for record in records)
    yield from (place for place, _ in where_now(grid, records))


def named(grid: Grid, name: str) -> Place | None:
    """The cell of a defined name, the anchor where it was merged since; None when it is gone."""
    place = grid.place(name)
    sheet = grid.sheet(place.sheet) if place else None
    return Place(place.sheet, *sheet.anchor(place.row, place.column)) if place and sheet else None
