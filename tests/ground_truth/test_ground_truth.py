"""Every inconsistency of the public documents that concerns the form, on its cell; and nothing of what is right in them."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ground_truth.expected import checked, expected, found
from tests.ground_truth.jinfeng import JINFENG
from tests.ground_truth.xiaogan import XIAOGAN
from tests.handmade import Habits
from xlperf.audit.finding import Severity
from xlperf.validation import Checked

XIAOGAN_FINDINGS = """
    XP080 文字.conclusion                    # E-01 completed and not completed
    XP081 文字.conclusion                    # E-02 20 announced, 14 named
    XP085 文字.budget_link                   # E-09 another office
    XP032 文字.execution                     # E-10, E-11 parts do not add up
    XP034 资金.executed                      # E-12 budget = spending, yet savings and other rates are told
    XP086 文字.execution                     # E-13 自行采购 in the text, 单一来源 in the table
    XP088 goal                               # E-15 goals 5 and 6 are one
    XP083 预算支出管理.actual                 # E-17
    XP083 绩效管理规范性.actual               # E-18
    XP065 行政执法与机构建设情况.score         # E-19 nothing done: 0
    XP066 内控制度有效性.score                # E-20 4 cannot be
    XP065 两定机构管理.score                  # E-21 99 % is not 100 %: 2
    XP065 信息化水平.score                    # E-22 0
    XP066 项目经费变动率.score                # E-23 2 cannot be
    XP067 参保人员即时报销率.initial_target    # E-24 98 against 95
    XP067 两定机构满意度.initial_target        # E-24
    XP068 城乡居民医疗保险政策覆盖率.clause     # E-25 exactly 90
    XP068 城乡居民参保人员政策知晓率.clause     # E-25
    XP068 医疗服务满意度.clause                # E-25
    XP115 基本支出变动率.clause                # E-25 % missing
    XP115 内控制度有效性.clause                # E-25 verb missing
    XP016 文字.conclusion                    # E-26 gaps between the grades
    XP069 预算支出管理.clause                 # E-27 4×2 = 8, not 6
    XP069 绩效管理规范性.clause
    XP069 其他常规工作完成情况.clause
    XP069 党建工作管理.clause
    XP069 党员队伍管理.clause
    XP069 信息化水平.clause
    XP069 医保信息推送覆盖面.clause
    XP111 total                              # E-34 85 良, read strictly 77 中
"""
BETWEEN_THE_ANNEXES = """
    XP084 医疗服务满意度.initial_target        # E-05
    XP084 一站式结算覆盖率.initial_target      # E-07
    XP084 信息化水平.actual                   # E-08
"""
JINFENG_FINDINGS = """
    XP022 文字.execution                     # A-01 51.39 + 125.00 − 90.50 = 85.89
    XP023 资金.full_year_budget               # A-02
    XP085 文字.execution                     # A-03 another fund's name
    XP127 参保覆盖面.score                    # A-07 2 points, 1.6 in the text
    XP071 决策程序规范.score                  # A-09 22 points never assessed
    XP045 文字.satisfaction                  # A-14 ≥85 and >85
    XP096 医保新闻宣传、政府信息工作和政策研究能力等方面培训.deviation_reason  # A-18
    XP087 文字.execution                     # A-19 （三） twice
    XP027 资金.execution_rate                 # A-23 no cause for 72.40 %
"""


@pytest.fixture(scope="module")
def xiaogan(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return checked(XIAOGAN, tmp_path_factory.mktemp("孝感") / "孝感.xlsx")


@pytest.fixture(scope="module")
def jinfeng(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    return checked(JINFENG, tmp_path_factory.mktemp("金凤") / "金凤.xlsx")


def test_xiaogan_is_found_out(xiaogan: Checked) -> None:
    assert expected(xiaogan, XIAOGAN_FINDINGS) - found(xiaogan) == set()


@pytest.mark.parametrize("tables", ["sheets", "stacked"])
def test_xiaogan_in_two_annexes(tmp_path: Path, tables: str) -> None:
    habits = Habits(tables="sheets" if tables == "sheets" else "stacked", points_in_levels=True)
    result = checked(XIAOGAN, tmp_path / "孝感.xlsx", habits)
    missing = expected(result, XIAOGAN_FINDINGS + BETWEEN_THE_ANNEXES) - found(result)
    assert missing == set()


def test_xiaogan_strictly_read_is_77(xiaogan: Checked) -> None:
    (review,) = [finding for finding in xiaogan.findings if finding.code == "XP111"]
    assert review.severity is Severity.INFO
    assert (review.stated, review.expected) == ("85", "77")
    assert "“良”" in review.message
    assert "“中”" in review.message
    assert (xiaogan.scored.total, xiaogan.scored.grade) == (Decimal(84), "良")


def test_jinfeng_is_found_out(jinfeng: Checked) -> None:
    assert expected(jinfeng, JINFENG_FINDINGS) - found(jinfeng) == set()


def test_jinfeng_without_the_inapplicable_is_good_only(jinfeng: Checked) -> None:
    (finding,) = [finding for finding in jinfeng.findings if finding.code == "XP071"]
    assert "11项（22分）" in finding.message
    assert "89.15" in finding.message
    assert "良" in finding.message


# what adds up in the documents, and is no concern of anybody's
@pytest.mark.parametrize(
    "code", ["XP001", "XP002", "XP003", "XP018", "XP019", "XP020", "XP021", "XP112", "XP113"]
)
def test_sums_that_are_right_pass(xiaogan: Checked, jinfeng: Checked, code: str) -> None:
    assert not [
        finding.message for one in (xiaogan, jinfeng) for finding in one.findings if finding.code == code
    ]


def test_right_rows_of_xiaogan_are_left_alone(xiaogan: Checked) -> None:
    """The 16 rows whose score agrees with their clause: no error touches them."""
    wrong = {
        "预算支出管理",
        "绩效管理规范性",
        "行政执法与机构建设情况",
        "内控制度有效性",
        "两定机构管理",
        "信息化水平",
        "项目经费变动率",
    }
    rows = {row.score.place: row.name.text for row in xiaogan.assessment.indicators if row.score.place}
    accused = {
        rows[place]
        for finding in xiaogan.findings
        if finding.severity is Severity.ERROR
        for place in finding.places
        if place in rows
    }
    assert accused <= wrong


def test_findings_name_sums_of_the_text(xiaogan: Checked) -> None:
    """E-10: the surplus of 3,608,627.11 is the project's own lines, counted twice."""
    said = json.dumps([finding.message for finding in xiaogan.findings], ensure_ascii=False)
    assert "3608627.11" in said
    assert "211000" in said
