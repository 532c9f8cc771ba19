"""Which amounts of a project list the form has a place for, and what stands for what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from xlperf.forms import FundingBlock
from xlperf.projects.project import PlannedFund
from xlperf.projects.table import Table

Funds = Mapping[str, tuple[PlannedFund, ...]]
_STANDS_FOR = {"full_year_budget": "initial_budget", "initial_budget": "full_year_budget"}
"""The year's budget in a form with one column for it, whichever of the two a list gives."""


def placed_funds(funds: Funds, block: FundingBlock) -> dict[str, tuple[PlannedFund, ...]]:
    """The funds by project code, with the budget where the form's only budget column looks for it."""
    here = _fields(block)
    return {code: tuple(_placed(fund, here) for fund in rows) for code, rows in funds.items()}


def fund_notes(table: Table, funds: Funds, block: FundingBlock) -> Iterator[str]:
    """A sentence for every column of amounts that stands for another one or has no place in the form."""
    here = _fields(block)
    every = [fund for rows in funds.values() for fund in rows]
    labels: dict[str, str] = {column.field: column.label for column in block.columns}
    for field, heading in table.header.columns.items():
        filled = [fund for fund in every if getattr(fund, field, None) is not None]
        if field in here or not filled or not _is_money(table, field):
            continue
        other = _STANDS_FOR.get(field, "")
        moved = [fund for fund in filled if other in here and getattr(fund, other) is None]
        begin = f"这种表没有“{heading.written}”一栏，"
        if moved:
            which = "" if len(moved) == len(filled) else f"有{len(moved)}行没有另填“{labels[other]}”，"
            rest = "" if len(moved) == len(filled) else "；其余各行的没有用到"
            yield f"{begin}{which}已填入表里的“{labels[other]}”{rest}，请核对。"
        else:
            yield f"{begin}“资金”表的这一列没有用到。"


def _is_money(table: Table, field: str) -> bool:
    return any(column.money and column.field == field for column in table.spec.columns)


def _fields(block: FundingBlock) -> Sequence[str]:
    return [column.field for column in block.columns]


def _placed(fund: PlannedFund, here: Sequence[str]) -> PlannedFund:
    for field, other in _STANDS_FOR.items():
        if field in here and other not in here and getattr(fund, field) is None:
            fund = replace(fund, **{field: getattr(fund, other)})
    return fund
