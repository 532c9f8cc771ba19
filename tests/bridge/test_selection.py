"""What is selected, where the program cannot say how much."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from xlperf.bridge.open_book import OpenBook


class com_error(Exception):  # noqa: N801 - the name pywin32 gives it
    """What Excel answers when it is to count the cells of a whole sheet, or when it is gone."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.hresult = -2147352567
        self.excepinfo = (0, None, None, None, 0, number)


class App:
    def __init__(self, number: int) -> None:
        self._number = number

    @property
    def selection(self) -> Any:
        raise com_error(self._number)


def _open(number: int) -> OpenBook:
    book: Any = SimpleNamespace(app=App(number))
    return OpenBook(book, lambda seconds: None)


def test_a_whole_sheet_selected_is_no_cell() -> None:
    """Ctrl+A, then 下一个问题: the first problem, and nothing unexpected."""
    overflow = -2147352566
    assert _open(overflow).selected() is None


def test_a_program_that_is_gone_is_told() -> None:
    with pytest.raises(com_error):
        _open(-2147417848).selected()
