"""Project lists for the other kinds of form: own classes, scoring clauses, no points, no indicators."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.projects.lists import tables, write_csv
from xlperf.errors import ProjectListError
from xlperf.forms import template
from xlperf.profiles import profile
from xlperf.projects.read import ReadList, read_projects

DEPARTMENT = """
项目
项目编码 | 项目名称 | 主管部门 | 预算单位 | 年度
A01 | 整体支出 | 示例市医疗保障局 | 示例市医疗保障局 | 2021

资金
项目编码 | 资金来源 | 预算数（元）
A01 | 基本支出 | 8581799.82
A01 | 项目支出 | 14554881.65

指标
项目编码 | 一级指标 | 二级指标 | 三级指标 | 分值权重 | 指标解释 | 目标值 | 评分细则 | 资料来源
A01 | 管理效率 | 预算管理 | 预算收入管理 | 60 | (1)有计划；(2)有核算 | 全部完成 | 完成两项得60分，一项未完成扣30分，扣完为止 | 工作总结
A01 | 履职效能 | 核心业务 | 综合参保率 | 40 | 参保人数÷总人数 | ≥95% | 95%以上得40分，每低1%扣5分，扣完为止 | 决算表
"""
TRANSFER = """
项目
项目编码 | 项目名称 | 主管部门 | 预算单位 | 年度
A01 | 医疗救助补助 | 示例省医疗保障局 | 示例市医疗保障局 | 2020

资金
项目编码 | 资金来源 | 全年预算数（万元）
A01 | 中央财政资金 | 120

指标
项目编码 | 一级指标 | 二级指标 | 三级指标 | 指标值
A01 | 产出指标 | 数量指标 | 救助人次 | ≥1200人次
"""
FISCAL = """
项目
项目编码 | 项目名称 | 主管部门 | 预算单位 | 年度 | 立项依据
A01 | 道路养护 | 示例市交通局 | 示例市公路中心 | 2023 | 按养护规划设立

资金
项目编码 | 资金来源 | 预算安排（万元） | 到位（万元）
A01 | 中央 | 100 | 100
A01 | 本级 | 50 | 40
"""


def listed(text: str, form: str, folder: Path, scoring: str | None = None) -> ReadList:
    kind = template(form)
    return read_projects(write_csv(folder, tables(text)), kind, profile(scoring or kind.profile))


def test_department_list_brings_clauses_and_classes_of_its_own(tmp_path: Path) -> None:
    (project,) = listed(DEPARTMENT, "department-2021", tmp_path).projects
    first, second = project.indicators
    assert (first.first_level, first.second_level) == ("管理效率", "预算管理")
    assert first.clause == "完成两项得60分，一项未完成扣30分，扣完为止"
    assert first.explanation == "(1)有计划；(2)有核算"
    assert second.evidence == "决算表"
    assert [fund.full_year_budget for fund in project.funds] == [
        Decimal("8581799.82"),
        Decimal("14554881.65"),
    ]


def test_indicators_of_a_form_without_execution_points_make_full_marks(tmp_path: Path) -> None:
    with pytest.raises(ProjectListError) as caught:
        listed(DEPARTMENT.replace("| 40 |", "| 30 |"), "department-2021", tmp_path)
    (problem,) = caught.value.problems
    assert "合计90分，应为100分，少10分" in problem


def test_unscored_list_needs_no_weights(tmp_path: Path) -> None:
    (project,) = listed(TRANSFER, "transfer-2020", tmp_path).projects
    assert [indicator.target for indicator in project.indicators] == ["≥1200人次"]


def test_national_list_still_needs_weights(tmp_path: Path) -> None:
    with pytest.raises(ProjectListError) as caught:
        listed(TRANSFER, "national-2020", tmp_path)
    assert any("缺少“分值”列" in problem for problem in caught.value.problems)


def test_form_without_indicators_needs_no_such_sheet(tmp_path: Path) -> None:
    (project,) = listed(FISCAL, "fiscal-evaluation-2023", tmp_path).projects
    assert project.indicators == ()
    assert [fund.arrived for fund in project.funds] == [Decimal(100), Decimal(40)]
    assert project.narratives == {"background": "按养护规划设立"}


@pytest.mark.parametrize(
    ("classes", "noted"), [((50, 30, 10), False), ((50, 40, 0), False), ((60, 20, 10), True)]
)
def test_any_accepted_distribution_of_points_goes_without_a_note(
    tmp_path: Path, classes: tuple[int, int, int], noted: bool
) -> None:
    names = (("产出指标", "数量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "服务对象满意度指标"))
    rows = "\n".join(
        f"A01 | {first} | {second} | {first}之一 | ≥5次 | {points}"
        for (first, second), points in zip(names, classes, strict=True)
        if points
    )
    head = TRANSFER[: TRANSFER.index("指标\n项目编码")]
    text = f"{head}指标\n项目编码 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 分值\n{rows}\n"
    notes = listed(text, "national-2020", tmp_path, "national-2021").notes
    assert any("一级指标分值与通常的" in note for note in notes) is noted
