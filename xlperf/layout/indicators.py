"""The indicator table: its header, one row per indicator, and the merged cells of the levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from xlperf.decimals import plain
from xlperf.forms import FormTemplate, IndicatorColumn, IndicatorsBlock
from xlperf.formula import At, Cells
from xlperf.functions import cents, count, if_, sum_
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.form_cells import FormCells
from xlperf.layout.indicator_row import IndicatorRow
from xlperf.layout.plan import Condition
from xlperf.profiles import Profile
from xlperf.projects.project import PlannedIndicator, Project
from xlperf.spans import span
from xlperf.workbook.names import indicator_name
from xlperf.workbook.place import Place

_LEVELS: dict[str, tuple[str, Callable[[PlannedIndicator], tuple[str, ...]]]] = {
    "first_level": ("first_weight", lambda one: (one.first_level,)),
    "second_level": ("second_weight", lambda one: (one.first_level, one.second_level)),
}


def lay_out_indicators(
    canvas: Canvas,
    block: IndicatorsBlock,
    template: FormTemplate,
    project: Project,
    profile: Profile,
    cells: FormCells,
) -> list[Condition]:
    """Header and one row per indicator in the list's order, first and second level merged where they repeat."""
    top = canvas.row
    columns: dict[str, IndicatorColumn] = {column.field: column for column in block.columns}
    for column in block.columns:
        canvas.put(span(column.at), column.label, styles.HEADER)
    canvas.fit(top, [(span(column.at), column.label) for column in block.columns], 30)
    canvas.row += 1
    first = canvas.row
    conditions: list[Condition] = []
    cells.not_applicable = block.not_applicable
    for number, indicator in enumerate(project.indicators, 1):
        row = IndicatorRow(canvas, columns, template, profile, cells, indicator, number)
        cells.indicators.append(row.draw())
        conditions.extend(row.conditions)
        canvas.row += 1
    _levels(canvas, block, columns, project.indicators, first)
    if block.caption_at:
        canvas.put_caption(span(block.caption_at), block.caption, styles.CAPTION, top)
    return conditions


def _levels(
    canvas: Canvas,
    block: IndicatorsBlock,
    columns: dict[str, IndicatorColumn],
    indicators: tuple[PlannedIndicator, ...],
    first: int,
) -> None:
    """The level columns, each run of equal texts one merged area, with the points of the run beside it."""
    for field, (weight_field, key) in _LEVELS.items():
        number = 1
        for _, group in groupby(indicators, key=key):
            run = list(group)
            rows = range(first + number - 1, first + number - 1 + len(run))
            if field in columns:
                text = getattr(run[0], field)
                if block.weights_in_levels and field == "first_level":
                    text += _points(run)
                at, name = span(columns[field].at), indicator_name(number, field)
                canvas.put(at, text, styles.FIXED, row=rows[0], rows=len(rows), name=name)
                canvas.stretch(rows, at, text)
            if weight_field in columns:
                _level_weight(canvas, columns, weight_field, rows, indicator_name(number, weight_field))
            number += len(run)


def _points(indicators: list[PlannedIndicator]) -> str:
    known = [one.weight for one in indicators if one.weight is not None]
    return f"（{plain(sum(known, Decimal(0)))}）" if len(known) == len(indicators) else ""


def _level_weight(
    canvas: Canvas, columns: dict[str, IndicatorColumn], field: str, rows: range, name: str
) -> None:
    """The points of a class are those of its indicators added up."""
    column = span(columns["weight"].at)[0]
    weights = Cells.below([At(Place(canvas.sheet, row, column)) for row in rows])
    points = replace(styles.COMPUTED, number_format=styles.POINTS)
    added = if_(count(weights).eq(0), "", cents(sum_(weights)))
    canvas.put(span(columns[field].at), added, points, row=rows[0], rows=len(rows), name=name)
