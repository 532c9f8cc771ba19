"""Areas that Excel refuses as a whole because of a cell in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from xlperf.bridge.live_block import CellError, live_block
from xlperf.bridge.refused_cells import read_cells
from xlperf.workbook.place import Area

FORM = Area(3, 2, 12, 6)


class com_error(Exception):  # noqa: N801 - the name pywin32 gives it
    """What Windows raises when a program refuses a call."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.hresult = -2147352567
        self.excepinfo = (0, None, None, None, 0, number)


BAD_DATE, NO_FORMULA = ValueError("year 55360 is out of range"), com_error(-2146827284)


def _reader(
    cells: Mapping[tuple[int, int], object], refused: Mapping[tuple[int, int], Exception], asked: list[Area]
) -> Callable[[Area], object]:
    def read(area: Area) -> object:
        asked.append(area)
        for at, error in refused.items():
            if at in area:
                raise error
        rows = tuple(
            tuple(cells.get((row, column)) for column in range(area.left, area.right + 1))
            for row in range(area.top, area.bottom + 1)
        )
        return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows

    return read


def _filled(
    values: dict[tuple[int, int], object],
    formulas: dict[tuple[int, int], object],
    bad_values: dict[tuple[int, int], Exception],
    bad_formulas: dict[tuple[int, int], Exception] | None = None,
) -> dict[tuple[int, int], object]:
    read = read_cells(FORM, _reader(values, bad_values, []), _reader(formulas, bad_formulas or {}, []))
    return {at: value for at, (value, _) in live_block("表", FORM, *read).filled().items()}


@pytest.mark.parametrize("at", [(3, 2), (7, 4), (12, 6), (3, 6)])
def test_a_date_that_cannot_be_told_is_the_number_it_is(at: tuple[int, int]) -> None:
    """20220501 typed into a cell for dates; all other cells are read as ever."""
    found = _filled(
        {(4, 3): "预算数", (12, 2): 5.0}, {(4, 3): "预算数", (12, 2): "5", at: "20220501"}, {at: BAD_DATE}
    )
    assert found == {(4, 3): "预算数", (12, 2): 5, at: 20220501}


def test_a_formula_that_gives_such_a_date_is_an_error() -> None:
    assert _filled({}, {(5, 5): "=C1"}, {(5, 5): BAD_DATE}) == {(5, 5): CellError("#NUM!")}


def test_a_very_long_text_is_read() -> None:
    """Excel tells its value, but no formula."""
    long = "长" * 9000
    values: dict[tuple[int, int], object] = {(5, 5): long, (6, 5): 8.0}
    assert _filled(values, {(6, 5): "8"}, {}, {(5, 5): NO_FORMULA}) == {(5, 5): long, (6, 5): 8}


def test_usually_nothing_more_is_asked() -> None:
    asked: list[Area] = []
    read_cells(FORM, _reader({}, {}, asked), _reader({}, {}, asked))
    assert asked == [FORM, FORM]


def test_a_program_that_refuses_everything_is_not_asked_for_ever() -> None:
    asked: list[Area] = []
    every = {(row, column): NO_FORMULA for row in range(1, 400) for column in range(1, 20)}
    with pytest.raises(com_error):
        read_cells(Area(1, 1, 399, 19), _reader({}, every, asked), _reader({}, {}, []))
    assert len(asked) < 1000


def test_a_busy_program_is_left_to_the_one_who_waits() -> None:
    busy = com_error(-2146777998)
    asked: list[Area] = []
    with pytest.raises(com_error):
        read_cells(FORM, _reader({}, {(5, 5): busy}, asked), _reader({}, {}, []))
    assert asked == [FORM]
