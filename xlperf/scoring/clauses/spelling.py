"""A 评分细则 sentence in one spelling, cut into its parts; Chinese numerals as figures."""

from __future__ import annotations

import re
from decimal import Decimal

from xlperf.decimals import parse_decimal
from xlperf.values import normalised

FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?"
COUNT = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十半]+)"
ITEM = r"\(\d{1,2}\)"

_DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CIRCLED = {0x2460 + number: f"({number + 1})" for number in range(20)}
_LINE_ENDS = re.compile(r"(?<=[分止])\s*\n")
_NUMBERED_LINES = re.compile(r"(?:(?<=^)|(?<=[;。:\n]))\s*(\d{1,2})[、.．](?!\d)")
_CHINESE_ITEMS = re.compile(r"\(([一二三四五六七八九十]{1,3})\)")
_POINTS_IN_BRACKETS = re.compile(r"\(((?:得|计)?[\d.]+分)\)")
_TAIL_IN_BRACKETS = re.compile(r"\(((?:直至)?扣[完至到][^()]*|最[高低多少][^()]*)\)")
_TITLE = re.compile(r"《([^《》]*[^《》\d.%])》")
_QUOTES = dict.fromkeys(map(ord, '“”‘’"「」'))
_ENDS_INCLUDED = re.compile(
    rf"(?P<a>{FIGURE}%?)(?P<dash>[-~至到])(?P<b>{FIGURE}%?)\((?P<how>不?含)(?P<c>{FIGURE}%?)\)"
)
_END_INCLUDED = re.compile(
    rf"(?P<a>{FIGURE}%?)(?P<side>[一-龥]{{0,2}}以[上下内])?\((?P<how>不?含)(?P<c>{FIGURE}%?)\)"
)
_SEPARATOR = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|[;。]|(?<=分)、")


def spelled(text: str) -> str:
    """``text`` half width, without blanks, items numbered ``(1)``, parts ended by commas and semicolons."""
    text = _LINE_ENDS.sub(";", _TITLE.sub(r"\1", text.strip().translate(_CIRCLED)).translate(_QUOTES))
    text = _NUMBERED_LINES.sub(r"(\1)", text)
    plain = normalised(text).replace("!", "。")
    plain = _CHINESE_ITEMS.sub(lambda match: f"({_chinese(match[1]):f})", plain)
    plain = _TAIL_IN_BRACKETS.sub(r",\1", _POINTS_IN_BRACKETS.sub(r"\1", plain))
    return _END_INCLUDED.sub(_included, _ENDS_INCLUDED.sub(_included, plain)).rstrip(".")


def parts(plain: str) -> list[str]:
    """The parts of a spelled sentence, without the signs that end them."""
    return [part for part in _SEPARATOR.split(plain) if part]


def figure(text: str) -> Decimal | None:
    """A number in digits or Chinese numerals (``2.5``, ``1,000``, ``两``, ``十二``, ``半``), else None."""
    number = parse_decimal(text)
    return number if number is not None else _chinese(text)


def _chinese(text: str) -> Decimal | None:
    if text == "半":
        return Decimal("0.5")
    tens, ten, ones = text.rpartition("十")
    if not set(tens + ones) <= set(_DIGITS) or len(tens) > 1 or len(ones) > 1 or not text:
        return None
    return Decimal((_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0))


def _included(match: re.Match[str]) -> str:
    """10%-20%(含20%) → 10%-20%(含); where the figure in brackets is another one, nothing is said."""
    found, end = match.groupdict(), f"({match['how']})"
    if found.get("b") == found["c"]:
        return f"{found['a']}{found['dash']}{found['b']}{end}"
    if found["a"] != found["c"]:
        return match[0]
    rest = f"{found['dash']}{found['b']}" if "b" in found else found.get("side") or ""
    return f"{found['a']}{end}{rest}"
