"""The grammar of target and actual values: every form of a number found on real forms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.layout.value_cell import actual_cell, target_cell
from xlperf.units import UNITS, alike, convert, unit
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
        *("2021年12月底前", "12月底", "2022年6月30日前", "2022年", "2022-12-31", "30日前"),
        *("全部完成", "达成预期指标", "比上年增加", "(1)(2)未完成", "项目支出实际完成率为 96%", "优良中低差"),
        *(
            "1/2",
            "1:2",
            "1.5.2",
            "≥",
            "≥≥5",
            "95%%",
            "1e5",
            "±5%-10%",
            "5-3次",
            "两次",
            "约50人",
            "GB/T 2022",
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
