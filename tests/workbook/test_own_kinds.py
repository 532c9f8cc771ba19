"""Workbooks of every template, drawn, filled and read back: by their names, and by labels when those are lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xlperf.forms import FormTemplate, shipped_templates
from xlperf.generation import draw_blank
from xlperf.model import Assessment
from xlperf.profiles import profile
from xlperf.workbook.form_map import FormMap, Unrecognised
from xlperf.workbook.grid import Cell, Grid
from xlperf.workbook.names import parse_class_name, parse_fund_name, parse_indicator_name
from xlperf.workbook.package import Package
from xlperf.workbook.read import locate_form, read_form
from xlperf.workbook.stamp import STAMP_SHEET
from xlperf.workbook.xlsx_grid import read_grid

TYPED = ("explanation", "initial_target", "actual", "clause", "evidence", "deviation_reason", "target_unit")


def filled(template: FormTemplate) -> Grid:
    """A blank workbook with a text of its own typed into each cell of text, and figures where figures go."""
    grid = read_grid(Package(draw_blank(template, profile(template.profile), 2)))
    cells: dict[str, dict[tuple[int, int], Cell]] = {sheet.name: dict(sheet.cells) for sheet in grid.sheets}
    for name, (sheet, area) in grid.names.items():
        if text := _typed(name):
            cells[sheet][area.top, area.left] = Cell(text, text)
    return replace(grid, sheets=tuple(replace(sheet, cells=cells[sheet.name]) for sheet in grid.sheets))


def _typed(name: str) -> str:
    fund, indicator, one_class = parse_fund_name(name), parse_indicator_name(name), parse_class_name(name)
    if fund:
        return f"{fund[0] + 7}" if fund[1] not in ("label", "execution_score", "weight") else ""
    if one_class:
        return f"{one_class[0] + 3}"
    if indicator:
        number, field = indicator
        figure = "5" if field in ("weight", "score") else ""
        return f"第{number}项" if field == "name" else f"{field}{number}" if field in TYPED else figure
    single = name.removeprefix("xp_")
    return (
        f"{single}的内容"
        if single in ("project_name", "department", "unit", "goal", "completion")
        or name.startswith("xp_text_")
        else ""
    )


def found(grid: Grid) -> tuple[FormMap, Assessment]:
    form_map = locate_form(grid, shipped_templates())
    assert not isinstance(form_map, Unrecognised), form_map
    return form_map, read_form(grid, form_map)


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda template: template.id)
def test_filled_workbook_says_what_was_typed(template: FormTemplate) -> None:
    grid = filled(template)
    form_map, assessment = found(grid)
    assert (form_map.template.id, form_map.recognised_by) == (template.id, "names")
    places = {
        place
        for row in (form_map.fields, form_map.total_fund, *form_map.sources, *form_map.indicators)
        for place in row.values()
    } | {place for _, row in form_map.class_scores for place in row.values()}
    for name in grid.names:
        place = grid.place(name)
        if place and _typed(name) and name.startswith("xp_"):
            assert place in places, name
    assert [row.name.text for row in assessment.indicators] == sorted(
        (row.name.text for row in assessment.indicators), key=lambda text: int(text[1:-1])
    )


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda template: template.id)
def test_labels_tell_the_same_as_names(template: FormTemplate) -> None:
    grid = filled(template)
    own_map, own = found(grid)
    sheets = tuple(sheet for sheet in grid.sheets if sheet.name == own_map.sheet)
    assert STAMP_SHEET not in {sheet.name for sheet in sheets}
    form_map, assessment = found(Grid(sheets))
    assert (form_map.template.id, form_map.recognised_by, form_map.unread) == (template.id, "labels", ())
    assert (assessment.indicators, assessment.total_fund, assessment.sources) == (
        own.indicators,
        own.total_fund,
        own.sources,
    )
    assert (assessment.goal, assessment.completion, assessment.narratives) == (
        own.goal,
        own.completion,
        own.narratives,
    )
    assert [one.score for one in assessment.class_scores] == [one.score for one in own.class_scores]
    assert assessment.project_name == own.project_name
