"""A 评分细则 sentence as a rule: it scores an answer, and says itself as a formula."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.formula import Expr, Operand, expr
from xlperf.functions import abs_, if_, or_, round_
from xlperf.layout.value_cell import percentage
from xlperf.profiles import MAX_CHOICES
from xlperf.scoring.clauses.answers import Answer
from xlperf.scoring.clauses.outcome import Answered, Complaint, Flaw, Line, Outcome, undecided
from xlperf.units import NO_UNIT, Unit, alike, convert
from xlperf.values import Kind, Value

MOST_SCORES = 200
"""reachable scores that are still told one by one"""


@dataclass(frozen=True)
class Clause(ABC):
    """An understood sentence. ``weight`` is the indicator's, in points; ``remarks`` are flaws found while reading."""

    pattern: ClassVar[str]
    """S, C, CA, L, B, M, P, R, Q, D (domain grammar), I: points by numbered items, N: off by occurrences, U: by units done,
    T: off by time too late"""
    answered_by: ClassVar[Answered]

    text: str
    weight: Decimal
    remarks: tuple[Complaint, ...]

    @property
    @abstractmethod
    def best(self) -> Decimal:
        """The highest score that the sentence gives."""

    @abstractmethod
    def _score(self, answer: Answer) -> Outcome: ...

    @abstractmethod
    def _formula(self, actual: Operand, target: Operand, weight: Operand, goal: Value) -> Expr | None: ...

    @abstractmethod
    def reachable(self) -> tuple[Decimal, ...] | None:
        """The scores that can come out, highest first; None where any figure can."""

    def choices(self) -> tuple[str, ...] | None:
        """The answers for a drop-down list, where they fit into one."""
        return None

    @property
    def full_marks_line(self) -> Line | None:
        """From where on there are full marks, where the sentence gives a figure of its own."""
        return None

    def complaints(self) -> tuple[Complaint, ...]:
        """What is wrong with the sentence itself."""
        if self.best == self.weight:
            return self.remarks
        text = f"最高{plain(self.best)}分，与分值{plain(self.weight)}分不符"
        return (*self.remarks, Complaint(Flaw.MAXIMUM, text))

    def score(self, answer: Answer) -> Outcome:
        """The scores of an answer; undecided where the best of the sentence is not the weight."""
        if self.best != self.weight:
            return undecided(f"细则最高{plain(self.best)}分，分值是{plain(self.weight)}分")
        return self._score(answer)

    def formula(self, actual: Operand, target: Operand, weight: Operand, goal: Value) -> Expr | None:
        """The score over the cells of a drawn form, empty text while the actual value does not answer.

        ``actual`` and ``target`` are cells as drawn for ``goal``, the parsed target: numbers in its unit, per cent as a
        fraction; for ``Answered.CHOICE`` the actual cell holds one of ``choices()``. None: the score must be typed.
        """
        return self._formula(actual, target, weight, goal) if self.best == self.weight else None


def number_in(cell: Operand, goal: Value, measure: Unit, *, absolute: bool = False) -> Expr | None:
    """A number cell drawn for ``goal`` as a figure in ``measure``; None where the units do not compare."""
    if goal.kind is not Kind.NUMBER or (
        NO_UNIT not in (goal.unit, measure) and not alike(goal.unit, measure)
    ):
        return None
    half_told = "ratio" in (goal.unit.dimension, measure.dimension) and NO_UNIT in (goal.unit, measure)
    if half_told and not percentage(goal):
        # per cent or share of one: only a cell that shows per cent tells
        return None
    x = expr(cell)
    if percentage(goal):
        # 0.29×100 is not quite 29 in binary
        x = round_(x * HUNDRED, 9)
    elif NO_UNIT not in (goal.unit, measure):
        times, part = convert(Decimal(1), goal.unit, measure), convert(Decimal(1), measure, goal.unit)
        if times > 1:
            x = round_(x * times, 9)
        elif part > 1:
            x = round_(x / part, 9)
    return abs_(x) if absolute else x


def chosen(actual: Operand, scores: Sequence[tuple[str, Expr]]) -> Expr:
    """The score of the choice that the cell holds, empty text for none."""
    cell = expr(actual)
    formula: Expr = expr("")
    by_score: dict[Expr, list[str]] = {}
    for words, score in scores:
        by_score.setdefault(score, []).append(words)
    for score, words_list in reversed(by_score.items()):
        formula = if_(or_(*(cell.eq(words) for words in words_list)), score, formula)
    return formula


def listable(choices: Sequence[str]) -> tuple[str, ...] | None:
    """The choices, where a drop-down list can hold them."""
    fits = len(",".join(choices)) <= MAX_CHOICES and not any("," in choice for choice in choices)
    return tuple(choices) if fits and choices else None


def descending(scores: set[Decimal]) -> tuple[Decimal, ...]:
    """Scores, highest first."""
    return tuple(sorted(scores, reverse=True))


def falling(weight: Decimal, floor: Decimal, points: Decimal) -> tuple[Decimal, ...] | None:
    """The scores from ``weight`` down to ``floor`` in steps of ``points``; None where there are too many to name."""
    count = (weight - floor) / points
    if count > MOST_SCORES:
        return None
    return descending({half_up(max(floor, weight - points * step)) for step in range(int(count) + 2)})
