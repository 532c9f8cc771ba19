"""Scores within their weights, their sum, the grade: XP002 to XP005, XP015."""

from dataclasses import replace

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form


def test_total_that_does_not_add_up() -> None:
    wrong = form("总分: 98.5")
    assert_findings(wrong, "XP002 I19 相加为99.5分 填写98.5分 相差1分")
    assert (the("XP002", wrong).stated, the("XP002", wrong).expected) == ("98.5", "99.5")


def test_a_difference_that_is_one_of_the_scores() -> None:
    left_out = form("质量 | 合格率 | ≥95% | 97.6% | 8 | 8\n数量 | 期数 | ≥6期 | 7期 | 22 | 22\n总分: 91.5")
    assert "相差的8分恰为“合格率”得分（I13），可能漏加" in the("XP002", left_out).message


def test_a_difference_that_many_scores_explain_is_not_explained() -> None:
    assert "恰为" not in the("XP002", form("总分: 89.6\n等级:")).message


def test_total_empty_or_words() -> None:
    assert_findings(form("总分:\n等级: 优"), "XP002 I19 总分没有填写 99.5分")
    assert_findings(form("总分: 合格\n等级: 优"), "XP002 I19 “合格”，不是数字")


def test_total_with_its_unit_typed() -> None:
    assert_findings(form("总分: 99.5分"))


def test_a_cent_is_rounding() -> None:
    assert_findings(form("总分: 99.51"))


def test_unrounded_formula_scores() -> None:
    text = "数量 | 期数 | ≥6期 | 5期 | 20 | 16.6666666666667 | 因一期停办，少办一期。\n总分: 96.17"
    assert_findings(form(text))


def test_total_without_the_execution_score() -> None:
    assert_findings(form("总分: 90"), "XP003 I19 总分90分只加了指标得分 没有计入预算执行率得分9.5分")
    assert "总分应为99.5分" in the("XP003", form("总分: 90")).fix


def test_total_with_the_execution_score_left_empty() -> None:
    text = "资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 95 |\n总分: 99.5\n等级: 优"
    assert_findings(form(text), "XP106 J7 得分没有填写")


def test_score_above_its_weight() -> None:
    assert_findings(form("质量 | 合格率 | ≥95% | 97.6% | 10 | 12"), "XP004 I13 得分12分，超过分值10分")
    assert_findings(form("质量 | 合格率 | ≥95% | 80% | 10 | 12"), "XP004 I13")


@pytest.mark.parametrize(("score", "words"), [("-2", "现在填的是-2"), ("满分", "现在填的是“满分”")])
def test_score_that_is_no_score(score: str, words: str) -> None:
    assert_findings(
        form(f"质量 | 合格率 | ≥95% | 97.6% | 10 | {score}\n总分: 99.5"), f"XP005 I13 0到10之间的数字 {words}"
    )


def test_score_empty() -> None:
    assert_findings(form("质量 | 合格率 | ≥95% | 97.6% | 10 | "), "XP005 I13 “合格率”没有填写得分")


@pytest.mark.parametrize(("total", "grade"), [("89.99", "良"), ("90", "优"), ("60", "中"), ("59.99", "差")])
def test_grade_limits(total: str, grade: str) -> None:
    found = codes(form(f"总分: {total}\n等级: {grade}"))
    assert "XP015" not in found


@pytest.mark.parametrize("grade", ["优秀", "优", "“优”", "等级：优", "优（90分以上）", ""])
def test_ways_to_write_a_grade(grade: str) -> None:
    assert_findings(form(f"等级: {grade}"))


def test_grade_of_another_total() -> None:
    assert_findings(form("等级: 良好"), "XP015 J19 总分99.5分应评为“优” 填的是“良好”")


def test_unknown_grade_words_are_left_alone() -> None:
    assert_findings(form("等级: 合格"))


@pytest.mark.parametrize("figure", ["99.5", "1"])
def test_a_figure_is_no_grade(figure: str) -> None:
    assert_findings(form(f"等级: {figure}"), f"XP015 J19 等级填的是数字“{figure}” 总分99.5分应评为“优”")


def test_a_letter_may_be_the_offices_own_grade() -> None:
    assert_findings(form("等级: A"))


def test_grade_right_for_the_true_total() -> None:
    assert_findings(form("总分: 79.5\n等级: 优"), "XP002 I19")


def test_formula_without_a_stored_result_is_not_empty() -> None:
    base = form()
    bare = replace(base.total, text="", number=None, live=True)
    assert_findings(replace(base, total=bare))


def test_a_missing_score_leaves_the_sum_open() -> None:
    assert codes(form("质量 | 合格率 | ≥95% | 97.6% | 10 | \n总分: 10")) == ["XP005"]
