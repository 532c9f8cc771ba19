"""Sentences about a figure: steps, bands, proportions, occurrences, units done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from xlperf.decimals import HUNDRED, plain
from xlperf.scoring.clauses.conditions import Condition, GoalMet, ItemCount, Words
from xlperf.scoring.clauses.intervals import Interval, one_figure
from xlperf.scoring.clauses.kinds import Award, StepDown
from xlperf.scoring.clauses.late import IN_TIME, Late
from xlperf.scoring.clauses.occurrences import Occurrences
from xlperf.scoring.clauses.per_unit import PerUnit
from xlperf.scoring.clauses.points import NOTHING, Points
from xlperf.scoring.clauses.proportion import Proportion
from xlperf.scoring.clauses.shares import of_target
from xlperf.scoring.clauses.steps import Steps
from xlperf.scoring.clauses.together import Found, Sentence
from xlperf.units import NO_UNIT, Unit, alike, convert


def steps(one: Sentence) -> Found:
    """S: full marks at a figure, points off for every step beyond it."""
    step = _only_step(one)
    if step is None:
        return None
    if not one_figure([step.subject, *_subjects(one)]):
        return "细则说到的数不止一个，看不出完成值是哪一个"
    full = [award for award in one.awards if one.full(award.points)]
    rest = [award for award in one.awards if not one.full(award.points)]
    if len(full) > 1 or not one.base_fits:
        return "得满分的条件写了不止一个"
    if not full and one.awards:
        return f"写的情况都得不满{plain(one.weight)}分"
    if step.late and full and _in_time(full[0].condition):
        if rest or one.otherwise:
            return "除了每延迟多久扣几分，还写了别的条件，看不出合起来怎么算"
        return Late(one.text, one.weight, (), step.size, step.unit, step.points, one.floor)
    threshold = _threshold(one, full[0] if full else None, step)
    if isinstance(threshold, str):
        return threshold
    cutoffs = _cutoffs(rest, threshold.unit)
    if cutoffs is None or (one.otherwise and one.otherwise[0].points != NOTHING) or len(one.otherwise) > 1:
        return "除了每差多少扣几分，还写了别的条件，看不出合起来怎么算"
    if one.otherwise:
        return "既写每差多少扣几分，又写“否则”，看不出以哪个为准"
    size, size_unit = _size(step, threshold)
    if size is None:
        return "每差多少扣几分的单位，与得满分的那个数的单位不同"
    line = threshold.number
    return Steps(
        one.text, one.weight, (), line, threshold.unit, step.falling, threshold.strict, threshold.absolute,
        size, size_unit, step.points, one.floor, cutoffs,
        line is not None and any(map(of_target, [step.subject, *_subjects(one)])),
    )  # fmt: skip


def _only_step(one: Sentence) -> StepDown | None:
    """The one step of the sentence; 每少1项 is one where full marks are given for a figure or the target."""
    if len(one.steps) == 1 and one.only("awards", "steps", "otherwise"):
        return one.steps[0]
    of_figure = one.awards and all(
        isinstance(award.condition, Interval) or award.condition == GoalMet() for award in one.awards
    )
    if len(one.item_downs) == 1 and of_figure and one.only("awards", "item_downs", "otherwise"):
        return one.item_downs[0].step
    return None


def _subjects(one: Sentence) -> list[str]:
    return [award.condition.subject for award in one.awards if isinstance(award.condition, Interval)]


def _in_time(condition: Condition) -> bool:
    return isinstance(condition, Words) and IN_TIME.fullmatch(condition.text) is not None


@dataclass(frozen=True)
class _Threshold:
    number: Decimal | None
    unit: Unit = NO_UNIT
    strict: bool = False
    absolute: bool = False


def _threshold(one: Sentence, full: Award | None, step: StepDown) -> _Threshold | str:
    condition = full.condition if full else GoalMet()
    if condition == GoalMet():
        return _Threshold(step.limit, step.limit_unit)
    if not isinstance(condition, Interval):
        return "得满分的条件写的不是数，却写了每差多少扣几分，看不出从哪里算起"
    if not (condition.one_sided or condition.bare):
        return "得满分的是一段范围，看不出从哪一头起扣分"
    if not condition.bare and (condition.low is not None) != step.falling:
        return "得满分的方向与扣分的方向相反，好比“以上”得满分，却写每高多少扣几分"
    number = condition.limits[0]
    if step.limit is not None and step.limit != number:
        return "前后写的得满分的数不一样"
    strict = not condition.bare and not (
        condition.with_low if condition.low is not None else condition.with_high
    )
    return _Threshold(number, condition.unit, strict, condition.absolute)


def _size(step: StepDown, threshold: _Threshold) -> tuple[Decimal | None, Unit]:
    """The size of a step with its unit, in the threshold's where that is known; per cent of it may stay."""
    if threshold.number is None or NO_UNIT in (step.unit, threshold.unit):
        return step.size, step.unit
    if step.unit.dimension == "ratio" or step.unit == threshold.unit:
        return step.size, step.unit
    if not alike(step.unit, threshold.unit):
        return None, step.unit
    return convert(step.size, step.unit, threshold.unit), threshold.unit


def _cutoffs(awards: list[Award], unit: Unit) -> tuple[tuple[Interval, Points], ...] | None:
    found = []
    for award in awards:
        condition = award.condition
        if not isinstance(condition, Interval) or not award.points.exact or not condition.one_sided:
            return None
        if NO_UNIT not in (condition.unit, unit) and not alike(condition.unit, unit):
            return None
        found.append((condition, award.points))
    return tuple(found)


def occurrences(one: Sentence) -> Found:
    """N: points off for every occurrence."""
    if len(one.events) != 1 or not one.only("awards", "events") or not one.base_fits:
        return None
    awards = one.awards
    if len(awards) > 1 or (
        awards and (not isinstance(awards[0].condition, Words | GoalMet) or not one.full(awards[0].points))
    ):
        return "除了每发生一次扣几分，还写了别的条件，看不出合起来怎么算"
    event = one.events[0]
    clean = awards[0].condition if awards else None
    words = clean.text if isinstance(clean, Words | GoalMet) else ""
    return Occurrences(one.text, one.weight, (), event.points, one.floor, event.unit, words)


def per_unit(one: Sentence) -> Found:
    """U: points for every unit done, up to the weight."""
    if len(one.units) != 1 or not one.only("units") or not one.base_fits:
        return None
    if not one.capped and one.base is None:
        return "没有写最高得几分"
    unit = one.units[0]
    return PerUnit(one.text, one.weight, (), unit.size, unit.unit, unit.points)


def proportion(one: Sentence) -> Found:
    """P and R: points in proportion, full marks at the target."""
    if len(one.proportions) != 1 or not one.only("awards", "proportions") or not one.base_fits:
        return None
    full = [award for award in one.awards if one.full(award.points)]
    rest = [award for award in one.awards if award not in full]
    if len(full) > 1:
        return "得满分的条件写了不止一个"
    share = one.proportions[0]
    line = full[0].condition if full else GoalMet()
    if share.missed is True and line in _DONE:
        line = GoalMet()
    if not one_figure([share.subject, *_subjects(one)]):
        return "细则说到的数不止一个，看不出完成值是哪一个"
    if share.form == "rate" and isinstance(line, Interval) and _whole_rate(line):
        line = GoalMet()
    if isinstance(line, Interval) and share.form in ("rate", "goal"):
        if line.high is not None and not line.bare:
            return "得满分的条件不是达到多少，看不出按什么比例给分"
        if isinstance(share.missed, Interval) and share.missed != _just_below(line, share.missed):
            return "按比例给分的范围与得满分的数对不上"
    elif line != GoalMet() or isinstance(share.missed, Interval):
        return "看不出做到多少得满分，也就看不出按什么比例给分"
    percent = [award.condition.unit.text for award in rest if isinstance(award.condition, Interval)]
    if len(percent) != len(rest) or any(text != "%" for text in percent):
        return "除了按比例给分，还写了别的条件，看不出合起来怎么算"
    cutoffs = _cutoffs(rest, NO_UNIT)
    if cutoffs is None:
        return "除了按比例给分，还写了别的条件，看不出合起来怎么算"
    return Proportion(
        one.text, one.weight, (), share.form, cutoffs, line if isinstance(line, Interval) else None
    )


_DONE = (Words("完成"), Words("按要求完成"), ItemCount(None))
"""Reaching the target, where 未完成 is the other case: 完成得5分,未完成按比例得分."""


def _whole_rate(line: Interval) -> bool:
    """完成率达到100%: the target itself."""
    return (
        line.subject.startswith("完成率") and line.limits[:1] == (HUNDRED,) and line.high in (None, HUNDRED)
    )


def _just_below(line: Interval, below: Interval) -> Interval:
    """What a line for full marks leaves: ≥90% leaves <90%."""
    return replace(below, low=None, high=line.limits[0], with_high=False)
