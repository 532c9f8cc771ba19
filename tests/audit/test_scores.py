"""Scores of quantitative indicators: XP051 to XP058."""

from dataclasses import replace

import pytest

from tests.finding_lines import assert_findings, codes, run_findings, the
from tests.form_table import form
from xlperf.audit.finding import Severity


def quality(target: str, actual: str, score: str, reason: str = "", name: str = "考核合格率") -> str:
    return f"质量 | {name} | {target} | {actual} | 10 | {score} | {reason}"


def test_met_and_deducted_without_a_word() -> None:
    row = form(quality("≥95%", "97.6%", "9"))
    assert_findings(row, "XP051 I13 “考核合格率”完成97.6% 已达到指标值，却扣了1分，也没有说明原因")
    assert the("XP051", row).severity is Severity.ERROR
    assert codes(form(quality("≥95%", "97.6%", "9", "无"))) == ["XP051"]


def test_met_and_deducted_with_a_reason() -> None:
    assert_findings(form(quality("≥95%", "97.6%", "9", "继续加强管理。")), "XP052 I13 已达到指标值，仍扣1分")


def test_far_above_and_deducted_with_a_reason_is_the_rule() -> None:
    assert_findings(form("数量 | 培训期数 | ≥6期 | 18期 | 20 | 18 | 因年初目标偏低，扣2分。"))


def test_missed_with_full_marks() -> None:
    missed = form(quality("≥95%", "91.2%", "10"))
    assert_findings(missed, "XP053 I13 低于指标值≥95%，不应得满分，应得9.6分 91.2÷95＝96%")
    assert (the("XP053", missed).stated, the("XP053", missed).expected) == ("10", "9.6")


@pytest.mark.parametrize(("target", "actual"), [(">95%", "95%"), ("<30分钟", "30分钟")])
def test_exactly_at_a_strict_bound_nothing_is_said(target: str, actual: str) -> None:
    assert_findings(form(quality(target, actual, "10")))


def test_missed_and_scored_by_guess() -> None:
    text = "数量 | 走访户数 | ≥50户 | 45户 | 20 | 19 | 因五户外出，未走访。"
    assert_findings(
        form(text), "XP054 I12 低于指标值≥50户，应得18分（45÷50＝90%，90%×20分＝18分），表中为19分"
    )
    assert_findings(form(text.replace("| 19 |", "| 18 |")))


def test_missed_wrongly_scored_and_unexplained() -> None:
    assert codes(form(quality("≥95%", "90%", "8"))) == ["XP054", "XP061"]


@pytest.mark.parametrize(("score", "right"), [("8", True), ("8.33", True), ("9", False)])
def test_reverse_exceeded_by_either_formula(score: str, right: bool) -> None:
    text = f"成本 | 培训总成本 | ≤10万元 | 12万元 | 10 | {score} | 因场地涨价，超出2万元。"
    expected = (
        () if right else ("XP054 I15 高于指标值≤10万元，应得8分（超出2÷10＝20%，80%×10分＝8分），表中为9分",)
    )
    assert_findings(form(text), *expected)


@pytest.mark.parametrize(
    ("target", "actual", "words"),
    [
        ("±5%", "7%", "超出指标值±5% 超出2÷5＝40%，60%×10分＝6分"),
        ("80%-90%", "72%", "不在指标值80%-90%的范围内 72÷80＝90%"),
        ("=0起", "1起", "不符合指标值=0起 没有达标的记0分"),
        ("≤0起", "1起", "高于指标值≤0起"),
        ("≤5天", "11天", "超出6，是指标值的120%，不得分"),
    ],
)
def test_other_comparators_missed(target: str, actual: str, words: str) -> None:
    found = the("XP053", form(quality(target, actual, "10", name="偏差情况")))
    assert found.place is not None
    assert found.place.address == "I13"
    assert all(word in found.message for word in words.split())


def test_approximate_figures_decide_nothing() -> None:
    assert_findings(form("数量 | 发放资料 | ≥45份 | 40余份 | 20 | 20"))


def test_nothing_done_with_points() -> None:
    assert_findings(
        form("数量 | 培训期数 | ≥6期 | 0期 | 20 | 5 | 因疫情影响未开展。"), "XP055 I12 完成值为0期，却得5分"
    )
    assert_findings(form("数量 | 培训期数 | ≥6期 | 0期 | 20 | 20"), "XP055 I12")
    assert_findings(form("数量 | 培训期数 | ≥6期 | 0期 | 20 | 0 | 因疫情影响未开展。"))


def test_far_above_without_a_reason() -> None:
    above = form("数量 | 购置数量 | ≥2台(套) | 18台(套) | 20 | 20")
    assert_findings(above, "XP056 G12 完成值18台(套)是指标值≥2台(套)的900%，没有说明原因")
    assert_findings(form("数量 | 购置数量 | ≥2台(套) | 18台(套) | 20 | 20 | 年中追加资金，多购16台。"))


def test_far_above_and_deducted_without_a_reason_is_one_cause() -> None:
    assert codes(form("数量 | 购置数量 | ≥2台(套) | 18台(套) | 20 | 18")) == ["XP051"]


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("培训期数", "≥6期", "7期"),
        ("大型活动", "≥1场", "2场"),
        ("公众满意度", "≥50%", "98%"),
        ("产值增长率", "≥5%", "12%"),
        ("亩均增收", "≥0.5万元", "0.9万元"),
    ],
)
def test_above_but_not_far(name: str, target: str, actual: str) -> None:
    assert_findings(form(f"数量 | {name} | {target} | {actual} | 20 | 20"))


def test_reverse_met_and_deducted() -> None:
    text = "成本 | 培训总成本 | ≤10万元 | 9.5万元 | 10 | 9.5 |"
    assert_findings(form(text), "XP057 I15 指标值是≤10万元，实际9.5万元已达标，却扣了0.5分，不应扣分")
    assert the("XP057", form(text)).severity is Severity.ERROR
    assert the("XP057", form(text + " 没有花完。")).severity is Severity.WARNING


def test_units_that_do_not_compare_decide_nothing() -> None:
    assert codes(form("数量 | 培训人次 | ≥240人次 | 120人 | 20 | 20")) == ["XP041"]


def unspent(project: str, score: str) -> str:
    return f"项目名称: {project}\n成本 | 会议成本 | ≤5万元 | 0元 | 10 | {score} | 没有发生支出。"


def test_the_same_case_scored_differently_in_a_run() -> None:
    full, short = form(unspent("甲项目", "10")), form(unspent("乙项目", "8"))
    assert run_findings(full, short, form()) == [[], ["XP058 I15"], []]
    assert run_findings(full, full) == [[], []]
    assert run_findings() == []


def test_costs_that_were_spent_are_no_such_case() -> None:
    spent = form("成本 | 会议成本 | ≤5万元 | 6万元 | 10 | 8 | 因涨价超支。")
    assert run_findings(form(unspent("甲项目", "10")), spent) == [[], []]


def test_a_row_without_a_score_column() -> None:
    base = form(quality("≥95%", "90%", ""))
    row = replace(base.indicators[1], score=replace(base.indicators[1].score, place=None))
    assert "XP005" not in codes(replace(base, indicators=(row,)))
