"""What a spreadsheet program hands over for an area of an open sheet, freed of its quirks.

Excel gives floats for all numbers, a bare value for one cell, whole numbers for errors, dates for whatever wears a
date format and money cut to four decimals for whatever wears a currency; Excel for Mac gives lists and tells no
errors; LibreOffice knows neither dates nor truth values. What comes out is the same for all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from xlperf.decimals import from_float
from xlperf.workbook.place import Area

ERROR_WORDS = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
_FIRST_ERROR = -2146828288
_WORDS = frozenset(ERROR_WORDS.values())
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\Z")
_SERIAL_ZERO = date(1899, 12, 30)


@dataclass(frozen=True)
class CellError:
    """An error that a cell shows; no word where the program does not tell which."""

    word: str


@dataclass(frozen=True)
class Money:
    """The result of a formula that wears a currency: programs hand it over with four decimals only."""

    value: Decimal


@dataclass(frozen=True)
class Moment:
    """What wears a date format; ``serial`` is the number of days itself where somebody typed it."""

    clock: datetime
    serial: Decimal | None = None


LiveValue = Decimal | str | bool | Moment | Money | CellError | None


@dataclass(frozen=True)
class LiveBlock:
    """The cells of one area of an open sheet; ``formulas`` without ``=``, empty where a cell has none."""

    sheet: str
    top: int
    left: int
    values: tuple[tuple[LiveValue, ...], ...]
    formulas: tuple[tuple[str, ...], ...]

    @property
    def area(self) -> Area:
        """The area that was read."""
        width = len(self.values[0]) if self.values else 0
        return Area(self.top, self.left, self.top + len(self.values) - 1, self.left + width - 1)

    def filled(self) -> dict[tuple[int, int], tuple[LiveValue, str]]:
        """Value and formula of every cell that holds something, by row and column of the sheet."""
        return {
            (self.top + down, self.left + across): (value, formula)
            for down, row in enumerate(zip(self.values, self.formulas, strict=True))
            for across, (value, formula) in enumerate(zip(*row, strict=True))
            if formula or value not in (None, "")
        }


def live_block(sheet: str, area: Area, raw_values: object, raw_formulas: object) -> LiveBlock:
    """The area as ``Range.raw_value`` and ``Range.formula`` of xlwings gave it."""
    values, formulas = rows_of(raw_values, area), rows_of(raw_formulas, area)
    cells = [
        [_cell(value, formula) for value, formula in zip(*row, strict=True)]
        for row in zip(values, formulas, strict=True)
    ]
    return LiveBlock(
        sheet,
        area.top,
        area.left,
        tuple(tuple(value for value, _ in row) for row in cells),
        tuple(tuple(formula for _, formula in row) for row in cells),
    )


def rows_of(raw: object, area: Area) -> list[list[object]]:
    """As many rows and columns as the area has, whatever was given for it."""
    height, width = area.bottom - area.top + 1, area.right - area.left + 1
    given = list(raw) if isinstance(raw, list | tuple) else [raw]
    if not any(isinstance(row, list | tuple) for row in given):
        # one cell, one row or one column, handed over flat
        given = [[value] for value in given] if width == 1 else [given]
    rows = [list(row) if isinstance(row, list | tuple) else [row] for row in given[:height]]
    rows += [[] for _ in range(height - len(rows))]
    return [row[:width] + [None] * (width - len(row)) for row in rows]


def _cell(raw: object, raw_formula: object) -> tuple[LiveValue, str]:
    written = raw_formula if isinstance(raw_formula, str) else ""
    formula = _formula(written, raw)
    return (_result(raw) if formula else _constant(raw, written)), formula


def _formula(written: str, raw: object) -> str:
    """What stands behind ``=``; a text that begins so is no formula, and is its own value."""
    if isinstance(raw, str) and raw == written:
        return ""
    if written.startswith("{=") and written.endswith("}"):
        written = written[1:-1]
    return written[1:] if written.startswith("=") else ""


def _result(raw: object) -> LiveValue:
    """What a formula gave; the empty text, not nothing, where nothing shows."""
    if isinstance(raw, Decimal):
        return Money(raw)
    value = _value(raw)
    if isinstance(value, str) and value in _WORDS:
        return CellError(value)
    return "" if value is None else value


def _constant(raw: object, written: str) -> LiveValue:
    """What somebody typed: the number itself where the program makes money of it."""
    if isinstance(raw, float) and written.upper() in ("TRUE", "FALSE"):
        return written.upper() == "TRUE"
    typed = from_float(float(written)) if _NUMBER.match(written) else None
    if isinstance(raw, Decimal) and typed is not None:
        return typed
    value = _value(raw)
    if isinstance(value, Moment):
        return Moment(value.clock, typed)
    if value == CellError(""):
        return CellError(written) if written in _WORDS else None
    return value


def _value(raw: object) -> LiveValue:
    if raw is None or isinstance(raw, str | bool):
        return raw
    if isinstance(raw, int) and raw - _FIRST_ERROR in ERROR_WORDS:
        return CellError(ERROR_WORDS[raw - _FIRST_ERROR])
    if isinstance(raw, float | int):
        return _number(float(raw))
    if isinstance(raw, Decimal):
        return from_float(float(raw))
    if isinstance(raw, datetime):
        # the zone that pywin32 adds is made up: the clock reads as in the cell
        return Moment(raw.replace(tzinfo=None))
    if isinstance(raw, date):
        return Moment(datetime(raw.year, raw.month, raw.day))  # noqa: DTZ001 - spreadsheets know no zone
    if isinstance(raw, time):
        return Moment(datetime.combine(_SERIAL_ZERO, raw.replace(tzinfo=None)))
    # the missing value of Excel for Mac
    return CellError("")


def _number(raw: float) -> LiveValue:
    return from_float(raw) if abs(raw) < float("inf") else CellError("#NUM!")
