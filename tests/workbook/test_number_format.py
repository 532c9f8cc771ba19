"""What shows under a number format; the expected texts are what Excel shows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.workbook.number_format import BUILTIN, general, number_format

ACCOUNT = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        # plain
        ("General", "72.26", "72.26"),
        ("G/通用格式", "72.26", "72.26"),
        ("", "1.5", "1.5"),
        ("0", "2.5", "3"),
        ("0.00", "7.2", "7.20"),
        ("0.00", "0.005", "0.01"),
        ("0.00", "1.005", "1.01"),
        ("0.00", "-7.2", "-7.20"),
        ("00000", "42", "00042"),
        ("#", "0", ""),
        ("#.##", "0.5", ".5"),
        ("0.##", "5", "5."),
        ("0.0??", "1.5", "1.5  "),
        (".00", "12.3", "12.30"),
        ("000-0000", "1234567", "123-4567"),
        ("0.0", "1e20", "100000000000000000000.0"),
        # thousands
        ("#,##0.00", "3468627.11", "3,468,627.11"),
        ("#,##0", "999.5", "1,000"),
        ("#,##0", "12", "12"),
        ("0,000", "12", "0,012"),
        ("0.00,", "12345", "12.35"),
        ('0.00,,"百万"', "12345678", "12.35百万"),
        # per cent
        ("0%", "0.7226", "72%"),
        ("0.00%", "0.7226", "72.26%"),
        ("0.0#%", "0.95", "95.0%"),
        ("0.##%", "0.95", "95.%"),
        ('"±"0%', "0.05", "±5%"),
        ('"≥"0.0%', "0.98", "≥98.0%"),
        ("0%以上", "0.9", "90%以上"),
        # words around
        ('"≥"0"台(套)"', "2", "≥2台(套)"),
        ('General"次"', "3.5", "3.5次"),
        ('"≥"General', "2", "≥2"),
        ('0"元"', "1.5", "2元"),
        ("0元/人", "20", "20元/人"),
        ("≤0", "5", "≤5"),
        ("\\≥0\\次", "2", "≥2次"),
        ("[$¥-804]#,##0.00", "1234.5", "¥1,234.50"),
        ("[Red][$￥]0", "5", "￥5"),
        ('"完成"', "1", "完成"),
        # sections
        ("0;(0)", "-5", "(5)"),
        ("0;-0;;@", "0", ""),
        ("0;;", "-1", ""),
        (";;;", "5", ""),
        ('"增加"0;"减少"0;"持平"', "-3", "减少3"),
        ('"增加"0;"减少"0;"持平"', "0", "持平"),
        ('[=1]"是";[=0]"否";General', "1", "是"),
        ('[=1]"是";[=0]"否";General', "0", "否"),
        ('[=1]"是";[=0]"否";General', "5", "5"),
        ('[>=10000]0.00,"千";0', "12345", "12.35千"),
        ("[<100]0.0;0", "-5", "-5.0"),
        ("[Blue][<0](0);0", "-5", "(5)"),
        (ACCOUNT, "-5", " -5.00 "),
        (ACCOUNT, "0", ' -   '),
        ("@", "5.5", "5.5"),
        ('"第"@', "5", "5"),
        # dates
        ("yyyy-mm-dd", "44926", "2022-12-31"),
        ('yyyy"年"m"月"', "44926", "2022年12月"),
        ("[$-804]yyyy\\年m\\月d\\日;@", "44927", "2023年1月1日"),
        ("yyyy/m/d", "44927", "2023/1/1"),
        ("yy.mm", "44927", "23.01"),
        ("e年m月", "44927", "2023年1月"),
        ("aaaa", "44926", "星期六"),
        ("aaa ddd mmm", "44926", "周六 Sat Dec"),
        ("h:mm", "0.5", "12:00"),
        ("h:mm AM/PM", "0.75", "6:00 PM"),
        ('上午/下午h"时"mm"分"', "0.25", "上午6时00分"),
        ("[h]:mm", "1.5", "36:00"),
        ("mm:ss.0", "0.50001", "00:00.9"),
        ("yyyy-mm-dd hh:mm:ss", "44926.999994", "2022-12-31 23:59:59"),
        ("yyyy-mm-dd", "1", "1900-01-01"),
        ("yyyy-mm-dd", "61", "1900-03-01"),
        ("yyyy-mm-dd", "-1", "-1"),
        ("yyyy-mm-dd", "99999999", "99999999"),
        # not understood: the plain number
        ("# ?/?", "0.5", "0.5"),
        ("0.00E+00", "12345", "12345"),
        ("##0.0E+0", "12345", "12345"),
        ("0" * 2000, "5", "5"),
    ],
)  # fmt: skip
def test_shown(code: str, value: str, shown: str) -> None:
    assert number_format(code).shown(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("number", "value", "shown"),
    [
        (0, "0.5", "0.5"),
        (2, "3", "3.00"),
        (9, "0.5", "50%"),
        (10, "0.5", "50.00%"),
        (14, "44926", "2022-12-31"),
        (31, "44926", "2022年12月31日"),
        (43, "1234.5", " 1,234.50 "),
        (49, "5", "5"),
        (57, "44926", "2022年12月"),
    ],
)
def test_formats_that_files_do_not_spell_out(number: int, value: str, shown: str) -> None:
    assert number_format(BUILTIN[number]).shown(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0", "0"),
        ("100", "100"),
        ("-0.1", "-0.1"),
        ("0.333333333333333", "0.333333333"),
        ("1234567.891234", "1234567.891"),
        ("12345678901.5", "12345678902"),
        ("123456789012345", "123456789012345"),
        ("0.00001234", "0.00001234"),
        ("1e21", "1000000000000000000000"),
    ],
)
def test_general(value: str, shown: str) -> None:
    assert general(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("code", "text", "shown"),
    [
        ("General", "良", "良"),
        ("0.00", "良", "良"),
        ("@", "良", "良"),
        ('"≥"@', "2次", "≥2次"),
        ('0;-0;0;"["@"]"', "良", "[良]"),
        (";;;", "良", ""),
        ("0;0;0;", "良", ""),
        ('0;0;0;"文字"', "良", "文字"),
        (ACCOUNT, "良", " 良 "),
    ],
)
def test_shown_text(code: str, text: str, shown: str) -> None:
    assert number_format(code).shown_text(text) == shown


def test_percent() -> None:
    assert number_format("0.00%").percent(Decimal("0.5"))
    assert not number_format('0"%"').percent(Decimal(50))
    assert not number_format("0\\%").percent(Decimal(50))
    mixed = number_format("[<1]0%;0")
    assert mixed.percent(Decimal("0.5"))
    assert not mixed.percent(Decimal(50))


def test_dates_from_1904() -> None:
    assert number_format("yyyy-mm-dd").shown(Decimal(43464), date1904=True) == "2022-12-31"


@given(
    st.text(alphabet='0#?.,%;@[]"\\_*eE+-/ymdhsaA>=<1GeneralG台$年', max_size=20),
    st.decimals(allow_nan=False),
)
def test_no_format_and_no_number_makes_it_fail(code: str, value: Decimal) -> None:
    if value.is_finite() and abs(value.adjusted()) < 320:
        shape = number_format(code)
        assert isinstance(shape.shown(value), str)
        assert isinstance(shape.shown_text("文"), str)
        assert isinstance(shape.percent(value), bool)
