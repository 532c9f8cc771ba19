"""What the form's prose claims of the surplus and of the execution rate, where the table says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.cells import address
from xlperf.audit.claims import AMOUNT, LINK, OF_THE_WHOLE, claims
from xlperf.audit.context import Context, Text
from xlperf.audit.explain import same_amount
from xlperf.audit.fund_rows import wrong_totals
from xlperf.audit.passages import FIGURE, Found, search, tells_part
from xlperf.decimals import half_up, places_of, plain
from xlperf.model import Entry
from xlperf.scoring.execution import stated_interval
from xlperf.units import UNITS, convert

_SURPLUS = re.compile(
    r"(?P<lead>(?:实际|全年|本年|当年|年末|年底|累计|共计|合计|共|尚|资金|项目|预算|财政|[形造]成)*)"
    r"(?P<verb>结转结余|结余结转|结[(]转[)]余|结余|结转|剩余|节余)"
    r"(?:了|数|额|总额|金额|资金|经费|共计|合计)*" + LINK + AMOUNT
)
_RATE = re.compile(
    r"(?P<lead>(?:实际|全年|本年|当年|年末|年底|截至年底|预算|资金|项目|总体|整体)*)"
    r"(?P<verb>执行率|支出率)(?:仅|只有|仅为|仅有|实际|为|是|达到|达|约|:)*" + FIGURE + r"%"
)
# parts, other contracts, other times, and what is only wanted
_ANOTHER = re.compile(
    r"合同|中标|采购|标段|质保|工程款|上年|上级|去年|以前|年初|历年|追加|收回|上缴|交回|其中|分别|要求|目标|不低|不高|至少|力争|应"
    r"|季度|半年|\d月(?!底|末|31)|[一二三四五六七八九十]月|预计|计划|拟|可|将"
)


@dataclass(frozen=True)
class Contradiction:
    """A claim that the table contradicts: its words, what the table has (``资金结(转)余``), the figure and its cell."""

    text: Text
    quoted: str
    written: str
    name: str
    right: str
    cell: Entry
    because: str = ""


def contradicted(form: Context) -> Iterator[Contradiction]:
    """Surplus and rate claims of the whole that agree with nothing in the table; nothing while it does not add up."""
    if wrong_totals(form, "full_year_budget", "executed"):
        return
    for text in form.texts:
        yield from _surpluses(text, form)
        yield from _rates(text, form)


def _surpluses(text: Text, form: Context) -> Iterator[Contradiction]:
    total = form.assessment.total_fund
    budget, executed = total.full_year_budget.number, total.executed.number
    if budget is None or executed is None:
        return
    found = list(search(_SURPLUS, text.entry.text))
    for one in found:
        alone = sum(other.sentence == one.sentence for other in found) == 1
        if not alone or not _whole(one, form) or _left(one, form):
            continue
        # only beside an amount of the same project that is right can it mean nothing else
        if not any(
            claim.found.sentence == one.sentence and _told_rightly(claim.amount(form.money), form)
            for claim in claims(text.entry.text)
        ):
            continue
        own = total.carry_over.number == budget - executed
        cell = total.carry_over if own else total.executed
        names = [form.assessment.label(field) for field in ("full_year_budget", "executed")]
        because = "" if own else f"{names[0]}{plain(budget)}－{names[1]}{plain(executed)}"
        right = plain(budget - executed) + form.money.text
        written = one.figure + one.match["unit"]
        yield Contradiction(text, one.match[0], written, "资金结(转)余", right, cell, because)


def _told_rightly(amount: Decimal, form: Context) -> bool:
    total = form.assessment.total_fund
    return amount in (total.full_year_budget.number, total.executed.number)


def _left(one: Found, form: Context) -> bool:
    """The table has this amount as a surplus, or it is what budget and executed leave in some row."""
    unit = UNITS[one.match["unit"]]
    amount = convert(one.number, unit, form.money)
    shown = -convert(Decimal(1).scaleb(-one.decimals), unit, form.money).normalize().adjusted()
    known: list[Decimal] = []
    for fund, _ in form.funds:
        budgets = (fund.full_year_budget, fund.initial_budget, fund.initial_requested)
        known += [fund.carry_over.number] if fund.carry_over.number is not None else []
        known += [
            cell.number - fund.executed.number
            for cell in budgets
            if cell.number is not None and fund.executed.number is not None
        ]
    return any(
        same_amount(amount, shown, number, decimals)
        for number in known
        for decimals in (form.money_decimals, places_of(number))
    )


def _rates(text: Text, form: Context) -> Iterator[Contradiction]:
    total, own = form.assessment.total_fund, form.scored.execution
    if own.rate is None:
        return
    known = [execution for _, execution in form.funds]
    for one in search(_RATE, text.entry.text):
        claimed = stated_interval(one.number)
        agrees = any(
            (execution.possible is not None and execution.possible.overlaps(claimed))
            or (execution.stated_rate is not None and execution.stated_rate in claimed)
            for execution in known
        )
        if agrees or not _whole(one, form) or _of_initial_budget(one.number, form):
            continue
        if _of_amounts_beside(one, text):
            continue
        stated = own.stated_rate is not None and own.rate_agrees
        cell = total.execution_rate if stated else total.executed
        right = f"{plain(own.rate)}%"
        yield Contradiction(text, one.match[0], f"{one.figure}%", "执行率", right, cell)


def _of_amounts_beside(one: Found, text: Text) -> bool:
    """The rate is right for the amounts of its own sentence: those are what is to be held against the table."""
    near = [claim for claim in claims(text.entry.text) if claim.found.sentence == one.sentence]
    return any(
        half_up(spent.amount(UNITS["元"]) / budget.amount(UNITS["元"]) * 100, one.decimals) == one.number
        for budget in near
        for spent in near
        if not budget.executed and spent.executed and budget.amount(UNITS["元"])
    )


def _of_initial_budget(claimed: Decimal, form: Context) -> bool:
    total = form.assessment.total_fund
    budgets = (total.initial_budget.number, total.initial_requested.number)
    return any(
        half_up(total.executed.number / budget * 100, places_of(claimed)) == claimed
        for budget in budgets
        if budget and total.executed.number is not None
    )


def _whole(one: Found, form: Context) -> bool:
    """The clause says no more than the figure, and the sentence speaks of the whole and of this year."""
    closes = not one.after or one.after[0] in "()（）"
    if not closes or OF_THE_WHOLE.fullmatch(one.before) is None or _ANOTHER.search(one.sentence):
        return False
    return not tells_part(one.sentence, form.assessment.year.number)


def named(found: Contradiction) -> str:
    """``表中资金结(转)余是2.4万元（H7）``; ``表中按全年预算数…算出的资金结(转)余是…`` where no cell has it."""
    if found.because:
        return f"按表中{found.because}，{found.name}是{found.right}"
    return f"表中{found.name}是{found.right}{address(found.cell)}"
