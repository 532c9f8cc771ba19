"""The same indicator in two tables: XP084."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.finding_lines import codes, findings, the
from tests.form_table import entry, form
from xlperf.audit.finding import Severity
from xlperf.model import Assessment, Entry
from xlperf.workbook.place import Place


def elsewhere(text: str, column: int) -> Entry:
    """A cell of the other table."""
    return replace(entry(text, "A13"), place=Place("附表1", 5, column))


def twins(own: tuple[str, str, str], other: tuple[str, str, str]) -> Assessment:
    """The quality row with name, target and actual value in both tables."""
    base = form(f"质量 | {own[0]} | {own[1]} | {own[2]} | 10 | 10 |")
    row = next(row for row in base.indicators if row.name.text == own[0])
    twin = replace(
        row,
        name=elsewhere(other[0], 3),
        initial_target=elsewhere(other[1], 6),
        adjusted_target=elsewhere("", 7),
        actual=elsewhere(other[2], 8),
        weight=elsewhere("10", 4),
        score=elsewhere("", 9),
    )
    return replace(
        base, indicators=tuple(replace(one, twin=twin) if one is row else one for one in base.indicators)
    )


@pytest.mark.parametrize(
    ("own", "other", "words", "severity"),
    [
        (
            ("案件办结率", "95%", "97%"),
            ("案件办结率", "≥95%", "97%"),
            "指标值在这张表中是“95%”（E13），在“附表1”表中是“≥95%”（F5）",
            "error",
        ),
        (("案件办结率", "≥95%", "97%"), ("案件办结率", "≥95%", "96%"), "完成值在这张表中是“97%”", "error"),
        (
            ("信息系统水平", "全部完成", "（1）（2）（3）未完成"),
            ("信息系统水平", "全部完成", "（1）（2）未完成"),
            "“（1）（2）（3）未完成”（G13），在“附表1”表中是“（1）（2）未完成”（H5）",
            "error",
        ),
        (("结算率", "比上年度增加", "增加"), ("结算率", "比上年增加", "增加"), "指标值", "warning"),
        (
            ("基金监管", "全部完成", "全部完成"),
            ("基金监管管理", "全部完成", "全部完成"),
            "三级指标",
            "warning",
        ),
    ],
)
def test_twins_that_differ(
    own: tuple[str, str, str], other: tuple[str, str, str], words: str, severity: str
) -> None:
    found = the("XP084", twins(own, other))
    assert words in found.message
    assert found.severity is Severity(severity)


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (("案件办结率", "≥95%", "97%"), ("案件办结率", ">=95%", "97%")),
        (("案件办结率", "≥95%", "97%"), ("案件办结率", "≥ 95 ％", "97％")),
        (("案件办结率", "≥95%", "97%"), ("案件 办结率", "不低于95%", "97%")),
        (("信息系统水平", "全部完成", "(1)(2)未完成"), ("信息系统水平", "全部完成", "（1）（2） 未完成")),
        (
            ("信息系统水平", "全部完成", "（1）、（2）未完成"),
            ("信息系统水平", "全部完成", "（1）（2）未完成"),
        ),
        (("配套资金", "≤661.7万元", "661.7万元"), ("配套资金", "≤661.70万元", "661.7 万元")),
        (("巡查次数", "≥1,000次", "1,200次"), ("巡查次数", "≥1000次", "1200次")),
        (("结算率", "比上年增加", "增加。"), ("结算率", "比上年增加", "增加")),
        (("结算率", "≥95%", "97%"), ("结算率", "", "")),
        (("“一站式”结算", "≥95%", "97%"), ("一站式结算", "≥95%", "97%")),
    ],
)
def test_twins_that_say_the_same(own: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    assert "XP084" not in [finding.code for finding in findings(twins(own, other))]


def test_no_other_table() -> None:
    assert codes(form()) == []
