"""What an answer to a checklist says of its items: 全部完成, (1)(2)未完成, 完成(1)(3), 未完成2项."""

from __future__ import annotations

import re
from decimal import Decimal

from xlperf.decimals import parse_decimal
from xlperf.values.chinese import chinese_number
from xlperf.values.parse import LIST_MARKS, parse_value
from xlperf.values.spelling import normalised
from xlperf.values.value import Kind

_DONE = "(?:完成|达成|落实|开展|达标)(?:到位)?了?"
_NOT = "(?:未|没有|没)"
_ALL_DONE = re.compile(rf"(均|都|全部|全|各项|已|已经|按时|如期|任务|工作|均已|都已|已全部|全部已)*{_DONE}")
_NOTHING_DONE = re.compile(rf"(均|都|全部|全|各项|任务|工作|尚|还)*{_NOT}{_DONE}")
_ONE_UNDONE = re.compile(rf"(尚|还)?{_NOT}{_DONE}")
_DONE_ITEMS = re.compile(
    rf"(?:(?:只|仅|已|已经)*{_DONE}了?)(?P<after>(?:\(\d{{1,2}}\)|[、,和及与])+)|"
    rf"(?P<before>(?:\(\d{{1,2}}\)|[、,和及与])+)(?:均|都|已|已经)*{_DONE}"
)
_FIGURES = re.compile(r"\d{1,2}")
_COUNT = r"(\d{1,3}|[一二三四五六七八九十两]{1,3})(?:项|条|个|件)(?:任务|工作|内容)?"
_UNDONE_COUNT = re.compile(
    rf"(?:有|尚有|还有)?(?:{_NOT}{_DONE}{_COUNT}|{_COUNT}(?:尚|还|均|都)?{_NOT}{_DONE})"
)


def undone_items(text: str, count: int) -> frozenset[int] | None:
    """The items of a checklist of ``count`` items that ``text`` says are not done, counted from 1.

    None where the text does not say which: other words, only a number (未完成2项), an item beyond ``count``.
    """
    plain = _plain(text)
    everything = frozenset(range(1, count + 1))
    if _ALL_DONE.fullmatch(plain):
        return frozenset()
    if _NOTHING_DONE.fullmatch(plain):
        # of several items 未完成 alone may mean one of them
        return everything if count == 1 or not _ONE_UNDONE.fullmatch(plain) else None
    done = _DONE_ITEMS.fullmatch(plain)
    if done:
        items = frozenset(map(int, _FIGURES.findall(done["after"] or done["before"])))
        return everything - items if items and items <= everything else None
    value = parse_value(text)
    return value.undone if value.kind is Kind.CHECKLIST and value.undone <= everything else None


def undone_count(text: str, count: int) -> int | None:
    """How many items of ``count`` are not done by ``text``, also where it gives only their number (未完成2项)."""
    items = undone_items(text, count)
    if items is not None:
        return len(items)
    match = _UNDONE_COUNT.fullmatch(_plain(text))
    if match is None:
        return None
    told = match[1] or match[2]
    number = parse_decimal(told) if told[0].isdigit() else chinese_number(told)
    return int(number) if number is not None and Decimal(0) <= number <= count else None


def _plain(text: str) -> str:
    return normalised(text.translate(LIST_MARKS)).rstrip("。.;")
