"""A workbook drawn from a grid: the copy that takes the results of a file that cannot be written in place."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.number_format import general, number_format
from xlperf.workbook.place import MAX_COLUMN, MAX_ROW, Area, column_letters, quoted
from xlperf.workbook.stamp import STAMP_SHEET

_NARROWEST, _WIDEST, _USUAL = 6, 40, 12
_MOST_DIGITS = 15
_NOT_IN_NAMES = str.maketrans("[]:*?/\\", "（）：＊？／＼")
_LONGEST_NAME, _LONGEST_WORDS = 31, 200
# a merge over whole columns shows nothing of a form
_TALL = 2000
_MOST_BORDERED = 100
_A4 = 9


@dataclass(frozen=True)
class Redrawn:
    """The workbook, and the name each of the grid's sheets has in it."""

    data: bytes
    sheets: Mapping[str, str]


def redrawn(grid: Grid) -> Redrawn:
    """The grid as .xlsx: same addresses, merges and shown texts; formulas become what they showed."""
    buffer = io.BytesIO()
    names = _names(grid)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(buffer, {"in_memory": True, **options}) as book:
        # no clock: the same file gives the same copy
        book.set_properties({"created": datetime(2020, 1, 1)})  # noqa: DTZ001 - XlsxWriter wants it naive
        looks = _Looks(book)
        for sheet in grid.sheets:
            target = book.add_worksheet(names[sheet.name])
            _draw(target, sheet, looks)
            if sheet.name == STAMP_SHEET:
                target.very_hidden()
            elif sheet.hidden:
                target.hide()
        _define(book, grid, names)
        visible = next((one for one in book.worksheets() if not one.hidden), None)
        if visible:
            visible.activate()
            visible.set_first_sheet()
    return Redrawn(buffer.getvalue(), names)


def _define(book: Workbook, grid: Grid, names: Mapping[str, str]) -> None:
    """The names of a form of ours, so that the copy is read by them too."""
    for name, (sheet, area) in grid.names.items():
        if name.startswith("xp_") and sheet in names:
            corners = [f"${column_letters(column)}${row}" for row, column in _corners(area)]
            book.define_name(name, f"={quoted(names[sheet])}!{':'.join(dict.fromkeys(corners))}")


def _corners(area: Area) -> tuple[tuple[int, int], ...]:
    return (area.top, area.left), (area.bottom, area.right)


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}

    def of(self, code: str, *, centred: bool) -> Format:
        """The look of a cell with that number format."""
        if (code, centred) not in self._made:
            look = {"font_name": "宋体", "font_size": 10, "border": 1, "text_wrap": True, "valign": "vcenter"}
            look |= {"align": "center"} if centred else {}
            self._made[code, centred] = self._book.add_format(look | {"num_format": code})
        return self._made[code, centred]


def _names(grid: Grid) -> dict[str, str]:
    """A name that Excel takes for each sheet, and none twice."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for sheet in grid.sheets:
        wanted = sheet.name.translate(_NOT_IN_NAMES).strip("'")[:_LONGEST_NAME] or "Sheet"
        name, number = wanted, 2
        while name.casefold() in taken:
            name, number = f"{wanted[: _LONGEST_NAME - 4]}({number})", number + 1
        taken.add(name.casefold())
        names[sheet.name] = name
    return names


def _draw(target: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    merged: set[tuple[int, int]] = set()
    for area in sheet.merges:
        single = (area.top, area.left) == (area.bottom, area.right)
        inside = area.bottom <= MAX_ROW and area.right <= MAX_COLUMN
        rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
        covered = {(row, column) for row in rows for column in columns} if len(rows) < _TALL else set()
        if single or not inside or not covered or covered & merged:
            continue
        merged |= covered
        target.merge_range(
            area.top - 1,
            area.left - 1,
            area.bottom - 1,
            area.right - 1,
            "",
            looks.of("General", centred=True),
        )
    for row, column in _blanks(sheet, merged):
        target.write_blank(row - 1, column - 1, None, looks.of("General", centred=True))
    for (row, column), cell in sorted(sheet.cells.items()):
        if (row, column) not in merged or sheet.anchor(row, column) == (row, column):
            _write(target, row - 1, column - 1, cell, looks)
    for column, width in _widths(sheet).items():
        target.set_column(column - 1, column - 1, width)
    target.set_landscape()
    target.set_paper(_A4)
    target.fit_to_pages(1, 0)


def _blanks(sheet: Sheet, merged: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The empty cells of the form's rows, which get a border like the others."""
    columns = [column for _, column in sheet.cells]
    if not columns or max(columns) - min(columns) > _MOST_BORDERED:
        return
    for row in sheet.rows():
        for column in range(min(columns), max(columns) + 1):
            if (row, column) not in sheet.cells and (row, column) not in merged:
                yield row, column


def _write(target: Worksheet, row: int, column: int, cell: Cell, looks: _Looks) -> None:
    if isinstance(cell.value, bool):
        target.write_boolean(row, column, cell.value, looks.of("General", centred=True))
    elif isinstance(cell.value, Decimal) and _holds(cell.value):
        code = _code(cell)
        target.write_number(row, column, float(cell.value), looks.of(code, centred=True))
    elif cell.text:
        target.write_string(row, column, cell.text[:32_767], looks.of("General", centred=len(cell.text) < 20))


def _holds(value: Decimal) -> bool:
    return len(value.as_tuple().digits) <= _MOST_DIGITS and abs(value.adjusted()) < 300


def _code(cell: Cell) -> str:
    """A number format under which the number shows as the text it showed."""
    value, text = cell.value, cell.text.strip()
    if not isinstance(value, Decimal) or text == str(value):
        return "General"
    for code in ("General", "0.00", "0.0", "0", "0.00%", "0.0%", "0%", "#,##0.00", "#,##0"):
        if number_format(code).shown(value) == text:
            return code
    return _worded(general(value), text) if 0 < len(text) < _LONGEST_WORDS else "General"


def _worded(number: str, text: str) -> str:
    """``≥2次`` as a format of the number 2; any other text as a format that shows nothing else."""
    before, found, after = text.partition(number)
    if not found:
        return _literal(text)
    decimals = len(number.partition(".")[2])
    return _literal(before) + "0" + ("." + "0" * decimals if decimals else "") + _literal(after)


def _literal(text: str) -> str:
    return '"' + text.replace('"', "”") + '"' if text else ""


def _widths(sheet: Sheet) -> dict[int, int]:
    """Column widths by what stands in single cells."""
    widths: dict[int, int] = {}
    for (row, column), cell in sheet.cells.items():
        area = sheet.area(row, column)
        if area.left == area.right:
            line = max((_wide(line) for line in cell.text.split("\n")), default=0)
            widths[column] = max(widths.get(column, _USUAL), min(_WIDEST, max(_NARROWEST, line + 2)))
    return widths


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
