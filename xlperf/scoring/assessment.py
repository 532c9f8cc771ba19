"""The whole form scored: every figure recomputed, beside what the form says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from xlperf.model import BLANK, Assessment, Entry
from xlperf.profiles import Profile
from xlperf.scoring.by_clause import facts_by_row
from xlperf.scoring.execution import Execution, ExecutionRule, Interval, execution, shown_decimals
from xlperf.scoring.execution_place import execution_place
from xlperf.scoring.indicator import (
    Decided,
    IndicatorScore,
    direction,
    first_level_of,
    parse_entry,
    score_indicator,
    values_of,
)
from xlperf.scoring.totals import (
    NOTHING,
    Applicable,
    Points,
    Totals,
    added_up,
    of_classes,
    without_inapplicable,
)


@dataclass(frozen=True)
class Scored:
    """The form's figures recomputed. ``weights_sum`` and ``scores_sum`` add up what is filled in.

    ``applicable``: the form without the indicators that do not apply, None where all do. Forms without scores have no
    points, sums of zero, no total and no grade; forms with nothing but class scores have those of the classes.
    """

    execution: Execution
    source_executions: tuple[Execution, ...]
    indicators: tuple[IndicatorScore, ...]
    execution_rule: ExecutionRule
    stated_execution_score: Decimal | None
    weights_sum: Decimal
    scores_sum: Decimal
    total: Decimal | None
    grade: str | None
    execution_score: Entry = BLANK
    """the cell of the execution score"""
    applicable: Applicable | None = None

    @property
    def execution_points(self) -> Decimal:
        """What full execution is worth on this form."""
        return self.execution_rule.points


def score_assessment(assessment: Assessment, profile: Profile) -> Scored:
    """Recompute everything that the form and the profile decide."""
    place = execution_place(assessment, profile)
    rule = ExecutionRule(place.points, profile.execution)
    decimals = shown_decimals((assessment.total_fund, *assessment.sources))
    own = execution(place.fund, decimals, rule)
    sources = tuple(execution(fund, decimals, rule) for fund in assessment.sources)
    facts = facts_by_row([(indicator, *values_of(indicator)) for indicator in assessment.indicators])
    indicators = tuple(
        score_indicator(indicator, profile, told, _year(assessment))
        for indicator, told in zip(assessment.indicators, facts, strict=True)
    )
    if place.row is not None:
        own = _by_either(own, indicators[place.row])
        filler = replace(
            indicators[place.row],
            decided=Decided.FILLER,
            rule=None,
            accepted=(),
            band=None,
            clause=None,
            is_execution=True,
        )
        indicators = (*indicators[: place.row], filler, *indicators[place.row + 1 :])
    stated = place.fund.execution_score.number
    # the row of the execution adds nothing of its own
    rows = [NOTHING if row.is_execution else row.points for row in indicators]
    execution_points = [Points(place.points, stated, own.score)] if place.points else []
    if not assessment.scored:
        totals = Totals()
    elif assessment.class_scores and not indicators:
        totals = of_classes(assessment.class_scores, profile)
    else:
        totals = added_up([*rows, *execution_points], profile)
    applicable = without_inapplicable(rows, execution_points, profile) if assessment.scored else None
    if applicable and all(rows[number].filled is None for number in applicable.rows):
        # 不适用 stands in the place of the score: what is left counts in proportion to full marks
        totals = replace(totals, total=applicable.total, grade=applicable.grade)
    return Scored(
        execution=own,
        source_executions=sources,
        indicators=indicators,
        execution_rule=rule,
        stated_execution_score=stated,
        weights_sum=totals.weights,
        scores_sum=totals.scores,
        total=totals.total,
        grade=totals.grade,
        execution_score=place.score,
        applicable=applicable,
    )


def _by_either(own: Execution, row: IndicatorScore) -> Execution:
    """An execution row may be scored against its own target as well: 96 % of ≥95 % in full."""
    accepted = tuple(Interval(score, score) for score in row.accepted)
    if own.score is None:
        return replace(own, score=row.accepted[0] if row.accepted else row.filled, accepted=accepted)
    found = replace(own, accepted=(*own.accepted, *accepted))
    filled = row.filled
    return replace(found, score=filled) if filled is not None and found.score_agrees(filled) else found


def _year(assessment: Assessment) -> int | None:
    number = assessment.year.number
    return int(number) if number is not None and 1900 <= number < 2200 else None


__all__ = [
    "Decided",
    "IndicatorScore",
    "Scored",
    "direction",
    "first_level_of",
    "parse_entry",
    "score_assessment",
    "score_indicator",
]
