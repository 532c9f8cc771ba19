"""The actual value as the answer to a 评分细则 sentence: a figure, undone items, a level in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xlperf.scoring.clauses.conditions import item_numbers
from xlperf.scoring.clauses.spelling import COUNT, ITEM, figure, spelled
from xlperf.units import NO_UNIT, Unit, alike, convert
from xlperf.values import Kind, Value, normalised


@dataclass(frozen=True)
class Answer:
    """An actual value (``value``) against its target (``goal``); ``undone``: items known not to be done otherwise."""

    value: Value
    goal: Value
    undone: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """What is written."""
        return self.value.raw.strip()


@dataclass(frozen=True)
class Undone:
    """How many items are not done, and which where that is told."""

    count: int
    items: frozenset[int] | None = None


@dataclass(frozen=True)
class Unusable:
    """Why an answer cannot be used."""

    why: str


def figure_of(answer: Answer, unit: Unit) -> Decimal | Unusable:
    """The actual value as a number in ``unit``; a figure without unit is taken in the target's."""
    value, goal = answer.value, answer.goal
    if value.kind is Kind.BLANK:
        return Unusable("没有填写完成值")
    if value.kind is not Kind.NUMBER:
        return Unusable(f"细则要看数字，完成值“{answer.text}”不是一个数")
    if value.approximate:
        return Unusable(f"完成值“{answer.text}”只是约数")
    own = value.unit if value.unit != NO_UNIT else goal.unit if goal.quantitative else NO_UNIT
    if NO_UNIT not in (own, unit) and not alike(own, unit):
        return Unusable(f"细则的单位是“{unit.text}”，完成值的单位是“{own.text}”")
    if value.unit == NO_UNIT and "ratio" in (unit.dimension, own.dimension) and 0 < value.number <= 1:
        # 0.98 for 98 %; but 0.5 may well be half a per cent where the target is small
        return (
            value.number * 100
            if goal.number > 20
            else Unusable(f"完成值“{answer.text}”没有写单位，看不出是不是百分数")
        )
    measure = unit if unit != NO_UNIT else goal.unit if goal.quantitative else own
    return convert(value.number, own, measure) if NO_UNIT not in (own, measure) else value.number


_DO = r"(?:完成|落实|达标|符合|具备|满足|达到|到位|合格)"
_ALL = r"(?:全部|均|都|全|各项|所有|三项|已|按要求|按时|按期|工作|任务|内容|事项|目标|圆满)"
_ALL_DONE = re.compile(
    rf"{_ALL}*{_DO}+(?:{_ALL}|要求|了|100%)*|全部达成|达成(?:年度|预期)?(?:目标|指标)|100%完成|(?:完成)?100%"
)
_NONE_DONE = re.compile(rf"(?:全部|均|都|各项均|一项都|一项也)(?:未|没有|没|不){_DO}+")
_SEP = r"[、,和及;。]*"
_LISTED = rf"(?:第?{ITEM}(?:项|条)?{_SEP})+"
_UNDONE = re.compile(rf"{_LISTED}(?:均|都|尚|还)?(?:未|没有|没|不){_DO}+|未{_DO}{_LISTED}")
_DONE = re.compile(rf"(?:仅|只|已)?{_DO}{_LISTED}|{_LISTED}(?:均|都|已)*{_DO}+")
_SO_MANY_UNDONE = re.compile(
    rf"(?:有|其中)?(?P<count>{COUNT})(?:项|个|条)(?:工作|任务|内容)?(?:未|没有|没|不){_DO}+|(?:未|没有){_DO}(?P<more>{COUNT})(?:项|个|条)"
)
_SO_MANY_DONE = re.compile(
    rf"(?:仅|只|已)?{_DO}(?P<count>{COUNT})(?:项|个|条)|(?P<more>{COUNT})(?:项|个|条)(?:(?:均|都|已|全部)*{_DO}+)?"
)
_LONGEST = 200
_PLAIN_NUMBERS = re.compile(r"第(\d{1,2}(?:[、,和及]\d{1,2})*)项")


def undone_of(answer: Answer, items: int) -> Undone | Unusable:
    """The items not done out of so many, as the actual value and the other facts tell."""
    told = _told(answer.text, items)
    if isinstance(told, Unusable) or not answer.undone:
        return told
    if told.items is None:
        return Undone(max(told.count, len(answer.undone)))
    known = told.items | answer.undone
    return Undone(len(known), known)


def _told(text: str, items: int) -> Undone | Unusable:
    if len(text) > _LONGEST:
        return Unusable("完成值是一大段文字，看不出哪几项没有完成")
    plain = spelled(text).rstrip("。.;,")
    plain = _PLAIN_NUMBERS.sub(lambda match: "".join(f"({n})" for n in re.findall(r"\d+", match[1])), plain)
    if not plain:
        return Unusable("没有填写完成值")
    if _ALL_DONE.fullmatch(plain):
        return Undone(0, frozenset())
    if _NONE_DONE.fullmatch(plain):
        return Undone(items, frozenset(range(1, items + 1)))
    listed = _listed(plain, items)
    if listed is not None:
        return Undone(len(listed), listed)
    return _counted(text, plain, items)


def _listed(plain: str, items: int) -> frozenset[int] | None:
    """(1)(2)未完成; (1)完成,(2)未完成; 完成(1)(2)."""
    done: set[int] = set()
    undone: set[int] = set()
    for part in filter(None, re.split(r"[,;。](?=\(|未|已|仅|只|第)", plain)):
        if match := _UNDONE.fullmatch(part):
            undone |= set(item_numbers(match[0]))
        elif match := _DONE.fullmatch(part):
            done |= set(item_numbers(match[0]))
        else:
            return None
    every = set(range(1, items + 1))
    if done & undone or not (done | undone) <= every:
        return None
    return frozenset(undone or every - done)


def _counted(text: str, plain: str, items: int) -> Undone | Unusable:
    match = _SO_MANY_UNDONE.fullmatch(plain)
    if match and (number := figure(match["count"] or match["more"])) is not None and number <= items:
        return Undone(int(number))
    match = _SO_MANY_DONE.fullmatch(plain)
    if match and (number := figure(match["count"] or match["more"])) is not None and number <= items:
        return Undone(items - int(number))
    return Unusable(f"从完成值“{text}”看不出哪几项没有完成")


_QUOTES = dict.fromkeys(map(ord, '“”‘’"《》'))
_SAME = {"优": "优秀", "良": "良好", "中": "中等", "差": "较差", "一般": "一般", "是": "是", "否": "否"}
_TREND = (
    (re.compile(r"去年|上年度|上一年度|上年同期|上年"), "上年"),
    (re.compile(r"(?<=上年)(?:有所|略有|有)|(?<=上年)度"), ""),
    (re.compile(r"^(?:较|同比上年|与上年相比|相比上年)"), "比"),
    (re.compile(r"(?<=比上年)(?:增长|提高|提升|上升|增多|增加了)$"), "增加"),
    (re.compile(r"(?<=比上年)(?:减少|降低|下滑|减少了)$"), "下降"),
    (re.compile(r"^高于上年$"), "比上年增加"),
    (re.compile(r"^低于上年$"), "比上年下降"),
    (re.compile(r"^(?:与上年)?(?:基本)?(?:持平|相同|一致|不变)$"), "与上年持平"),
)


def level(text: str) -> str:
    """Words for comparing levels: 比去年有所增加 is 比上年增加, 优 is 优秀."""
    plain = normalised(text.translate(_QUOTES)).rstrip("。.;,!")
    for pattern, word in _TREND:
        plain = pattern.sub(word, plain)
    return _SAME.get(plain, plain)
