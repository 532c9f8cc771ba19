"""What a part of a sentence may be: it gives points, costs points, or limits them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlperf.scoring.clauses.conditions import Condition
from xlperf.scoring.clauses.intervals import Interval
from xlperf.scoring.clauses.points import Points
from xlperf.units import NO_UNIT, Unit


@dataclass(frozen=True)
class Award:
    """These points where the condition holds; ``verb``: 得 or the like was written."""

    condition: Condition
    points: Points
    verb: bool = True


@dataclass(frozen=True)
class Otherwise:
    """These points in every other case (否则不得分)."""

    points: Points


@dataclass(frozen=True)
class StepDown:
    """``points`` off for every ``size`` by which the figure is worse; ``falling``: less is worse.

    ``limit``: from which figure on, where the sentence says it again. ``late``: time by which it comes too late.
    ``subject``: the name of the figure, where the part gives it.
    """

    falling: bool
    size: Decimal
    unit: Unit
    points: Decimal
    limit: Decimal | None = None
    limit_unit: Unit = NO_UNIT
    late: bool = False
    subject: str = ""


@dataclass(frozen=True)
class ItemDown:
    """``points`` off for every item undone; ``step``: the same said of a figure (每少1项)."""

    points: Decimal
    step: StepDown | None = None


@dataclass(frozen=True)
class EventDown:
    """``points`` off for every occurrence (每发现一起扣1分)."""

    points: Decimal
    unit: Unit


@dataclass(frozen=True)
class UnitUp:
    """``points`` for every ``size`` done (每完成1次得1分)."""

    size: Decimal
    unit: Unit
    points: Decimal


@dataclass(frozen=True)
class Tail:
    """A limit of the points: ``floor`` (扣完为止 is 0), ``cap``, or 满分5分 as ``base``."""

    floor: Decimal | None = None
    cap: Decimal | None = None
    most_off: Decimal | None = None
    base: Decimal | None = None
    caps: bool = False
    """不超过分值: the weight is the most"""
    likewise: bool = False
    """以此类推: only steps can go on by themselves"""


@dataclass(frozen=True)
class InProportion:
    """Points in proportion; ``form``: ``goal`` (to the target, whichever way), ``rate`` (完成率×分值), ``B/A``, ``A/B``.

    ``missed``: only where the target is missed, or where the figure lies in this interval (低于90%的).
    """

    form: str
    missed: bool | Interval = False
    subject: str = ""


@dataclass(frozen=True)
class ItemText:
    """A numbered item that is only described."""

    number: int
    words: str


Segment = Award | Otherwise | StepDown | ItemDown | EventDown | UnitUp | Tail | InProportion | ItemText
