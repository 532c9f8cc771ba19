"""Cells of a project list: what a cell holds, and how it is understood as text, figure or year."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal

from xlperf.decimals import parse_decimal, plain

MAX_TEXT = 32_767
MAX_NUMBER_TEXT = 40


@dataclass(frozen=True)
class Figure:
    """A numeric cell: its exact value, and how it reads as text (``0.95`` shown in per cent reads ``95%``)."""

    number: Decimal
    text: str


@dataclass(frozen=True)
class Unusable:
    """A cell whose content is lost or misleading (an error, a formula without a result); ``why`` says so and what to do."""

    why: str


Raw = str | Figure | Unusable
"""One cell of the list; an empty cell is the empty text."""


class NotUnderstood(ValueError):
    """A cell cannot be read as what its column holds; ``str()`` is the rest of the sentence."""


_ERROR_WORD = re.compile(r"#(DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)\Z")
# what XML cannot carry or nobody can see: controls, zero-width marks, lone surrogates, non-characters
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]|_x000D_")
_LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\u2028\u2029]")
_YEAR = re.compile(r"(\d{4})(\.0+)?\s*年?度?\Z")
_NONE = {"-", "--", "—", "——", "/", "\\", "无"}

MONEY_UNITS = {"元": 0, "百元": 2, "千元": 3, "万": 4, "万元": 4, "百万元": 6, "亿": 8, "亿元": 8}
"""Money units as powers of ten of 元."""
_MONEY = re.compile(r"¥?\s*(.*?)\s*(元|百元|千元|万|万元|百万元|亿|亿元)?\Z")
_FIFTEEN_DIGITS = Context(prec=15)
MAX_AMOUNT = Decimal(10) ** 13
"""In 元: 10^9 万元, more than any budget."""


def clean(text: str) -> str:
    """``text`` trimmed and without what nobody can see; every kind of line break becomes a plain one."""
    text = _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text))
    return text.replace("\xa0", " ").strip()


def one_line(text: str) -> str:
    """``text`` with its line breaks closed up; a space stays between Latin words."""
    first, *rest = (line.strip() for line in text.split("\n"))
    for line in rest:
        latin = first[-1:].isascii() and first[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum()
        first += f" {line}" if latin else line
    return first


def is_empty(raw: Raw) -> bool:
    """Nothing is written here."""
    return isinstance(raw, str) and not clean(raw)


def read_text(raw: Raw) -> str:
    """The cell as text; numbers as they read in the sheet."""
    if isinstance(raw, Unusable):
        raise NotUnderstood(raw.why)
    if isinstance(raw, Figure):
        return raw.text
    text = clean(raw)
    if _ERROR_WORD.match(text):
        raise NotUnderstood(f"公式出错（{text}），请改正公式，或直接填内容。")
    if len(text.encode("utf-16-le")) // 2 > MAX_TEXT:
        raise NotUnderstood(f"文字有{len(text)}个字，超过Excel一格最多的{MAX_TEXT}个字，请精简。")
    return text


def read_code(raw: Raw) -> str:
    """The cell as a code: one line, full width made half width; digits that Excel has dropped are refused."""
    lost = "Excel只保存15位数字，后面的已丢失，请把这一列设为文本格式后重填编码。"
    if isinstance(raw, Figure) and abs(raw.number) >= Decimal(10) ** 15:
        raise NotUnderstood(lost)
    text = one_line(unicodedata.normalize("NFKC", read_text(raw))).strip()
    if re.fullmatch(r"\d\.\d+[Ee]\+\d+", text):
        raise NotUnderstood(f"“{text}”是科学计数法，{lost}")
    return text


def read_number(raw: Raw, suffix: str = "") -> Decimal | None:
    """The cell as an exact number, None when it is empty or says there is none; ``suffix`` may follow it."""
    if isinstance(raw, Figure):
        return raw.number
    text = unicodedata.normalize("NFKC", read_text(raw)).strip()
    if not text or text in _NONE:
        return None
    number = parse_decimal(text.removesuffix(suffix)) if len(text) <= MAX_NUMBER_TEXT else None
    if number is None:
        raise NotUnderstood(f"“{text}”不是数字，请填数字。")
    # figures from a program's CSV carry binary noise; a workbook's are read with 15 digits as well
    return _FIFTEEN_DIGITS.plus(number)


def read_amount(raw: Raw, unit: str, into: str) -> Decimal | None:
    """The cell as money in the unit ``into``; its column is in ``unit`` unless the cell itself names one."""
    if isinstance(raw, str) and len(raw) <= MAX_NUMBER_TEXT:
        match = _MONEY.match(unicodedata.normalize("NFKC", read_text(raw)))
        if match and parse_decimal(match[1]) is not None:
            raw, unit = match[1], match[2] or unit
    number = read_number(raw)
    if number is None:
        return None
    if number < 0:
        raise NotUnderstood(f"{shown(number, raw)}是负数，请填0或正数。")
    if number.scaleb(MONEY_UNITS[unit]) > MAX_AMOUNT:
        raise NotUnderstood(f"{shown(number, raw)}{unit}大得不合情理，请核对金额和单位。")
    amount = number.scaleb(MONEY_UNITS[unit] - MONEY_UNITS[into])
    if amount and amount.adjusted() < -10:
        raise NotUnderstood(f"{shown(number, raw)}{unit}小得不合情理，请核对金额和单位。")
    return amount


def read_year(raw: Raw) -> int:
    """The cell as a year from 2000 to 2100: ``2022``, ``2022年``, ``2022年度``."""
    text = (
        plain(raw.number)
        if isinstance(raw, Figure)
        else unicodedata.normalize("NFKC", read_text(raw)).strip()
    )
    match = _YEAR.match(text)
    year = int(match[1]) if match else 0
    if not 2000 <= year <= 2100:
        raise NotUnderstood(f"“{text}”不是年度，请填2000到2100之间的四位数，例如2022。")
    return year


def shown(number: Decimal, raw: Raw) -> str:
    """A number for a message: plainly, or as somebody typed it who typed an exponent."""
    if isinstance(raw, str) and "e" in raw.lower():
        return clean(raw)
    return plain(number) if abs(number.adjusted()) < MAX_NUMBER_TEXT else format(number, "E")
