"""Serial numbers in prose: （一）（二）, 1. 2., 一是 二是."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_CHINESE = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {
    f"十{word}": 10 + number for number, word in enumerate("一二三四五六七八九", 1)
}
_START = r"(?:\A|(?<=[\n。;；!?:：]))\s*"
_WORD = r"十[一二三四五六七八九]|[一二三四五六七八九十]"
_STYLES = (
    re.compile(rf"{_START}(?P<shown>[（(](?P<word>{_WORD})[）)])"),
    re.compile(rf"{_START}(?P<shown>(?P<word>{_WORD})、)(?![一二三四五六七八九十])"),
    re.compile(rf"{_START}(?P<shown>(?P<word>{_WORD})是)(?!否|不是)"),
    re.compile(rf"{_START}(?P<shown>[（(](?P<figure>\d{{1,2}})[）)])(?!年)"),
    re.compile(rf"{_START}(?P<shown>(?P<figure>\d{{1,2}})[、.．])(?!\d)"),
)


@dataclass(frozen=True)
class Slip:
    """A serial number that does not follow the one before it."""

    shown: str
    shown_before: str
    number: int
    before: int


def misnumbered(text: str) -> Iterator[Slip]:
    """Numbers that repeat the one before or leave some out; with 1 a new list begins."""
    for style in _STYLES:
        found = [(_value(match), match["shown"]) for match in style.finditer(text)]
        for (before, shown_before), (number, shown) in pairwise(found):
            if number > 1 and (number == before or number > before + 1):
                yield Slip(shown, shown_before, number, before)


def _value(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return int(groups["figure"]) if groups.get("figure") else _CHINESE[groups["word"]]
