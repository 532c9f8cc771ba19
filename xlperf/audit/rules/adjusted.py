"""Rules for the budget as it became during the year, and for a budget spent to the cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.claims import AMOUNT, LINK, claims
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.fund_rows import tolerance, wrong_totals
from xlperf.audit.passages import sentences
from xlperf.audit.registry import Issue, rule
from xlperf.audit.told import OTHER_MONEY, amount_of, amounts_in
from xlperf.decimals import HUNDRED, half_up, plain, signed
from xlperf.model import Entry
from xlperf.units import UNITS, convert
from xlperf.values import normalised

GROUP = "预算调整与执行"
_CHANGED = re.compile(
    r"调整|追加|追减|调增|调减|调剂|调入|调出|核减|核增|压减|压缩|削减|减少|增加|新增|增拨|结转|统筹|收回(?!有效|问卷|了?\d+份)|增补|补充|另外?下达|再次下达"
    r"|提前下达|上级|年中|两批|[分第][一二三四五]批|变更"
)
_RATE = re.compile(
    r"(?:执行率|支出率|支出进度|执行进度)(?:仅|只有|为|是|达到|达|约|:)*(?P<figure>\d+(?:\.\d+)?)%"
)
_HAS_LEFT = re.compile(
    rf"(?<!无)(?<!没)(?<!未)(?<!不)(?:有|形成|产生|尚|留有|出现)(?:了|部分|少量|较多|资金|一定)*(?:结余|节余|结转)(?!留用)|(?<![年度])(?:结余|节余){LINK}{AMOUNT}"
)
_OF_THE_MONEY = re.compile(r"预算|执行|经费|资金|项目|财政|拨款|年[末底]")
_MANY_DIGITS = 5
_WORTH_TELLING = Decimal(10)
_ANOTHER_TIME = re.compile(
    r"上年|上一年|去年|往年|以前|历年|年初|期初|季度|半年|\d月|[一二三四五六七八九十]月|目标|要求|不低于|不少于|以上|力争|如有|若|是否|避免|防止|杜绝|减少|不会|不再"
    r"|基金|下达|(?<!\d)(?:19|20)\d{2}年"
)


@rule(
    "XP031",
    Severity.WARNING,
    "预算年中调整没有说明",
    why="全年预算数和年初预算数不同，说明年中有追加或调减，不说明原因，别人会以为填错了。",
    basis="全年预算数等于年初预算数加减年中调整，调整应说明原因。",
    bad="年初预算数50万元，全年预算数38万元，文中一字未提。",
    good="文中写明：“年中压减会议费12万元，全年预算数38万元。”",
    fix="请在预算执行情况中写明年中调整的金额和原因；没有调整的，请核对这两个数。",
    level="表中没有预算执行情况一栏的为提示",
)
def adjustment_explained(form: Context) -> Iterator[Issue]:
    """The budget changed during the year, and no text says a word of it."""
    total = form.assessment.total_fund
    initial, full = total.initial_budget.number, total.full_year_budget.number
    if not initial or not full or wrong_totals(form, "initial_budget", "full_year_budget"):
        return
    reasons = [row.indicator.deviation_reason.text for row in form.indicators]
    prose = [text.entry.text for text in form.texts] + reasons
    source_says = any(
        re.search(r"结转|追加|调整", fund.label.text)
        and (fund.full_year_budget.number or 0) != (fund.initial_budget.number or 0)
        for fund in form.assessment.sources
    )
    explained = source_says or any(_CHANGED.search(normalised(text)) for text in prose)
    difference = full - initial
    if abs(difference) <= tolerance(form, initial, full) or explained or _told(form, prose, difference):
        return
    share = plain(half_up(abs(difference) / initial * 100))
    said, label = "调增" if difference > 0 else "调减", form.assessment.label
    yield Issue(
        total.full_year_budget,
        f"{label('initial_budget')}{plain(initial)}{form.money.text}，{label('full_year_budget')}{plain(full)}{form.money.text}，"
        f"年中{said}{plain(abs(difference))}{form.money.text}（{share}%），表中没有说明原因。",
        basis=f"{plain(full)}－{plain(initial)}＝{signed(difference)}{form.money.text}。",
        also=(total.initial_budget,),
        severity=None if form.assessment.narrative("execution").place else Severity.INFO,
    )


def _told(form: Context, prose: list[str], difference: Decimal) -> bool:
    """The amount of the change is named: 7月遭遇强降雨，省级下达救灾资金120万元."""
    yuan = abs(convert(difference, form.money, UNITS["元"]))
    return any(abs(one.yuan - yuan) <= one.slack for text in prose for one in amounts_in(text))


@rule(
    "XP034",
    Severity.WARNING,
    "预算与执行分毫不差，文中却另有说法",
    why="预算数和执行数完全相等，就不会有结余，执行率也只能是100%，文中另有说法，说明有一处不是真实数。",
    basis="执行率等于全年执行数除以全年预算数，结余等于两者之差。",
    bad="全年预算数和全年执行数都是86.35万元，文中又写“预算执行率97.5%”。",
    good="全年执行数按决算填84.19万元，文中写“预算执行率97.5%”。",
    fix="请按决算核对全年执行数；表中没有错的，改正文中的说法。",
)
def equal_to_the_cent(form: Context) -> Iterator[Issue]:
    """Budget and executed are equal, and texts tell a rate other than 100 % or money left over."""
    spent = _all_spent(form)
    if spent is None:
        return
    for text in form.texts:
        for sentence in sentences(text.entry.text):
            words = _otherwise(sentence.replace(f"{form.assessment.year.number}年", ""), spent)
            if words:
                yield Issue(
                    text.entry,
                    f"预算数与执行数都是{spent.figure}，分毫不差，文中却写“{words}”。",
                    also=() if spent.cell is text.entry else (spent.cell,),
                )
                break


@dataclass(frozen=True)
class _AllSpent:
    """What was both budget and executed; in yuan, what rounding may hide between the two."""

    cell: Entry
    figure: str
    yuan: Decimal
    hidden: Decimal


def _all_spent(form: Context) -> _AllSpent | None:
    """In the table, else in one text."""
    total = form.assessment.total_fund
    budget, executed = total.full_year_budget.number, total.executed.number
    if budget is not None or executed is not None:
        if not budget or budget != executed or wrong_totals(form, "full_year_budget", "executed"):
            return None
        # of each amount, half of the last digit shown; whole 万元 are equal long before they are so to the cent
        rounded = Decimal(1).scaleb(-form.money_decimals)
        yuan, hidden = (convert(number, form.money, UNITS["元"]) for number in (budget, rounded))
        return _AllSpent(total.executed, f"{plain(budget)}{form.money.text}", yuan, hidden)
    for text in form.texts:
        found = list(claims(text.entry.text))
        planned = {claim.written for claim in found if not claim.executed}
        for claim in found:
            # so many digits are the same only where the one was copied from the other
            exact = len(claim.found.number.normalize().as_tuple().digits) >= _MANY_DIGITS
            if claim.executed and exact and claim.written in planned:
                return _AllSpent(text.entry, claim.written, claim.amount(UNITS["元"]), Decimal(0))
    return None


def _otherwise(sentence: str, spent: _AllSpent) -> str:
    """What a sentence says of a lower rate or of money left, of this year and for certain."""
    for found in _RATE.finditer(sentence):
        around = sentence[max(0, found.start() - 20) : found.end() + 2]
        unspent = spent.yuan * (HUNDRED - Decimal(found["figure"])) / HUNDRED
        if unspent > spent.hidden and not _ANOTHER_TIME.search(around):
            return found[0]
    left = _HAS_LEFT.search(sentence)
    if left is None or not _OF_THE_MONEY.search(sentence) or OTHER_MONEY.search(sentence):
        return ""
    if _ANOTHER_TIME.search(sentence[max(0, left.start() - 12) : left.end()]):
        return ""
    amount = amount_of(left).yuan if left["figure"] else _WORTH_TELLING
    return left[0] if amount > spent.hidden else ""
