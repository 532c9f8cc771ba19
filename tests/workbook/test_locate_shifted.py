"""Headings and values that do not stand exactly one below the other, and lines that only look like rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workbook.grids import grid_of, table
from tests.workbook.said import assessed
from xlperf.model import Indicator
from xlperf.workbook.place import Area

FORM = """
    项目支出绩效自评表
    （2023年度）
    项目名称 | 养老服务站补助
    主管部门 | 民政局 | | 实施单位 | 养老中心
    项目资金（万元） | | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    | 年度资金总额 | | 200 | 180 | 171 | 10 | 95% | 9.5
    年度总体目标 | 预期目标 | | | | 实际完成情况
    | 运营服务站。 | | | | 已运营。
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
    产出指标 | 数量指标 | 服务站个数 | ≥30个 | | 32个 | 50 | 50
    效益指标 | 社会效益指标 | 覆盖比例 | | ≥80% | 84% | 30 | 30
    满意度指标 | 满意度 | 老年人满意度 | ≥90% | | 93% | 10 | 10
    总分 | | | | | | 100 | 99.5 | 优
"""


def rows_of(text: str, *merges: Area) -> tuple[Indicator, ...]:
    sheet = table(text)
    return assessed(grid_of(replace(sheet, merges=merges))).indicators


@pytest.mark.parametrize("merges", [(), (Area(9, 4, 9, 5),)], ids=["split", "merged"])
def test_heading_over_two_columns(merges: tuple[Area, ...]) -> None:
    assert [row.initial_target.text for row in rows_of(FORM, *merges)] == ["≥30个", "≥80%", "≥90%"]


def test_line_that_numbers_the_columns_is_no_indicator() -> None:
    numbered = FORM.replace("    产出指标 |", "    1 | 2 | 3 | 4 | | 5 | 6 | 7 | 8\n    产出指标 |", 1)
    assert [row.name.text for row in rows_of(numbered)] == ["服务站个数", "覆盖比例", "老年人满意度"]


@pytest.mark.parametrize(
    "heading",
    [
        "（一）一级指标 | 二级\n指标 | 三 级 指 标： | 年度指标值（A） | | 实际完成值（B） | 分值（100分） | 得分 | 偏差原因分析及改进措施",
        "一级指标 | 二级指标 | 指标名称 | 目标值 | | 完成值 | 权重 | 自评得分 | 未完成原因",
    ],
)
def test_headings_in_other_spellings(heading: str) -> None:
    lines = FORM.splitlines()
    at = next(number for number, line in enumerate(lines) if "一级指标" in line)
    sheet = table("\n".join([*lines[:at], "    标题", *lines[at + 1 :]]))
    cells = {(at_row, column): cell for (at_row, column), cell in sheet.cells.items() if at_row != at}
    for column, text in enumerate(heading.split("|"), 1):
        if text.strip():
            cells[at, column] = replace(sheet.cells[1, 1], value=text.strip(), text=text.strip())
    assessment = assessed(grid_of(replace(sheet, cells=cells)))
    assert [row.actual.text for row in assessment.indicators] == ["32个", "84%", "93%"]
    assert [row.score.text for row in assessment.indicators] == ["50", "30", "10"]
    assert assessment.total.text == "99.5"


def test_columns_of_the_office_between_the_forms_own() -> None:
    wider = "\n".join(
        line.replace("| 年度指标值 |", "| 佐证材料 | 年度指标值 |").replace("个数 |", "个数 | 台账 |")
        if "一级指标" in line or "服务站个数" in line
        else line.replace("覆盖比例 |", "覆盖比例 | |").replace("老年人满意度 |", "老年人满意度 | 问卷 |")
        for line in FORM.splitlines()
    ).replace("总分 | |", "总分 | | |")
    found = rows_of(wider)
    assert [row.initial_target.text for row in found] == ["≥30个", "≥80%", "≥90%"]
    assert [row.evidence.text for row in found] == ["", "", ""]
