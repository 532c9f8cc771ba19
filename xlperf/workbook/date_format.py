"""One section of a number format filled with the date and time of a serial number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from xlperf.workbook.digit_format import Piece

# what a date format is made of; ``General`` and exponents are taken out before
DATE_WORDS = "yyyy|yy|y|m{1,5}|d{1,4}|h{1,2}|s{1,2}|AM/PM|A/P|上午/下午|aaaa|aaa|e"
LAST_SERIAL = Decimal(2_958_466)  # 9999-12-31 and its hours
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEK = "一二三四五六日"
_MIDDAY = {"am/pm": ("AM", "PM"), "a/p": ("A", "P"), "上午/下午": ("上午", "下午")}
_SECONDS = re.compile(r"s+\Z")


def shown_date(serial: Decimal, pieces: Sequence[Piece], *, date1904: bool = False) -> str | None:
    """The section with the date in its places; None for a number that is no date."""
    if date1904:
        serial += 1462
    if not 0 <= serial < LAST_SERIAL:
        return None
    words = [piece.text.lower() if piece.kind in ("date", "elapsed") else "" for piece in pieces]
    tenths = _places_after_seconds(pieces, words)
    moment = _moment(serial, tenths)
    minutes = _minutes(words)
    twelve = any(word in _MIDDAY for word in words)
    shown: list[str] = []
    for index, piece in enumerate(pieces):
        if piece.kind == "elapsed":
            shown.append(_elapsed(serial, piece.text))
        elif piece.kind == "date":
            shown.append(_part(moment, words[index], index in minutes, twelve))
        elif piece.kind == "digit":
            shown.append("")
        elif piece.kind == "point" and tenths:
            shown.append("." + f"{moment.microsecond:06d}"[:tenths])
        else:
            shown.append(piece.text)
    return "".join(shown)


def _moment(serial: Decimal, tenths: int) -> datetime:
    unit = Decimal(1).scaleb(-tenths)
    seconds = (serial * 86400).quantize(unit, ROUND_HALF_UP)
    # 1900 is taken for a leap year: from 1900-03-01 on, days count from 1899-12-30
    start = datetime(1899, 12, 30) if serial >= 60 else datetime(1899, 12, 31)  # noqa: DTZ001 - no zone here
    return start + timedelta(microseconds=int(seconds * 1_000_000))


def _minutes(words: Sequence[str]) -> set[int]:
    """Where ``m`` means minutes: next after hours, or next before seconds."""
    dated = [index for index, word in enumerate(words) if word and word not in _MIDDAY]
    found: set[int] = set()
    for before, index in zip([-1, *dated], dated, strict=False):
        if words[index] in ("m", "mm") and before >= 0 and words[before].startswith("h"):
            found.add(index)
        if words[index].startswith("s") and before >= 0 and words[before] in ("m", "mm"):
            found.add(before)
    return found


def _part(moment: datetime, word: str, minute: bool, twelve: bool) -> str:
    hour = (moment.hour + 11) % 12 + 1 if twelve else moment.hour
    if word in _MIDDAY:
        return _MIDDAY[word][moment.hour >= 12]
    number = {
        "y": moment.year % 100,
        "e": moment.year,
        "m": moment.minute if minute else moment.month,
        "d": moment.day,
        "h": hour,
        "s": moment.second,
    }.get(word[0], 0)
    if word.startswith("aaa"):
        return ("星期" if len(word) == 4 else "周") + _WEEK[moment.weekday()]
    if word == "yyyy":
        return f"{moment.year:04d}"
    if word in ("mmm", "mmmm", "mmmmm"):
        return _MONTHS[moment.month - 1]
    if word in ("ddd", "dddd"):
        return _DAYS[moment.weekday()]
    return f"{number:02d}" if len(word) == 2 or word == "y" else str(number)


def _elapsed(serial: Decimal, word: str) -> str:
    unit = {"h": 24, "m": 1440, "s": 86400}[word[0]]
    return str(int((serial * unit * 1_000_000).quantize(Decimal(1)) // 1_000_000)).zfill(len(word))


def _places_after_seconds(pieces: Sequence[Piece], words: Sequence[str]) -> int:
    for index, piece in enumerate(pieces[1:], 1):
        if piece.kind == "point" and _SECONDS.match(words[index - 1]):
            after = [later.kind == "digit" for later in pieces[index + 1 :]]
            return min(3, after.index(False) if False in after else len(after))
    return 0
