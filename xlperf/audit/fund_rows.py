"""The funding block as rules need it: amounts as figures, and columns that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.cells import FUND_AMOUNTS, fund_label
from xlperf.audit.context import Context
from xlperf.audit.explain import Figure
from xlperf.model import Entry, Fund
from xlperf.scoring.execution import uncertainty

_FLOAT_NOISE = Decimal("0.000001")


@dataclass(frozen=True)
class WrongSum:
    """A column whose total is not the sum of the sources; ``total`` is None where it is empty."""

    field: str
    name: str
    cell: Entry
    total: Decimal | None
    sources: Decimal

    @property
    def missing(self) -> bool:
        """The sources were never added up."""
        return not self.total


def amounts(fund: Fund) -> Iterator[tuple[str, str, Entry]]:
    """Field, Chinese name and cell of every amount of a row."""
    for field, name in FUND_AMOUNTS.items():
        yield field, name, getattr(fund, field)


def tolerance(form: Context, *figures: Decimal) -> Decimal:
    """By how much figures as displayed may miss each other."""
    return sum((uncertainty(figure, form.money_decimals) for figure in figures), _FLOAT_NOISE)


def figures(form: Context) -> Iterator[Figure]:
    """All amounts of the block, the total row first."""
    for number, (fund, _) in enumerate(form.funds):
        label = f"{fund_label(fund)}的" if number else ""
        for _, name, cell in amounts(fund):
            if cell.number is not None:
                yield Figure(label + name, cell, form.money_decimals)


def wrong_sums(form: Context) -> Iterator[WrongSum]:
    """The columns whose total row is not the sum of the sources; rows that split another source are not judged."""
    if any(source.label.text.strip().startswith("其中") for source in form.assessment.sources[1:]):
        return
    for field, name, total in amounts(form.assessment.total_fund):
        numbers = [
            number
            for source in form.assessment.sources
            if (number := getattr(source, field).number) is not None
        ]
        if total.place is None or not numbers or (total.blank and total.live) or total.error:
            continue
        added = sum(numbers, Decimal(0))
        if total.number is None and (not total.blank or added == 0):
            continue
        allowed = tolerance(form, total.number or Decimal(0), *numbers)
        if abs((total.number or Decimal(0)) - added) > allowed:
            yield WrongSum(field, name, total, total.number, added)


def wrong_totals(form: Context, *fields: str) -> bool:
    """One of these columns does not add up, so nothing that follows from the total row is judged."""
    return any(wrong.field in fields for wrong in wrong_sums(form))


def same_row(fund: Fund, other: Fund, *fields: str) -> bool:
    """Both rows show the same figures, so that one mistake stands there twice."""
    return all(getattr(fund, field).number == getattr(other, field).number for field in fields)
