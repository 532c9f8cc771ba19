"""One section of a number format filled with the digits of a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

# a number has up to 309 digits, a format up to a thousand decimals
WIDE = Context(prec=1500, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Piece:
    """One element of a format code: ``literal``, ``digit``, ``point``, ``percent``, ``general`` …"""

    kind: str
    text: str


def shown_number(value: Decimal, pieces: Sequence[Piece], general: Callable[[Decimal], str]) -> str:
    """The section with the digits of ``value``, which is not negative, in their places."""
    if any(piece.kind == "general" for piece in pieces):
        return "".join(general(value) if piece.kind == "general" else piece.text for piece in pieces)
    slots = [index for index, piece in enumerate(pieces) if piece.kind == "digit"]
    if not slots:
        return "".join(piece.text for piece in pieces)
    point = next((index for index, piece in enumerate(pieces) if piece.kind == "point"), len(pieces))
    whole_slots = [index for index in slots if index < point]
    decimal_slots = [index for index in slots if index > point]
    commas = [index for index, piece in enumerate(pieces) if piece.kind == "comma"]
    grouped = any(whole_slots[0] < index < whole_slots[-1] for index in commas) if whole_slots else False
    # commas after the last digit divide by a thousand each
    last_whole = whole_slots[-1] if whole_slots else -1
    thousands = sum(1 for index in commas if last_whole < index < point or index > slots[-1])
    percents = sum(1 for piece in pieces if piece.kind == "percent")
    scaled = value.scaleb(2 * percents - 3 * thousands, WIDE)
    whole, decimals = _digits(scaled, len(decimal_slots))
    filled = dict.fromkeys(commas, "")
    filled |= _whole_digits(whole, whole_slots, pieces, grouped)
    filled |= _decimal_digits(decimals, decimal_slots, pieces)
    text = "".join(filled.get(index, piece.text) for index, piece in enumerate(pieces))
    # a number with no place for whole digits (".00") still shows them
    return text if whole_slots else whole + text


def _digits(value: Decimal, places: int) -> tuple[str, str]:
    rounded = value.quantize(Decimal(1).scaleb(-places), context=WIDE)
    whole, _, decimals = format(rounded, "f").partition(".")
    return whole.lstrip("0"), decimals


def _whole_digits(whole: str, slots: Sequence[int], pieces: Sequence[Piece], grouped: bool) -> dict[int, str]:
    filled: dict[int, str] = {}
    rest = whole
    count = 0
    for index in reversed(slots):
        first = index == slots[0]
        taken = rest if first and rest else rest[-1:] or {"0": "0", "?": " "}.get(pieces[index].text, "")
        rest = "" if first else rest[:-1]
        shown = ""
        for digit in reversed(taken):
            if grouped and count and count % 3 == 0 and digit != " ":
                shown = "," + shown
            shown = digit + shown
            count += 1
        filled[index] = shown
    return filled


def _decimal_digits(decimals: str, slots: Sequence[int], pieces: Sequence[Piece]) -> dict[int, str]:
    filled: dict[int, str] = {}
    significant = len(decimals.rstrip("0"))
    for position, index in enumerate(slots):
        kept = position < significant or any(pieces[later].text == "0" for later in slots[position:])
        filled[index] = decimals[position] if kept else " " if pieces[index].text == "?" else ""
    return filled
