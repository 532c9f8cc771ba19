"""Benches for the session: one open book in a program, and what a person does and sees there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol

import xlwings as xw

from tests.bridge.counting import counted
from tests.bridge.fake_book import FakeBookState, FakeSheet
from tests.bridge.fake_excel import book
from tests.bridge.fake_program import HANDS, FakeProgram, type_into
from tests.bridge.fake_save import save
from xlperf.bridge.live_block import live_block
from xlperf.bridge.result_block import sheet_of
from xlperf.workbook.grid import Sheet
from xlperf.workbook.place import Area, Place, parse_a1

_MARK = re.compile(r'ISNUMBER\(MATCH\("(.*)!"&ADDRESS\(ROW\(\),COLUMN\(\),4\),(\w+),0\)\)')


def mark_rule(formula: str) -> tuple[str, str] | None:
    """The sheet whose marks a conditional format shows, and the name under which they are listed."""
    found = _MARK.fullmatch(formula)
    return (found[1].replace('""', '"').replace("~~", "~"), found[2]) if found else None


class Bench(Protocol):
    """A program for tests; it has one book open at a time."""

    hands: str

    def open(self, path: Path) -> xw.Book:
        """Open a file, and take it for the one that the other methods are about."""

    def set(self, sheet: str, cell: str, value: float | str | None) -> None:
        """Type into a cell, as a person does."""

    def type_in(self, sheet: str, cell: str, text: str) -> None:
        """Type by keyboard: a percentage or a date brings its format."""

    def insert_row(self, sheet: str, row: int) -> None:
        """Insert a blank row above this one."""

    def marks(self) -> dict[Place, str]:
        """The cells that show a mark, with its colour as ``FFC7CE``; without those of 校验结果 itself."""

    def links(self, sheet: str) -> dict[str, str]:
        """The cells with a hyperlink, and where it leads (``'Sheet1'!E18``)."""

    def status(self) -> str:
        """What the status bar says."""

    def save(self, path: Path) -> None:
        """Save the book as a real .xlsx file, under another name."""


class FakeBench:
    """The tests' own Excel."""

    hands = HANDS

    def __init__(self) -> None:
        self.program = FakeProgram()
        self.state = FakeBookState("", [], {})

    def open(self, path: Path) -> xw.Book:
        self.program.books.clear()
        opened = book(self.program, path)
        self.state = self.program.books[path.name]
        return opened

    def set(self, sheet: str, cell: str, value: float | str | None) -> None:
        type_into(self._sheet(sheet).cell(*parse_a1(cell)), value)

    def type_in(self, sheet: str, cell: str, text: str) -> None:
        self.set(sheet, cell, text)

    def insert_row(self, sheet: str, row: int) -> None:
        self.state.insert_row(sheet, row)

    def marks(self) -> dict[Place, str]:
        shown: dict[Place, str] = {}
        for sheet in self.state.sheets:
            for one in sheet.formats:
                mark = mark_rule(one.formula)
                if mark is None:
                    continue
                owner, name = mark
                for text in self._texts_of(name):
                    prefix, _, address = text.rpartition("!")
                    at = parse_a1(address)
                    if prefix == owner and any(at in area for area in one.areas):
                        shown.setdefault(Place(sheet.name, *at), one.colour)
        return shown

    def links(self, sheet: str) -> dict[str, str]:
        return {Place(sheet, *at).address: target for at, target in self._sheet(sheet).links.items()}

    def status(self) -> str:
        return self.state.status

    def save(self, path: Path) -> None:
        save(self.state, path)

    def _sheet(self, name: str) -> FakeSheet:
        found = self.state.sheet(name)
        assert found is not None, name
        return found

    def _texts_of(self, name: str) -> list[str]:
        owner, _, refers = self.state.names[name].rpartition("!")
        area = Area.parse(refers.replace("$", ""))
        cells = self._sheet(owner.strip("'").replace("''", "'")).cells
        return [str(cell.value) for at, cell in cells.items() if at in area and cell.value is not None]


class CountingBench(FakeBench):
    """The same with every call counted."""

    calls: list[str]

    def open(self, path: Path) -> xw.Book:
        opened, self.calls = counted(super().open(path))
        return opened


def sheet_now(book: xw.Book, name: str) -> Sheet:
    """What a sheet of the open book shows: the texts of its first columns."""
    area = Area(1, 1, 400, 12)
    values = book.sheets[name].range(area.address).raw_value
    return sheet_of(live_block(name, area, values, None))
