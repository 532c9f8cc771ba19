"""The bench that is a real Excel, on a Windows or a Mac where there is one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings as xw

from xlperf.addin.package import addin
from xlperf.workbook.place import Area, Place, a1, parse_a1
from xlperf.workbook.stamp import (
    MARK_COLOURS,
    MARK_COLUMNS,
    MARK_FIRST_ROW,
    MARK_LAST_ROW,
    STAMP_SHEET,
    mark_condition,
)

THERE = sys.platform in ("win32", "darwin")


class ExcelBench:
    """One book open in Excel, with the add-in loaded that carries out orders."""

    hands = "'xlperf.xlam'!XlperfHands.XlperfRun"

    def __init__(self, app: xw.App) -> None:
        self._app = app
        self._book: xw.Book | None = None

    def open(self, path: Path) -> xw.Book:
        self.close()
        self._book = self._app.books.open(path)
        return self._book

    def set(self, sheet: str, cell: str, value: float | str | None) -> None:
        self._of(sheet).range(cell).raw_value = value

    def type_in(self, sheet: str, cell: str, text: str) -> None:
        self.set(sheet, cell, text)

    def insert_row(self, sheet: str, row: int) -> None:
        self._of(sheet).range(f"{row}:{row}").insert("down")

    def marks(self) -> dict[Place, str]:
        assert self._book is not None
        if STAMP_SHEET not in self._book.sheet_names:
            return {}
        shown: dict[Place, str] = {}
        for severity, column in MARK_COLUMNS.items():
            area = Area(MARK_FIRST_ROW, column, MARK_LAST_ROW, column)
            for (text,) in self._of(STAMP_SHEET).range(area.address).raw_value:
                owner, _, address = (text or "").rpartition("!")
                if not owner:
                    continue
                formulas = {
                    str(one.formula1).lstrip("=")
                    for one in self._of(owner).range(address).conditional_formats
                }
                if mark_condition(owner, severity) in formulas:
                    shown.setdefault(Place(owner, *parse_a1(address)), MARK_COLOURS[severity])
        return shown

    def links(self, sheet: str) -> dict[str, str]:
        found = {}
        rows, _ = self._of(sheet).used_range.shape
        for row in range(1, rows + 1):
            link = self._of(sheet).range(a1(row, 3)).hyperlink
            if link:
                owner, _, address = str(link).lstrip("#").rpartition("!")
                bare = owner.strip("'")
                found[a1(row, 3)] = f"'{bare}'!{address}"
        return found

    def status(self) -> str:
        said = self._app.status_bar
        return said if isinstance(said, str) else ""

    def save(self, path: Path) -> None:
        assert self._book is not None
        self._book.save(path)

    def close(self) -> None:
        """Leave nothing open."""
        if self._book is not None:
            self._book.close()
        self._book = None

    def _of(self, name: str) -> xw.Sheet:
        assert self._book is not None
        return self._book.sheets[name]


@contextmanager
def excel_bench(folder: Path) -> Iterator[ExcelBench]:
    """The bench in an Excel of its own, which is ended in the end."""
    path = folder / "xlperf.xlam"
    path.write_bytes(addin())
    with xw.App(visible=True, add_book=False) as app:
        app.books.open(path)
        bench = ExcelBench(app)
        try:
            yield bench
        finally:
            bench.close()
