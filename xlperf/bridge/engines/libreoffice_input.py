"""What is given for cells, as LibreOffice takes it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

NO_FILL = -1


def hundredths_of_width(characters: float) -> int:
    """Excel's column width in hundredths of a millimetre."""
    return round((characters * 7 + 5) * 2540 / 96)


def typed(value: Any, zero: date) -> str:
    """What a person would type for it, in English."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "=TRUE()" if value else "=FALSE()"
    if isinstance(value, datetime):
        midnight = datetime.combine(zero, datetime.min.time())
        return repr((value.replace(tzinfo=None) - midnight).total_seconds() / 86400)
    if isinstance(value, date):
        return repr(float((value - zero).days))
    if isinstance(value, str):
        # the lone mark hides an empty text, as in Excel; a formula follows in Excel's own spelling
        return "" if value.startswith("=") and len(value) > 1 else value
    return repr(float(value))


def colour_number(value: tuple[int, int, int] | int | str | None) -> int:
    """A colour as xlwings takes it, as one number with red first."""
    if value is None:
        return NO_FILL
    if isinstance(value, str):
        return int(value.removeprefix("#"), 16)
    if isinstance(value, int):
        # Excel's own numbers have red last
        value = (value & 255, value >> 8 & 255, value >> 16 & 255)
    red, green, blue = value
    return red << 16 | green << 8 | blue
