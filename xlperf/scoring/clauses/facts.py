"""Facts for a checklist that other rows of the form tell: an item that names another indicator and a figure for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlperf.scoring.clauses.answers import Answer, Unusable, figure_of
from xlperf.scoring.clauses.conditions import items_of
from xlperf.scoring.clauses.intervals import Interval, read_interval
from xlperf.scoring.clauses.sentence import item_texts
from xlperf.scoring.clauses.spelling import spelled
from xlperf.values import Value

_SHORTEST_NAME = 4


@dataclass(frozen=True)
class Row:
    """What one indicator says: name, 评分细则, 指标解释, parsed target and actual value."""

    name: str
    clause: str
    explanation: str
    goal: Value
    actual: Value


@dataclass(frozen=True)
class Fact:
    """Item ``item`` is not done, since row ``row`` (its number among the rows) has not the figure asked for.

    ``name`` and ``actual`` are that row's, as written.
    """

    item: int
    row: int
    asked: str
    name: str
    actual: str

    def written(self) -> str:
        """As a clause of a sentence."""
        return f"第({self.item})项要求{self.asked}，“{self.name}”为{self.actual}，没有达到"


def facts_of(row: Row, rows: Sequence[Row]) -> tuple[Fact, ...]:
    """The items of ``row`` that another row shows not to be done.

    An item counts only where its words are the full name of exactly one other indicator and a figure is asked for:
    in the explanation itself (到位率达到100%), or beside the item's number in the 评分细则 ((2)完成率达到100%).
    """
    described, asked = items_of(spelled(row.explanation)), item_texts(row.clause)
    found = []
    for item, words in (described or asked).items():
        named = [
            (number, other)
            for number, other in enumerate(rows)
            if other is not row and _names(words, other.name)
        ]
        if len(named) != 1:
            continue
        number, other = named[0]
        rest = words.removeprefix(spelled(other.name))
        interval = read_interval(rest) if rest else read_interval(asked.get(item, ""))
        if interval is not None and _missed(interval, other):
            found.append(Fact(item, number, interval.written(), other.name, other.actual.raw.strip()))
    return tuple(found)


def _names(words: str, name: str) -> bool:
    plain = spelled(name)
    if len(plain) < _SHORTEST_NAME or not words.startswith(plain):
        return False
    rest = words.removeprefix(plain)
    return not rest or read_interval(rest) is not None


def _missed(interval: Interval, other: Row) -> bool:
    x = figure_of(Answer(other.actual, other.goal), interval.unit)
    asked = replace(interval, high=None) if interval.bare else interval
    return not isinstance(x, Unusable) and not asked.holds(x)
