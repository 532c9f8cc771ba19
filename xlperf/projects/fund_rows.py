"""Sheet 资金: the funding sources of each project."""

from __future__ import annotations

from decimal import Decimal

from xlperf.decimals import half_up, plain
from xlperf.projects.project import PlannedFund
from xlperf.projects.project_rows import Register
from xlperf.projects.table import Record, Table, is_total, squeezed

_AMOUNTS = ("initial_requested", "initial_budget", "full_year_budget", "executed", "arrived")
_BUDGETS = _AMOUNTS[:3]
_UNIT_SLIP = 1000
"""Budgets of a project that differ by this factor: one of them is not in the list's unit."""


def read_funds(table: Table, register: Register) -> dict[str, tuple[PlannedFund, ...]]:
    """The funds by project code. A project without any is a problem, also one with nothing but a total."""
    funds: dict[str, list[PlannedFund]] = {}
    totals: dict[str, Record] = {}
    rows: dict[tuple[str, str], int] = {}
    first_records: dict[str, Record] = {}
    touched: set[str] = set()
    for record in table.records():
        owner = register.find(record)
        source = record.line("source", required=True)
        amounts = _amounts(record)
        if owner is None:
            continue
        code = owner.project.code
        touched.add(code)
        if amounts is None or not source:
            continue
        if is_total(source):
            totals[code] = record
            continue
        first = rows.setdefault((code, squeezed(source)), record.number)
        if first != record.number:
            record.problem(
                "source",
                f"“{owner.project.name}”的“{source}”在第{first}行已有，请合并成一行或删去重复的一行。",
            )
        first_records.setdefault(code, record)
        funds.setdefault(code, []).append(PlannedFund(source, **amounts))
    for listed in register.listed:
        project = listed.project
        if project.code and project.code not in touched and not register.doubtful(project.code, project.name):
            listed.record.problem(
                "",
                f"“{project.name or project.code}”在“资金”表里没有资金来源，请补上；确实没有资金的，写一行来源，金额填0。",
            )
    for code, record in totals.items():
        _check_total(record, funds.get(code, []))
    for code, record in first_records.items():
        _check_units(record, register.by_code[code].project.name, funds[code])
    return {code: tuple(rows) for code, rows in funds.items()}


def _amounts(record: Record) -> dict[str, Decimal | None] | None:
    """The amounts of a row; None when one has a problem or no budget is given, which is then noted."""
    before = len(record.table.problems)
    amounts = {field: record.amount(field) for field in _AMOUNTS}
    if len(record.table.problems) == before and all(amounts[field] is None for field in _BUDGETS):
        here = [
            record.table.header.columns[field] for field in _BUDGETS if field in record.table.header.columns
        ]
        record.problem(
            "",
            f"没有填预算金额，请在“{'”“'.join(column.written for column in here)}”中至少一列填数字，没有预算填0。",
        )
    return amounts if len(record.table.problems) == before else None


def _check_units(record: Record, name: str, funds: list[PlannedFund]) -> None:
    """What is budgeted changes in a year, but not a thousandfold."""
    for field in ("initial_budget", "initial_requested"):
        both = [
            (before, fund.full_year_budget)
            for fund in funds
            if (before := getattr(fund, field)) is not None and fund.full_year_budget is not None
        ]
        before = sum((one for one, _ in both), Decimal(0))
        after = sum((other for _, other in both), Decimal(0))
        low, high = sorted((before, after))
        if low > 0 and high >= low * _UNIT_SLIP:
            unit, label = record.table.money_unit, record.table.spec.label
            record.problem(
                "full_year_budget",
                f"“{name}”的{label('full_year_budget')}共{plain(after)}{unit}，"
                f"{label(field)}共{plain(before)}{unit}，"
                f"两者相差{plain(half_up(high / low, 0))}倍，可能有一处按元填写，请核对金额和单位。",
            )
            return


def _check_total(record: Record, funds: list[PlannedFund]) -> None:
    if not funds:
        record.problem("source", "这个项目只有合计，请写明各项资金来源，例如“当年财政拨款”。")
        return
    for field in _AMOUNTS:
        stated = record.amount(field)
        total = sum((getattr(fund, field) or Decimal(0) for fund in funds), Decimal(0))
        if stated is not None and stated != total:
            unit = record.table.money_unit
            record.problem(
                field,
                f"合计写的是{plain(stated)}{unit}，各来源相加是{plain(total)}{unit}，"
                f"差{plain(abs(stated - total))}{unit}，请核对。",
            )
