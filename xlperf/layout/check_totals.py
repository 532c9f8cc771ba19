"""Live checks of points: the classes, the sum of the weights, the total and its grade."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.decimals import plain
from xlperf.formula import expr
from xlperf.functions import and_, cents, count, if_, is_number, or_, sum_
from xlperf.layout.check import BAD, GOOD, OPEN, FormCheck, once, simple
from xlperf.layout.check_rows import apart
from xlperf.layout.form_cells import FormCells
from xlperf.profiles import Profile
from xlperf.scoring.grade import grade_formula


def class_checks(cells: FormCells) -> Iterator[FormCheck]:
    """Of a form whose points are given by class."""
    scores = [figures["score"] for figures in cells.classes]
    yield simple(
        "各类得分",
        count(*scores) < len(scores),
        "各类指标的得分都填了。",
        "有的指标类还没有填得分，请填写。",
        scores[0],
        OPEN,
    )
    over = or_(
        *(
            if_(
                and_(is_number(figures["score"]), is_number(figures["weight"])),
                figures["score"] > figures["weight"],
                expr(False),
            )
            for figures in cells.classes
            if "weight" in figures
        )
    )
    within = simple(
        "得分不超分值", over, "各类得分都不超过分值。", "有一类指标的得分超过了分值，请改正。", scores[0]
    )
    yield once(count(*scores) > 0, within, "填好得分")


def total_checks(cells: FormCells, profile: Profile) -> Iterator[FormCheck]:
    """Of a form that has points."""
    yield from _weights(cells, profile)
    total = cells.fields["total"]
    parts = cells.score_parts
    summed = cells.total(profile)
    off = if_(and_(is_number(total), is_number(summed)), apart(total, summed), expr(False))
    yield once(
        count(*parts) > 0,
        simple(
            "总分",
            off,
            expr("总分与各项得分相符，为") & summed & "分。",
            expr("按各项得分算出的总分是") & summed & "分，与表中不同，请恢复合计公式。",
            total,
        ),
        "有了得分",
    )
    grade = cells.fields.get("grade")
    if grade:
        complete = and_(is_number(total), cells.complete)
        wrong = if_(complete, grade.ne(grade_formula(total, profile)), expr(False))
        state = if_(complete, if_(wrong, BAD, GOOD), OPEN)
        sentence = if_(
            complete,
            if_(wrong, "等级与总分不符，请恢复公式。", expr("等级与总分相符：") & grade & "。"),
            "各项得分填齐后自动评出等级。",
        )
        yield FormCheck("等级", state, sentence, grade)


def _weights(cells: FormCells, profile: Profile) -> Iterator[FormCheck]:
    weights = cells.column("weight")
    full, points = profile.full_marks, profile.execution.points
    added = cents(sum_(*weights) + expr(points))
    execution = f"（含预算执行率{plain(points)}分）" if points else ""
    first = cells.indicators[0].cells["weight"] if cells.indicators else cells.classes[0]["weight"]
    check = simple(
        "分值合计",
        apart(added, full),
        expr("各项分值合计为") & added & f"分{execution}。",
        expr("各项分值合计为") & added & f"分，应为{plain(full)}分{execution}，请调整指标分值。",
        first,
    )
    typed = any(row.open for row in cells.indicators)
    yield once(count(*weights) > 0, check, "填好分值") if typed else check
