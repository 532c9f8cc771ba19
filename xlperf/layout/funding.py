"""The funding block: sums, balances, rate and execution score as formulas."""

from __future__ import annotations

from collections.abc import Sequence
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
from xlperf.scoring.execution import ExecutionRule, rate_formula
from xlperf.spans import span
from xlperf.units import UNITS
from xlperf.workbook.names import fund_name
from xlperf.workbook.place import Place

AMOUNTS = ("initial_requested", "initial_budget", "full_year_budget", "arrived", "executed")
MAX_YUAN = Decimal(10) ** 13
NOT_SCORED = "—"


def lay_out_funding(
    canvas: Canvas, block: FundingBlock, project: Project, profile: Profile, cells: FormCells
) -> None:
    """Header, total row, one row per source (the template's own sources when the list names none)."""
    top = canvas.row
    cells.labels |= {column.field: column.label for column in block.columns}
    _header(canvas, block)
    funds = project.funds or tuple(PlannedFund(source) for source in block.sources)
    own = [column.field for column in block.columns if not column.total_only]
    total_row = canvas.row
    for number in range(1, len(funds) + 1):
        row = _row_cells(canvas.sheet, block, total_row + number, own)
        cells.sources.append(replace(row, open=not project.funds))
    everything = [column.field for column in block.columns]
    cells.total_fund = _row_cells(canvas.sheet, block, total_row, everything)
    _total_row(canvas, block, project, cells, profile)
    for number, fund in enumerate(funds, 1):
        _source_row(canvas, block, number, fund, cells, profile, listed=bool(project.funds))
    canvas.put_caption(span(block.caption_at), block.caption, styles.CAPTION, top)


def _header(canvas: Canvas, block: FundingBlock) -> None:
    top = canvas.row
    groups = [column.group for column in block.columns if column.group]
    rows = 2 if groups else 1
    canvas.put(span(block.row_label_at), None, styles.HEADER, rows=rows)
    for column in block.columns:
        if column.group is None:
            canvas.put(span(column.at), column.label, styles.HEADER, row=top, rows=rows)
            continue
        canvas.put(span(column.at), column.label, styles.HEADER, row=top + 1)
    for group in dict.fromkeys(groups):
        spans = [span(other.at) for other in block.columns if other.group == group]
        joined = (min(first for first, _ in spans), max(last for _, last in spans))
        canvas.put(joined, group, styles.HEADER, row=top)
    labels = [(span(column.at), column.label) for column in block.columns]
    grouped = [(at, text) for (at, text), column in zip(labels, block.columns, strict=True) if column.group]
    for row in range(top, top + rows):
        canvas.fit(row, grouped if row > top else [], 22)
    for at, text in labels:
        canvas.stretch(range(top, top + rows), at, text)
    canvas.row += rows


def _row_cells(sheet: str, block: FundingBlock, row: int, fields: Sequence[str]) -> FundCells:
    return FundCells(
        {
            column.field: At(Place(sheet, row, span(column.at)[0]))
            for column in block.columns
            if column.field in fields
        },
        label=At(Place(sheet, row, span(block.row_label_at)[0])),
    )


def _total_row(
    canvas: Canvas, block: FundingBlock, project: Project, cells: FormCells, profile: Profile
) -> None:
    _label(canvas, block, 0, block.total_label)
    for column in block.columns:
        if column.total_only and column.field in AMOUNTS:
            known = [amount for fund in project.funds if (amount := getattr(fund, column.field)) is not None]
            amount = sum(known, Decimal(0)) if known else None
            _amount(canvas, column, 0, amount, cells, typed=True)
            continue
        content, number_format = _computed(column.field, cells.total_fund, cells, profile, total=True)
        style = replace(styles.COMPUTED, number_format=number_format)
        canvas.put(span(column.at), content, style, name=fund_name(0, column.field))
    canvas.row += 1


def _source_row(
    canvas: Canvas,
    block: FundingBlock,
    number: int,
    fund: PlannedFund,
    cells: FormCells,
    profile: Profile,
    *,
    listed: bool,
) -> None:
    _label(canvas, block, number, fund.source, typed=not listed)
    own = cells.sources[number - 1]
    for column in block.columns:
        if column.field in AMOUNTS and not column.total_only:
            amount = getattr(fund, column.field)
            # what the list does not say is left to the filler
            typed = column.field in ("executed", "arrived") or amount is None
            _amount(canvas, column, number, amount, cells, typed=typed)
            continue
        content, number_format = (
            (NOT_SCORED, "General")
            if column.total_only
            else _computed(column.field, own, cells, profile, total=False)
        )
        style = replace(styles.COMPUTED, number_format=number_format)
        canvas.put(span(column.at), content, style, name=fund_name(number, column.field))
    canvas.row += 1


def _label(canvas: Canvas, block: FundingBlock, number: int, label: str, *, typed: bool = False) -> None:
    at = span(block.row_label_at)
    limit = InputLimit("资金来源", "可以按实际的资金来源改写。") if typed else None
    style = styles.TYPED_TEXT if typed else styles.FIXED_TEXT
    canvas.put(at, label, style, name=fund_name(number, "label"), limit=limit)
    canvas.fit(canvas.row, [(at, label)], 24)


def _amount(
    canvas: Canvas, column: FundColumn, number: int, amount: Decimal | None, cells: FormCells, *, typed: bool
) -> None:
    style = replace(styles.TYPED_FIGURE if typed else styles.FIGURE, number_format=styles.AMOUNT)
    limit = _amount_limit(column, cells.money_unit) if typed else None
    canvas.put(span(column.at), amount, style, name=fund_name(number, column.field), limit=limit)


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
        return ExecutionRule(points, profile.execution).formula(executed, budget), styles.POINTS
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
