"""Classes missing, and points of classes: XP011, XP098, XP099, XP112, XP113."""

from dataclasses import replace

import pytest

from tests.finding_lines import codes, findings, the
from tests.form_table import entry, form
from xlperf.model import Assessment, ClassScore, Indicator


def without(base: Assessment, level: str) -> Assessment:
    return replace(
        base, indicators=tuple(row for row in base.indicators if level not in row.first_level.text)
    )


def relevel(base: Assessment, names: dict[str, str]) -> Assessment:
    rows = tuple(
        replace(
            row,
            first_level=replace(row.first_level, text=names.get(row.first_level.text, row.first_level.text)),
        )
        for row in base.indicators
    )
    return replace(base, indicators=rows)


def test_a_first_level_class_is_missing() -> None:
    found = the("XP011", without(form(), "满意度"))
    assert "缺少满意度指标（按" in found.message
    assert "占10分）" in found.message


def test_satisfaction_whose_points_went_to_benefit_is_fine() -> None:
    moved = without(form("社会效益 | 基层业务能力 | 明显提高 | 达成预期指标 | 25 | 25 |"), "满意度")
    assert "XP011" not in codes(moved)


def test_a_class_that_says_none_is_fine() -> None:
    assert "XP011" not in codes(
        form("满意度 | 无 | | | | |\n社会效益 | 基层业务能力 | 明显提高 | 达成预期指标 | 25 | 25 |")
    )


def test_other_classes_are_not_judged() -> None:
    other = relevel(form(), {"满意度指标": "可持续发展能力", "效益指标": "社会效应"})
    assert "XP011" not in codes(other)


def test_a_printed_class_without_an_indicator() -> None:
    base = form()
    blank = Indicator(first_level=entry("产出指标", "B12"), second_level=entry("时效指标", "C20"))
    rows = tuple(row for row in base.indicators if "时效" not in row.second_level.text)
    assert "“时效指标”（C20）下面没有指标" in the("XP011", replace(base, indicators=(*rows, blank))).message
    assert "XP011" not in codes(replace(base, indicators=(*base.indicators, blank)))


def evaluation(**weights: int) -> Assessment:
    """Classes of a fiscal evaluation, in the table of classes."""
    classes = tuple(
        ClassScore(name, entry(str(weight), f"C{40 + number}"), entry(str(weight), f"D{40 + number}"))
        for number, (name, weight) in enumerate(weights.items())
    )
    return replace(form(), indicators=(), class_scores=classes)


def test_a_class_does_not_score_above_its_points() -> None:
    base = evaluation(决策=20, 过程=30, 产出=30, 效益=20)
    first, *others = base.class_scores
    wrong = replace(base, class_scores=(replace(first, score=entry("99", "D40")), *others))
    assert the("XP004", wrong).message == "“决策”得分99分，超过分值20分。"
    assert "XP004" not in codes(base)


def test_results_weigh_less_than_sixty() -> None:
    found = the("XP098", evaluation(决策=20, 过程=30, 产出=30, 效益=20))
    assert "合计50分（产出30＋效益20），不到60分" in found.message


def test_satisfaction_counts_as_benefit() -> None:
    assert "XP098" not in codes(evaluation(决策=18, 过程=22, 产出=50, 满意度=10))
    assert "XP098" not in codes(evaluation(决策=11, 过程=20, 产出=34, 效益=35))


def test_other_frames_have_other_weights() -> None:
    assert "XP098" not in codes(evaluation(社会效应=20, 管理效率=35, 履职效能=20, 运行成本=25))
    assert "XP098" not in codes(form())


def rated(score: str, weight: str, rate: str) -> Assessment:
    return replace(
        form(),
        class_scores=(ClassScore("过程", entry(weight, "C40"), entry(score, "C41"), entry(rate, "C42")),),
    )


def test_a_rate_that_is_not_score_by_weight() -> None:
    found = the("XP099", rated("14.99", "20", "72.45%"))
    assert "过程的得分率应为74.95%（14.99÷20），现在写的是72.45%" in found.message


@pytest.mark.parametrize("rate", ["74.95%", "74.95", "75%", "74.9%", "74%", "0.7495", "75.0%"])
def test_rates_rounded_or_cut_off(rate: str) -> None:
    assert "XP099" not in codes(rated("14.99", "20", rate))


def test_a_rate_told_in_prose() -> None:
    wrong = form("产出情况: 过程分值20分，得分14.99分，得分率72.45%。")
    assert "文中的得分率应为74.95%" in the("XP099", wrong).message
    assert "XP099" not in codes(form("产出情况: 过程分值20分，得分14.99分，得分率74.95%。"))


def test_the_class_table_has_other_points_than_the_rows() -> None:
    scores = (
        ClassScore("产出", entry("50", "C40"), entry("48", "C41")),
        ClassScore("效益", entry("30", "D40"), entry("30", "D41")),
        ClassScore("满意度", entry("10", "E40"), entry("10", "E41")),
        ClassScore("合计", entry("90", "F40"), entry("90", "F41")),
    )
    found = [finding for finding in findings(replace(form(), class_scores=scores)) if finding.code == "XP112"]
    assert [finding.message for finding in found] == [
        "产出的得分是48分，所属指标的得分相加是50分，相差2分。",
        "合计的得分是90分，各类的得分相加是88分，相差2分。",
    ]


def test_points_printed_with_the_class() -> None:
    right = relevel(form(), {"产出指标": "产出指标（50）", "效益指标": "效益指标(30分)"})
    assert "XP112" not in codes(right)
    wrong = relevel(form(), {"产出指标": "产出指标（55）"})
    assert "“产出指标”的分值是55分，所属指标的分值相加是50分，相差5分" in the("XP112", wrong).message


def test_points_in_columns_of_their_own() -> None:
    base = form()

    def weighted(second: str) -> Assessment:
        rows = tuple(
            replace(row, second_weight=entry(second, "C19"), first_weight=entry("10", "B19"))
            if row is base.indicators[-1]
            else row
            for row in base.indicators
        )
        return replace(base, indicators=rows)

    assert "XP112" not in codes(weighted("10"))
    assert "“服务对象满意度指标”的分值是8分" in the("XP112", weighted("8")).message


def deducting(text: str) -> Assessment:
    base = form("数量 | 举办培训班期数 | ≥8期 | 7期 | 20 | 17.5 | 因一期停办，下年补办。")
    first = replace(base.indicators[0], deducted=entry(text, "K12"))
    return replace(base, indicators=(first, *base.indicators[1:]))


def test_a_deduction_that_is_not_weight_less_score() -> None:
    assert "分值20分，得分17.5分，应扣2.5分，扣分栏写的是2分" in the("XP113", deducting("2")).message


@pytest.mark.parametrize("text", ["2.5", "-2.5", "", "—"])
def test_deductions_that_fit(text: str) -> None:
    assert "XP113" not in codes(deducting(text))
