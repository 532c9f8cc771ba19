"""Patterns L, Q and D: levels in words, each with its points or the span of its points; 是得分，否不得分."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import plain
from xlperf.formula import Expr, Operand
from xlperf.scoring.clauses.answers import Answer, level
from xlperf.scoring.clauses.clause import Clause, chosen, descending, listable
from xlperf.scoring.clauses.outcome import Answered, Outcome, undecided
from xlperf.scoring.clauses.points import Points
from xlperf.values import Kind, Value

YES, NO = "是", "否"


@dataclass(frozen=True)
class Level:
    """A level as the sentence writes it, further words for the same, and its points."""

    words: str
    points: Points
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Levels(Clause):
    """Levels in the order of the sentence."""

    pattern = "L"
    answered_by = Answered.CHOICE

    levels: tuple[Level, ...]

    @property
    def best(self) -> Decimal:
        return max(one.points.of(self.weight)[1] for one in self.levels)

    def reachable(self) -> tuple[Decimal, ...] | None:
        if not all(one.points.exact for one in self.levels):
            return None
        return descending({one.points.of(self.weight)[0] for one in self.levels})

    def choices(self) -> tuple[str, ...] | None:
        return listable([one.words for one in self.levels])

    def _score(self, answer: Answer) -> Outcome:
        if answer.value.kind is Kind.BLANK:
            return undecided("没有填写完成值")
        wanted = level(answer.text)
        found = [one for one in self.levels if wanted in {level(words) for words in (one.words, *one.also)}]
        if len(found) != 1:
            words = "、".join(one.words for one in self.levels)
            return undecided(f"细则只写了“{words}”几种情况，没有写完成值“{answer.text}”得几分")
        low, high = found[0].points.of(self.weight)
        if low != high:
            return Outcome(span=(low, high), derivation=f"“{found[0].words}”得{plain(low)}—{plain(high)}分")
        return Outcome((low,), f"“{found[0].words}”得{plain(low)}分")

    def _formula(self, actual: Operand, target: Operand, weight: Operand, goal: Value) -> Expr | None:
        if self.choices() is None or not all(one.points.exact for one in self.levels):
            return None
        return chosen(actual, [(one.words, one.points.formula(weight)) for one in self.levels])


def yes_or_no(words: str, points: Points, otherwise: Points) -> tuple[Level, ...]:
    """The levels of 「…得5分，否则不得分」: the drop-down says 是 and 否, the sentence's own words count too."""
    if words in (YES, NO):
        return Level(words, points), Level(NO if words == YES else YES, otherwise)
    plain_words = words.removeprefix("有").removeprefix("已")
    negated = tuple(f"{no}{plain_words}" for no in ("未", "没有", "不", "无"))
    return Level(YES, points, (words, plain_words, f"已{plain_words}")), Level(
        NO, otherwise, (*negated, f"没{words}", f"不{words}", f"未{words}")
    )
