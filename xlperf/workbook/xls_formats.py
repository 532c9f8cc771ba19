"""The number format of every cell of an old binary workbook (.xls)."""

from __future__ import annotations

import xlrd

from xlperf.workbook.number_format import NumberFormat
from xlperf.workbook.xls_grid import open_xls, xls_formats


class XlsFormats:
    """The formats of a workbook that was read before, so that its bytes are known to be sound."""

    def __init__(self, data: bytes) -> None:
        self._book = open_xls(data)
        self._formats = xls_formats(self._book)
        self.date1904 = self._book.datemode == 1

    def at(self, sheet: str, row: int, column: int) -> NumberFormat | None:
        """The format of the cell, else of its row, else of its column."""
        found = self._book.sheet_by_name(sheet)
        return self._formats[_style(found, row - 1, column - 1)]


def _style(sheet: xlrd.sheet.Sheet, row: int, column: int) -> int:
    try:
        return sheet.cell_xf_index(row, column)
    except IndexError:
        # nothing is stored so far right or down
        pass
    row_info, column_info = sheet.rowinfo_map.get(row), sheet.colinfo_map.get(column)
    if row_info is not None and row_info.xf_index not in (None, -1):
        return int(row_info.xf_index)
    return int(column_info.xf_index) if column_info is not None else _USUAL


_USUAL = 15
"""the style of cells nobody formatted"""
