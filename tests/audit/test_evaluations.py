"""Two public evaluations, 2021 and 2023: what a reviewer found in them beyond the sums."""

# ruff: noqa: E501 - the remarks stay one a line

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.finding_lines import findings, scored, the
from tests.form_table import entry
from tests.handmade import draw
from tests.handmade.form import Form
from tests.handmade.kind_forms import JINFENG, XIAOGAN
from xlperf.audit.context import Context
from xlperf.audit.rescore import rescore
from xlperf.forms import shipped_templates
from xlperf.model import Assessment, Entry, Indicator, Narrative
from xlperf.profiles import profile
from xlperf.workbook.form_map import Unrecognised
from xlperf.workbook.package import Package
from xlperf.workbook.place import Place
from xlperf.workbook.read import locate_form, read_form
from xlperf.workbook.xlsx_grid import read_grid

NATIONAL = profile("national-2020")
UNDONE = "预算支出管理、绩效管理规范性、行政执法与机构建设情况、内控制度有效性、信息化水平、项目经费变动率"
CONCLUSION = (
    "整体支出综合得分85分，等级为良。已完成指标共20个，具体为：参保人员即时报销率；两定机构满意度；绩效管理规范性；"
    "城乡居民医疗保险政策覆盖率；基础建设保障能力、定点医疗机构结算率等20个指标完成目标任务。"
    f"未完成指标共6个，具体为：{UNDONE}。"
)
GOAL = "年度目标4：优化窗口服务。年度目标5：建立信用评价指标体系，推进联合惩戒。年度目标6：建立信用评价指标体系，推进联合惩戒。"
BUDGET_LINK = "把评价结果用于预算安排，完善孝感市气象局运行资金的调整和退出机制。"
REMARKS = {
    "决策程序规范": "立项审批、预算评审等程序，我局不适用，本项目不扣分。",
    "资金分配规范性": "三十日内下达指标的要求，我局不适用，本项目不扣分。",
    "资金分配合理性": "分配与评价结果挂钩的要求，我局不适用，本项目不扣分。",
    "报送工作信息情况": "向国家部门报送信息的要求，我局不适用，本项目不扣分。",
    "规范性文件的合法性审查、公平竞争审查": "我局不适用，本项目不扣分。",
    "医保信息系统验收合格率": "本年无新建信息系统项目，本项目不扣分。",
    "医保信息系统正常运行率": "本年无新建完工信息系统项目，使用上级系统，运行正常，本项目不扣分。",
    "医保信息系统重大安全事件响应时间": "我局不适用，本项目不扣分。",
    "医保信息系统运行维护响应时间": "我局不适用，本项目不扣分。",
    "飞行检查覆盖率": "我局不适用，本项目不扣分。",
    "医保基金监管能力": "因综合评价排名未公布，本项目不扣分。",
    "参保覆盖面": "完成参保比例104.45%，评价得分1.6分。职工参保占比，我局不适用，本项目不扣分。",
    "参保工作情况": "学籍地参保，评价得分0.2分；核实重复参保，评价得分0.4分；没有激励机制，评价得分0分；纳入考核，评价得分0.4分；开展宣传，评价得分0.4分。外地户籍参保，我局不适用，本项目不扣分。",
    "医药价格政策落实和执行情况": "填报约定采购数据，评价得分1.5分。价格调整，我局不适用，本项目不扣分。",
    "医药招标采购政策落实和执行情况": "在子系统采购，评价得1分。省际联盟，我局不适用，本项目不扣分。",
    "医保目录政策落实和执行情况": "纳入协议管理，评价得分0.5分。耗材目录，我局不适用，本项目不扣分。",
    "管理制度健全有效性": "没有制定专门的补助资金管理办法，评价得分1分。",
    "召开医保工作会议": "召开三次会议，评价得分2分。",
}


def read(drawn: Form, folder: Path) -> Assessment:
    """The form drawn by hand and read back."""
    path = folder / "form.xlsx"
    draw(drawn, path)
    grid = read_grid(Package(path.read_bytes()))
    found = locate_form(grid, shipped_templates())
    assert not isinstance(found, Unrecognised)
    return read_form(grid, found)


@pytest.fixture
def xiaogan(tmp_path: Path) -> Assessment:
    """The evaluation of 2021 with its conclusion, its goals and the other table beside it."""
    base = read(XIAOGAN, tmp_path)
    rows = tuple(_with_twin(row) for row in base.indicators)
    told = [
        ("conclusion", "自评结论", CONCLUSION, "B40"),
        ("budget_link", "与预算安排结合情况", BUDGET_LINK, "B43"),
    ]
    return replace(
        base,
        unit=entry("孝感市医疗保障局", "B3"),
        goal=entry(GOAL, "B5"),
        indicators=rows,
        narratives=tuple(Narrative(key, label, entry(text, place)) for key, label, text, place in told),
    )


def _with_twin(row: Indicator) -> Indicator:
    if row.name.text == "两定机构管理":
        told = "(1)考核频次；(2)参保人员两定机构前台及时报销率"
        row = replace(row, explanation=replace(row.explanation, text=told))
    twin = Indicator(name=replace(row.name, place=Place("附表2", 9, 3)))
    target = {"医疗服务满意度": "95%", "一站式结算覆盖率": "比上年度增加"}.get(row.name.text)
    if target:
        twin = replace(twin, initial_target=_elsewhere(target))
    if row.name.text == "信息化水平":
        twin = replace(twin, actual=_elsewhere("(1)(2)(3)未完成"))
    return replace(row, twin=twin)


def _elsewhere(text: str) -> Entry:
    return replace(entry(text, "A1"), place=Place("附表2", 9, 6))


@pytest.fixture
def jinfeng(tmp_path: Path) -> Assessment:
    """The evaluation of 2023 with the remark of each row and the texts below."""
    base = read(JINFENG, tmp_path)
    rows = tuple(
        replace(row, deviation_reason=replace(row.deviation_reason, text=REMARKS.get(row.name.text, "")))
        for row in base.indicators
    )
    return replace(base, indicators=rows)


def said(form: Assessment, code: str) -> list[str]:
    """The messages of one rule."""
    return [finding.message for finding in findings(form) if finding.code == code]


def test_2021_strict_review_turns_good_into_medium(xiaogan: Assessment) -> None:
    review = the("XP111", xiaogan).message
    assert review.startswith("从严复核的总分是85－2－1－2－1－2＝77分，等级由“良”变为“中”：")
    for row in (
        "行政执法与机构建设情况”2分改为0分",
        "内控制度有效性”4分改为3分",
        "两定机构管理”4分改为2分",
        "信息化水平”1分改为0分",
        "项目经费变动率”2分改为0分",
    ):
        assert row in review
    found = rescore(Context(xiaogan, scored(xiaogan), NATIONAL))
    assert found is not None
    assert (str(found.stated), str(found.total), found.stated_grade, found.grade) == (
        "85.00",
        "77.00",
        "良",
        "中",
    )


def test_2021_all_done_against_score_and_text(xiaogan: Assessment) -> None:
    found = said(xiaogan, "XP083")
    assert [message.partition("的完成值")[0] for message in found] == ["“预算支出管理”", "“绩效管理规范性”"]
    assert "应得满分6分，表中只得4分，扣了2分；文中却写“未完成指标”" in found[0]


def test_2021_done_and_not_done(xiaogan: Assessment) -> None:
    assert "“绩效管理规范性”在“已完成指标”" in the("XP080", xiaogan).message


def test_2021_twenty_announced_fewer_named(xiaogan: Assessment) -> None:
    assert "“已完成指标”20个" in the("XP081", xiaogan).message


def test_2021_tables_that_differ(xiaogan: Assessment) -> None:
    found = said(xiaogan, "XP084")
    assert len(found) == 3
    assert any("“≥95%”" in message and "“95%”" in message for message in found)
    assert any("“比上年增加”" in message and "“比上年度增加”" in message for message in found)
    assert any("(1)(2)未完成" in message and "(1)(2)(3)未完成" in message for message in found)


def test_2021_another_office_and_a_goal_twice(xiaogan: Assessment) -> None:
    assert "“孝感市气象局”" in the("XP085", xiaogan).message
    assert "推进联合惩戒”写了两遍" in the("XP088", xiaogan).message


def test_2021_the_told_total_and_grade_are_right(xiaogan: Assessment) -> None:
    assert said(xiaogan, "XP079") == []


def test_2023_eleven_rows_were_never_assessed(jinfeng: Assessment) -> None:
    message = the("XP071", jinfeng).message
    assert "共11项（22分）写的是不适用，仍得满分" in message
    assert "（91.54－22）÷（100－22）×100＝89.15分，等级由“优”变为“良”" in message


def test_2023_parts_that_do_not_make_the_score(jinfeng: Assessment) -> None:
    named = [message.partition("得")[0] for message in said(jinfeng, "XP127")]
    assert named == [
        "“参保覆盖面”",
        "“参保工作情况”",
        "“医药价格政策落实和执行情况”",
        "“医药招标采购政策落实和执行情况”",
        "“医保目录政策落实和执行情况”",
    ]


def test_2023_deductions_missing_from_the_problems(jinfeng: Assessment) -> None:
    bare = tuple(
        replace(row, deviation_reason=replace(row.deviation_reason, place=None, text=""))
        for row in jinfeng.indicators
    )
    message = the("XP089", replace(jinfeng, indicators=bare)).message
    assert "“医保标准化水平”扣1分" in message
    assert "“医保经办服务能力”扣1分" in message
    assert "反欺诈" not in message
