"""Figures that cannot be, columns without a heading, empty texts: XP042, XP105, XP107, XP108, XP109."""

from dataclasses import replace

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import entry, form, issued
from xlperf.audit.finding import Severity
from xlperf.model import Assessment


def worded(base: Assessment, text: str) -> Assessment:
    """The first indicator's actual value as a text that left its live score empty."""
    row = base.indicators[0]
    actual = replace(entry(text, "G12"), worded=True)
    score = replace(row.score, text="", number=None, live=True)
    return replace(base, indicators=(replace(row, actual=actual, score=score), *base.indicators[1:]))


def test_a_percentage_typed_into_a_cell_of_percentages() -> None:
    assert_findings(
        form("质量 | 考核合格率 | ≥95% | 9680% | 10 | 10"), "XP042 G13 填的是9680%，是不是96.8%？"
    )
    assert the("XP042", form("质量 | 考核合格率 | ≥95% | 9680% | 10 | 10")).expected == "96.8%"


@pytest.mark.parametrize(("text", "number"), [("7期", "7"), ("约7期", "7"), ("7", "7"), ("实际举办7期", "7")])
def test_a_figure_typed_as_text_in_our_own_workbook(text: str, number: str) -> None:
    found = the("XP039", worded(issued("总分: 78.5\n等级: "), text))
    assert found.message == f"“举办培训班期数”的完成值是文字“{text}”，公式算不出得分；请只填数字{number}。"
    assert found.expected == number
    assert codes(worded(issued("总分: 78.5\n等级: "), text)) == ["XP039"]


def test_the_same_text_in_a_hand_made_form_is_fine() -> None:
    base = form()
    row = base.indicators[0]
    typed = replace(row, actual=replace(row.actual, worded=True))
    assert_findings(replace(base, indicators=(typed, *base.indicators[1:])))


FUNDS = """资金总额 | 10 | 10 | 10 | | | |
    市级资金 | 8 | 8 | 8 | {} | |
    县级资金 | 2 | 2 | 2 | {} | |
    总分: 90"""


@pytest.mark.parametrize(
    ("first", "second", "cells", "words"),
    [
        ("7.5万元", "2", ["G8"], "“市级资金”的全年执行数是文字“7.5万元”，不是数字，请只填7.5。"),
        ("75000元", "2", ["G8"], "请只填7.5。"),
        ("7,5", "2", ["G8"], "请只填数字。"),
        ("7.5万元", "", ["G8", "G9"], "请只填7.5。"),
        ("7.5万元", "2万元", ["G8", "G9"], "请只填7.5；“县级资金”的全年执行数是文字“2万元”"),
    ],
)
def test_a_source_with_words(first: str, second: str, cells: list[str], words: str) -> None:
    base = issued(FUNDS.format(first, second))
    fund = replace(base.total_fund, executed=replace(base.total_fund.executed, live=True))
    found = the("XP105", replace(base, total_fund=fund))
    assert [place.address for place in found.places] == cells
    assert words in found.message


def test_a_source_with_words_in_a_hand_made_form_is_the_only_cause() -> None:
    text = """资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 95 | 9.5
        市级资金 | 8 | 8 | 8 | 7.5万元 | 0.5 | 93.75
        县级资金 | 2 | 2 | 2 | 2 | 0 | 100"""
    assert_findings(form(text), "XP105 G8 请只填7.5")


def test_columns_not_recognised() -> None:
    one, three = (
        form(unrecognised=("得分",)),
        form(unrecognised=("分值", "全年执行数", "总分")),
    )
    assert_findings(one, "XP107 A1 没有认出“得分”一列，有关得分的检查没有做；请把表头改为“得分”。")
    assert_findings(three, "XP107 A1 没有认出“分值”、“全年执行数”、“总分”这3栏")


def test_a_heading_that_may_be_the_one_is_named_at_its_own_cell() -> None:
    one = replace(form(unrecognised=("得分",)), headings={"得分": entry("评委意见分", "H11")})
    assert_findings(one, "XP107 H11 “评委意见分”（H11）如果就是“得分”，请把表头改过来。")


def test_reasons_under_an_unknown_heading_may_say_everything() -> None:
    text = """资金总额 | 10 | 10 | 10 | 5 | 5 | 50 | 5
        数量 | 举办培训班期数 | ≥6期 | 18期 | 20 | 18 |
        质量 | 培训考核合格率 | ≥95% | 90% | 10 | 9.47 |
        预算执行情况: 按计划执行。"""
    base = form(text)
    told = {"XP026", "XP051", "XP056", "XP061"}
    assert told - {"XP056"} <= set(codes(base))
    unread = replace(base, unrecognised=("偏差原因",), headings={"偏差原因": entry("没完成的原因", "J11")})
    assert not told & set(codes(unread))
    assert "“没完成的原因”（J11）如果就是“偏差原因分析及改进措施”" in the("XP107", unread).message


def test_weights_that_were_not_recognised_are_not_added_up() -> None:
    base = form(unrecognised=("分值",))
    bare = tuple(
        replace(row, weight=replace(row.weight, text="", number=None, place=None)) for row in base.indicators
    )
    assert codes(replace(base, indicators=bare)) == ["XP107"]


def test_empty_texts_are_one_finding() -> None:
    empty = form("年度目标:\n经验:\n改进:")
    assert_findings(
        empty,
        "XP108 B10 “年度目标”（B10）、“主要经验做法”（E24）、“下一步改进措施及管理建议”（E26）没有填写。",
    )
    assert the("XP108", empty).severity is Severity.INFO


def test_negative_amounts() -> None:
    text = "资金总额 | 10 | 10 | 10 | -3 | 13 | -30 | 0\n总分: 90"
    assert_findings(
        form(text),
        "XP109 G7 全年执行数填的是-3万元，不应是负数",
        "XP109 G8 “市级资金”的全年执行数填的是-3万元",
    )


def test_negative_counts_but_not_changes() -> None:
    found = the("XP109", form("数量 | 有效投诉件数 | ≤5件 | -1件 | 20 | 20"))
    assert found.severity is Severity.WARNING
    for row in ("经费增长率 | ≤5% | -2%", "成本变动 | ±5% | -2%", "利润总额 | ≥-5万元 | -2万元"):
        assert "XP109" not in codes(form(f"数量 | {row} | 20 | 20"))


def test_findings_come_errors_first() -> None:
    mixed = form(
        "经验:\n质量 | 考核合格率 | ≥95% | 9680% | 10 | 10\n满意度 | 参训满意度 | ≥90% | 94% | 10 | 11"
    )
    assert codes(mixed) == ["XP004", "XP042", "XP108"]
