"""Number formats: what a spreadsheet shows for a value under a format code such as ``"≥"0"台(套)"``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xlperf.decimals import plain
from xlperf.workbook.date_format import DATE_WORDS, shown_date
from xlperf.workbook.digit_format import WIDE, Piece, shown_number

LONGEST_CODE = 1000
_WORD = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|\\(?P<escaped>.)"
    r"|_(?P<space>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式|通用格式)"
    r"|(?P<exponent>[eE][+-])"
    rf"|(?P<date>{DATE_WORDS})"
    r"|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\Z")
_ELAPSED = re.compile(r"(h+|m+|s+)\Z", re.IGNORECASE)
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
}
_CURRENCY_NEGATIVE = "¥#,##0;¥-#,##0"
_ACCOUNT = '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ '
_YEAR_MONTH, _MONTH_DAY, _LONG_DATE = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_HOUR, _HOUR_SECOND = '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"'
# ids that a file uses without spelling them out, as Excel and WPS for China show them
BUILTIN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: _CURRENCY_NEGATIVE,
    6: _CURRENCY_NEGATIVE,
    7: "¥#,##0.00;¥-#,##0.00",
    8: "¥#,##0.00;¥-#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    27: _YEAR_MONTH,
    28: _MONTH_DAY,
    29: _MONTH_DAY,
    30: "m-d-yy",
    31: _LONG_DATE,
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: _HOUR,
    35: _HOUR_SECOND,
    36: _YEAR_MONTH,
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: _ACCOUNT,
    42: _ACCOUNT,
    43: _ACCOUNT.replace("##0", "##0.00"),
    44: _ACCOUNT.replace("##0", "##0.00"),
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: _YEAR_MONTH,
    51: _MONTH_DAY,
    52: _YEAR_MONTH,
    53: _MONTH_DAY,
    54: _MONTH_DAY,
    55: _HOUR,
    56: _HOUR_SECOND,
    57: _YEAR_MONTH,
    58: _MONTH_DAY,
}


@dataclass(frozen=True)
class _Section:
    pieces: tuple[Piece, ...]
    condition: tuple[str, Decimal] | None

    def has(self, *kinds: str) -> bool:
        return any(piece.kind in kinds for piece in self.pieces)

    def holds(self, value: Decimal) -> bool:
        return self.condition is not None and _COMPARE[self.condition[0]](value, self.condition[1])


@dataclass(frozen=True)
class NumberFormat:
    """A format code taken apart: sections for positive, negative, zero and text, or with conditions."""

    code: str
    sections: tuple[_Section, ...]
    changes_text: bool
    """does it show texts otherwise than they are?"""

    @property
    def dated(self) -> bool:
        """Does it show dates or times?"""
        return any(section.has("date", "elapsed") for section in self.sections)

    def shown(self, value: Decimal, *, date1904: bool = False) -> str:
        """What shows for a number; a format that is not understood shows the plain number."""
        section, signed = self._section(value)
        if section is None:
            return general(value)
        if section.has("date", "elapsed"):
            return shown_date(value, section.pieces, date1904=date1904) or general(value)
        if section.has("exponent", "fraction"):
            return plain(value)
        text = shown_number(abs(value), section.pieces, general)
        return "-" + text if signed and value < 0 else text

    def shown_text(self, text: str) -> str:
        """What shows for a text: the text section, or the text as it is."""
        if not self.changes_text:
            return text
        for section in reversed(self.sections):
            if section.has("text"):
                return "".join(text if piece.kind == "text" else piece.text for piece in section.pieces)
        # four sections of which the last has no @ hide the text or put words in its place
        return "".join(piece.text for piece in self.sections[3].pieces)

    def percent(self, value: Decimal) -> bool:
        """Is this number shown as a percentage?"""
        section, _ = self._section(value)
        return section is not None and section.has("percent")

    def _section(self, value: Decimal) -> tuple[_Section | None, bool]:
        """The section for a number, and whether a minus sign still has to be put before it."""
        numeric = [one for one in self.sections[:3] if not one.has("text") or one.condition]
        if not numeric:
            return None, True
        if any(one.condition for one in numeric):
            return self._conditional(numeric, value)
        if len(numeric) == 1 or value > 0:
            return numeric[0], True
        if value < 0:
            return numeric[1], False
        return (numeric[2] if len(numeric) > 2 else numeric[0]), False

    @staticmethod
    def _conditional(numeric: list[_Section], value: Decimal) -> tuple[_Section | None, bool]:
        for section in numeric:
            if section.holds(value):
                operator, limit = section.condition or ("", Decimal())
                return section, not (operator in ("<", "<=") and limit <= 0)
        rest = [section for section in numeric if section.condition is None]
        if value < 0 and len(rest) > 1:
            return rest[0], False
        return (rest[-1], True) if rest else (None, True)


def number_format(code: str) -> NumberFormat:
    """The format of that code."""
    return _taken_apart("General" if len(code) > LONGEST_CODE or not code.strip() else code)


@lru_cache(maxsize=4096)
def _taken_apart(code: str) -> NumberFormat:
    sections = tuple(_section(text) for text in _sections(code)[:4])
    changes_text = len(sections) == 4 or any(one.has("text") and len(one.pieces) > 1 for one in sections)
    return NumberFormat(code, sections, changes_text)


def general(value: Decimal) -> str:
    """A number as the General format shows it: eleven characters, yet never an exponent."""
    if value == 0:
        return "0"
    whole = max(1, value.adjusted() + 1)
    places = max(0, 10 - whole) if value.adjusted() >= -5 else 11 - value.adjusted()
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= places:
        return plain(value)
    return plain(value.quantize(Decimal(1).scaleb(-places), context=WIDE))


def _sections(code: str) -> list[str]:
    sections = [""]
    for match in _WORD.finditer(code):
        if match["other"] == ";":
            sections.append("")
        else:
            sections[-1] += match[0]
    return sections


def _section(code: str) -> _Section:
    pieces: list[Piece] = []
    condition: tuple[str, Decimal] | None = None
    for match in _WORD.finditer(code):
        kind, text = match.lastgroup or "other", match[match.lastgroup or 0]
        if kind == "bracket":
            found = _CONDITION.match(text)
            if found:
                condition = found[1], Decimal(found[2])
            else:
                pieces += _bracket(text)
        elif kind == "space":
            pieces.append(Piece("literal", " "))
        elif kind in ("quoted", "escaped"):
            pieces.append(Piece("literal", text))
        elif kind == "other":
            pieces.append(_other(text))
        elif kind != "fill":
            pieces.append(Piece(kind, text))
    return _Section(tuple(_fraction_marked(pieces)), condition)


def _bracket(text: str) -> list[Piece]:
    if _ELAPSED.match(text):
        return [Piece("elapsed", text.lower())]
    if text.startswith("$"):
        # [$¥-804]: a currency sign with its country
        return [Piece("literal", text[1:].partition("-")[0])]
    return []  # colours, and the shape of digits


def _other(text: str) -> Piece:
    kinds = {".": "point", ",": "comma", "%": "percent", "@": "text", "/": "slash"}
    return Piece("digit" if text in "0#?" else kinds.get(text, "literal"), text)


def _fraction_marked(pieces: list[Piece]) -> list[Piece]:
    """A slash between digits makes a fraction; anywhere else it is just a slash."""
    digits = [index for index, piece in enumerate(pieces) if piece.kind == "digit"]
    dated = any(piece.kind in ("date", "elapsed") for piece in pieces)
    for index, piece in enumerate(pieces):
        if piece.kind == "slash":
            inside = bool(digits) and digits[0] < index < digits[-1] and not dated
            pieces[index] = Piece("fraction" if inside else "literal", "/")
    return pieces
