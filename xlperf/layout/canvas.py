"""A sheet being laid out from top to bottom."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from xlperf.formula import At, Expr
from xlperf.layout.plan import InputLimit, Slot, Style
from xlperf.workbook.place import Area, Place

LINE_HEIGHT = 14.0
"""in points, of text of the usual size"""
USUAL_SIZE = 10.0
TALLEST = 400.0
"""in points; no spreadsheet program makes a row much taller"""

Texts = list[tuple[tuple[int, int], str]]
"""texts with the columns that each has for itself"""


class Canvas:
    """Collects slots and row heights; ``row`` is the next free row."""

    def __init__(self, sheet: str, widths: Mapping[int, float], row: int = 1) -> None:
        self.sheet = sheet
        self.widths = widths
        self.row = row
        self.slots: list[Slot] = []
        self.heights: dict[int, float] = {}

    def put(
        self,
        columns: tuple[int, int],
        content: str | Decimal | Expr | None,
        style: Style,
        *,
        row: int | None = None,
        rows: int = 1,
        name: str | None = None,
        limit: InputLimit | None = None,
    ) -> At:
        """Fill an area (merged where larger than a cell) and return the reference to it."""
        top = self.row if row is None else row
        area = Area(top, columns[0], top + rows - 1, columns[1])
        self.slots.append(Slot(area, content, style, name, limit))
        return At(Place(self.sheet, area.top, area.left))

    def put_caption(self, columns: tuple[int, int], caption: str, style: Style, top: int) -> None:
        """A caption down the left of all rows from ``top`` to the last one laid out."""
        rows = range(top, self.row)
        self.put(columns, caption, style, row=top, rows=len(rows))
        self.stretch(rows, columns, caption)

    def fit(self, row: int, texts: Texts, least: float, size: float = USUAL_SIZE) -> None:
        """Make ``row`` high enough for wrapped texts, as merged cells do not grow by themselves."""
        self.heights[row] = min(TALLEST, max(least, self.heights.get(row, 0), self._needed(texts, size)))

    def fit_rows(self, texts: Texts, least: float) -> int:
        """Make the next free rows high enough together; how many are needed, as a single row has its limit."""
        height = max(least, self._needed(texts, USUAL_SIZE))
        count = math.ceil(height / TALLEST)
        self.heights.update(dict.fromkeys(range(self.row, self.row + count), height / count))
        return count

    def stretch(self, rows: range, columns: tuple[int, int], text: str) -> None:
        """Make the last of the rows higher where a text that goes down all of them does not fit."""
        missing = self._needed([(columns, text)], USUAL_SIZE) - sum(self.heights[row] for row in rows)
        if missing > 0:
            self.heights[rows[-1]] = min(TALLEST, self.heights[rows[-1]] + missing)

    def _needed(self, texts: Texts, size: float) -> float:
        scale = size / USUAL_SIZE
        lines = max((lines_needed(text, self.width(columns) / scale) for columns, text in texts), default=1)
        return (lines * LINE_HEIGHT + 6) * scale

    def width(self, columns: tuple[int, int]) -> float:
        """The width of the columns in characters."""
        return sum(self.widths.get(column, 8.43) for column in range(columns[0], columns[1] + 1))


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in ``width`` characters; a Chinese one counts two."""
    # a margin on each side, one of them wide enough for an indent
    room = max(2, int(width) - 2)
    return sum(max(1, math.ceil(text_width(line) / room)) for line in text.split("\n"))


def text_width(text: str) -> int:
    """The width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)
