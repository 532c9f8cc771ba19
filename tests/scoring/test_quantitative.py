"""Scores of quantitative indicators: what real forms were given, and what must hold for every figure."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.profiles import Reverse
from xlperf.scoring.quantitative import POSITIVE, QuantitativeRule
from xlperf.values import Op

BOUNDS = (Decimal(5), Decimal(8))


def points(op: str, target: str, actual: str, weight: str, reverse: Reverse = "linear") -> Decimal:
    return QuantitativeRule(Op(op), reverse).score(Decimal(actual), Decimal(target), Decimal(weight))


@pytest.mark.parametrize(
    ("op", "target", "actual", "weight", "score"),
    [
        # the three annexes of 忻州 2022
        ("≥", "2", "2", "20", "20"),
        ("≥", "2", "5", "20", "20"),
        ("=", "12", "12", "10", "10"),
        ("=", "100", "100", "20", "20"),
        ("=", "90", "90", "10", "10"),
        ("≤", "12", "12", "10", "10"),
        ("≥", "2", "18", "20", "20"),
        ("≥", "95", "100", "10", "10"),
        # 孝感 2021
        ("±", "5", "4.5", "5", "5"),
        ("±", "10", "70", "5", "0"),
        # short of the target: in proportion
        ("≥", "95", "92.5", "10", "9.74"),
        ("", "3", "2", "10", "6.67"),
        ("=", "12", "9", "10", "7.5"),
        (">", "85", "80", "10", "9.41"),
        # a strict target at its very bound loses nothing by proportion
        (">", "85", "85", "10", "10"),
        ("<", "60", "60", "10", "10"),
        # a target of zero leaves no proportion
        ("=", "0", "0", "10", "10"),
        ("=", "0", "1", "10", "0"),
        ("≤", "0", "0", "10", "10"),
        ("≤", "0", "1", "10", "0"),
        ("≥", "0", "0", "10", "10"),
        ("≥", "0", "3", "10", "10"),
        ("±", "0", "0", "10", "10"),
        ("±", "0", "0.1", "10", "0"),
        # a negative actual value counts as zero where more is better
        ("≥", "2", "-1", "10", "0"),
        ("=", "0", "-1", "10", "10"),
        ("≤", "2", "-1", "10", "10"),
        ("±", "5", "-4", "10", "10"),
        ("±", "5", "-7.5", "10", "5"),
        ("≥", "-2", "-3", "10", "0"),
        ("≥", "2", "0", "10", "0"),
        ("≥", "2", "1", "0", "0"),
    ],
)
def test_scores_of_real_forms_and_borders(op: str, target: str, actual: str, weight: str, score: str) -> None:
    assert points(op, target, actual, weight) == Decimal(score)


@pytest.mark.parametrize(
    ("actual", "linear", "ratio"),
    [
        ("9", "10", "10"),
        ("10", "10", "10"),
        ("12", "8", "8.33"),
        ("15", "5", "6.67"),
        ("19.99", "0.01", "5"),
        ("20", "0", "5"),
        ("25", "0", "4"),
        ("1000", "0", "0.1"),
    ],
)
def test_an_upper_bound_exceeded(actual: str, linear: str, ratio: str) -> None:
    for op in ("≤", "<", "±"):
        assert points(op, "10", actual, "10", "linear") == Decimal(linear), op
        assert points(op, "10", actual, "10", "ratio") == Decimal(ratio), op


@pytest.mark.parametrize(
    ("actual", "score"),
    [("4", "8"), ("5", "10"), ("6.5", "10"), ("8", "10"), ("10", "7.5"), ("16", "0"), ("-1", "0")],
)
def test_a_range_is_reached_inside_and_missed_on_both_sides(actual: str, score: str) -> None:
    rule = QuantitativeRule(Op.GE, "linear", BOUNDS)
    assert rule.score(Decimal(actual), Decimal(0), Decimal(10)) == Decimal(score)
    assert rule.met(Decimal(actual), Decimal(0)) == (score == "10")


@pytest.mark.parametrize(
    ("op", "actual", "met"),
    [
        ("≥", "10", True), (">", "10", False), ("≤", "10", True), ("<", "10", False), ("=", "10", True),
        ("=", "11", True), ("=", "9", False), ("", "10", True), ("±", "-10", True), ("±", "-11", False),
    ],
)  # fmt: skip
def test_only_strict_comparators_are_missed_at_the_bound(op: str, actual: str, met: bool) -> None:
    assert QuantitativeRule(Op(op), "linear").met(Decimal(actual), Decimal(10)) is met


def test_nothing_was_to_happen_and_nothing_did() -> None:
    rule = QuantitativeRule(Op.EQ, "linear")
    assert rule.met(Decimal(0), Decimal(0))
    assert not rule.met(Decimal(1), Decimal(0))


rules = st.builds(
    QuantitativeRule,
    st.sampled_from([*Op]),
    st.sampled_from(["linear", "ratio"]),
    st.sampled_from([None, BOUNDS]),
)
amounts = st.decimals(Decimal(0), Decimal(10) ** 6, places=4)
positive = st.decimals(Decimal("0.0001"), Decimal(10) ** 6, places=4)
weights = st.decimals(Decimal(0), Decimal(100), places=2)


@given(rules, amounts, amounts, weights)
def test_a_score_lies_between_zero_and_the_weight(
    rule: QuantitativeRule, actual: Decimal, target: Decimal, weight: Decimal
) -> None:
    assert 0 <= rule.score(actual, target, weight) <= weight


@given(rules, amounts, amounts, weights)
def test_a_target_that_is_met_earns_the_whole_weight(
    rule: QuantitativeRule, actual: Decimal, target: Decimal, weight: Decimal
) -> None:
    if rule.met(actual, target):
        assert rule.score(actual, target, weight) == weight


@given(rules, amounts, positive, weights)
def test_a_score_has_two_decimals(
    rule: QuantitativeRule, actual: Decimal, target: Decimal, weight: Decimal
) -> None:
    score = rule.score(actual, target, weight)
    assert score == round(score, 2)


@given(
    st.builds(QuantitativeRule, st.sampled_from(POSITIVE), st.just("linear")),
    amounts,
    amounts,
    positive,
    weights,
)
def test_more_never_earns_less_where_more_is_better(
    rule: QuantitativeRule, one: Decimal, other: Decimal, target: Decimal, weight: Decimal
) -> None:
    low, high = sorted((one, other))
    assert rule.score(low, target, weight) <= rule.score(high, target, weight)


@given(
    st.builds(QuantitativeRule, st.sampled_from((Op.LE, Op.LT, Op.WITHIN)), st.sampled_from(["linear", "ratio"])),
    amounts, amounts, positive, weights,
)  # fmt: skip
def test_less_never_earns_less_where_less_is_better(
    rule: QuantitativeRule, one: Decimal, other: Decimal, target: Decimal, weight: Decimal
) -> None:
    low, high = sorted((one, other))
    assert rule.score(low, target, weight) >= rule.score(high, target, weight)


@given(
    st.builds(QuantitativeRule, st.sampled_from([*Op]), st.sampled_from(["linear", "ratio"])),
    amounts,
    amounts,
    weights,
)
def test_per_cent_and_fractions_earn_the_same(
    rule: QuantitativeRule, actual: Decimal, target: Decimal, weight: Decimal
) -> None:
    assert rule.score(actual, target, weight) == rule.score(actual / 100, target / 100, weight)


@given(
    rules,
    st.decimals(allow_nan=False, allow_infinity=False),
    st.decimals(allow_nan=False, allow_infinity=False),
    weights,
)
def test_any_figure_that_can_be_typed_is_scored(
    rule: QuantitativeRule, actual: Decimal, target: Decimal, weight: Decimal
) -> None:
    if abs(actual.adjusted()) < 1000 and abs(target.adjusted()) < 1000:
        assert 0 <= rule.score(actual, target, weight) <= weight
