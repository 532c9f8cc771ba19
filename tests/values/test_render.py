"""One spelling for every value, and all spellings of a value read as that one."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.units import UNITS, Unit, unit
from xlperf.values import Kind, Moment, Op, Part, Trend, Value, parse_value, render


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        (">= 2台（套）", "≥2台(套)"),
        ("＋－5％以内", "±5%"),
        ("10%～15", "10%—15%"),
        ("±5%-10%", "±5%—10%"),
        ("（1）、（2）未完成", "(1)(2)未完成"),
        ("2021-12-31以前", "2021年12月31日前"),
        ("2021年底前", "2021年12月底前"),
        ("较去年提高", "比上年增加"),
        ("194，350 人", "194350人"),
        ("不超过三十分钟", "≤30分钟"),
        ("40多份", "40余份"),
        ("--", "—"),
        ("12.50", "12.5"),
        ("", ""),
        ("达成预期指标", "达成预期指标"),
    ],
)
def test_the_one_spelling(text: str, rendered: str) -> None:
    assert render(parse_value(text)) == rendered


def _unit(text: str) -> Unit:
    found = unit(text)
    assert found is not None
    return found


MEASURES = st.one_of(
    st.sampled_from([_unit(text) for text in ("", *UNITS) if text != "㎡"]),
    st.sampled_from(
        [
            _unit(text)
            for text in ("元/人", "万人次", "件/万人", "公里/小时", "亿立方米", "元/平方米", "人次/天")
        ]
    ),
)
FIGURES = st.decimals(Decimal(0), Decimal(10) ** 12, places=4)
SIGNED = st.decimals(-(Decimal(10) ** 6), Decimal(10) ** 6, places=3)


@st.composite
def numbers(draw: st.DrawFn) -> Value:
    op, measure = draw(st.sampled_from([*Op])), draw(MEASURES)
    number = abs(draw(SIGNED)) if op is Op.WITHIN else draw(st.one_of(FIGURES, SIGNED))
    if measure.text == "年":
        # 2021年 is a year
        number %= 1000
    return Value(Kind.NUMBER, "", op, number, unit=measure, approximate=number >= 0 and draw(st.booleans()))


@st.composite
def ranges(draw: st.DrawFn) -> Value:
    low, high = sorted([draw(SIGNED), draw(SIGNED)])
    measure = draw(MEASURES.filter(lambda measure: measure.text != "年"))
    return Value(Kind.RANGE, "", Op.NONE, low, high, measure)


@st.composite
def bands(draw: st.DrawFn) -> Value:
    low, high = sorted([draw(FIGURES), draw(FIGURES)])
    return Value(
        Kind.BAND, "", Op.WITHIN, low, high, draw(st.sampled_from([_unit("%"), _unit(""), _unit("天")]))
    )


@st.composite
def dates(draw: st.DrawFn) -> Value:
    year, month = draw(st.none() | st.integers(1900, 2099)), draw(st.integers(1, 12))
    day = draw(st.integers(0, monthrange(year or 2000, month)[1]))
    part = Part.WHOLE if day else draw(st.sampled_from([*Part]))
    return Value(Kind.DATE, "", moment=Moment(year, month, day, part, draw(st.booleans())))


CHECKLISTS = st.frozensets(st.integers(1, 99), min_size=1, max_size=20).map(
    lambda undone: Value(Kind.CHECKLIST, "", undone=undone)
)
TRENDS = st.one_of(
    st.sampled_from([*Trend]).map(lambda trend: Value(Kind.TREND, "", trend=trend)),
    st.sampled_from([Op.GE, Op.LE]).map(lambda op: Value(Kind.TREND, "", op=op)),
)
VALUES = st.one_of(
    numbers(), ranges(), bands(), dates(), CHECKLISTS, TRENDS,
    st.sampled_from([Value(Kind.NOT_APPLICABLE, ""), Value(Kind.BLANK, "")]),
)  # fmt: skip


@given(VALUES)
def test_what_is_written_reads_as_what_it_was(value: Value) -> None:
    assert replace(parse_value(render(value)), raw="") == value


@given(st.text())
def test_words_are_written_as_they_stand(text: str) -> None:
    value = parse_value(text)
    if value.kind is Kind.TEXT:
        assert render(value) == text
    else:
        again = parse_value(render(value), value.unit)
        assert replace(again, raw="") == replace(value, raw="")


SIGNS = {
    "≥": ["≥", ">=", "=>", "≧", "⩾", "》", "＞＝", "不低于", "不少于", "\\geq ", "$\\ge$"],
    "≤": ["≤", "<=", "=<", "≦", "⩽", "《", "＜＝", "不超过", "不高于", "\\leq "],
    ">": [">", "＞", "超过", "高于"],
    "<": ["<", "＜", "低于"],
    "=": ["=", "＝", "等于"],
    "±": ["±", "+-", "+/-", "＋－", "\\pm "],
    "—": ["—", "-", "–", "－", "~", "～", "至", "到"],
    "(": ["(", "（"],
    ")": [")", "）"],
    "%": ["%", "％", "﹪", "\\%"],
}


@given(VALUES.filter(lambda value: value.kind not in (Kind.BLANK, Kind.NOT_APPLICABLE)), st.data())
def test_every_spelling_reads_as_the_one_spelling(value: Value, data: st.DataObject) -> None:
    written = ""
    for character in render(value):
        spelled = data.draw(st.sampled_from(SIGNS.get(character, [character])))
        if character.isdigit() and data.draw(st.booleans()):
            spelled = chr(ord(character) + 0xFEE0)
        written += spelled + data.draw(st.sampled_from(["", "", " ", "\u3000", "\u00a0"]))
    assert replace(parse_value(written), raw="") == value, written


@given(numbers().filter(lambda value: value.number >= 0 and not value.approximate), st.data())
def test_separated_thousands_and_latex_read_alike(value: Value, data: st.DataObject) -> None:
    comma = data.draw(st.sampled_from([",", "，"]))
    figure = f"{value.number:,f}".replace(",", comma)
    written = f"{value.op}{figure}{value.unit.text}"
    if data.draw(st.booleans()):
        written = f"${written}$"
    assert replace(parse_value(written), raw="") == value
