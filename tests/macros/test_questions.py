"""The VBA that tells number formats, and that takes long orders in pieces, run for real."""

from __future__ import annotations

from tests.macros.macro_office import MacroBook
from xlperf.bridge.open_book import in_pieces
from xlperf.bridge.order_text import write_orders
from xlperf.bridge.orders import Block, Order, Select, Status, Text
from xlperf.bridge.questions import ask_formats, told_formats
from xlperf.workbook.place import Place

FORM, OTHER = "自评表", "附表"


def test_formats_of_typed_cells_are_told(book: MacroBook) -> None:
    typed = {
        Place(FORM, 1, 1): ("95%", "0.00%"),
        Place(FORM, 2, 1): ("95.5%", "0.00%"),
        Place(FORM, 3, 2): ("12", "General"),
        Place(FORM, 4, 2): ("13", "General"),
        Place(OTHER, 1, 3): ("2022-05-01", "YYYY-MM-DD"),
    }
    for place, (text, _) in typed.items():
        book.type_in(place.sheet, place.address, text)
    places = list(typed)
    assert told_formats(places, book.run(ask_formats(places))) == {
        place: code for place, (_, code) in typed.items()
    }


def test_a_code_with_backslashes_arrives(book: MacroBook) -> None:
    code = '"≥"0\\-"台"'
    book.set(FORM, "A1", 5)
    _give_format(book, "A1", code)
    place = Place(FORM, 1, 1)
    (told,) = told_formats([place], book.run(ask_formats([place]))).values()
    assert told.replace('"', "").replace("\\", "") == "≥0-台"


def _give_format(book: MacroBook, cell: str, code: str) -> None:
    quoted = code.replace('"', '""')
    lines = f'Sub GiveFormat()\nThisWorkbook.Sheets(1).Range("{cell}").NumberFormat = "{quoted}"\nEnd Sub\n'
    book.add_module("Giving", lines)
    book.call("Giving.GiveFormat")


def test_a_missing_sheet_is_told(book: MacroBook) -> None:
    assert book.run(ask_formats([Place("没有", 1, 1)])) == "missing\t没有"


def test_asking_changes_nothing(book: MacroBook) -> None:
    book.type_in(FORM, "A1", "95%")
    book.run(ask_formats([Place(FORM, 1, 1), Place(FORM, 500, 9)]))
    assert book.value(FORM, "A1") == 0.95
    assert book.front() == FORM


def test_orders_of_many_pieces_are_carried_out_whole(book: MacroBook) -> None:
    words = [f"第{number}项：" + "很长的说明" * 40 for number in range(600)]
    orders: list[Order] = [Block(FORM, "B2", tuple((Text(one),) for one in words)), Status("完")]
    assert len(in_pieces(write_orders(orders))) > 3
    assert book.run(write_orders(orders)) == ""
    assert [book.value(FORM, f"B{2 + number}") for number in (0, 299, 599)] == [
        words[0],
        words[299],
        words[599],
    ]


def test_nobody_is_led_to_a_hidden_sheet(book: MacroBook) -> None:
    book.sheet(OTHER).IsVisible = False
    assert book.run(write_orders([Select(OTHER, "A1"), Status("")])) == f"hidden\t{OTHER}"
    assert book.front() == FORM
