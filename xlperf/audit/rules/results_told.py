"""Rules for amounts, points and grades told in the prose that are not those of this form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.audit.cells import address
from xlperf.audit.claims import Claim, claims
from xlperf.audit.context import Context, Text
from xlperf.audit.explain import same_amount
from xlperf.audit.finding import Severity
from xlperf.audit.fund_rows import wrong_totals
from xlperf.audit.passages import tells_part
from xlperf.audit.registry import Issue, rule
from xlperf.audit.rules.totals import grade_word
from xlperf.audit.told_points import wrong_grades, wrong_points
from xlperf.decimals import half_up, places_of, plain
from xlperf.scoring.grade import grade_of

GROUP = "文字部分的分数和别的项目的数"
_SEVERAL_YEARS = re.compile(r"(?<!\d)(\d{1,2}|[两二三四五六七八九十历]+)年来?(?![底末度])|累计")
_BUDGETS = ("full_year_budget", "initial_budget", "initial_requested", "arrived")


@rule(
    "XP078",
    Severity.ERROR,
    "文中的预算和执行是别的项目的",
    why="预算数、执行数都与表中不同，多半是套用了别的项目的材料，没有改完。",
    basis="文字部分的预算、执行应与项目资金一栏一致。",
    bad="表中全年预算数8.65万元、执行数6.25万元，文中写“全年项目预算30万元，实际执行28.4万元”。",
    good="文中写“全年项目预算8.65万元，实际执行6.25万元”。",
    fix="请核对这段文字是不是从别的项目复制来的，改为本项目的情况。",
)
def amounts_are_of_this_project(form: Context) -> Iterator[Issue]:
    """A sentence gives budget and execution of the whole, neither is in the table, and nowhere are the right ones told."""
    fund, label = form.assessment.total_fund, form.assessment.label
    budget, executed = fund.full_year_budget.number, fund.executed.number
    if budget is None or executed is None or wrong_totals(form, "full_year_budget", "executed"):
        return
    found = [(text, claim) for text in form.texts for claim in claims(text.entry.text)]
    if any(_known(claim, form) for _, claim in found):
        return
    for text, pair in _pairs(found, form):
        told_budget, told_executed = pair
        yield Issue(
            text.entry,
            f"文中写“{told_budget.quoted}”“{told_executed.quoted}”，表中{label('full_year_budget')}是{plain(budget)}{form.money.text}"
            f"{address(fund.full_year_budget)}，{label('executed')}是{plain(executed)}{form.money.text}{address(fund.executed)}，"
            "两个数都不同，像是别的项目的。",
            also=(fund.full_year_budget, fund.executed),
            stated=f"{told_budget.written}、{told_executed.written}",
            expected=f"{plain(budget)}{form.money.text}、{plain(executed)}{form.money.text}",
        )


def _pairs(found: list[tuple[Text, Claim]], form: Context) -> Iterator[tuple[Text, tuple[Claim, Claim]]]:
    year = form.assessment.year.number
    for text, budget in found:
        sentence = budget.found.sentence
        if budget.executed or not _of_the_project(budget) or tells_part(sentence, year):
            continue
        if _SEVERAL_YEARS.search(sentence):
            continue
        spent = [
            claim
            for other, claim in found
            if other is text and claim.executed and claim.found.sentence == sentence
        ]
        if len(spent) == 1 and spent[0].whole and spent[0].firm and spent[0].closes_clause:
            yield text, (budget, spent[0])


def _of_the_project(claim: Claim) -> bool:
    words = claim.quoted
    return (
        claim.whole and claim.closes_clause and ("项目" in words or "全年" in words) and "部门" not in words
    )


def _known(claim: Claim, form: Context) -> bool:
    """The amount is somewhere in the funding block, whatever it is called there."""
    amount, decimals = claim.amount(form.money), claim.decimals(form.money)
    for fund, _ in form.funds:
        for field in (*_BUDGETS, "executed", "carry_over"):
            number = getattr(fund, field).number
            shown = (form.money_decimals, places_of(number)) if number is not None else ()
            if any(same_amount(amount, decimals, number, places) for places in shown):
                return True
    return False


@rule(
    "XP079",
    Severity.ERROR,
    "文中的得分或等级与表中不同",
    why="文字里写的得分、等级和表中的不是同一个结果，公开时最容易被挑出来。",
    basis="文字部分的得分和等级应与指标表一致。",
    bad="总分91.54分，文中写“自评得分93.2分，等级为优”。",
    good="文中写“自评得分91.54分，等级为优”。",
    fix="请按表中的得分和等级改正文字；表中填错的，请改正表格。",
)
def points_as_told(form: Context) -> Iterator[Issue]:
    """Points and grades in the prose are those of the table."""
    if not form.assessment.scored:
        return
    for one in wrong_points(form):
        where = f"{plain(one.right)}分{address(one.cell)}"
        yield Issue(
            one.text.entry,
            f"文中写“{one.quoted}”，表中{one.name}是{where}。",
            also=(one.cell,),
            stated=plain(one.told),
            expected=plain(one.right),
        )
    stated = grade_word(form.assessment.grade.text, form.profile)
    total = form.total
    grade = stated or (None if total is None else grade_of(half_up(total), form.profile))
    if grade is not None and grade in ("优", "良", "中", "差"):
        for text, quoted, word in wrong_grades(form, grade):
            cell = form.assessment.grade if stated else form.assessment.total
            shown = (
                f"等级是“{grade}”"
                if stated
                else f"总分{plain(total)}分，应为“{grade}”"
                if total is not None
                else ""
            )
            yield Issue(
                text.entry,
                f"文中写“{quoted}”，表中{shown}{address(cell)}。",
                also=(cell,),
                stated=word,
                expected=grade,
            )
