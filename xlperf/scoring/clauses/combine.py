"""What the parts of a sentence are together. A part that fits nowhere leaves the whole sentence not understood."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from xlperf.scoring.clauses.by_bands import tiers
from xlperf.scoring.clauses.by_figures import occurrences, per_unit, proportion, steps
from xlperf.scoring.clauses.by_items import by_count, by_items, checklist, item_points
from xlperf.scoring.clauses.by_words import levels
from xlperf.scoring.clauses.clause import Clause
from xlperf.scoring.clauses.kinds import Segment
from xlperf.scoring.clauses.outcome import NotUnderstood
from xlperf.scoring.clauses.together import Found, Sentence, sentence_of


def combined(text: str, weight: Decimal, segments: list[Segment], items: int) -> Clause | NotUnderstood:
    """The rule that the parts make up."""
    sentence = sentence_of(text, weight, segments, items)
    if isinstance(sentence, str):
        return NotUnderstood(text, sentence)
    for pattern in _PATTERNS:
        found = pattern(sentence)
        if isinstance(found, Clause):
            return found
        if found is not None:
            return NotUnderstood(text, found)
    return NotUnderstood(text, "每一句都看得懂，合起来却看不出怎么打分")


_PATTERNS: tuple[Callable[[Sentence], Found], ...] = (
    steps,
    checklist,
    by_count,
    by_items,
    item_points,
    occurrences,
    per_unit,
    proportion,
    tiers,
    levels,
)
