"""The same workbook saved as .xlsx, .xls and .ods reads as the same grid."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from tests.office.session import Office
from xlperf.workbook.grid import Cell, Grid
from xlperf.workbook.open_grid import open_grid
from xlperf.workbook.place import Area

FORMATS = {"B1": "0.00%", "B2": '"≥"0"台(套)"', "B3": 'yyyy"年"m"月"d"日"', "B4": "#,##0.00", "B5": "0.0"}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """A workbook with something of everything, in three formats."""
    folder = tmp_path_factory.mktemp("grids")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评 表'1"
    for row in (
        ["比率", 0.7226],
        ["目标", 2],
        ["日期", dt.date(2022, 3, 1)],
        ["金额", 1234567.891],
        ["负数", -0.05],
        ["真", True, False],
        ["式", "=B2*2", "=1/0", '=A1&"x"', "=1=1"],
        ["前 后  空格", "第一行\n第二行", "  缩进"],
        ["长数", 8.65, 0.1 + 0.2, 72.2543352601156],
    ):
        sheet.append(row)
    for address, code in FORMATS.items():
        sheet[address].number_format = code
    sheet["A10"] = CellRichText("粗", TextBlock(InlineFont(b=True), "体"), "字")
    sheet["A11"] = "批注"
    sheet["A11"].comment = Comment("批注里的话不算内容", "人")
    sheet["D1"] = "合并"
    sheet.merge_cells("D1:E3")
    sheet.merge_cells("A12:C12")
    sheet["H40"] = "远处"
    book.create_sheet("藏着").append([1])
    book["藏着"].sheet_state = "hidden"
    book.defined_names["xp_total"] = DefinedName("xp_total", attr_text="'自评 表''1'!$B$9")
    book.defined_names["xp_area"] = DefinedName("xp_area", attr_text="'自评 表''1'!$A$1:$B$4")
    book.save(folder / "plain.xlsx")
    with office.open(folder / "plain.xlsx", recalculate=True) as document:
        for kind in ("xlsx", "xls", "ods"):
            document.save_as(folder / f"book.{kind}")
    return folder


def _grid(folder: Path, kind: str) -> Grid:
    return open_grid((folder / f"book.{kind}").read_bytes()).grid


def _said(cell: Cell) -> tuple[object, ...]:
    return type(cell.value), cell.value, cell.text, cell.formula is not None, cell.error, cell.percent


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_cells_merges_names_and_hidden_sheets_are_the_same(saved: Path, kind: str) -> None:
    plain, other = _grid(saved, "xlsx"), _grid(saved, kind)
    assert [(sheet.name, sheet.hidden) for sheet in other.sheets] == [("自评 表'1", False), ("藏着", True)]
    for one, two in zip(plain.sheets, other.sheets, strict=True):
        assert set(one.merges) == set(two.merges)
        assert {place: _said(cell) for place, cell in two.cells.items()} == {
            place: _said(cell) for place, cell in one.cells.items()
        }
    assert other.names == plain.names
    assert other.names["xp_area"] == ("自评 表'1", Area(1, 1, 4, 2))


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_shows_is_what_a_person_sees(saved: Path, kind: str) -> None:
    sheet = _grid(saved, kind).sheets[0]
    shown = [sheet.text(row, 2) for row in range(1, 8)]
    assert shown == ["72.26%", "≥2台(套)", "2022年3月1日", "1,234,567.89", "-0.1", "TRUE", "4"]
    assert (sheet.text(7, 3), sheet.text(7, 4), sheet.text(10, 1)) == ("#DIV/0!", "比率x", "粗体字")
    assert sheet.text(11, 1) == "批注"


def test_dates_that_count_from_1904_show_alike(tmp_path: Path, office: Office) -> None:
    book = openpyxl.Workbook()
    book.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001 - spreadsheets know no zone
    book.worksheets[0]["A1"] = dt.date(2022, 3, 1)
    book.worksheets[0]["A1"].number_format = "yyyy-mm-dd"
    book.save(tmp_path / "mac.xlsx")
    for kind in ("xls", "ods"):
        path = office.convert(tmp_path / "mac.xlsx", kind, tmp_path)
        assert open_grid(path.read_bytes()).grid.sheets[0].text(1, 1) == "2022-03-01"
