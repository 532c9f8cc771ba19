"""The funding block: sums, balances, rate and execution score as formulas."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xlperf.forms import FundColumn, FundingBlock
from xlperf.formula import At, Cells, Expr, expr
from xlperf.functions import and_, count, half_up_to, if_, is_number, sum_
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.form_cells import FormCells, FundCells
from xlperf.layout.plan import InputLimit
from xlperf.profiles import Profile
from xlperf.projects.project import PlannedFund, Project
from xlperf.scoring.execution import rate_formula, score_formula
from xlperf.spans import span
from xlperf.units import UNITS
from xlperf.workbook.names import fund_name
from xlperf.workbook.place import Place

AMOUNTS = ("initial_requested", "initial_budget", "full_year_budget", "executed")
MAX_YUAN = Decimal(10) ** 13
NOT_SCORED = "—"


def lay_out_funding(
    canvas: Canvas, block: FundingBlock, project: Project, profile: Profile, cells: FormCells
) -> None:
    """Header, total row, one row per source (one empty source row when the list names none)."""
    top = canvas.row
    _header(canvas, block)
    funds = project.funds or (PlannedFund("其他资金"),)
    total_row = canvas.row
    for number in range(1, len(funds) + 1):
        cells.sources.append(_row_cells(canvas.sheet, block, total_row + number))
    cells.total_fund = _row_cells(canvas.sheet, block, total_row)
    _row(canvas, block, 0, None, cells, profile)
    for number, fund in enumerate(funds, 1):
        _row(canvas, block, number, fund, cells, profile)
    canvas.put_caption(span(block.caption_at), block.caption, styles.CAPTION, top)


def _header(canvas: Canvas, block: FundingBlock) -> None:
    top = canvas.row
    canvas.put(span(block.row_label_at), None, styles.HEADER, rows=2)
    done: set[str] = set()
    for column in block.columns:
        if column.group is None:
            canvas.put(span(column.at), column.label, styles.HEADER, row=top, rows=2)
            continue
        canvas.put(span(column.at), column.label, styles.HEADER, row=top + 1)
        if column.group not in done:
            done.add(column.group)
            spans = [span(other.at) for other in block.columns if other.group == column.group]
            joined = (min(first for first, _ in spans), max(last for _, last in spans))
            canvas.put(joined, column.group, styles.HEADER, row=top)
    labels = [(span(column.at), column.label) for column in block.columns]
    grouped = [(at, text) for (at, text), column in zip(labels, block.columns, strict=True) if column.group]
    canvas.fit(top, [], 22)
    canvas.fit(top + 1, grouped, 22)
    for at, text in labels:
        canvas.stretch(range(top, top + 2), at, text)
    canvas.row += 2


def _row_cells(sheet: str, block: FundingBlock, row: int) -> FundCells:
    return FundCells({column.field: At(Place(sheet, row, span(column.at)[0])) for column in block.columns})


def _row(
    canvas: Canvas,
    block: FundingBlock,
    number: int,
    fund: PlannedFund | None,
    cells: FormCells,
    profile: Profile,
) -> None:
    label = block.total_label if fund is None else fund.source
    canvas.put(span(block.row_label_at), label, styles.FIXED_TEXT, name=fund_name(number, "label"))
    for column in block.columns:
        name = fund_name(number, column.field)
        at = span(column.at)
        own = cells.total_fund if fund is None else cells.sources[number - 1]
        if fund is not None and column.field in AMOUNTS:
            amount = getattr(fund, column.field)
            # what the list does not say is left to the filler
            typed = column.field == "executed" or amount is None
            style = replace(styles.TYPED_FIGURE if typed else styles.FIGURE, number_format=styles.AMOUNT)
            limit = _amount_limit(column, cells.money_unit) if typed else None
            canvas.put(at, amount, style, name=name, limit=limit)
        else:
            content, number_format = _computed(column.field, own, cells, profile, total=fund is None)
            canvas.put(at, content, replace(styles.COMPUTED, number_format=number_format), name=name)
    canvas.fit(canvas.row, [(span(block.row_label_at), label)], 24)
    canvas.row += 1


def _computed(
    field: str, own: FundCells, cells: FormCells, profile: Profile, *, total: bool
) -> tuple[Expr | Decimal | str, str]:
    points = profile.execution.points
    if field in AMOUNTS:
        parts = Cells.below([source.cells[field] for source in cells.sources])
        # an unfilled column stays empty instead of showing 0
        return if_(count(parts).eq(0), "", half_up_to(sum_(parts), 6)), styles.AMOUNT
    budget, executed = own.get("full_year_budget"), own.get("executed")
    if budget is None or executed is None:
        return NOT_SCORED, "General"
    if field == "carry_over":
        both = and_(is_number(budget), is_number(executed))
        return if_(both, half_up_to(budget - expr(executed), 6), ""), styles.AMOUNT
    if field == "execution_rate":
        return rate_formula(executed, budget), styles.RATE
    if field == "execution_score" and total:
        return score_formula(executed, budget, points), styles.POINTS
    if field == "weight" and total:
        return points, styles.POINTS
    return NOT_SCORED, "General"


def _amount_limit(column: FundColumn, unit: str) -> InputLimit:
    return InputLimit(
        title=column.label,
        hint=f"填{unit}数，只填数字，不带单位；小数照实填写，不要四舍五入。没有支出的填0。",
        minimum=Decimal(0),
        maximum=MAX_YUAN / UNITS[unit].factor,
        error=f"这里只能填0以上的数字（{unit}），不要带单位。",
    )
