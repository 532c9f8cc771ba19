"""Figures written beside a form: never over what somebody wrote, and gone without a trace the next time."""

from __future__ import annotations

import re

import pytest

from tests.workbook.foreign_books import FORM, NONE, bare_book, edits, parts, rich_book, with_parts
from xlperf.workbook.edits import Edits
from xlperf.workbook.package import Package
from xlperf.workbook.patch import write_back
from xlperf.workbook.place import Place, parse_a1
from xlperf.workbook.xlsx_grid import read_grid

FIVE = (
    '<sheetData><row r="2" spans="1:3" ht="30" customHeight="1"><c r="A2"><v>1</v></c><c r="C2" s="0"/></row>'
    '<row r="5"/><row r="9" hidden="1"/></sheetData>'
)


def beside(**texts: str) -> Edits:
    """Results with these texts beside the form."""
    return edits(beside=tuple((Place(FORM, *parse_a1(cell)), text) for cell, text in texts.items()))


def form(data: bytes) -> str:
    """The sheet data of the bare book's form."""
    found = re.search(r"<sheetData.*</sheetData>|<sheetData/>", parts(data)["book/one.xml"].decode())
    assert found is not None
    return found[0]


def texts(data: bytes) -> dict[str, str]:
    """What the form's cells show."""
    sheet = read_grid(Package(data)).sheet(FORM)
    assert sheet is not None
    return {Place(FORM, *place).address: cell.text for place, cell in sheet.cells.items()}


def cell(address: str, text: str, more: str = "") -> str:
    """A written cell's XML."""
    return f'<c r="{address}"{more} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def test_cells_go_to_their_place_in_row_and_sheet() -> None:
    after = form(
        write_back(bare_book(FIVE), beside(B2="乙", C2="丙", D2="丁", A1="首", B4="四", B5="五", J10="末"))
    )
    assert after == (
        "<sheetData>"
        f'<row r="1">{cell("A1", "首")}</row>'
        f'<row r="2" ht="30" customHeight="1"><c r="A2"><v>1</v></c>{cell("B2", "乙")}'
        f"{cell('C2', '丙', ' s=' + chr(34) + '0' + chr(34))}{cell('D2', '丁')}</row>"
        f'<row r="4">{cell("B4", "四")}</row><row r="5">{cell("B5", "五")}</row><row r="9" hidden="1"/>'
        f'<row r="10">{cell("J10", "末")}</row></sheetData>'
    )


@pytest.mark.parametrize(
    "places", [{"B2": "乙"}, {"C2": "丙"}, {"B9": "九", "D12": "末"}, {"A1": "首", "B4": "四"}]
)
def test_taken_out_without_a_trace(places: dict[str, str]) -> None:
    book = bare_book(FIVE)
    written = write_back(book, beside(**places))
    assert texts(written) == {"A2": "1"} | places
    assert write_back(written, beside(**places)) == written
    # the hint how far a row reaches is left out of rows that were changed
    assert form(write_back(written, NONE)).replace(' spans="1:3"', "") == form(book).replace(
        ' spans="1:3"', ""
    ).replace('<row r="5"/>', form(write_back(written, NONE)).count('<row r="5"/>') * '<row r="5"/>')
    assert form(write_back(written, beside(E3="戊"))) == form(
        write_back(write_back(written, NONE), beside(E3="戊"))
    )


def test_what_somebody_wrote_is_never_overwritten() -> None:
    book = bare_book(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f></c><c r="C1" t="e"><v>#N/A</v></c></row>'
        '</sheetData><mergeCells count="1"><mergeCell ref="E1:F2"/></mergeCells>'
    )
    after = write_back(book, beside(A1="甲", B1="乙", C1="丙", D1="丁", F2="己"))
    assert texts(after) == {"A1": "1", "B1": "", "C1": "#N/A", "D1": "丁"}
    assert form(write_back(after, NONE)) == form(book)


def test_what_somebody_changed_is_no_longer_ours() -> None:
    written = write_back(bare_book(FIVE), beside(D2="系统核算 7.23", E5="五"))
    changed = with_parts(
        written,
        {"book/one.xml": parts(written)["book/one.xml"].replace("系统核算 7.23".encode(), "已改".encode())},
    )
    assert texts(write_back(changed, NONE)) == {"A2": "1", "D2": "已改"}
    assert texts(write_back(changed, beside(D2="新"))) == {"A2": "1", "D2": "已改"}


def test_rows_inserted_since_carry_our_texts_along() -> None:
    written = write_back(bare_book(FIVE), beside(D2="同", D5="同", E5="独"))
    sheet = parts(written)["book/one.xml"].decode()
    for row in (9, 5, 2):
        sheet = sheet.replace(f'<row r="{row}"', f'<row r="{row + 3}"')
        sheet = re.sub(rf'(<c r="[A-Z]+){row}"', rf'\g<1>{row + 3}"', sheet)
    moved = with_parts(written, {"book/one.xml": sheet.encode()})
    assert texts(moved) == {"A5": "1", "D5": "同", "D8": "同", "E8": "独"}
    again = write_back(moved, beside(D5="新", E8="独"))
    assert "独" in texts(again).values()
    assert texts(write_back(moved, NONE)) in ({"A5": "1"}, {"A5": "1", "D8": "同"})


def test_styles_survive_a_renumbering() -> None:
    """Excel numbers styles anew when it saves: what stays on the cell counts, not what was noted."""
    written = write_back(bare_book(FIVE), beside(C2="丙"))
    renumbered = with_parts(
        written, {"book/one.xml": parts(written)["book/one.xml"].replace(b'r="C2" s="0"', b'r="C2" s="3"')}
    )
    assert '<c r="C2" s="3"/>' in form(write_back(renumbered, NONE))


def test_only_the_touched_rows_change() -> None:
    book = rich_book()
    after = write_back(book, edits(beside=((Place(FORM, 7, 12), "系统核算"),)))
    before, changed = (
        re.findall(rb"<row .*?</row>", parts(data)["xl/worksheets/sheet1.xml"]) for data in (book, after)
    )
    assert [index for index, pair in enumerate(zip(before, changed, strict=True)) if pair[0] != pair[1]] == [
        6
    ]


def test_texts_that_are_nothing_and_sheets_that_are_gone() -> None:
    after = write_back(
        bare_book(FIVE), edits(beside=((Place("没有", 1, 1), "甲"), (Place(FORM, 1, 1), "\x01")))
    )
    assert texts(after) == {"A2": "1"}
