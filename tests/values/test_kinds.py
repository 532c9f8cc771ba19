"""Values beyond plain figures: Chinese numerals, bands, checklists, trends, dates."""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.units import NO_UNIT, alike, convert, unit
from xlperf.values import Kind, Moment, Op, Part, Trend, parse_value
from xlperf.values.chinese import chinese_number


@pytest.mark.parametrize(
    ("texts", "number", "measure"),
    [
        (("一次", "１次"), "1", "次"),
        (("零次", "0次"), "0", "次"),
        (("两次", "二次"), "2", "次"),
        (("一百二十人", "120人"), "120", "人"),
        (("一千零五个",), "1005", "个"),
        (("两万元",), "20000", "元"),
        (("一亿三千万元",), "130000000", "元"),
        (("百分之九十五", "95%", "百分之95", "九十五%"), "95", "%"),
        (("百分之百", "百分百", "100%"), "100", "%"),
        (("百分之三点五",), "3.5", "%"),
        (("千分之二",), "2", "‰"),
    ],
)
def test_chinese_numerals_are_figures(texts: tuple[str, ...], number: str, measure: str) -> None:
    for text in texts:
        value = parse_value(text)
        assert (value.kind, value.op, value.number) == (Kind.NUMBER, Op.NONE, Decimal(number)), text
        assert value.unit.text == measure


@pytest.mark.parametrize(
    ("text", "op", "number"),
    [
        ("三个月内", Op.LE, 3),
        ("不少于两次", Op.GE, 2),
        ("≥十人", Op.GE, 10),
        ("五十人以上", Op.GE, 50),
        ("不超过百分之五", Op.LE, 5),
        ("60（不含）以上", Op.GT, 60),
        ("30天以下（不含）", Op.LT, 30),
    ],
)
def test_comparators_with_chinese_numerals_and_exclusion(text: str, op: Op, number: int) -> None:
    value = parse_value(text)
    assert (value.kind, value.op, value.number) == (Kind.NUMBER, op, Decimal(number))


@pytest.mark.parametrize("text", ["十余次", "二十多家", "100 余人次", "2000多家", "十几个"])
def test_about_so_many(text: str) -> None:
    value = parse_value(text)
    assert (value.kind, value.approximate) == (Kind.NUMBER, True)


def test_a_bare_numeral_answers_a_target_with_a_unit_only() -> None:
    target = parse_value("≥100人")
    assert parse_value("一百二十", target.unit).number == 120
    assert parse_value("一百二十").kind is Kind.TEXT
    assert parse_value("一", target.unit).kind is Kind.TEXT


@given(st.integers(0, 99_999_999))
def test_every_number_is_read_from_its_numeral(number: int) -> None:
    assert chinese_number(_numeral(number)) == number


def _numeral(number: int) -> str:
    if number == 0:
        return "零"
    high, low = divmod(number, 10_000)
    text = (_below_ten_thousand(high) + "万" if high else "") + ("零" if high and 0 < low < 1000 else "")
    return text + _below_ten_thousand(low)


def _below_ten_thousand(number: int) -> str:
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return text


@pytest.mark.parametrize("text", ["±5%-10%", "±5%—±10%", "±5-10%", "± 5% ～ 10 %"])
def test_a_band_on_both_sides_of_zero_is_no_range(text: str) -> None:
    value = parse_value(text)
    assert (value.kind, value.number, value.high, value.unit.text) == (
        Kind.BAND,
        Decimal(5),
        Decimal(10),
        "%",
    )
    assert not value.quantitative


@pytest.mark.parametrize(
    ("texts", "undone"),
    [
        (
            ("(1)(2)未完成", "(1) (2) 未完成", "（1）、（2）未完成", "①②未完成", "⑴⑵未完成", "1、2未完成"),
            {1, 2},
        ),
        (("第1、2项未完成", "未完成(1)(2)", "(1)和(2)均未完成", "(1),(2)尚未完成。"), {1, 2}),
        (("（1）（2）（3）未完成", "(1)-(3)未完成", "(1)至(3)都没有完成"), {1, 2, 3}),
        (("(2)未完成", "第2项未落实"), {2}),
    ],
)
def test_items_left_undone(texts: tuple[str, ...], undone: set[int]) -> None:
    for text in texts:
        value = parse_value(text)
        assert (value.kind, set(value.undone)) == (Kind.CHECKLIST, undone), text


@pytest.mark.parametrize(
    "text", ["12未完成", "1.2未完成", "2项未完成", "(3)-(1)未完成", "(1)(2)", "(1)未完成，已整改"]
)
def test_what_names_no_items(text: str) -> None:
    assert parse_value(text).kind is not Kind.CHECKLIST


@pytest.mark.parametrize(
    ("texts", "trend"),
    [
        (("比上年增加", "比上年有所增加", "比上年度增加", "比去年增加", "较上年略有提高", "高于上年", "同比增长"), Trend.ABOVE),
        (("低于上年", "较去年下降", "比上一年减少了", "与上年相比下降"), Trend.BELOW),
        (("远低于上年", "比上年大幅下降", "明显低于去年"), Trend.FAR_BELOW),
        (("与上年持平", "同上年基本持平", "和上年一致"), Trend.SAME),
        (("远高于上年水平", "较上年显著提升"), Trend.FAR_ABOVE),
    ],
)  # fmt: skip
def test_trends_against_the_year_before(texts: tuple[str, ...], trend: Trend) -> None:
    for text in texts:
        value = parse_value(text)
        assert (value.kind, value.op, value.trend) == (Kind.TREND, Op.NONE, trend), text


@pytest.mark.parametrize(
    ("text", "op"), [("不低于上年", Op.GE), ("不高于去年", Op.LE), ("不超过上年水平", Op.LE)]
)
def test_a_trend_may_be_held(text: str, op: Op) -> None:
    value = parse_value(text)
    assert (value.kind, value.op, value.trend) == (Kind.TREND, op, Trend.SAME)


def test_trends_are_ordered() -> None:
    assert sorted(
        [parse_value(text).trend for text in ("与上年持平", "远低于上年", "比去年增加", "低于上年")]
    ) == [
        Trend.FAR_BELOW,
        Trend.BELOW,
        Trend.SAME,
        Trend.ABOVE,
    ]


@pytest.mark.parametrize(
    ("texts", "moment"),
    [
        (("2021-12-20", "2021/12/20", "2021.12.20", "2021年12月20日", "于2021年12月20日完成"), Moment(2021, 12, 20)),
        (("2021-12-20 00:00:00", "2021/12/20 0:00:00", "2021年12月20日验收"), Moment(2021, 12, 20)),
        (("2021/2/2 00:00:00", "2021-02-02", "2021年2月2日"), Moment(2021, 2, 2)),
        (("2022年6月30日前", "2022年6月30日以前完成", "不晚于2022年6月30日", "≤2022-06-30"), Moment(2022, 6, 30, before=True)),
        (("2021年12月底前", "2021年年底前", "2021年底前完成", "2021年内"), Moment(2021, 12, part=Part.END, before=True)),
        (("12月底", "12月末", "年底"), Moment(None, 12, part=Part.END)),
        (("2021年12月", "2021年12月份"), Moment(2021, 12)),
        (("6月上旬",), Moment(None, 6, part=Part.FIRST)),
        (("12月20日", "12月20日完成"), Moment(None, 12, 20)),
    ],
)  # fmt: skip
def test_dates_and_deadlines(texts: tuple[str, ...], moment: Moment) -> None:
    for text in texts:
        value = parse_value(text)
        assert (value.kind, value.moment) == (Kind.DATE, moment), text


def test_a_moment_is_its_days() -> None:
    assert Moment(2022, 2, part=Part.END).latest() == date(2022, 2, 28)
    assert Moment(None, 2).latest() is None
    assert Moment(None, 2).latest(2024) == date(2024, 2, 29)
    assert (Moment(2022, 6).earliest(), Moment(2022, 6).latest()) == (date(2022, 6, 1), date(2022, 6, 30))
    assert (Moment(2022, 6, part=Part.MIDDLE).earliest()) == date(2022, 6, 11)
    assert Moment(None, 2, 29).latest(2023) == date(2023, 2, 28)


def test_days_are_hours_but_no_working_days() -> None:
    day, hour, working = unit("天"), unit("小时"), unit("个工作日")
    assert day
    assert hour
    assert working
    assert alike(day, hour)
    assert not alike(day, working)
    assert alike(working, unit("工作日") or day)


@given(st.text())
def test_every_text_is_read_without_complaint(text: str) -> None:
    assert parse_value(text).raw == text


_SIGNS = "≥≤<=±>(（)）①12未完成上年去比同低于高增加减少月日年底前一二十百千万两分之点个次人%/-—~至.,、$余内以不含零第项"


@given(st.text(alphabet=_SIGNS, max_size=20))
def test_every_mixture_of_the_grammars_signs_is_read(text: str) -> None:
    value = parse_value(text)
    assert (value.kind is Kind.CHECKLIST) == bool(value.undone)
    assert (value.kind is Kind.DATE) == (value.moment is not None)


@pytest.mark.parametrize(
    "part", ["1", "一", "(1)", "（1）、", "12月", "±", "上年", "≥", "-", "2021年", "1,", "一百", "以内", "次"]
)
def test_long_cells_are_read_at_once(part: str) -> None:
    started = time.perf_counter()
    for length in (390, 10_000, 32_000):
        parse_value((part * length)[:length])
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("元/台", "元", True),
        ("元", "元/人", True),
        ("万元/公里", "元", True),
        ("元/月", "元", False),
        ("元/万人", "元", False),
        ("元/台", "元/套", False),
        ("元/台", "台", False),
        ("次/周", "次", False),
    ],
)
def test_prices_are_written_with_and_without_the_thing(first: str, second: str, same: bool) -> None:
    assert alike(unit(first) or NO_UNIT, unit(second) or NO_UNIT) is same


def test_prices_convert() -> None:
    price, money = unit("万元/公里"), unit("元")
    assert price
    assert money
    assert convert(Decimal(52000), money, price) == Decimal("5.2")
