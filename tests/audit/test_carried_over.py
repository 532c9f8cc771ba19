"""Last year's surplus, the surplus at the end, budgets changed during the year: XP022, XP023, XP031, XP034."""

from dataclasses import replace

import pytest

from tests.finding_lines import codes, the
from tests.form_table import entry, form
from xlperf.model import Fund

A_YEAR = "资金总额 | 125 | 125 | 125 | 90.5 | 34.5 | 72.4 | 7.24\n"
TOLD = "预算执行情况: 收支结余34.5万元；上年结余51.39万元，年末滚存结余34.5万元。"


def test_the_surplus_of_last_year_was_forgotten() -> None:
    found = the("XP022", form(A_YEAR + TOLD))
    assert "年末结余应为51.39＋125－90.5＝85.89万元，文中写的是34.5万元，没有加上上年结余" in found.message


def test_without_a_table_the_told_surplus_counts() -> None:
    base = form(TOLD)
    found = the("XP022", replace(base, total_fund=Fund(), sources=()))
    assert "51.39＋34.5＝85.89万元" in found.message


def test_neither_reading_of_the_budget_is_right() -> None:
    told = "预算执行情况: 上年结余51.39万元，年末结余40万元。"
    assert "85.89万元" in the("XP022", form(A_YEAR + told)).message


@pytest.mark.parametrize(
    "told",
    [
        "收支结余34.50万元；上年结余51.39万元，年末滚存结余85.89万元。",
        "收支结余34.5万元；上年结余51.39万元已由财政收回，年末结余34.5万元。",
        "上年结余51.39万元，年末结余34.5万元。",
        "上年结余0万元，年末结余34.5万元。",
        "本年结余34.5万元，上年结余51.4万元，年末结余85.9万元。",
        "上年结余51.39万元，本年收入60万元，支出80万元，年末结余31.39万元。",
        "医保基金上年结余51.39亿元，年末滚存结余60亿元。",
        "上年结余20万元、上上年结余31.39万元，年末结余34.5万元。上年结余5万元。",
    ],
)
def test_surpluses_that_may_be_right(told: str) -> None:
    assert "XP022" not in codes(form(f"{A_YEAR}预算执行情况: {told}"))


def test_last_years_surplus_is_not_in_the_budget() -> None:
    found = the("XP023", form(A_YEAR + TOLD))
    assert "上年结转结余51.39万元，全年预算数125万元没有包含它" in found.message
    assert "执行率是51.31%（90.5÷176.39）" in found.message


def test_the_row_for_it_is_empty() -> None:
    rows = "市级资金 | 10 | 10 | 10 | 9.5 | 0.5 | 95\n上年结转资金 | | | | | |\n"
    found = the("XP023", form(rows + "预算执行情况: 上年结转2万元。"))
    assert found.place is not None
    assert found.place.address == "F9"


@pytest.mark.parametrize(
    "text",
    [
        "市级资金 | 8 | 8 | 8 | 7.5 | 0.5 | 93.75\n上年结转资金 | 2 | 2 | 2 | 2 | 0 | 100\n预算执行情况: 上年结转2万元，本年全部支出。",
        "资金总额 | 8 | 8 | 10 | 9.5 | 0.5 | 95 | 9.5\n预算执行情况: 年初预算8万元，上年结转2万元，全年预算10万元。",
        "预算执行情况: 全年预算10万元，含上年结转2万元。",
        "预算执行情况: 上年结转2万元已由财政收回。",
        "预算执行情况: 其中上年结转2万元。",
        "预算执行情况: 基金上年结余2万元。",
        "预算执行情况: 上年没有结转。",
        "预算执行情况: 上年结转0万元。",
        "预算执行情况: 培训场地押金上年结余2万元。",
    ],
)
def test_surpluses_that_the_budget_holds(text: str) -> None:
    assert "XP023" not in codes(form(text))


CHANGED = "资金总额 | 12 | 12 | 10 | 9.5 | 0.5 | 95 | 9.5\n"


def test_a_budget_changed_without_a_word() -> None:
    found = the("XP031", form(CHANGED))
    assert "年初预算数12万元，全年预算数10万元，年中调减2万元（16.67%）" in found.message


def test_where_no_text_can_say_it_the_change_is_only_mentioned() -> None:
    base = form(CHANGED)
    others = tuple(text for text in base.narratives if text.key != "execution")
    for narratives in ((), others):
        assert the("XP031", replace(base, narratives=narratives)).severity.value == "info"


@pytest.mark.parametrize(
    "text",
    [
        "预算执行情况: 年中压减会议费2万元。",
        "问题: 年中预算调整2万元。",
        "经验: 按财政要求收回2万元。",
        "市级资金 | 8 | 8 | 8 | 7.5 | 0.5 | 93.75\n上年结转资金 | 4 | 4 | 2 | 2 | 0 | 100",
        "数量 | 举办培训班期数 | ≥6期 | 7期 | 20 | 20 | 因预算削减，压缩了规模。",
        "预算执行情况: 原定两期中有一期与市里合办，2万元由市里承担。",
    ],
)
def test_changes_explained_in_any_words(text: str) -> None:
    assert "XP031" not in codes(form(CHANGED + text))


def test_budgets_equal_but_for_rounding_or_not_given() -> None:
    assert "XP031" not in codes(form("资金总额 | 8.65 | 8.65 | 8.66 | 6.25 | 2.4 | 72.26 | 7.23"))
    assert "XP031" not in codes(form("资金总额 | | | 10 | 9.5 | 0.5 | 95 | 9.5"))


ALL_SPENT = "资金总额 | 10.0523 | 10.0523 | 10.0523 | 10.0523 | 0 | 100 | 10\n预算执行情况: 按计划支出。\n"


@pytest.mark.parametrize(
    "told",
    [
        "市级项目预算执行率为97.69%。",
        "项目连续两年有结余，建议扣减预算。",
        "基本经费结余0.3万元。",
        "2023年支出进度95%。",
    ],
)
def test_all_spent_and_yet_told_otherwise(told: str) -> None:
    found = the("XP034", form(f"{ALL_SPENT}改进: {told}"))
    assert "预算数与执行数都是10.0523万元，分毫不差，文中却写“" in found.message


def test_all_spent_as_prose_says() -> None:
    text = "预算执行情况: 预算资金为23136681.47元，实际支出23136681.47元，无节余，预算执行率为100%。\n改进: 市级项目预算执行率为97.69%。"
    base = replace(form(text), total_fund=Fund(), sources=())
    assert "都是23136681.47元" in the("XP034", base).message


@pytest.mark.parametrize(
    "told",
    [
        "全部支出，没有结余，执行率100%。",
        "上年执行率97%，有结余0.3万元。",
        "2022年执行率97%。",
        "一季度执行率37%，三季度执行率80%。",
        "要求执行率不低于95%。",
        "资金无结余。",
        "落实好结余留用政策。",
        "如有结余及时上交。",
        "避免年末有结余。",
        "年末结余0万元。",
        "设备利用率97%。",
        "村集体年末结余2万元。",
    ],
)
def test_what_does_not_contradict_full_spending(told: str) -> None:
    assert "XP034" not in codes(form(f"{ALL_SPENT}预算执行情况: {told}"))


@pytest.mark.parametrize("told", ["年末有结余。", "结余35元。", "执行率99.99%。"])
def test_what_rounding_hides_is_no_contradiction(told: str) -> None:
    whole = "资金总额 | 10.05 | 10.05 | 10.05 | 10.05 | 0 | 100 | 10\n预算执行情况: 按计划支出。\n"
    assert "XP034" not in codes(form(f"{whole}问题: 项目{told}"))


@pytest.mark.parametrize("told", ["执行率99.5%。", "结余800元。", "年末有少量结余。"])
def test_whole_amounts_are_equal_long_before_they_are_so_to_the_cent(told: str) -> None:
    whole = "资金总额 | 1 | 1 | 1 | 1 | 0 | 100 | 10\n预算执行情况: 按计划支出。\n"
    assert "XP034" not in codes(form(f"{whole}问题: 项目{told}"))


def test_money_left_is_no_contradiction_where_not_all_was_spent() -> None:
    assert "XP034" not in codes(form("问题: 年末有结余0.5万元。"))
    assert entry("", "A1").blank
