"""The number format of every cell of a workbook file, those of blank cells, rows and columns too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from xlperf.decimals import HUNDRED, half_up, parse_decimal
from xlperf.workbook.grid import Cell
from xlperf.workbook.number_format import NumberFormat, general, number_format
from xlperf.workbook.package import Package
from xlperf.workbook.part_parser import PartParser, whole_number
from xlperf.workbook.place import parse_a1
from xlperf.workbook.xlsx_grid import style_formats

GENERAL = number_format("General")
_FIGURE = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")


class CellFormats(Protocol):
    """What a file says of the formats of its cells, whether they hold something or not."""

    def at(self, sheet: str, row: int, column: int) -> NumberFormat | None:
        """The format of that cell; None where the file does not tell."""


class NoFormats:
    """A file that stores what shows and no formats."""

    def at(self, sheet: str, row: int, column: int) -> NumberFormat | None:
        """Never known."""
        return None


def format_like(cell: Cell | None) -> NumberFormat:
    """A format that shows the number of this cell as it shows: with its words and decimals around it."""
    if cell is None or not isinstance(cell.value, Decimal) or cell.text == general(cell.value):
        return GENERAL
    shown = _FIGURE.search(cell.text)
    if shown is None or _FIGURE.search(cell.text, shown.end()):
        return GENERAL
    figure = cell.value * HUNDRED if cell.percent else cell.value
    decimals = shown["decimals"] or ""
    if parse_decimal(shown[0]) != half_up(abs(figure), len(decimals)):
        return GENERAL
    whole = "#,##0" if "," in shown[0] else "0" if cell.percent or decimals else "General"
    digits = f"{whole}.{'0' * len(decimals)}" if decimals else whole
    before, after = cell.text[: shown.start()].removesuffix("-"), cell.text[shown.end() :]
    return number_format("".join((*_literal(before), digits, *_literal(after, percent=cell.percent))))


def _literal(text: str, *, percent: bool = False) -> Iterator[str]:
    for character in text:
        yield character if percent and character == "%" else f"\\{character}"


class PackageFormats:
    """The formats of an .xlsx or .xlsm; a sheet is read when it is first asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._sheets: dict[str, _Styles] = {}

    def at(self, sheet: str, row: int, column: int) -> NumberFormat | None:
        """The format of the cell, else of its row, else of its column."""
        if sheet not in self._sheets:
            self._sheets[sheet] = self._read(sheet)
        style = self._sheets[sheet].of(row, column)
        return self._formats[style] if style < len(self._formats) else GENERAL

    @cached_property
    def _formats(self) -> list[NumberFormat]:
        return style_formats(self._package)

    def _read(self, sheet: str) -> _Styles:
        entry = next((one for one in self._package.sheets if one.name == sheet), None)
        if entry is None or entry.kind != "worksheet":
            return _Styles()
        stream = _StyleStream(entry.part)
        stream.run(self._package.read(entry.part))
        return stream.styles


@dataclass
class _Styles:
    """The style ids of one sheet."""

    cells: dict[tuple[int, int], int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    columns: list[tuple[int, int, int]] = field(default_factory=list)
    """first and last column with their style"""

    def of(self, row: int, column: int) -> int:
        own = self.cells.get((row, column), self.rows.get(row))
        if own is not None:
            return own
        return next((style for first, last, style in self.columns if first <= column <= last), 0)


class _StyleStream(PartParser):
    """Collects the styles while a worksheet streams by."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.styles = _Styles()
        self.row = self.column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "c":
            self._cell(attributes)
        elif local == "row":
            self.row, self.column = whole_number(attributes.get("r", "")) or self.row + 1, 0
            if attributes.get("customFormat") in ("1", "true"):
                self.styles.rows[self.row] = _id(attributes, "s")
        elif local == "col":
            first, last = _id(attributes, "min"), _id(attributes, "max")
            self.styles.columns.append((first, last, _id(attributes, "style")))

    def _cell(self, attributes: Mapping[str, str]) -> None:
        row, self.column = self.row, self.column + 1
        if address := attributes.get("r"):
            try:
                row, self.column = parse_a1(address)
            except ValueError:
                return
        self.styles.cells[row, self.column] = _id(attributes, "s")


def _id(attributes: Mapping[str, str], name: str) -> int:
    return whole_number(attributes.get(name, "")) or 0
