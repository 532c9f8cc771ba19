"""The amounts of the funding block: XP017, XP020, XP021, XP024, XP025, XP105."""

from dataclasses import replace

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form, issued
from xlperf.model import Fund

TWO = "市级资金 | 8 | 8 | 8 | 7.5 | 0.5 | 93.75\n县级资金 | 2 | 2 | 2 | 2 | 0 | 100"


def test_spending_above_the_budget() -> None:
    over = form("资金总额 | 5 | 5 | 5 | 6.5 | | 130 | 10\n总分: 100\n预算执行情况: 按计划支出。")
    assert_findings(over, "XP017 G7 执行数6.5万元大于全年预算数5万元，执行率130%，超过100%")


def test_spending_above_the_budget_with_a_capped_rate() -> None:
    over = form("资金总额 | 5 | 5 | 5 | 6.5 | -1.5 | 100 | 10\n总分: 100\n预算执行情况: 按计划支出。")
    assert codes(over) == ["XP017"]


def test_one_source_above_its_budget() -> None:
    text = "市级资金 | 8 | 8 | 8 | 8.5 | -0.5 | 106.25\n县级资金 | 2 | 2 | 2 | 1 | 1 | 50"
    assert_findings(form(text), "XP017 G8 “市级资金”的全年执行数8.5万元大于")


def test_spending_above_the_budget_by_rounding() -> None:
    text = "资金总额 | 8.65 | 8.65 | 8.65 | 8.66 | 0 | 100 | 10\n总分: 100\n预算执行情况: 执行率100%。"
    assert_findings(form(text))


def test_sources_that_add_up() -> None:
    assert_findings(form(TWO))


def test_a_total_that_is_not_the_sum() -> None:
    wrong = form(
        "资金总额 | 10 | 10 | 10 | 7.5 | 2.5 | 75 | 7.5\n问题: 结余较多，原因是两期停办。\n预算执行情况: 。\n"
        + TWO
    )
    assert_findings(
        wrong, "XP020 G7 合计7.5万元与各来源之和9.5万元不等 相差的2万元恰为“县级资金”的全年执行数（G9）"
    )
    assert the("XP020", wrong).basis == "7.5＋2＝9.5万元。"


def test_a_total_that_was_never_added_up() -> None:
    none = form("资金总额 | 10 | 10 | 10 | 0 | 0.5 | 95 | 9.5\n" + TWO)
    assert_findings(none, "XP020 G7 全年执行数的合计行没有汇总：各来源之和是9.5万元，合计行是0")
    empty = form("资金总额 | 10 | 10 | | 9.5 | 0.5 | 95 | 9.5\n" + TWO)
    assert_findings(empty, "XP020 F7 合计行空着")


def test_sources_that_split_another_source_are_not_added_up() -> None:
    text = """财政拨款 | 10 | 10 | 10 | 9.5 | 0.5 | 95
        其中：上级补助 | 4 | 4 | 4 | 4 | 0 | 100
        本级安排 | 6 | 6 | 6 | 5.5 | 0.5 | 91.67"""
    assert_findings(form(text))
    flat = "其中：市级资金 | 8 | 8 | 8 | 7.5 | 0.5 | 93.75\n县级资金 | 3 | 3 | 2 | 2 | 0 | 100"
    assert codes(form(flat)) == ["XP020", "XP020"]


def test_a_total_in_another_unit() -> None:
    wrong = form("资金总额 | 10 | 10 | 10 | 95000 | 0.5 | 95 | 9.5\n" + TWO)
    assert "差一万倍" in the("XP020", wrong).message


def test_a_wrong_surplus_is_one_cause() -> None:
    # neither the difference nor the sum of the sources
    assert_findings(form("资金总额 | 10 | 10 | 10 | 9.5 | 0.9 | 95 | 9.5\n" + TWO), "XP021 H7 应为0.5万元")
    # right by the total row, so the sources are wrong
    text = "市级资金 | 8 | 8 | 8 | 7.5 | | 93.75\n县级资金 | 2 | 2 | 2 | 2 | 0 | 100"
    assert_findings(form(text), "XP020 H7 资金结(转)余合计0.5万元与各来源之和0万元不等")


def test_sums_of_rounded_amounts() -> None:
    text = """资金总额 | 8.33 | 8.33 | 8.33 | 8.33 | 0 | 100 | 10
        市级资金 | 4.17 | 4.17 | 4.17 | 4.17 | 0 | 100
        县级资金 | 4.17 | 4.17 | 4.17 | 4.17 | 0 | 100
        总分: 100
        预算执行情况: 全部支出。"""
    assert_findings(form(text))


def test_columns_without_a_source_figure_are_not_added_up() -> None:
    assert_findings(form("市级资金 | | | 10 | 9.5 | 0.5 | 95"))


def test_surplus_that_is_not_the_difference() -> None:
    wrong = form("资金总额 | 10 | 10 | 10 | 9.5 | 0.7 | 95 | 9.5")
    assert_findings(wrong, "XP021 H7 应为0.5万元（10－9.5），表中为0.7万元")
    assert [place.address for place in the("XP021", wrong).related] == ["H8"]


def test_surplus_that_is_another_figure() -> None:
    wrong = form("资金总额 | 12 | 10.5 | 10 | 9.5 | 10.5 | 95 | 9.5")
    assert "表中的10.5万元恰为年初预算数（E7）" in the("XP021", wrong).message


def test_surplus_of_rounded_amounts() -> None:
    text = "资金总额 | 8.65 | 8.65 | 8.65 | 6.25 | 2.41 | 72.26 | 7.23\n问题: 检查减少，结余2.4万元。\n预算执行情况: 。"
    assert_findings(form(text))
    assert codes(form(text.replace("2.41", "2.42"))) == ["XP021"]


def test_surplus_of_whole_numbers_is_exact() -> None:
    assert codes(form("资金总额 | 10 | 10 | 10 | 8 | 3 | 80 | 8\n预算执行情况: 。")) == ["XP021"]


def test_a_rate_without_money() -> None:
    text = "资金总额 | 0 | 0 | 0 | 0 | 0 | 100% | 10\n预算执行情况: 本年没有安排资金。"
    found = the("XP024", form(text))
    assert [place.address for place in found.places] == ["I7", "I8"]
    assert "XP024" not in codes(form(text.replace("100%", "0%")))
    assert "XP024" not in codes(
        form("县级资金 | 0 | 0 | 0 | 0 | 0 | 0%\n市级资金 | 10 | 10 | 10 | 9.5 | 0.5 | 95")
    )


def test_spending_without_a_budget() -> None:
    text = "资金总额 | 0 | 0 | 0 | 3 | | | \n总分: 90\n预算执行情况: 。"
    assert_findings(form(text), "XP025 F7 没有全年预算数，却有支出3万元")


def test_a_source_that_spent_without_a_budget() -> None:
    text = "市级资金 | 10 | 10 | 10 | 9 | 1 | 90\n县级资金 | | | | 0.5 | -0.5 |"
    assert_findings(form(text), "XP025 F9 “县级资金”没有全年预算数，却有支出0.5万元")


def test_amounts_left_empty() -> None:
    text = "资金总额 | 10 | 10 | | | | |\n总分: 90\n预算执行情况: 。"
    assert_findings(form(text), "XP105 F7 合计行的全年预算数没有填写", "XP105 G7 合计行的全年执行数没有填写")


def test_amounts_with_words() -> None:
    text = "资金总额 | 10 | 10 | 10万元 | 9.5 | | |\n市级资金 | | | | | | \n总分: 90\n预算执行情况: 。"
    assert_findings(form(text), "XP105 F7 填写的是“10万元”，不是数字")


def test_amounts_left_empty_in_our_own_workbook() -> None:
    base = issued("资金总额 | 10 | 10 | 10 | | | |\n总分: 90\n预算执行情况: 。")
    fund = replace(base.total_fund, executed=replace(base.total_fund.executed, live=True))
    assert_findings(replace(base, total_fund=fund), "XP105 G8 全年执行数没有填写")


def test_budgets_left_empty_in_our_own_workbook_are_one_cause() -> None:
    base = issued(
        "资金总额 | 10 | 10 | | 9.5 | | |\n市级资金 | 8 | 8 | | 7.5 | |\n县级资金 | 2 | 2 | | 2 | |\n总分: 90"
    )
    fund = replace(base.total_fund, full_year_budget=replace(base.total_fund.full_year_budget, live=True))
    assert_findings(replace(base, total_fund=fund), "XP105 F8 全年预算数没有填写")


def test_a_form_without_a_funding_block() -> None:
    base = form("总分: 90\n等级: 优\n预算执行情况: 。")
    assert_findings(replace(base, total_fund=Fund(), sources=()))


@pytest.mark.parametrize(
    "told",
    [
        "年底结余0.5万元由财政收回。",
        "结余资金0.5万元已上缴国库。",
        "未使用的指标0.5万元被收回。",
        "年末核减预算指标0.5万元。",
    ],
)
def test_money_taken_back_is_left_over_no_more(told: str) -> None:
    text = f"资金总额 | 10 | 10 | 10 | 9.5 | 0 | 95 | 9.5\n预算执行情况: 2023年项目预算10万元，实际执行9.5万元。{told}"
    assert "XP021" not in codes(form(text))
    assert "XP021" in codes(form(text.replace(told, "")))
