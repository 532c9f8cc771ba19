"""A value under a number format as the cell that shows it."""

from __future__ import annotations

from decimal import Decimal

from xlperf.workbook.grid import Cell
from xlperf.workbook.number_format import NumberFormat

LONGEST_TEXT = 32_767


def number_cell(value: Decimal, shape: NumberFormat, formula: str | None, *, date1904: bool) -> Cell:
    """A cell that holds a number, or a date as a number of days."""
    return Cell(value, shape.shown(value, date1904=date1904), formula, percent=shape.percent(value))


def text_cell(text: str, shape: NumberFormat, formula: str | None) -> Cell:
    """A cell that holds a text; what no cell can hold shows as it is."""
    return Cell(text, shape.shown_text(text) if len(text) <= LONGEST_TEXT else text, formula)


def truth_cell(true: bool, formula: str | None) -> Cell:
    """A cell that holds a truth value."""
    return Cell(true, "TRUE" if true else "FALSE", formula)


def error_cell(word: str, formula: str | None) -> Cell:
    """A cell that shows an error such as ``#DIV/0!``."""
    return Cell(None, word, formula, error=word)
