"""Forms as people leave them: remarks beside amounts, unused class rows, points with 分, the year as 年度：2022."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.finding_lines import codes
from tests.handmade import ANNEX_1, PLAIN
from tests.workbook.grids import grid_of, table
from tests.workbook.said import assessed, drawn
from xlperf.workbook.grid import Grid

REMARK = "0.5（其中质保金0.3万元，项目验收合格满一年后支付；其余0.2万元由财政年底收回）"
PROSE = "举办业务培训班六期，培训乡镇经办人员二百四十人次，提高基层经办人员的业务能力和服务水平。"
FORM = """
    项目支出绩效自评表
    （2022年度）
    项目名称 | 采购经费
    主管部门 | 市局 | 实施单位 | 中心
    项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 结余 | 分值 | 执行率 | 得分
    | 年度资金总额 | 10 | 10 | 9.5 | 0.5 | 10 | 95% | 9.5分
    | 财政拨款 | 10 | 10 | 9.5 | 0.5 | | 95% |
    年度总体目标 | 预期目标 | | | 实际完成情况
    | 完成采购。 | | | 已完成采购。
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
    产出指标 | 数量指标 | 采购批次 | 4批次 | 4批次 | 50分 | 50分
    效益指标 | 经济效益指标 | 节约资金 | ≥1万元 | 1万元 | 5 | 5
    效益指标 | 社会效益指标 | 降价幅度 | ≥50% | 53% | 25 | 25
    满意度指标 | 满意度 | 满意度 | ≥90% | 95% | 10 | 10
    总分 | | | | | 100分 | 99.5分
"""


def form_with(old: str = "", new: str = "") -> Grid:
    assert old in FORM
    return grid_of(table(FORM.replace(old, new, 1) if old else FORM))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10 | 10 | 9.5 | 0.5 | 10 | 95%", f"10 | 10 | 9.5 | {REMARK} | 10 | 95%"),
        ("10 | 10 | 9.5 | 0.5 | | 95%", f"10 | 10 | 9.5 | {REMARK} | | 95%"),
    ],
)
def test_a_remark_beside_amounts_ends_nothing(old: str, new: str) -> None:
    assessment = assessed(form_with(old, new))
    assert assessment.total_fund.executed.number == Decimal("9.5")
    assert [source.label.text for source in assessment.sources] == ["财政拨款"]
    assert assessment.sources[0].executed.number == Decimal("9.5")


def test_prose_without_a_heading_ends_the_funds() -> None:
    unlabelled = f"年度安排 | {PROSE} | {PROSE} | | {PROSE}\n    年度总体目标 | 预期目标"
    assessment = assessed(form_with("年度总体目标 | 预期目标", unlabelled))
    assert [source.label.text for source in assessment.sources] == ["财政拨款"]


def test_points_with_the_word_are_figures() -> None:
    assessment = assessed(form_with())
    row = assessment.indicators[0]
    figures = (assessment.total_fund.execution_score, row.weight, row.score, assessment.weight_total)
    assert [entry.number for entry in figures] == [Decimal("9.5"), 50, 50, 100]
    assert (assessment.total.number, assessment.total.text) == (Decimal("99.5"), "99.5分")
    assert codes(assessment) == []


@pytest.mark.parametrize("word", ["无", "/", "—", "-", "……", "…", "不涉及", "不适用", "暂无", "无此类指标"])
@pytest.mark.parametrize(
    "row", ["{0} | | | | ", "{0} | {0} | {0} | {0} | {0}", "{0} | {0} | {0} | 0 | 0", " | {0} | {0} | | "]
)
def test_a_class_without_use_is_no_indicator(word: str, row: str) -> None:
    unused = f"效益指标 | 生态效益指标 | {row.format(word)}\n    满意度指标 | 满意度 |"
    assessment = assessed(form_with("满意度指标 | 满意度 |", unused))
    assert [one.name.text for one in assessment.indicators] == ["采购批次", "节约资金", "降价幅度", "满意度"]
    assert codes(assessment) == []


def test_a_weight_makes_it_an_indicator() -> None:
    row = "效益指标 | 生态效益指标 | 无 | 无 | 无 | 5 | 5\n    满意度指标 | 满意度 |"
    assert len(assessed(form_with("满意度指标 | 满意度 |", row)).indicators) == 5


@pytest.mark.parametrize("line", ["年度：2022", "自评年度:2022年", "（年度：2022年度）", "年度：二〇二二年"])
def test_the_year_beside_its_label(line: str) -> None:
    assessment = assessed(form_with("（2022年度）", line))
    assert assessment.year.number == 2022
    assert "XP013" not in codes(assessment)


def test_annexes_stay_whole(tmp_path: Path) -> None:
    assert len(assessed(drawn(ANNEX_1, tmp_path, PLAIN)).indicators) == 7
