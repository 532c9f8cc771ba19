"""Reading an old binary workbook (.xls, BIFF8) as a grid, by xlrd.

xlrd tells values, number formats, merges and names, but not which cells hold formulas: those are read from the
records of each sheet. What a formula says is not decoded (``Cell.formula`` is then empty text).
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.formula import oREF

from xlperf.decimals import from_float
from xlperf.errors import UnreadableFile
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.number_format import BUILTIN, NumberFormat, number_format
from xlperf.workbook.place import Area
from xlperf.workbook.refusals import damaged, foreign, locked_xls, too_large
from xlperf.workbook.sheet_reader import MOST_CELLS, MOST_MERGED
from xlperf.workbook.shown_cell import error_cell, number_cell, text_cell, truth_cell
from xlperf.workbook.xls_records import sheet_records

MAX_XLS = 32 * 2**20
MOST_SHEETS, MOST_ROOM = 300, 2_500_000
_BIFF8 = 80
_FIRST_OWN_FORMAT = 164
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_EMPTY = (0, 6)


def read_xls(data: bytes) -> Grid:
    """What the workbook's sheets hold; UnreadableFile when it is damaged, locked, too old or too large."""
    if len(data) > MAX_XLS:
        raise too_large(f"文件有 {len(data) >> 20} MB")
    try:
        return _read(data)
    except UnreadableFile:
        raise
    except MemoryError:
        raise too_large("读取时内存不足") from None
    except Exception as problem:  # noqa: BLE001 - xlrd meets damaged bytes with exceptions of every kind
        if "encrypted" in str(problem):
            raise locked_xls() from None
        raise damaged("旧版表格（.xls）的内部结构有误") from None


def _read(data: bytes) -> Grid:
    book = open_xls(data)
    if book.biff_version < _BIFF8:
        raise foreign("很早以前的 Excel 表格（.xls）")
    if book.nsheets > MOST_SHEETS:
        raise too_large(f"工作表超过 {MOST_SHEETS} 张")
    if len(set(_positions(book))) < book.nsheets:
        raise damaged("几张工作表指向同一处内容")
    reader = _Reader(book)
    sheets = tuple(reader.sheet(number) for number in range(book.nsheets))
    return Grid(sheets, dict(_names(book)))


def open_xls(data: bytes) -> xlrd.Book:
    """The workbook as xlrd sees it; its exceptions are of every kind."""
    return xlrd.open_workbook(
        file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=_Silence()
    )


def xls_formats(book: xlrd.Book) -> list[NumberFormat]:
    """The number format of each cell style."""
    return [number_format(_code(book, xf.format_key)) for xf in book.xf_list]


class _Silence(io.TextIOBase):
    """Takes what xlrd prints about damaged files, and keeps none of it."""

    def write(self, text: str) -> int:
        return len(text)


class _Reader:
    """Reads the sheets of one workbook one after the other, and counts what they hold."""

    def __init__(self, book: xlrd.Book) -> None:
        self.book = book
        self.left, self.merged = MOST_CELLS, MOST_MERGED
        self.formats = xls_formats(book)
        self.date1904 = book.datemode == 1

    def sheet(self, number: int) -> Sheet:
        records = sheet_records(_stream(self.book, number))
        # refused before xlrd builds lists of them
        self.left -= records.filled
        if self.left < 0 or records.room > MOST_ROOM:
            raise too_large(f"单元格超过 {MOST_CELLS} 个")
        found = self.book.sheet_by_index(number)
        cells = {
            (row + 1, column + 1): cell
            for row in range(found.nrows)
            for column, kind in enumerate(found.row_types(row))
            if kind not in _EMPTY
            and (cell := self._cell(found, row, column, live=(row, column) in records.formulas))
        }
        merges = tuple(
            Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in found.merged_cells
        )
        self.merged -= sum(
            min(2001, area.bottom - area.top + 1) * min(201, area.right - area.left + 1) for area in merges
        )
        if self.merged < 0:
            raise too_large("合并单元格过多")
        name, hidden = found.name, found.visibility != 0
        self.book.unload_sheet(number)
        return Sheet(name, cells, merges, hidden)

    def _cell(self, sheet: xlrd.sheet.Sheet, row: int, column: int, *, live: bool) -> Cell | None:
        kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
        formula = "" if live else None
        if kind in (_NUMBER, _DATE):
            return self._number(float(value), self._format(sheet, row, column), formula)
        if kind == _TEXT and (value or live):
            return text_cell(str(value), self._format(sheet, row, column), formula)
        if kind == _BOOLEAN:
            return truth_cell(bool(value), formula)
        if kind == _ERROR:
            return error_cell(error_text_from_code.get(int(value), "#N/A"), formula)
        return None

    def _number(self, stored: float, shape: NumberFormat, formula: str | None) -> Cell:
        if stored != stored or stored in (float("inf"), float("-inf")):
            return Cell(str(stored), str(stored), formula)
        return number_cell(from_float(stored), shape, formula, date1904=self.date1904)

    def _format(self, sheet: xlrd.sheet.Sheet, row: int, column: int) -> NumberFormat:
        return self.formats[sheet.cell_xf_index(row, column)]


def _code(book: xlrd.Book, key: int) -> str:
    """The code of a number format; those that programs do not spell out as Excel for China shows them."""
    if key < _FIRST_OWN_FORMAT and key in BUILTIN:
        return BUILTIN[key]
    found = book.format_map.get(key)
    return found.format_str if found else "General"


def _positions(book: xlrd.Book) -> list[int]:
    positions: list[int] = vars(book)["_sh_abs_posn"]
    return positions


def _stream(book: xlrd.Book, number: int) -> bytes:
    """The bytes from the beginning of that sheet on."""
    start, end = _positions(book)[number], book.base + book.stream_len
    return bytes((book.mem or b"")[start:end])


def _names(book: xlrd.Book) -> Iterator[tuple[str, tuple[str, Area]]]:
    """The names of the whole workbook that point at one cell or area."""
    sheets = book.sheet_names()
    for name in book.name_obj_list:
        result = name.result
        references = getattr(result, "value", None)
        if name.scope != -1 or result is None or result.kind != oREF or not isinstance(references, list):
            continue
        first, last, top, bottom, left, right = references[0].coords
        if last == first + 1 and 0 <= first < len(sheets) and top < bottom and left < right:
            yield name.name, (sheets[first], Area(top + 1, left + 1, bottom, right))
