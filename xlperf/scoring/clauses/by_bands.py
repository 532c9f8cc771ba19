"""Sentences about bands of a figure."""

from __future__ import annotations

from dataclasses import replace

from xlperf.decimals import plain
from xlperf.scoring.clauses.conditions import GoalMet, Words
from xlperf.scoring.clauses.intervals import Interval, one_figure
from xlperf.scoring.clauses.kinds import Award, Otherwise
from xlperf.scoring.clauses.outcome import Complaint, Flaw
from xlperf.scoring.clauses.shares import of_target
from xlperf.scoring.clauses.tiers import Tier, Tiers
from xlperf.scoring.clauses.together import Found, Sentence
from xlperf.units import NO_UNIT, Unit, convert

_BEYOND = ("超出", "超过", "超支", "超标", "超出的部分")
_SHORT = ("未达到", "达不到", "未达标", "不达标", "不足", "未达", "低于")


def tiers(one: Sentence) -> Found:
    """B, and D by a figure: bands with their points."""
    if not one.awards or not one.only("awards", "otherwise") or len(one.otherwise) > 1 or not one.base_fits:
        return None
    awards, otherwise = _with_otherwise(one)
    conditions = [award.condition for award in awards]
    intervals = [condition for condition in conditions if isinstance(condition, Interval)]
    if len(intervals) + sum(isinstance(condition, GoalMet) for condition in conditions) != len(conditions):
        return None
    if len(awards) + len(otherwise) < 2:
        return one.lone()
    if not one_figure(interval.subject for interval in intervals):
        return "细则里看的不止一个数"
    unit = _common_unit(intervals)
    if unit is None:
        return "各档的单位不一样"
    goal_named = any(condition == GoalMet() for condition in conditions)
    rate = not goal_named and any(of_target(interval.subject) for interval in intervals)
    absolute = any(interval.absolute for interval in intervals)
    tiers = tuple(
        Tier(_in_unit(award.condition, unit), award.points)
        for award in awards
        if isinstance(award.condition, Interval | GoalMet)
    )
    tiers += tuple(Tier(None, part.points) for part in otherwise)
    if len({tier.interval for tier in tiers}) < len(tiers):
        return "同一种情况给了两种分"
    return Tiers(one.text, one.weight, _signs(intervals, unit), tiers, unit, absolute, rate)


def _with_otherwise(one: Sentence) -> tuple[tuple[Award, ...], tuple[Otherwise, ...]]:
    """不超过100万元得5分,超出不得分: the second half is 否则."""
    if len(one.awards) != 2 or one.otherwise:
        return one.awards, one.otherwise
    first, second = one.awards
    condition, rest = first.condition, second.condition
    if not isinstance(condition, Interval) or not isinstance(rest, Words | GoalMet) or rest == GoalMet():
        return one.awards, one.otherwise
    opposite = (
        _BEYOND if condition.low is None else _SHORT if condition.high is None or condition.bare else ()
    )
    if rest.text not in opposite:
        return one.awards, one.otherwise
    return (first,), (Otherwise(second.points),)


def _common_unit(intervals: list[Interval]) -> Unit | None:
    units = [interval.unit for interval in intervals if interval.unit != NO_UNIT]
    if not units:
        return NO_UNIT
    return units[0] if all(other.dimension == units[0].dimension for other in units) else None


def _in_unit(condition: Interval | GoalMet, unit: Unit) -> Interval | GoalMet:
    if isinstance(condition, GoalMet) or condition.unit in (NO_UNIT, unit):
        return replace(condition, unit=unit) if isinstance(condition, Interval) else condition
    low = convert(condition.low, condition.unit, unit) if condition.low is not None else None
    high = convert(condition.high, condition.unit, unit) if condition.high is not None else None
    return replace(condition, low=low, high=high, unit=unit)


def _signs(intervals: list[Interval], unit: Unit) -> tuple[Complaint, ...]:
    if unit == NO_UNIT:
        return ()
    lacking = [interval for interval in intervals if interval.unsigned or interval.unit == NO_UNIT]
    if not lacking:
        return ()
    listed = "、".join(
        "—".join(plain(limit) for limit in dict.fromkeys(interval.limits)) for interval in lacking
    )
    return (Complaint(Flaw.SIGN, f"“{listed}”缺“{unit.text}”，已按“{unit.text}”理解"),)
