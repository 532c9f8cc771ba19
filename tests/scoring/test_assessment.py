"""A form scored as it stands: who decides each score, in which unit, and the total with its grade."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.projects_for_tests import DONE, FAILED, NATIONAL, PARTLY
from xlperf.decimals import parse_decimal
from xlperf.model import Assessment, Entry, Fund, Indicator
from xlperf.profiles import Band
from xlperf.scoring.assessment import Decided, IndicatorScore, score_assessment, score_indicator
from xlperf.scoring.grade import grade_formula, grade_of
from xlperf.scoring.qualitative import band_of, inside, limits
from xlperf.values import Op


def entry(text: str) -> Entry:
    return Entry(text, parse_decimal(text.removesuffix("%")), percent=text.endswith("%"))


def row(target: str, actual: str, weight: str = "10", score: str = "", **more: str) -> Indicator:
    fields = {"initial_target": target, "actual": actual, "weight": weight, "score": score} | more
    entries: dict[str, Any] = {field: entry(text) for field, text in fields.items()}
    return Indicator(**entries)


def scored(target: str, actual: str, weight: str = "10", score: str = "", **more: str) -> IndicatorScore:
    return score_indicator(row(target, actual, weight, score, **more), NATIONAL)


@pytest.mark.parametrize(
    ("target", "actual", "number"),
    [
        ("≥95%", "92.5%", "92.5"),
        ("≥95%", "92.5", "92.5"),
        ("≥95%", "0.925", "92.5"),
        ("≥95%", "实际完成率为92.5%", "92.5"),
        ("≤8.65万元", "62500元", "6.25"),
        ("≤8.65万元", "6.25", "6.25"),
        ("=1年", "12个月", "1"),
        ("≥2台(套)", "≥18台（套）", "18"),
        ("≥2场", "3场次", "3"),
    ],
)
def test_the_rule_decides_where_figures_compare(target: str, actual: str, number: str) -> None:
    found = scored(target, actual)
    assert (found.decided, found.actual_number) == (Decided.RULE, Decimal(number))


@pytest.mark.parametrize(
    ("target", "actual"),
    [("≥2人", "3人次"), ("≥2次", "全部完成"), ("≥2次", "—"), ("≥2次", ""), ("基本满意", "98%")],
)
def test_the_filler_decides_where_nothing_compares(target: str, actual: str) -> None:
    found = scored(target, actual, score="9")
    assert (found.decided, found.value, found.accepted) == (Decided.FILLER, Decimal(9), ())


def test_the_adjusted_target_counts_where_there_is_one() -> None:
    assert scored("≥4次", "2次").value == 5
    assert scored("≥4次", "2次", adjusted_target="≥2次").value == 10


def test_over_fulfilment_is_told_as_a_multiple() -> None:
    found = scored("≥2台(套)", "18", "20")
    assert (found.met, found.ratio, found.value) == (True, Decimal(9), Decimal(20))


def test_a_bare_number_means_at_most_for_costs_and_durations() -> None:
    assert scored("100万元", "120万元", second_level="成本指标").value == 8
    assert scored("100万元", "120万元", second_level="数量指标").value == 10
    assert scored("30分钟", "45分钟", second_level="时效指标").value == 5
    assert scored("=30分钟", "45分钟", second_level="时效指标").value == 10


def test_offices_that_score_a_reverse_indicator_by_ratio_are_not_called_wrong() -> None:
    assert scored("≤10人", "12人").accepted == (Decimal(8), Decimal("8.33"))
    assert scored("≤10人", "12人", score="8.33").value == Decimal("8.33")
    assert scored("≤10人", "12人", score="8.01").value == Decimal("8.01")
    assert scored("≤10人", "12人", score="9").value == 8


def test_a_range_is_scored_from_either_side() -> None:
    assert scored("10%-15%", "12%").value == 10
    assert scored("10%-15%", "8%").value == 8
    assert scored("10%-15%", "18%").value == 8
    assert scored("10%-15%", "18%").ratio is None


@pytest.mark.parametrize(
    ("phrase", "weight", "score", "value"),
    [
        # rows of the annexes of 忻州 2022
        (DONE, "10", "10", "10"), (DONE, "15", "14", "14"), (DONE, "30", "26", "26"),
        (DONE, "15", "11", "12"), (PARTLY, "15", "14", "12"), (PARTLY, "15", "8", "9"),
        (FAILED, "15", "9", "9"), (FAILED, "15", "10", "9"), (FAILED, "15", "-1", "0"),
        ("达成年度指标。", "10", "7", "8"), ("部分达成", "10", "9", "8"), ("完成", "10", "11", "10"),
    ],
)  # fmt: skip
def test_a_phrase_holds_the_score_inside_its_band(phrase: str, weight: str, score: str, value: str) -> None:
    found = scored("成效明显", phrase, weight, score)
    assert (found.decided, found.value) == (Decided.BAND, Decimal(value))


def test_a_score_above_the_weight_does_not_count() -> None:
    assert scored("基本满意", "好评率高", score="11").value == 10
    assert scored("基本满意", "好评率高", score="11").deducted == 0
    assert scored("基本满意", "好评率高", score="7").deducted == 3


@pytest.mark.parametrize(
    "text", ["达成预期指标", " 达成预期指标。", "达成 预期指标；", "达成年度指标", "完成"]
)
def test_phrases_are_known_in_all_their_spellings(text: str) -> None:
    band = band_of(text, NATIONAL)
    assert band is not None
    assert (band.phrase, limits(band, Decimal(15))) == (DONE, (Decimal(12), Decimal(15)))


@pytest.mark.parametrize("text", ["", "达成预期", "成效明显", "未达成预期指标并具有一定效果"])
def test_other_words_are_no_phrase(text: str) -> None:
    assert band_of(text, NATIONAL) is None


def test_band_limits_include_both_ends_with_tolerance() -> None:
    band, cent = Band(phrase="部分", low=Decimal(60), high=Decimal(80)), Decimal("0.01")
    inside_scores = [
        score
        for score in ("8.98", "8.99", "9", "12", "12.01", "12.02")
        if inside(Decimal(score), band, Decimal(15), cent)
    ]
    assert inside_scores == ["8.99", "9", "12", "12.01"]


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
        ("-1", "差"),
    ],
)
def test_the_lower_limit_belongs_to_the_better_grade(total: str, grade: str) -> None:
    assert grade_of(Decimal(total), NATIONAL) == grade
    assert grade_formula(Decimal(total), NATIONAL).compute(lambda place: None) == grade


def annex(*indicators: Indicator, spent: str, budget: str, rate: str, score: str) -> Assessment:
    fund = Fund(
        full_year_budget=entry(budget),
        executed=entry(spent),
        execution_rate=entry(rate),
        execution_score=entry(score),
    )
    return Assessment("shanxi-2022", "附件", "labels", total_fund=fund, indicators=indicators)


ANNEX_1 = annex(
    row("≥2次", "≥2次", "20", "20"), row("按时间节点落实", DONE, "10", "10"), row("=12个月", "=12个月", "10", "10"),
    row("不超预算", DONE, "10", "10"), row("持续进行", DONE, "15", "14"), row("成效明显", DONE, "15", "14"),
    row("基本满意", DONE, "10", "10"), spent="6.25", budget="8.65", rate="72.26", score="7.23",
)  # fmt: skip
ANNEX_3 = annex(
    row("≥2台(套)", "≥18台(套)", "20", "20"), row("≥95%", "≥100%", "10", "10"), row("=100%", "=100%", "10", "10"),
    row("按配置标准执行", DONE, "10", "10"), row("明显提高", DONE, "30", "26"), row("≥95%", "≥95%", "10", "10"),
    spent="1.703", budget="2.7", rate="63.08", score="6.31",
)  # fmt: skip


@pytest.mark.parametrize(("form", "total"), [(ANNEX_1, "95.23"), (ANNEX_3, "92.31")])
def test_real_forms_come_to_their_own_totals(form: Assessment, total: str) -> None:
    result = score_assessment(form, NATIONAL)
    assert (result.weights_sum, result.scores_sum) == (Decimal(100), Decimal(total))
    assert (result.total, result.grade) == (Decimal(total), "优")


def test_no_total_while_a_score_is_missing() -> None:
    form = annex(row("成效明显", DONE, "90"), spent="1", budget="1", rate="100", score="10")
    result = score_assessment(form, NATIONAL)
    assert (result.total, result.grade) == (None, None)
    assert (result.scores_sum, result.weights_sum) == (Decimal(10), Decimal(100))


def test_weights_printed_beside_the_funds_count_instead_of_the_profiles() -> None:
    fund = Fund(full_year_budget=entry("8.65"), executed=entry("6.25"), weight=entry("20"))
    result = score_assessment(Assessment("t", "s", "labels", total_fund=fund), NATIONAL)
    assert result.execution_points == result.weights_sum == 20
    assert result.total == Decimal("14.45")


def test_positive_rules_are_told_from_reverse_ones() -> None:
    assert [scored(f"{op.value}5次", "5").positive for op in Op] == [
        True,
        True,
        False,
        False,
        True,
        False,
        True,
    ]
    assert not scored("5-8次", "6").positive
