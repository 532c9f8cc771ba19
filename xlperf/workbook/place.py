"""Places on sheets: one cell, one rectangular area, and their A1 spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384


def column_letters(column: int) -> str:
    """``1`` → ``A``, ``28`` → ``AB``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """``A`` → ``1``, ``AB`` → ``28``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def a1(row: int, column: int) -> str:
    """``(18, 5)`` → ``E18``."""
    return f"{column_letters(column)}{row}"


def parse_a1(text: str) -> tuple[int, int]:
    """``E18`` or ``$E$18`` → ``(18, 5)``; ValueError when it is no cell address."""
    match = _A1.match(text)
    if match is None:
        raise ValueError(f"not a cell address: {text!r}")
    row, column = int(match[2]), column_number(match[1])
    if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
        raise ValueError(f"outside the sheet: {text!r}")
    return row, column


def quoted(sheet: str) -> str:
    """A sheet name as formulas spell it: always in single quotes."""
    return "'" + sheet.replace("'", "''") + "'"


@dataclass(frozen=True, order=True)
class Place:
    """One cell: sheet name, row and column (both from 1).

    ``named`` is what people call it where its sheet is drawn from a document that has no addresses.
    """

    sheet: str
    row: int
    column: int
    named: str = field(default="", compare=False)

    @property
    def address(self) -> str:
        """``E18``"""
        return a1(self.row, self.column)

    @property
    def label(self) -> str:
        """What people are told: ``E18``, or ``表格2第5行第3格`` in a document."""
        return self.named or self.address

    def __str__(self) -> str:
        return f"{self.sheet}!{self.address}"


@dataclass(frozen=True, order=True)
class Area:
    """A rectangle of cells, all bounds inclusive and counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, position: tuple[int, int]) -> bool:
        row, column = position
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def address(self) -> str:
        """``A1:J3``, or ``A1`` for a single cell."""
        first, last = a1(self.top, self.left), a1(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    @classmethod
    def parse(cls, text: str) -> Area:
        """``A1:J3`` → Area; ValueError when it is no range."""
        first, _, last = text.partition(":")
        top, left = parse_a1(first)
        bottom, right = parse_a1(last or first)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
