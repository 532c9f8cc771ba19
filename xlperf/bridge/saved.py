"""The file of an open book as last saved: what it holds, and how its cells are formatted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlperf.forms import FormTemplate
from xlperf.workbook.cell_formats import CellFormats, NoFormats, PackageFormats
from xlperf.workbook.foreign import holds_xls
from xlperf.workbook.form_map import FormMap
from xlperf.workbook.grid import Sheet
from xlperf.workbook.open_grid import Opened, open_grid
from xlperf.workbook.package import Package, read_file
from xlperf.workbook.place import MAX_COLUMN, MAX_ROW, Area
from xlperf.workbook.read import locate_forms

MORE_ROWS, MORE_COLUMNS = 200, 10
"""how far beyond what was saved somebody may have typed"""
MOST_CELLS = 200_000
MOST_SHEETS = 3


@dataclass(frozen=True)
class Saved:
    """The file as last saved."""

    path: Path
    data: bytes
    opened: Opened
    formats: CellFormats
    date1904: bool = False

    def areas(self, templates: Sequence[FormTemplate]) -> tuple[tuple[str, Area], ...]:
        """Each sheet that holds part of a form (else the first visible ones) with the area to be read live."""
        forms = locate_forms(self.opened.grid, templates)
        reach = _reach(forms)
        visible = [sheet.name for sheet in self.opened.grid.sheets if not sheet.hidden]
        names = [sheet.name for sheet in self.opened.grid.sheets if sheet.name in reach]
        return tuple(self._areas(names or visible[:MOST_SHEETS], reach))

    def _areas(self, names: Sequence[str], reach: dict[str, tuple[int, int]]) -> Iterator[tuple[str, Area]]:
        for name in names:
            sheet = self.opened.grid.sheet(name)
            if sheet is None:
                continue
            bottom, right = _extent(sheet)
            if (bottom + MORE_ROWS) * (right + MORE_COLUMNS) > MOST_CELLS:
                # something stands far away, or the form above a list: what is near the form is read
                bottom, right = reach.get(name, (MORE_ROWS, MORE_COLUMNS))
            yield (
                name,
                Area(1, 1, min(MAX_ROW, bottom + MORE_ROWS), min(MAX_COLUMN, right + MORE_COLUMNS)),
            )


def _extent(sheet: Sheet) -> tuple[int, int]:
    """The last row and column that hold something."""
    return max((row for row, _ in sheet.cells), default=1), max((at for _, at in sheet.cells), default=1)


def _reach(forms: Sequence[FormMap]) -> dict[str, tuple[int, int]]:
    """How far down and right forms reach on each sheet."""
    reach: dict[str, tuple[int, int]] = {}
    for form in forms:
        ends = [(place.sheet, place.row, place.column) for place in form.places()]
        for sheet, row, column in [*ends, (form.sheet, form.area.bottom, form.right_edge)]:
            bottom, right = reach.get(sheet, (1, 1))
            reach[sheet] = max(bottom, row), max(right, column)
    return reach


def read_saved(path: Path) -> Saved:
    """Read the file of an open book; UnreadableFile or UsageError say why it cannot be."""
    data = read_file(path)
    opened = open_grid(data)
    if opened.in_place:
        package = Package(data)
        return Saved(path, data, opened, PackageFormats(package), package.date1904)
    if holds_xls(data):
        # loaded only when a file needs it
        from xlperf.workbook.xls_formats import XlsFormats

        formats = XlsFormats(data)
        return Saved(path, data, opened, formats, formats.date1904)
    return Saved(path, data, opened, NoFormats())
