"""Spellings of one label are the same label, different labels stay different."""

from __future__ import annotations

from itertools import combinations

import pytest

from xlperf.forms import FundingBlock, IndicatorsBlock, template
from xlperf.workbook.labels import after_label, keys_of, keys_of_spec, label_keys, money_unit_of


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("全年预算数（万元）", "全年预算数"),
        ("全年预算数\n(元)", "全年预算数"),
        ("全年预算数（A）", "全年预算数"),
        ("执行率(%)", "执行率"),
        ("执行率％", "执行率"),
        ("分 值（100分）", "分值"),
        ("资金结（转）余：", "资金结(转)余"),
        ("资金结转余", "资金结(转)余"),
        ("主管部门（及代码）", "主管部门及代码"),
        ("主管部门 ( 代码 )", "主管部门"),
        ("一、项目名称", "项目名称"),
        ("偏差原因分析与改进措施", "偏差原因分析及改进措施"),
        ("总\u3000分", "总 分"),
        ("*得分", "得分"),
    ],
)
def test_spellings(printed: str, label: str) -> None:
    assert not label_keys(printed).isdisjoint(keys_of(label))


@pytest.mark.parametrize("printed", ["", "8.65", "得分偏低", "全年预算数由财政局核定，" * 9, "（万元）"])
def test_other_texts(printed: str) -> None:
    assert label_keys(printed).isdisjoint(keys_of("得分", "全年预算数"))


def test_columns_of_a_template_are_told_apart() -> None:
    for block in (
        template("shanxi-2022").block(FundingBlock),
        template("shanxi-2022").block(IndicatorsBlock),
    ):
        assert block
        for one, other in combinations(block.columns, 2):
            assert keys_of_spec(one).isdisjoint(keys_of_spec(other)), (one.label, other.label)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("项目名称：甲：乙", "甲：乙"),
        ("项目名称: 甲", "甲"),
        ("项目名称：", None),
        ("说明：甲", None),
        ("项目名称", None),
    ],
)
def test_label_and_value_in_one_cell(text: str, value: str | None) -> None:
    assert after_label(text, keys_of("项目名称")) == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("项目资金（万元）", "万元"),
        ("单位：元", "元"),
        ("（2022年度） 单位:亿元", "亿元"),
        ("[单位：万元]", "万元"),
        ("元旦", None),
    ],
)
def test_money_unit(text: str, unit: str | None) -> None:
    assert money_unit_of(text) == unit
