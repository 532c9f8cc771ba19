"""What a part of the sentence asks for: so many items, certain items, the target, an interval, a level in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xlperf.scoring.clauses.intervals import Interval, read_interval
from xlperf.scoring.clauses.spelling import COUNT, ITEM, figure


@dataclass(frozen=True)
class ItemCount:
    """So many items done (完成三项), or not done (一项未完成); ``count`` None: all of them; ``each``: for every one."""

    count: int | None
    done: bool = True
    each: bool = False


@dataclass(frozen=True)
class ItemSet:
    """Just these items are done (完成(1)(2)), by number; none: 都未完成."""

    items: frozenset[int]


@dataclass(frozen=True)
class NumberedItem:
    """One numbered item in words of its own: (1)制度健全."""

    number: int
    words: str


@dataclass(frozen=True)
class GoalMet:
    """The target is reached, or is not."""

    met: bool = True
    text: str = field(default="", compare=False)


@dataclass(frozen=True)
class Words:
    """A level in words."""

    text: str


Condition = ItemCount | ItemSet | NumberedItem | GoalMet | Interval | Words

_DO = r"(?:完成|符合|达标|落实|具备|满足|达到|做到|合格|健全|到位|建立|达成)"
_THING = r"(?:工作|任务|事项|内容|项目|要求|条件|标准|指标|规定|要点|方面|要素)"
_NOT_SO = r"(?:不(?:符|合规|规范|达标|健全|合格|到位))"
_ALL = r"(?:全部|均|都|全|所有|各项)"


def _items(group: int) -> str:
    return rf"(?P<count{group}>{COUNT})(?:项|个|条|点|处|方面|件)(?:以上|及以上)?{_THING}?"


_ALL_DONE = re.compile(
    rf"(?:以上|上述|各项|{_THING}|所有)*{_ALL}+{_THING}?(?:已|能)?(?:均|都|全部)?{_DO}+{_THING}?(?:的|时)?"
    rf"|{_DO}(?:以上|上述)?(?:全部|所有|各项)(?:{_THING}|项)?(?:的|时)?"
)
_SO_MANY_DONE = re.compile(
    rf"(?P<each>每)?(?:有|仅|只|同时|以上|上述)*(?:{_DO}(?:其中|了|以上|上述|全部)?{_items(1)}|{_items(2)}(?:均|都|全部|全)?(?:已|能)?{_DO}+{_THING}?)(?:的|时)?"
)
_SO_MANY_UNDONE = re.compile(
    rf"(?P<each>每|凡)?(?:有|其中|如有|若有|发现|存在|出现)*"
    rf"(?:{_items(1)}(?:{_THING})?(?:(?:未能?|不|没有|没|未按要求){_DO}+{_THING}?|{_NOT_SO})|(?:未|不|没有){_DO}{_items(2)}|(?:缺少|缺失|缺|少完成|少|漏){_items(3)})"
    rf"(?:的|时)?"
)
_NONE_DONE = re.compile(
    rf"{_ALL}+(?:未|没有|没|不){_DO}+{_THING}?(?:的|时)?|一项(?:都|也)(?:未|没有|没){_DO}(?:的)?"
)
_NUMBERED = rf"{ITEM}(?:[、和及]?{ITEM})*"
_THESE_DONE = re.compile(
    rf"(?:只|仅)?(?:{_DO})?(?P<items>{_NUMBERED})(?:项|条)?(?:均|都|已)?(?:{_DO})?(?:的|时)?"
)
_NUMBER = re.compile(r"\((\d{1,2})\)")
_ONE_NUMBERED = re.compile(rf"\((\d{{1,2}})\)(?!{ITEM})(?P<words>[^()]*(?:\([^()\d][^()]*\)[^()]*)*)")
_GOAL = r"(?:年度|全年|本年|当年|年初|预期|绩效|设定|计划|既定|规定)*(?:的)?(?:目标任务|目标值?|指标值?|标准值?|任务|计划值?|要求)"
_GOAL_MET = re.compile(
    rf"(?:(?:如|若|当)?(?:实际)?(?:完成值|完成率|实际值)?(?:达到|完成|实现|达成|不低于|≥|大于等于|符合)(?:或超过|及以上|或优于)?了?{_GOAL}"
    rf"(?:及以上|或以上|以上|要求)?|达标|目标完成)(?:的|时)?"
)
_GOAL_MISSED = re.compile(
    rf"(?:(?:(?:未能?|没有|不)(?:达到|完成|实现|达成|符合)了?|达不到){_GOAL}?(?:要求)?|(?:低于|小于|<){_GOAL}|未达标|不达标|未达到?)(?:的|时)?"
)
_OPEN = re.compile(
    r"每|扣|加分|得分|分值|满分|总分|分数|最高|最低|最多|最少|根据|结合|综合|参照|打分|评分|适当|分别|依次|酌情|视情|按比例|按照?.*(?:得|计|扣|赋)分|×|÷|\*|以此类推|依此类推"
)


def read_condition(text: str) -> Condition | None:
    """The condition that ``text`` (spelled) writes; None for words that leave open how to score."""
    if _NONE_DONE.fullmatch(text):
        return ItemSet(frozenset())
    if _ALL_DONE.fullmatch(text):
        return ItemCount(None)
    if match := _SO_MANY_UNDONE.fullmatch(text):
        return _counted(match, done=False)
    if match := _SO_MANY_DONE.fullmatch(text):
        return _counted(match, done=True)
    if match := _THESE_DONE.fullmatch(text):
        return ItemSet(frozenset(item_numbers(match["items"])))
    if _GOAL_MISSED.fullmatch(text):
        return GoalMet(False, _bare(text))
    if _GOAL_MET.fullmatch(text):
        return GoalMet(True, _bare(text))
    if interval := read_interval(text):
        return interval
    if _OPEN.search(text):
        return None
    if match := _ONE_NUMBERED.fullmatch(text):
        return NumberedItem(int(match[1]), match["words"])
    words = _bare(text)
    return Words(words) if words.strip("得计记给为评打") and not _NUMBER.search(words) else None


def _bare(words: str) -> str:
    return re.sub(r"(?:的|则|,)+\Z", "", words)


def _counted(match: re.Match[str], *, done: bool) -> ItemCount | None:
    counts = [value for name, value in match.groupdict().items() if name.startswith("count") and value]
    number = figure(counts[0]) if counts else None
    if number is None or number != int(number) or number < 1:
        return None
    return ItemCount(int(number), done, bool(match["each"]))


def item_numbers(text: str) -> list[int]:
    """The numbers of all ``(n)`` in ``text``."""
    return [int(number) for number in _NUMBER.findall(text)]


def items_of(text: str) -> dict[int, str]:
    """The numbered items of an explanation with their words, as far as they are numbered from 1 without a gap."""
    pieces = re.split(r"\((\d{1,2})\)", text)
    found: dict[int, str] = {}
    for number, words in zip(pieces[1::2], pieces[2::2], strict=True):
        if int(number) != len(found) + 1:
            return {}
        found[int(number)] = words.strip(",;。.")
    return found
