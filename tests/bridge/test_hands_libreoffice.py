"""LibreOffice carries out orders: what it saves is what was ordered."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import xlwings as xw
from openpyxl import load_workbook

from tests.bridge.ordered_book import EVERYTHING, FORM, OTHER, RULE, hands, saved, sheet_xml, state
from xlperf.bridge.orders import (
    Block,
    Empty,
    Link,
    Look,
    Mark,
    Merge,
    Name,
    Number,
    Select,
    Text,
    Unlink,
    Unmerge,
    Width,
)


def test_everything_is_there_and_is_saved(book: xw.Book, tmp_path: Path) -> None:
    assert hands(book, *EVERYTHING) == ""
    assert book.app.status_bar == "完成"
    path = saved(book, tmp_path / "存.xlsx")
    found = load_workbook(path)
    assert found.sheetnames == [FORM, "校验结果", OTHER, "_xlperf"]
    assert found["_xlperf"].sheet_state == "hidden"
    assert found.defined_names["xp_marks_error"].attr_text == "_xlperf!$D$2:$D$1001"
    results = found["校验结果"]
    assert [[cell.value for cell in row] for row in results["A1:C3"]] == [
        ["结果", None, None],
        ["=1+1", "0012", "'引号"],
        ["E18", 1.703, "两\n行"],
    ]
    assert results["A2"].data_type == "s"
    assert [str(area) for area in results.merged_cells.ranges] == ["A1:C1"]
    assert (results["A1"].font.bold, results["A1"].fill.fgColor.rgb) == (True, "FFE8EEF4")
    assert (results["B3"].alignment.horizontal, results["B3"].border.left.style) == ("left", "thin")
    assert results["B3"].protection.locked is False
    assert results.row_dimensions[3].height == pytest.approx(30, abs=0.2)
    assert book.sheets["校验结果"]["A1"].column_width == pytest.approx(12, abs=0.05)
    assert results["A3"].hyperlink.location == "'小明''s 表'!E18"
    assert [cell.value for cell in found[FORM][1]][:3] == [7, "开", "右"]
    rules = {
        str(area.sqref): [(rule.type, rule.formula) for rule in area.rules]
        for area in found[FORM].conditional_formatting
    }
    assert rules == {"A1:N100": [("expression", [RULE])]}
    assert 'sqref="B12:B1011"' in sheet_xml(path, 2)
    assert "$B12=&quot;错误&quot;" in sheet_xml(path, 2)


def test_a_second_time_changes_nothing(book: xw.Book, tmp_path: Path) -> None:
    hands(book, *EVERYTHING)
    before = {**state(book), "steps": None}
    assert hands(book, *EVERYTHING) == ""
    assert {**state(book), "steps": None} == before


def test_protection_is_back_with_its_options(book: xw.Book, tmp_path: Path) -> None:
    before = re.findall("<sheetProtection[^>]*>", sheet_xml(saved(book, tmp_path / "前.xlsx"), 1))
    assert hands(book, Block(FORM, "A1", ((Text("改"),),)), Merge(FORM, "D5:E6")) == ""
    assert book.sheets[FORM].impl.native().isProtected()
    assert re.findall("<sheetProtection[^>]*>", sheet_xml(saved(book, tmp_path / "后.xlsx"), 1)) == before
    assert before


def test_one_step_back_takes_all_away(book: xw.Book) -> None:
    hands(book, *EVERYTHING)
    before = state(book)
    answer = hands(
        book,
        Block(FORM, "A1", ((Text("新"), Text("新"), Empty()), (Text("新"), Number(Decimal(3)), Text("新")))),
        Merge(FORM, "D5:E6"),
        Block("校验结果", "A2", ((Empty(), Text("别的"), Text("x")),) * 5),
        Look("校验结果", "A2:C6", "plain"),
        Width(FORM, "A:A", Decimal(40)),
    )
    assert answer == ""
    steps = book.impl.native().UndoManager
    assert list(steps.getAllUndoActionTitles()) == ["绩效自评", *before["steps"]]
    steps.undo()
    steps.clearRedo()
    assert state(book) == before


def test_view_stays_where_it_is(book: xw.Book) -> None:
    book.sheets[OTHER]["B7"].select()
    view = state(book)["view"]
    assert hands(book, *EVERYTHING) == ""
    assert state(book)["view"] == view
    assert hands(book, Select(FORM, "B1")) == ""
    selection = book.app.selection
    assert selection is not None
    assert (selection.sheet.name, selection.address) == (FORM, "$B$1")


def test_marks_follow_what_they_must_cover(book: xw.Book, tmp_path: Path) -> None:
    names = Name("xp_marks_error", OTHER, "D2:D1001")
    assert hands(book, names, Mark(FORM, "A1:C10", RULE, "FFC7CE", True)) == ""
    assert hands(book, Mark(FORM, "B2:C3", RULE, "FFC7CE", True)) == ""
    assert 'sqref="A1:C10"' in sheet_xml(saved(book, tmp_path / "一.xlsx"), 1)
    assert hands(book, Mark(FORM, "A1:E12", RULE, "FFC7CE", True)) == ""
    xml = sheet_xml(saved(book, tmp_path / "二.xlsx"), 1)
    assert xml.count("<cfRule") == 1
    renamed = RULE.replace(FORM, "改名")
    book.sheets[FORM].name = "改名"
    assert hands(book, Mark("改名", "A1:E12", renamed, "FFC7CE", True)) == ""
    rules = [
        rule
        for area in load_workbook(saved(book, tmp_path / "三.xlsx"))["改名"].conditional_formatting
        for rule in area.rules
    ]
    assert [rule.formula for rule in rules] == [[renamed]]


def test_links_come_and_go_with_their_texts(book: xw.Book, tmp_path: Path) -> None:
    assert (
        hands(
            book, Block(OTHER, "A1", ((Text("E18"),), (Text("0012"),))), Link(OTHER, "A1", f"'{OTHER}'!E18")
        )
        == ""
    )
    assert book.sheets[OTHER]["A1"].value == "E18"
    assert book.sheets[OTHER]["A1"].hyperlink == f"#'{OTHER}'.E18"
    assert hands(book, Unlink(OTHER, "A1:A2"), Unmerge(OTHER, "A1:C3")) == ""
    found = load_workbook(saved(book, tmp_path / "链接.xlsx"))[OTHER]
    assert [(cell.value, cell.hyperlink) for (cell,) in found["A1:A2"]] == [("E18", None), ("0012", None)]


def test_many_rows_are_written_at_once(book: xw.Book) -> None:
    rows = tuple((Text(f"第{row}条"), Number(Decimal(row)), Empty()) for row in range(3000))
    assert hands(book, Block(OTHER, "A1", rows)) == ""
    assert book.sheets[OTHER]["A3000:C3000"].raw_value == (("第2999条", 2999.0, None),)
