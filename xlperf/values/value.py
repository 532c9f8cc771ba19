"""What a target or actual value is once it has been read: its kind and its parts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from xlperf.units import NO_UNIT, Unit


class Kind(StrEnum):
    """What sort of value a text is."""

    NUMBER = "number"
    RANGE = "range"
    BAND = "band"
    """on both sides of zero, ``±5%-10%``: farther than the one, no farther than the other"""
    CHECKLIST = "checklist"
    """items left undone, ``(1)(2)未完成``"""
    TREND = "trend"
    """a comparison with the year before, ``比上年增加``"""
    DATE = "date"
    """a day, a month or a deadline, ``2021年12月底前``"""
    TEXT = "text"
    NOT_APPLICABLE = "not applicable"
    BLANK = "blank"


class Op(StrEnum):
    """The comparator (指标性质) before or around a number."""

    GE = "≥"
    GT = ">"
    LE = "≤"
    LT = "<"
    EQ = "="
    WITHIN = "±"
    NONE = ""


class Trend(IntEnum):
    """Against the year before, from worst to best for what should grow."""

    FAR_BELOW = -2
    BELOW = -1
    SAME = 0
    ABOVE = 1
    FAR_ABOVE = 2


class Part(StrEnum):
    """The part of a month that is meant."""

    WHOLE = ""
    START = "初"
    FIRST = "上旬"
    MIDDLE = "中旬"
    LAST = "下旬"
    END = "底"


_DAYS = {Part.FIRST: (1, 10), Part.MIDDLE: (11, 20), Part.LAST: (21, 31), Part.START: (1, 10)}


@dataclass(frozen=True)
class Moment:
    """A day (``day`` not 0), a month or a part of it; ``year`` is None where the text leaves it to the form.

    ``before``: it is a deadline by its words (``前``).
    """

    year: int | None
    month: int
    day: int = 0
    part: Part = Part.WHOLE
    before: bool = False

    def earliest(self, year: int | None = None) -> date | None:
        """The first day meant; ``year`` counts where the text names none. None when no year is known."""
        return self._day(year, 0)

    def latest(self, year: int | None = None) -> date | None:
        """The last day meant."""
        return self._day(year, 1)

    def _day(self, year: int | None, end: int) -> date | None:
        known = self.year or year
        if known is None:
            return None
        length = monthrange(known, self.month)[1]
        if self.day:
            # 2月29日 of a form whose year has none
            return date(known, self.month, min(self.day, length))
        days = (length, length) if self.part is Part.END else _DAYS.get(self.part, (1, 31))
        return date(known, self.month, min(days[end], length))


@dataclass(frozen=True)
class Value:
    """A parsed value. ``number`` is in ``unit`` as written (98 for ``98%``); a range goes from ``number`` to ``high``.

    ``embedded``: the number was picked out of words; ``approximate``: ``40余份``. ``undone`` are the items of a
    checklist that are not done, counted from 1. A trend has an ``op`` where the text says 不低于上年.
    """

    kind: Kind
    raw: str
    op: Op = Op.NONE
    number: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    unit: Unit = NO_UNIT
    embedded: bool = False
    approximate: bool = False
    undone: frozenset[int] = frozenset()
    trend: Trend = Trend.SAME
    moment: Moment | None = None

    @property
    def quantitative(self) -> bool:
        """It is a number or a range of numbers."""
        return self.kind in (Kind.NUMBER, Kind.RANGE)
