"""Reading a value: ``≥2台(套)``, ``±5%``, ``不超过30分钟``, ``(1)(2)未完成``, ``2021年12月底前``, ``—``."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xlperf.decimals import parse_decimal
from xlperf.units import NO_UNIT, Unit, unit, unit_at_start
from xlperf.values.spelling import normalised
from xlperf.values.value import Kind, Op, Value
from xlperf.values.wording import plainly

if TYPE_CHECKING:
    from xlperf.values.grammar import Measured, Quantity

_UNCHANGED = re.compile(
    r"[未无没不](有|需|作|做|予|进行)*(调整?|变化?|变动|变更)|同(上|左|前|年初)(.{0,3}(值|目标|指标))?|与年初(一致|相同)(.{0,3}值)?"
)
# no value is longer: a cell holds 32,767 characters, a binary number 309 digits
_LONGEST = 400
_TOLD = re.compile(
    r"[\d零一二三四五六七八九十两百-]|[上去前一]年|同比|年[底末内终]|/|无|不适用|na\Z", re.IGNORECASE
)
# before widths are unified, which makes ①② a 12
LIST_MARKS = {ord("①") + place: f"({place + 1})" for place in range(20)}
_MIDNIGHT = re.compile(r"(?<=\d)[ T]+0{1,2}:00(:00(\.0+)?)?\s*\Z")
_OPS = {
    "大于等于": Op.GE, "大于或等于": Op.GE, "不低于": Op.GE, "不少于": Op.GE, "不小于": Op.GE, "至少": Op.GE,
    "达到": Op.GE, "小于等于": Op.LE, "小于或等于": Op.LE, "不超过": Op.LE, "不高于": Op.LE, "不多于": Op.LE,
    "不大于": Op.LE, "控制在": Op.LE, "最多": Op.LE, "超过": Op.GT, "高于": Op.GT, "大于": Op.GT, "多于": Op.GT,
    "低于": Op.LT, "少于": Op.LT, "小于": Op.LT, "等于": Op.EQ,
}  # fmt: skip
_ANY_NUMBER = re.compile(
    r"(?<![\d.A-Za-z])([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+)(?![\d.]*\d)"
)
_DATE = re.compile(r"(19|20)\d{2}年|\d{4}年\d|\d{1,2}月(底|末|初|前|份|[上中下]旬|\d)|\d{1,2}日前|年底|年末")
_WORD = re.compile(r"[^\W\d_]+(\([^\W\d_]+\))?\Z")
_WORDS = re.compile(r"[^\W\d_]{1,6}([/·每][^\W\d_]{1,5}){1,2}\Z")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\Z")
# 30日前 is no 30 of anything, 60(不含) no 60, 2年半 no 2, 5A级 no 5, 10年一遇 no 10
_NO_UNIT_WORD = re.compile(
    r"不[含足]|年一遇|.{0,3}半|[A-Za-z]级|(年|个?月|日|号)(份|[以之]?前|[底末初上中下\d])"
)
# what is counted by a bare Chinese numeral; 一期, 一级, 一点, 一起, 三月 mean something else
_COUNTED_WORDS = """
    次 个 人 名 位 人次 户 家 台 套 台(套) 件 份 篇 条 项 场 场次 批次 种 辆 座 栋 幅 处 倍
    天 周 小时 个小时 分钟 个月 个季度 年 个工作日 工作日 元 千元 万元 亿元
    亩 公顷 米 公里 千米 平方米 平方公里 立方米 吨 公斤 % ‰ 个百分点
"""
_COUNTED = frozenset(_COUNTED_WORDS.split())
# a level is none even after a comparator
_ORDINAL = ("级", "档", "星", "类", "等")
# 5G is no 5, 2等奖 no 2, 3号楼 no 3, nor is 3级以上 a figure; ≥3级 is one
_NAMED = re.compile(r"[A-KM-Z]\Z|级|星|等|档|号|热线|强|佳")


@lru_cache(maxsize=2048)
def parse_value(text: str, expected: Unit = NO_UNIT) -> Value:
    """The value that ``text`` writes; words are ``Kind.TEXT``, and nothing is ever guessed out of them.

    ``expected`` is the unit of the target that an actual value answers: it is believed however it is called.
    """
    words = Value(Kind.TEXT, text)
    if len(text) > 2 * _LONGEST:
        return words if text.strip() else Value(Kind.BLANK, text)
    plain = normalised(_MIDNIGHT.sub("", text).translate(LIST_MARKS)).replace("(含)", "")
    plain = plainly(plain)
    if not plain:
        return Value(Kind.BLANK, text)
    plain = plain.rstrip("。.;")
    if not plain or len(plain) > _LONGEST or not _TOLD.search(plain):
        return words
    # the parser is built when the first figure is read, not when a command starts
    from xlperf.values.grammar import read

    found = read(plain)
    if found is None:
        return words
    if isinstance(found, Value):
        return replace(found, raw=text)
    return _ranged(found, text, expected) if found.high else _single(found, text, expected)


def says_unchanged(text: str) -> bool:
    """An adjusted target that is none: 未调整, 同年初, a dash."""
    plain = normalised(text).strip("()。.;")
    return parse_value(plain).kind is Kind.NOT_APPLICABLE or _UNCHANGED.fullmatch(plain) is not None


def embedded_value(text: str, expected: Unit = NO_UNIT) -> Value | None:
    """The number inside words (``实际完成96%``) when there is exactly one, else None."""
    plain = normalised(text)
    found = _ANY_NUMBER.findall(plain)
    if len(found) != 1 or _DATE.search(plain):
        return None
    number = parse_decimal(found[0])
    if number is None:
        return None
    rest = plain[plain.index(found[0]) + len(found[0]) :]
    own = expected != NO_UNIT and rest.startswith(expected.text)
    measure = expected if own else unit_at_start(rest)
    return Value(Kind.NUMBER, text, number=number, unit=measure, embedded=True)


def _single(found: Measured, text: str, expected: Unit) -> Value:
    words = Value(Kind.TEXT, text)
    op = _comparator(found.before, found.after)
    named = not found.before and found.low.unit != expected.text and _NAMED.match(found.low.unit)
    if op is None or named:
        return words
    measure = _measure(found.low, op, expected)
    if found.low.number is None or measure is None:
        return words
    return Value(Kind.NUMBER, text, op, found.low.number, unit=measure, approximate=found.low.about)


def _ranged(found: Measured, text: str, expected: Unit) -> Value:
    words, low, high = Value(Kind.TEXT, text), found.low, found.high
    op = Op(found.before) if found.before in ("", "=", "±") else None
    if op is None or high is None or low.number is None or high.number is None or low.number > high.number:
        return words
    # 10%-15 gives the unit once
    if (low.unit and high.unit and low.unit != high.unit) or low.about or high.about:
        return words
    measure = _measure(replace(high, unit=high.unit or low.unit), Op.NONE, expected)
    if measure is None or (measure.text == "年" and low.number >= 1900):
        # 2021-2022年 is no number of years
        return words
    if op is Op.WITHIN:
        return Value(Kind.BAND, text, op, low.number, high.number, measure) if low.number >= 0 else words
    return Value(Kind.RANGE, text, Op.NONE, low.number, high.number, measure)


def _comparator(before: str, after: str) -> Op | None:
    """What sign and closing word say together, None when they contradict one another."""
    op = _OPS.get(before) or Op(before)
    if not after:
        return op
    if "上" in after:
        strict = "不含" in after
        closing = Op.GT if strict else Op.GE
        usual = (Op.NONE, Op.EQ, Op.GE, *((Op.GT,) if strict else ()))
        return closing if op in usual else op if op is Op.GT else None
    if op is Op.WITHIN:
        return op
    closing = Op.LT if "不含" in after else Op.LE
    # 达到30天以内 aims no higher than 30
    return closing if op in (Op.NONE, Op.EQ, Op.LE, Op.LT) or before == "达到" else None


def _measure(quantity: Quantity, op: Op, expected: Unit) -> Unit | None:
    """The unit of a figure; None when the text is no value after all."""
    text = quantity.unit
    if not quantity.worded:
        return _unit_of(text, op, expected)
    if not text:
        # 一 by itself may be a dash, 十九 a congress; an answer to ≥100人 is a figure
        return NO_UNIT if op is not Op.NONE or (expected != NO_UNIT and quantity.number != 1) else None
    if text == expected.text:
        return expected
    return unit(text) if text in _COUNTED or (op is not Op.NONE and text not in _ORDINAL) else None


def _unit_of(text: str, op: Op, expected: Unit) -> Unit | None:
    """A known unit; an unknown short word is believed after a comparator, a very short one after a bare number."""
    bracketed = _IN_BRACKETS.match(text)
    text = bracketed[1] if bracketed else text
    if text == expected.text:
        return expected
    # 12万 against ≥10万人次 or ≥100000人次; against money 万 is 万元 by itself
    multiple = unit(text + expected.text.lstrip("万亿")) if expected.dimension != "money" else None
    if text in ("万", "亿") and multiple:
        return multiple
    known = unit(text)
    if known is not None:
        return known
    if _NO_UNIT_WORD.match(text):
        return None
    if _WORD.match(text) and len(text) <= (2 if op is Op.NONE else 6):
        return Unit(text, text)
    return Unit(text, text) if op is not Op.NONE and _WORDS.match(text) else None
