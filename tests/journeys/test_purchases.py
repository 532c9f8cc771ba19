"""A file whose text and table of purchases differ: found in every format, and marked."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import openpyxl
import pytest

from tests.documents import draw_tables
from tests.handmade import CLEAN, draw
from xlperf.audit.finding import Finding
from xlperf.forms import shipped_templates
from xlperf.validation import Checked, check_file, write_results
from xlperf.workbook.grid import Sheet
from xlperf.workbook.package import Package
from xlperf.workbook.stamp import RESULT_SHEET
from xlperf.workbook.xlsx_grid import read_grid

ROWS = (
    ("序号", "采购内容", "合同金额（元）", "采购方式"),
    ("1", "培训教材印刷", "9800", "自行采购"),
    ("2", "培训会场租赁（续签）", "36800", "单一来源"),
    ("合计", "", "46600", ""),
)
TOLD = "培训会场租赁合同金额3.68万元，采用公开招标方式采购；培训教材印刷9800元，自行采购。"
FORM = replace(
    CLEAN,
    narratives={**CLEAN.narratives, "experience": TOLD},
    purchases=(("2023年政府采购情况表",), *ROWS),
)
RIGHT = replace(FORM, narratives={**FORM.narratives, "experience": TOLD.replace("公开招标", "单一来源")})


def check(path: Path) -> Checked:
    (result,) = check_file(path, shipped_templates())
    assert isinstance(result, Checked)
    return result


def contradiction(path: Path) -> Finding:
    """The only finding of the file."""
    (finding,) = check(path).findings
    assert finding.code == "XP086"
    return finding


def sheet_of_the_form(folder: Path) -> Sheet:
    path = draw(replace(FORM, purchases=()), folder / "表.xlsx")
    return read_grid(Package(path.read_bytes())).sheets[0]


def test_a_workbook(tmp_path: Path) -> None:
    finding = contradiction(draw(FORM, tmp_path / "表.xlsx"))
    assert "“培训会场租赁合同金额3.68万元，采用公开招标方式采购”" in finding.message
    assert finding.message.endswith("的采购方式写的是“单一来源”（工作表“Sheet1采购”的D4）。")


def test_below_the_form(tmp_path: Path) -> None:
    path = draw(replace(FORM, purchases=()), tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(path)
    for row in ((), *ROWS):
        book["Sheet1"].append(row)
    bottom = book["Sheet1"].max_row
    book.save(path)
    (place,) = contradiction(path).related
    assert str(place) == f"Sheet1!D{bottom - 1}"


def test_a_document(tmp_path: Path) -> None:
    path = draw_tables(tmp_path / "表.docx", sheet_of_the_form(tmp_path), "表2 政府采购情况", ROWS)
    assert contradiction(path).message.endswith("写的是“单一来源”（表格2第3行第4格）。")


def test_a_table_that_goes_on_on_the_next_page(tmp_path: Path) -> None:
    sheet = sheet_of_the_form(tmp_path)
    path = draw_tables(tmp_path / "表.docx", sheet, "表2", ROWS[:2], "", (ROWS[0], *ROWS[2:]))
    assert contradiction(path).message.endswith("写的是“单一来源”（表格3第2行第4格）。")


def test_a_web_page(tmp_path: Path) -> None:
    sheet = sheet_of_the_form(tmp_path)
    path = tmp_path / "表.html"
    path.write_text(f"<html><body>{html(sheet)}<p>政府采购</p>{table(ROWS)}</body></html>", encoding="utf-8")
    assert len(contradiction(path).related) == 1


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_where_both_say_the_same_nothing_is_found(kind: str, tmp_path: Path) -> None:
    path = draw(RIGHT, tmp_path / "表.xlsx")
    if kind == "docx":
        sheet = read_grid(Package(path.read_bytes())).sheets[0]
        path = draw_tables(tmp_path / "表.docx", sheet, "表2", ROWS)
    result = check(path)
    assert result.findings == ()
    assert result.lookalikes == ()
    assert len(result.assessment.purchases) == 2


def test_the_marked_copy_lists_the_finding_and_keeps_the_table(tmp_path: Path) -> None:
    path = draw(FORM, tmp_path / "表.xlsx")
    copy = tmp_path / "标记.xlsx"
    write_results([check(path)], copy)
    book, before = openpyxl.load_workbook(copy), openpyxl.load_workbook(path)
    listed = [str(cell.value) for row in book[RESULT_SHEET].iter_rows() for cell in row if cell.value]
    assert any("写的是“单一来源”（工作表“Sheet1采购”的D4）" in text for text in listed)
    assert [[cell.value for cell in row] for row in book["Sheet1采购"]] == [
        [cell.value for cell in row] for row in before["Sheet1采购"]
    ]
    # the copy says the same again
    assert contradiction(copy).message == contradiction(path).message


def table(rows: tuple[tuple[str, ...], ...]) -> str:
    """Rows of texts as a table of a page."""
    return f"<table>{''.join(f'<tr>{cells(row)}</tr>' for row in rows)}</table>"


def cells(row: tuple[str, ...]) -> str:
    return "".join(f"<td>{escape(text)}</td>" for text in row)


def html(sheet: Sheet) -> str:
    """A sheet as a table of a page, merged cells as such."""
    lines = []
    columns = max(column for _, column in sheet.cells)
    for row in range(1, max(sheet.rows()) + 1):
        areas = [
            sheet.area(row, column)
            for column in range(1, columns + 1)
            if sheet.anchor(row, column) == (row, column)
        ]
        shown = (
            f'<td rowspan="{area.bottom - area.top + 1}" colspan="{area.right - area.left + 1}">'
            f"{escape(sheet.text(area.top, area.left))}</td>"
            for area in areas
        )
        lines.append(f"<tr>{''.join(shown)}</tr>")
    return f"<table>{''.join(lines)}</table>"
