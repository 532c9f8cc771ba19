"""Live checks of the form as a whole: header, funds, totals, texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.decimals import plain
from xlperf.formula import At, Cells, Expr, expr
from xlperf.functions import (
    address_of,
    and_,
    cents,
    count,
    half_up_to,
    if_,
    is_number,
    length,
    not_,
    or_,
    sum_,
)
from xlperf.layout.check_rows import apart, more
from xlperf.layout.form_cells import FormCells
from xlperf.profiles import Profile
from xlperf.scoring.execution import rate_formula, score_formula
from xlperf.scoring.grade import grade_formula

GOOD, BAD, OPEN = "通过", "请处理", "待填"


@dataclass(frozen=True)
class FormCheck:
    """One check: its state, its sentence and where to go (a cell, or a formula that gives its address)."""

    title: str
    state: Expr
    sentence: Expr
    place: Expr


def form_checks(cells: FormCells, profile: Profile) -> Iterator[FormCheck]:
    """All checks that do not go row by row."""
    yield from _header(cells)
    if cells.total_fund.get("full_year_budget") and cells.total_fund.get("executed"):
        yield from _funds(cells, profile)
    yield from _totals(cells, profile)
    yield from _texts(cells)


def _simple(
    title: str, wrong: Expr, good: Expr | str, bad: Expr | str, place: Expr, word: str = BAD
) -> FormCheck:
    return FormCheck(title, if_(wrong, word, GOOD), if_(wrong, bad, good), place)


def _once(known: Expr, check: FormCheck, what: str) -> FormCheck:
    """The check, still open while there is nothing to look at."""
    sentence = if_(known, check.sentence, f"{what}之后自动检查。")
    return FormCheck(check.title, if_(known, check.state, OPEN), sentence, check.place)


def _filled(title: str, at: list[At], what: str) -> FormCheck:
    blank = or_(*(length(cell).eq(0) for cell in at))
    first: Expr = address_of(at[-1])
    for cell in reversed(at[:-1]):
        first = if_(length(cell).eq(0), address_of(cell), first)
    return _simple(title, blank, f"{what}已填。", f"{what}还没有填，请填写。", first, OPEN)


def _header(cells: FormCells) -> Iterator[FormCheck]:
    header = [field for field in ("project_name", "department", "unit") if field in cells.fields]
    names = "、".join(cells.labels[field] for field in header)
    yield _filled("表头", [cells.fields[field] for field in header], names)
    for field in ("goal", "completion"):
        if field in cells.fields:
            yield _filled(cells.labels[field], [cells.fields[field]], f"“{cells.labels[field]}”")


def _funds(cells: FormCells, profile: Profile) -> Iterator[FormCheck]:
    total = cells.total_fund.cells
    budget, executed = total["full_year_budget"], total["executed"]
    sources = _column(cells, "executed")
    yield _simple(
        "全年预算数",
        not_(is_number(budget)),
        "全年预算数已填。",
        "全年预算数还没有填，执行率算不出来，请补填。",
        budget,
        OPEN,
    )
    yield _simple(
        "全年执行数",
        count(Cells.below(sources)) < len(sources),
        "各资金来源的全年执行数都填了。",
        "有资金来源还没有填全年执行数；没有支出的请填0。",
        sources[0],
        OPEN,
    )
    both = and_(is_number(budget), is_number(executed))
    over = if_(both, more(executed, budget), expr(False))
    yield _once(
        both,
        _simple(
            "执行数不超预算",
            over,
            "全年执行数没有超过全年预算数。",
            expr("全年执行数比全年预算数多")
            & if_(both, half_up_to(executed - budget, 6), 0)
            & f"{cells.money_unit}，请核对是否漏了追加或结转。",
            executed,
        ),
        "填好全年预算数和全年执行数",
    )
    guarded = [
        if_(
            is_number(total[field]),
            apart(total[field], sum_(Cells.below(_column(cells, field)))),
            expr(False),
        )
        for field in ("initial_budget", "full_year_budget", "executed")
        if field in total
    ]
    yield _simple(
        "资金合计",
        or_(*guarded),
        "资金总额等于各来源之和。",
        "资金总额与各来源之和不等，请恢复合计公式。",
        budget,
    )
    if "carry_over" in total:
        surplus = total["carry_over"]
        off = if_(and_(both, is_number(surplus)), apart(budget - executed, surplus), expr(False))
        yield _once(
            both,
            _simple(
                "结转结余",
                off,
                "结转结余等于预算数减执行数。",
                "结转结余不等于预算数减执行数，请恢复公式。",
                surplus,
            ),
            "填好全年预算数和全年执行数",
        )
    yield from _rate(cells, profile, budget, executed, both)


def _column(cells: FormCells, field: str) -> list[At]:
    return [source.cells[field] for source in cells.sources]


def _rate(cells: FormCells, profile: Profile, budget: At, executed: At, both: Expr) -> Iterator[FormCheck]:
    total, points = cells.total_fund.cells, profile.execution.points
    rate, score = total.get("execution_rate"), total.get("execution_score")
    if rate:
        right = rate_formula(executed, budget)
        off = if_(
            and_(both, is_number(rate)),
            if_(is_number(right), apart(rate, right), expr(False)),
            expr(False),
        )
        yield _once(
            both,
            _simple(
                "执行率",
                off,
                "执行率等于执行数除以预算数。",
                "执行率与执行数除以预算数的结果不同，请恢复公式。",
                rate,
            ),
            "填好全年预算数和全年执行数",
        )
        zero = if_(is_number(budget), budget.eq(0), expr(False))
        yield _simple(
            "预算为零",
            zero,
            "全年预算数不是0，执行率可以计算。",
            "全年预算数为0，执行率无从计算，请向主管部门确认此项是否适用。",
            budget,
        )
        explain = plain(profile.execution.explain_below)
        texts = [
            cells.narratives[key]
            for key in ("execution", "problems", "improvements")
            if key in cells.narratives
        ]
        if texts:
            low = if_(is_number(rate), rate < expr(profile.execution.explain_below), expr(False))
            silent = and_(low, or_(*(length(text).eq(0) for text in texts)))
            yield _simple(
                "执行率说明",
                silent,
                if_(low, f"执行率低于{explain}%，请确认文字里已写明原因。", f"执行率不低于{explain}%。"),
                f"执行率低于{explain}%，请在预算执行分析、主要问题和改进措施里写明原因。",
                texts[0],
            )
    if score:
        right = score_formula(executed, budget, points)
        off = if_(
            and_(both, is_number(score)),
            if_(is_number(right), apart(score, right), expr(False)),
            expr(False),
        )
        yield _once(
            both,
            _simple(
                "预算执行率得分",
                off,
                "预算执行率得分等于执行率乘以分值。",
                "预算执行率得分与执行率乘以分值的结果不同，请恢复公式。",
                score,
            ),
            "填好全年预算数和全年执行数",
        )


def _totals(cells: FormCells, profile: Profile) -> Iterator[FormCheck]:
    weights = [row.cells["weight"] for row in cells.indicators]
    scores = [row.cells["score"] for row in cells.indicators]
    execution = cells.total_fund.get("execution_score")
    full, points = profile.full_marks, profile.execution.points
    weight_sum = cents(sum_(Cells.below(weights)) + expr(points))
    yield _simple(
        "分值合计",
        apart(weight_sum, full),
        expr("各项分值合计为") & weight_sum & f"分（含预算执行率{plain(points)}分）。",
        expr("各项分值合计为")
        & weight_sum
        & f"分，应为{plain(full)}分（含预算执行率{plain(points)}分），请调整指标分值。",
        weights[0],
    )
    total = cells.fields["total"]
    parts = [Cells.below(scores), *([execution] if execution else [])]
    summed = cents(sum_(*parts))
    off = if_(is_number(total), apart(total, summed), expr(False))
    yield _once(
        count(*parts) > 0,
        _simple(
            "总分",
            off,
            expr("总分等于各项得分之和，为") & summed & "分。",
            expr("各项得分相加为") & summed & "分，与总分不同，请恢复合计公式。",
            total,
        ),
        "有了得分",
    )
    grade = cells.fields.get("grade")
    if grade:
        complete = and_(is_number(total), count(*parts).eq(len(scores) + len(parts) - 1))
        wrong = if_(complete, grade.ne(grade_formula(total, profile)), expr(False))
        state = if_(complete, if_(wrong, BAD, GOOD), OPEN)
        sentence = if_(
            complete,
            if_(wrong, "等级与总分不符，请恢复公式。", expr("等级与总分相符：") & grade & "。"),
            "各项得分填齐后自动评出等级。",
        )
        yield FormCheck("等级", state, sentence, grade)


def _texts(cells: FormCells) -> Iterator[FormCheck]:
    for key, at in cells.narratives.items():
        label = cells.labels[key]
        yield _filled(label, [at], f"“{label}”")
