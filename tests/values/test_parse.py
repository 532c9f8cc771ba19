"""The grammar of target and actual values: every form of a number found on real forms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.layout.value_cell import actual_cell, target_cell
from xlperf.units import UNITS, alike
from xlperf.values import Kind, Op, embedded_value, normalised, parse_value
from xlperf.workbook.number_format import number_format


@pytest.mark.parametrize(
    ("texts", "op", "number", "unit"),
    [
        (("≥2次", "≥2 次", "≥ 2 次", ">=2次", "=>2次", "≧2次", "⩾2次", "》2次", "＞＝2次", "≥２次"), "≥", "2", "次"),
        (("≥18台(套)", "≥18 台（套）"), "≥", "18", "台(套)"),
        (("≥50000人次", "≥50,000 人次", "≥50，000人次"), "≥", "50000", "人次"),
        (("≥95%", "≥ 95％", "$\\geq 95\\%$", "$\\ge 95%$", "不低于 95%", "95%以上", "达到95%以上"), "≥", "95", "%"),
        (("≥100百分比",), "≥", "100", "百分比"),
        (("≥10人", "不少于10人", "至少10人", "10人及以上"), "≥", "10", "人"),
        ((">85%", "＞85%", "高于85%", "超过85%", "大于85%"), ">", "85", "%"),
        (("=100%", "＝100%", "= 100 %", "等于100%"), "=", "100", "%"),
        (("=12个月", "=12 个月"), "=", "12", "个月"),
        (("≤661.7万元", "≤661.7 万元", "<=661.7万元", "≦661.7万元", "《661.7万元"), "≤", "661.7", "万元"),
        (("≤5000元", "不超过 5000 元", "不高于5000元", "控制在5000元以内", "5000元以内"), "≤", "5000", "元"),
        (("≤30 分钟", "30分钟内", "30分钟之内"), "≤", "30", "分钟"),
        (("<60天", "小于60天", "少于60天"), "<", "60", "天"),
        (("±5%", "± 5%", "+-5%", "+/-5%", "$\\pm 5\\%$", "±5%以内"), "±", "5", "%"),
        (("±5 以内", "±5"), "±", "5", ""),
        (("98%", "98％", "$98\\%$"), "", "98", "%"),
        (("100",), "", "100", ""),
        (("108 万元", "108万元"), "", "108", "万元"),
        (("3359.62万",), "", "3359.62", "万"),
        (("194,350 人", "194，350人"), "", "194350", "人"),
        (("1,000,000", "１，０００，０００"), "", "1000000", ""),
        (("23136681.47",), "", "23136681.47", ""),
        (("1408 人",), "", "1408", "人"),
        (("12", "12.0"), "", "12", ""),
        (("-5%", "－5%", "−5%"), "", "-5", "%"),
        (("≥0个",), "≥", "0", "个"),
        (("0",), "", "0", ""),
        (("≥3.5公里/小时",), "≥", "3.5", "公里/小时"),
    ],
)  # fmt: skip
def test_one_number_in_all_its_spellings(texts: tuple[str, ...], op: str, number: str, unit: str) -> None:
    for text in texts:
        value = parse_value(text)
        assert (value.kind, value.op, value.number, value.unit.text) == (
            Kind.NUMBER,
            op,
            Decimal(number),
            unit,
        ), text
        assert not value.approximate
        assert value.raw == text


@pytest.mark.parametrize("text", ["40 余份", "40余份", "40多份", "40几份"])
def test_about_so_many_is_not_exact(text: str) -> None:
    value = parse_value(text)
    assert (value.number, value.unit.text, value.approximate) == (Decimal(40), "份", True)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("80 分~89 分", "80", "89", "分"),
        ("60—75 分", "60", "75", "分"),
        ("60－75分", "60", "75", "分"),
        ("10%-15", "10", "15", "%"),
        ("10-15%", "10", "15", "%"),
        ("10%～15%", "10", "15", "%"),
        ("90（含）-100分", "90", "100", "分"),
        ("1-2 年", "1", "2", "年"),
        ("5至8次", "5", "8", "次"),
        ("3到6个月", "3", "6", "个月"),
        ("-5%~5%", "-5", "5", "%"),
    ],
)
def test_ranges(text: str, low: str, high: str, unit: str) -> None:
    value = parse_value(text)
    assert (value.kind, value.number, value.high) == (Kind.RANGE, Decimal(low), Decimal(high))
    assert value.unit.text == unit


@pytest.mark.parametrize("text", ["—", "-", "--", "/", "无", "不适用", "N/A", " — "])
def test_not_applicable_is_not_zero(text: str) -> None:
    assert parse_value(text).kind is Kind.NOT_APPLICABLE


@pytest.mark.parametrize("text", ["", " ", "\u3000\n"])
def test_blank(text: str) -> None:
    assert parse_value(text).kind is Kind.BLANK


@pytest.mark.parametrize(
    "text",
    [
        *("2022年", "30日前", "2月30日", "2021-13-01", "2021-2022年", "年底完成80%"),
        *("全部完成", "达成预期指标", "项目支出实际完成率为 96%", "优良中低差", "逐年增加", "比上年增长5%"),
        *("1/2", "1:2", "1.5.2", "≥", "≥≥5", "95%%", "1e5", "5-3次", "约50人", "GB/T 2022"),
        *(
            "一般",
            "一定",
            "一站式",
            "三公",
            "万无一失",
            "一级",
            "一期",
            "一起",
            "十分",
            "三月",
            "两会",
            "第一次",
        ),
        *(
            "两三次",
            "数十次",
            "一",
            "十九",
            "五四",
            "二〇二一年",
            "≥一级",
            "≥5以内",
            "2年半",
            "≤2个半月",
            "5A级",
            "达到10年一遇",
            "零事故",
            "60(不含)",
            "(0)未完成",
        ),
    ],
)
def test_nothing_is_guessed_out_of_words(text: str) -> None:
    assert parse_value(text).kind is Kind.TEXT


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("项目支出实际完成率为 96%", "96", "%"),
        ("完成培训12场次", "12", "场次"),
        ("实际支出1,234.5万元。", "1234.5", "万元"),
    ],
)
def test_the_only_number_inside_words_is_found(text: str, number: str, unit: str) -> None:
    value = embedded_value(text)
    assert value is not None
    assert (value.number, value.unit.text, value.embedded) == (Decimal(number), unit, True)


@pytest.mark.parametrize("text", ["完成", "2次检查发现3家", "2022年12月完成", "A1类", "第1.2.3项"])
def test_no_number_is_picked_where_there_is_not_exactly_one(text: str) -> None:
    assert embedded_value(text) is None


@given(st.text())
def test_any_text_is_some_value_and_keeps_its_spelling(text: str) -> None:
    value = parse_value(text)
    assert value.raw == text
    assert value.kind is not Kind.RANGE or value.number <= value.high


@given(
    st.text(
        alphabet="≥>≤<=±＞《》～-—~至到0123456789.,，% 余多(（)）含年月日次人台套万元以内上下不超低于控制在达",
        max_size=14,
    )
)
def test_texts_of_the_grammars_own_signs_are_some_value(text: str) -> None:
    value = parse_value(text)
    assert value.quantitative == (value.kind in (Kind.NUMBER, Kind.RANGE))
    again = parse_value(normalised(text))
    assert (again.kind, again.op, again.number, again.high) == (
        value.kind,
        value.op,
        value.number,
        value.high,
    )


NUMBERS = st.decimals(Decimal(0), Decimal(10) ** 9, places=4).map(lambda number: number.normalize() + 0)


@given(st.sampled_from([*Op]), NUMBERS, st.sampled_from(sorted(UNITS)))
def test_a_target_cell_shows_the_target_that_was_listed(op: Op, number: Decimal, measure: str) -> None:
    listed = parse_value(f"{op.value}{number:f}{measure}")
    assert (listed.kind, listed.op, listed.number) == (Kind.NUMBER, op, number)
    cell = target_cell(listed)
    assert isinstance(cell.content, Decimal)
    again = parse_value(number_format(cell.number_format).shown(cell.content))
    assert (again.op, again.number) == (listed.op, listed.number)
    assert alike(again.unit, listed.unit)


@pytest.mark.parametrize(
    ("target", "actual", "stored", "shows"),
    [
        ("≥95%", "92.5%", "0.925", "92.5%"),
        ("≥95%", "92.5", "0.925", "92.5%"),
        ("≤8.65万元", "6.25", "6.25", "6.25万元"),
        ("≤8.65万元", "62500元", "6.25", "6.25万元"),
        ("≥2台(套)", "18台套", "18", "18台(套)"),
        ("=1年", "12个月", "1", "1年"),
    ],
)
def test_an_actual_value_is_stored_in_the_targets_unit(
    target: str, actual: str, stored: str, shows: str
) -> None:
    cell = actual_cell(parse_value(target), actual)
    assert cell.content == Decimal(stored)
    assert number_format(cell.number_format).shown(Decimal(stored)) == shows


@pytest.mark.parametrize(
    ("target", "actual"), [("≥2次", "≥2次"), ("≥2人", "2人次"), ("≥2次", "全部完成"), ("≥2份", "40余份")]
)
def test_what_is_no_plain_number_in_that_unit_stays_text(target: str, actual: str) -> None:
    assert actual_cell(parse_value(target), actual).content == actual
