"""One indicator recomputed: who decides its score, and what it comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from xlperf.model import Entry, Indicator
from xlperf.profiles import Band, FirstLevel, Profile
from xlperf.scoring.actual import answer_to, in_yuan, met_deadline
from xlperf.scoring.applicable import not_applicable
from xlperf.scoring.by_clause import ClauseScore, score_by_clause
from xlperf.scoring.clauses.facts import Fact
from xlperf.scoring.qualitative import band_of, limits
from xlperf.scoring.quantitative import POSITIVE, QuantitativeRule, rules_for
from xlperf.scoring.steps import step_score
from xlperf.scoring.totals import Points
from xlperf.units import NO_UNIT, Unit, alike, convert
from xlperf.values import Kind, Op, Value, normalised, parse_value

_BRACKETS = re.compile(r"\(.*\)\Z")


class Decided(StrEnum):
    """Who decides an indicator's score."""

    RULE = "rule"
    """target and actual are numbers in comparable units, or a deadline was met"""
    BAND = "band"
    """the phrase allows a band"""
    CLAUSE = "clause"
    """the form's own 评分细则 says what the actual value is worth"""
    FILLER = "filler"
    """nothing but the filler's judgement"""


@dataclass(frozen=True)
class IndicatorScore:
    """One indicator recomputed; points throughout.

    ``actual_number`` is the actual value in the target's unit. ``met`` and ``ratio`` (actual ÷ target, None when the
    target is not positive) only where the rule decides; a deadline that was missed is not ``met`` either.
    ``accepted`` are all scores the profile accepts, the first one being the rule's own. ``value`` is what counts in
    the recomputed total.
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
    clause: ClauseScore | None = None
    """the 评分细则 beside the indicator, understood or not; it goes before every other rule"""
    is_execution: bool = False
    """the row of 预算执行率: its points are those of the execution, not of an indicator"""
    not_applicable: bool = False

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
    def points(self) -> Points:
        """What it carries, was given, and counts."""
        return Points(self.weight, self.filled, self.value, applies=not self.not_applicable)

    @property
    def positive(self) -> bool:
        """More is better."""
        return (
            self.rule is not None
            and self.rule.bounds is None
            and self.rule.op in (Op.GE, Op.GT, Op.EQ, Op.NONE)
        )


def first_level_of(text: str, profile: Profile) -> FirstLevel | None:
    """The profile's first-level class that a text names, None for others."""
    # 产出指标(50分) is 产出指标
    wanted = _BRACKETS.sub("", normalised(text))
    for level in profile.first_levels:
        if wanted in {normalised(name) for name in (level.name, *level.aliases)}:
            return level
    return None


def score_indicator(
    indicator: Indicator, profile: Profile, facts: tuple[Fact, ...] = (), year: int | None = None
) -> IndicatorScore:
    """Recompute one indicator: by the form's own 评分细则, by rule where numbers decide, else as filled inside its band.

    ``facts``: items of its checklist that other rows show not to be done. ``year``: of deadlines that name none.
    """
    return replace(_decided(indicator, profile, facts, year), not_applicable=not_applicable(indicator))


def values_of(indicator: Indicator) -> tuple[Value, Value]:
    """The target, and the actual value read as the answer to it."""
    target = parse_entry(indicator.target)
    op = direction(target, indicator.first_level.text, indicator.second_level.text)
    actual = parse_entry(indicator.actual, target.unit)
    return target, answer_to(target, op, indicator.name.text, actual)


def _decided(
    indicator: Indicator, profile: Profile, facts: tuple[Fact, ...], year: int | None
) -> IndicatorScore:
    target, actual = values_of(indicator)
    weight = indicator.weight.number
    filled = indicator.score.number
    op = direction(target, indicator.first_level.text, indicator.second_level.text)
    clause = score_by_clause(indicator, target, actual, op, facts)
    if clause is not None and (clause.understood or target.quantitative):
        return _by_clause(indicator, target, actual, clause, profile)
    comparable = target.quantitative and actual.kind is Kind.NUMBER and alike(target.unit, actual.unit)
    if comparable and not in_yuan(target, actual):
        return _by_rule(indicator, target, actual, weight, filled, profile)
    on_time = met_deadline(target, actual, year)
    if on_time and weight is not None and weight >= 0:
        return _on_time(indicator, target, actual, weight, filled, profile)
    phrase = band_of(indicator.actual.text, profile)
    value = filled
    if filled is not None and weight is not None:
        low, high = limits(phrase, weight) if phrase else (Decimal(0), weight)
        value = min(max(filled, low), high)
    band = None if target.quantitative else phrase
    return IndicatorScore(
        indicator,
        target,
        actual,
        Decided.BAND if band else Decided.FILLER,
        met=on_time,
        band=band,
        value=value,
        clause=clause,
    )


def _on_time(
    indicator: Indicator,
    target: Value,
    actual: Value,
    weight: Decimal,
    filled: Decimal | None,
    profile: Profile,
) -> IndicatorScore:
    """A deadline that was met earns full marks; what a late one is worth, no rule says."""
    agrees = filled is not None and abs(filled - weight) <= profile.quantitative.tolerance
    value = filled if agrees else weight
    return IndicatorScore(indicator, target, actual, Decided.RULE, met=True, accepted=(weight,), value=value)


def _by_clause(
    indicator: Indicator, target: Value, actual: Value, clause: ClauseScore, profile: Profile
) -> IndicatorScore:
    """The sentence decides, or nobody but the filler: where it governs no other rule does."""
    filled, weight = indicator.score.number, indicator.weight.number
    if clause.decides and clause.outcome is not None:
        value = clause.value(filled, profile.quantitative.tolerance)
        accepted = clause.outcome.scores
        return IndicatorScore(
            indicator, target, actual, Decided.CLAUSE, accepted=accepted, value=value, clause=clause
        )
    held = filled if filled is None or weight is None else min(max(filled, Decimal(0)), weight)
    return IndicatorScore(indicator, target, actual, Decided.FILLER, value=held, clause=clause)


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
    rules = rules_for(op, bounds, profile)
    accepted: tuple[Decimal, ...] = ()
    value = filled
    if weight is not None and weight >= 0:
        scores = [rule.score(number, target.number, weight) for rule in rules]
        if profile.survey.steps and op in POSITIVE and _is_satisfaction(indicator, target, profile):
            scores.append(step_score(number, profile.survey.steps, weight))
        accepted = tuple(dict.fromkeys(scores))
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


def _is_satisfaction(indicator: Indicator, target: Value, profile: Profile) -> bool:
    level = first_level_of(indicator.first_level.text, profile)
    return level is not None and "满意度" in level.name and target.unit.dimension == "ratio"


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
