"""Where a figure must lie: 高于95%, ±5以内, 10%-15, 80%（含）以上90%以下."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import IntEnum
from itertools import pairwise

from xlperf.decimals import plain
from xlperf.scoring.clauses.spelling import FIGURE, figure
from xlperf.units import NO_UNIT, Unit, alike, convert, unit
from xlperf.values import Op


class Said(IntEnum):
    """How plainly a limit is said to belong to its interval."""

    HARDLY = 0
    """90% in 80%(含)-90%: the other end is marked, this one is not"""
    USUALLY = 1
    """80%-90%, 90%以上"""
    OUTRIGHT = 2
    """90%(含)-100%, 90%及以上, ≥90%"""
    EXACTLY = 3
    """100% alone"""


@dataclass(frozen=True)
class Interval:
    """Figures between ``low`` and ``high`` (None: no limit), or their absolute values.

    ``bare``: only a figure was written (``99%``), kept in both limits. ``unsigned``: a limit was written without a
    unit where the other one has it.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    with_low: bool = True
    with_high: bool = True
    absolute: bool = False
    bare: bool = False
    unit: Unit = NO_UNIT
    subject: str = ""
    unsigned: bool = False
    low_said: Said = field(default=Said.USUALLY, compare=False)
    high_said: Said = field(default=Said.USUALLY, compare=False)

    def holds(self, number: Decimal) -> bool:
        """The figure, in this interval's unit, lies in it."""
        x = abs(number) if self.absolute else number
        above = self.low is None or x > self.low or (self.with_low and x == self.low)
        below = self.high is None or x < self.high or (self.with_high and x == self.high)
        return above and below

    def said(self, number: Decimal) -> Said:
        """How plainly a figure that lies in it does so."""
        x = abs(number) if self.absolute else number
        if self.bare:
            return Said.EXACTLY
        ends = [
            said for limit, said in ((self.low, self.low_said), (self.high, self.high_said)) if limit == x
        ]
        return min(ends, default=Said.OUTRIGHT)

    @property
    def limits(self) -> tuple[Decimal, ...]:
        """The limits that are set."""
        return tuple(limit for limit in (self.low, self.high) if limit is not None)

    @property
    def one_sided(self) -> bool:
        """One limit; an absolute value below a limit counts as such."""
        return (self.low is None) != (self.high is None)

    def within(self, other: Interval) -> bool:
        """Every figure of this interval lies in the other one too."""
        low = other.low is None or (self.low is not None and self.low >= other.low)
        high = other.high is None or (self.high is not None and self.high <= other.high)
        return low and high

    def written(self) -> str:
        """The limit as a sign and a figure: ≥95%."""
        sign = "±" if self.absolute and self.low is None else ""
        if self.bare or (self.low is not None and self.high is not None):
            ends = [plain(limit) for limit in dict.fromkeys(self.limits)]
            return f"{'—'.join(ends)}{self.unit.text}"
        if self.low is not None:
            return f"{'≥' if self.with_low else '>'}{plain(self.low)}{self.unit.text}"
        return f"{sign or ('≤' if self.with_high else '<')}{plain(self.high or Decimal(0))}{self.unit.text}"


_SUBJECT = (
    r"(?P<subject>(?:当|若|如|如果|实际|[一-龥A-Za-z()（）]{0,24}?(?:率|度|比例|占比|数量|数|额|面|值|成本|费用|时间|时长|幅度|支出|资金|经费"
    r"|完成|建成|举办|开展|组织|实施|新增|培训|发放|修建|改造|种植|购置|采购|办理|[A-Z]))?)(?:的|应|为|在|是)?"
)
# 低于目标值95% is measured against the target, 未完成率 is the opposite
_OTHER_SUBJECT = re.compile(r"[未不没每扣于]|目标|指标值|计划|降低|减少|增加|下降")
_GE = r"(?:大于或?等于|不低于|不少于|不小于|至少|达到?|高于或等于|≥)"
_GT = r"(?:超过|高于|大于|多于|>)"
_LE = r"(?:小于或?等于|不超过|不高于|不多于|不大于|控制在|低于或等于|≤)"
_LT = r"(?:低于|少于|小于|不足|不到|不满|未达到?|<)"
_AT_LEAST, _AT_MOST = (
    r"(?:\(含\))?(?:及|或)?以上(?:\(含\))?",
    r"(?:\(含\))?(?:及|或)?(?:以下|以内|之内|内)(?:\(含\))?",
)
_UNIT = r"[^\d\s<>≤≥=±()~,;\-]{0,8}?(?:\(套\))?"
_INCLUDED = r"(?P<{0}>(?:\((?:含|不含)\))?)"


def _number(name: str) -> str:
    return rf"(?P<{name}>-?{FIGURE})(?P<{name}_unit>{_UNIT})"


_A, _B = _number("a"), _number("b")
_JOIN = r"(?:且|并且|但|、|,)?"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        name,
        re.compile(
            rf"{_SUBJECT}{form}(?:之间|范围内?)?(?:完成|办结|办理完毕|响应|到达|送达|办理)?(?:的|时)?\Z"
        ),
    )
    for name, form in (
        (
            "within",
            rf"(?:≤|小于等于|不超过|控制在|在|低于)?±{_A}(?:\(含\))?(?:以内|之内|内|范围内)?(?:\(含\))?",
        ),
        ("beyond", rf"(?:超过|大于|高于|超出|>)±{_A}"),
        ("beyond", rf"±{_A}(?:以外|以上)"),
        ("around", rf"±{_A}{_INCLUDED.format('ina')}[-~至到]±?{_B}{_INCLUDED.format('inb')}(?:以内)?"),
        ("range", rf"(?:介于)?{_A}{_INCLUDED.format('ina')}[-~至到和与]{_B}{_INCLUDED.format('inb')}"),
        ("ge lt", rf"{_GE}{_A}{_JOIN}{_LT}{_B}"),
        ("ge le", rf"{_GE}{_A}{_JOIN}{_LE}{_B}"),
        ("gt le", rf"{_GT}{_A}{_JOIN}{_LE}{_B}"),
        ("gt lt", rf"{_GT}{_A}{_JOIN}{_LT}{_B}"),
        ("lt ge", rf"{_LT}{_A}{_JOIN}{_GE}{_B}"),
        ("le ge", rf"{_LE}{_A}{_JOIN}{_GE}{_B}"),
        ("lt gt", rf"{_LT}{_A}{_JOIN}{_GT}{_B}"),
        ("le gt", rf"{_LE}{_A}{_JOIN}{_GT}{_B}"),
        ("ge lt", rf"{_A}≤[^\d]{{0,12}}?<{_B}"),
        ("ge le", rf"{_A}≤[^\d]{{0,12}}?≤{_B}"),
        ("gt le", rf"{_A}<[^\d]{{0,12}}?≤{_B}"),
        ("gt lt", rf"{_A}<[^\d]{{0,12}}?<{_B}"),
        ("le gt", rf"{_A}≥[^\d]{{0,12}}?>{_B}"),
        ("lt ge", rf"{_A}>[^\d]{{0,12}}?≥{_B}"),
        ("ge le", rf"{_A}{_AT_LEAST}{_JOIN}{_B}{_AT_MOST}"),
        ("ge lt", rf"{_A}{_AT_LEAST}{_JOIN}{_LT}{_B}"),
        ("ge lt", rf"{_A}{_AT_LEAST}{_JOIN}{_B}\(不含\)以下"),
        ("ge", rf"{_GE}{_A}(?:\(含\))?(?:{_AT_LEAST})?"),
        ("ge", rf"(?:超过|高于|大于)?{_A}{_AT_LEAST}"),
        ("gt", rf"{_GT}{_A}(?:\(不含\))?"),
        ("gt", rf"{_A}\(不含\)以上"),
        ("le", rf"{_LE}{_A}(?:\(含\))?(?:{_AT_MOST})?"),
        ("le", rf"{_A}{_AT_MOST}"),
        ("lt", rf"{_LT}{_A}(?:\(不含\))?"),
        ("lt", rf"{_A}\(不含\)(?:以下|以内)"),
        ("bare", rf"(?:等于|=)?{_A}"),
    )
)


def read_interval(text: str) -> Interval | None:
    """The interval that ``text`` (spelled) writes; None for anything else."""
    for name, form in _FORMS:
        match = form.match(text)
        if match and (found := _interval(name, match)):
            return found
    return None


def _interval(name: str, match: re.Match[str]) -> Interval | None:
    groups = match.groupdict()
    if _OTHER_SUBJECT.search(groups["subject"] or ""):
        return None
    a, b = figure(groups["a"]), figure(groups.get("b") or "")
    a_unit = unit(groups["a_unit"])
    b_unit = unit(groups.get("b_unit") or "")
    if a is None or a_unit is None or b_unit is None:
        return None
    measure = a_unit if a_unit != NO_UNIT else b_unit
    if b is not None and b_unit != NO_UNIT:
        if not alike(a_unit, b_unit):
            return None
        a = convert(a, a_unit, b_unit) if a_unit != NO_UNIT else a
        measure = b_unit
    unsigned = b is not None and (a_unit == NO_UNIT) != (b_unit == NO_UNIT)
    found = _between(name, a, b, groups, *_ends_said(name, match))
    if found is None or (found.low is not None and found.high is not None and found.low > found.high):
        return None
    # 10-15% shares its sign, 10%-15 lacks one
    unsigned = unsigned and b_unit == NO_UNIT
    return replace(
        found,
        unit=measure,
        subject=re.sub(r"\A(当|如果|若|如|实际)", "", groups["subject"] or ""),
        unsigned=unsigned,
    )


def one_figure(names: Iterable[str]) -> bool:
    """Names that may stand for one figure: 预算完成率 is also called 完成率; no name goes with any."""
    known = sorted({name for name in names if name}, key=len)
    return all(short in longer for short, longer in pairwise(known))


_SIGNED = re.compile(_GE + "|" + _LE)
_MARKED = re.compile(r"\(含\)|[及或]以|[≥≤]")


def _ends_said(name: str, match: re.Match[str]) -> tuple[Said, Said]:
    """How plainly the two limits, as written, are said to be included."""
    text, last = match.string, match.end("b_unit") if "b" in match.groupdict() else match.end("a_unit")
    before, behind = text[match.end("subject") : match.start("a")], text[last:]
    between = text[match.end("a_unit") : match.start("b")] if "b" in match.groupdict() else behind
    a = Said.OUTRIGHT if _SIGNED.search(before) or _MARKED.search(between) else Said.USUALLY
    b = Said.OUTRIGHT if _SIGNED.search(between) or _MARKED.search(behind) else Said.USUALLY
    if name in ("range", "around") and a is not b:
        return (a, Said.HARDLY) if a is Said.OUTRIGHT else (Said.HARDLY, b)
    return a, b


def _between(
    name: str, a: Decimal, b: Decimal | None, groups: dict[str, str | None], a_said: Said, b_said: Said
) -> Interval | None:
    if name == "within":
        return Interval(high=a, absolute=True, high_said=a_said)
    if name == "beyond":
        return Interval(low=a, with_low=False, absolute=True)
    if name == "bare":
        return Interval(a, a, bare=True)
    if b is None:
        return {
            "ge": Interval(low=a, low_said=a_said),
            "gt": Interval(low=a, with_low=False),
            "le": Interval(high=a, high_said=a_said),
            "lt": Interval(high=a, with_high=False),
        }[name]
    if name in ("range", "around"):
        with_a, with_b = groups.get("ina") != "(不含)", groups.get("inb") != "(不含)"
        if a > b:
            a, b, with_a, with_b, a_said, b_said = b, a, with_b, with_a, b_said, a_said
        return Interval(a, b, with_a, with_b, name == "around", low_said=a_said, high_said=b_said)
    first, second = name.split()
    if first.startswith("l"):
        a, b, first, second, a_said, b_said = b, a, second, first, b_said, a_said
    return Interval(a, b, first == "ge", second == "le", low_said=a_said, high_said=b_said)


def line_of(interval: Interval) -> Op:
    """The comparator of a one-sided interval."""
    if interval.absolute and interval.high is not None:
        return Op.WITHIN
    if interval.bare:
        return Op.EQ
    if interval.low is not None:
        return Op.GE if interval.with_low else Op.GT
    return Op.LE if interval.with_high else Op.LT
