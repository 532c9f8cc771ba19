"""Writing results into workbooks of others: what is added, and that nothing else changes."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.office.package_lint import lint
from tests.office.schema_check import schema_problems
from tests.workbook.foreign_books import (
    BOOKS,
    FORM,
    NONE,
    ONE,
    THREE,
    bare_book,
    differing,
    openpyxl_book,
    parts,
    rich_book,
    saved,
    with_parts,
)
from xlperf.audit.finding import Severity
from xlperf.errors import UsageError, XlperfError
from xlperf.workbook.package import Package
from xlperf.workbook.patch import write_back
from xlperf.workbook.stamp import MARK_NAMES, RESULT_NAMES, RESULT_SHEET, STAMP_SHEET, mark_condition
from xlperf.workbook.xlsx_grid import read_grid

INFRASTRUCTURE = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


def same_but_for_hints(one: bytes, other: bytes) -> bool:
    """Are they the same, but for the optional hint at how far a row reaches?"""
    plain = [
        {name: re.sub(rb' spans="[^"]*"', b"", part) for name, part in parts(data).items()}
        for data in (one, other)
    ]
    return plain[0] == plain[1]


@pytest.fixture(params=BOOKS)
def book(request: pytest.FixtureRequest) -> bytes:
    """Each kind of workbook in turn."""
    return BOOKS[request.param]()


def test_nothing_but_what_carries_results_changes() -> None:
    before = rich_book()
    after = write_back(before, THREE)
    assert differing(before, after) == INFRASTRUCTURE | {
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet3.xml",
        "xl/worksheets/sheet4.xml",
    }


def test_changed_parts_only_grow() -> None:
    """Everything that stood in the parts still stands there, in its order."""
    before, after = parts(rich_book()), parts(write_back(rich_book(), ONE))
    for name in INFRASTRUCTURE - {"xl/styles.xml"} | {"xl/worksheets/sheet1.xml"}:
        at = 0
        for piece in re.findall(rb"<[^>]*>[^<]*", before[name]):
            at = after[name].find(piece, at)
            assert at >= 0, (name, piece)
            at += len(piece)


def test_styles_are_only_appended() -> None:
    before = re.search(rb"<cellXfs count=\"\d+\">(.*)</cellXfs>", parts(rich_book())["xl/styles.xml"])
    after = re.search(
        rb"<cellXfs count=\"\d+\">(.*)</cellXfs>", parts(write_back(rich_book(), ONE))["xl/styles.xml"]
    )
    assert before is not None
    assert after is not None
    assert after[1].startswith(before[1])


def test_zip_entries_keep_their_place_time_and_packing() -> None:
    source = rich_book()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for index, (name, part) in enumerate(parts(source).items()):
            entry = zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 2 * index))
            entry.external_attr = 0o600 << 16
            entry.comment = b"note"
            archive.writestr(entry, part, zipfile.ZIP_STORED if index % 2 else zipfile.ZIP_DEFLATED)
    before = buffer.getvalue()
    after = write_back(before, ONE)
    old, new = (zipfile.ZipFile(io.BytesIO(data)).infolist() for data in (before, after))
    for one, other in zip(old, new, strict=False):
        for field in ("filename", "date_time", "compress_type", "external_attr", "comment", "create_system"):
            assert getattr(one, field) == getattr(other, field)
    assert {entry.date_time for entry in new[len(old) :]} == {(1980, 1, 1, 0, 0, 0)}


def test_same_results_give_the_same_bytes(book: bytes) -> None:
    once = write_back(book, THREE)
    assert write_back(once, THREE) == once


def test_other_results_replace_the_former(book: bytes) -> None:
    three, one, none = (write_back(book, results) for results in (THREE, ONE, NONE))
    assert same_but_for_hints(write_back(three, ONE), one)
    assert same_but_for_hints(write_back(one, THREE), three)
    assert same_but_for_hints(write_back(three, NONE), none)


def test_the_form_reads_as_before(book: bytes) -> None:
    before, after = read_grid(Package(book)), read_grid(Package(write_back(write_back(book, THREE), NONE)))
    assert after.sheets[: len(before.sheets)] == before.sheets
    assert before.names.items() <= after.names.items()


def test_checkers_are_content(book: bytes, tmp_path: Path) -> None:
    if b"purl.oclc.org" in parts(book).get("book/main.xml", b""):
        return  # the lint knows the usual variant of the standard only
    after = write_back(book, THREE)
    paths = [
        saved(tmp_path, data, f"{name}.xlsx")
        for name, data in [("after", after), ("none", write_back(after, NONE))]
    ]
    already = lint(saved(tmp_path, book))
    assert [problem for path in paths for problem in lint(path) if problem not in already] == []


@pytest.mark.parametrize("name", ["rich", "bare", "prefixed", "strict"])
def test_microsofts_schema_is_kept(name: str, tmp_path: Path) -> None:
    path = saved(tmp_path, write_back(BOOKS[name](), THREE))
    for version in ("Office2007", "Microsoft365"):
        assert schema_problems([saved(tmp_path, BOOKS[name](), "before.xlsx")], version).popitem()[1] == []
        assert schema_problems([path], version) == {path: []}


def test_openpyxl_reads_it_too() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_back(openpyxl_book(), THREE)))
    sheet = book[RESULT_SHEET]
    assert sheet["D12"].value == "第一个问题"
    assert sheet["C12"].hyperlink is not None
    assert sheet["C12"].hyperlink.location == "'自评 表''1'!B5"
    assert book[STAMP_SHEET].sheet_state == "veryHidden"
    assert book[FORM]["B4"].value == "=B3*2"
    assert book[FORM]["L8"].value == "系统核算 7.23"
    assert {*MARK_NAMES.values(), *RESULT_NAMES} <= set(book.defined_names)
    rules = [rule for area in book[FORM].conditional_formatting for rule in area.rules]
    assert [rule.formula for rule in rules] == [[mark_condition(FORM, severity)] for severity in Severity]


def test_marks_come_after_the_rules_that_are_there() -> None:
    sheet = parts(write_back(rich_book(), ONE))["xl/worksheets/sheet1.xml"]
    priorities = [int(number) for number in re.findall(rb'priority="(\d+)"', sheet)]
    assert len(set(priorities)) == len(priorities)
    ours = re.findall(rb'<cfRule type="expression"[^>]*priority="(\d+)"( stopIfTrue="1")?', sheet)
    assert [bool(stops) for _, stops in ours] == [True, True, False]
    assert min(int(number) for number, _ in ours) == max(priorities) - 2


def test_a_sheet_of_the_same_name_stays_untouched() -> None:
    first = bare_book(name=RESULT_SHEET)
    with_form = openpyxl.load_workbook(io.BytesIO(openpyxl_book()))
    with_form.create_sheet(RESULT_SHEET)["A1"] = "自己的结果"
    buffer = io.BytesIO()
    with_form.save(buffer)
    before = buffer.getvalue()
    after = write_back(before, THREE)
    assert [sheet.name for sheet in Package(after).sheets][1:] == [
        RESULT_SHEET,
        f"{RESULT_SHEET}(2)",
        STAMP_SHEET,
    ]
    assert parts(before)["xl/worksheets/sheet2.xml"] == parts(after)["xl/worksheets/sheet2.xml"]
    assert write_back(after, THREE) == after
    # and when the form itself is called so
    named = write_back(first, type(ONE)(RESULT_SHEET, "", (), (), ()))
    assert [sheet.name for sheet in Package(named).sheets] == [
        RESULT_SHEET,
        f"{RESULT_SHEET}(2)",
        STAMP_SHEET,
    ]


def test_refuses_what_it_would_break() -> None:
    source = bare_book()
    signed = parts(source)["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/'
        b'digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
    )
    with pytest.raises(XlperfError, match="数字签名"):
        write_back(with_parts(source, {"_rels/.rels": signed, "_xmlsignatures/origin.sigs": b""}), ONE)
    with pytest.raises(UsageError, match="没有名为“别的”的工作表"):
        write_back(source, type(ONE)("别的", "", (), (), ()))
