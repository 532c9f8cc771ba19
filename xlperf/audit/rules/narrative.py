"""Rules for the prose: what it says must be what the table says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address
from xlperf.audit.claims import AMOUNT, OF_THE_WHOLE, Claim, claims
from xlperf.audit.context import Context, Text
from xlperf.audit.explain import Figure, Match, explain_by_one, same_amount
from xlperf.audit.finding import Severity
from xlperf.audit.fund_rows import figures, wrong_totals
from xlperf.audit.passages import sentences, tells_part
from xlperf.audit.registry import Issue, rule
from xlperf.audit.surplus_claims import Contradiction, contradicted, named
from xlperf.audit.wording import names_other_money
from xlperf.decimals import HUNDRED, half_up, places_of, plain
from xlperf.model import Entry, Fund

GROUP = "文字部分"
_MANY_YEARS = re.compile(r"(?<!\d)(\d{1,2}|[两二三四五六七八九十]+)年(?![底末度])|累计")
_SEVERAL_YEARS = re.compile(r"(?<!\d)(\d{1,2}|[两二三四五六七八九十历]+)年来?(?![底末度])|监控")
_OFFICE_BUDGET = re.compile(r"部门|单位")
_IN_DOUBT = re.compile(r"合同|中标|分别|另|其他|每|人均|单[价位个次]|标段")
_AMOUNT = re.compile(AMOUNT)
_CLOSE = Decimal("0.05")
_BUDGETS = ("full_year_budget", "initial_budget", "initial_requested")


@rule(
    "XP077",
    Severity.ERROR,
    "文中的金额与表中不符",
    why="文字和表格是同一笔钱，数字不一致说明有一处填错；最常见的是把结余当成了执行数。",
    basis="文字部分的金额应与项目资金一栏一致，四舍五入的除外。",
    bad="表中全年执行数6.25万元、结余2.4万元，文中写“实际执行2.4万元”。",
    good="文中写“实际执行6.25万元，结余2.4万元”。",
    fix="请核对后改正文字或表格，使两处一致。",
)
def prose_agrees_with_table(form: Context) -> Iterator[Issue]:
    """What prose claims as executed, as budget, as surplus or as the rate is what the table says."""
    for text in form.texts:
        seen: set[str] = set()
        found = list(claims(text.entry.text))
        right = [claim for claim in found if _is_right(claim, form)]
        for claim in found:
            if claim in right or _of_something_else(claim, found, right):
                continue
            match = _mistaken_for(claim, right, form)
            claims_whole = match or _beside_right_other(claim, right, form) or _lone(claim, text, found, form)
            if claims_whole and claim.quoted not in seen:
                seen.add(claim.quoted)
                yield _mismatch(claim, match, text, form)
    for contradiction in contradicted(form):
        yield _contradiction(contradiction)


def _of_something_else(claim: Claim, found: list[Claim], right: list[Claim]) -> bool:
    """The sentence speaks of a part with a budget of its own, of several parts, of several years, or of the office."""
    near = [other for other in found if other.found.sentence == claim.found.sentence and other not in right]
    if not claim.executed:
        return _OFFICE_BUDGET.search(claim.quoted) is not None
    parts = {other.written for other in near if other.executed}
    own_budget = any(not other.executed for other in near)
    return own_budget or len(parts) > 1 or _SEVERAL_YEARS.search(claim.found.sentence) is not None


def _cells(executed: bool, fund: Fund) -> Iterator[Entry]:
    for field in ("executed",) if executed else _BUDGETS:
        cell: Entry = getattr(fund, field)
        if cell.number is not None:
            yield cell


def _main_cell(claim: Claim, form: Context) -> Entry | None:
    """What the claim is held against; nothing while the total row itself is in doubt."""
    if wrong_totals(form, *(("executed",) if claim.executed else _BUDGETS)):
        return None
    return next(_cells(claim.executed, form.assessment.total_fund), None)


def _is_right(claim: Claim, form: Context) -> bool:
    """The claim is an amount of its own kind in the table, or there is none to compare with."""
    if _main_cell(claim, form) is None:
        return True
    amount, decimals = claim.amount(form.money), claim.decimals(form.money)
    known = [cell.number or Decimal(0) for fund, _ in form.funds for cell in _cells(claim.executed, fund)]
    return any(
        same_amount(amount, decimals, number, shown)
        for number in known
        for shown in (form.money_decimals, places_of(number))
    )


def _mistaken_for(claim: Claim, right: list[Claim], form: Context) -> Match | None:
    """The other figure of the table that the claim gives; None where it may speak of something else."""
    head = claim.found.clause.partition("(")[0]
    if (
        not claim.whole
        or not (claim.closes_clause or claim.firm)
        or tells_part(head, form.assessment.year.number)
    ):
        return None
    if any(
        other.executed == claim.executed and other.found.sentence == claim.found.sentence for other in right
    ):
        return None
    match = explain_by_one(
        claim.amount(form.money), claim.decimals(form.money), figures(form), form.money.text
    )
    match = match or _left_over(claim, right, form)
    if match is None:
        return None
    budgets = {cell for fund, _ in form.funds for cell in _cells(False, fund)}
    if claim.executed and match.figures[0].entry in budgets:
        # 项目支出8.65万元 is what people also call a budget
        told_elsewhere = any(other.executed for other in right)
        return match if claim.firm and not told_elsewhere else None
    return match


def _left_over(claim: Claim, right: list[Claim], form: Context) -> Match | None:
    """The claim is what budget and executed leave, where no cell has it and no text tells the executed amount rightly."""
    left = _surplus(form)
    if left is None or not claim.executed:
        return None
    beside = [other for other in right if other.found.sentence == claim.found.sentence]
    if len(_AMOUNT.findall(claim.found.sentence)) > 1 + len(beside):
        return None
    told = [other for text in form.texts for other in claims(text.entry.text) if other.executed]
    if any(_is_right(other, form) for other in told):
        return None
    return explain_by_one(claim.amount(form.money), claim.decimals(form.money), [left], form.money.text)


def _surplus(form: Context) -> Figure | None:
    """What budget and executed leave, unless a cell has it already."""
    total = form.assessment.total_fund
    budget, executed = total.full_year_budget, total.executed
    if total.carry_over.number is not None or budget.number is None or executed.number is None:
        return None
    left = budget.number - executed.number
    label = form.assessment.label
    name = f"{label('full_year_budget')}{address(budget)}减去{label('executed')}{address(executed)}"
    return Figure(name, Entry(plain(left), left), form.money_decimals) if left > 0 else None


def _swapped(claim: Claim, match: Match | None, form: Context) -> bool:
    """The claim is the surplus of the table, whose rate or score fits it: there executed and surplus are swapped."""
    total, own = form.assessment.total_fund, form.scored.execution
    budget, executed, amount = total.full_year_budget.number, total.executed.number, claim.amount(form.money)
    if match is None or not claim.executed or not budget or executed is None or amount <= executed:
        return False
    if len(match.figures) != 1 or match.figures[0].entry not in (total.carry_over, _computed(form)):
        return False
    rate = half_up(amount / budget * HUNDRED)
    score = form.scored.stated_execution_score
    fits = score is not None and abs(score - form.scored.execution_rule.score(rate)) <= _CLOSE
    return fits or (own.stated_rate is not None and abs(own.stated_rate - rate) <= _CLOSE)


def _computed(form: Context) -> Entry | None:
    surplus = _surplus(form)
    return surplus.entry if surplus else None


def _beside_right_other(claim: Claim, right: list[Claim], form: Context) -> bool:
    """The sentence gives the other figure rightly, so this one can only mean the whole as well."""
    sentence = claim.found.sentence
    if not claim.whole or not claim.closes_clause or tells_part(sentence, form.assessment.year.number):
        return False
    others = [other for other in right if other.found.sentence == sentence]
    own_kind_told = any(other.executed == claim.executed for other in others)
    return not own_kind_told and any(_is_total(other, form) for other in others)


def _lone(claim: Claim, text: Text, found: list[Claim], form: Context) -> bool:
    """The only amount that the form says was executed, said firmly where the execution is told."""
    others = [other for one in form.texts for other in claims(one.entry.text) if other.executed]
    if not claim.executed or len(others) > 1:
        return False
    if text.key != "execution" and not (text.key == "completion" and _speaks_of_whole(claim, text, found)):
        return False
    firm = claim.firm and claim.whole and claim.closes_clause and "约" not in claim.quoted
    sentence = claim.found.sentence
    apart = _MANY_YEARS.search(sentence) or tells_part(sentence, form.assessment.year.number)
    return firm and not apart and not _IN_DOUBT.search(sentence)


def _speaks_of_whole(claim: Claim, text: Text, found: list[Claim]) -> bool:
    """The sentence begins with the claim, and the text tells no amount but the budget beside it."""
    before = claim.found.sentence[: claim.found.match.start()].replace(",", "")
    prose = "。".join(sentences(text.entry.text))
    alone = len(_AMOUNT.findall(prose)) <= len(found)
    return alone and OF_THE_WHOLE.fullmatch(before) is not None and not names_other_money(prose)


def _is_total(claim: Claim, form: Context) -> bool:
    cell = _main_cell(claim, form)
    if cell is None or cell.number is None:
        return False
    return same_amount(
        claim.amount(form.money), claim.decimals(form.money), cell.number, max(places_of(cell.number), 0)
    )


def _mismatch(claim: Claim, match: Match | None, text: Text, form: Context) -> Issue:
    cell = _main_cell(claim, form)
    assert cell is not None  # a claim without a figure to compare with counts as right
    unit = form.money.text
    number = cell.number or Decimal(0)
    name = form.assessment.label("executed") if claim.executed else "预算数"
    message = f"文中写“{claim.quoted}”，表中{name}是{plain(number)}{unit}{address(cell)}"
    message += f"；{claim.written}{match.text}。" if match else "，两处不是同一个数。"
    same_unit = claim.unit == form.money
    fix = f"{name}以表中为准的，请把文中的“{claim.written}”改为“{plain(number)}{unit}”；表中填错的，请改正表格。"
    also: tuple[Entry, ...] = ()
    if _swapped(claim, match, form):
        total = form.assessment.total_fund
        message += "表中的执行数和结余可能填反了。"
        fix = f"请按决算核对：实际执行的确是{claim.written}的，请改正表中的{name}，执行率和得分随之重算；表中没有错的，请改正文字。"
        also = (cell, total.execution_rate, total.execution_score, form.assessment.total)
    return Issue(
        text.entry,
        message,
        fix=fix,
        basis=f"表中{name}{plain(number)}{unit}{address(cell)}，文中{claim.written}。",
        also=also,
        stated=claim.found.figure if same_unit else claim.written,
        expected=plain(number) if same_unit else f"{plain(number)}{unit}",
    )


def _contradiction(found: Contradiction) -> Issue:
    percent = found.right.endswith("%")
    return Issue(
        found.text.entry,
        f"文中写“{found.quoted}”，{named(found)}，两处不是同一个数。",
        fix=f"以表中为准的，请把文中的“{found.written}”改为“{found.right}”；表中填错的，请改正表格。",
        basis="执行率等于全年执行数除以全年预算数。"
        if percent
        else "资金结(转)余等于全年预算数减全年执行数。",
        stated=found.written,
        expected=found.right,
    )
