"""Patterns C, CA and M: points by how many items, or which items, are done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from xlperf.decimals import plain
from xlperf.formula import Expr, Operand, expr
from xlperf.scoring.clauses.answers import Answer, Undone, Unusable, undone_of
from xlperf.scoring.clauses.clause import Clause, chosen, descending, listable
from xlperf.scoring.clauses.outcome import Answered, Complaint, Flaw, Outcome, undecided
from xlperf.values import Value

ALL_DONE, NONE_DONE = "全部完成", "都未完成"
_MOST_LISTED = 6


@dataclass(frozen=True)
class _Items(Clause):
    """So many ``items``, each done or not done."""

    answered_by = Answered.CHOICE

    items: int

    def choices(self) -> tuple[str, ...] | None:
        if self.items > _MOST_LISTED:
            return None
        return listable([words for words, _ in self._answers()])

    def _answers(self) -> Iterator[tuple[str, frozenset[int]]]:
        """Every set of undone items as the drop-down says it."""
        every = range(1, self.items + 1)
        for count in range(self.items + 1):
            for undone in combinations(every, count):
                listed = "".join(f"({item})" for item in undone)
                whole = {0: ALL_DONE, self.items: NONE_DONE}.get(count)
                yield whole or f"{listed}未完成", frozenset(undone)

    def _score(self, answer: Answer) -> Outcome:
        undone = undone_of(answer, self.items)
        if isinstance(undone, Unusable):
            return undecided(undone.why)
        return self._of(undone)

    def _of(self, undone: Undone) -> Outcome:
        raise NotImplementedError

    def _formula(self, actual: Operand, target: Operand, weight: Operand, goal: Value) -> Expr | None:
        if self.choices() is None:
            return None
        scores = [
            (words, outcome.scores[0])
            for words, undone in self._answers()
            if len((outcome := self._of(Undone(len(undone), undone))).scores) == 1
        ]
        return chosen(actual, [(words, expr(score)) for words, score in scores])


@dataclass(frozen=True)
class Checklist(_Items):
    """C: the weight less ``points`` for every item undone, not below ``floor``."""

    pattern = "C"

    points: Decimal
    floor: Decimal

    @property
    def best(self) -> Decimal:
        return self.weight

    def reachable(self) -> tuple[Decimal, ...] | None:
        return descending({self._at(count) for count in range(self.items + 1)})

    def complaints(self) -> tuple[Complaint, ...]:
        together = self.items * self.points
        if together == self.weight - self.floor:
            return super().complaints()
        text = f"共{self.items}项、每项扣{plain(self.points)}分，全没完成要扣{plain(together)}分，与分值{plain(self.weight)}分不符"
        return (*super().complaints(), Complaint(Flaw.ITEMS, text))

    def _at(self, undone: int) -> Decimal:
        return max(self.floor, self.weight - self.points * undone)

    def _of(self, undone: Undone) -> Outcome:
        if not undone.count:
            return Outcome((self.weight,), f"{self.items}项全部完成，得{plain(self.weight)}分")
        left, score = self.weight - self.points * undone.count, self._at(undone.count)
        sum_ = f"{plain(self.weight)}－{plain(self.points)}×{undone.count}"
        under = f"{sum_}＜{plain(self.floor)}，扣完为止，得{plain(score)}分"
        return Outcome(
            (score,), f"{undone.count}项未完成，{under if left < self.floor else f'{sum_}＝{plain(score)}分'}"
        )


@dataclass(frozen=True)
class ByCount(_Items):
    """CA: points by how many items are done; ``scores`` from none to all."""

    pattern = "CA"

    scores: tuple[Decimal, ...]
    each: Decimal | None
    """points of one item, where the sentence gives them"""

    @property
    def best(self) -> Decimal:
        return max(self.scores)

    def reachable(self) -> tuple[Decimal, ...] | None:
        return descending(set(self.scores))

    def complaints(self) -> tuple[Complaint, ...]:
        if self.each is None or self.each * self.items == self.weight:
            return super().complaints()
        together = plain(self.each * self.items)
        text = f"共{self.items}项、每项得{plain(self.each)}分，加起来{together}分，与分值{plain(self.weight)}分不符"
        return (*super().complaints(), Complaint(Flaw.ITEMS, text))

    def _of(self, undone: Undone) -> Outcome:
        done = self.items - undone.count
        score = self.scores[done]
        if not undone.count:
            return Outcome((score,), f"{self.items}项全部完成，得{plain(score)}分")
        if not done:
            return Outcome((score,), f"{self.items}项都没有完成，得{plain(score)}分")
        return Outcome((score,), f"{self.items}项中完成{done}项，得{plain(score)}分")


@dataclass(frozen=True)
class ByItems(_Items):
    """M: points for just these items done; ``mapping`` is keyed by the items done."""

    pattern = "M"

    mapping: tuple[tuple[frozenset[int], Decimal], ...]

    @property
    def best(self) -> Decimal:
        return max(score for _, score in self.mapping)

    def reachable(self) -> tuple[Decimal, ...] | None:
        # a set of items that the sentence leaves out may be worth anything in between
        return (
            descending({score for _, score in self.mapping}) if len(self.mapping) >= self.items + 1 else None
        )

    def _of(self, undone: Undone) -> Outcome:
        if undone.items is None:
            counts: Mapping[int, Decimal] = {
                0: self.best,
                self.items: dict(self.mapping).get(frozenset(), Decimal(0)),
            }
            if undone.count not in counts:
                return undecided("细则按哪几项完成给分，完成值没有写明是哪几项")
            undone = Undone(undone.count, frozenset(range(1, undone.count + 1)))
        done = frozenset(range(1, self.items + 1)) - (undone.items or frozenset())
        score = dict(self.mapping).get(done)
        listed = "".join(f"({item})" for item in sorted(done))
        if score is None:
            return undecided(f"细则没有规定只完成{listed}时得几分")
        if not done:
            return Outcome((score,), f"各项都没有完成，得{plain(score)}分")
        return Outcome(
            (score,), f"{'全部完成' if len(done) == self.items else f'只完成{listed}'}，得{plain(score)}分"
        )


@dataclass(frozen=True)
class ItemPoints(_Items):
    """I: numbered items, each with points of its own, added up."""

    pattern = "I"

    points: tuple[Decimal, ...]

    @property
    def best(self) -> Decimal:
        return sum(self.points, Decimal(0))

    def reachable(self) -> tuple[Decimal, ...] | None:
        sums = {Decimal(0)}
        for points in self.points:
            sums |= {found + points for found in sums}
        return descending(sums)

    def _of(self, undone: Undone) -> Outcome:
        if undone.items is None and undone.count not in (0, self.items):
            if len(set(self.points)) > 1:
                return undecided("各项分数不同，完成值没有写明是哪几项没有完成")
            undone = Undone(undone.count, frozenset(range(1, undone.count + 1)))
        lost = undone.items if undone.items is not None else frozenset(range(1, undone.count + 1))
        kept = [points for item, points in enumerate(self.points, 1) if item not in lost]
        score = sum(kept, Decimal(0))
        if not lost:
            return Outcome((score,), f"各项全部完成，得{plain(score)}分")
        listed = "".join(f"({item})" for item in sorted(lost))
        added = "＋".join(plain(points) for points in kept)
        sum_ = f"其余各项{added}＝{plain(score)}分" if len(kept) > 1 else f"得{plain(score)}分"
        return Outcome((score,), f"{listed}未完成，{sum_}")
