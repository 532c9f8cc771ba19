"""Spelling cells anew without saying anything else."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.form_table import NATIONAL, form, issued
from xlperf.audit.normalise import normalisations
from xlperf.model import Assessment, Entry, Fund, Indicator
from xlperf.scoring.assessment import score_assessment
from xlperf.values import parse_value

Spelled = dict[str, str | Decimal]
Row = TypeVar("Row", Fund, Indicator)


def typed(assessment: Assessment) -> Assessment:
    """The form with every figure that is not written as a plain number stored as a text."""

    return replace(
        assessment,
        total_fund=_worded(assessment.total_fund),
        sources=tuple(map(_worded, assessment.sources)),
        indicators=tuple(map(_worded, assessment.indicators)),
    )


def _worded(row: Row) -> Row:
    texts: dict[str, Any] = {
        field.name: replace(cell, worded=True)
        for field in fields(row)
        if isinstance(cell := getattr(row, field.name), Entry)
        and (cell.number is None or not cell.text.isascii() or "," in cell.text)
    }
    return replace(row, **texts)


def spelled(assessment: Assessment) -> Spelled:
    """The new contents by cell."""
    found = normalisations(assessment, score_assessment(assessment, NATIONAL))
    return {change.place.address: change.new for change in found}


def row(target: str, actual: str) -> Spelled:
    """What becomes of the target (E12) and the actual value (G12) of one indicator."""
    return spelled(
        typed(form(f"数量 | 培训班期数 | {target} | {actual} | 20 | 20 | 因需求增加，多办了几期。"))
    )


@pytest.mark.parametrize(
    ("target", "actual", "new"),
    [
        ("≥6期", "≥18期", "18期"),
        ("≥6期", "＞＝ 18 期", "18期"),
        ("≥2台(套)", "≥18台/套", "18台(套)"),
        ("≤10万元", "≤9.5万", "9.5万元"),
        ("≥6期", "１８期", "18期"),
        ("≥95%", "97.6 ％", "97.6%"),
        ("≥100人", "120 名", "120人"),
        ("≥95%", "97.6百分比", "97.6%"),
        ("≥95%", "$97.6\\%$", "97.6%"),
    ],
)
def test_actual_values_are_written_as_plain_values(target: str, actual: str, new: str) -> None:
    assert row(target, actual)["G12"] == new


@pytest.mark.parametrize(
    ("target", "new"),
    [
        ("＞＝6 期", "≥6期"),
        ("》6期", "≥6期"),
        ("≧６期", "≥6期"),
        ("≥95百分比", "≥95%"),
        ("$\\geq 95\\%$", "≥95%"),
        ("+-5％", "±5%"),
        ("2022 年 6 月 30 日前", "2022年6月30日前"),
    ],
)
def test_targets_are_spelled_alike(target: str, new: str) -> None:
    assert row(target, "7期") == {"E12": new}


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        # a copy stays visible as one
        ("≥6期", "≥6期"),
        ("=100%", "=100%"),
        ("≥6期", "≥ 6 期"),
        # the sign is not the target's, or says more than a figure
        ("≤6期", "≥5期"),
        ("6期", "≥7期"),
        (">6期", ">7期"),
        ("≥6期", "超过7期"),
        ("≥6期", "不少于7期"),
        # right as it is
        ("≥6期", "7期"),
        ("≥50,000人次", "50,001人次"),
        ("≥100㎡", "120㎡"),
        ("10%—15%", "12%"),
        ("≥2台（套）", "3台（套）"),
        # other units say something else
        ("≥5%", "6个百分点"),
        ("≥100人", "120人次"),
        ("≤10万元", "95000元"),
        # words, whatever they look like
        ("明显提高", "达成 预期指标"),
        ("全部完成", "已 完成"),
        ("≥6期", "约 7 期"),
        ("≥6期", "共举办 7 期"),
        ("≥6期", "—"),
        ("≥6期", ""),
    ],
)  # fmt: skip
def test_what_is_left_as_it_stands(target: str, actual: str) -> None:
    assert row(target, actual) == {}


def test_amounts_typed_as_texts_become_numbers() -> None:
    drawn = form(
        "资金总额 | 3,000 | ３０００ | 3000万元 | 2850万 | 150 | 95 | 9.5\n市级资金 | 3000 | 3000 | 3000 | 2850 | 150 | 95"
    )
    assert spelled(typed(drawn)) == {
        "D7": Decimal(3000),
        "E7": Decimal(3000),
        "F7": Decimal(3000),
        "G7": Decimal(2850),
    }


@pytest.mark.parametrize("amount", ["—", "约3000万元", "3000元", "0.3亿元", "≥3000万元", "无", "见附件"])
def test_amounts_that_would_become_other_amounts_stay(amount: str) -> None:
    drawn = form(
        f"资金总额 | {amount} | 3000 | 3000 | 2850 | 150 | 95 | 9.5\n市级资金 | 3000 | 3000 | 3000 | 2850 | 150 | 95"
    )
    assert spelled(typed(drawn)) == {}


def test_scores_weights_rates_and_formulas_are_never_touched() -> None:
    drawn = form(
        "数量 | 培训班期数 | ≥6期 | ≥ 18期 | ２０ | ２０ |\n资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | ９５％ | ９.５"
    )
    assert set(spelled(typed(drawn))) == {"G12"}
    first = typed(drawn)
    live = tuple(replace(one, actual=replace(one.actual, live=True)) for one in first.indicators)
    assert spelled(replace(first, indicators=live)) == {}


def test_targets_of_our_own_workbook_are_sealed() -> None:
    drawn = issued("数量 | 培训班期数 | ＞＝6期 | ≥18期 | 20 | 20 |")
    assert spelled(typed(drawn)) == {"G12": "18期"}


def test_every_change_says_why() -> None:
    drawn = typed(form("数量 | 台数 | ≥2台(套) | ＞＝ 18 台套 | 20 | 20 |"))
    (change,) = normalisations(drawn, score_assessment(drawn, NATIONAL))
    assert (change.old, change.new) == ("＞＝ 18 台套", "18台(套)")
    assert change.reason == (
        "全角字符改成半角；去掉多余的空格；比较符号统一写法；完成值填实际数，去掉从指标值带来的“≥”；单位统一写成“台(套)”。"
    )


_PIECES = st.sampled_from(["≥", ">=", "＞＝", "》", "≤", "=", "±", "不低于", " ", "　", "1", "２", "0", ",", "，", ".", "-", "~", "至",
    "%", "％", "百分比", "万", "万元", "元", "台套", "台(套)", "（", "）", "(1)", "未完成", "月", "日前", "2022年", "人", "名", "$", "余", "以内"])  # fmt: skip


@given(
    st.lists(_PIECES, max_size=8).map("".join),
    st.sampled_from(["≥2台(套)", "≤10万元", "≥95%", "≥100人", "=100%", "±5%"]),
)
def test_whatever_is_typed_keeps_its_value_and_a_second_time_changes_nothing(
    actual: str, target: str
) -> None:
    new = row(target, actual.strip()).get("G12")
    if new is None:
        return
    assert isinstance(new, str)
    unit = parse_value(target).unit
    before, after = parse_value(actual.strip(), unit), parse_value(new, unit)
    assert (before.kind, before.number, before.high) == (after.kind, after.number, after.high)
    assert before.unit.factor * before.number == after.unit.factor * after.number
    assert after.op in (before.op, "")
    assert "G12" not in row(target, new)
