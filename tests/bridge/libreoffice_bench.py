"""The bench that is a real LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import xlwings as xw

from tests.bridge.benches import mark_rule
from tests.bridge.libreoffice_books import libreoffice_app
from tests.office.session import Document
from tests.office.session import Office as RunningOffice
from xlperf.bridge.arguments import NATIVE_HANDS
from xlperf.workbook.place import Area, Place, column_letters, parse_a1


class LibreOfficeBench:
    """One book open in LibreOffice, as a person has it."""

    hands = NATIVE_HANDS

    def __init__(self, office: RunningOffice) -> None:
        self._office = office
        self._app = libreoffice_app(office)
        self._document: Document | None = None
        self._book: xw.Book | None = None

    def open(self, path: Path) -> xw.Book:
        self.close()
        self._document = self._office.open(path)
        fullname = str(path.resolve())
        self._book = next(book for book in self._app.books if book.fullname == fullname)
        self._app.impl.engine.caller = self._book.impl.native()
        return self._book

    def set(self, sheet: str, cell: str, value: float | str | None) -> None:
        assert self._document is not None
        # the mark that makes a text of a number is typed, and not part of the text
        self._document.set(sheet, cell, value.removeprefix("'") if isinstance(value, str) else value)

    def type_in(self, sheet: str, cell: str, text: str) -> None:
        assert self._document is not None
        self._document.type_in(sheet, cell, text)

    def insert_row(self, sheet: str, row: int) -> None:
        native = self._native(sheet)
        protected = native.isProtected()
        native.unprotect("")
        native.Rows.insertByIndex(row - 1, 1)
        if protected:
            native.protect("")

    def marks(self) -> dict[Place, str]:
        shown: dict[Place, str] = {}
        assert self._book is not None
        styles = self._book.impl.native().StyleFamilies.getByName("CellStyles")
        for sheet in self._book.sheets:
            for one in sheet.impl.native().ConditionalFormats.ConditionalFormats:
                areas = [
                    Area(part.StartRow + 1, part.StartColumn + 1, part.EndRow + 1, part.EndColumn + 1)
                    for part in one.Range.RangeAddresses
                ]
                # a form of ours has all its rules in one
                for entry in map(one.getByIndex, range(one.getCount())):
                    for at in self._marked(entry, areas):
                        colour = styles.getByName(entry.StyleName).CellBackColor
                        shown.setdefault(Place(sheet.name, *at), f"{colour:06X}")
        return shown

    def _marked(self, entry: Any, areas: Sequence[Area]) -> Iterator[tuple[int, int]]:
        """The cells of the areas for which the rule holds."""
        assert self._book is not None
        mark = mark_rule(getattr(entry, "Formula1", ""))
        if mark is None:
            return
        owner, name = mark
        for (text,) in self._book.names[name].refers_to_range.raw_value:
            prefix, _, address = (text or "").rpartition("!")
            if prefix == owner and any(parse_a1(address) in area for area in areas):
                yield parse_a1(address)

    def links(self, sheet: str) -> dict[str, str]:
        native = self._native(sheet)
        assert self._book is not None
        rows, columns = self._book.sheets[sheet].used_range.shape
        found = {}
        for row in range(rows):
            for column in range(columns):
                fields = native.getCellByPosition(column, row).TextFields
                if fields.hasElements():
                    name, _, address = fields.createEnumeration().nextElement().URL[1:].rpartition(".")
                    found[f"{column_letters(column + 1)}{row + 1}"] = f"{name}!{address}"
        return found

    def status(self) -> str:
        said = self._app.status_bar
        return said if isinstance(said, str) else ""

    def save(self, path: Path) -> None:
        assert self._document is not None
        self._document.save_as(path, "xlsx")

    def close(self) -> None:
        """Leave nothing open."""
        if self._document is not None:
            self._document.close()
        self._document = None

    def _native(self, sheet: str) -> Any:
        assert self._book is not None
        return self._book.sheets[sheet].impl.native()


@contextmanager
def libreoffice_bench(office: RunningOffice) -> Iterator[LibreOfficeBench]:
    """The bench, with its book closed in the end."""
    bench = LibreOfficeBench(office)
    try:
        yield bench
    finally:
        bench.close()
