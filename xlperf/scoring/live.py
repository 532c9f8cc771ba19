"""Formulas without a stored result: a form of ours that was filled by a program that does not calculate.

The formula is the rule itself, so its result is known; only such empty results are filled in, nothing that shows
a value is touched.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xlperf.decimals import half_up, plain
from xlperf.model import Assessment, Entry, Fund, Indicator
from xlperf.profiles import Profile
from xlperf.scoring.assessment import Decided, score_indicator
from xlperf.scoring.execution import ExecutionRule, execution, shown_decimals
from xlperf.scoring.execution_place import execution_place
from xlperf.scoring.grade import grade_of
from xlperf.values import Kind

_SUMMED = ("initial_requested", "initial_budget", "full_year_budget", "executed")


def settled(assessment: Assessment, profile: Profile) -> Assessment:
    """The form with the results that its formulas have; forms that are not ours stay as they are."""
    if assessment.recognised_by != "names":
        return assessment
    sources = tuple(_balanced(source) for source in assessment.sources)
    fund = _balanced(_summed(assessment.total_fund, sources))
    rule = ExecutionRule(execution_place(assessment, profile).points, profile.execution)
    decimals = shown_decimals((fund, *sources))
    fund = _rated(fund, decimals, rule)
    sources = tuple(_rated(source, decimals, rule) for source in sources)
    indicators = tuple(_scored(indicator, profile) for indicator in assessment.indicators)
    numbers = [indicator.score.number for indicator in indicators]
    if rule.points and assessment.execution_indicator is None:
        numbers.append(fund.execution_score.number)
    known = [number for number in numbers if number is not None]
    total = _result(assessment.total, half_up(sum(known, Decimal(0))) if known else None)
    grade = assessment.grade
    if _waiting(grade) and total.number is not None and len(known) == len(numbers):
        grade = replace(grade, text=grade_of(total.number, profile))
    return replace(
        assessment, total_fund=fund, sources=sources, indicators=indicators, total=total, grade=grade
    )


def _waiting(entry: Entry) -> bool:
    return entry.waiting


def _counted(entry: Entry) -> Decimal | None:
    """The figure that a formula finds in the cell: none in a text, whatever it reads as."""
    return None if entry.worded else entry.number


def _result(entry: Entry, number: Decimal | None) -> Entry:
    if not _waiting(entry) or number is None:
        return entry
    return replace(entry, number=number, text=plain(number))


def _summed(fund: Fund, sources: tuple[Fund, ...]) -> Fund:
    sums = {}
    for field in _SUMMED:
        parts = [_counted(getattr(source, field)) for source in sources]
        known = [part for part in parts if part is not None]
        sums[field] = _result(getattr(fund, field), sum(known, Decimal(0)) if known else None)
    return replace(fund, **sums)


def _balanced(fund: Fund) -> Fund:
    budget, executed = _counted(fund.full_year_budget), _counted(fund.executed)
    left = None if budget is None or executed is None else budget - executed
    return replace(fund, carry_over=_result(fund.carry_over, left))


def _rated(fund: Fund, decimals: int, rule: ExecutionRule) -> Fund:
    found = execution(fund, decimals, rule)
    return replace(
        fund,
        execution_rate=_result(fund.execution_rate, found.rate),
        execution_score=_result(fund.execution_score, found.score),
    )


def _scored(indicator: Indicator, profile: Profile) -> Indicator:
    # the formula asks whether the cells are numbers: a text such as 42座 leaves it empty
    if not _waiting(indicator.score):
        return indicator
    found = score_indicator(indicator, profile)
    clause = found.clause.understood if found.clause and found.clause.by_choice else None
    if indicator.actual.worded and not clause:
        return indicator
    # and where it reads words, it knows those of the drop-down list only
    if clause and indicator.actual.text not in (clause.choices() or ()):
        return indicator
    if indicator.target.worded and found.target.kind is Kind.NUMBER:
        return indicator
    number = found.accepted[0] if found.decided is not Decided.FILLER and found.accepted else None
    return replace(indicator, score=_result(indicator.score, number))
