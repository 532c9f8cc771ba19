"""Units: multiples, quotients, conversion, and what a target's unit makes of the answer's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xlperf.units import UNITS, alike, convert, unit
from xlperf.values import Kind, embedded_value, parse_value


@pytest.mark.parametrize(
    ("amount", "source", "target", "result"),
    [
        ("86500", "元", "万元", "8.65"),
        ("1", "亿元", "万元", "10000"),
        ("1", "年", "个月", "12"),
        ("2", "小时", "分钟", "120"),
        ("5", "‰", "%", "0.5"),
        ("3", "次", "人", "3"),
    ],
)
def test_units_of_one_kind_convert(amount: str, source: str, target: str, result: str) -> None:
    first, second = unit(source), unit(target)
    assert first is not None
    assert second is not None
    assert convert(Decimal(amount), first, second) == Decimal(result)


@pytest.mark.parametrize(
    ("target", "op", "number", "measure"),
    [
        ("≥10万人次", "≥", "10", "万人次"),
        ("≥1.5万平方米", "≥", "1.5", "万平方米"),
        ("≥3亿立方米", "≥", "3", "亿立方米"),
        ("≥12千米", "≥", "12", "千米"),
        ("≥2万户", "≥", "2", "万户"),
        ("≤20元/亩次", "≤", "20", "元/亩次"),
        ("≤2.5万元/座", "≤", "2.5", "万元/座"),
        ("≥5人次/天", "≥", "5", "人次/天"),
        ("≤5件/万人", "≤", "5", "件/万人"),
        ("≤3元/标准箱", "≤", "3", "元/标准箱"),
        ("≥8.5（分）", "≥", "8.5", "分"),
        ("≥8.5(分)", "≥", "8.5", "分"),
    ],
)
def test_multiples_and_quotients_of_units(target: str, op: str, number: str, measure: str) -> None:
    value = parse_value(target)
    assert (value.kind, value.op, value.number) == (Kind.NUMBER, op, Decimal(number))
    assert value.unit.text == measure
    # the same words after another number answer it, known or not
    answer = parse_value(f"11.2{measure}", value.unit)
    assert (answer.kind, answer.unit) == (Kind.NUMBER, value.unit)


@pytest.mark.parametrize(
    ("source", "target", "factor"),
    [
        ("万人次", "人次", "10000"),
        ("亿立方米", "万立方米", "10000"),
        ("万平方米", "平方米", "10000"),
        ("万平方米", "公顷", "1"),
        ("千米", "公里", "1"),
        ("万元/座", "元/座", "10000"),
        ("件/人", "件/万人", "10000"),
        ("元/平方米", "元/㎡", "1"),
    ],
)
def test_multiples_convert(source: str, target: str, factor: str) -> None:
    first, second = unit(source), unit(target)
    assert first
    assert second
    assert alike(first, second)
    assert convert(Decimal(1), first, second) == Decimal(factor)


def test_ten_thousands_answer_a_target_in_its_unit() -> None:
    target = parse_value("≥10万人次")
    value = parse_value("12万", target.unit)
    assert (value.kind, convert(value.number, value.unit, target.unit)) == (Kind.NUMBER, Decimal(12))
    assert parse_value("12万").unit == UNITS["万"]
    assert alike(parse_value("12万", UNITS["万元"]).unit, UNITS["万元"])
    assert parse_value("1.02万", target.unit).unit == target.unit


def test_an_unknown_unit_is_believed_where_the_target_has_it() -> None:
    target = parse_value("≥3标准化厂房")
    assert parse_value("4标准化厂房").kind is Kind.TEXT
    assert parse_value("4标准化厂房", target.unit).unit == target.unit
    found = embedded_value("实际建成4标准化厂房", target.unit)
    assert found
    assert found.unit == target.unit


@pytest.mark.parametrize("text", ["2023/12/31", "3/4", "≥3/4", "5/", "≥5万%"])
def test_what_is_no_unit(text: str) -> None:
    value = parse_value(text)
    assert value.kind is Kind.TEXT or value.unit.text == ""


@pytest.mark.parametrize(
    ("first", "second", "times"),
    [("吨", "公斤", 1000), ("km", "公里", 1), ("mg/L", "毫克/升", 1), ("h", "小时", 1), ("人·天", "人日", 1)],
)
def test_measures_convert(first: str, second: str, times: int) -> None:
    one, other = unit(first), unit(second)
    assert one
    assert other
    assert convert(Decimal(1), one, other) == times
