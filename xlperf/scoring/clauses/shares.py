"""Sentences about 完成率 where the form writes what was done: the rate is the actual value's share of the target."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.scoring.clauses.answers import Answer, Unusable, figure_of
from xlperf.scoring.clauses.outcome import Line, Outcome, undecided
from xlperf.units import UNITS
from xlperf.values import Kind, Op, Value

_RATE_OF_TARGET = re.compile(r"(?:指标|任务|目标|计划|实际|目标任务|年度)*(?:完成率|完成比例|完成程度)")
_PER_CENT = UNITS["%"]
_PLACES = 9


def of_target(subject: str) -> bool:
    """A figure of this name is a share of the target."""
    return _RATE_OF_TARGET.fullmatch(subject) is not None


def literal(goal: Value, line: Line | None) -> bool:
    """The target is that rate itself: 100%, or the sentence's own limit."""
    if goal.unit.dimension != "ratio":
        return False
    return goal.number == HUNDRED or (line is not None and line.number == goal.number)


def by_share(score: Callable[[Answer], Outcome], answer: Answer) -> Outcome:
    """The outcome for the actual value's share of the target; where both are rates, also for the value itself."""
    goal = answer.goal
    upward = goal.op in (Op.GE, Op.GT, Op.EQ, Op.NONE)
    if goal.kind is not Kind.NUMBER or goal.approximate or goal.number <= 0 or not upward:
        return undecided("细则看完成率，指标值不是一个可以相除的数")
    x = figure_of(answer, goal.unit)
    if isinstance(x, Unusable):
        return undecided(x.why)
    share = half_up(max(x, Decimal(0)) / goal.number * HUNDRED, _PLACES)
    whole = Value(Kind.NUMBER, goal.raw, Op.GE, HUNDRED, unit=_PER_CENT)
    shared = score(Answer(Value(Kind.NUMBER, answer.text, number=share, unit=_PER_CENT), whole))
    if goal.unit.dimension != "ratio":
        return shared
    itself = score(answer)
    if set(itself.scores) == set(shared.scores) and itself.span == shared.span:
        return itself
    if not itself.scores or not shared.scores:
        return undecided("看不出细则的完成率说的是完成值，还是完成值占指标值的比例")
    scores = tuple(dict.fromkeys((*itself.scores, *shared.scores)))
    words = "或".join(f"{plain(one)}分" for one in scores)
    return Outcome(scores, itself.derivation, ambiguous=f"细则没有写明完成率怎么算，可以得{words}")
