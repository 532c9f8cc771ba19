"""What a sentence says of an answer, and what is to be said of the sentence itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xlperf.decimals import plain
from xlperf.units import Unit
from xlperf.values import Op


@dataclass(frozen=True)
class Outcome:
    """The scores that a sentence allows for one answer, in points.

    ``scores``: all readings, the usual one first; empty where ``undecided`` says why. ``span``: lowest and highest
    score of a level that leaves a choice. ``ambiguous``: why there are several readings. ``at_limit``: the actual value
    stands exactly where the sentence is silent or says two things. ``derivation``: how the first score comes about.
    """

    scores: tuple[Decimal, ...] = ()
    derivation: str = ""
    span: tuple[Decimal, Decimal] | None = None
    ambiguous: str = ""
    at_limit: bool = False
    undecided: str = ""

    def allows(self, score: Decimal, tolerance: Decimal) -> bool:
        """The score is one of the readings, or lies in the span."""
        if self.span is not None:
            return self.span[0] - tolerance <= score <= self.span[1] + tolerance
        return any(abs(score - one) <= tolerance for one in self.scores)

    @property
    def decided(self) -> bool:
        """There is something to compare a score with."""
        return bool(self.scores) or self.span is not None


def undecided(why: str) -> Outcome:
    """The answer cannot be scored by the sentence."""
    return Outcome(undecided=why)


class Flaw(StrEnum):
    """What is wrong with a sentence."""

    ITEMS = "items"
    """so many items times the points of each is not the weight"""
    MAXIMUM = "maximum"
    """its best score is not the weight"""
    SIGN = "sign"
    """a limit lacks the sign that the other one has"""
    VERB = "verb"
    """扣 or 得 is missing"""
    SILENT = "silent"
    """silent, or of two minds, at a limit"""


@dataclass(frozen=True)
class Complaint:
    """One flaw in plain Chinese, a clause of a sentence without its full stop."""

    flaw: Flaw
    text: str


@dataclass(frozen=True)
class Line:
    """Where full marks begin: a comparator and a figure in its unit."""

    op: Op
    number: Decimal
    unit: Unit

    def written(self) -> str:
        """≥95%"""
        return f"{self.op.value}{plain(self.number)}{self.unit.text}"


class Answered(StrEnum):
    """What an actual value must be for the sentence to score it."""

    NUMBER = "number"
    CHOICE = "choice"
    """one of ``choices()``"""
    WORDS = "words"
    """free text; no formula can score it"""


@dataclass(frozen=True)
class NotUnderstood:
    """A sentence that cannot be scored by, with why."""

    text: str
    why: str
