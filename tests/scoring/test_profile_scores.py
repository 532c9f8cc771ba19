"""What must hold for every score under every profile, and where the profiles differ."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.decimals import CENT, parse_decimal
from xlperf.model import Entry, Indicator
from xlperf.profiles import Profile, Rung, profile, shipped_profiles
from xlperf.scoring.assessment import Decided, IndicatorScore, score_indicator
from xlperf.scoring.quantitative import POSITIVE, rules_for
from xlperf.values import Op

PROFILES = st.sampled_from(shipped_profiles())
BOUNDS = (Decimal(5), Decimal(8))
amounts = st.decimals(Decimal(-10), Decimal(10) ** 6, places=4)
positive = st.decimals(Decimal("0.0001"), Decimal(10) ** 6, places=4)
weights = st.decimals(Decimal(0), Decimal(100), places=2)
LADDER = profile("national-2020").model_copy(
    update={
        "quantitative": profile("national-2020").quantitative.model_copy(
            update={
                "ladder": (
                    Rung(above=Decimal("1.3"), deduct=Decimal(10)),
                    Rung(above=Decimal(2), deduct=Decimal(30)),
                ),
                "rounding": "truncate",
            }
        )
    }
)


def entry(text: str) -> Entry:
    return Entry(text, parse_decimal(text.removesuffix("%")), percent=text.endswith("%"))


def scored(
    name: str | Profile, target: str, actual: str, weight: str, score: str = "", **more: str
) -> IndicatorScore:
    fields = {"initial_target": target, "actual": actual, "weight": weight, "score": score} | more
    entries: dict[str, Any] = {field: entry(text) for field, text in fields.items()}
    row = Indicator(**entries)
    return score_indicator(row, profile(name) if isinstance(name, str) else name)


@given(PROFILES, st.sampled_from([*Op]), st.sampled_from([None, BOUNDS]), amounts, amounts, weights)
def test_every_accepted_score_lies_between_zero_and_the_weight(
    one: Profile,
    op: Op,
    bounds: tuple[Decimal, Decimal] | None,
    actual: Decimal,
    target: Decimal,
    weight: Decimal,
) -> None:
    for rule in rules_for(op, bounds, one):
        assert 0 <= rule.score(actual, target, weight) <= weight


@given(PROFILES, st.sampled_from([*Op]), amounts, amounts, weights)
def test_what_is_met_earns_full_marks_by_every_accepted_rule(
    one: Profile, op: Op, actual: Decimal, target: Decimal, weight: Decimal
) -> None:
    for rule in rules_for(op, None, one):
        if rule.met(actual, target):
            assert rule.score(actual, target, weight) == weight


@given(PROFILES, st.sampled_from([*Op]), amounts, amounts, positive, weights)
def test_doing_better_never_earns_less(
    one: Profile, op: Op, a: Decimal, b: Decimal, target: Decimal, weight: Decimal
) -> None:
    low, high = sorted((max(a, Decimal(0)), max(b, Decimal(0))))
    worse, better = (low, high) if op in POSITIVE else (high, low)
    for rule in rules_for(op, None, one):
        assert rule.score(worse, target, weight) <= rule.score(better, target, weight)


@given(PROFILES, st.sampled_from([*Op]), amounts, positive, weights)
def test_a_score_cut_off_is_at_most_a_cent_below(
    one: Profile, op: Op, actual: Decimal, target: Decimal, weight: Decimal
) -> None:
    rules = [rule for rule in rules_for(op, None, one) if rule.reverse == one.quantitative.reverse]
    scores = {rule.score(actual, target, weight) for rule in rules}
    assert max(scores) - min(scores) <= CENT


@given(PROFILES, st.sampled_from([*Op]), weights)
def test_a_negative_actual_value_counts_as_zero(one: Profile, op: Op, weight: Decimal) -> None:
    targets = [Decimal(4)] if op is not Op.WITHIN else []
    targets += [Decimal(0)] if op in (Op.EQ, Op.LE) else []
    for rule in rules_for(op, None, one):
        for target in targets:
            assert rule.score(Decimal(-3), target, weight) == rule.score(Decimal(0), target, weight)


@pytest.mark.parametrize(
    ("target", "actual", "weight", "stated", "accepted"),
    [
        # 忻州 2022, forms 1 to 3: quantitative rows and their stated scores
        ("≥2次", "2次", "20", "20", True),
        ("≥2次", "5次", "20", "20", True),
        ("=12个月", "12个月", "10", "10", True),
        ("=100%", "100%", "20", "20", True),
        ("=90%", "90%", "10", "10", True),
        ("≤12个月", "12个月", "10", "10", True),
        ("≥2台(套)", "18台(套)", "20", "20", True),
        ("≥95%", "100%", "10", "10", True),
        ("≥95%", "90%", "10", "9.47", True),
        ("≥95%", "90%", "10", "10", False),
    ],
)
@pytest.mark.parametrize("one", [pytest.param(one, id=one.id) for one in shipped_profiles()])
def test_real_rows_are_scored_alike_under_every_profile(
    one: Profile, target: str, actual: str, weight: str, stated: str, accepted: bool
) -> None:
    found = scored(one, target, actual, weight, stated, first_level="产出指标")
    assert found.decided is Decided.RULE
    near = any(abs(Decimal(stated) - score) <= one.quantitative.tolerance for score in found.accepted)
    assert near is accepted


@pytest.mark.parametrize(
    ("phrase", "weight", "stated", "value"),
    [
        ("达成预期指标", "10", "10", "10"),
        ("达成预期指标", "15", "14", "14"),
        ("达成预期指标", "30", "26", "26"),
        ("达成预期指标", "15", "11", "12"),
    ],
)
def test_real_phrases_hold_the_score_in_their_band(phrase: str, weight: str, stated: str, value: str) -> None:
    for one in shipped_profiles():
        assert scored(one, "成效明显", phrase, weight, stated).value == Decimal(value), one.id


@pytest.mark.parametrize(
    ("name", "score", "value"),
    [("national-2018", "5", "5"), ("national-2020", "5", "6"), ("hubei", "5", "5"), ("anhui", "5", "6"), ("guangxi", "7", "7")],
)  # fmt: skip
def test_the_middle_band_begins_where_the_profile_says(name: str, score: str, value: str) -> None:
    assert scored(name, "成效明显", "部分达成", "10", score).value == Decimal(value)


@pytest.mark.parametrize(
    ("name", "actual", "accepted"),
    [
        ("national-2018", "12", ["8.33", "8"]),
        ("national-2020", "12", ["8", "8.33"]),
        ("anhui", "12", ["8"]),
        ("anhui", "20", ["0"]),
        ("anhui", "25", ["0"]),
        ("anhui", "10", ["10"]),
        # 10×(20−13.333)÷10 = 6.667: the system of the region rounds, or cuts off
        ("anhui", "13.333", ["6.67", "6.66"]),
        ("national-2020", "13.333", ["6.67", "7.5"]),
    ],
)
def test_an_upper_bound_exceeded(name: str, actual: str, accepted: list[str]) -> None:
    found = scored(name, "≤10万元", f"{actual}万元", "10", second_level="成本指标")
    assert found.accepted == tuple(map(Decimal, accepted))


@pytest.mark.parametrize(("actual", "score"), [("0", "10"), ("1", "0"), ("-1", "10")])
def test_a_target_of_zero_is_met_by_nothing_else(actual: str, score: str) -> None:
    for one in shipped_profiles():
        for target in ("=0起", "≤0起"):
            assert scored(one, target, f"{actual}起", "10").accepted[0] == Decimal(score), one.id


@pytest.mark.parametrize(
    ("actual", "accepted"),
    [
        ("95%", ["10"]),
        ("92%", ["9.68", "10"]),
        ("85%", ["8.95", "8"]),
        ("70%", ["7.37", "5"]),
        ("50%", ["5.26", "0"]),
    ],
)
def test_satisfaction_may_be_scored_by_steps(actual: str, accepted: list[str]) -> None:
    expected = tuple(map(Decimal, accepted))
    assert scored("national-2021", "≥95%", actual, "10", first_level="满意度指标").accepted == expected
    assert scored("national-2021", "≥95%", actual, "10", first_level="产出指标").accepted == expected[:1]
    assert scored("national-2020", "≥95%", actual, "10", first_level="满意度指标").accepted == expected[:1]


@pytest.mark.parametrize(
    ("actual", "accepted"),
    [
        ("10", ["10"]),
        ("12.9", ["10"]),
        ("13", ["9", "10"]),
        ("19.9", ["9", "10"]),
        ("20", ["7", "10"]),
        ("100", ["7", "10"]),
        ("9", ["9"]),
    ],
)
def test_a_ladder_takes_off_for_far_too_much_unless_it_is_explained(actual: str, accepted: list[str]) -> None:
    assert scored(LADDER, "≥10次", f"{actual}次", "10").accepted == tuple(map(Decimal, accepted))


def test_a_ladder_asks_nothing_where_less_is_better_or_the_target_is_zero() -> None:
    assert scored(LADDER, "≤10次", "1次", "10").accepted == (Decimal(10),)
    assert scored(LADDER, "≥0次", "8次", "10").accepted == (Decimal(10),)
