"""Rules for 元 and 万元 mixed up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address, fund_label
from xlperf.audit.claims import AMOUNT
from xlperf.audit.context import Context, written
from xlperf.audit.finding import Severity
from xlperf.audit.fund_rows import amounts
from xlperf.audit.passages import search
from xlperf.audit.registry import Issue, rule
from xlperf.audit.told import Amount, amount_of
from xlperf.decimals import plain
from xlperf.model import Entry, Fund
from xlperf.units import UNITS, convert
from xlperf.values import embedded_value

GROUP = "元与万元"
_SECOND = re.sub(r"\(\?P<(figure|unit)>", lambda found: f"(?P<{found[1]}2>", AMOUNT)
_SAME = re.compile(
    rf"{AMOUNT}(?:\((?P<word>即|合|折合|折|合计)?:?(?:人民币)?{_SECOND}\)|,?(?P<said>即|折合|合){_SECOND.replace('2>', '3>')})"
)
_TEN_THOUSAND = Decimal(10_000)
_BUDGETS = ("initial_requested", "initial_budget", "full_year_budget")


@rule(
    "XP029",
    Severity.ERROR,
    "同一笔钱的元和万元对不上",
    why="同一笔钱用元和万元各写一次，换算不相等，就不知道哪一个数是对的。",
    basis="1万元等于10000元，四舍五入的除外。",
    bad="文中写“62502.5元（62.5万元）”。",
    good="文中写“62502.5元（6.25万元）”。",
    fix="请核对后改正其中一个数，最好只保留一种单位。",
)
def same_money_in_both_units(form: Context) -> Iterator[Issue]:
    """An amount and the one right behind it in another unit are the same money."""
    for text in form.prose:
        for found in search(_SAME, text.entry.text):
            match = found.match
            first = amount_of(match)
            plain_bracket = match["figure2"] is not None
            second = amount_of(match, *(("figure2", "unit2") if plain_bracket else ("figure3", "unit3")))
            said = match["word"] or match["said"]
            if first.unit == second.unit or _equal(first, second) or "约" in found.before[-2:]:
                continue
            if not said and not _meant_equal(first, second):
                continue
            right = plain(second.within(first.unit))
            yield Issue(
                text.entry,
                f"文中写“{match[0]}”，{second.written}是{right}{first.unit.text}，与{first.written}不是同一个数{_factor(first, second)}。",
                basis=f"{second.written}＝{right}{first.unit.text}。",
                stated=first.written,
                expected=f"{right}{first.unit.text}",
            )


def _equal(first: Amount, second: Amount) -> bool:
    """Equal once the finer one is rounded, or cut off, to the digits of the coarser one."""
    coarse, fine = sorted((first, second), key=lambda amount: -amount.slack)
    more = fine.yuan - coarse.yuan
    return abs(more) <= coarse.slack or 0 <= more < 2 * coarse.slack


def _meant_equal(first: Amount, second: Amount) -> bool:
    """Without a word for it: the same digits, two at least, or nearly the same amount."""
    if not first.yuan or not second.yuan:
        return False
    ratio = first.yuan / second.yuan
    digits = min(len(amount.yuan.normalize().as_tuple().digits) for amount in (first, second))
    return (digits > 1 and _is_slip(ratio)) or Decimal("0.9") < ratio < Decimal("1.1")


def _is_slip(ratio: Decimal) -> bool:
    powers = (Decimal(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))
    return any(abs(ratio / power - 1) < Decimal("0.005") for power in powers)


def _factor(first: Amount, second: Amount) -> str:
    if not first.yuan or not second.yuan:
        return ""
    large, small = max(first.yuan, second.yuan), min(first.yuan, second.yuan)
    times = {4: "一万", 3: "一千", 2: "一百", 1: "十"}
    return next((f"，正好差{word}倍" for power, word in times.items() if large == small * 10**power), "")


@rule(
    "XP030",
    Severity.WARNING,
    "资金一栏的单位混用",
    why="一张表只能用一种金额单位，有的填元、有的填万元，执行率和合计都会算错。",
    basis="资金各栏按表头注明的单位（一般是万元）填写，只填数字。",
    bad="表头是万元，年初预算数填8.65，全年执行数填62502.5。",
    good="全年执行数填6.25。",
    fix="请把这一格换算成表头的单位，只填数字。",
)
def one_unit_in_the_table(form: Context) -> Iterator[Issue]:
    """No amount of the block has a unit of its own, or is plainly in 元 beside others in 万元: one finding for each."""
    rows = [(fund, fund_label(fund) if number else "合计行") for number, (fund, _) in enumerate(form.funds)]
    worded = [
        (label + "的" + name, cell, right)
        for fund, label in rows
        for name, cell, right in _worded(form, fund)
    ]
    if worded:
        told = "、".join(f"{name}“{cell.text}”{address(cell)}应填{right}" for name, cell, right in worded)
        yield _issue(f"表头的单位已是{form.money.text}，各格只填数字：{told}。", worded)
    if form.money == UNITS["万元"]:
        large = [
            (f"{label}的{name}", cell, plain((cell.number or Decimal(0)) / _TEN_THOUSAND))
            for fund, label in rows
            for name, cell in _in_yuan(form, fund)
        ]
        if large:
            told = "、".join(
                f"{name}{plain(cell.number or Decimal(0))}{address(cell)}应填{right}"
                for name, cell, right in large
            )
            yield _issue(
                f"表头的单位是万元，有的数看来是以元填写的，与同一行的其他数差一万倍：{told}。", large
            )


def _issue(message: str, found: list[tuple[str, Entry, str]]) -> Issue:
    _, first, right = found[0]
    return Issue(
        first, message, also=tuple(cell for _, cell, _ in found[1:]), stated=first.text, expected=right
    )


def _worded(form: Context, fund: Fund) -> Iterator[tuple[str, Entry, str]]:
    """Name, cell and right figure of the amounts with a unit; budget and executed have a rule of their own."""
    for field, name, cell in amounts(form, fund):
        if field in ("full_year_budget", "executed") or cell.number is not None or not written(cell):
            continue
        value = embedded_value(cell.text)
        if value is not None and value.unit.dimension == "money":
            yield name, cell, plain(convert(value.number, value.unit, form.money))


def _in_yuan(form: Context, fund: Fund) -> Iterator[tuple[str, Entry]]:
    cells = {field: (name, cell) for field, name, cell in amounts(form, fund) if cell.number}
    large = list(_ten_thousand_times([cells[field] for field in _BUDGETS if field in cells]))
    yield from large
    executed, full = fund.executed.number, fund.full_year_budget.number
    if not executed or not full or any(cell is fund.full_year_budget for _, cell in large):
        return
    if executed >= 1000 and 100 * full < executed <= _TEN_THOUSAND * full * Decimal("1.001"):
        yield cells["executed"]
    elif _rate_tells(fund, full / _TEN_THOUSAND):
        yield cells["full_year_budget"]


def _ten_thousand_times(budgets: list[tuple[str, Entry]]) -> Iterator[tuple[str, Entry]]:
    """The budgets that are ten thousand times another one of the row, the displayed decimals aside."""
    for name, cell in budgets:
        others = [other.number or Decimal(0) for _, other in budgets if other is not cell]
        own = cell.number or Decimal(0)
        if any(other > 0 and abs(own / other / _TEN_THOUSAND - 1) < Decimal("0.005") for other in others):
            yield name, cell


def _rate_tells(fund: Fund, budget: Decimal) -> bool:
    """The stated rate is right once the budget is read as yuan."""
    rate, executed = fund.execution_rate.number, fund.executed.number
    if not rate or not executed or budget <= 0:
        return False
    return abs(executed / budget * 100 - rate) < Decimal("0.5") and rate > 1
