"""Whatever a program hands over for an area, the block says the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.bridge.live_block import CellError, LiveBlock, LiveValue, Moment, Money, live_block
from xlperf.decimals import from_float
from xlperf.workbook.place import Area

ONE = Area(3, 2, 3, 2)


class Missing:
    """As appscript's ``k.missing_value``: nothing that Python knows."""


def cell(raw: object, formula: object = "") -> tuple[LiveValue, str]:
    block = live_block("表", ONE, raw, formula)
    return block.values[0][0], block.formulas[0][0]


@pytest.mark.parametrize(
    ("raw", "formula", "value", "own"),
    [
        (None, "", None, ""),
        (None, None, None, ""),
        (2.0, "2", Decimal(2), ""),
        (3, "3", Decimal(3), ""),
        (0.1 + 0.2, "0.3", Decimal("0.3"), ""),
        (1e300, "1E+300", Decimal("1e300"), ""),
        (True, "TRUE", True, ""),
        (False, "=1=2", False, "1=2"),
        (1.0, "TRUE", True, ""),
        ("95", "95", "95", ""),
        ("=12个月", "=12个月", "=12个月", ""),
        ("=12个月", "'=12个月", "=12个月", ""),
        ("=", "=", "=", ""),
        ("{=甲}", "{=甲}", "{=甲}", ""),
        ("", "=IF(A1,1,\"\")", "", 'IF(A1,1,"")'),
        (None, "=A1", "", "A1"),
        (6.0, "{=SUM(A1:A3)}", Decimal(6), "SUM(A1:A3)"),
        (-2146826281, "=1/0", CellError("#DIV/0!"), "1/0"),
        (-2146826246, "#N/A", CellError("#N/A"), ""),
        (-2146826243, "=A1:A3", CellError("#SPILL!"), "A1:A3"),
        ("#DIV/0!", "=1/0", CellError("#DIV/0!"), "1/0"),
        ("#N/A", "#N/A", "#N/A", ""),
        (-2146826281.0, "-2146826281", Decimal(-2146826281), ""),
        (Missing(), "", None, ""),
        (Missing(), "=1/0", CellError(""), "1/0"),
        (Missing(), "#REF!", CellError("#REF!"), ""),
        (float("nan"), "=1", CellError("#NUM!"), "1"),
        (Decimal("1.2346"), "1.23456", Decimal("1.23456"), ""),
        (Decimal("1.2346"), "=A1", Money(Decimal("1.2346")), "A1"),
        (Decimal("1.2346"), "", Decimal("1.2346"), ""),
    ],
)  # fmt: skip
def test_quirks_of_single_cells(raw: object, formula: object, value: LiveValue, own: str) -> None:
    assert cell(raw, formula) == (value, own)
    assert type(cell(raw, formula)[0]) is type(value)


@pytest.mark.parametrize(
    ("raw", "clock"),
    [
        (datetime(2022, 5, 1, 8, 30, tzinfo=UTC), "2022-05-01T08:30"),
        (datetime.fromisoformat("2022-05-01"), "2022-05-01"),
        (date(2022, 5, 1), "2022-05-01"),
        (time(6, 0), "1899-12-30T06:00"),
    ],
)
def test_clocks_read_as_in_the_cell(raw: object, clock: str) -> None:
    moment = datetime.fromisoformat(clock)
    assert cell(raw, "=NOW()") == (Moment(moment), "NOW()")
    assert cell(raw, "44682.25") == (Moment(moment, Decimal("44682.25")), "")


@pytest.mark.parametrize(
    ("area", "values", "formulas"),
    [
        (Area(1, 1, 2, 2), ((1.0, "甲"), (None, None)), (("1", "甲"), ("", ""))),
        (Area(1, 1, 2, 2), [[1.0, "甲"], [None, None]], [["1", "甲"], ["", ""]]),
        (Area(1, 1, 2, 2), ((1.0, "甲"),), (("1", "甲"),)),
        (Area(1, 1, 1, 2), [1.0, "甲"], ["1", "甲"]),
        (Area(1, 1, 2, 1), [1.0, "甲"], ["1", "甲"]),
        (Area(1, 1, 2, 1), ((1.0,), ("甲",)), (("1",), ("甲",))),
    ],
)
def test_rows_come_in_every_packing(area: Area, values: object, formulas: object) -> None:
    block = live_block("表", area, values, formulas)
    assert block.area == area
    assert [held[0] for held in block.filled().values()] == [Decimal(1), "甲"]


def test_nothing_at_all_is_an_empty_area() -> None:
    block = live_block("表", Area(5, 2, 7, 4), None, None)
    assert block.area == Area(5, 2, 7, 4)
    assert block.filled() == {}


def test_filled_cells_know_their_places() -> None:
    block = live_block("表", Area(5, 2, 6, 3), ((None, ""), ("", 2.0)), (("", ""), ('=""', "2")))
    assert block.filled() == {(6, 2): ("", '""'), (6, 3): (Decimal(2), "")}


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_the_one_that_the_file_would_hold(number: float) -> None:
    stored = f"{number:.17g}"
    assert cell(number, stored)[0] == from_float(float(stored))


@given(st.text(max_size=20))
def test_a_text_stays_the_text(text: str) -> None:
    value, formula = cell(text, text)
    assert value == text
    assert not formula


def test_blocks_are_values() -> None:
    assert live_block("表", ONE, 1.0, "1") == LiveBlock("表", 3, 2, ((Decimal(1),),), (("",),))
