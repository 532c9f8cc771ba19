"""What was read from a form, in the shape it was drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from tests.handmade import FUND_FIELDS, ClassRow, Form, FundRow, Habits, IndicatorRow, draw
from xlperf.decimals import plain
from xlperf.forms import FormTemplate, shipped_templates
from xlperf.model import Assessment, Entry, Fund, Indicator
from xlperf.workbook.form_map import FormMap, Unrecognised
from xlperf.workbook.grid import Grid
from xlperf.workbook.package import open_package
from xlperf.workbook.read import locate_form, read_form
from xlperf.workbook.xlsx_grid import read_grid


def drawn(form: Form, folder: Path, habits: Habits) -> Grid:
    """The form drawn as a workbook and read again as a grid."""
    return read_grid(open_package(draw(form, folder / "handmade.xlsx", habits)))


def located(grid: Grid, templates: Sequence[FormTemplate] | None = None) -> FormMap:
    """The grid's form, which must be there."""
    found = locate_form(grid, templates or shipped_templates())
    assert not isinstance(found, Unrecognised), found
    return found


def assessed(grid: Grid) -> Assessment:
    """What the grid's form says."""
    return read_form(grid, located(grid))


def said(assessment: Assessment) -> Form:
    """The assessment in the shape of a drawn form."""
    return Form(
        title=assessment.title.text,
        year=assessment.year.text,
        project_name=assessment.project_name.text,
        department=assessment.department.text,
        unit=assessment.unit.text,
        funds=() if assessment.total_fund == Fund() else tuple(map(_fund, _funds(assessment))),
        goal=assessment.goal.text,
        completion=assessment.completion.text,
        indicators=tuple(_indicator(indicator) for indicator in assessment.indicators),
        total=_shown(assessment.total),
        grade=assessment.grade.text,
        weight_total=_shown(assessment.weight_total),
        narratives={narrative.key: narrative.entry.text for narrative in assessment.narratives},
        kind=assessment.template,
        class_scores=tuple(
            ClassRow(one.name, *(_shown(entry) for entry in (one.weight, one.score, one.rate)))
            for one in assessment.class_scores
        ),
    )


def _funds(assessment: Assessment) -> tuple[Fund, ...]:
    return (assessment.total_fund, *assessment.sources)


def _fund(fund: Fund) -> FundRow:
    return FundRow(
        fund.label.text, **{name: _shown(getattr(fund, name)) for name in (*FUND_FIELDS, "weight", "arrived")}
    )


def _indicator(indicator: Indicator) -> IndicatorRow:
    return IndicatorRow(
        **{field.name: _shown(getattr(indicator, field.name)) for field in fields(IndicatorRow)}
    )


def _shown(entry: Entry) -> str:
    # a number as figure, so that 8.65 and 8.650 are the same; a target such as 97.6% stays text
    return plain(entry.number) if entry.number is not None and not entry.percent else entry.text
