"""Finding the open book on Windows, where the window that the macro told of may be gone or not Excel's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from xlperf.bridge.attach import app_at, when_free
from xlperf.bridge.trouble import Refused

EXCEL_WINDOW, OTHER_WINDOW, GONE = 7, 8, 9


class com_error(Exception):  # noqa: N801 - the name pywin32 gives it
    """What Windows raises when a program refuses a call."""

    def __init__(self, hresult: int) -> None:
        super().__init__(hresult)
        self.hresult = hresult
        self.excepinfo = None


class error(Exception):  # noqa: N801 - the name pywin32 gives it
    """What Windows raises for a window that is not there."""


class ExcelEngine:
    """As much of xlwings' module for Windows as is used: the program is looked up when it is first asked."""

    class App:
        def __init__(self, xl: int) -> None:
            if xl == GONE:
                raise error(1400, "GetWindowThreadProcessId", "Invalid window handle.")
            self.window = self.pid = xl

        @property
        def books(self) -> Any:
            if self.window == OTHER_WINDOW:
                raise OSError(-2147467259, "no object behind this window")
            return []


@pytest.mark.parametrize(("window", "found"), [(EXCEL_WINDOW, 1), (OTHER_WINDOW, 0), (GONE, 0), (None, 0)])
def test_only_a_window_of_excel_leads_to_a_program(window: int | None, found: int) -> None:
    """WPS tells of its window too, which xlwings cannot use: the other ways must still be tried."""
    assert len(list(app_at(ExcelEngine, window))) == found


def _busy_for(calls: int, then: object, number: int = -2147418111) -> Callable[[], Any]:
    refusals = [com_error(number)] * calls

    def look() -> object:
        if refusals:
            raise refusals.pop()
        return then

    return look


def test_a_busy_program_is_asked_again() -> None:
    waited: list[float] = []
    assert when_free(_busy_for(3, "the book"), waited.append) == "the book"
    assert len(waited) == 3


def test_a_cell_that_is_being_edited_is_said_so() -> None:
    """Not as something unexpected with the place of a log."""
    with pytest.raises(Refused, match="结束编辑"):
        when_free(_busy_for(100, None), lambda seconds: None)


def test_what_is_unknown_is_not_hidden() -> None:
    waited: list[float] = []
    with pytest.raises(com_error):
        when_free(_busy_for(1, None, number=-1), waited.append)
    assert waited == []
