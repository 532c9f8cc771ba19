"""Budget execution by rate or by steps, beside the funds or in an indicator row, or not scored at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from xlperf.decimals import parse_decimal
from xlperf.model import Assessment, ClassScore, Entry, Fund, Indicator
from xlperf.profiles import Profile, profile
from xlperf.scoring.assessment import Scored, score_assessment
from xlperf.scoring.execution import Execution, ExecutionRule, execution

TEN = Decimal(10)
NATIONAL, MODERN = profile("national-2020"), profile("national-2021")
STEPS = MODERN.model_copy(
    update={"execution": MODERN.execution.model_copy(update={"method": "steps", "accepted_methods": ()})}
)


def entry(text: str) -> Entry:
    return Entry(text, parse_decimal(text.removesuffix("%")), percent=text.endswith("%"))


def row(target: str, actual: str, weight: str, score: str, **more: str) -> Indicator:
    fields = {"initial_target": target, "actual": actual, "weight": weight, "score": score} | more
    entries: dict[str, Any] = {field: entry(text) for field, text in fields.items()}
    return Indicator(**entries)


def executed(spent: str, one: Profile, score: str = "") -> Execution:
    fund = Fund(full_year_budget=entry("100"), executed=entry(spent), execution_score=entry(score))
    return execution(fund, 2, ExecutionRule(TEN, one.execution))


@pytest.mark.parametrize(
    ("spent", "by_rate", "by_steps"),
    [
        ("100", "10", "10"),
        ("99.99", "10", "7"),
        ("97.69", "9.77", "7"),
        ("80", "8", "7"),
        ("79.99", "8", "5"),
        ("60", "6", "5"),
        ("59.99", "6", "0"),
        ("0", "0", "0"),
    ],
)
def test_the_profile_says_by_rate_or_by_steps(spent: str, by_rate: str, by_steps: str) -> None:
    assert executed(spent, MODERN).score == Decimal(by_rate)
    assert executed(spent, STEPS).score == Decimal(by_steps)


@pytest.mark.parametrize(
    ("one", "score", "agrees"),
    [
        (NATIONAL, "8.5", True),
        (NATIONAL, "8.49", True),
        (NATIONAL, "7", False),
        (NATIONAL, "10", False),
        (MODERN, "8.5", True),
        (MODERN, "7", True),
        # finished, and within the budget
        (MODERN, "10", True),
        (MODERN, "9", False),
        (MODERN, "5", False),
        (STEPS, "7", True),
        (STEPS, "10", True),
        (STEPS, "8.5", False),
    ],
)
def test_other_ways_that_the_profile_accepts_are_not_called_wrong(
    one: Profile, score: str, agrees: bool
) -> None:
    found = executed("85", one, score)
    assert found.score_agrees(Decimal(score)) is agrees
    if agrees:
        assert found.score == Decimal(score), "the stated score counts in the total"


def form(*indicators: Indicator, **more: Any) -> Assessment:
    fund = Fund(full_year_budget=entry("100"), executed=entry("97"), execution_rate=entry("97%"))
    plain = Assessment("t", "s", "labels", total_fund=fund, indicators=indicators)
    return replace(plain, **more)


RATE_ROW = row("100%", "97%", "10", "9.7", name="预算执行率")
OTHERS = row("≥2次", "2次", "90", "90", name="检查次数")


def figures(found: Scored) -> tuple[str, str, str | None, str | None]:
    total = None if found.total is None else str(found.total)
    return str(found.weights_sum), str(found.scores_sum), total, found.grade


def test_an_execution_row_is_counted_once() -> None:
    found = score_assessment(form(RATE_ROW, OTHERS, execution_indicator=0), NATIONAL)
    assert figures(found) == ("100", "99.7", "99.70", "优")
    assert found.execution_points == 10
    assert found.stated_execution_score == Decimal("9.7")
    assert found.execution_score is RATE_ROW.score
    assert [one.is_execution for one in found.indicators] == [True, False]


def test_an_execution_row_may_follow_its_own_target() -> None:
    of_target = row("≥95%", "97%", "10", "10", name="预算执行率")
    found = score_assessment(form(of_target, OTHERS, execution_indicator=0), NATIONAL)
    assert found.execution.score_agrees(TEN)
    assert found.total == 100
    wrong = row("100%", "97%", "10", "10", name="预算执行率")
    found = score_assessment(form(wrong, OTHERS, execution_indicator=0), NATIONAL)
    assert not found.execution.score_agrees(TEN)
    assert found.total == Decimal("99.7")


def test_an_execution_row_with_a_clause_is_an_indicator_like_others() -> None:
    by_clause = replace(RATE_ROW, clause=entry("执行率95%以上得满分"))
    found = score_assessment(form(by_clause, OTHERS, execution_indicator=0), NATIONAL)
    assert found.execution_points == 0
    assert not found.indicators[0].is_execution
    assert found.weights_sum == 100


def test_an_execution_row_without_funds_is_scored_by_itself() -> None:
    bare = replace(form(RATE_ROW, OTHERS, execution_indicator=0), total_fund=Fund())
    assert figures(score_assessment(bare, NATIONAL)) == ("100", "99.7", "99.70", "优")


def test_forms_without_points_for_execution_add_up_their_indicators() -> None:
    none = NATIONAL.model_copy(
        update={"execution": NATIONAL.execution.model_copy(update={"points": Decimal(0)})}
    )
    full = row("≥2次", "2次", "100", "100")
    assert figures(score_assessment(form(full), none)) == ("100", "100", "100.00", "优")


def test_forms_without_scores_have_neither_total_nor_grade() -> None:
    unscored = row("≥2次", "1次", "", "")
    found = score_assessment(form(unscored, scored=False), NATIONAL)
    assert figures(found) == ("0", "0", None, None)
    assert found.indicators[0].met is False
    assert found.execution.rate == 97


def classes(*scores: str) -> tuple[ClassScore, ...]:
    names = zip(
        ("决策", "过程", "产出", "效益", "合计"), ("11", "20", "34", "35", "100"), scores, strict=True
    )
    return tuple(ClassScore(name, entry(weight), entry(score)) for name, weight, score in names)


def test_a_table_of_class_scores_is_added_up_without_its_own_sum() -> None:
    found = score_assessment(form(class_scores=classes("10", "14.99", "31", "30", "85.99")), NATIONAL)
    assert figures(found) == ("100", "85.99", "85.99", "良")
    assert found.execution_points == 0


def test_a_class_without_a_score_leaves_the_total_open() -> None:
    found = score_assessment(form(class_scores=classes("10", "", "31", "30", "71")), NATIONAL)
    assert (found.total, found.grade) == (None, None)
