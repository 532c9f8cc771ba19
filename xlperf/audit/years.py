"""What a text counts in each year: 2022年举办培训班4次。2023年举办培训班2期。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from xlperf.audit.passages import sentences
from xlperf.decimals import parse_decimal

_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
# 与2022年相比 and 开展2022年飞行检查 do not begin another year
_OPENS = re.compile(r"(\A|[,:、])\Z")
_COUNT = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,10})(?P<figure>\d+)(?P<unit>次|期|场|篇|份|人次|人|个|条|户|家)(?!以|内)"
)
_VERB = re.compile(
    r"\A.*(举办|开展|召开|组织|发布|发放|印发|推送|参加|完成|走访|编印|制作|累计|共计|共|各类|各级|各项|全年|本年|当年|截止目前|截至年?底|约|近|达|了)"
)


@dataclass(frozen=True)
class Year:
    """A year and what was counted in it: the noun, its number, and figure with unit as written."""

    year: int
    counts: dict[str, tuple[Decimal, str]] = field(default_factory=dict)


def years_told(text: str) -> Iterator[Year]:
    """The years of a text in order, a year being that of the sentences up to the next year."""
    found: dict[int, Year] = {}
    current: Year | None = None
    for sentence in sentences(text):
        opened = [match for match in _YEAR.finditer(sentence) if _OPENS.search(sentence[: match.start()])]
        for count in _COUNT.finditer(sentence):
            while opened and opened[0].start() < count.start("figure"):
                current = _year(opened.pop(0), found)
            noun = _VERB.sub("", count["noun"])
            number = parse_decimal(count["figure"])
            if current is not None and len(noun) >= 2 and number is not None:
                written = count["figure"] + count["unit"]
                current.counts[noun] = (number, written) if noun not in current.counts else (Decimal(-1), "")
        for match in opened:
            current = _year(match, found)
    for year in found.values():
        # a noun counted twice says nothing
        yield Year(year.year, {noun: one for noun, one in year.counts.items() if one[0] >= 0})


def _year(match: re.Match[str], found: dict[int, Year]) -> Year:
    return found.setdefault(int(match[1]), Year(int(match[1])))
