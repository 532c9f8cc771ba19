"""What the prose calls things: XP085, XP125, XP128, XP129."""

from __future__ import annotations

import pytest

from tests.finding_lines import codes, findings, the
from tests.form_table import form
from xlperf.profiles import profile

UNIT = "主管部门: 301-青山市医疗保障局\n预算单位: 301001-青山市医疗保障局\n"


@pytest.mark.parametrize(
    "said",
    [
        "不断完善青山市气象局运行资金的调整和退出机制。",
        "青山市水利局部门预算编制更加细化。",
        "做好青山市教育局绩效自评工作。",
    ],
)
def test_another_office_as_the_owner(said: str) -> None:
    found = the("XP085", form(f"{UNIT}改进: {said}"))
    assert "本表的单位是“301001-青山市医疗保障局”" in found.message


@pytest.mark.parametrize(
    "said",
    [
        "会同青山市卫生健康委员会开展检查。",
        "青山市医疗保障局运行资金的管理更加规范。",
        "青山市医保局部门预算编制更加细化。",
        "青山市财政局预算绩效管理要求落实到位。",
        "根据青山市审计局绩效评价意见整改。",
        "由青山市民政局运行经费支付场地费。",
        "青山市人民医院结算进度加快。",
        "与青山市税务局共享参保数据。",
        "联合青山市公安局开展打击欺诈骗保行动。",
        "省医疗保障局整体支出绩效评价办法已经落实。",
        "按照《青山市水利局绩效评价办法》的做法改进。",
    ],
)
def test_partners_and_superiors_may_be_named(said: str) -> None:
    assert "XP085" not in codes(form(f"{UNIT}改进: {said}"))


OWN = "项目名称: 养老服务能力提升资金\n预算执行情况: 养老服务能力提升资金收入10万元，实际执行9.5万元。"


def test_the_money_under_the_name_of_another_fund() -> None:
    found = the("XP085", form(f"{OWN}本年度我局城乡临时救助补助实际到位资金10万元。"))
    assert "这笔钱是本项目“养老服务能力提升资金”的，“城乡临时救助补助”像是别的项目的名称" in found.message


@pytest.mark.parametrize(
    "said",
    [
        "本年度我局养老服务能力提升资金实际到位10万元。",
        "本年度我局养老服务资金实际到位资金10万元。",
        "另收到城乡临时救助补助资金25万元。",
        "由城乡临时救助补助资金到位10万元解决。",
        "资金来源为福彩公益补助资金，实际到位10万元。",
        "中央财政城乡临时救助补助资金下达10万元。",
        "市级财政专项资金到位10万元。",
        "资金到位10万元。",
        "临时救助工作得到加强。",
    ],
)
def test_money_of_others_and_from_above(said: str) -> None:
    assert "XP085" not in codes(form(OWN + said))


def test_another_fund_alone_may_be_the_source() -> None:
    told = "项目名称: 养老服务能力提升资金\n预算执行情况: 城乡临时救助补助实际到位资金10万元。"
    assert "XP085" not in codes(form(told))


@pytest.mark.parametrize(
    "said", ["召开工作会议>2次。", "监督检查覆盖率≥90%；举办培训班7期。", "参训满意度达到≥85%，培训7期。"]
)
def test_results_that_are_bounds(said: str) -> None:
    assert "看不出实际完成了多少" in the("XP125", form(f"产出情况: {said}")).message


@pytest.mark.parametrize(
    "said",
    [
        "举办培训班7期，完成≥6期的指标值。",
        "目标值为≥6期，实际举办7期。",
        "合格率97.6%（≥95%）。",
        "要求培训期数≥6期，已完成。",
        "年龄>60岁的老人全部体检。",
        "面积>100平方米。",
        "满意度97.6%，高于90%。",
        "指标“合格率≥95%”已完成。",
        "按>3万元的标准采购。",
        "温度<5℃时停止施工。",
    ],
)
def test_bounds_that_are_targets_or_conditions(said: str) -> None:
    assert "XP125" not in codes(form(f"产出情况: {said}"))


NAME = "项目名称: 养老服务与保障能力提升资金"


def test_the_projects_name_in_another_order() -> None:
    found = the("XP128", form(f"{NAME}\n经验: 养老保障与服务能力提升资金专款专用。"))
    assert "写成“养老保障与服务能力提升资金”" in found.message


@pytest.mark.parametrize(
    "said",
    [
        "养老服务与保障能力提升资金专款专用。",
        "养老服务能力提升资金专款专用。",
        "提升养老服务与保障能力，资金专款专用。",
        "养老服务与保障能力提升资金养老服务与保障能力提升资金。",
        "养老保障能力不断提升。",
        "资金提升了养老服务与保障能力。",
        "养老保障与服务。",
        "能力提升资金和养老服务保障。",
        "养老服务与保障能力提升补助资金。",
        "按岗位分班。",
    ],
)
def test_other_words_about_the_project(said: str) -> None:
    assert "XP128" not in codes(form(f"{NAME}\n经验: {said}"))


def test_a_phrase_without_a_description() -> None:
    guangxi = profile("guangxi")
    row = "社会效益 | 办事便捷度 | 明显提高 | 达成年度指标 | 15 | 15 |"
    assert "XP129" in [finding.code for finding in findings(form(row), guangxi)]
    assert "XP129" not in codes(form(row))
