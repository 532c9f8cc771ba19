"""LibreOffice behind xlwings says what Excel would say of the same workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw
from openpyxl import load_workbook

from tests.bridge.engine_book import ERRORS, LONG, ODD, PLAIN, at, write_book
from tests.bridge.libreoffice_books import open_in_libreoffice
from tests.office.session import Office
from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.engines.libreoffice_formulas import respelled


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book(tmp_path_factory.mktemp("引擎") / "自评 表.xlsx")


@pytest.fixture(scope="module")
def book(office: Office, path: Path) -> Iterator[xw.Book]:
    with open_in_libreoffice(office, path) as opened:
        yield opened


def test_values_are_those_that_openpyxl_reads(book: xw.Book, path: Path) -> None:
    expected = load_workbook(path, data_only=True)[ODD]
    for row, (first, second) in enumerate(book.sheets[ODD].range("A1:B15").raw_value, 1):
        for address, found in ((f"A{row}", first), (f"B{row}", second)):
            wanted = expected[address].value
            if address == "B3":
                wanted = ""  # openpyxl cannot tell an empty result from none
            elif isinstance(wanted, dt.time):
                wanted = wanted.hour / 24  # Excel hands times over as they are: parts of a day
            assert found == ERRORS.get(str(wanted), wanted), address
            assert type(found) is (float if type(wanted) is int else type(ERRORS.get(str(wanted), wanted))), (
                address
            )


def test_formulas_are_those_that_openpyxl_reads(book: xw.Book, path: Path) -> None:
    expected = load_workbook(path)[ODD]
    found = [row[0] for row in book.sheets[ODD].range("B1:B15").formula]
    assert found == [expected.cell(row, 2).value for row in range(1, 16)]


def test_constants_are_given_as_they_would_be_typed(book: xw.Book) -> None:
    found = [row[0] for row in book.sheets[ODD].range("A1:A15").formula]
    texts = ["0012", "=1+1", "'完成", LONG, "TRUE", "FALSE"]
    assert found == ["7", "1.703", *texts, "44259", found[9], "0.5", "", "两\n行", "1", "0.3"]
    assert float(found[9]) == pytest.approx(44259.2125810185)


def test_one_cell_is_no_tuple(book: xw.Book) -> None:
    sheet = book.sheets[ODD]
    assert sheet.range("A1").raw_value == 7.0
    assert sheet.range("B1").formula == "=A1*2"
    assert sheet.range("Z99").raw_value is None
    assert sheet.range("Z99").formula == ""
    assert sheet.range("A1:B1").raw_value == ((7.0, 14.0),)


def test_values_through_converters(book: xw.Book) -> None:
    sheet = book.sheets[ODD]
    assert sheet.range("A1:A3").value == [7.0, 1.703, "0012"]
    assert sheet["A9"].value == at(2021, 3, 4)
    assert sheet["B5"].value is None
    assert sheet["B5"].options(err_to_str=True).value == "#DIV/0!"
    assert sheet["A7"].value is True


@pytest.mark.parametrize(("date_1904", "zero"), [(False, at(1899, 12, 30)), (True, at(1904, 1, 1))])
def test_days_are_counted_from_where_the_book_does(
    office: Office, tmp_path: Path, date_1904: bool, zero: dt.datetime
) -> None:
    with open_in_libreoffice(office, write_book(tmp_path / "日期.xlsx", date_1904)) as opened:
        cells = opened.sheets[ODD].range("A9:A10")
        assert cells.value == [at(2021, 3, 4), at(2021, 3, 4, 5, 6, 7)]
        days = (at(2021, 3, 4) - zero).days
        assert cells[0].formula == str(days)
        cells[0].value = at(1904, 2, 29)
        assert cells[0].value == at(1904, 2, 29)


def test_looking_things_up(book: xw.Book) -> None:
    app = book.app
    assert app.books["自评 表.xlsx"].fullname == book.fullname
    assert app.books["自评 表.XLSX"] == book
    assert book.sheets[ODD].index == 1
    assert book.sheets[PLAIN].name == book.sheets[1].name == PLAIN
    assert ODD in book.sheets
    assert "没有" not in book.sheets
    with pytest.raises(KeyError):
        app.books["没有.xlsx"]
    with pytest.raises(KeyError):
        book.sheets["没有"]
    with pytest.raises(KeyError):
        book.names["没有"]
    with pytest.raises(EngineError, match="missing"):
        book.sheets[ODD].range("没有这个名称")


def test_addresses(book: xw.Book) -> None:
    sheet = book.sheets[ODD]
    assert sheet.range("B2:$D$4").address == "$B$2:$D$4"
    assert sheet.range((2, 3)).get_address(False, False) == "C2"
    assert sheet.range("A:C").address == "$A:$C"
    assert sheet.range("2:3").address == "$2:$3"
    assert sheet.range("A1").get_address(external=True) == "'[自评 表.xlsx]小明''s 表'!$A$1"
    assert sheet.range("B2:C3").shape == (2, 2)
    assert sheet.range("B2:C3")(3, 3).address == "$D$4"
    assert sheet.range("B2:C3")[1, 1].address == "$C$3"
    assert [cell.address for cell in sheet.range("B2:C3")] == ["$B$2", "$C$2", "$B$3", "$C$3"]
    assert sheet.range("总分").address == "$A$1"
    assert book.names["总分"].refers_to == "='小明''s 表'!$A$1"


def test_merged_cells(book: xw.Book) -> None:
    sheet = book.sheets[ODD]
    assert sheet.range("E2").merge_area.address == "$D$1:$E$3"
    assert sheet.range("D1").merge_cells is True
    assert sheet.range("C1").merge_cells is False
    assert sheet.range("C1").merge_area.address == "$C$1"
    assert sheet.range("D1:E3").raw_value == (("合并", None), (None, None), (None, None))


def test_used_range_as_far_as_the_last_cell(scratch: xw.Book) -> None:
    assert scratch.sheets[ODD].used_range.address == "$A$1:$E$15"
    scratch.sheets[PLAIN]["XFD1048576"].value = "远"
    assert scratch.sheets[PLAIN].used_range.last_cell.address == "$XFD$1048576"
    assert scratch.sheets[PLAIN]["XFD1048576"].value == "远"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(A1;$B$2:C3)", "=SUM(A1,$B$2:C3)"),
        ("=IF(A1>=0.5;\"a;b\";'x')", None),
        ("=$'另一 表'.A1*2", "='另一 表'!A1*2"),
        ("=$自评表.$A$1:$B$2", "=自评表!$A$1:$B$2"),
        ("=$'甲'.A1:$'乙'.B2", None),
        ("={1;2|3;4}", None),
        ("=COM.SUN.STAR(A1)", None),
        ("=#REF!+1", None),
        ("=A1!B1", None),
        ("=ERRORTYPE(A1)", None),
        ('="它说""好"""&1.5E-3', '="它说""好"""&1.5E-3'),
    ],
)
def test_only_plain_formulas_are_respelled(formula: str, expected: str | None) -> None:
    assert respelled(formula) == expected
