"""Formats of cells that hold nothing yet, and formats guessed from what a cell shows."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
import xlsxwriter

from xlperf.decimals import HUNDRED
from xlperf.workbook.cell_formats import GENERAL, NoFormats, PackageFormats, format_like
from xlperf.workbook.grid import Cell
from xlperf.workbook.package import Package


def book() -> Package:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as made:
        sheet = made.add_worksheet("表")
        one, other, third = (made.add_format({"num_format": code}) for code in ('0"台"', "0.00%", "#,##0"))
        sheet.write_blank("B2", None, one)
        sheet.write_blank("B3", None, made.add_format({"bold": True}))
        sheet.set_row(2, None, other)
        sheet.set_column("B:D", None, third)
    return Package(buffer.getvalue())


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (2, 2, '0"台"'),
        (3, 2, "General"),
        (3, 3, "0.00%"),
        (3, 9, "0.00%"),
        (9, 4, "#,##0"),
        (9, 5, "General"),
        (1_000_000, 1, "General"),
    ],
)
def test_cell_before_row_before_column(row: int, column: int, code: str) -> None:
    found = PackageFormats(book()).at("表", row, column)
    assert found
    assert found.code == code


def test_a_sheet_that_is_not_there_has_no_formats() -> None:
    assert PackageFormats(book()).at("别的", 2, 2) == GENERAL
    assert NoFormats().at("表", 1, 1) is None


@pytest.mark.parametrize(
    ("value", "shown", "new", "expected"),
    [
        ("2", "≥2台(套)", "3", "≥3台(套)"),
        ("2", "2次", "2.5", "2.5次"),
        ("2", "2", "2.5", "2.5"),
        ("8650", "8,650.00万元", "12345.678", "12,345.68万元"),
        ("31.2", "31.20%", "5", "5.00%"),
        ("-3.5", "-3.50元", "-4", "-4.00元"),
        ("44682", "2022年5月1日", "44683", "44683"),
        ("3", "三", "4", "4"),
        ("3", "0003", "4", "4"),
    ],
)
def test_another_number_shows_as_the_one_before(value: str, shown: str, new: str, expected: str) -> None:
    assert format_like(Cell(Decimal(value), shown)).shown(Decimal(new)) == expected


def test_percentages_stay_percentages() -> None:
    shape = format_like(Cell(Decimal("0.7226"), "72.26%", percent=True))
    assert shape.shown(Decimal("0.95")) == "95.00%"
    assert shape.percent(Decimal("0.95"))
    assert not format_like(Cell(Decimal("72.26"), "72.26%")).percent(HUNDRED)


@pytest.mark.parametrize(
    "cell", [None, Cell("文字", "文字"), Cell(True, "TRUE"), Cell(None, "#N/A", error="#N/A")]
)
def test_what_is_no_number_tells_no_format(cell: Cell | None) -> None:
    assert format_like(cell) == GENERAL
