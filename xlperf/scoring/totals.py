"""Sums of points: the whole form, the form without what does not apply, the table of class scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import half_up
from xlperf.model import ClassScore
from xlperf.profiles import Profile
from xlperf.scoring.grade import grade_of
from xlperf.values import normalised

_SUMS = ("合计", "总计", "总分", "总计得分")
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Points:
    """Points of an indicator, of the execution or of a class: 分值, 得分 as filled, and what counts."""

    weight: Decimal | None
    filled: Decimal | None
    value: Decimal | None
    applies: bool = True


NOTHING = Points(None, None, _ZERO)


@dataclass(frozen=True)
class Totals:
    """``weights`` and ``scores`` add up what is filled in, ``total`` what counts; None while something is undecided."""

    weights: Decimal = _ZERO
    scores: Decimal = _ZERO
    total: Decimal | None = None
    grade: str | None = None


@dataclass(frozen=True)
class Applicable:
    """``rows``: the indicators that do not apply; ``weights`` and ``scores``: what they carry and were given.

    ``total``: the score of what does apply, rescaled to full marks (按适用指标折算百分制); None where it is undecided.
    """

    rows: tuple[int, ...]
    weights: Decimal
    scores: Decimal
    total: Decimal | None
    grade: str | None


def added_up(points: Sequence[Points], profile: Profile) -> Totals:
    """All points together."""
    values = [one.value for one in points]
    total = half_up(_sum(values)) if values and None not in values else None
    grade = None if total is None else grade_of(total, profile)
    return Totals(_sum([one.weight for one in points]), _sum([one.filled for one in points]), total, grade)


def of_classes(classes: Sequence[ClassScore], profile: Profile) -> Totals:
    """The classes together; 合计 is the form's own sum, not a class."""
    own = [one for one in classes if normalised(one.name) not in _SUMS]
    return added_up([Points(one.weight.number, one.score.number, one.score.number) for one in own], profile)


def without_inapplicable(
    indicators: Sequence[Points], execution: Sequence[Points], profile: Profile
) -> Applicable | None:
    """The form without the indicators that do not apply; None where all do. ``rows`` are places in ``indicators``."""
    rows = tuple(number for number, one in enumerate(indicators) if not one.applies)
    if not rows:
        return None
    left, kept = [indicators[number] for number in rows], [one for one in indicators if one.applies]
    rest = added_up([*kept, *execution], profile)
    total = None
    if rest.weights > 0 and rest.total is not None:
        total = half_up(_sum([one.value for one in (*kept, *execution)]) * profile.full_marks / rest.weights)
    grade = None if total is None else grade_of(total, profile)
    gone = added_up(left, profile)
    return Applicable(rows, gone.weights, gone.scores, total, grade)


def _sum(numbers: Sequence[Decimal | None]) -> Decimal:
    return sum((number for number in numbers if number is not None), _ZERO)
