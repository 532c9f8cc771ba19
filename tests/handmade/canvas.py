"""A sheet on which a form is drawn: positions, spellings and merges as the office has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xlperf.decimals import parse_decimal

Spelling = Literal["plain", "spaced", "broken", "full_width", "half_width", "colon"]
Rate = Literal["number", "text", "fraction", "format"]
Levels = Literal["merged", "repeated", "first"]
Tables = Literal["joined", "stacked", "sheets"]
Classes = Literal["across", "down", ""]
SPELLINGS, RATES, LEVELS = get_args(Spelling), get_args(Rate), get_args(Levels)

_SPELL: dict[Spelling, Callable[[str], str]] = {
    "plain": lambda label: label,
    "spaced": lambda label: " ".join(label),
    "broken": lambda label: f"{label[: len(label) // 2]}\n{label[len(label) // 2 :]}",
    "full_width": lambda label: label.translate(str.maketrans("():", "（）：")),
    "half_width": lambda label: label.translate(str.maketrans("（）：", "():")),
    "colon": lambda label: f"{label}：",
}


@dataclass(frozen=True)
class Habits:
    """How an office draws the form.

    ``blank_rows`` and ``blank_columns`` are counted on the plain form (title is row 1, columns 1 to 10): an
    empty one follows each. ``labels`` replaces single labels. ``levels``: one merged cell, repeated in each
    row, or in the first row only. ``single_initial``: one column for the initial budget, in one header row.
    ``split_fund_labels``: the words before a source's colon in a cell of their own.

    ``money`` converts the amounts and says so in the caption.

    For the kinds of ``tests.handmade.kinds`` also: ``tables``: the tables of indicators joined, one below the
    other, or each on a sheet; ``head_apart``: the table on a sheet of its own, ``<sheet>续``; ``classes``: the
    table of class scores side by side, one below the other, or not drawn; ``points_in_levels``: 产出指标（50分）;
    ``subtotals``: a row 小计 below each first-level class; ``header_again``: the header repeated after so many
    indicators; ``extra_left``, ``extra_right``: columns of the office's own; ``execution_row``: 预算执行率 as the
    first indicator, and no points beside the funds.
    """

    sheet: str = "Sheet1"
    top: int = 0
    left: int = 0
    blank_rows: frozenset[int] = frozenset()
    blank_columns: frozenset[int] = frozenset()
    text_numbers: bool = False
    rate: Rate = "number"
    levels: Levels = "merged"
    merge_labels: bool = True
    spelling: Spelling = "plain"
    units_in_headers: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    total_label: str = "总 分"
    single_initial: bool = False
    split_fund_labels: bool = False
    narratives: bool = True
    sheets_before: tuple[str, ...] = ()
    hidden: bool = False
    money: Literal["", "元", "万元"] = ""
    tables: Tables = "joined"
    head_apart: bool = False
    classes: Classes = "across"
    points_in_levels: bool = False
    subtotals: bool = False
    header_again: int = 0
    extra_left: tuple[str, ...] = ()
    extra_right: tuple[str, ...] = ()
    execution_row: bool = False


PLAIN = Habits()
_WIDTH, _TALLEST = 16, 400
"""of a column in characters, of a row in points"""


class Canvas:
    """A sheet being drawn; ``row`` is the row of the plain form that comes next."""

    def __init__(self, book: Workbook, sheet: Worksheet, habits: Habits, top: int = 0) -> None:
        self.sheet, self.habits, self.top = sheet, habits, top
        self.money_unit: str = habits.money or "万元"
        self.row = 1
        self._heights: dict[int, int] = {}
        sheet.set_column(0, 40, _WIDTH)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        looks = {"font_name": "宋体", "font_size": 10, "border": 1, "text_wrap": True, "valign": "vcenter"}
        self.cell = book.add_format(looks | {"align": "center"})
        self.text = book.add_format(looks)
        self.percent = book.add_format(looks | {"align": "center", "num_format": "0.00%"})
        self.heading = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center"})

    def rate(self, row: int, at: str, value: str) -> None:
        number = parse_decimal(value)
        if number is None or self.habits.rate == "number":
            self.put(row, at, value)
        elif self.habits.rate == "text":
            self.put(row, at, f"{value}%")
        else:
            style = self.percent if self.habits.rate == "format" else self.cell
            self.sheet.write_number(*self.position(row, at), float(number / Decimal(100)), style)

    def with_unit(self, name: str, label: str) -> str:
        if not self.habits.units_in_headers or name in ("execution_score", "weight"):
            return label
        return f"{label}(%)" if name == "execution_rate" else f"{label}（{self.money_unit}）"

    def label(self, row: int, at: str, label: str, bottom: int | None = None) -> None:
        spelled = self.habits.labels.get(label) or _SPELL[self.habits.spelling](label)
        self.put(row, at, spelled, bottom=bottom, merge=self.habits.merge_labels)

    def put(
        self,
        row: int,
        at: str,
        value: str,
        style: Format | None = None,
        *,
        bottom: int | None = None,
        merge: bool = True,
    ) -> None:
        """A value into the columns ``at`` of the plain form, down to the row ``bottom``."""
        first, _, last = at.partition(":")
        top, left = self.position(row, first)
        end, right = self.position(bottom or row, last or first)
        if bottom is None and style is not self.heading:
            self._make_room(top, value, right - left + 1)
        number = None if self.habits.text_numbers else parse_decimal(value)
        style = style or self.cell
        if (end, right) != (top, left) and merge:
            self.sheet.merge_range(top, left, end, right, "", style)
        if number is not None:
            self.sheet.write_number(top, left, float(number), style)
        elif value:
            self.sheet.write_string(top, left, value, style)
        else:
            self.sheet.write_blank(top, left, None, style)

    def _make_room(self, row: int, text: str, columns: int) -> None:
        """Rows as high as the longest of their texts needs, as clerks drag them."""
        room = columns * _WIDTH - 2
        lines = sum(
            1 + sum(2 if ord(letter) > 255 else 1 for letter in line) // room for line in text.split("\n")
        )
        height = min(_TALLEST, max(self._heights.get(row, 0), lines * 14 + 6))
        self._heights[row] = height
        self.sheet.set_row(row, height)

    def position(self, row: int, column: str) -> tuple[int, int]:
        """The row and column on the sheet, from 0."""
        habits, number = self.habits, ord(column[0]) - 64
        blank_rows = sum(blank < row for blank in habits.blank_rows)
        blank_columns = sum(blank < number for blank in habits.blank_columns)
        return row - 1 + habits.top + self.top + blank_rows, number - 1 + habits.left + blank_columns
