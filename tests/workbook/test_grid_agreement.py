"""Reading what other writers write, and agreeing with other readers."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.foreign_books import FORM, rich_book
from xlperf.workbook.package import Package
from xlperf.workbook.xlsx_grid import read_grid


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_openpyxl_agrees() -> None:
    data = rich_book()
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[FORM]
    formulas = openpyxl.load_workbook(io.BytesIO(data))[FORM]
    seen = {
        (cell.row, cell.column): cell.value
        for row in values.iter_rows()
        for cell in row
        if cell.value is not None
    }
    cells = read_grid(Package(data)).sheets[0].cells
    assert {place: cell.value for place, cell in cells.items()} == {
        place: Decimal(str(value)) if isinstance(value, int | float) else value
        for place, value in seen.items()
    }
    for (row, column), cell in cells.items():
        value = formulas.cell(row, column).value
        assert (f"={cell.formula}" == value) if cell.formula else not str(value).startswith("=")


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
        | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15)
        | st.booleans(),
        min_size=1,
        max_size=8,
    )
)
def test_reads_what_xlsxwriter_writes(values: list[str | float | bool]) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for row, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, 3, value)
        else:
            sheet.write(row, 3, value)
    book.close()
    cells = read_grid(Package(buffer.getvalue())).sheets[0].cells
    for row, value in enumerate(values):
        # XlsxWriter writes 16 digits, a spreadsheet shows 15
        expected = Decimal(format(float(f"{value:.16g}"), ".15g")) if type(value) is float else value
        assert cells[row + 1, 4].value == expected
