"""The form in the office's words: its unit of money, points in its levels, 预算执行率 among the indicators."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.handmade.canvas import Habits
from tests.handmade.form import Form, FundRow, IndicatorRow
from tests.handmade.kinds import KINDS
from xlperf.decimals import parse_decimal, plain

EXECUTION = "预算执行率"
AMOUNTS = ("initial_requested", "initial_budget", "full_year_budget", "arrived", "executed", "carry_over")
_TEN_THOUSAND = Decimal(10000)


def worded(form: Form, habits: Habits) -> Form:
    """The form with the office's unit of money, points in its levels, and 预算执行率 among the indicators."""
    funds = converted(form.funds, KINDS[form.kind].money_unit, habits)
    rows = form.indicators
    if habits.execution_row and funds:
        total = form.funds[0]
        own = IndicatorRow(EXECUTION, EXECUTION, EXECUTION, weight=total.weight, score=total.execution_score)
        rows = (replace(own, initial_target="100%", actual=f"{total.execution_rate}%"), *rows)
    if habits.points_in_levels:
        rows = tuple(replace(row, first_level=_with_points(row.first_level, form)) for row in rows)
    return replace(form, funds=funds, indicators=rows)


def converted(funds: tuple[FundRow, ...], unit: str, habits: Habits) -> tuple[FundRow, ...]:
    """The amounts, given in ``unit``, in the office's."""
    if habits.money in ("", unit):
        return funds
    factor = _TEN_THOUSAND if habits.money == "元" else 1 / _TEN_THOUSAND
    return tuple(_times(fund, factor) for fund in funds)


def _times(fund: FundRow, factor: Decimal) -> FundRow:
    amounts = {name: parse_decimal(getattr(fund, name)) for name in AMOUNTS}
    return replace(
        fund, **{name: plain(figure * factor) for name, figure in amounts.items() if figure is not None}
    )


def _with_points(level: str, form: Form) -> str:
    weights = [parse_decimal(row.weight) for row in form.indicators if row.first_level == level]
    return f"{level}（{plain(sum(filter(None, weights), Decimal(0)))}分）" if weights else level
