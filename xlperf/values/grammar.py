"""The grammar of values in one spelling (see ``spelling``). Importing this module builds the parser: some 0.1 s.

The grammar tells the parts of a text; whether a word is a unit, and what that makes of the figure, ``parse`` decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedInput

from xlperf.decimals import parse_decimal
from xlperf.values.chinese import chinese_number
from xlperf.values.value import Kind, Moment, Op, Part, Trend, Value


@dataclass(frozen=True)
class Quantity:
    """A figure with the word after it; ``worded``: it was a Chinese numeral."""

    number: Decimal | None
    unit: str = ""
    about: bool = False
    worded: bool = False


@dataclass(frozen=True)
class Measured:
    """One figure or two with what is written before and behind; the sign itself is ``op``."""

    before: str
    low: Quantity
    high: Quantity | None = None
    after: str = ""


# what closes a figure; a unit ends before it
_AFTER = r"(?:[及或]?以[上下](?:\(不含\))?|\(不含\)以[上下]|[以之]内|(?<=[秒钟时天日周月度年元%点])内)(?!.)"
_GRAMMAR = r"""
?start: nothing | measured | ranged | checklist | trend | moment

nothing: NOTHING

measured: sign? quantity AFTER?
ranged: sign? quantity DASH sign? quantity
sign: SIGN | SIGN_WORD
quantity: NUMBER ABOUT? UNIT?       -> figure
        | NUMERAL ABOUT? UNIT?      -> numeral
        | SHARE (NUMBER | NUMERAL)  -> share
        | WHOLE                     -> whole

checklist: items UNDONE | UNDONE items | NUMBERED UNDONE
items: item (JOIN? item)*
item: ITEM (THROUGH ITEM)?

trend: DEGREE? (SIGN_WORD | SIGN) LAST_YEAR      -> compared
     | AGAINST DEGREE? (RISEN | FALLEN | EQUAL)  -> changed

moment: (LIMIT | SIGN)? (day | month | year_end) BEFORE? FINISHED?
day: ISO | YEAR MONTH_OF DAY | MONTH DAY
month: YEAR MONTH_OF PART? | MONTH PART?
year_end: YEAR (YEAR_END | END) | YEAR_END

NOTHING.9: /(-+|\/|无|不适用|n\/a|na)(?!.)/i
SIGN: /[≥>≤<=±]/
SIGN_WORD: /大于或?等于|小于或?等于|不低于|不少于|不小于|不超过|不高于|不多于|不大于|至少|最多|达到|控制在|超过|高于|大于|多于|低于|少于|小于|等于/
NUMBER: /[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+/
NUMERAL: /[零一二三四五六七八九十两][零〇一二三四五六七八九十百千两万亿]*(?:点[零〇一二三四五六七八九]+)?/
SHARE: /[百千]分之/
WHOLE.2: /百分之?百/
ABOUT.3: /[余多几]/
AFTER.5: /<AFTER>/
DASH.4: /[-~至到]/
UNIT: /(?![\d+\-~,.])(?:(?!<AFTER>)(?![-~至到][±+-]?[\d.一二三四五六七八九十两])[^≥≤><=±])+/

ITEM: /\(\d{1,2}\)/
JOIN: /[、,;和及与]/
THROUGH: /[-~至到]/
NUMBERED.6: /(?:第\d{1,2}(?:[、,和及与]第?\d{1,2})*项|\d{1,2}(?:[、和及与]\d{1,2})+项?)(?=[均都尚还]*[未没])/
UNDONE: /[均都尚还]*(?:没有?|未)(?:完成|达成|落实|开展|达标)/

LAST_YEAR: /(?:上一?年|去年|前一年)度?(?:同期)?(?:水平|实际数?|实际值)?(?!.)/
AGAINST: /(?:[与同比较跟和](?:上一?年|去年|前一年)度?(?:同期)?(?:水平|实际数?|实际值)?|同比)(?:相比)?,?/
DEGREE: /有所|略有|略微|小幅|稳步|进一步|略|远远?|大幅度?|大大|明显|显著|较大幅度/
RISEN: /(?:增加|增长|提高|提升|上升|上涨|增多)了?(?!.)/
FALLEN: /(?:减少|下降|降低|下滑|回落|减低|缩减|压减)了?(?!.)/
EQUAL: /(?:基本)?(?:持平|相同|一致|相当)(?!.)/

LIMIT: /不[晚迟]于|(?:已?于|已?在)(?=\d|年|当年|本年)/
ISO.8: /(?:19|20)\d\d(?:-\d{1,2}-|\/\d{1,2}\/|\.\d{1,2}\.)\d{1,2}(?![\d.])/
YEAR.7: /(?:19|20)\d\d年/
MONTH.7: /\d{1,2}月份?(?=[底末初前上中下\d]|以前|之前)|\d{1,2}月份/
MONTH_OF.7: /\d{1,2}月份?/
DAY.7: /\d{1,2}[日号]/
PART: /[上中下]旬|[底末初]/
YEAR_END: /[当本]?年(?:年底|年末|底|末|内|终)/
END: /[底末内终]/
BEFORE: /[以之]?前|以内|止/
FINISHED: /(?:全部|全面|均|已|按时|如期)*(?:完成|完工|竣工|建成|交付|验收|办结|到位)/
"""

_RAISED = {"远", "远远", "大幅", "大幅度", "大大", "明显", "显著", "较大幅度"}
_COMPARED = {
    "<": Trend.BELOW, ">": Trend.ABOVE, "=": Trend.SAME,
    "低于": Trend.BELOW, "少于": Trend.BELOW, "小于": Trend.BELOW,
    "高于": Trend.ABOVE, "多于": Trend.ABOVE, "大于": Trend.ABOVE, "超过": Trend.ABOVE, "等于": Trend.SAME,
}  # fmt: skip
_HELD = {
    "≥": Op.GE, "≤": Op.LE,
    "不低于": Op.GE, "不少于": Op.GE, "不小于": Op.GE, "大于等于": Op.GE, "大于或等于": Op.GE, "达到": Op.GE,
    "不高于": Op.LE, "不超过": Op.LE, "不多于": Op.LE, "不大于": Op.LE, "小于等于": Op.LE, "小于或等于": Op.LE,
}  # fmt: skip
_PARTS = {"末": Part.END, **{part.value: part for part in Part if part.value}}
_DIGITS = re.compile(r"\d+")


@v_args(inline=True)
class _Reader(Transformer[Token, Value | Measured | None]):
    """What each rule of the grammar says; None for what it cannot mean (2月30日)."""

    def nothing(self, _: Token) -> Value:
        return Value(Kind.NOT_APPLICABLE, "")

    def sign(self, token: Token) -> str:
        return str(token)

    def figure(self, number: Token, *rest: Token) -> Quantity:
        return _quantity(parse_decimal(number), rest, worded=False)

    def numeral(self, number: Token, *rest: Token) -> Quantity:
        return _quantity(chinese_number(number), rest, worded=True)

    def share(self, of: Token, number: Token) -> Quantity:
        read = chinese_number if number.type == "NUMERAL" else parse_decimal
        return Quantity(read(number), "%" if of[0] == "百" else "‰")

    def whole(self, _: Token) -> Quantity:
        return Quantity(Decimal(100), "%")

    def measured(self, *parts: str | Quantity) -> Measured:
        before = parts[0] if isinstance(parts[0], str) else ""
        after = parts[-1] if isinstance(parts[-1], str) else ""
        return Measured(before, next(part for part in parts if isinstance(part, Quantity)), after=after)

    def ranged(self, *parts: str | Quantity) -> Measured | None:
        before = parts[0] if isinstance(parts[0], str) else ""
        low, high = (part for part in parts if isinstance(part, Quantity))
        # ±5%-±10% repeats its sign, no other stands there
        again = "" if isinstance(parts[-2], Token) else parts[-2]
        return Measured(before, low, high) if not again or again == before == "±" else None

    def item(self, first: Token, *rest: Token) -> frozenset[int]:
        low, high = int(first[1:-1]), int(rest[-1][1:-1]) if rest else int(first[1:-1])
        return frozenset(range(low, high + 1))

    def items(self, *parts: frozenset[int] | Token) -> frozenset[int]:
        sets = [part for part in parts if isinstance(part, frozenset)]
        # an item that cannot be spoils the list
        return frozenset() if not all(sets) else frozenset().union(*sets)

    def checklist(self, first: frozenset[int] | Token, second: frozenset[int] | Token) -> Value | None:
        told = first if not isinstance(first, Token) or first.type == "NUMBERED" else second
        undone = told if isinstance(told, frozenset) else frozenset(map(int, _DIGITS.findall(told)))
        return Value(Kind.CHECKLIST, "", undone=undone) if undone and 0 not in undone else None

    def compared(self, *parts: Token) -> Value | None:
        word = str(parts[-2])
        raised = str(parts[0]) in _RAISED
        if len(parts) == 3 and not raised:
            return None
        if word in _HELD:
            return None if raised else Value(Kind.TREND, "", op=_HELD[word])
        level = _COMPARED.get(word)
        if level is None or (raised and level is Trend.SAME):
            return None
        return Value(Kind.TREND, "", trend=Trend(level * 2) if raised else level)

    def changed(self, *parts: Token) -> Value | None:
        degree = str(parts[1]) if len(parts) == 3 else ""
        how = parts[-1].type
        if how == "EQUAL":
            return None if degree or parts[0].startswith("同比") else Value(Kind.TREND, "")
        level = Trend.ABOVE if how == "RISEN" else Trend.BELOW
        return Value(Kind.TREND, "", trend=Trend(level * 2) if degree in _RAISED else level)

    def day(self, *parts: Token) -> Moment | None:
        numbers = [int(digits) for part in parts for digits in _DIGITS.findall(part)]
        year = numbers[0] if len(numbers) == 3 else None
        month, day = numbers[-2:]
        try:
            # a leap year where none is named
            date(year or 2000, month, day)
        except ValueError:
            return None
        return Moment(year, month, day)

    def month(self, *parts: Token) -> Moment | None:
        numbers = [int(digits) for part in parts for digits in _DIGITS.findall(part)]
        part = _PARTS.get(str(parts[-1]), Part.WHOLE)
        return (
            Moment(numbers[0] if len(numbers) == 2 else None, numbers[-1], part=part)
            if 1 <= numbers[-1] <= 12
            else None
        )

    def year_end(self, *parts: Token) -> Moment:
        year = int(parts[0][:4]) if parts[0].type == "YEAR" else None
        return Moment(year, 12, part=Part.END, before=parts[-1].endswith("内"))

    def moment(self, *parts: Token | Moment | None) -> Value | None:
        words = [part for part in parts if isinstance(part, Token)]
        when = next((part for part in parts if isinstance(part, Moment)), None)
        signs = [str(word) for word in words if word.type == "SIGN"]
        if when is None or signs not in ([], ["≤"]):
            return None
        before = (
            when.before
            or bool(signs)
            or any(word.type == "BEFORE" or word.startswith("不") for word in words)
        )
        return Value(Kind.DATE, "", moment=Moment(when.year, when.month, when.day, when.part, before))


def _quantity(number: Decimal | None, rest: tuple[Token, ...], *, worded: bool) -> Quantity:
    unit = next((str(token) for token in rest if token.type == "UNIT"), "")
    return Quantity(number, unit, any(token.type == "ABOUT" for token in rest), worded)


_PARSER = Lark(
    _GRAMMAR.replace("<AFTER>", _AFTER), parser="lalr", transformer=_Reader(), maybe_placeholders=False
)


def read(plain: str) -> Value | Measured | None:
    """What ``plain`` (one spelling, not empty) says, the value without its raw text; None for words."""
    try:
        found = _PARSER.parse(plain)
    except UnexpectedInput:
        return None
    return found if isinstance(found, (Value, Measured)) else None
