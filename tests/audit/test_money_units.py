"""Yuan and ten thousand yuan mixed up: XP029, XP030."""

from dataclasses import replace

import pytest

from tests.finding_lines import codes, the
from tests.form_table import entry, form


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("资金62502.5元（62.5万元）。", "62.5万元是625000元，与62502.5元不是同一个数"),
        ("资金62,502.5元(0.625万元)。", "与62,502.5元不是同一个数"),
        ("资金95000元（95万元）。", "正好差十倍"),
        ("资金95000元，即95000万元。", "正好差一万倍"),
        ("资金9.5万元，折合96000元。", "96000元是9.6万元"),
    ],
)
def test_two_units_of_one_amount(told: str, words: str) -> None:
    assert words in the("XP029", form(f"产出情况: {told}")).message


@pytest.mark.parametrize(
    "told",
    [
        "资金62502.5元（6.25万元）。",
        "资金62,502.5元（即6.3万元）。",
        "资金1234567元（123.45万元）。",
        "发放补助10万元（500元/人）。",
        "支付场地费10万元（其中押金5000元）。",
        "资金9.5万元，另有押金5000元。",
        "资金9.5万元（9.5万元）。",
        "资金约9.5万元（94800元）。",
        "共20万元（2000元）。",
        "资金0.95亿元（9500万元）。",
    ],
)
def test_units_that_agree_or_are_of_two_things(told: str) -> None:
    assert "XP029" not in codes(form(f"产出情况: {told}"))


def test_a_unit_in_the_column() -> None:
    found = the("XP030", form("资金总额 | 10 | 10万 | 10 | 9.5 | 0.5 | 95 | 9.5"))
    assert "合计行的年初预算数“10万”（E7）应填10、“市级资金”的年初预算数“10万”（E8）应填10" in found.message


def test_executed_in_yuan() -> None:
    text = "资金总额 | 8.65 | 8.65 | 8.65 | 62502.5 | 2.4 | 72.26 | 7.23\n总分: 97.23\n问题: 有结余。\n预算执行情况: 按计划实施。"
    found = the("XP030", form(text))
    assert "全年执行数62502.5（G7）应填6.25025" in found.message
    assert found.expected == "6.25025"
    assert "XP017" not in codes(form(text))


def test_budget_in_yuan_beside_others() -> None:
    text = "资金总额 | 8.65 | 8.65 | 86500 | 6.25 | 2.4 | 72.26 | 7.23\n总分: 97.23\n问题: 有结余。\n预算执行情况: 按计划实施。"
    assert "全年预算数86500（F7）" in the("XP030", form(text)).message


@pytest.mark.parametrize(
    "text",
    [
        "资金总额 | 123456 | 123456 | 123456 | 120000 | 3456 | 97.2 | 9.72",
        "资金总额 | 5 | 5 | 20000 | 19000 | 1000 | 95 | 9.5\n预算执行情况: 年中追加。",
        "资金总额 | 50000 | 50000 | 50000 | 5 | 49995 | 0.01 | 0",
        "资金总额 | 5 | 5 | 5 | 6.5 | -1.5 | 130 | 10",
        "资金总额 | 10 | — | 10 | 9.5 | 0.5 | 95 | 9.5",
        "资金总额 | 10 | 无 | 10 | 9.5 | 0.5 | 95 | 9.5",
    ],
)
def test_large_and_small_amounts_in_one_unit(text: str) -> None:
    assert "XP030" not in codes(form(text))


def test_a_form_in_yuan_has_large_figures() -> None:
    text = "资金总额 | 86500 | 86500 | 86500 | 62502.5 | 23997.5 | 72.26 | 7.23"
    assert "XP030" not in codes(replace(form(text), money_unit="元"))
    assert entry("1", "A1").number == 1
