"""Indicators that the prose lists by name as done or as not done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlperf.audit.context import Context, Text
from xlperf.audit.passages import LONGEST
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import normalised

_SHORTEST_NAME = 4
_OPENS = r"(?P<head>[^,。;:、]{0,12}?[,:]?(具体)?(如下|分别|主要)?(为|是|有|包括|:)+)"
_LIST = re.compile(
    r"((?P<undone>(尚?未|没有)(全部|按期|按时|能)?(完成|达成|实现)的?(年度|绩效)*(指标|目标))"
    r"|(?P<done>(已经?|全部|均已?)?(?<!未)(?<!没有)(完成|达成|实现)的(年度|绩效)*(指标|目标)|已经?(全部)?(完成|达成|实现)(年度|绩效)*(指标|目标)))"
    + _OPENS
)
_UNDONE_AFTER = re.compile(r"(指标|目标|一项)?(均|都|还|尚)?(未|没有)(能)?(全部|按期|按时)?(完成|达标|达成)")
_DONE_AFTER = re.compile(r"(指标|目标|一项)?(均|都)?已(经|全部|按期|按时|如期)*(完成|达标|达成)")


@dataclass(frozen=True)
class Listing:
    """The prose says of these indicators that they are done, or not; ``quoted`` are its words."""

    text: Text
    quoted: str
    done: bool
    rows: tuple[IndicatorScore, ...]


def listings(form: Context) -> Iterator[Listing]:
    """Everything that the texts list so."""
    rows = [row for row in form.indicators if len(plain_name(row)) >= _SHORTEST_NAME]
    for text in form.texts:
        plain = normalised(text.entry.text[:LONGEST])
        yield from _lists(text, plain, rows)
        yield from _said_of_one(text, plain, rows)


def undone(row: IndicatorScore, found: Sequence[Listing]) -> Listing | None:
    """Where the row is said not to be done."""
    return next((one for one in found if not one.done and row in one.rows), None)


def plain_name(row: IndicatorScore) -> str:
    """The indicator's name in one spelling, without the full stop at its end."""
    return normalised(row.indicator.name.text).rstrip("。.;,")


def named_in(passage: str, rows: Sequence[IndicatorScore]) -> tuple[IndicatorScore, ...]:
    """The rows whose whole name stands in the passage; a name inside a longer one does not count."""
    found = []
    for row in sorted(rows, key=lambda row: -len(plain_name(row))):
        name = plain_name(row)
        if name and name in passage:
            passage = passage.replace(name, "|")
            found.append(row)
    return tuple(row for row in rows if row in found)


def _lists(text: Text, plain: str, rows: Sequence[IndicatorScore]) -> Iterator[Listing]:
    heads = list(_LIST.finditer(plain))
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(plain)
        body = plain[head.end() : end].partition("。")[0]
        named = named_in(body, rows)
        if named:
            words = head["undone"] or head["done"]
            yield Listing(text, words, head["undone"] is None, named)


def _said_of_one(text: Text, plain: str, rows: Sequence[IndicatorScore]) -> Iterator[Listing]:
    for row in rows:
        name = plain_name(row)
        others = [
            plain_name(other) for other in rows if name in plain_name(other) and plain_name(other) != name
        ]
        for match in re.finditer(re.escape(name), plain):
            if any(other in plain[max(0, match.start() - 40) : match.end() + 40] for other in others):
                continue
            for pattern, done in ((_UNDONE_AFTER, False), (_DONE_AFTER, True)):
                if after := pattern.match(plain, match.end()):
                    yield Listing(text, name + after[0], done, (row,))
