"""The grammar of target and actual values: ``≥2台(套)``, ``±5%``, ``不超过30分钟``, ``达成预期指标``, ``—``."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from xlperf.decimals import parse_decimal
from xlperf.units import NO_UNIT, Unit, unit, unit_at_start


class Kind(StrEnum):
    """What sort of value a text is."""

    NUMBER = "number"
    RANGE = "range"
    TEXT = "text"
    NOT_APPLICABLE = "not applicable"
    BLANK = "blank"


class Op(StrEnum):
    """The comparator (指标性质) before or around a number."""

    GE = "≥"
    GT = ">"
    LE = "≤"
    LT = "<"
    EQ = "="
    WITHIN = "±"
    NONE = ""


@dataclass(frozen=True)
class Value:
    """A parsed value. ``number`` is in ``unit`` as written (98 for ``98%``); a range goes from ``number`` to ``high``.

    ``embedded``: the number was picked out of words; ``approximate``: ``40余份``.
    """

    kind: Kind
    raw: str
    op: Op = Op.NONE
    number: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    unit: Unit = NO_UNIT
    embedded: bool = False
    approximate: bool = False

    @property
    def quantitative(self) -> bool:
        """It is a number or a range of numbers."""
        return self.kind in (Kind.NUMBER, Kind.RANGE)


_UNCHANGED = re.compile(
    r"[未无没不](有|需|作|做|予|进行)*(调整?|变化?|变动|变更)|同(上|左|前|年初)(.{0,3}(值|目标|指标))?|与年初(一致|相同)(.{0,3}值)?"
)
_NOT_APPLICABLE = {"-", "--", "/", "无", "不适用", "n/a", "na"}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(map(ord, "～〜"), "~")
_SPELLINGS = (
    ("$", ""), ("\\geq", "≥"), ("\\ge", "≥"), ("\\leq", "≤"), ("\\le", "≤"), ("\\pm", "±"), ("\\%", "%"),
    ("≧", "≥"), ("⩾", "≥"), (">=", "≥"), ("=>", "≥"), ("》", "≥"), ("≦", "≤"), ("⩽", "≤"), ("<=", "≤"), ("=<", "≤"),
    ("《", "≤"), ("+-", "±"), ("+/-", "±"), ("﹪", "%"), ("％", "%"),
)  # fmt: skip
_OP_WORDS = (
    ("大于等于", Op.GE), ("大于或等于", Op.GE), ("不低于", Op.GE), ("不少于", Op.GE), ("不小于", Op.GE), ("至少", Op.GE),
    ("达到", Op.GE), ("小于等于", Op.LE), ("小于或等于", Op.LE), ("不超过", Op.LE), ("不高于", Op.LE), ("不多于", Op.LE),
    ("不大于", Op.LE), ("控制在", Op.LE), ("最多", Op.LE), ("超过", Op.GT), ("高于", Op.GT), ("大于", Op.GT), ("多于", Op.GT),
    ("低于", Op.LT), ("少于", Op.LT), ("小于", Op.LT), ("等于", Op.EQ),
)  # fmt: skip
_AFTER_WORDS = (
    ("及以上", Op.GE),
    ("以上", Op.GE),
    ("及以下", Op.LE),
    ("以下", Op.LE),
    ("以内", Op.LE),
    ("之内", Op.LE),
)
_FIGURE = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+"
_NUMBER = re.compile(rf"({_FIGURE})(余|多|几)?(.*)\Z")
_RANGE = re.compile(rf"({_FIGURE})([^\d~-]{{0,6}})[-~至到]({_FIGURE})(.*)\Z")
_ANY_NUMBER = re.compile(rf"(?<![\d.A-Za-z])({_FIGURE})(?![\d.]*\d)")
_DATE = re.compile(r"(19|20)\d{2}年|\d{4}年\d|\d{1,2}月(底|末|初|前|份|[上中下]旬|\d)|\d{1,2}日前|年底|年末")
_WORD = re.compile(r"[^\W\d_]+(\([^\W\d_]+\))?\Z")
_WORDS = re.compile(r"[^\W\d_]{1,6}([/·每][^\W\d_]{1,5}){1,2}\Z")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\Z")
_TIME_LIMIT = re.compile(r"\d个?(秒|分钟|小时|天|日|工作日|周|月|季度|年)内\Z")


@lru_cache(maxsize=2048)
def normalised(text: str) -> str:
    """``text`` in one spelling: half width, no blanks, one sign for each comparator and dash."""
    plain = unicodedata.normalize("NFKC", text.replace("㎡", "平方米")).translate(_DASHES)
    plain = "".join(plain.split())
    for spelling, sign in _SPELLINGS:
        plain = plain.replace(spelling, sign)
    return plain


@lru_cache(maxsize=2048)
def parse_value(text: str, expected: Unit = NO_UNIT) -> Value:
    """The value that ``text`` writes; words are ``Kind.TEXT``, and nothing is ever guessed out of them.

    ``expected`` is the unit of the target that an actual value answers: it is believed however it is called.
    """
    plain = normalised(text).replace("(含)", "")
    if not plain:
        return Value(Kind.BLANK, text)
    if plain.lower() in _NOT_APPLICABLE:
        return Value(Kind.NOT_APPLICABLE, text)
    op, rest = _leading_op(plain)
    for word, after in _AFTER_WORDS:
        if rest.endswith(word):
            rest = rest.removesuffix(word)
            op = after if op in (Op.NONE, Op.GE) or (after is Op.LE and op is not Op.WITHIN) else op
            break
    else:
        if _TIME_LIMIT.search(rest) and op is Op.NONE:
            op, rest = Op.LE, rest.removesuffix("内")
    ranged = _RANGE.match(rest)
    if ranged and op in (Op.NONE, Op.EQ):
        low, high = parse_decimal(ranged[1]), parse_decimal(ranged[3])
        measure = _unit_of(ranged[4] or ranged[2], Op.NONE, expected)
        same_unit = ranged[2] in ("", ranged[4]) or not ranged[4]
        if low is not None and high is not None and low <= high and measure and same_unit:
            return Value(Kind.RANGE, text, Op.NONE, low, high, measure)
    match = _NUMBER.match(rest)
    if match and not _DATE.search(rest):
        number, measure = parse_decimal(match[1]), _unit_of(match[3].rstrip("。.;"), op, expected)
        if number is not None and measure is not None:
            return Value(Kind.NUMBER, text, op, number, unit=measure, approximate=bool(match[2]))
    return Value(Kind.TEXT, text)


def says_unchanged(text: str) -> bool:
    """An adjusted target that is none: 未调整, 同年初, a dash."""
    plain = normalised(text).strip("()。.;")
    return parse_value(plain).kind is Kind.NOT_APPLICABLE or _UNCHANGED.fullmatch(plain) is not None


def _unit_of(text: str, op: Op, expected: Unit) -> Unit | None:
    """A known unit; an unknown short word is believed after a comparator, a very short one after a bare number."""
    bracketed = _IN_BRACKETS.match(text)
    text = bracketed[1] if bracketed else text
    if text == expected.text:
        return expected
    if text in ("万", "亿") and (multiple := unit(text + expected.text)):
        # 12万 against ≥10万人次; against money 万 is 万元 by itself
        return multiple
    known = unit(text)
    if known is not None:
        return known
    if _WORD.match(text) and len(text) <= (2 if op is Op.NONE else 6):
        return Unit(text, text)
    return Unit(text, text) if op is not Op.NONE and _WORDS.match(text) else None


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


def _leading_op(plain: str) -> tuple[Op, str]:
    if plain[0] in "≥>≤<=±":
        return Op(plain[0]), plain[1:]
    for word, op in _OP_WORDS:
        if plain.startswith(word):
            return op, plain.removeprefix(word)
    return Op.NONE, plain
