"""Weights, levels and header: XP001, XP006, XP007, XP008, XP013."""

from dataclasses import replace

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import entry, form
from xlperf.audit.finding import Severity
from xlperf.model import Entry


def test_the_default_form_is_clean() -> None:
    assert_findings(form())


def test_weights_above_100() -> None:
    wrong = form("数量 | 举办培训班期数 | ≥6期 | 7期 | 25 | 25")
    assert_findings(wrong, "XP001 H12 合计为105分 应为100分 预算执行率10分、指标95分")
    found = the("XP001", wrong)
    assert (found.stated, found.expected) == ("105", "100")
    assert [place.address for place in found.related] == ["H13", "H14", "H15", "H16", "H17", "H18"]


def test_weights_that_forgot_the_execution_points() -> None:
    found = the("XP001", form("数量 | 举办培训班期数 | ≥6期 | 7期 | 30 | 30"))
    assert "指标分值已经排满100分，没有给预算执行率留出10分" in found.message
    assert "压到90分" in found.fix


def test_a_form_without_indicators() -> None:
    assert_findings(replace(form("总分: 9.5"), indicators=()), "XP001 - 预算执行率10分、指标0分")


def test_weights_of_thirds_are_fine() -> None:
    third = "| ≥6期 | 7期 | 6.67 | 6.67 |"
    assert_findings(
        form(f"数量|甲班期数{third}\n数量|乙班期数{third}\n数量|丙班期数 | ≥6期 | 7期 | 6.66 | 6.66")
    )


def test_weight_missing_explains_the_sum() -> None:
    assert_findings(
        form("质量 | 培训考核合格率 | ≥95% | 97.6% |  | 10"), "XP006 H13 “培训考核合格率”没有分值"
    )


def test_weight_of_zero_or_words() -> None:
    assert "是0，应大于0" in the("XP006", form("质量 | 合格率 | ≥95% | 97.6% | 0 | 0")).message
    assert "“十”，不是数字" in the("XP006", form("质量 | 合格率 | ≥95% | 97.6% | 十 | 0")).message


def test_a_row_without_a_name_needs_no_weight() -> None:
    assert "XP006" not in codes(form("质量 |  |  |  |  |"))


def test_class_weights_of_another_profile() -> None:
    moved = form("数量 | 培训期数 | ≥6期 | 7期 | 30 | 30\n社会效益 | 业务能力 | 提高 | 达成预期指标 | 5 | 5")
    assert_findings(moved, "XP007 B12 产出指标60分、效益指标20分 通用口径是50分、30分")
    assert the("XP007", moved).severity is Severity.WARNING


def test_execution_points_of_another_profile() -> None:
    base = form(
        "数量 | 培训期数 | ≥6期 | 7期 | 10 | 10\n总分: 99\n资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 95 | 19"
    )
    fund = replace(base.total_fund, weight=entry("20", "K7"))
    assert_findings(
        replace(base, total_fund=fund), "XP007 B12 预算执行率20分、产出指标40分 通用口径是10分、50分"
    )


def test_classes_of_another_scheme_are_not_weighed() -> None:
    assert_findings(form("管理指标/数量 | 培训期数 | ≥6期 | 7期 | 20 | 20"))


def test_second_level_under_the_wrong_first_level() -> None:
    assert_findings(
        form("效益指标/成本 | 培训总成本 | ≤10万元 | 9.5万元 | 10 | 10"),
        "XP008 C15 “成本指标”不属于“效益指标”，应放在“产出指标”下",
    )


def test_an_invented_second_level_is_left_alone() -> None:
    base = form()
    row = replace(
        base.indicators[0], second_level=Entry("安全指标", place=base.indicators[0].second_level.place)
    )
    assert_findings(replace(base, indicators=(row, *base.indicators[1:])))


def test_first_level_with_its_points_in_brackets() -> None:
    base = form()
    level = replace(base.indicators[0].first_level, text="产出指标（50分）")
    rows = tuple(replace(row, first_level=level) for row in base.indicators[:4])
    assert_findings(replace(base, indicators=rows + base.indicators[4:]))


def test_header_left_empty() -> None:
    assert_findings(form("主管部门:\n预算单位:"), "XP013 D4 主管部门没有填写", "XP013 H4 预算单位没有填写")
    assert_findings(form("年度:"), "XP013 A2 哪个年度")


@pytest.mark.parametrize("printed", ["（　　　　年度）", "(    年度)", "（20  年度）", "____年度", "年"])
def test_a_year_left_as_printed_is_no_year(printed: str) -> None:
    assert_findings(form(f"年度:{printed}"), "XP013 A2 哪个年度")


@pytest.mark.parametrize(
    "told",
    [
        "（2023年度）",
        "2023",
        "二〇二三年度",
        "（2023 年度）",
        "２０２３年",
        "2022-2023年度",
        "本年度",
        "23年度",
    ],
)
def test_a_year_in_any_spelling_is_a_year(told: str) -> None:
    assert "XP013" not in codes(form(f"年度:{told}"))


def test_the_year_may_stand_in_the_title_alone() -> None:
    base = form("年度:（　　年度）")
    titled = replace(base.title, text="2023年度项目支出绩效自评表")
    assert "XP013" not in codes(replace(base, title=titled))


def test_header_that_the_form_does_not_have() -> None:
    assert_findings(replace(form(), department=Entry()))
