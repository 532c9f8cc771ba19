"""Reading workbooks as grids."""

from __future__ import annotations

import io
import time
import tracemalloc
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter

from tests.workbook.foreign_books import FORM, bare_book, parts, rich_book, with_parts
from xlperf.errors import UnreadableFile
from xlperf.workbook import part_parser, sheet_reader
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.package import Package
from xlperf.workbook.place import Area
from xlperf.workbook.xlsx_grid import name_target, read_grid


def grid_of(data: bytes) -> Grid:
    """The grid of a whole file."""
    return read_grid(Package(data))


def sheet_of(inside: str, **more: Any) -> Sheet:
    """The sheet of a worksheet with this inside."""
    return grid_of(bare_book(inside, **more)).sheets[0]


def rows(inside: str) -> str:
    """Sheet data."""
    return f"<sheetData>{inside}</sheetData>"


def test_values_of_every_kind() -> None:
    sheet = sheet_of(
        rows(
            '<row r="2"><c r="B2"><v>0.72260000000000002</v></c><c r="C2" t="b"><v>1</v></c>'
            '<c r="D2" t="e"><v>#DIV/0!</v></c><c r="E2" t="str"><v>a&amp;b</v></c>'
            '<c r="F2" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c>'
            '<c r="G2" s="9"/><c r="H2" t="n"><v>1.5E-3</v></c><c r="I2" t="d"><v>2022-12-31T12:00:00</v></c></row>'
        )
    )
    assert sheet.cells == {
        (2, 2): Cell(Decimal("0.7226"), "0.7226"),
        (2, 3): Cell(True, "TRUE"),
        (2, 4): Cell(None, "#DIV/0!", error="#DIV/0!"),
        (2, 5): Cell("a&b", "a&b"),
        (2, 6): Cell(" 甲 ", " 甲 "),
        (2, 8): Cell(Decimal("0.0015"), "0.0015"),
        (2, 9): Cell(Decimal("44926.5"), "44926.5"),
    }


def test_formulas() -> None:
    sheet = sheet_of(
        rows(
            '<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>3</v></c><c r="B1"><f>1+1</f></c>'
            '<c r="C1" t="str"><f>IF(A1&gt;1,"优","")</f><v>优</v></c><c r="D1" t="str"><f>""</f><v></v></c>'
            '<c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F1"><f/><v>5</v></c></row>'
            '<row r="2"><c r="A2"><f t="shared" ref="A2:A4" si="3">B2*2</f><v>1</v></c></row>'
            '<row r="3"><c r="A3"><f t="shared" si="3"/><v>2</v></c><c r="B3"><f t="shared" si="8"/></c></row>'
            '<row r="4"><c r="A4"><f t="array" ref="A4">SUM(B1:B2*2)</f><v>2</v></c>'
            '<c r="B4"><f t="dataTable" ref="B4" r1="C1"/><v>2</v></c></row>'
        )
    )
    assert {sheet_cell: cell.formula for sheet_cell, cell in sheet.cells.items()} == {
        (1, 1): "SUM(B1:B9)",
        (1, 2): "1+1",
        (1, 3): 'IF(A1>1,"优","")',
        (1, 4): '""',
        (1, 5): "1/0",
        (1, 6): None,
        (2, 1): "B2*2",
        (3, 1): "B2*2",
        (3, 2): "",
        (4, 1): "SUM(B1:B2*2)",
        (4, 2): "",
    }
    assert sheet.cells[1, 2] == Cell(None, "", "1+1")
    assert sheet.cells[1, 4] == Cell("", "", '""')
    assert sheet.cells[1, 5] == Cell(None, "#DIV/0!", "1/0", error="#DIV/0!")


def test_rows_and_cells_without_addresses() -> None:
    sheet = sheet_of(
        rows(
            "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>"
            '<row r="9"><c r="D9"><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c></row>'
        )
    )
    assert {place: cell.text for place, cell in sheet.cells.items()} == {
        (1, 1): "1",
        (1, 3): "3",
        (3, 1): "4",
        (9, 4): "5",
        (9, 5): "6",
        (10, 1): "7",
    }


@pytest.mark.parametrize(("prefix", "strict"), [("x", False), ("", True), ("x", True)])
def test_spellings_of_the_namespace(prefix: str, strict: bool) -> None:
    sheet = sheet_of(
        rows('<row r="1"><c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c></row>')
        + '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>',
        prefix=prefix,
        strict=strict,
    )
    assert sheet.text(2, 2) == "甲乙"
    assert sheet.merges == (Area(1, 1, 2, 2),)


def test_shared_strings() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    sheet.write("A1", "甲")
    sheet.write_rich_string("A2", "甲", bold, "乙 ", "丙")
    sheet.write("A3", "两\n行")
    sheet.write("A4", "\x01_x0041_")
    book.close()
    data = buffer.getvalue()
    strings = parts(data)["xl/sharedStrings.xml"].replace(
        b"<si><t>\xe7\x94\xb2</t></si>",
        b'<si><t>\xe7\x94\xb2</t><rPh sb="0" eb="1"><t>jia</t></rPh><phoneticPr fontId="1"/></si>',
    )
    cells = grid_of(with_parts(data, {"xl/sharedStrings.xml": strings})).sheets[0].cells
    assert [cell.value for cell in cells.values()] == ["甲", "甲乙 丙", "两\n行", "\x01_x0041_"]


def test_empty_texts_are_no_cells() -> None:
    sheet = sheet_of(
        rows(
            '<row><c t="str"><v></v></c><c t="inlineStr"><is><t></t></is></c><c><v></v></c><c t="inlineStr"/></row>'
        )
    )
    assert sheet.cells == {}


def test_what_shows() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    wanted = [
        (0.7226, "0.00%", "72.26%"),
        (2, '"≥"0"台(套)"', "≥2台(套)"),
        (3468627.11, "#,##0.00", "3,468,627.11"),
        (date(2022, 12, 31), 'yyyy"年"m"月"', "2022年12月"),
        (0.1 + 0.2, "General", "0.3"),
        ("良", '"等级："@', "等级：良"),
        (True, "0.00", "TRUE"),
    ]
    for row, (value, code, _) in enumerate(wanted):
        sheet.write(row, 0, value, book.add_format({"num_format": code}))
    book.close()
    cells = grid_of(buffer.getvalue()).sheets[0].cells
    assert [cells[row + 1, 1].text for row in range(len(wanted))] == [shown for *_, shown in wanted]
    assert [cell.percent for cell in cells.values()] == [True] + [False] * 6
    assert cells[5, 1].value == Decimal("0.3")


def test_sheets_names_and_merges() -> None:
    grid = grid_of(rich_book())
    assert [(sheet.name, sheet.hidden) for sheet in grid.sheets] == [(FORM, False), ("说明", True)]
    assert grid.names == {"总额": (FORM, Area(21, 2, 21, 2))}
    assert grid.sheets[0].merges == (Area(1, 1, 1, 6),)
    assert grid.sheets[0].cells[21, 2].formula == "SUM(B3:B20)"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Sheet1!$A$1", ("Sheet1", Area(1, 1, 1, 1))),
        ("'it''s 表'!$B$2:$C$3", ("it's 表", Area(2, 2, 3, 3))),
        ("自评表!A1", ("自评表", Area(1, 1, 1, 1))),
        ("#REF!", None),
        ("#REF!$A$1", None),
        ("Sheet1!#REF!", None),
        ("[1]Sheet1!$A$1", None),
        ("'[a.xlsx]Sheet1'!$A$1", None),
        ("Sheet1!$A$1,Sheet1!$B$1", None),
        ("OFFSET(Sheet1!$A$1,1,1)", None),
        ("Sheet1!$A:$A", None),
        ("Sheet1!$XFE$1", None),
        ("1.5", None),
    ],
)
def test_name_targets(text: str, target: tuple[str, Area] | None) -> None:
    assert name_target(text) == target


def test_cost_follows_the_cells_that_are_there() -> None:
    inside = (
        '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9"/></cols>'
        + rows(
            '<row r="1" spans="1:16384"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
        )
        + '<mergeCells><mergeCell ref="A2:XFD1048576"/><mergeCell ref="A:B"/></mergeCells>'
    )
    started = time.process_time()
    sheet = sheet_of(inside)
    assert sheet.cells.keys() == {(1, 1), (1_048_576, 16_384)}
    assert time.process_time() - started < 2


def test_hundreds_of_thousands_of_empty_rows() -> None:
    data = bare_book(rows("".join(f'<row r="{row}" ht="15"/>' for row in range(1, 300_001))))
    size = len(parts(data)["book/one.xml"])
    tracemalloc.start()
    try:
        assert grid_of(data).sheets[0].cells == {}
        assert tracemalloc.get_traced_memory()[1] < 3 * size
    finally:
        tracemalloc.stop()


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    many = rows("<row><c><v>1</v></c><c><v>1</v></c></row>")
    merges = '<sheetData/><mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1:D2"/></mergeCells>'
    for limit, inside in (("MOST_CELLS", many), ("MOST_MERGED", merges)):
        with monkeypatch.context() as patched:
            patched.setattr(sheet_reader, limit, 1)
            with pytest.raises(UnreadableFile) as caught:
                sheet_of(inside)
            assert caught.value.code == "XP904"
    with pytest.raises(UnreadableFile, match="嵌套过深"):
        sheet_of("<a>" * 300 + "</a>" * 300)
    monkeypatch.setattr(part_parser, "MOST_ELEMENTS", 5)
    with pytest.raises(UnreadableFile, match="内容过多"):
        sheet_of("<sheetData/>" + "<a/>" * 9)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="ZZZZ1"><v>1</v></c>',
        f'<c r="A{"1" * 5000}"><v>1</v></c>',
        f'<c t="s"><v>{"1" * 5000}</v></c>',
        '<c r="A0"><v>1</v></c>',
        '<c t="s"><v>7</v></c>',
        '<c t="s"><v>x</v></c>',
    ],
)
def test_damaged_cells(cell: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        sheet_of(rows(f"<row>{cell}</row>"))
    assert caught.value.code == "XP901"


def test_numbers_out_of_reach_stay_as_written() -> None:
    sheet = sheet_of(rows("<row><c><v>1e999</v></c><c><v>NaN</v></c><c><v>1e300</v></c></row>"))
    assert [cell.value for cell in sheet.cells.values()] == ["1e999", "NaN", Decimal("1e300")]
