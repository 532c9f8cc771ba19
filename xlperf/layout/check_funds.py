"""Live checks of the funding block: amounts, sums, rate and execution score."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.decimals import plain
from xlperf.formula import At, Cells, Expr, expr
from xlperf.functions import address_of, and_, count, half_up_to, if_, is_number, length, not_, or_, sum_
from xlperf.layout.check import OPEN, FormCheck, once, simple
from xlperf.layout.check_rows import apart, more
from xlperf.layout.form_cells import FormCells, FundCells
from xlperf.layout.funding import AMOUNTS
from xlperf.profiles import Profile
from xlperf.scoring.execution import ExecutionRule, rate_formula


def funding_checks(cells: FormCells, profile: Profile) -> Iterator[FormCheck]:
    """What the funding block itself must satisfy."""
    total = cells.total_fund.cells
    budget, executed = total["full_year_budget"], total["executed"]
    planned, spent = cells.labels["full_year_budget"], cells.labels["executed"]
    waiting = f"填好{planned}和{spent}"
    yield simple(
        planned,
        not_(is_number(budget)),
        f"{planned}已填。",
        f"{planned}还没有填，执行率算不出来，请补填。",
        budget,
        OPEN,
    )
    yield _all_spent(cells, spent)
    both = and_(is_number(budget), is_number(executed))
    yield once(both, _within_budget(cells), waiting)
    guarded = [
        if_(
            is_number(total[field]),
            apart(total[field], sum_(Cells.below(_column(cells, field)))),
            expr(False),
        )
        for field in ("initial_budget", "full_year_budget", "arrived", "executed")
        if field in total and _column(cells, field)
    ]
    summed = simple(
        "资金合计",
        or_(*guarded),
        "资金总额等于各来源之和。",
        "资金总额与各来源之和不等，请恢复合计公式。",
        budget,
    )
    yield once(or_(is_number(budget), is_number(executed)), summed, waiting)
    if "carry_over" in total:
        surplus = total["carry_over"]
        off = if_(and_(both, is_number(surplus)), apart(budget - executed, surplus), expr(False))
        yield once(
            both,
            simple(
                "结转结余",
                off,
                "结转结余等于预算数减执行数。",
                "结转结余不等于预算数减执行数，请恢复公式。",
                surplus,
            ),
            waiting,
        )
    yield from _rate(cells, profile, both, waiting)


def _all_spent(cells: FormCells, spent: str) -> FormCheck:
    """Every source has its expenditure; one of a blank form that nothing was written for need not."""
    rows = [row for row in cells.sources if "executed" in row.cells] or [cells.total_fund]
    at = [row.cells["executed"] for row in rows]
    missing = [_unspent(row) for row in rows]
    first: Expr = address_of(at[0])
    for cell, wrong in reversed(list(zip(at, missing, strict=True))):
        first = if_(wrong, address_of(cell), first)
    return simple(
        spent,
        or_(count(Cells.below(at)).eq(0), *missing),
        f"{spent}都填了。",
        f"{spent}还没有填完；没有支出的请填0。",
        first,
        OPEN,
    )


def _unspent(row: FundCells) -> Expr:
    unspent = not_(is_number(row.cells["executed"]))
    if not row.open:
        return unspent
    others = [row.cells[field] for field in AMOUNTS if field != "executed" and field in row.cells]
    return and_(or_(*map(is_number, others)), unspent) if others else expr(False)


def _within_budget(cells: FormCells) -> FormCheck:
    """Nothing is spent beyond the budget, neither in all nor of a source."""
    planned, spent = cells.labels["full_year_budget"], cells.labels["executed"]
    over: Expr = expr(False)
    told: Expr = expr("")
    first: Expr = address_of(cells.total_fund.cells["executed"])
    sources = [row for row in cells.sources if {"full_year_budget", "executed"} <= set(row.cells)]
    for row in reversed([cells.total_fund, *sources]):
        budget, executed = row.cells["full_year_budget"], row.cells["executed"]
        both = and_(is_number(budget), is_number(executed))
        wrong = if_(both, more(executed, budget), expr(False))
        whose = "" if row is cells.total_fund or row.label is None else expr("“") & row.label & "”的"
        more_by = if_(both, half_up_to(executed - budget, 6), 0)
        sentence = expr(whose) & f"{spent}比{planned}多" & more_by
        told, first = if_(wrong, sentence, told), if_(wrong, address_of(executed), first)
        over = or_(wrong, over)
    return simple(
        "执行数不超预算",
        over,
        f"{spent}没有超过{planned}。",
        told & f"{cells.money_unit}，请核对是否漏了追加或结转。",
        first,
    )


def _column(cells: FormCells, field: str) -> list[At]:
    return [source.cells[field] for source in cells.sources if field in source.cells]


def _rate(cells: FormCells, profile: Profile, both: Expr, waiting: str) -> Iterator[FormCheck]:
    total, points = cells.total_fund.cells, profile.execution.points
    budget, executed, planned = total["full_year_budget"], total["executed"], cells.labels["full_year_budget"]
    rate, score = total.get("execution_rate"), total.get("execution_score")
    if rate:
        right = rate_formula(executed, budget)
        off = if_(
            and_(both, is_number(rate)),
            if_(is_number(right), apart(rate, right), expr(False)),
            expr(False),
        )
        yield once(
            both,
            simple(
                "执行率",
                off,
                "执行率等于执行数除以预算数。",
                "执行率与执行数除以预算数的结果不同，请恢复公式。",
                rate,
            ),
            waiting,
        )
        zero = if_(is_number(budget), budget.eq(0), expr(False))
        none = simple(
            "预算为零",
            zero,
            f"{planned}不是0，执行率可以计算。",
            f"{planned}为0，执行率无从计算，请向主管部门确认此项是否适用。",
            budget,
        )
        yield once(is_number(budget), none, f"填好{planned}")
        explain = plain(profile.execution.explain_below)
        texts = [
            cells.narratives[key]
            for key in ("execution", "problems", "improvements")
            if key in cells.narratives
        ]
        if texts:
            low = if_(is_number(rate), rate < expr(profile.execution.explain_below), expr(False))
            silent = and_(low, or_(*(length(text).eq(0) for text in texts)))
            told = simple(
                "执行率说明",
                silent,
                if_(low, f"执行率低于{explain}%，请确认文字里已写明原因。", f"执行率不低于{explain}%。"),
                f"执行率低于{explain}%，请在预算执行分析、主要问题和改进措施里写明原因。",
                texts[0],
            )
            yield once(is_number(rate), told, waiting)
    if score:
        right = ExecutionRule(points, profile.execution).formula(executed, budget)
        off = if_(
            and_(both, is_number(score)),
            if_(is_number(right), apart(score, right), expr(False)),
            expr(False),
        )
        yield once(
            both,
            simple(
                "预算执行率得分",
                off,
                "预算执行率得分与执行率相符。",
                "预算执行率得分与按执行率算出的不同，请恢复公式。",
                score,
            ),
            waiting,
        )
