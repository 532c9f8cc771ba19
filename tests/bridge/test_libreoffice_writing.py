"""LibreOffice behind xlwings takes what Excel would take, and refuses what Excel would refuse."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter
import xlwings as xw
from openpyxl import load_workbook

from tests.bridge.engine_book import ODD, PLAIN, write_book
from tests.bridge.libreoffice_books import libreoffice_app, open_in_libreoffice
from tests.office.session import Office
from xlperf.bridge.engines.errors import EngineError


def test_days_before_the_first_stay_numbers(scratch: xw.Book) -> None:
    cell = scratch.sheets[ODD]["A9"]
    cell.value = -5
    assert cell.raw_value == -5.0


def test_writing_as_excel_takes_it(scratch: xw.Book) -> None:
    sheet = scratch.sheets[PLAIN]
    sheet["D1"].value = [
        [1, "=A1+D1", None],
        [dt.date(2021, 3, 4), True, "'0012"],
        ["012", "完成", "=1+"[:1]],
    ]
    first, second, third = sheet["D1:F3"].raw_value
    assert first == (1.0, 8.0, None)
    assert sheet["E1"].formula == "=A1+D1"
    assert second[1:] == (True, "0012")
    assert third == (12.0, "完成", "=")
    sheet["D1:E1"].raw_value = "同"
    assert sheet["D1:F1"].raw_value == (("同", "同", None),)
    sheet["D1:F3"].clear_contents()
    assert sheet["D1:F3"].raw_value == ((None,) * 3,) * 3


def test_formulas_in_excels_spelling_are_taken(scratch: xw.Book) -> None:
    cell = scratch.sheets[PLAIN]["D1"]
    cell.formula = "=IF('小明''s 表'!A1>5,\"优;\",\"良\")"
    assert cell.raw_value == "优;"
    assert cell.formula == "=IF('小明''s 表'!A1>5,\"优;\",\"良\")"


def test_looks_and_sizes(scratch: xw.Book) -> None:
    cell = scratch.sheets[PLAIN]["B2"]
    assert cell.color is None
    cell.color = (255, 199, 206)
    assert cell.color == (255, 199, 206)
    cell.color = None
    assert cell.color is None
    cell.number_format = "0.00"
    assert cell.number_format == "0.00"
    cell.column_width, cell.row_height = 12, 30
    assert cell.column_width == pytest.approx(12, abs=0.05)
    assert cell.row_height == pytest.approx(30, abs=0.1)
    scratch.sheets[PLAIN]["B2:C3"].merge()
    assert cell.merge_area.address == "$B$2:$C$3"
    scratch.sheets[PLAIN]["B2:C3"].unmerge()
    assert cell.merge_area.address == "$B$2"


def test_new_sheets_and_names(scratch: xw.Book) -> None:
    scratch.sheets.add("新 表", after=scratch.sheets[ODD])
    assert scratch.sheet_names == [ODD, "新 表", PLAIN]
    assert scratch.sheets.active.name == "新 表"
    scratch.sheets["新 表"]["A1:B2"].name = "四格"
    assert scratch.names["四格"].refers_to_range.address == "$A$1:$B$2"
    scratch.names["四格"].delete()
    assert "四格" not in scratch.names
    scratch.sheets["新 表"].visible = False
    assert scratch.sheets["新 表"].visible is False
    scratch.sheets["新 表"].delete()
    assert scratch.sheet_names == [ODD, PLAIN]


def test_saved_books_hold_what_was_written(scratch: xw.Book, tmp_path: Path) -> None:
    scratch.sheets[PLAIN]["D1"].value = "写入"
    scratch.save()
    assert load_workbook(scratch.fullname)[PLAIN]["D1"].value == "写入"
    scratch.save(tmp_path / "另存.xlsx")
    assert scratch.fullname == str(tmp_path / "另存.xlsx")
    assert load_workbook(tmp_path / "另存.xlsx")[PLAIN]["D1"].value == "写入"


def protected(path: Path, password: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(PLAIN)
        sheet.write("A1", "锁")
        sheet.write("B1", "开", book.add_format({"locked": False}))
        sheet.protect(password)
    return path


@pytest.mark.parametrize("password", ["", "秘密"])
def test_locked_cells_are_refused_as_in_excel(office: Office, tmp_path: Path, password: str) -> None:
    with open_in_libreoffice(office, protected(tmp_path / "锁.xlsx", password)) as opened:
        sheet = opened.sheets[PLAIN]
        for cells in ("A1", "A1:B1"):
            with pytest.raises(EngineError) as caught:
                sheet[cells].value = "改"
            assert caught.value.kind == "locked"
        sheet["B1"].value = "改"
        assert sheet["A1:B1"].value == ["锁", "改"]


def test_read_only_books_are_refused(office: Office, tmp_path: Path) -> None:
    app = libreoffice_app(office)
    opened = app.books.open(write_book(tmp_path / "只读.xlsx"), read_only=True)
    try:
        with pytest.raises(EngineError) as caught:
            opened.sheets[PLAIN]["A1"].value = 1
        assert caught.value.kind == "readonly"
        with pytest.raises(EngineError, match="readonly"):
            opened.save()
    finally:
        opened.close()
