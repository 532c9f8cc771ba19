"""Ordinary tables are not taken for forms, and the refusal says what was missing."""

from __future__ import annotations

import pytest

from tests.workbook.grids import grid_of, table
from xlperf.forms import shipped_templates
from xlperf.workbook.form_map import Unrecognised
from xlperf.workbook.read import locate_form

PROJECT_LIST = """
    编码 | 项目名称 | 预算单位 | 全年预算数 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分
    001 | 招采经费 | 医保局 | 8.65 | 产出指标 | 数量指标 | 检查次数 | ≥2次 | | 20 |
    001 | 招采经费 | 医保局 | 8.65 | 产出指标 | 质量指标 | 落实效果 | 良好 | | 10 |
    合计 | | | 17.3 | | | | | | 30 |
"""
TARGET_FORM = """
    项目支出绩效目标申报表
    （2022年度）
    项目名称 | 招采经费 | |
    主管部门 | 医保局 | 实施单位 | 医保局
    项目资金（万元） | 年度资金总额 | 8.65 |
    年度总体目标 | 保证基金安全 | |
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 检查次数 | ≥2次
    合计 | | | 90
"""
SUMMARY = """
    绩效自评汇总表
    序号 | 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分 | 等级
    1 | 招采经费 | 8.65 | 6.25 | 72.26 | 100 | 95.23 | 优
    合计 | | 8.65 | 6.25 | | | 95.23 |
"""
SCORE_TABLE = """
    一级指标 | 二级指标 | 三级指标 | 分值 | 评分标准
    决策 | 立项 | 依据充分性 | 5 | 充分得满分
    合计 | | | 100 |
"""

MONITORING = """
    项目支出绩效运行监控表
    （2023年度）
    项目名称 | 招采经费 | |
    主管部门 | 医保局 | 实施单位 | 医保局
    资金情况（万元） | | 全年预算数 | 全年执行数 | 执行率
    | 年度资金总额 | 8.65 | 3.2 | 37%
    年度总体目标 | 保证基金安全 | |
    一级指标 | 二级指标 | 三级指标 | 指标值 | 完成情况
    产出指标 | 数量指标 | 检查次数 | ≥2次 | 1次
"""


@pytest.mark.parametrize("text", [MONITORING, PROJECT_LIST, TARGET_FORM, SUMMARY, SCORE_TABLE, "甲 | 乙", ""])
def test_other_tables_are_no_forms(text: str) -> None:
    assert isinstance(locate_form(grid_of(table(text)), shipped_templates()), Unrecognised)


def test_says_what_was_found_and_what_is_missing() -> None:
    nearest = locate_form(
        grid_of(table("说明", sheet="说明"), table(TARGET_FORM, sheet="申报表")), shipped_templates()
    )
    assert isinstance(nearest, Unrecognised)
    assert nearest.sheet == "申报表"
    assert {"项目名称", "一级指标", "三级指标"} <= set(nearest.found)
    assert {"实际完成值", "得分"} <= set(nearest.missing)
    assert locate_form(grid_of(), shipped_templates()) == Unrecognised()


def test_tells_of_every_sheet_what_it_has_and_lacks() -> None:
    grid = grid_of(
        table(SUMMARY, sheet="汇总"), table(TARGET_FORM, sheet="申报表"), table("甲 | 乙", sheet="其他")
    )
    nearest = locate_form(grid, shipped_templates())
    assert isinstance(nearest, Unrecognised)
    assert [one.sheet for one in nearest.sheets] == ["申报表", "汇总"]
    assert "得分" in nearest.sheets[1].found
    assert nearest.missing == nearest.sheets[0].missing
