"""Figures in the form's prose that seem to tell the actual value of an indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.context import Context, Text
from xlperf.audit.passages import FIGURE, Found, search, tells_part
from xlperf.scoring.assessment import IndicatorScore
from xlperf.units import NO_UNIT, Unit, convert, unit_at_start
from xlperf.values import Kind, normalised

_TELLING = ("output", "benefit", "satisfaction", "execution", "completion")
_ANY_FIGURE = re.compile(
    rf"(?<![\d.,A-Za-z第+])(?<!\d[-~至到]){FIGURE}(?![\d.]*\d|[-~至到]\d|余|多|[年月日](?!间))"
)
# what makes a figure a plan, a bound or an increase instead of the value itself
_NOT_THE_VALUE = re.compile(
    r"[≥≤><±超近约]|不[低少高多]于|至少|最多|计划|预计|目标|指标[值量]|应[达不当完为]|要求|力争|同比|环比|相比|比上"
    r"|(增长|增加|提高|提升|上升|下降|降低|减少)了?\Z|第[一二三四五六七八九十]*\Z"
)
_COMMON = re.compile(
    r"开展|工作|情况|项目|完成|指标|数量|次数|人数|个数|数|实施|全[市县区省年]|进行|相关|以及|实现|确保|达到|[的和及与对等率度了]"
)
_LIKED = re.compile(r"满意|好评")
_ENOUGH_SHARED, _ENOUGH_OF_NAME = 4, Decimal("0.5")


@dataclass(frozen=True)
class Mention:
    """A figure told in prose; ``number`` is in the target's unit, ``shared`` how many characters of the name precede it."""

    text: Text
    written: str
    number: Decimal
    shared: int


def contradicting_mention(row: IndicatorScore, form: Context) -> Mention | None:
    """A figure in prose for the indicator that differs from its target; None when one agrees or none is close enough."""
    year = form.assessment.year.number
    found = [mention for text in form.texts if text.key in _TELLING for mention in _mentions(row, text, year)]
    if any(mention.number == row.target.number for mention in found):
        return None
    return max(found, key=lambda mention: mention.shared, default=None)


def qualitative_mention(row: IndicatorScore, form: Context) -> Mention | None:
    """A percentage told in prose for an indicator whose target and actual value are nothing but words."""
    if row.target.kind is not Kind.TEXT or row.actual.kind is not Kind.TEXT:
        return None
    year = form.assessment.year.number
    found = [one for text in form.texts if text.key in _TELLING for one in _percentages(row, text, year)]
    return max(found, key=lambda mention: mention.shared, default=None)


def _percentages(row: IndicatorScore, text: Text, year: Decimal | None) -> Iterator[Mention]:
    name = _COMMON.sub(" ", normalised(row.indicator.name.text))
    satisfaction = "满意" in name and text.key == "satisfaction"
    for found in search(_ANY_FIGURE, text.entry.text):
        unit, written = _unit_after(found)
        before = normalised(found.before).rstrip("超过近约达到")
        if unit.dimension != "ratio" or _NOT_THE_VALUE.search(before) or tells_part(found.clause, year):
            continue
        shared = _shared(name, before)
        if shared >= _ENOUGH_SHARED or (satisfaction and _LIKED.search(before)):
            yield Mention(text, written, found.number, shared)


def _mentions(row: IndicatorScore, text: Text, year: Decimal | None) -> Iterator[Mention]:
    name = _COMMON.sub(" ", normalised(row.indicator.name.text))
    length = len(name.replace(" ", ""))
    satisfaction = "满意" in name and text.key == "satisfaction"
    for found in search(_ANY_FIGURE, text.entry.text):
        unit, written = _unit_after(found)
        if unit.dimension != row.target.unit.dimension or unit == NO_UNIT:
            continue
        if _NOT_THE_VALUE.search(normalised(found.before)) or tells_part(found.clause, year):
            continue
        shared = _shared(name, found.before)
        close = shared >= _ENOUGH_SHARED or (shared >= 2 and shared >= length * _ENOUGH_OF_NAME)
        if close or (satisfaction and "满意" in found.before):
            yield Mention(text, written, convert(found.number, unit, row.target.unit), shared)


def _unit_after(found: Found) -> tuple[Unit, str]:
    unit = unit_at_start(found.after)
    return unit, found.figure + unit.text


def shared_with_name(name: str, passage: str) -> int:
    """How many characters of an indicator's name, its common words left out, stand in the passage."""
    return _shared(_COMMON.sub(" ", normalised(name)), passage)


def names_indicator(name: str, passage: str) -> bool:
    """The passage speaks of the indicator of this name: it shares enough of its words."""
    words = _COMMON.sub(" ", normalised(name))
    shared, length = _shared(words, passage), len(words.replace(" ", ""))
    return shared >= _ENOUGH_SHARED or (shared >= 2 and shared >= length * _ENOUGH_OF_NAME)


def _shared(name: str, passage: str) -> int:
    """How many characters of the name's words stand in the passage, in runs of two or more."""
    inside = [False] * len(name)
    for start in range(len(name) - 1):
        pair = name[start : start + 2]
        if " " not in pair and pair in passage:
            inside[start] = inside[start + 1] = True
    return sum(inside)
