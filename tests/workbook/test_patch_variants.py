"""Writing results into workbooks as all kinds of programs and people leave them."""

from __future__ import annotations

import re

import pytest

from tests.workbook.foreign_books import (
    MAIN,
    ONE,
    THREE,
    bare_book,
    edits,
    finding,
    openpyxl_book,
    parts,
    rich_book,
    with_parts,
    zipped,
)
from xlperf.workbook.package import Package
from xlperf.workbook.patch import write_back
from xlperf.workbook.stamp import RESULT_NAMES, RESULT_SHEET
from xlperf.workbook.xlsx_grid import read_grid


def test_existing_names_and_order_of_the_workbook_are_kept() -> None:
    extra = "<~definedNames><~definedName name='总额'>A1</definedName></definedNames><~calcPr calcId='1'/>"
    after = parts(write_back(bare_book(extra=extra), ONE))["book/main.xml"].decode()
    assert after.index("<definedName name='总额'>") < after.index("xp_marks_error") < after.index("<calcPr")
    without = parts(write_back(bare_book(extra="<~calcPr calcId='1'/>"), ONE))["book/main.xml"].decode()
    assert without.index("</sheets>") < without.index("<definedNames>") < without.index("<calcPr")


def test_unknown_content_is_kept_to_the_letter() -> None:
    kept = (
        '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="z"><z:a xmlns:z="urn:z" k=\'"\'/>'
        "</mc:Choice></mc:AlternateContent><!-- note --><?pi x?>"
    )
    source = bare_book()
    sheet = (
        f"<?xml version='1.0' encoding=\"utf-8\"?>\n<worksheet xmlns='{MAIN}'>\r\n  <sheetData  />{kept}"
        "<pageMargins left='1' right='1' top='1' bottom='1' header='0' footer='0'></pageMargins></worksheet>\n"
    )
    before = with_parts(source, {"book/one.xml": sheet.encode()})
    after = parts(write_back(before, ONE))["book/one.xml"].decode()
    start, end = after.index("<conditionalFormatting"), after.rindex("</conditionalFormatting>") + 24
    assert after[:start] + after[end:] == sheet
    assert after[:start].endswith("<sheetData  />")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gbk"])
def test_other_encodings(encoding: str) -> None:
    source = bare_book()
    declared = encoding.removesuffix("-sig").upper()
    everything = {
        name: f'<?xml version="1.0" encoding="{declared}"?>{part.decode()}'.encode(encoding)
        for name, part in parts(source).items()
    }
    after = write_back(zipped(everything), THREE)
    assert write_back(after, THREE) == after
    result = read_grid(Package(after)).sheet(RESULT_SHEET)
    assert result is not None
    assert result.text(12, 4) == "第一个问题"


def test_minimal_styles_are_completed() -> None:
    source = openpyxl_book()
    for minimal in (
        f'<styleSheet xmlns="{MAIN}"/>',
        f'<styleSheet xmlns="{MAIN}"><fills count="1"><fill><patternFill/></fill></fills><dxfs/></styleSheet>',
    ):
        before = with_parts(source, {"xl/styles.xml": minimal.encode()})
        after = write_back(before, THREE)
        styles = parts(after)["xl/styles.xml"]
        assert styles.count(b"<dxf>") == 6
        assert styles.count(b"<fill>") - styles.count(b"<dxf>") == 3
        assert write_back(after, THREE) == after


def test_names_lost_by_hand_are_restored() -> None:
    """Deleting the result sheet in Excel leaves its names pointing nowhere."""
    after = write_back(openpyxl_book(), THREE)
    book = parts(after)["xl/workbook.xml"].decode()
    broken = re.sub(r"(xp_result_\w+\">)[^<]*", r"\1#REF!", book)
    again = write_back(with_parts(after, {"xl/workbook.xml": broken.encode()}), THREE)
    names = read_grid(Package(again)).names
    assert {names[name][0] for name in RESULT_NAMES} == {f"{RESULT_SHEET}(2)"}
    assert parts(again)["xl/workbook.xml"].count(b"xp_result_summary") == 1


def test_a_renamed_form_shows_its_marks_again() -> None:
    after = parts(write_back(openpyxl_book(), THREE))
    book = after["xl/workbook.xml"].decode()
    renamed = zipped(after | {"xl/workbook.xml": re.sub(r'name="自评 表\'1"', 'name="新名"', book).encode()})
    results = type(ONE)("新名", "", (), (), ())
    sheet = parts(write_back(renamed, results))["xl/worksheets/sheet1.xml"].decode()
    assert sheet.count("<cfRule") == 3
    assert sheet.count('MATCH("新名!"') == 3


def test_marks_show_wherever_the_form_grows() -> None:
    after = write_back(bare_book(), THREE)
    far = write_back(after, edits(finding(cell=(500, 40))))
    assert parts(after)["book/one.xml"].count(b'sqref="A1:T200"') == 3
    assert parts(far)["book/one.xml"].count(b'sqref="A1:AN500"') == 3
    pasted = parts(after)["book/one.xml"].replace(b'sqref="A1:T200"', b'sqref="A1:T4 A9:T200"')
    healed = write_back(with_parts(after, {"book/one.xml": pasted}), THREE)
    assert parts(healed) == parts(after)
    shared = parts(after)["book/one.xml"].replace(
        b"</conditionalFormatting>",
        b'<cfRule type="duplicateValues" dxfId="0" priority="9"/></conditionalFormatting>',
    )
    foreign = with_parts(after, {"book/one.xml": shared})
    kept = write_back(foreign, edits(finding(cell=(500, 40))))
    assert parts(kept)["book/one.xml"].count(b'sqref="A1:T200"') == 3


def test_macros_stay_as_they_are() -> None:
    source = rich_book()
    types = parts(source)["[Content_Types].xml"].replace(b"spreadsheetml.sheet.main+xml", b"macro")
    types = types.replace(
        b"application/vnd.openxmlformats-officedocument.macro",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    macros = bytes(range(256)) * 50
    before = with_parts(source, {"[Content_Types].xml": types, "xl/vbaProject.bin": macros})
    assert parts(write_back(before, ONE))["xl/vbaProject.bin"] == macros
