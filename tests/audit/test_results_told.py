"""Amounts, points and grades told in prose: XP078 and XP079."""

from __future__ import annotations

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form


def test_budget_and_execution_of_another_project() -> None:
    said = "2023年项目预算30万元，实际执行28.4万元。"
    assert_findings(
        form(f"预算执行情况: {said}"), "XP078 E20 全年预算数是10万元（F7），全年执行数是9.5万元（G7）"
    )


@pytest.mark.parametrize(
    "said",
    [
        "项目预算10万元，实际执行9.5万元。",
        "政府采购预算30万元，实际支出28.4万元。",
        "2022年项目预算30万元，实际执行28.4万元。",
        "部门预算3000万元，实际执行2800万元。",
        "三年项目预算30万元，累计执行28.4万元。",
        "项目预算30万元，其中一季度执行28.4万元。",
        "项目预算约10万元，实际执行9.5万元。",
        "项目总投资30万元，实际完成28.4万元。",
        "项目预算30万元，本年预算10万元，实际执行9.5万元。",
        "上年项目预算30万元，执行28.4万元。",
        "项目预算合理，执行及时。",
    ],
)
def test_amounts_that_may_be_something_else(said: str) -> None:
    assert "XP078" not in codes(form(f"预算执行情况: {said}"))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("自评总分93.2分。", "文中写“自评总分93.2分”，表中总分是99.5分（I19）"),
        ("本项目绩效自评得分95分，等级为优。", "“绩效自评得分95分”，表中总分是99.5分"),
        ("预算执行率得分8分。", "“预算执行率得分8分”，表中预算执行率是9.5分（J7）"),
        ("产出指标得分48分。", "“产出指标得分48分”，表中产出指标合计是50分"),
        ("举办培训班期数总分20分，实际得分18分。", "表中“举办培训班期数”得分是20分（I12）"),
        ("指标完成情况得分88分。", "表中各项指标合计是90分"),
    ],
)
def test_points_that_are_not_those_of_the_table(said: str, words: str) -> None:
    assert words in the("XP079", form(f"效益情况: {said}")).message


@pytest.mark.parametrize("said", ["得分98分，等级优。", "本项目自评98分。", "自评结果98分，等级为优。"])
def test_the_total_in_few_words(said: str) -> None:
    assert "98分”，表中总分是99.5分（I19）" in the("XP079", form(f"完成情况: {said}")).message
    # where a class is spoken of, they may be its points
    assert "XP079" not in codes(form(f"产出情况: {said}"))


def test_another_grade_than_in_the_table() -> None:
    found = the("XP079", form("效益情况: 自评等级为良。"))
    assert found.message == "文中写“自评等级为良”，表中等级是“优”（J19）。"
    for said in ("自评等级良。", "本项目自评99.5分，等级良。", "自评得分99.5分，等级“良好”。"):
        assert "等级是“优”" in the("XP079", form(f"完成情况: {said}")).message
    assert "“评价结果属于“中””" in the("XP079", form("效益情况: 评价结果属于“中”。")).message


@pytest.mark.parametrize(
    "said",
    [
        "自评总分99.5分，等级为优。",
        "项目自评得分99.5分，评价结果为“优秀”。",
        "上年自评得分93.2分，等级为良。",
        "2022年自评得分88分，等级为“良”。",
        "与2021年自评得分91分相比有所提高。",
        "预算执行率得分9.5分，指标得分90分。",
        "产出指标分值50分，得分50分。",
        "80分以上等级为良，90分以上等级为优。",
        "举办培训班期数得分20分。",
        "全市平均总分93.2分。",
        "满意度指标总分10分，实际得分10分。",
        "群众打分平均95分。",
        "考核成绩平均得分85分。",
        "力争下年自评得分100分。",
        "学员考试总分93.2分。",
        "业务竞赛评价等级为良好的学员12名。",
        "第三方评价得分98分。",
    ],
)
def test_points_and_grades_as_told(said: str) -> None:
    assert "XP079" not in codes(form(f"效益情况: {said}"))


@pytest.mark.parametrize(
    "said",
    [
        "得分99.5分，等级优。",
        "自评99.5分。",
        "自评等级优。",
        "自评等级优秀。",
        "满意度得分9分。",
        "满意度：得分9分。",
        "满意度自评9分。",
        "效益方面，得分30分，评价良好。",
        "上年自评98分，等级良。",
        "2022年得分93分，等级优。",
        "水质等级良。",
        "空气质量等级优，水质自评等级良。",
        "学员得分98分，等级优。",
        "课程评价得分88分，等级良。",
        "产出指标自评48分。",
        "得分98分的学员有12名。",
        "产出指标得分50分，等级优。",
        "效益指标满分30分，得分30分，等级优。",
        "信用等级良。",
    ],
)
def test_points_and_grades_of_something_else_in_few_words(said: str) -> None:
    assert "XP079" not in codes(form(f"完成情况: {said}"))
