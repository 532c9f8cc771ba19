"""Every kind of form, drawn by hand in many habits, is recognised as itself and read whole."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.handmade import (
    CLEAN,
    JINFENG,
    KIND_FORMS,
    LEVELS,
    NATIONAL,
    PLAIN,
    RATES,
    SICHUAN,
    SPELLINGS,
    XIAOGAN,
    ClassRow,
    Form,
    FundRow,
    Habits,
    draw,
    draw_all,
)
from tests.workbook.said import assessed, drawn, located, said
from xlperf.decimals import parse_decimal, plain
from xlperf.forms import shipped_templates
from xlperf.model import Assessment
from xlperf.workbook.grid import Grid
from xlperf.workbook.package import open_package
from xlperf.workbook.read import locate_forms, read_form
from xlperf.workbook.xlsx_grid import read_grid

habits = st.builds(
    Habits,
    sheet=st.sampled_from(["Sheet1", "自评表", "表1'%&"]),
    top=st.integers(0, 8),
    left=st.integers(0, 4),
    blank_rows=st.frozensets(st.integers(1, 30), max_size=6),
    text_numbers=st.booleans(),
    rate=st.sampled_from(RATES),
    levels=st.sampled_from(LEVELS),
    merge_labels=st.booleans(),
    spelling=st.sampled_from(SPELLINGS),
    units_in_headers=st.booleans(),
    money=st.sampled_from(["", "元", "万元"]),
    classes=st.sampled_from(["across", "down"]),
    points_in_levels=st.booleans(),
    subtotals=st.booleans(),
    header_again=st.sampled_from([0, 3]),
    extra_left=st.sampled_from([(), ("序号",)]),
    extra_right=st.sampled_from([(), ("责任科室",), ("责任科室", "联系电话")]),
)


@given(form=st.sampled_from(list(KIND_FORMS.values())), habits=habits)
def test_read_whole_however_it_is_drawn(
    form: Form, habits: Habits, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if form.kind == "fiscal-evaluation-2023":
        habits = replace(habits, classes="across", extra_left=(), extra_right=())
    grid = drawn(form, tmp_path_factory.getbasetemp(), habits)
    form_map = located(grid)
    assert form_map.template.id == form.kind
    assert _comparable(said(read_form(grid, form_map)), form) == _comparable(form, form)
    assert form_map.unread == ()


def _comparable(said_form: Form, form: Form) -> Form:
    """What is said, amounts as shares of the total, apart from what habits add or the assessment does not keep."""
    has_weights = any(row.first_weight for row in form.indicators)
    return replace(
        said_form,
        funds=tuple(_relative(fund, said_form.funds[0]) for fund in said_form.funds),
        indicators=tuple(
            row if has_weights else replace(row, first_weight="") for row in said_form.indicators
        ),
        class_scores=said_form.class_scores if form.class_scores else (),
        deducted_total="",
    )


def _relative(fund: FundRow, total: FundRow) -> FundRow:
    fields = ("initial_budget", "full_year_budget", "arrived", "executed", "carry_over")
    figures = {
        field: (parse_decimal(getattr(fund, field)), parse_decimal(getattr(total, field))) for field in fields
    }
    shares = {
        field: plain((own / whole).quantize(Decimal("0.0001")))
        for field, (own, whole) in figures.items()
        if own and whole
    }
    return replace(fund, **{**shares, "execution_rate": ""})


def forms_of(path: Path) -> list[Assessment]:
    grid = read_grid(open_package(path))
    return [read_form(grid, form_map) for form_map in locate_forms(grid, shipped_templates())]


@pytest.mark.parametrize("kind", KIND_FORMS)
def test_head_and_table_on_two_sheets(kind: str, tmp_path: Path) -> None:
    form = KIND_FORMS[kind]
    (assessment,) = forms_of(draw(form, tmp_path / "a.xlsx", Habits(head_apart=True)))
    assert assessment.template == kind
    assert _comparable(said(assessment), form) == _comparable(form, form)
    assert assessment.sheet == "Sheet1续"
    assert assessment.title.place is not None
    assert assessment.title.place.sheet == "Sheet1"


def test_forms_one_below_the_other(tmp_path: Path) -> None:
    drawings = [(NATIONAL, PLAIN), (SICHUAN, PLAIN), (CLEAN, PLAIN), (NATIONAL, PLAIN)]
    found = forms_of(draw_all(drawings, tmp_path / "a.xlsx"))
    assert [said(one).project_name for one in found] == [form.project_name for form, _ in drawings]
    assert [one.template for one in found] == [form.kind for form, _ in drawings]
    assert [len(one.indicators) for one in found] == [len(form.indicators) for form, _ in drawings]
    assert [one.total.text for one in found] == [form.total for form, _ in drawings]


@pytest.mark.parametrize("tables", ["stacked", "sheets"])
def test_annex_without_scores_is_the_twin_of_the_one_with_scores(tables: str, tmp_path: Path) -> None:
    habits = Habits(tables="stacked" if tables == "stacked" else "sheets", points_in_levels=True)
    (assessment,) = forms_of(draw(XIAOGAN, tmp_path / "a.xlsx", habits))
    assert (assessment.template, assessment.total.text, len(assessment.indicators)) == (
        "department-2021",
        "85",
        26,
    )
    for row, drawn_row in zip(assessment.indicators, XIAOGAN.indicators, strict=True):
        assert row.twin is not None
        assert (row.clause.text, row.explanation.text) == (drawn_row.clause, drawn_row.explanation)
        assert row.clause.place == row.twin.clause.place
        assert row.score.text == drawn_row.score
        assert row.twin.score.blank
        assert row.first_level.text == drawn_row.first_level
    assert {row.first_weight.number for row in assessment.indicators} == {5, 10, 20, 35}
    assert [one.name for one in assessment.class_scores] == [one.name for one in XIAOGAN.class_scores]


def test_renamed_indicator_finds_its_twin_by_position(tmp_path: Path) -> None:
    path = draw(XIAOGAN, tmp_path / "a.xlsx", Habits(tables="sheets"))
    grid = read_grid(open_package(path))
    scored = next(
        sheet
        for sheet in grid.sheets
        if any(cell.text == "得分" for cell in sheet.cells.values()) and sheet.name != "Sheet1"
    )
    at = next(at for at, cell in scored.cells.items() if cell.text == "综合参保率")
    changed = replace(
        scored, cells={**scored.cells, at: replace(scored.cells[at], value="参保率", text="参保率")}
    )
    changed_grid = Grid(tuple(changed if sheet is scored else sheet for sheet in grid.sheets))
    (form_map,) = locate_forms(changed_grid, shipped_templates())
    row = next(row for row in read_form(changed_grid, form_map).indicators if row.name.text == "参保率")
    assert row.twin is not None
    assert row.twin.name.text == "综合参保率"


@pytest.mark.parametrize("form", [NATIONAL, SICHUAN], ids=lambda form: form.kind)
def test_execution_rate_as_an_indicator(form: Form, tmp_path: Path) -> None:
    own = assessed(drawn(form, tmp_path, Habits(execution_row=True)))
    assert own.execution_indicator == 0
    assert own.indicators[0].score.text == form.funds[0].execution_score
    assert assessed(drawn(form, tmp_path, PLAIN)).execution_indicator is None


def test_execution_rate_as_an_indicator_beside_an_empty_score(tmp_path: Path) -> None:
    total = replace(NATIONAL.funds[0], execution_score="—", weight="—")
    row = replace(NATIONAL.indicators[0], name="预算执行率", weight="10", score="9.5")
    twice = replace(NATIONAL, indicators=(row, *NATIONAL.indicators))
    moved = replace(twice, funds=(total, *NATIONAL.funds[1:]))
    assert assessed(drawn(moved, tmp_path, PLAIN)).execution_indicator == 0
    assert assessed(drawn(twice, tmp_path, PLAIN)).execution_indicator is None


def test_execution_rate_among_the_process_indicators(tmp_path: Path) -> None:
    assessment = assessed(drawn(JINFENG, tmp_path, PLAIN))
    assert assessment.execution_indicator is not None
    row = assessment.indicators[assessment.execution_indicator]
    assert (row.name.text, row.weight.text, row.score.text) == ("预算执行率", "10", "7.24")


def test_subtotals_become_class_scores(tmp_path: Path) -> None:
    assessment = assessed(drawn(NATIONAL, tmp_path, Habits(subtotals=True)))
    rows = tuple(ClassRow(one.name, one.weight.text, one.score.text) for one in assessment.class_scores)
    assert rows == (
        ClassRow("产出指标", "50", "50"),
        ClassRow("效益指标", "30", "28.5"),
        ClassRow("满意度指标", "10", "10"),
    )


def test_placeholders_left_over(tmp_path: Path) -> None:
    first, *others = NATIONAL.indicators
    blank = replace(first, initial_target="", actual="", weight="", score="")
    rows = (
        replace(blank, name="指标1："),
        replace(first, name="指标2"),
        replace(blank, name="指标3.", initial_target="指标值"),
        *others,
    )
    assessment = assessed(drawn(replace(NATIONAL, indicators=rows), tmp_path, PLAIN))
    assert [entry.text for entry in assessment.leftovers] == ["指标1："]
    assert [row.name.text for row in assessment.indicators][:2] == ["指标2", "指标3."]


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ({"年度指标值": "目标数"}, [("目标数", "目标值")]),
        ({"得分": "评委意见"}, [("评委意见", "")]),
        ({"项目名称": "项目的名称"}, [("项目的名称", "项目名称")]),
    ],
)
def test_headings_that_match_nothing_are_told(
    labels: dict[str, str], told: list[tuple[str, str]], tmp_path: Path
) -> None:
    form_map = located(drawn(NATIONAL, tmp_path, Habits(labels=labels)))
    found = [
        (unread.text, unread.nearest if expected else "")
        for unread, (_, expected) in zip(form_map.unread, told, strict=True)
    ]
    assert found == told
    assert form_map.confidence < 1


@pytest.mark.parametrize("about", ["环境监测", "视频监控"])
def test_a_project_of_monitoring_has_a_form_as_any_other(about: str, tmp_path: Path) -> None:
    form = replace(KIND_FORMS["transfer-2020"], title=f"{about}转移支付绩效目标自评表")
    assert assessed(drawn(form, tmp_path, PLAIN)).template == "transfer-2020"


def test_an_empty_column_of_remarks_is_no_column_of_reasons(tmp_path: Path) -> None:
    blank = replace(
        NATIONAL, indicators=tuple(replace(row, deviation_reason="") for row in NATIONAL.indicators)
    )
    for form, has_reasons in ((blank, False), (NATIONAL, True)):
        habits = Habits(labels={"偏差原因分析及改进措施": "备注"})
        read = assessed(drawn(form, tmp_path, habits))
        assert [row.deviation_reason.place is not None for row in read.indicators] == [
            has_reasons for _ in read.indicators
        ]
