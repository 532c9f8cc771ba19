"""Real files of the workbooks in the tests' Excel."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tests.bridge.fake_book import ERRORS, MACHINE_DATE, FakeBookState, FakeCell, FakeSheet, stored


def save(book: FakeBookState, path: Path) -> None:
    """A real file of the workbook."""
    with xlsxwriter.Workbook(str(path)) as out:
        _Writer(out).write(book)


class _Writer:
    def __init__(self, out: xlsxwriter.Workbook) -> None:
        self.out = out
        self.formats: dict[tuple[str, bool], Format] = {}

    def write(self, book: FakeBookState) -> None:
        for sheet in book.sheets:
            made = self.out.add_worksheet(sheet.name)
            self._fill(made, sheet)
            if sheet.name == book.active:
                made.activate()
        for name, refers in book.names.items():
            self.out.define_name(name, f"={refers}")

    def _fill(self, made: Worksheet, sheet: FakeSheet) -> None:
        if sheet.state == "veryhidden":
            made.very_hidden()
        elif sheet.state == "hidden":
            made.hide()
        for area in sheet.merges:
            made.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, "")
        for (row, column), cell in sheet.cells.items():
            if not sheet.covered(row, column):
                self._cell(made, row - 1, column - 1, cell)
        for (row, column), target in sheet.links.items():
            text = str(sheet.cell(row, column).value)
            made.write_url(row - 1, column - 1, f"internal:{target}", string=text)
        for row, points in sheet.heights.items():
            made.set_row(row - 1, points)
        for one in sheet.formats:
            options = {
                "type": one.kind,
                "stop_if_true": one.stop,
                "format": self.out.add_format({"bg_color": f"#{one.colour}"}),
            }
            options |= (
                {"criteria": f"={one.formula}"}
                if one.kind == "formula"
                else {"criteria": "equal to", "value": one.formula}
            )
            first, *rest = [area.address for area in one.areas]
            made.conditional_format(
                first, options | ({"multi_range": " ".join([first, *rest])} if rest else {})
            )
        if sheet.password is not None:
            made.protect(sheet.password)

    def _cell(self, made: Worksheet, row: int, column: int, cell: FakeCell) -> None:
        style, value = self._format(cell), cell.value
        if cell.formula:
            made.write_formula(row, column, cell.formula, style, stored(value))
        elif isinstance(value, bool):
            made.write_boolean(row, column, value, style)
        elif isinstance(value, float):
            made.write_number(row, column, value, style)
        elif isinstance(value, datetime):
            made.write_datetime(row, column, value, style)
        elif isinstance(value, str) and value in ERRORS:
            made.write_formula(row, column, f"={value}", style, value)
        elif value:
            made.write_string(row, column, value, style)
        else:
            made.write_blank(row, column, None, style)

    def _format(self, cell: FakeCell) -> Format:
        key = (cell.number_format, cell.locked)
        if key not in self.formats:
            code = 14 if key[0] == MACHINE_DATE else key[0]
            self.formats[key] = self.out.add_format({"num_format": code, "locked": key[1]})
        return self.formats[key]
