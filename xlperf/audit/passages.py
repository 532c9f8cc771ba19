"""Prose cut into sentences and clauses, and figures found in it with what stands around them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import parse_decimal

LONGEST = 3000
"""No form's text is longer; what stands beyond is not looked at, so that a pasted book costs no minutes."""
FIGURE = r"(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"

_SENTENCE = re.compile(r"[^。;!?\n]+")
# a comma between digits groups thousands
_CLAUSE_END = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[、:]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_WHOLE_YEAR = re.compile(r"(1月?(1日)?[-~至到])?12月(31日|底|末)?|年[底末终]")
_PART_OR_OTHER_TIME = re.compile(
    r"其中|用于|部分|包括|分别|人均|平均|每|季度|上半年|下半年|\d月|[一二三四五六七八九十]月|[上去往历][一]?年度?|以前年度|年初"
    r"|以后年度|下年|明年|累计到|未来"
)


@dataclass(frozen=True)
class Found:
    """A match of a pattern in a passage, in half width without blanks."""

    match: re.Match[str]
    sentence: str
    before: str
    """the clause up to the match"""
    after: str
    """the clause after the match"""

    @property
    def figure(self) -> str:
        """The figure as written, e.g. ``62,502.5``."""
        return self.match["figure"]

    @property
    def number(self) -> Decimal:
        """The figure as a number."""
        return parse_decimal(self.figure) or Decimal(0)

    @property
    def decimals(self) -> int:
        """The decimals that the figure is written with."""
        return len(self.figure.partition(".")[2])

    @property
    def clause(self) -> str:
        """The clause that holds the match."""
        return self.before + self.match[0] + self.after


def search(pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    """Every place where the pattern (with a group ``figure``) matches."""
    for sentence in sentences(text):
        # clauses from 0 or after a mark up to the next mark or the end
        marks = [match.span() for match in _CLAUSE_END.finditer(sentence)]
        begins, ends = [0, *(end for _, end in marks)], [*(start for start, _ in marks), len(sentence)]
        for match in pattern.finditer(sentence):
            start = begins[bisect_right(begins, match.start()) - 1]
            end = ends[bisect_left(ends, match.end())]
            yield Found(match, sentence, sentence[start : match.start()], sentence[match.end() : end])


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, in half width without blanks."""
    lines = ("".join(unicodedata.normalize("NFKC", line).split()) for line in text[:LONGEST].splitlines())
    return (match[0] for match in _SENTENCE.finditer("\n".join(lines)))


def tells_part(passage: str, year: Decimal | None) -> bool:
    """The passage speaks of a part of the money, or of another time than the whole of ``year``."""
    years = {Decimal(found) for found in _YEAR.findall(passage)}
    if years - {year} if year is not None else len(years) > 1:
        return True
    return _PART_OR_OTHER_TIME.search(_WHOLE_YEAR.sub("", passage)) is not None
