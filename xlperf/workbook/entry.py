"""One cell of the form as an ``Entry``: its text as shown, and the figure it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal

from xlperf.decimals import HUNDRED, parse_decimal, plain
from xlperf.model import BLANK, Entry
from xlperf.workbook.grid import Cell, Grid
from xlperf.workbook.place import Place

# a date is stored as a number of days, which is no figure of the form and does not show
_DATE = re.compile(
    r"(\d{2,4}[-/年])?\d{1,2}[-/月]\d{1,2}日?( .*)?\Z|\d{2,4}年(\d{1,2}月)?\Z|\d{1,2}:\d{2}(:\d{2})?\Z"
)


def read_entry(grid: Grid, place: Place | None) -> Entry:
    """What stands at the place; blank without a place."""
    sheet = grid.sheet(place.sheet) if place else None
    if place is None or sheet is None:
        return BLANK
    place = grid.told(place)
    cell = sheet.at(place.row, place.column)
    if cell is None:
        return Entry(place=place)
    text = cell.text.strip()
    number = number_of(cell, text)
    return Entry(
        text=text,
        number=number,
        place=place,
        percent=number is not None and is_percent(cell, text),
        live=cell.formula is not None,
        waiting=cell.formula is not None and cell.value is None and cell.error is None,
        worded=isinstance(cell.value, str) and bool(text),
        error=cell.error,
    )


def with_points(entry: Entry) -> Entry:
    """A score typed as ``9.2分`` is the figure 9.2."""
    text = unicodedata.normalize("NFKC", entry.text)
    if entry.number is not None or not text.endswith("分"):
        return entry
    return replace(entry, number=parse_decimal(text.removesuffix("分")))


def number_of(cell: Cell, text: str) -> Decimal | None:
    """The figure that the whole cell is; in per cent where it is shown so."""
    if isinstance(cell.value, Decimal):
        if _DATE.match(text) and plain(cell.value) not in text:
            return None
        return cell.value * HUNDRED if cell.percent else cell.value
    if not isinstance(cell.value, str):
        return None
    return parse_decimal(unicodedata.normalize("NFKC", text).rstrip().removesuffix("%"))


def is_percent(cell: Cell, text: str) -> bool:
    """The cell is shown in per cent, as a fraction or as a figure with the sign behind it."""
    if isinstance(cell.value, Decimal) and cell.percent:
        return True
    return unicodedata.normalize("NFKC", text).endswith("%")
