"""Hand-made forms are found by their printed labels, however they are drawn, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.handmade import (
    ANNEX_1,
    ANNEX_2,
    ANNEX_3,
    ANNEX_3_AS_PRINTED,
    CLEAN,
    LEVELS,
    PLAIN,
    RATES,
    SPELLINGS,
    Form,
    Habits,
    draw_all,
    indicator_table,
)
from tests.workbook.grids import grid_of, table
from tests.workbook.said import assessed, drawn, located, said
from xlperf.forms import shipped_templates
from xlperf.workbook.grid import Cell, Grid
from xlperf.workbook.package import open_package
from xlperf.workbook.place import Area
from xlperf.workbook.read import locate_forms, read_form
from xlperf.workbook.xlsx_grid import read_grid

FORMS = {"附件1": ANNEX_1, "附件2": ANNEX_2, "附件3": ANNEX_3, "附件3原样": ANNEX_3_AS_PRINTED, "正确": CLEAN}

habits = st.builds(
    Habits,
    sheet=st.sampled_from(["Sheet1", "绩效自评表", "表1'%&"]),
    top=st.integers(0, 12),
    left=st.integers(0, 6),
    blank_rows=st.frozensets(st.integers(1, 26), max_size=8),
    blank_columns=st.frozensets(st.integers(1, 9), max_size=3),
    text_numbers=st.booleans(),
    rate=st.sampled_from(RATES),
    levels=st.sampled_from(LEVELS),
    merge_labels=st.booleans(),
    spelling=st.sampled_from(SPELLINGS),
    units_in_headers=st.booleans(),
    labels=st.sampled_from(
        [
            {},
            {"主管部门及代码": "主管部门", "预算单位": "实施单位", "实际完成值": "全年实际完成值"},
            {
                "主管部门及代码": "主管部门（及代码）",
                "年初指标值": "年度指标值",
                "全年预算数": "全年预算数(A)",
            },
            {
                "项目资金预算安排及执行进度（万元）": "项目资金\n（万元）",
                "三级指标": "指标名称",
                "分值": "权重",
            },
            {"年度目标": "预期目标", "项目年度绩效目标": "年度总体目标", "得分": "得  分"},
        ]
    ),
    total_label=st.sampled_from(["总 分", "总分", "合  计", "总分：", ""]),
    single_initial=st.booleans(),
    narratives=st.booleans(),
    sheets_before=st.sampled_from([(), ("封面",), ("填报说明", "目录")]),
)


@given(form=st.sampled_from(list(FORMS.values())), habits=habits, weight_total=st.sampled_from(["", "100"]))
def test_says_the_same_however_it_is_drawn(
    form: Form, habits: Habits, weight_total: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = replace(form, weight_total=weight_total)
    grid = drawn(form, tmp_path_factory.getbasetemp(), habits)
    assert _comparable(said(assessed(grid)), habits) == _comparable(form, habits)


def _comparable(form: Form, habits: Habits) -> Form:
    """What the form says apart from what the habits leave out or write in another unit."""
    requested = {"initial_requested": ""} if habits.single_initial else {}
    rate = {} if habits.rate == "number" else {"execution_rate": ""}
    return replace(
        form,
        funds=tuple(replace(fund, **requested, **rate) for fund in form.funds),
        narratives=form.narratives if habits.narratives else {},
    )


@pytest.mark.parametrize("name", FORMS)
def test_plain_form_is_found_whole(name: str, tmp_path: Path) -> None:
    grid = drawn(FORMS[name], tmp_path, PLAIN)
    form_map = located(grid)
    assert said(read_form(grid, form_map)) == FORMS[name]
    assert (form_map.recognised_by, form_map.confidence, form_map.area.left, form_map.right_edge) == (
        "labels",
        1,
        1,
        10,
    )


def test_source_rows_with_a_word_before(tmp_path: Path) -> None:
    sources = tuple(replace(fund, label=f"其中：{fund.label}") for fund in CLEAN.funds[1:])
    grid = drawn(replace(CLEAN, funds=(CLEAN.funds[0], *sources)), tmp_path, PLAIN)
    assert [fund.label.text for fund in assessed(grid).sources] == [
        "其中：市级财政资金",
        "其中：上级补助资金",
    ]
    split = drawn(replace(CLEAN, funds=(CLEAN.funds[0], *sources)), tmp_path, Habits(split_fund_labels=True))
    assert [fund.label.text for fund in assessed(split).sources] == ["市级财政资金", "上级补助资金"]


def test_unlabelled_total_row(tmp_path: Path) -> None:
    assessment = assessed(drawn(ANNEX_2, tmp_path, Habits(total_label="")))
    assert (assessment.total.text, assessment.grade.text, len(assessment.indicators)) == ("92.28", "优", 7)


def test_unfilled_total_and_grade_keep_their_cells(tmp_path: Path) -> None:
    form_map = located(drawn(replace(ANNEX_1, total="", grade="", weight_total="100"), tmp_path, PLAIN))
    places = {field: form_map.fields[field].address for field in ("weight_total", "total", "grade")}
    assert places == {"weight_total": "H19", "total": "I19", "grade": "J19"}


def test_printed_but_unused_rows_are_no_indicators(tmp_path: Path) -> None:
    rows = indicator_table("""
        产出指标 | 数量指标 | 培训人次 | ≥240人次 | ≥240人次 | 252人次 | 50 | 50 |
        | 质量指标 | | | | | | |
        效益指标 | 经济效益指标 | | | | | | |
        | 社会效益指标 | 办结率 | ≥90% | ≥90% | 94% | 30 | 30 |
        满意度指标 | 服务对象满意度指标 | 满意度 | ≥95% | ≥95% | 96% | 10 | 10 |
    """)
    assessment = assessed(drawn(replace(CLEAN, indicators=rows), tmp_path, PLAIN))
    assert said(assessment).indicators == (rows[0], rows[3], rows[4])


def test_every_sheet_with_a_form(tmp_path: Path) -> None:
    path = draw_all(
        [(ANNEX_1, Habits("附件1")), (ANNEX_2, Habits("附件2", hidden=True)), (ANNEX_3, Habits("附件3"))],
        tmp_path / "a.xlsx",
    )
    grid = read_grid(open_package(path))
    assert [form.sheet for form in locate_forms(grid, shipped_templates())] == ["附件1", "附件3"]
    assert located(grid).sheet == "附件1"


def test_hidden_sheet_counts_when_it_is_the_only_form(tmp_path: Path) -> None:
    grid = drawn(ANNEX_1, tmp_path, Habits("表", hidden=True, sheets_before=("目录",)))
    assert located(grid).sheet == "表"


def test_money_unit_is_the_headings(tmp_path: Path) -> None:
    caption = "项目资金预算安排及执行进度（万元）"
    assert located(drawn(ANNEX_1, tmp_path, Habits(labels={caption: "项目资金（元）"}))).money_unit == "元"
    assert located(drawn(ANNEX_1, tmp_path, Habits(labels={caption: "项目资金"}))).money_unit == "万元"
    stated = replace(ANNEX_1, year="（2022年度）　单位：亿元")
    grid = drawn(stated, tmp_path, Habits(labels={caption: "项目资金"}))
    assert located(grid).money_unit == "亿元"
    assert assessed(grid).year.number == 2022


def test_label_and_value_in_one_cell(tmp_path: Path) -> None:
    grid = drawn(
        replace(ANNEX_1, project_name=""), tmp_path, Habits(labels={"项目名称": "项目名称：资产购置经费"})
    )
    assert assessed(grid).project_name.text == "资产购置经费"


def test_results_go_beside_what_is_there(tmp_path: Path) -> None:
    grid = drawn(ANNEX_1, tmp_path, PLAIN)
    sheet = grid.sheets[0]
    noted = replace(
        sheet, cells={**sheet.cells, (12, 12): Cell("复核意见", "复核意见"), (12, 300): Cell("远", "远")}
    )
    assert located(Grid((noted,))).right_edge == 12


NATIONAL = """
    项目支出绩效自评表
    （2021年度） | | | | | | | | 单位：万元
    项目名称 | | 药品采购经费
    主管部门 | | 市医保局 | | | 实施单位 | 市医保中心
    项目资金（万元） | | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
     | 年度资金总额 | | 100 | 120 | 90 | 10 | 75% | 7.5
     | 其中：当年财政拨款 | | 100 | 120 | 90 | — | 75% | —
     | 上年结转资金 | | | | | — | | —
    年度总体目标 | 预期目标 | | | | 实际完成情况
     | 完成采购。 | | | | 已完成采购。
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
     | 产出指标 | 数量指标 | 采购批次 | ≥3批 | 3批 | 25 | 25
     | | | 采购品种 | ≥100个 | 90个 | 25 | 22.5 | 因流标
     | 效益指标 | 社会效益指标 | 降价幅度 | ≥10% | 12% | 30 | 30
     | 小计 | | | | | 80 | 77.5
     | 满意度指标 | | 满意度 | ≥90% | 92% | 10 | 10
    总分 | | | | | | 100 | 95 | 优秀
    填表人：张三 | | | 联系电话：123
"""
LABELS_AT_THE_LEFT = """
    2022年度采购经费绩效自评表
    填报单位：市医保局 | | | | 单位：元
    项目名称：采购经费
    实施单位 | 中心 | 主管部门 | 市局
    资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率(%) | 得分
    合计 | 86500 | 86,500 | 62502.5 | 72.26 | 7.23
    年度目标 | 做好工作
    实际完成情况 | 做好了
    一级指标 | 二级指标 | 指标名称 | 指标值 | 完成值 | 权重 | 得分 | 偏差原因
    产出指标 | 数量指标 | 次数 | ≥2次 | 3次 | 80 | 80
    满意度指标 | 服务对象满意度 | 满意度 | 95% | 96% | 10 | 8 | 因故
    合计 | | | | | 100 | 95.23
    自评等级 | 优
    存在的问题 | 无
    改进措施 | 加强管理
"""


def test_the_common_form_of_other_provinces() -> None:
    form = said(assessed(grid_of(table(NATIONAL))))
    assert (form.title, form.project_name, form.unit) == ("项目支出绩效自评表", "药品采购经费", "市医保中心")
    assert [fund.label for fund in form.funds] == ["年度资金总额", "其中：当年财政拨款", "上年结转资金"]
    assert form.funds[0].full_year_budget == "120"
    assert (form.goal, form.completion) == ("完成采购。", "已完成采购。")
    rows = [(row.first_level, row.second_level, row.name, row.score) for row in form.indicators]
    assert rows == [
        ("产出指标", "数量指标", "采购批次", "25"),
        ("产出指标", "数量指标", "采购品种", "22.5"),
        ("效益指标", "社会效益指标", "降价幅度", "30"),
        ("满意度指标", "", "满意度", "10"),
    ]
    assert (form.weight_total, form.total, form.grade) == ("100", "95", "优秀")


def test_values_right_of_their_labels() -> None:
    assessment = assessed(grid_of(table(LABELS_AT_THE_LEFT)))
    form = said(assessment)
    assert (form.project_name, form.unit, form.department) == ("采购经费", "中心", "市局")
    assert (form.goal, form.completion) == ("做好工作", "做好了")
    assert (assessment.money_unit, form.funds[0].executed) == ("元", "62502.5")
    assert (form.total, form.grade, len(form.indicators)) == ("95.23", "优", 2)
    assert form.narratives == {"problems": "无", "improvements": "加强管理"}


def test_subtotals_are_no_indicators() -> None:
    subtotals = LABELS_AT_THE_LEFT.replace("满意度指标 |", "合计 | | | | | 80 | 80\n    满意度指标 |", 1)
    assessment = assessed(grid_of(table(subtotals)))
    assert [row.name.text for row in assessment.indicators] == ["次数", "满意度"]
    assert assessment.total.text == "95.23"


def test_one_reason_merged_over_the_rows_it_explains(tmp_path: Path) -> None:
    sheet = drawn(ANNEX_1, tmp_path, PLAIN).sheets[0]
    cells = {at: cell for at, cell in sheet.cells.items() if at != (17, 10)}
    joined = replace(sheet, cells=cells, merges=(*sheet.merges, Area(16, 10, 17, 10)))
    reasons = [row.deviation_reason for row in said(assessed(Grid((joined,)))).indicators]
    assert reasons[4] == reasons[5] == ANNEX_1.indicators[4].deviation_reason


def test_far_cells_cost_nothing(tmp_path: Path) -> None:
    sheet = drawn(ANNEX_1, tmp_path, PLAIN).sheets[0]
    far = {(1_048_576, 16_384): Cell("x", "x"), (1_000_000, 1): Cell("总分", "总分")}
    assert said(assessed(Grid((replace(sheet, cells={**sheet.cells, **far}),)))) == ANNEX_1
