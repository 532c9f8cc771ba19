"""Budget execution: amounts printed in 万元 are intervals, rates typed in any way are read, wrong ones are not excused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.projects_for_tests import NATIONAL
from xlperf.decimals import half_up, parse_decimal
from xlperf.model import Entry, Fund
from xlperf.scoring.execution import Execution, ExecutionRule, execution, shown_decimals, stated_interval

TEN = Decimal(10)


def entry(text: str) -> Entry:
    """A cell as the reader gives it: 72.26% is the figure 72.26 in per cent."""
    return Entry(text, parse_decimal(text.removesuffix("%")), percent=text.endswith("%"))


def executed(
    spent: str,
    budget: str,
    rate: str = "",
    score: str = "",
    decimals: int | None = None,
    points: Decimal = TEN,
) -> Execution:
    fund = Fund(
        full_year_budget=entry(budget),
        executed=entry(spent),
        execution_rate=entry(rate),
        execution_score=entry(score),
    )
    return execution(
        fund,
        shown_decimals((fund,)) if decimals is None else decimals,
        ExecutionRule(points, NATIONAL.execution),
    )


@pytest.mark.parametrize(
    ("spent", "budget", "rate", "score"),
    [
        # 万元 cells would give 72.25, 63.07: the rates were computed in yuan
        ("6.25", "8.65", "72.26", "7.23"),
        ("1.703", "2.7", "63.08", "6.31"),
        ("3.703", "8.65", "42.81", "4.28"),
        ("62502.5", "86500", "72.26", "7.23"),
        ("90.50", "125", "72.40", "7.24"),
        ("249.1", "255", "97.69", "9.77"),
    ],
)
def test_rates_of_real_forms_agree_with_their_rounded_amounts(
    spent: str, budget: str, rate: str, score: str
) -> None:
    found = executed(spent, budget, rate, score)
    assert found.rate_agrees
    assert (found.rate, found.score) == (Decimal(rate), Decimal(score))


@pytest.mark.parametrize("rate", ["72.26", "72.26%", "0.7226", "72.3", "72", "72.25", "72.2"])
def test_a_rate_is_read_however_it_is_typed(rate: str) -> None:
    assert executed("6.25", "8.65", rate).rate_agrees


@pytest.mark.parametrize("rate", ["75", "0.75", "75%", "72.9", "71", "7.226", "100", "0"])
def test_a_wrong_rate_is_recomputed(rate: str) -> None:
    found = executed("6.25", "8.65", rate)
    assert not found.rate_agrees
    assert (found.rate, found.score) == (Decimal("72.25"), Decimal("7.23"))


def test_a_small_rate_is_not_taken_for_a_fraction() -> None:
    assert executed("0.5", "100", "0.5", decimals=2).rate_agrees
    assert executed("0.5", "100", "0.005", decimals=2).rate_agrees


def test_more_decimals_leave_less_room() -> None:
    assert executed("6.25", "8.65", "72.2").rate_agrees
    assert executed("6.25", "8.65", "72.28").rate_agrees
    assert executed("6.25025", "8.65", "72.26").rate_agrees
    assert not executed("6.25025", "8.65", "72.28").rate_agrees


def test_without_a_stated_rate_it_is_computed() -> None:
    found = executed("6.25", "8.65")
    assert (found.rate, found.score, found.rate_agrees) == (Decimal("72.25"), Decimal("7.23"), False)


@pytest.mark.parametrize(("spent", "score"), [("12", "10"), ("10", "10"), ("0", "0"), ("-1", "0")])
def test_the_score_stays_between_zero_and_the_points(spent: str, score: str) -> None:
    assert executed(spent, "10").score == Decimal(score)


def test_other_points_than_ten() -> None:
    assert executed("6.25", "8.65", "72.26", points=Decimal(20)).score == Decimal("14.45")


@pytest.mark.parametrize(
    ("spent", "budget"), [("0", "0"), ("5", "0"), ("", "8"), ("3", ""), ("3", "-8"), ("—", "8")]
)
def test_nothing_is_decided_without_a_budget_and_an_amount(spent: str, budget: str) -> None:
    found = executed(spent, budget, "100")
    assert (found.rate, found.score, found.possible) == (None, None, None)
    assert not found.rate_agrees
    assert found.stated_rate == 100


@pytest.mark.parametrize(
    ("figure", "low", "high"), [("72.26", "72.255", "72.27"), ("72", "71.5", "73"), ("7.5", "7.45", "7.6")]
)
def test_a_stated_figure_was_rounded_or_cut_off(figure: str, low: str, high: str) -> None:
    interval = stated_interval(Decimal(figure))
    assert (interval.low, interval.high) == (Decimal(low), Decimal(high))


yuan = st.integers(100_000, 10**9)


@given(yuan, yuan, st.integers(1, 4), st.booleans())
def test_a_right_rate_is_never_called_wrong(budget: int, spent: int, decimals: int, cut_off: bool) -> None:
    # computed in yuan, printed in 万元 with so many decimals
    exact = Decimal(spent) / budget * 100
    rate = exact.quantize(Decimal("0.01"), "ROUND_DOWN" if cut_off else "ROUND_HALF_UP")
    amounts = (half_up(Decimal(one).scaleb(-4), decimals) for one in (spent, budget))
    shown_spent, shown_budget = (f"{amount:f}" for amount in amounts)
    assert (
        executed(shown_spent, shown_budget, f"{rate:f}", decimals=max(1, decimals)).rate_agrees
        or decimals == 0
    )


@given(yuan, yuan)
def test_a_rate_off_by_more_than_the_print_is_called_wrong(budget: int, spent: int) -> None:
    rate = Decimal(spent) / budget * 100
    wrong = half_up(rate + 1)
    assert not executed(str(spent), str(budget), f"{wrong:f}", decimals=2).rate_agrees
