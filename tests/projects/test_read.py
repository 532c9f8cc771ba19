"""Lists as staff write them are understood, from workbooks and from CSV files alike."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.projects.lists import (
    GOOD,
    NATIONAL,
    SHANXI,
    projects,
    read,
    read_text,
    tables,
    write_csv,
    write_xlsx,
)
from xlperf.projects.project import PlannedFund, PlannedIndicator, Project
from xlperf.projects.read import read_projects


def test_a_project_carries_what_the_list_says() -> None:
    first, second = projects(GOOD)
    assert first == Project(
        code="A01",
        name="甲项目",
        department="301-县教育局",
        unit="第一中学",
        year=2022,
        goal="修缮校舍",
        funds=(PlannedFund("当年财政拨款", Decimal("8.65"), Decimal("8.65"), Decimal("8.65")),),
        indicators=(
            PlannedIndicator("产出指标", "数量指标", "修缮校舍面积", "≥1200平方米", Decimal(50)),
            PlannedIndicator("效益指标", "社会效益指标", "受益学生", "≥800人", Decimal(30)),
            PlannedIndicator("满意度指标", "服务对象满意度指标", "师生满意度", "≥95%", Decimal(10)),
        ),
    )
    assert second.funds == (
        PlannedFund("当年财政拨款", None, Decimal(20), Decimal("19.5")),
        PlannedFund("上年结转资金", None, Decimal(0), Decimal("2.25")),
    )
    assert read_text(GOOD).notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_that_office_programs_write(tmp_path: Path, encoding: str) -> None:
    assert read(write_csv(tmp_path, tables(GOOD), encoding)).projects == projects(GOOD)


def test_csv_by_tabs_or_semicolons(tmp_path: Path) -> None:
    for mark in "\t;":
        for name, rows in tables(GOOD).items():
            text = "\n".join(mark.join(row) for row in rows)
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        assert read(tmp_path).projects == projects(GOOD)


def test_the_path_of_one_csv_file_stands_for_its_folder(tmp_path: Path) -> None:
    write_csv(tmp_path, tables(GOOD))
    assert read(tmp_path / "项目.csv") == read(tmp_path)


def test_columns_in_any_order_under_any_usual_heading() -> None:
    text = """
项目清单
年 度 | 单位名称 | 主管部门（及代码） | 项目名称* | 项目代码
2022年 | 第一中学 | 县教育局 | 甲 | A01

资金来源
全年预算数（元） | 预算编制数（元） | 资金性质 | 编码
86500 | 86500.5 | 当年财政拨款 | A01

绩效指标
权重 | 指标名称 | 二级指标 | 一级指标 | 年度指标值 | 项目编号
90 | 采购图书 | 数量指标 | 产出指标 | ≥1册 | A01
"""
    [project] = projects(text)
    assert (project.code, project.year, project.unit, project.department) == (
        "A01",
        2022,
        "第一中学",
        "县教育局",
    )
    assert project.funds == (PlannedFund("当年财政拨款", None, Decimal("8.65005"), Decimal("8.65")),)
    assert project.indicators[0].name == "采购图书"


def test_headings_with_line_breaks_and_spaces(tmp_path: Path) -> None:
    lists = tables(GOOD)
    lists["资金"][0][4] = "全年预算数\n （ 元 ）"
    [first, _] = read(write_xlsx(tmp_path / "清单.xlsx", lists)).projects
    assert first.funds[0].full_year_budget == Decimal("0.000865")


def test_headings_of_the_template_are_understood() -> None:
    heading = "项目管理中存在的主要问题及原因分析"
    text = GOOD.replace("年度 | 年度绩效目标", f"年度 | {heading}").replace("目标申报数", "目标申报")
    assert projects(text)[0].narratives == {"problems": "修缮校舍"}


def test_rows_above_the_header_and_empty_rows_do_not_matter() -> None:
    text = GOOD.replace("项目\n项目编码", "项目\n2022年度项目清单\n|\n项目编码", 1)
    text = text.replace("A02 | 乙", "| |\nA02 | 乙")
    assert projects(text) == projects(GOOD)


def test_the_money_unit_above_the_table_counts() -> None:
    text = GOOD.replace("资金\n项目编码", "资金\n2022年预算 | | 单位：元\n项目编码", 1).replace(
        "（万元）", ""
    )
    assert projects(text)[1].funds[0].full_year_budget == Decimal("0.00195")


def test_a_money_unit_named_once_is_meant_for_all_columns() -> None:
    fund = projects(GOOD.replace("（万元）", "（元）"))[0].funds[0]
    assert fund.initial_budget == fund.full_year_budget == Decimal("0.000865")


def test_the_unit_of_a_grouped_heading_counts() -> None:
    text = GOOD.replace(
        "项目编码 | 资金来源 | 目标申报数 | 年初预算数 | 全年预算数（万元）",
        "项目编码 | 资金来源 | 年初预算数（元） | | 全年预算数\n| | 目标申报数 | 预算编制数 |",
    )
    assert projects(text)[0].funds[0].full_year_budget == Decimal("0.000865")


def test_a_header_that_is_repeated_further_down_does_not_matter() -> None:
    header = "项目编码 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 分值"
    assert projects(GOOD.replace("A02 | 产出", f"{header}\nA02 | 产出")) == projects(GOOD)


def test_amounts_become_the_template_s_unit(tmp_path: Path) -> None:
    path = write_csv(tmp_path, tables(GOOD))
    template = SHANXI.model_copy(update={"money_unit": "元"})
    fund = read_projects(path, template, NATIONAL).projects[0].funds[0]
    assert fund.full_year_budget == Decimal(86500)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("8.65", "8.65"),
        ("86,500元", "8.65"),
        ("0.1亿元", "1000"),
        ("￥8.65", "8.65"),
        ("８.６５", "8.65"),
        ("0", "0"),
    ],
)
def test_amounts_as_staff_write_them(written: str, meant: str) -> None:
    text = GOOD.replace("8.65 | 8.65 | 8.65", f"8.65 | 8.65 | {written}")
    assert projects(text)[0].funds[0].full_year_budget == Decimal(meant)


@pytest.mark.parametrize("written", ["", "—", "-", "/", "无"])
def test_amounts_that_say_there_is_none(written: str) -> None:
    text = GOOD.replace("8.65 | 8.65 | 8.65", f"{written} | 8.65 | 8.65")
    assert projects(text)[0].funds[0].initial_requested is None


def test_grouped_headings_over_two_rows() -> None:
    text = GOOD.replace(
        "项目编码 | 资金来源 | 目标申报数 | 年初预算数 | 全年预算数（万元）",
        "项目编码 | 资金来源 | 年初预算数 | | 全年预算数（万元）\n| | 目标申报数 | 预算编制数 |",
    )
    assert projects(text) == projects(GOOD)


def test_levels_left_blank_are_carried_down_within_a_project() -> None:
    text = GOOD.replace(
        "A01 | 效益指标 | 社会效益指标 | 受益学生 | ≥800人 | 30",
        "A01 | | | 校舍验收次数 | ≥2次 | 10\nA01 | | 质量指标 | 验收合格率 | =100% | 20",
    )
    levels = [(one.first_level, one.second_level) for one in projects(text)[0].indicators]
    assert levels[:3] == [("产出指标", "数量指标"), ("产出指标", "数量指标"), ("产出指标", "质量指标")]


def test_projects_left_blank_below_their_first_indicator_are_carried_down() -> None:
    text = GOOD.replace("A01 | 效益", " | 效益").replace("A01 | 满意度", " | 满意度")
    assert projects(text) == projects(GOOD)


def test_short_names_of_classes_become_those_of_the_profile() -> None:
    text = GOOD.replace("产出指标 | 数量指标", "产出 | 数量").replace("服务对象满意度指标", "服务对象满意度")
    assert projects(text) == projects(GOOD)


def test_total_rows_and_remarks_are_left_out() -> None:
    text = GOOD.replace("\n\n指标", "\nA02 | 合计 | | 20 | 21.75\n合计 | | 8.65 | 28.65 | 30.4\n\n指标")
    text += "A02 | | | 合计 | | 90\n备注：本表由单位填报"
    assert projects(text) == projects(GOOD)


def test_projects_may_be_named_instead_of_coded() -> None:
    text = GOOD.replace("项目编码 | 项目名称", "项目名称").replace("项目编码", "项目名称")
    text = text.replace("A01 | 甲项目", "甲项目").replace("A02 | 乙项目", "乙项目")
    text = text.replace("A01", "甲项目").replace("A02", "乙 项目")
    found = projects(text)
    assert [(project.code, project.name) for project in found] == [("甲项目", "甲项目"), ("乙项目", "乙项目")]
    assert [project.funds for project in found] == [project.funds for project in projects(GOOD)]


def test_units_may_have_projects_of_the_same_name() -> None:
    assert [project.name for project in projects(GOOD.replace("乙项目", "甲项目"))] == ["甲项目", "甲项目"]


def test_comparator_and_unit_in_columns_of_their_own() -> None:
    text = GOOD.replace("年度指标值 | 分值", "指标性质 | 指标值 | 度量单位 | 分值")
    text = (
        text.replace("≥1200平方米", "≥ | 1200 | 平方米")
        .replace("≥800人", "定性 | 明显增加 | ")
        .replace("有所增加", "定性 | 有所增加 | ")
    )
    text = (
        text.replace("≥95%", "≥ | 95 | %").replace("≥3000册", "＝ | 3000 | 册").replace("≥90%", "≥ | 90 | %")
    )
    targets = [one.target for project in projects(text) for one in project.indicators]
    assert targets == ["≥1200平方米", "明显增加", "≥95%", "=3000册", "≥90%", "有所增加"]


def test_texts_that_look_like_formulas_stay_texts() -> None:
    text = GOOD.replace("修缮校舍\n", "=1+1\n").replace("≥800人", "=1年").replace("受益学生", "+受益学生")
    first = projects(text)[0]
    assert (first.goal, first.indicators[1].target, first.indicators[1].name) == ("=1+1", "=1年", "+受益学生")


def test_invisible_characters_go_and_line_breaks_stay_only_in_texts(tmp_path: Path) -> None:
    lists = tables(GOOD)
    lists["项目"][1] = [
        "\ufeffA01",
        "甲\n项目",
        "301-县教育局 ",
        "第一\u200b中学",
        "2022",
        "一\r\n二\x0b三\x07",
    ]
    [first, _] = read(write_csv(tmp_path, lists)).projects
    assert (first.code, first.name, first.unit, first.goal) == ("A01", "甲项目", "第一中学", "一\n二\n三")


@pytest.mark.parametrize("heading", ["调整后预算", "调整后预算数", "调整预算数（万元）", "全年预算金额"])
def test_other_words_for_the_budget_of_the_year(heading: str) -> None:
    assert projects(GOOD.replace("全年预算数（万元）", heading)) == projects(GOOD)


@pytest.mark.parametrize("heading", ["调整后的指标值", "调整后指标", "调整后的目标值（如有）"])
def test_other_words_for_the_adjusted_target(heading: str) -> None:
    text = GOOD.replace("年度指标值 | 分值", f"年初目标值 | 分值 | {heading}").replace(
        "≥800人 | 30", "≥800人 | 30 | ≥700人"
    )
    indicator = projects(text)[0].indicators[1]
    assert (indicator.target, indicator.adjusted_target) == ("≥800人", "≥700人")


def test_filled_columns_of_the_form_are_read_too() -> None:
    text = GOOD.replace("年度指标值 | 分值", "年度指标值 | 分值 | 实际完成值 | 得分 | 偏差原因")
    text = text.replace("≥800人 | 30", "≥800人 | 30 | 700人 | 26.25 | 转学")
    indicator = projects(text)[0].indicators[1]
    assert (indicator.actual, indicator.score, indicator.deviation_reason) == (
        "700人",
        Decimal("26.25"),
        "转学",
    )


def test_a_list_shaped_project_without_money_says_zero() -> None:
    text = GOOD.replace("A01 | 当年财政拨款 | 8.65 | 8.65 | 8.65", "A01 | 当年财政拨款 | | 0 | 0")
    assert projects(text)[0].funds == (PlannedFund("当年财政拨款", None, Decimal(0), Decimal(0)),)
