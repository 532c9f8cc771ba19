"""What somebody noted on the result sheet stays, and sheets that are not ours are never written on."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

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
)
from xlperf.errors import UsageError
from xlperf.workbook.package import Package
from xlperf.workbook.patch import MOST_TAGS, write_back
from xlperf.workbook.stamp import RESULT_NAMES, RESULT_SHEET
from xlperf.workbook.xlsx_grid import read_grid

FIRST = 12


def opened(data: bytes) -> openpyxl.Workbook:
    """As another program sees it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def stored(book: openpyxl.Workbook) -> bytes:
    """As another program saves it."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def noted(data: bytes, **notes: str) -> bytes:
    """With notes written on the result sheet by hand."""
    book = opened(data)
    for address, text in notes.items():
        book[RESULT_SHEET][address] = text
    return stored(book)


def results(data: bytes) -> Worksheet:
    """The result sheet."""
    sheet = opened(data)[RESULT_SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def places(sheet: Worksheet) -> dict[int, object]:
    """The third column of the findings."""
    return {
        row: sheet.cell(row, 3).value for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, 3).value
    }


def test_notes_below_the_findings_stay_while_findings_come_and_go() -> None:
    data = noted(write_back(openpyxl_book(), THREE), B20="回复：第一条已核实", A30="单位盖章", G12="已改")
    for wanted in (THREE, ONE, NONE, THREE):
        data = write_back(data, wanted)
        sheet = results(data)
        assert (sheet["B20"].value, sheet["A30"].value, sheet["G12"].value) == (
            "回复：第一条已核实",
            "单位盖章",
            "已改",
        )
        assert sum(sheet.cell(row, 4).value is not None for row in range(FIRST, 40)) == max(
            1, len(wanted.findings)
        )
        assert write_back(data, wanted) == data


def test_findings_go_around_notes() -> None:
    data = noted(write_back(openpyxl_book(), ONE), A13="这一行是我写的", A14="这一行也是")
    book = opened(data)
    book[RESULT_SHEET].merge_cells("A14:F15")
    after = write_back(stored(book), THREE)
    sheet = results(after)
    assert [sheet.cell(row, 4).value for row in range(12, 18)] == [
        "第一个问题", None, None, None, "第二个问题", "第三个问题"
    ]  # fmt: skip
    assert (sheet["A13"].value, sheet["A14"].value) == ("这一行是我写的", "这一行也是")
    assert "A14:F15" in {str(area) for area in sheet.merged_cells.ranges}
    assert [row for row in range(12, 20) if sheet.cell(row, 3).hyperlink] == [12, 16]
    assert write_back(after, THREE) == after


def test_links_keep_their_look_when_the_first_finding_leads_nowhere() -> None:
    usual = write_back(openpyxl_book(), ONE)
    assert results(usual)["C12"].font.underline == "single"
    nowhere = edits(finding("整份表的问题", None), finding("一格的问题"))
    once = write_back(usual, nowhere)
    assert write_back(once, nowhere) == once
    assert write_back(write_back(openpyxl_book(), nowhere), nowhere) == write_back(openpyxl_book(), nowhere)
    for data in (once, stored(opened(once))):
        sheet = results(write_back(data, nowhere))
        assert (sheet["C12"].value, sheet["C12"].font.underline) == ("整份表", None)
        assert sheet["C13"].font.underline == "single"
        assert results(write_back(data, ONE))["C12"].font.underline == "single"


@pytest.mark.parametrize("sheet", [FORM, "别的表"])
def test_names_that_point_at_another_sheet_are_not_followed(sheet: str) -> None:
    book = opened(openpyxl_book())
    other = book.create_sheet("别的表")
    for row in range(1, 30):
        other.cell(row, 1).value = f"内容{row}"
    quoted = sheet.replace("'", "''")
    for name, row in zip(RESULT_NAMES, (1, 5, 10), strict=True):
        book.defined_names[name] = DefinedName(name, attr_text=f"'{quoted}'!$A${row}")
    before = stored(book)
    after = write_back(before, THREE)
    assert opened(after).sheetnames[2] == RESULT_SHEET
    assert "xl/worksheets/sheet2.xml" not in differing(before, after)
    old, new = (read_grid(Package(data)).sheet(FORM) for data in (before, after))
    assert old
    assert new
    assert {at: cell for at, cell in new.cells.items() if at[1] < 12} == dict(old.cells)
    assert write_back(after, THREE) == after


def test_a_sheet_with_far_too_many_rows_is_refused_before_it_is_gone_through() -> None:
    crowded = bare_book(f"<sheetData>{'<row/>' * (MOST_TAGS + 1)}</sheetData>")
    with pytest.raises(UsageError, match="过多"):
        write_back(crowded, ONE)
    assert read_grid(Package(crowded)).sheet(FORM)
