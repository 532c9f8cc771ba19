"""Exact decimal figures: reading them from text, rounding them as offices do, printing them."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?\Z")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?\Z")

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
# a cell holds 32,767 characters at most: whatever number somebody types there can be rounded
_WIDE = Context(prec=40_000)


def parse_decimal(text: str) -> Decimal | None:
    """The number that ``text`` is (``8.65``, ``86,500``, full width too), or None."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    if _GROUPED.match(plain):
        plain = plain.replace(",", "")
    return Decimal(plain) if _NUMBER.match(plain) else None


def half_up(value: Decimal, places: int = 2) -> Decimal:
    """``value`` rounded half away from zero to ``places`` decimals (四舍五入), as Excel's ROUND does."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


def truncated(value: Decimal, places: int = 2) -> Decimal:
    """``value`` cut to ``places`` decimals, as some budget systems do."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN, _WIDE)


def places_of(value: Decimal) -> int:
    """How many decimals ``value`` shows, trailing zeros left out."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(value: Decimal) -> str:
    """``value`` without exponent or trailing zeros: ``95.23``, ``100``, ``0.5``."""
    if value == 0:
        return "0"
    return format(value.normalize(), "f")


def from_float(value: float) -> Decimal:
    """The decimal that a spreadsheet shows for a stored binary number (15 significant digits)."""
    return Decimal(format(value, ".15g"))


def signed(number: Decimal) -> str:
    """The same for the result of a subtraction: with the full-width minus of the arithmetic, ``－20``."""
    return plain(number).replace("-", "－")
