"""An Excel for tests, as an engine of xlwings: its quirks, its errors, and a record of every call.

It calculates nothing. Errors come as pywin32 raises them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlwings as xw
from xlwings import base_classes
from xlwings.main import Engine

from tests.bridge.fake_book import ERRORS, FakeBookState, FakeCell, FakeSheet, written
from tests.bridge.fake_program import (
    APPLICATION_ERROR,
    EXCEPTION,
    NO_SUCH_ITEM,
    FakeProgram,
    com_error,
    type_into,
)
from xlperf.workbook.place import Area


def engine(program: FakeProgram, name: str = "fake") -> Engine:
    """The program as an engine; register it with ``xw.engines.add``."""
    return Engine(impl=_Engine(program, name))


def book(program: FakeProgram, path: Path) -> xw.Book:
    """The file opened in the program."""
    program.open(path)
    return xw.Book(impl=_Book(_App(program), path.name))


class _Engine:
    type = "desktop"

    def __init__(self, program: FakeProgram, name: str) -> None:
        self.name, self.program = name, program
        self.apps = _Apps(program)

    def clean_value_data(
        self, data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err: Any
    ) -> Any:
        return data

    def prepare_xl_data_element(self, value: Any, date_format: Any) -> Any:
        return value


class _Apps(base_classes.Apps):
    def __init__(self, program: FakeProgram) -> None:
        self.app = _App(program)

    def keys(self) -> list[int]:
        return [self.app.pid]

    def __iter__(self) -> Iterator[_App]:
        return iter([self.app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> _App:
        return self.app


class _App(base_classes.App):
    pid = 4711

    def __init__(self, program: FakeProgram) -> None:
        self.program = program

    @property
    def books(self) -> _Books:
        return _Books(self)

    @property
    def selection(self) -> _Range:
        self.program.cross("app.selection")
        name, state = next(iter(self.program.books.items()))
        row, column = state.selection
        return _Range(self, name, state.active, Area(row, column, row, column))

    @property
    def screen_updating(self) -> bool:
        self.program.cross("app.screen_updating")
        return self.program.screen_updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self.program.cross("app.screen_updating =")
        self.program.screen_updating = value

    def run(self, macro: str, args: tuple[Any, ...]) -> object:
        return self.program.run(macro, args)


class _Books(base_classes.Books):
    def __init__(self, app: _App) -> None:
        self._app = app

    def __call__(self, name: str | int) -> _Book:
        self._app.program.cross("books()")
        found = list(self._app.program.books)
        if isinstance(name, str) and name not in found:
            raise KeyError(name)
        return _Book(self._app, name if isinstance(name, str) else found[name - 1])

    def __len__(self) -> int:
        return len(self._app.program.books)

    def __iter__(self) -> Iterator[_Book]:
        return (_Book(self._app, name) for name in self._app.program.books)


class _Book(base_classes.Book):
    def __init__(self, app: _App, name: str) -> None:
        self._app, self._name = app, name

    def state(self, call: str) -> FakeBookState:
        self._app.program.cross(call)
        return self._app.program.book(self._name)

    @property
    def name(self) -> str:
        return Path(self.state("book.name").path).name

    @property
    def fullname(self) -> str:
        return self.state("book.fullname").path

    @property
    def app(self) -> _App:
        self.state("book.app")
        return self._app

    @property
    def sheets(self) -> _Sheets:
        self.state("book.sheets")
        return _Sheets(self._app, self._name)


class _Sheets(base_classes.Sheets):
    def __init__(self, app: _App, book_name: str) -> None:
        self._app, self._book = app, book_name

    def __call__(self, name: str | int) -> _Sheet:
        self._app.program.cross("sheets()")
        state = self._app.program.book(self._book)
        found = state.sheet(name) if isinstance(name, str) else state.sheets[name - 1]
        if found is None:
            raise com_error(EXCEPTION, "无效索引。", NO_SUCH_ITEM)
        return _Sheet(self._app, self._book, found.name)

    def __len__(self) -> int:
        self._app.program.cross("sheets.count")
        return len(self._app.program.book(self._book).sheets)

    def __iter__(self) -> Iterator[_Sheet]:
        self._app.program.cross("sheets")
        sheets = self._app.program.book(self._book).sheets
        return iter([_Sheet(self._app, self._book, sheet.name) for sheet in sheets])


class _Sheet(base_classes.Sheet):
    def __init__(self, app: _App, book_name: str, name: str) -> None:
        self._app, self._book, self._name = app, book_name, name

    @property
    def name(self) -> str:
        self._app.program.cross("sheet.name")
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        self._app.program.cross("sheet.name =")
        found = self._app.program.book(self._book).sheet(self._name)
        assert found is not None, self._name
        found.name = self._name = name

    def range(self, arg1: Any, arg2: Any = None) -> _Range:
        self._app.program.cross("sheet.range()")
        if isinstance(arg1, tuple):
            row, column = arg1
            return _Range(self._app, self._book, self._name, Area(row, column, row, column))
        return _Range(self._app, self._book, self._name, Area.parse(arg1))


class _Range(base_classes.Range):
    def __init__(self, app: _App, book_name: str, sheet: str, area: Area) -> None:
        self._app, self._book, self._sheet, self._area = app, book_name, sheet, area
        self.options: dict[str, Any] = {}

    def _state(self, call: str) -> FakeSheet:
        self._app.program.cross(call)
        found = self._app.program.book(self._book).sheet(self._sheet)
        if found is None:
            raise com_error(EXCEPTION, "需要对象。", NO_SUCH_ITEM)
        return found

    def __len__(self) -> int:
        self._state("range.count")
        return (self._area.bottom - self._area.top + 1) * (self._area.right - self._area.left + 1)

    @property
    def sheet(self) -> _Sheet:
        self._state("range.sheet")
        return _Sheet(self._app, self._book, self._sheet)

    @property
    def row(self) -> int:
        self._state("range.row")
        return self._area.top

    @property
    def column(self) -> int:
        self._state("range.column")
        return self._area.left

    @property
    def raw_value(self) -> Any:
        return self._each(self._state("range.raw_value"), _handed_over)

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        sheet = self._state("range.raw_value =")
        at = (self._area.top, self._area.left)
        cell = sheet.cell(*at)
        if sheet.password is not None and cell.locked:
            text = "您试图更改的单元格或图表位于受保护的工作表中。"
            raise com_error(EXCEPTION, text, APPLICATION_ERROR)
        if not sheet.covered(*at):
            type_into(cell, value)

    @property
    def formula(self) -> Any:
        return self._each(
            self._state("range.formula"), lambda cell: written(cell.value, cell.formula) if cell else ""
        )

    @formula.setter
    def formula(self, formula: str) -> None:
        self.raw_value = formula

    def _each(self, sheet: FakeSheet, told: Callable[[FakeCell | None], Any]) -> Any:
        area = self._area

        def at(row: int, column: int) -> Any:
            cell = sheet.cells.get((row, column))
            return told(None if cell and sheet.covered(row, column) else cell)

        if (area.top, area.left) == (area.bottom, area.right):
            return at(area.top, area.left)
        columns = range(area.left, area.right + 1)
        return tuple(tuple(at(row, one) for one in columns) for row in range(area.top, area.bottom + 1))


def _handed_over(cell: FakeCell | None) -> Any:
    """The value as COM hands it over."""
    value = cell.value if cell else None
    if cell and isinstance(value, str) and value in ERRORS:
        return ERRORS[value]
    if cell and isinstance(value, float) and re.search(r"[¥￥$]", cell.number_format):
        return Decimal(f"{value:.4f}")
    return value
