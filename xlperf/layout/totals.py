"""The total row with its grade, and the table of points by first-level class."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from xlperf.forms import ClassColumn, ClassScoresBlock, IndicatorsBlock, TotalBlock
from xlperf.formula import At, Cells, Expr, expr
from xlperf.functions import and_, cents, count, half_up_to, if_, is_number, sum_
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.form_cells import FormCells
from xlperf.layout.plan import InputLimit, Style
from xlperf.profiles import Profile
from xlperf.projects.project import Project
from xlperf.scoring.grade import grade_formula
from xlperf.spans import span
from xlperf.values import normalised
from xlperf.workbook.names import class_name, field_name
from xlperf.workbook.place import Place

_POINTS = replace(styles.COMPUTED, bold=True, size=11, number_format=styles.POINTS)
_NO_CLASS = "—"


def lay_out_total(
    canvas: Canvas, block: TotalBlock, row: int, right_edge: int, profile: Profile, cells: FormCells
) -> None:
    """The figures of the total row; everything that they add up has been laid out."""
    canvas.put(span(block.label_at), block.label, styles.HEADER, row=row)
    for gap in _gaps(block, right_edge):
        canvas.put(gap, None, styles.HEADER, row=row)
    parts = cells.score_parts
    if block.weight_at:
        weights = sum_(*cells.column("weight")) + expr(profile.execution.points)
        cells.fields["weight_total"] = canvas.put(
            span(block.weight_at), cents(weights), _POINTS, row=row, name=field_name("weight_total")
        )
    total = canvas.put(
        span(block.score_at),
        if_(count(*parts).eq(0), "", cells.total(profile)),
        _POINTS,
        row=row,
        name=field_name("total"),
    )
    cells.fields["total"] = total
    if block.deducted_at:
        deducted = cells.column("deducted")
        off = if_(count(*deducted).eq(0), "", cents(sum_(*deducted)))
        canvas.put(span(block.deducted_at), off, _POINTS, row=row, name=field_name("deducted_total"))
    if block.grade_label_at:
        canvas.put(span(block.grade_label_at), block.grade_label, styles.HEADER, row=row)
    if block.grade_at:
        # no grade before every score is there
        word = if_(and_(is_number(total), cells.complete), grade_formula(total, profile), "")
        style = replace(_POINTS, number_format="General")
        name = field_name("grade")
        cells.fields["grade"] = canvas.put(span(block.grade_at), word, style, row=row, name=name)


def _gaps(block: TotalBlock, right_edge: int) -> Iterator[tuple[int, int]]:
    """The columns right of the label that carry nothing."""
    spans = (
        block.label_at,
        block.weight_at,
        block.score_at,
        block.deducted_at,
        block.grade_label_at,
        block.grade_at,
    )
    taken = sorted(span(at) for at in spans if at)
    for (_, last), (following, _) in pairwise([*taken, (right_edge + 1, right_edge + 1)]):
        if last + 1 < following:
            yield last + 1, following - 1


def lay_out_classes(
    canvas: Canvas, block: ClassScoresBlock, table: IndicatorsBlock | None, project: Project, cells: FormCells
) -> None:
    """One column per class: added up from the indicators where the form has them, else typed."""
    top = canvas.row
    columns = (*block.classes, block.total)
    canvas.put(span(block.label_at), block.heading, styles.HEADER)
    for column in columns:
        canvas.put(span(column.at), column.label, styles.HEADER)
    canvas.fit(top, [(span(column.at), column.label) for column in columns], 26)
    rows: dict[str, int] = {figures.field: top + number for number, figures in enumerate(block.rows, 1)}
    for figures in block.rows:
        canvas.put(span(block.label_at), figures.label, styles.HEADER, row=rows[figures.field])
        canvas.heights[rows[figures.field]] = 26
    canvas.row += 1 + len(block.rows)
    for number, column in enumerate(block.classes, 1):
        own = _own(canvas.sheet, column, rows)
        members = _members(column, project, cells) if table else None
        for field, at in own.items():
            content, style, limit = _figure(field, column, own, members)
            canvas.put(
                span(column.at), content, style, row=at.place.row, name=class_name(number, field), limit=limit
            )
        if members is None:
            cells.classes.append(own)
    _total_column(canvas, block, rows)
    canvas.put_caption(span(block.caption_at), block.caption, styles.CAPTION, top)


def _own(sheet: str, column: ClassColumn, rows: dict[str, int]) -> dict[str, At]:
    return {field: At(Place(sheet, row, span(column.at)[0])) for field, row in rows.items()}


def _members(column: ClassColumn, project: Project, cells: FormCells) -> dict[str, list[Cells]]:
    """Weights and scores of the indicators of that class, as ranges."""
    names = {normalised(name) for name in (column.label, *column.aliases)}
    runs: list[list[int]] = []
    for index, indicator in enumerate(project.indicators):
        if normalised(indicator.first_level) not in names:
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return {
        field: [Cells.below([cells.indicators[index].cells[field] for index in run]) for run in runs]
        for field in ("weight", "score")
    }


def _figure(
    field: str, column: ClassColumn, own: dict[str, At], members: dict[str, list[Cells]] | None
) -> tuple[Expr | Decimal | str | None, Style, InputLimit | None]:
    points = replace(styles.COMPUTED, number_format=styles.POINTS)
    if field == "rate":
        return _rate(own), replace(points, number_format="0.00%"), None
    if members is not None:
        parts = members[field]
        return (if_(count(*parts).eq(0), "", cents(sum_(*parts))) if parts else _NO_CLASS), points, None
    if field == "weight" and column.weight is not None:
        return column.weight, replace(styles.FIGURE, number_format=styles.POINTS), None
    most = own["weight"] if "weight" in own and field == "score" else Decimal(100)
    limit = InputLimit(
        f"{column.label}{'得分' if field == 'score' else '分值'}",
        "只填数字，最高不超过分值。" if field == "score" else "填这一类指标的分值，各类合计100分。",
        minimum=Decimal(0),
        maximum=if_(is_number(most), most, 0) if isinstance(most, At) else most,
        error="应是0到分值之间的数字。" if field == "score" else "应是0到100之间的数字。",
    )
    return None, replace(styles.TYPED_FIGURE, number_format=styles.POINTS), limit


def _rate(own: dict[str, At]) -> Expr:
    weight, score = own.get("weight"), own["score"]
    if weight is None:
        return expr("")
    share = if_(weight > 0, half_up_to(score / weight, 4), "")
    return if_(and_(is_number(weight), is_number(score)), share, "")


def _total_column(canvas: Canvas, block: ClassScoresBlock, rows: dict[str, int]) -> None:
    own = _own(canvas.sheet, block.total, rows)
    for field, at in own.items():
        parts = [_own(canvas.sheet, column, rows)[field] for column in block.classes]
        content = _rate(own) if field == "rate" else if_(count(*parts).eq(0), "", cents(sum_(*parts)))
        look = replace(_POINTS, number_format="0.00%" if field == "rate" else styles.POINTS)
        canvas.put(span(block.total.at), content, look, row=at.place.row, name=class_name(0, field))
