"""Where the form gives its points for budget execution: beside the funds, in an indicator row, or nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from xlperf.model import Assessment, Entry, Fund
from xlperf.profiles import Profile
from xlperf.values import Kind, parse_value


@dataclass(frozen=True)
class ExecutionPlace:
    """``fund``: the total row with the rate and score that count; ``points``: what full execution is worth.

    ``row``: the indicator that carries these points. ``score``: the cell of the execution score.
    """

    fund: Fund
    points: Decimal
    score: Entry
    row: int | None = None


def execution_place(assessment: Assessment, profile: Profile) -> ExecutionPlace:
    """The indicator row before the cell beside the funds, before the profile's points."""
    fund, number = assessment.total_fund, assessment.execution_indicator
    if not assessment.scored or (assessment.class_scores and not assessment.indicators):
        return ExecutionPlace(fund, Decimal(0), fund.execution_score)
    if number is None and _without_points(assessment, profile):
        return ExecutionPlace(fund, Decimal(0), fund.execution_score)
    if number is None:
        points = profile.execution.points if fund.weight.number is None else fund.weight.number
        return ExecutionPlace(fund, points, fund.execution_score)
    row = assessment.indicators[number]
    if not row.clause.blank:
        # its own clause says how it is scored
        return ExecutionPlace(fund, Decimal(0), fund.execution_score)
    rate = fund.execution_rate
    if rate.blank and parse_value(row.actual.text).kind is Kind.NUMBER:
        rate = replace(row.actual, number=parse_value(row.actual.text).number)
    counted = replace(fund, weight=row.weight, execution_rate=rate, execution_score=row.score)
    return ExecutionPlace(counted, row.weight.number or Decimal(0), row.score, number)


def _without_points(assessment: Assessment, profile: Profile) -> bool:
    """A whole department's form with no cell for these points, whose indicators make full marks by themselves."""
    fund = assessment.total_fund
    if fund.weight.place is not None or fund.execution_score.place is not None:
        return False
    weights = sum((row.weight.number or Decimal(0) for row in assessment.indicators), Decimal(0))
    return "整体" in assessment.title.text and weights == profile.full_marks
