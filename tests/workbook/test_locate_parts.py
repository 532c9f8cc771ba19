"""An evaluation printed in several tables, one for each first-level class, is one form."""

from __future__ import annotations

from tests.workbook.grids import grid_of, table
from xlperf.forms import shipped_templates
from xlperf.model import Assessment
from xlperf.workbook.read import locate_forms, read_form

CLASSES = """
    补助资金绩效评价指标体系
    一级指标 | 权重 | 评分分值 | 得分 | 绩效评价
    项目决策 | 18% | 18 | 18 | 符合规定
    过程管理 | 72% | 72 | 69.24 | 执行较好
    满意度指标 | 10% | 10 | 10 | 满意
    合计 | 100% | 100 | 97.24
"""
FIRST = """
    补助资金项目决策情况得分表
    一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 得分 | 扣分总计
    项目决策 | 18 | 决策依据 | 6 | 决策部署 | 4 | 4
     | | | | 管理办法 | 2 | 2
     | | 决策过程 | 12 | 程序规范 | 12 | 12
    合计 | 18 | | 18 | | 18 | 18
"""
SECOND = """
    补助资金过程管理得分表
    一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 得分 | 扣分总计
    过程管理 | {0} | 资金管理 | {0} | 预算执行率 | 10 | 7.24 | 2.76
    一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值 | 得分 | 扣分总计
     | | | | 使用合规性 | {1} | {1}
    合计 | {0} | | {0} | | {0} | {2} | 2.76
"""


def forms_of(*texts: str) -> list[Assessment]:
    grid = grid_of(table("\n".join(text.strip("\n") for text in texts)))
    return [read_form(grid, form_map) for form_map in locate_forms(grid, shipped_templates())]


def test_tables_of_classes_are_one_form() -> None:
    (assessment,) = forms_of(CLASSES, FIRST, SECOND.format(72, 62, "69.24"))
    assert [row.name.text for row in assessment.indicators] == [
        "决策部署",
        "管理办法",
        "程序规范",
        "预算执行率",
        "使用合规性",
    ]
    assert [row.first_weight.text for row in assessment.indicators] == ["18", "18", "18", "72", "72"]
    assert [row.second_level.text for row in assessment.indicators][2:] == [
        "决策过程",
        "资金管理",
        "资金管理",
    ]
    assert (assessment.total.text, assessment.weight_total.text) == ("97.24", "100")
    assert [(one.name, one.weight.text) for one in assessment.class_scores] == [
        ("项目决策", "18"),
        ("过程管理", "72"),
        ("满意度指标", "10"),
        ("合计", "100"),
    ]


def test_sums_stand_for_a_table_of_classes() -> None:
    (assessment,) = forms_of(FIRST, SECOND.format(82, 72, "79.24"))
    assert [(one.name, one.weight.text, one.score.text) for one in assessment.class_scores] == [
        ("项目决策", "18", "18"),
        ("过程管理", "82", "79.24"),
    ]
    assert assessment.total.blank


def test_whole_tables_stay_forms_of_their_own() -> None:
    whole = SECOND.format(100, 90, "97.24")
    assert [one.total.text for one in forms_of(whole, whole)] == ["97.24", "97.24"]


def test_equal_points_of_neighbouring_classes_keep_their_cells() -> None:
    second = FIRST.replace("决策过程 | 12", "决策过程 | 6").replace("程序规范 | 12 | 12", "程序规范 | 6 | 6")
    (assessment,) = forms_of(CLASSES, second)
    assert [str(row.second_weight.place) for row in assessment.indicators] == [
        "Sheet1!D9",
        "Sheet1!D9",
        "Sheet1!D11",
    ]
