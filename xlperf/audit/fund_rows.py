"""The funding block as rules need it: amounts as figures, and columns that do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlperf.audit.cells import amount_names, fund_label
from xlperf.audit.context import Context, written
from xlperf.audit.explain import Figure
from xlperf.model import Entry, Fund
from xlperf.scoring.execution import execution, uncertainty

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


def amounts(form: Context, fund: Fund) -> Iterator[tuple[str, str, Entry]]:
    """Field, Chinese name and cell of every amount of a row."""
    for field, name in amount_names(form.assessment).items():
        yield field, name, getattr(fund, field)


def tolerance(form: Context, *figures: Decimal) -> Decimal:
    """By how much figures as displayed may miss each other."""
    return sum((uncertainty(figure, form.money_decimals) for figure in figures), _FLOAT_NOISE)


def figures(form: Context) -> Iterator[Figure]:
    """All amounts of the block, the total row first."""
    for number, (fund, _) in enumerate(form.funds):
        label = f"{fund_label(fund)}的" if number else ""
        for _, name, cell in amounts(form, fund):
            if cell.number is not None:
                yield Figure(label + name, cell, form.money_decimals)


def unusable(form: Context, field: str) -> tuple[tuple[Fund, Entry], ...]:
    """The sources whose cell in this column holds something that cannot be added up: 96.35万元, or a figure as text."""
    cells = ((source, getattr(source, field)) for source in form.assessment.sources)
    return tuple(
        (source, cell)
        for source, cell in cells
        if written(cell) and not cell.error and (cell.number is None or (form.own and cell.worded))
    )


def wrong_sums(form: Context) -> Iterator[WrongSum]:
    """The columns whose total row is not the sum of the sources; rows that split another source are not judged."""
    if any(source.label.text.strip().startswith("其中") for source in form.assessment.sources[1:]):
        return
    for field, name, total in amounts(form, form.assessment.total_fund):
        numbers = [
            number
            for source in form.assessment.sources
            if (number := getattr(source, field).number) is not None
        ]
        hidden = (total.blank and total.live) or total.error or unusable(form, field)
        if total.place is None or not numbers or hidden:
            continue
        added = sum(numbers, Decimal(0))
        if total.number is None and (not total.blank or added == 0):
            continue
        allowed = tolerance(form, total.number or Decimal(0), *numbers)
        if abs((total.number or Decimal(0)) - added) > allowed:
            yield WrongSum(field, name, total, total.number, added)


def wrong_totals(form: Context, *fields: str) -> bool:
    """One of these columns does not or cannot add up, or has amounts below 0, so nothing that follows from the total row is judged."""
    if any(unusable(form, field) for field in fields):
        return True
    figures = (getattr(fund, field).number for fund, _ in form.funds for field in fields)
    if any(figure is not None and figure < 0 for figure in figures):
        return True
    slips = slips_of_sources(form)
    return any(wrong.field in fields and wrong.field not in slips for wrong in wrong_sums(form))


@dataclass(frozen=True)
class Slip:
    """One source's amount mistyped: the total row, and the row's own surplus and rate, agree on ``right``."""

    fund: Fund
    field: str
    name: str
    right: Decimal

    @property
    def cell(self) -> Entry:
        """The mistyped cell."""
        entry: Entry = getattr(self.fund, self.field)
        return entry


def slips_of_sources(form: Context) -> dict[str, Slip]:
    """Columns that do not add up because of one mistyped source, by field."""
    found: dict[str, Slip] = {}
    if _contradiction(form, form.assessment.total_fund) is not False:
        return found
    for wrong in wrong_sums(form):
        if wrong.field not in ("full_year_budget", "executed") or wrong.missing or wrong.total is None:
            continue
        fits = []
        for source in form.assessment.sources:
            cell: Entry = getattr(source, wrong.field)
            if cell.number is None or _contradiction(form, source) is not True:
                continue
            right = cell.number + wrong.total - wrong.sources
            put_right = replace(source, **{wrong.field: replace(cell, number=right)})
            if right >= 0 and _contradiction(form, put_right) is False:
                fits.append(Slip(source, wrong.field, wrong.name, right))
        if len(fits) == 1:
            found[wrong.field] = fits[0]
    return found


def _contradiction(form: Context, fund: Fund) -> bool | None:
    """Budget and executed disagree with the row's surplus or rate; None where the row states neither."""
    budget, executed, surplus = fund.full_year_budget.number, fund.executed.number, fund.carry_over.number
    if budget is None or executed is None:
        return None
    checks = []
    if surplus is not None:
        allowed = tolerance(form, budget, executed, surplus)
        wholes = (budget, *((fund.arrived.number,) if fund.arrived.number is not None else ()))
        checks.append(all(abs(whole - executed - surplus) > allowed for whole in wholes))
    own = execution(fund, form.money_decimals, form.scored.execution_rule)
    if own.stated_rate is not None and own.possible is not None:
        checks.append(not own.rate_agrees)
    return any(checks) if checks else None


def left_out(form: Context, wrong: Sequence[WrongSum]) -> Fund | None:
    """The source that the total row leaves out in all of these columns, where there are several."""
    if len(wrong) < 2 or any(one.missing or one.total is None for one in wrong):
        return None
    for source in form.assessment.sources:
        parts = [(one, getattr(source, one.field).number) for one in wrong]
        if all(
            part is not None
            and part > 0
            and abs(one.sources - (one.total or 0) - part) <= tolerance(form, part)
            for one, part in parts
        ):
            return source
    return None


def same_row(fund: Fund, other: Fund, *fields: str) -> bool:
    """Both rows show the same figures, so that one mistake stands there twice."""
    return all(getattr(fund, field).number == getattr(other, field).number for field in fields)
