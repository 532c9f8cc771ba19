"""The VBA that carries out orders, run for real: what it did in the workbook is what the orders say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from tests.macros.macro_office import MacroBook
from xlperf.bridge.order_text import write_orders
from xlperf.bridge.orders import (
    Block,
    Content,
    Empty,
    EnsureSheet,
    Height,
    Keep,
    Look,
    Merge,
    Name,
    Number,
    Order,
    Page,
    Select,
    Status,
    Text,
    Unmerge,
    Width,
)

FORM, OTHER = "自评表", "附表"
TO_MM100 = 2540 / 72  # points in hundredths of a millimetre


def _run(book: MacroBook, *orders: Order) -> str:
    return book.run(write_orders(orders))


def _block(cell: str, *rows: Sequence[Content], sheet: str = FORM) -> Block:
    return Block(sheet, cell, tuple(tuple(row) for row in rows))


@pytest.mark.parametrize(
    "text",
    [
        "项目",
        "12",
        "1e5",
        "1/2",
        "2022-3-1",
        "3月1日",
        "95%",
        "-5",
        "+5",
        "=1+1",
        "@now",
        "#N/A",
        "TRUE",
        "false",
        "'quoted'",
        "(3)",
        "$5",
        ".5",
        "12:30",
        "May 5",
        "多行\n第二行",
        "表\t格",
        "反\\斜\\n杠",
        '“引号”"x"',
        "‰≥≤㎡𠮷",
        " 前后空格 ",
        "长" * 9000,
        "E18",
    ],
)
def test_texts_stay_texts(book: MacroBook, text: str) -> None:
    """Whatever a text looks like, the cell holds that text and no number, date or formula; alone or in a block."""
    assert (
        _run(
            book,
            _block("B2", [Text(text)]),
            _block("D4", [Text(text), Number(Decimal(1))], [Empty(), Text(text)]),
        )
        == ""
    )
    assert book.values(FORM, ["B2", "D4", "E5"]) == {"B2": text, "D4": text, "E5": text}
    assert book.formulas(FORM) == {}


@pytest.mark.parametrize("number", ["0", "2.5", "-0.001", "95.23", "1234567890123", "0.1"])
def test_numbers_are_numbers(book: MacroBook, number: str) -> None:
    assert _run(book, _block("B2", [Number(Decimal(number))])) == ""
    assert book.value(FORM, "B2") == float(number)


def test_cells_are_emptied_and_kept(book: MacroBook) -> None:
    """In a block with cells to keep, what lies between them is written and they are not touched."""
    book.set_many(FORM, {"B2": "甲", "C2": "乙", "D2": "丙", "B3": 7, "C3": "丁"})
    book.set_formula(FORM, "D3", "=B3*2")
    rows: tuple[Sequence[Content], ...] = (
        [Text("新"), Keep(), Empty()],
        [Keep(), Text("一"), Keep()],
        [Keep(), Keep(), Keep()],
    )
    assert _run(book, _block("B2", *rows)) == ""
    assert book.values(FORM, ["B2", "C2", "D2", "B3", "C3", "D3"]) == {
        "B2": "新",
        "C2": "乙",
        "D2": None,
        "B3": 7,
        "C3": "一",
        "D3": 14,
    }
    assert book.formulas(FORM) == {"D3": "=B3*2"}


def test_a_block_over_merged_cells(book: MacroBook) -> None:
    """Merged cells count as many cells as they cover."""
    book.sheet(FORM).getCellRangeByName("A4:C4").merge(True)
    row: Sequence[Content] = [Text("总分"), Empty(), Empty(), Text("95"), Number(Decimal("2.5"))]
    assert _run(book, _block("A4", row)) == ""
    assert book.values(FORM, ["A4", "D4", "E4"]) == {"A4": "总分", "D4": "95", "E4": 2.5}


def test_sheets_are_added_where_they_belong(book: MacroBook) -> None:
    """Behind the sheet that is named, or last; the sheet in front stays in front."""
    assert (
        _run(book, EnsureSheet("校验结果", FORM, "visible"), EnsureSheet("_xlperf", "", "veryhidden")) == ""
    )
    assert book.sheet_names() == [FORM, "校验结果", OTHER, "_xlperf"]
    assert [book.sheet(name).IsVisible for name in book.sheet_names()] == [True, True, True, False]
    assert book.front() == FORM


def test_sheets_that_exist_are_taken_as_they_are(book: MacroBook) -> None:
    book.set(OTHER, "A1", "有")
    assert _run(book, EnsureSheet(OTHER, "", "visible")) == ""
    assert book.sheet_names() == [FORM, OTHER]
    assert book.value(OTHER, "A1") == "有"


def test_names_point_at_areas(book: MacroBook) -> None:
    """Also when the name stood for something else before."""
    orders = EnsureSheet("_xl perf", "", "veryhidden"), Name("xp_marks_error", "_xl perf", "D2:D1001")
    assert _run(book, *orders) == ""
    assert book.names() == {"xp_marks_error": "$'_xl perf'.$D$2:$D$1001"}
    assert _run(book, Name("xp_marks_error", FORM, "A1")) == ""
    assert book.names() == {"xp_marks_error": "$自评表.$A$1"}


def test_looks_sizes_and_merging(book: MacroBook) -> None:
    orders = (
        Look(FORM, "A1:C2", "header"),
        Look(FORM, "A3:C3", "cell"),
        Look(FORM, "A4", "link"),
        Look(FORM, "A5", "title"),
        Width(FORM, "A:B", Decimal(20)),
        Height(FORM, 1, 2, Decimal(30)),
        Merge(FORM, "A6:C6"),
        Merge(FORM, "A7:C7"),
        Unmerge(FORM, "A7:C7"),
    )
    assert _run(book, *orders) == ""
    cell = book.sheet(FORM).getCellRangeByName
    header, text, link, title = cell("B2"), cell("B3"), cell("A4"), cell("A5")
    assert (header.CharFontName, header.CharHeight, header.CharWeight) == ("宋体", 10, 150)
    assert (header.CellBackColor, header.HoriJustify.value, header.IsTextWrapped) == (
        0xE8EEF4,
        "CENTER",
        True,
    )
    assert header.TableBorder.TopLine.OuterLineWidth > 0
    assert (text.HoriJustify.value, text.ParaIndent > 0, text.CellProtection.IsLocked) == (
        "LEFT",
        True,
        False,
    )
    assert (link.CharColor, link.CharUnderline) == (0x0563C1, 1)
    assert (title.CharFontName, title.CharHeight, title.TableBorder.TopLine.OuterLineWidth) == ("黑体", 18, 0)
    rows, columns = book.sheet(FORM).Rows, book.sheet(FORM).Columns
    assert rows.getByIndex(1).Height == pytest.approx(30 * TO_MM100, abs=2)
    assert columns.getByIndex(1).Width > columns.getByIndex(2).Width
    assert [cell(address).IsMerged for address in ("A6:C6", "A7:C7")] == [True, False]


def test_a_page_is_landscape(book: MacroBook) -> None:
    """What of a page a program cannot set is let be."""
    assert _run(book, EnsureSheet("结果", "", "visible"), Page("结果"), Status("")) == ""
    page = book.page("结果")
    assert page.IsLandscape
    assert (page.ScaleToPagesX, page.ScaleToPagesY) == (1, 0)
    assert book.front() == FORM


def test_it_goes_where_it_is_told(book: MacroBook) -> None:
    assert _run(book, Select(OTHER, "C7"), Status("一共 3 处问题。")) == ""
    assert book.front() == OTHER


def test_protection_is_lifted_and_put_back(book: MacroBook) -> None:
    """Locked cells of a sheet without password take what is written, and are locked again after."""
    book.sheet(FORM).protect("")
    assert _run(book, _block("B2", [Text("x")]), Look(FORM, "B3", "cell")) == ""
    assert book.value(FORM, "B2") == "x"
    assert book.sheet(FORM).isProtected()


def test_a_password_is_respected(book: MacroBook) -> None:
    """Nothing at all is done, on no other sheet either, and the locks lifted so far are back."""
    book.sheet(OTHER).protect("")
    book.sheet(FORM).protect("密码")
    orders = _block("B2", [Text("x")], sheet=OTHER), _block("B2", [Text("x")])
    assert _run(book, EnsureSheet("校验结果", "", "visible"), *orders) == f"protected\t{FORM}"
    assert book.sheet_names() == [FORM, OTHER]
    assert [book.value(sheet, "B2") for sheet in (FORM, OTHER)] == [None, None]
    assert [book.sheet(sheet).isProtected() for sheet in (FORM, OTHER)] == [True, True]


def test_open_cells_of_a_locked_sheet_need_no_password(book: MacroBook) -> None:
    sheet = book.sheet(FORM)
    cell = sheet.getCellRangeByName("B2:C3")
    protection = cell.CellProtection
    protection.IsLocked = False
    cell.CellProtection = protection
    sheet.protect("密码")
    assert _run(book, _block("B2", [Text("x"), Keep()])) == ""
    assert book.value(FORM, "B2") == "x"
    assert _run(book, _block("B2", [Text("x"), Text("y"), Text("z")])) == f"protected\t{FORM}"
    assert book.values(FORM, ["C2", "D2"]) == {"C2": None, "D2": None}


def test_a_missing_sheet_is_told_before_anything_is_done(book: MacroBook) -> None:
    assert _run(book, _block("B2", [Text("x")]), _block("A1", [Empty()], sheet="没有")) == "missing\t没有"
    assert book.value(FORM, "B2") is None


def test_another_workbook_is_left_alone(book: MacroBook) -> None:
    orders = write_orders([_block("B2", [Text("x")])])
    assert book.call("XlperfHands.XlperfRun", "别的.xlsx", orders) == "missing\t别的.xlsx"
    assert book.value(FORM, "B2") is None


def test_what_was_done_is_put_back_when_a_later_order_fails(book: MacroBook) -> None:
    """Contents, formulas, texts that look like numbers, names and sheets are as before."""
    book.set_many(FORM, {"B2": "007", "C2": 7, "D2": "=甲"})
    book.set_formula(FORM, "B3", "=C2*2")
    book.set(OTHER, "A1", "旧")
    assert _run(book, Name("xp_marks_info", OTHER, "A1")) == ""
    new = [Text("新"), Text("新"), Text("新")]
    answer = _run(
        book,
        EnsureSheet("_xlperf", "", "veryhidden"),
        _block("B2", new, [Text("新"), Empty(), Empty()]),
        _block("A1", [Number(Decimal(1))], sheet="_xlperf"),
        Name("xp_marks_error", "_xlperf", "D2"),
        Name("xp_marks_info", FORM, "D2"),
        _block("A1", [Empty()], sheet=OTHER),
        Block(OTHER, "这不是单元格", ((Empty(),),)),
    )
    assert answer.startswith("error\tblock: ")
    assert book.sheet_names() == [FORM, OTHER]
    assert book.values(FORM, ["B2", "C2", "D2", "B3", "C3"]) == {
        "B2": "007",
        "C2": 7,
        "D2": "=甲",
        "B3": 14,
        "C3": None,
    }
    assert book.formulas(FORM) == {"B3": "=C2*2"}
    assert book.value(OTHER, "A1") == "旧"
    assert book.names() == {"xp_marks_info": "$附表.$A$1"}


def test_no_orders_do_nothing(book: MacroBook) -> None:
    assert book.run("") == ""


def test_a_big_block_takes_no_long(book: MacroBook) -> None:
    """A thousand findings are written as one block; cell by cell it would take seconds."""
    rows: list[Sequence[Content]] = [
        [Number(Decimal(n)), Text("错误"), Text(f"E{n}"), Text("得分与核算不符"), Text("依据"), Text("建议")]
        for n in range(1, 1001)
    ]
    assert _run(book, _block("A12", *rows)) == ""
    assert book.values(FORM, ["A12", "C1011"]) == {"A12": 1, "C1011": "E1000"}


def test_the_workbook_is_locked_again_after_an_error(book: MacroBook) -> None:
    book.sheet(FORM).protect("")
    broken = Block(FORM, "这不是单元格", ((Empty(),),))
    assert _run(book, _block("B2", [Text("x")]), broken).startswith("error\t")
    assert book.value(FORM, "B2") is None
    assert book.sheet(FORM).isProtected()
