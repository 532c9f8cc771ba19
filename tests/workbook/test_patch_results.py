"""The result sheet: what it says, how high its rows are, and whatever text it is given."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.package_lint import lint
from tests.office.session import Office
from tests.projects_for_tests import SHANXI, planned, real_project
from tests.workbook.foreign_books import (
    FORM,
    NONE,
    ONE,
    THREE,
    bare_book,
    differing,
    edits,
    finding,
    openpyxl_book,
    parts,
    saved,
    with_parts,
)
from xlperf.audit.finding import Finding, Severity
from xlperf.workbook.draw import draw
from xlperf.workbook.edits import Comparison, Edits
from xlperf.workbook.grid import Sheet
from xlperf.workbook.package import Package
from xlperf.workbook.patch import write_back
from xlperf.workbook.place import Place
from xlperf.workbook.results import NOTHING_FOUND, finding_rows
from xlperf.workbook.stamp import (
    MARK_COLUMNS,
    MARK_LAST_ROW,
    MARK_NAMES,
    RESULT_COLUMNS,
    RESULT_NAMES,
    RESULT_SHEET,
    STAMP_SHEET,
    mark_condition,
)
from xlperf.workbook.xlsx_grid import read_grid
from xlperf.workbook.xml_text import cell_text

SCRIPTED = openpyxl_book()
AFTER = write_back(SCRIPTED, ONE)
BOOK = bare_book("<sheetData><row><c><v>1</v></c></row></sheetData>")


def results(data: bytes, name: str = RESULT_SHEET) -> Sheet:
    """The result sheet of a file."""
    sheet = read_grid(Package(data)).sheet(name)
    assert sheet is not None
    return sheet


def lines(sheet: Sheet) -> dict[int, list[str]]:
    """What its rows show."""
    return {row: [sheet.text(row, column) for column in range(1, 7)] for row in sheet.rows()}


def generated() -> bytes:
    """As our generator draws it: result and stamp sheet with names, one styled row for each kind of result."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    form, result, stamp = (book.add_worksheet(name) for name in (FORM, RESULT_SHEET, STAMP_SHEET))
    border, link = book.add_format({"border": 1, "text_wrap": True}), book.add_format({"underline": 1})
    form.write("B5", 12)
    quoted = FORM.replace("'", "''")
    fill = book.add_format({"bg_color": "#FFC7CE"})
    for severity in Severity:
        column = MARK_COLUMNS[severity]
        stamp.write(0, column - 1, severity.value)
        area = f"${chr(64 + column)}$2:${chr(64 + column)}${MARK_LAST_ROW}"
        book.define_name(MARK_NAMES[severity], f"={STAMP_SHEET}!{area}")
        form.conditional_format(
            "A1:J200", {"type": "formula", "criteria": "=" + mark_condition(FORM, severity), "format": fill}
        )
    for row, (key, value) in enumerate([("format", 1), ("xlperf", "0.0.1"), ("template", "shanxi-2022")]):
        stamp.write(row, 0, key)
        stamp.write(row, 1, value)
    stamp.write("N2", "封存的文字")
    stamp.very_hidden()
    result.merge_range("A2:F2", "尚未校验。", border)
    for row in range(3, 9):
        result.merge_range(row, 0, row, 2, "", border)
        for column in range(3, 6):
            result.write_blank(row, column, None, border)
    for column in range(6):
        result.write(10, column, RESULT_COLUMNS[column], border)
        result.write_blank(11, column, None, link if column == 2 else border)
    result.freeze_panes(3, 0)
    result.write("H12", "我的批注")
    for name, row in zip(RESULT_NAMES, (2, 4, 12), strict=True):
        book.define_name(name, f"={RESULT_SHEET}!$A${row}")
    book.define_name("xp_total", f"='{quoted}'!$B$5")
    book.close()
    return buffer.getvalue()


def test_says_what_was_found() -> None:
    sheet = results(write_back(BOOK, THREE))
    assert lines(sheet) == {
        1: ["绩效自评表校验结果"] * 6,
        2: ["共发现 3 个问题。"] * 6,
        3: ["核对项", "核对项", "核对项", "表中所填", "系统核算", "结论"],
        4: ["预算执行率"] * 3 + ["72.26%", "72.26%", "一致"],
        5: ["总分"] * 3 + ["95.23", "95.20", "不一致"],
        11: ["序号", "级别", "位置", "问题", "依据与算式", "建议"],
        12: ["1", "错误", "B5", "第一个问题", "", "请改正。"],
        13: ["2", "提醒", "B6", "第二个问题", "1+1=2", "请改正。"],
        14: ["3", "提示", "整份表", "第三个问题", "", "请改正。"],
    }


def test_says_that_nothing_was_found() -> None:
    assert lines(results(write_back(write_back(BOOK, THREE), NONE)))[12] == [
        "",
        "",
        "",
        NOTHING_FOUND,
        "",
        "",
    ]


def test_a_generated_workbook_changes_in_two_parts_only(tmp_path: Path) -> None:
    book = generated()
    after = write_back(book, THREE)
    # the cells beside are on the form, so leave them out here
    without = write_back(book, Edits(FORM, "", THREE.comparisons, THREE.findings, THREE.marks))
    assert differing(book, without) == {"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"}
    assert differing(book, after) == differing(book, without) | {"xl/worksheets/sheet1.xml"}
    assert write_back(after, THREE) == after
    assert lint(saved(tmp_path, after)) == []
    sheet = parts(after)["xl/worksheets/sheet2.xml"].decode()
    before = parts(book)["xl/worksheets/sheet2.xml"].decode()
    for kept in ("<sheetViews>.*</sheetViews>", "<pageMargins.*"):
        assert re.search(kept, sheet) == re.search(kept, before) or re.findall(kept, sheet) == re.findall(
            kept, before
        )
    styles = [re.findall(rf'<c r="[A-F]{row}" s="(\d+)"', sheet) for row in (12, 13, 14)]
    assert styles[0] == styles[1]
    assert styles[0][2] != styles[0][1]
    assert styles[2][2] == styles[2][1]  # no link, so not drawn like one
    assert results(after).text(12, 8) == "我的批注"
    stamp = read_grid(Package(after)).sheet(STAMP_SHEET)
    assert stamp is not None
    assert [stamp.text(row, 2) for row in (1, 2, 3)] == ["1", "0.0.1", "shanxi-2022"]
    assert stamp.text(2, 14) == "封存的文字"
    assert [stamp.text(2, column) for column in MARK_COLUMNS.values()] == [f"{FORM}!B5", f"{FORM}!B6", ""]


def test_rows_and_columns_inserted_by_hand() -> None:
    """The names say where the parts of the sheet are, not the numbers of rows."""
    book = generated()
    names = parts(book)["xl/workbook.xml"].decode()
    for row in (12, 4, 2):
        names = names.replace(f"{RESULT_SHEET}!$A${row}<", f"{RESULT_SHEET}!$H${row + 15}<")
    headings = "".join(
        f'<c r="{chr(72 + n)}26" t="inlineStr"><is><t>{text}</t></is></c>'
        for n, text in enumerate(RESULT_COLUMNS)
    )
    sheet = parts(book)["xl/worksheets/sheet2.xml"].decode()
    sheet = sheet.replace("</sheetData>", f'<row r="26">{headings}</row></sheetData>')
    changed = {"xl/workbook.xml": names.encode(), "xl/worksheets/sheet2.xml": sheet.encode()}
    moved = results(write_back(with_parts(book, changed), THREE))
    assert moved.text(27, 11) == "第一个问题"
    assert moved.text(17, 8) == "共发现 3 个问题。"
    assert moved.text(20, 10) == "总分"


def test_long_texts_get_high_rows() -> None:
    long = "表中所填预算执行率与按全年执行数和全年预算数核算的结果不一致。" * 4
    rows = finding_rows([edits(finding("短。"), finding(long), finding("一\n二\n三"), finding("长" * 9000))])
    heights = [row.height for row in rows]
    assert heights[0] == 20
    assert heights[1] == 5 * 14 + 6  # 4 × 31 wide letters in a column of 60
    assert heights[2] == 3 * 14 + 6
    assert heights[3] == 409
    sheet = parts(write_back(BOOK, edits(finding(long))))["book/worksheets/sheet1.xml"].decode()
    assert f'<row r="12" ht="{heights[1]:g}" customHeight="1">' in sheet


def test_findings_on_other_sheets_and_on_none() -> None:
    other = Finding("XP001", Severity.ERROR, "别处的问题", "请改正。", Place("没有这张表", 1, 1))
    sheet = parts(write_back(BOOK, edits(other)))["book/worksheets/sheet1.xml"].decode()
    assert "没有这张表!A1" in sheet
    assert "<hyperlink " not in sheet


def test_more_marks_than_fit() -> None:
    many = edits(*(finding(cell=(row, 2)) for row in range(1, 1500)))
    after = write_back(BOOK, many)
    stamp = read_grid(Package(after)).sheet(STAMP_SHEET)
    assert stamp is not None
    assert max(row for row, _ in stamp.cells) == MARK_LAST_ROW
    assert write_back(after, many) == after
    assert max(row for row, _ in results(after).cells) == 1499 + 11
    one = write_back(after, ONE)
    assert differing(one, write_back(BOOK, ONE)) == {
        "book/one.xml"
    }  # its conditional formats reach further down


def test_fewer_comparisons_leave_no_empty_boxes() -> None:
    line = Comparison("执行率", "1%", "1%", "一致")
    book = write_back(draw(planned(real_project(filled=True))), Edits(SHANXI.sheet, "", (line,), (), ()))
    sheet = openpyxl.load_workbook(io.BytesIO(book))[RESULT_SHEET]
    framed = [row for row in range(4, 10) if any(sheet.cell(row, n).border.left.style for n in range(1, 7))]
    assert framed == [4]
    assert {str(area) for area in sheet.merged_cells.ranges if area.min_row in range(5, 10)} == set()
    six = tuple(Comparison(str(n), "1", "1", "一致") for n in range(6))
    again = openpyxl.load_workbook(io.BytesIO(write_back(book, Edits(SHANXI.sheet, "", six, (), ()))))[
        RESULT_SHEET
    ]
    assert all(again.cell(row, 6).border.left.style for row in range(4, 10))


def test_more_comparisons_than_fit() -> None:
    many = Edits(FORM, "", tuple(Comparison(str(n), "1", "1", "一致") for n in range(20)), (), ())
    assert lines(results(write_back(BOOK, many)))[11][0] == "序号"


@settings(max_examples=60)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_comes_back(texts: list[str]) -> None:
    wanted = edits(*(finding(text, (index, 3)) for index, text in enumerate(texts, 1)))
    after = write_back(SCRIPTED, wanted)
    sheet = results(after)
    assert [cell.value if (cell := sheet.cells.get((12 + n, 4))) else "" for n in range(len(texts))] == [
        cell_text(text) for text in texts
    ]
    assert write_back(after, wanted) == after
    assert write_back(after, ONE) == AFTER
    again = openpyxl.load_workbook(io.BytesIO(after))[RESULT_SHEET]
    for row, text in enumerate(texts, 12):
        assert again.cell(row, 2).value == "错误"
        if "_x" not in text:
            assert (again.cell(row, 4).value or "") == cell_text(text)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x00\x07\x1b\ud800￾", ""),
        ("a\tb", "a\tb"),
        ("_x000D_", "_x000D_"),
        ("=1+1", "=1+1"),
        ('<a> & "b" ]]>', '<a> & "b" ]]>'),
    ],
)
def test_texts_that_could_do_harm(text: str, kept: str) -> None:
    cell = results(write_back(BOOK, edits(finding(text)))).cells.get((12, 4))
    assert (cell.value if cell else "") == kept
    assert cell is None or cell.formula is None


def test_a_real_spreadsheet_program_keeps_it_working(office: Office, tmp_path: Path) -> None:
    """Opened and saved by LibreOffice, the workbook takes new results in place of the old ones."""
    path = saved(tmp_path, write_back(generated(), THREE))
    with office.open(path) as document:
        assert document.value(RESULT_SHEET, "D12") == "第一个问题"
        assert document.sheet_names() == [FORM, RESULT_SHEET, STAMP_SHEET]
        resaved = document.save_as(tmp_path / "resaved.xlsx").read_bytes()
    after = write_back(resaved, ONE)
    assert [sheet.name for sheet in Package(after).sheets] == [FORM, RESULT_SHEET, STAMP_SHEET]
    assert lines(results(after))[12] == ["1", "错误", "B7", "另一个问题", "", "请改正。"]
    assert 13 not in lines(results(after))
    sheet = read_grid(Package(after)).sheet(FORM)
    assert sheet is not None
    assert set(sheet.cells) == {(5, 2)}
    assert write_back(after, ONE) == after
