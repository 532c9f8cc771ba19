"""Rules for money that comes over from the year before, or stays at the end of this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.claims import AMOUNT, LINK, OF_THE_WHOLE, claims
from xlperf.audit.context import Context, Text
from xlperf.audit.finding import Severity
from xlperf.audit.fund_rows import tolerance, wrong_totals
from xlperf.audit.passages import Found, search, sentences
from xlperf.audit.registry import Issue, rule
from xlperf.audit.told import OTHER_MONEY, Amount, amount_of, amounts_in
from xlperf.decimals import half_up, plain
from xlperf.units import UNITS, Unit, convert

GROUP = "上年结转与年末结余"
_LEFT = r"(?:结转结余|结余结转|结转|结余|节余|余额)(?:数|额|金额|资金|经费){0,2}"
_BEFORE = re.compile(
    rf"(?P<verb>(?:上年度?|上一年度?|去年|以前年度|往年|历年|年初|期初)(?:滚存|累计)?{_LEFT}){LINK}{AMOUNT}"
)
_AFTER = re.compile(
    rf"(?P<verb>(?:年末|年底|期末|截[至止]年[末底])(?:滚存|累计)?{_LEFT}|滚存{_LEFT}){LINK}{AMOUNT}"
)
_OWN = re.compile(rf"(?P<verb>(?:本年度?|当年|收支)(?:收支)?(?:结余|节余)){LINK}{AMOUNT}")
_GIVEN_BACK = re.compile(r"收回|上缴|交回|缴回|退回|归还|核销|调[出减]|盘活|统筹使用|划[出转]|拨出")
_MONEY_LEFT = re.compile(r"结余|结转|节余|余额|财政|资金|国库|存量|万元")
_INCLUDED = re.compile(r"(含|包括|包含|其中|加上?|连同|和|及|由|使用|动用)[^,。;]{0,6}\Z")


@dataclass(frozen=True)
class _Told:
    text: Text
    found: Found

    @property
    def amount(self) -> Amount:
        return amount_of(self.found.match)


def _told(form: Context, pattern: re.Pattern[str]) -> tuple[_Told, ...]:
    return tuple(
        _Told(text, found)
        for text in form.texts
        for found in search(pattern, text.entry.text)
        if not OTHER_MONEY.search(found.sentence)
    )


def _only(told: tuple[_Told, ...]) -> _Told | None:
    """The one amount told, though perhaps several times."""
    return told[0] if len({one.amount.yuan for one in told}) == 1 else None


@rule(
    "XP022",
    Severity.ERROR,
    "年末结余与上年结余、本年收支对不上",
    why="上年结余加本年收入减本年支出就是年末结余，对不上说明漏加了上年结余，或有一笔没有入账。",
    basis="年末结余等于上年结余加本年收入减本年支出。",
    bad="上年结余20万元，本年收入60万元、支出45万元，年末结余写15万元。",
    good="年末结余写35万元。",
    fix="请核对这几个数；上年结余已被收回的，在文中写明。",
)
def surplus_carried_on(form: Context) -> Iterator[Issue]:
    """Last year's surplus, plus what this year left, is the surplus at the end; nothing where money was given back."""
    before, after = _only(_told(form, _BEFORE)), _only(_told(form, _AFTER))
    given_back = _given_back(form)
    if before is None or after is None or before.amount.yuan == 0 or given_back:
        return
    this_year = _this_year(form, after.amount.yuan)
    unit = after.amount.unit
    if this_year is None or (this_year.budget is not None and _adds_up(before, after)):
        return
    right = before.amount.yuan + this_year.left
    slack = before.amount.slack + after.amount.slack + this_year.slack
    if abs(right - after.amount.yuan) <= slack:
        return
    arithmetic = f"{plain(before.amount.within(unit))}＋{this_year.formula(unit)}"
    result = f"{plain(_in(right, unit))}{unit.text}"
    forgot = abs(this_year.left - after.amount.yuan) <= slack
    yield Issue(
        after.text.entry,
        f"年末结余应为{arithmetic}＝{result}，文中写的是{after.amount.written}{'，没有加上上年结余' if forgot else ''}。",
        basis=f"{arithmetic}＝{result}。",
        also=() if before.text == after.text else (before.text.entry,),
        stated=after.amount.written,
        expected=result,
    )


def _given_back(form: Context) -> bool:
    """Some of the money left was returned; questionnaires are collected (收回) as well."""
    return any(
        _GIVEN_BACK.search(sentence) and _MONEY_LEFT.search(sentence)
        for text in form.prose
        for sentence in sentences(text.entry.text)
    )


def _adds_up(before: _Told, after: _Told) -> bool:
    """The prose has an income and an expenditure of its own with which it is right."""
    ends = {before.amount.yuan, after.amount.yuan}
    told = [
        one
        for text in {before.text, after.text}
        for one in amounts_in(text.entry.text)
        if one.yuan not in ends
    ]
    grown = after.amount.yuan - before.amount.yuan
    return any(
        abs(income.yuan - spent.yuan - grown) <= income.slack + spent.slack + after.amount.slack
        for income in told
        for spent in told
        if income is not spent
    )


@dataclass(frozen=True)
class _ThisYear:
    """What this year left over, in yuan: told as such, or what the table's total row leaves."""

    left: Decimal
    slack: Decimal
    budget: Decimal | None = None
    executed: Decimal | None = None

    def formula(self, unit: Unit) -> str:
        """``125－90.5``, or the figure alone."""
        if self.budget is None or self.executed is None:
            return plain(_in(self.left, unit))
        return f"{plain(_in(self.budget, unit))}－{plain(_in(self.executed, unit))}"


def _this_year(form: Context, at_end: Decimal) -> _ThisYear | None:
    own = _only(_told(form, _OWN))
    told = _ThisYear(own.amount.yuan, own.amount.slack) if own else None
    total = form.assessment.total_fund
    income = total.arrived.number or total.full_year_budget.number
    if income is None or total.executed.number is None or wrong_totals(form, "full_year_budget", "executed"):
        return told
    budget, executed = (
        convert(number, form.money, UNITS["元"]) for number in (income, total.executed.number)
    )
    slack = convert(tolerance(form, income, total.executed.number), form.money, UNITS["元"])
    table = _ThisYear(budget - executed, slack, budget, executed)
    if told is not None:
        return table if abs(told.left - table.left) <= slack + told.slack else told
    # the budget may well hold last year's surplus already
    return table if abs(at_end - table.left) > slack else None


def _in(yuan: Decimal, unit: Unit) -> Decimal:
    return convert(yuan, UNITS["元"], unit)


@rule(
    "XP023",
    Severity.WARNING,
    "上年结转没有计入全年预算数",
    why="上年结转的钱当年也可以用，全年预算数不含它，执行率就算高了。",
    basis="全年预算数应含当年使用的上年结转资金。",
    bad="文中写“上年结转20万元”，资金表“上年结转资金”一行空着，全年预算数60万元。",
    good="“上年结转资金”一行填20万元，全年预算数80万元。",
    fix="上年结转当年可以使用的，请计入全年预算数并重算执行率；已收回的，在文中写明。",
)
def carried_over_is_budgeted(form: Context) -> Iterator[Issue]:
    """An amount left from last year that no row of the table has, and that the budget does not hold."""
    before, total = _only(_told(form, _BEFORE)), form.assessment.total_fund
    budget, executed = total.full_year_budget.number, total.executed.number
    if before is None or before.amount.yuan == 0 or not budget or executed is None:
        return
    amount = before.amount.within(form.money)
    given_back = _given_back(form)
    clause = before.found.before
    of_it = OF_THE_WHOLE.fullmatch(clause) is not None and not _INCLUDED.search(clause)
    if given_back or not of_it or wrong_totals(form, "full_year_budget", "executed") or _holds(amount, form):
        return
    rate = plain(half_up(executed / (budget + amount) * 100))
    row = next((fund.full_year_budget for fund in form.assessment.sources if "结转" in fund.label.text), None)
    at = row if row is not None and row.place else total.full_year_budget
    yield Issue(
        at,
        f"文中提到上年结转结余{before.amount.written}，{form.assessment.label('full_year_budget')}{plain(budget)}{form.money.text}没有包含它；"
        f"如果包含，执行率是{rate}%（{plain(executed)}÷{plain(budget + amount)}）。",
        basis=f"{plain(budget)}＋{plain(amount)}＝{plain(budget + amount)}{form.money.text}。",
        also=(before.text.entry,),
        stated=plain(budget),
        expected=plain(budget + amount),
    )


def _holds(amount: Decimal, form: Context) -> bool:
    """A row has the amount, or carry-over of its own, or the budget grew by it during the year."""
    allowed = tolerance(form, amount) * 2
    total = form.assessment.total_fund
    for fund in form.assessment.sources:
        row = [
            cell.number for cell in (fund.initial_budget, fund.full_year_budget) if cell.number is not None
        ]
        if any(
            abs(number - amount) <= allowed or ("结转" in fund.label.text and number > 0) for number in row
        ):
            return True
    budget = total.full_year_budget.number or Decimal(0)
    known = [
        cell.number for cell in (total.initial_budget, total.initial_requested, total.arrived) if cell.number
    ]
    grew = any(abs(budget - number - amount) <= allowed for number in known)
    # 年初预算40万元，上年结转20万元，全年预算60万元
    told = any(
        abs(claim.amount(form.money) + amount - budget) <= allowed
        for text in form.texts
        for claim in claims(text.entry.text)
        if not claim.executed
    )
    return grew or told
