"""What runs behind the engine of the tests' Excel: open workbooks, macros, and what a person does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.bridge.fake_book import MACHINE_DATE, FakeBookState, FakeCell, load
from tests.bridge.fake_hands import FakeHands

HANDS = "'xlperf.xlam'!XlperfHands.XlperfRun"
REJECTED, EDITING = -2147418111, -2146777998
CLOSED, NO_SUCH_ITEM, EXCEPTION, APPLICATION_ERROR = -2147221080, -2147352565, -2147352567, -2146827284
ALWAYS = 10**9
MOST_ARGUMENTS, LONGEST_ARGUMENT = 30, 32767


class com_error(Exception):  # noqa: N801 - its name with pywin32
    """What pywin32 raises."""

    def __init__(self, hresult: int, text: str = "", scode: int | None = None) -> None:
        self.hresult, self.strerror, self.argerror = hresult, text, None
        self.excepinfo = None if scode is None else (0, "Microsoft Excel", text, "xlmain11.chm", 0, scode)
        super().__init__(hresult, text, self.excepinfo, None)


@dataclass
class FakeProgram:
    """One running Excel: its workbooks, what was called, and what is the matter with it."""

    books: dict[str, FakeBookState] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    busy: int = 0
    """so many more calls are rejected"""
    busy_with: int = REJECTED
    macros_allowed: bool = True
    breaks_at: int | None = None
    """the number of the order at which something goes wrong"""
    orders: list[str] = field(default_factory=list)
    after: Callable[[str], None] = lambda call: None
    """what happens meanwhile: told every call once it is made"""
    screen_updating: bool = True

    def open(self, path: Path) -> FakeBookState:
        """Open a real file."""
        self.books[path.name] = load(path)
        return self.books[path.name]

    def cross(self, call: str) -> None:
        """A call over the border between the processes."""
        self.calls.append(call)
        if self.busy:
            self.busy -= 1
            raise com_error(self.busy_with, "被呼叫方拒绝接收呼叫。")
        self.after(call)

    def book(self, name: str) -> FakeBookState:
        """The open workbook of that name."""
        if name not in self.books:
            raise com_error(CLOSED, "对象没有连接到服务器。")
        return self.books[name]

    def run(self, macro: str, arguments: tuple[Any, ...]) -> object:
        """Run a macro."""
        self.cross(f"run {macro}")
        if macro != HANDS or not self.macros_allowed:
            text = f"无法运行“{macro}”宏。可能是因为该宏在此工作簿中不可用，或者所有的宏都被禁用。"
            raise com_error(EXCEPTION, text, APPLICATION_ERROR)
        if len(arguments) > MOST_ARGUMENTS or any(len(one) > LONGEST_ARGUMENT for one in arguments):
            raise com_error(EXCEPTION, "类型不匹配。", APPLICATION_ERROR)
        name, *pieces = arguments
        orders = "".join(pieces)
        self.orders.append(orders)
        return FakeHands(self.book(name), self.breaks_at).carry_out(orders)


_PERCENT = re.compile(r"-?\d+(\.\d+)?%\Z")
_NUMBER = re.compile(r"[+-]?\d+(\.\d*)?(E[+-]?\d+)?\Z", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})\Z")


def type_into(cell: FakeCell, value: Any) -> None:
    """What Excel makes of something typed or assigned."""
    cell.formula = ""
    if not isinstance(value, str):
        cell.value = float(value) if isinstance(value, int) and not isinstance(value, bool) else value
    elif value.startswith("'") or cell.number_format == "@":
        cell.value = value.removeprefix("'")
    elif value.startswith("=") and len(value) > 1:
        cell.formula, cell.value = value, 0.0
    elif _NUMBER.match(value):
        cell.value = float(value)
    elif _PERCENT.match(value):
        cell.value = float(value[:-1]) / 100
        decimals = "0.00%" if "." in value else "0%"
        cell.number_format = decimals if cell.number_format == "General" else cell.number_format
    elif found := _DATE.match(value):
        cell.value = datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
        cell.number_format = MACHINE_DATE if cell.number_format == "General" else cell.number_format
    else:
        cell.value = value or None
