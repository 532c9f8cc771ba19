"""Chinese numerals: 一百二十, 两, 三点五."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_DIGIT = "[一二三四五六七八九两]"
# each place at most once and in order; a gap is bridged by 零
_BELOW_TEN_THOUSAND = re.compile(
    rf"(?:(?P<千>{_DIGIT})千)?[零〇]?(?:(?P<百>{_DIGIT})百)?[零〇]?(?:(?P<十>{_DIGIT})?(?P<ten>十))?[零〇]?(?P<个>{_DIGIT})?"
)
_SHAPE = re.compile(
    r"(?:(?P<亿>[^亿万点]+)亿)?(?:(?P<万>[^亿万点]+)万)?(?P<rest>[^亿万点]*)(?:点(?P<decimals>.+))?"
)
_PLACES = {"千": 1000, "百": 100, "个": 1}


def chinese_number(text: str) -> Decimal | None:
    """The number that a well-formed numeral says, None for any other text (``两三``, ``二〇二一``, ``一千五``)."""
    shape = _SHAPE.fullmatch(text)
    if not text or not shape:
        return None
    total = 0
    for group, factor in (("亿", 100_000_000), ("万", 10_000), ("rest", 1)):
        part = shape[group]
        if part:
            value = _small(part)
            if value is None:
                return None
            total += value * factor
    if shape["decimals"] is None:
        return Decimal(total) if total or text in ("零", "〇") else None
    digits = [_DIGITS.get(character) for character in shape["decimals"]]
    if None in digits or (not total and shape["rest"] not in ("零", "〇")):
        return None
    return Decimal(f"{total}.{''.join(map(str, digits))}")


def _small(text: str) -> int | None:
    if text in ("零", "〇"):
        return 0
    match = _BELOW_TEN_THOUSAND.fullmatch(text)
    if match is None or text[-1] in "零〇":
        return None
    value = sum(_DIGITS[match[place]] * factor for place, factor in _PLACES.items() if match[place])
    if match["ten"]:
        value += 10 * (_DIGITS[match["十"]] if match["十"] else 1)
    # 一百五 is 150 to the ear and 105 to nobody: it is left as words
    short = match["个"] and len(text) > 1 and text[-2] in "千百"
    return None if short else value
