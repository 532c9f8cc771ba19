"""From the sentence to the rule: its parts are read one by one, and what they are together decides the pattern."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from xlperf.scoring.clauses.clause import Clause
from xlperf.scoring.clauses.combine import combined
from xlperf.scoring.clauses.conditions import items_of
from xlperf.scoring.clauses.kinds import ItemText, Segment
from xlperf.scoring.clauses.outcome import NotUnderstood
from xlperf.scoring.clauses.rewriting import rewritten
from xlperf.scoring.clauses.segments import read_item_text, read_segment
from xlperf.scoring.clauses.spelling import parts, spelled

_MOST_JOINED = 4
_LONGEST = 1000


@lru_cache(maxsize=4096)
def parse_clause(text: str, weight: Decimal, explanation: str = "") -> Clause | NotUnderstood:
    """The rule that a 评分细则 sentence says for an indicator of ``weight`` points.

    ``explanation`` is the indicator's 指标解释: it numbers the items where the sentence does not say how many there
    are. Every part of the sentence must be understood, else none of it is.
    """
    if not text.strip():
        return NotUnderstood(text, "没有写评分细则")
    if weight <= 0:
        return NotUnderstood(text, "没有分值，不知道满分是几分")
    if len(text) > _LONGEST:
        return NotUnderstood(text, "评分细则太长")
    segments = read_parts(parts(rewritten(spelled(text), weight)))
    if isinstance(segments, str):
        return NotUnderstood(text, f"看不懂“{segments}”这一句")
    return combined(text, weight, segments, len(items_of(spelled(explanation))))


def read_parts(pieces: list[str]) -> list[Segment] | str:
    """All parts of a sentence, some only readable together with the next; the first unreadable one as it is written."""
    found: list[Segment] = []
    start = 0
    while start < len(pieces):
        for end in range(start + 1, min(start + _MOST_JOINED, len(pieces)) + 1):
            segment = read_segment(",".join(pieces[start:end]))
            if segment is not None:
                found.append(segment)
                start = end
                break
        else:
            item = read_item_text(pieces[start])
            if item is None:
                return pieces[start]
            found.append(item)
            start += 1
    return found


def item_texts(text: str) -> dict[int, str]:
    """The numbered items that a 评分细则 only describes, with their words: (2)完成率达到100%."""
    segments = read_parts(parts(spelled(text[:_LONGEST])))
    if isinstance(segments, str):
        return {}
    return {segment.number: segment.words for segment in segments if isinstance(segment, ItemText)}
