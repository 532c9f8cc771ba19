"""The whole form scored: every figure recomputed, beside what the form says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xlperf.decimals import half_up
from xlperf.model import Assessment, Entry, Indicator
from xlperf.profiles import Band, FirstLevel, Profile
from xlperf.scoring.actual import answer_to, in_yuan
from xlperf.scoring.execution import Execution, execution, shown_decimals
from xlperf.scoring.grade import grade_of
from xlperf.scoring.qualitative import band_of, inside, limits
from xlperf.scoring.quantitative import QuantitativeRule
from xlperf.units import NO_UNIT, Unit, alike, convert
from xlperf.values import Kind, Op, Value, normalised, parse_value

_BRACKETS = re.compile(r"\(.*\)\Z")


class Decided(StrEnum):
    """Who decides an indicator's score."""

    RULE = "rule"
    """target and actual are numbers in comparable units"""
    BAND = "band"
    """the phrase allows a band"""
    FILLER = "filler"
    """nothing but the filler's judgement"""


@dataclass(frozen=True)
class IndicatorScore:
    """One indicator recomputed; points throughout.

    ``actual_number`` is the actual value in the target's unit. ``met`` and ``ratio`` (actual ÷ target, None when the
    target is not positive) only where the rule decides. ``accepted`` are all scores the profile accepts, the first
    one being the rule's own. ``value`` is what counts in the recomputed total.
    """

    indicator: Indicator
    target: Value
    actual: Value
    decided: Decided
    rule: QuantitativeRule | None = None
    actual_number: Decimal | None = None
    met: bool | None = None
    ratio: Decimal | None = None
    accepted: tuple[Decimal, ...] = ()
    band: Band | None = None
    value: Decimal | None = None

    @property
    def weight(self) -> Decimal | None:
        """分值"""
        return self.indicator.weight.number

    @property
    def filled(self) -> Decimal | None:
        """得分 as filled"""
        return self.indicator.score.number

    @property
    def deducted(self) -> Decimal:
        """Points taken off by the filler, 0 when none or unknown."""
        if self.filled is None or self.weight is None:
            return Decimal(0)
        return max(Decimal(0), self.weight - self.filled)

    @property
    def positive(self) -> bool:
        """More is better."""
        return (
            self.rule is not None
            and self.rule.bounds is None
            and self.rule.op in (Op.GE, Op.GT, Op.EQ, Op.NONE)
        )


@dataclass(frozen=True)
class Scored:
    """The form's figures recomputed. ``weights_sum`` and ``scores_sum`` add up what is filled in."""

    execution: Execution
    source_executions: tuple[Execution, ...]
    indicators: tuple[IndicatorScore, ...]
    execution_points: Decimal
    stated_execution_score: Decimal | None
    weights_sum: Decimal
    scores_sum: Decimal
    total: Decimal | None
    grade: str | None


def first_level_of(text: str, profile: Profile) -> FirstLevel | None:
    """The profile's first-level class that a text names, None for others."""
    # 产出指标(50分) is 产出指标
    wanted = _BRACKETS.sub("", normalised(text))
    for level in profile.first_levels:
        if wanted in {normalised(name) for name in (level.name, *level.aliases)}:
            return level
    return None


def score_assessment(assessment: Assessment, profile: Profile) -> Scored:
    """Recompute everything that the form and the profile decide."""
    points = assessment.total_fund.weight.number
    points = profile.execution.points if points is None else points
    decimals = shown_decimals((assessment.total_fund, *assessment.sources))
    total_execution = execution(assessment.total_fund, decimals, points)
    indicators = tuple(score_indicator(indicator, profile) for indicator in assessment.indicators)
    stated = assessment.total_fund.execution_score.number
    values = [score.value for score in indicators] + [total_execution.score]
    known = [value for value in values if value is not None]
    total = half_up(sum(known, Decimal(0))) if len(known) == len(values) else None
    return Scored(
        execution=total_execution,
        source_executions=tuple(execution(fund, decimals, points) for fund in assessment.sources),
        indicators=indicators,
        execution_points=points,
        stated_execution_score=stated,
        weights_sum=points + sum((score.weight or Decimal(0) for score in indicators), Decimal(0)),
        scores_sum=(stated or Decimal(0))
        + sum((score.filled or Decimal(0) for score in indicators), Decimal(0)),
        total=total,
        grade=None if total is None else grade_of(total, profile),
    )


def score_indicator(indicator: Indicator, profile: Profile) -> IndicatorScore:
    """Recompute one indicator: by rule where numbers decide, else the filled score held inside its band."""
    target = parse_entry(indicator.target)
    actual = parse_entry(indicator.actual, target.unit)
    weight = indicator.weight.number
    filled = indicator.score.number
    op = direction(target, indicator.first_level.text, indicator.second_level.text)
    actual = answer_to(target, op, indicator.name.text, actual)
    comparable = target.quantitative and actual.kind is Kind.NUMBER and alike(target.unit, actual.unit)
    if comparable and not in_yuan(target, actual):
        return _by_rule(indicator, target, actual, weight, filled, profile)
    phrase = band_of(indicator.actual.text, profile)
    value = filled
    if filled is not None and weight is not None:
        low, high = limits(phrase, weight) if phrase else (Decimal(0), weight)
        value = min(max(filled, low), high)
    band = None if target.quantitative else phrase
    return IndicatorScore(
        indicator, target, actual, Decided.BAND if band else Decided.FILLER, band=band, value=value
    )


def parse_entry(entry: Entry, expected: Unit = NO_UNIT) -> Value:
    """The value of a cell; a numeric cell shown as percentage or with a unit is read as it shows."""
    value = parse_value(entry.text, expected)
    if value.kind is Kind.NUMBER and entry.number is not None and value.number != entry.number:
        # the number format rounds what shows; the cell's own figure counts
        return Value(Kind.NUMBER, value.raw, value.op, entry.number, unit=value.unit)
    return value


def _by_rule(
    indicator: Indicator,
    target: Value,
    actual: Value,
    weight: Decimal | None,
    filled: Decimal | None,
    profile: Profile,
) -> IndicatorScore:
    bounds = (target.number, target.high) if target.kind is Kind.RANGE else None
    op = direction(target, indicator.first_level.text, indicator.second_level.text)
    number = _comparable(actual, target)
    rules = [
        QuantitativeRule(op, reverse, bounds)
        for reverse in (profile.quantitative.reverse, *profile.quantitative.accepted_reverse)
    ]
    accepted: tuple[Decimal, ...] = ()
    value = filled
    if weight is not None and weight >= 0:
        accepted = tuple(dict.fromkeys(rule.score(number, target.number, weight) for rule in rules))
        value = accepted[0]
        tolerance = profile.quantitative.tolerance
        if filled is not None and any(abs(filled - score) <= tolerance for score in accepted):
            value = filled
    return IndicatorScore(
        indicator,
        target,
        actual,
        Decided.RULE,
        rule=rules[0],
        actual_number=number,
        met=rules[0].met(number, target.number),
        ratio=number / target.number if bounds is None and target.number > 0 else None,
        accepted=accepted,
        value=value,
    )


def direction(target: Value, first_level: str, second_level: str) -> Op:
    """The comparator of a target; a bare number means at most for costs and durations, else at least."""
    if target.op is not Op.NONE:
        return target.op
    levels = normalised(first_level) + normalised(second_level)
    duration = "时效" in levels and target.unit.dimension in ("span", "days", "months")
    return Op.LE if "成本" in levels or duration else Op.GE


def _comparable(actual: Value, target: Value) -> Decimal:
    """The actual number in the target's unit; a bare 0.98 against per cent means 98 %."""
    if actual.unit == NO_UNIT:
        bare_share = target.unit.dimension == "ratio" and 0 < actual.number <= 1 and target.number > 2
        return actual.number * 100 if bare_share else actual.number
    return convert(actual.number, actual.unit, target.unit)


__all__ = [
    "Decided",
    "IndicatorScore",
    "Scored",
    "direction",
    "first_level_of",
    "inside",
    "parse_entry",
    "score_assessment",
    "score_indicator",
]
