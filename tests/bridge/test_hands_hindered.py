"""LibreOffice carries out all of its orders or none: after a refusal or an error the book is as before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import xlwings as xw

from tests.bridge.libreoffice_books import libreoffice_app, open_in_libreoffice
from tests.bridge.ordered_book import EVERYTHING, FORM, OTHER, RULE, form, hands, state
from tests.office.session import Office
from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.order_text import write_orders
from xlperf.bridge.orders import (
    Block,
    EnsureSheet,
    Keep,
    Look,
    Mark,
    Merge,
    Name,
    Order,
    Select,
    Status,
    Text,
)

FAILING: dict[str, Order] = {
    "too long a text": Block(FORM, "A1", ((Text("长" * 40_000),),)),
    "no address": Merge(FORM, "哪里"),
    "no name": Name("不 是 名称", FORM, "A1"),
}


@pytest.mark.parametrize("name", FAILING)
@pytest.mark.parametrize("known", [False, True])
def test_after_an_error_all_is_as_before(book: xw.Book, name: str, known: bool) -> None:
    if known:
        hands(book, *EVERYTHING)
    book.sheets[OTHER]["B7"].select()
    before = state(book)
    more = Mark(FORM, "A1:N200", RULE, "FFC7CE", True), Mark(FORM, "A1:B2", "TRUE", "FFEB9C", False)
    answer = hands(book, *EVERYTHING, *more, EnsureSheet("又一张", OTHER, "visible"), FAILING[name])
    kind, _, detail = answer.partition("\t")
    assert kind == "error"
    assert detail.startswith(("block: ", "merge: ", "name: "))
    assert state(book) == before


@contextmanager
def opened(office: Office, path: Path, password: str) -> Iterator[xw.Book]:
    with open_in_libreoffice(office, form(path, password)) as found:
        yield found


REFUSED: dict[str, tuple[Order, str]] = {
    "locked cell": (Block(FORM, "A1", ((Text("改"), Text("改")),)), f"protected\t{FORM}"),
    "look": (Look(FORM, "B1", "cell"), f"protected\t{FORM}"),
    "no such sheet": (Block("没有", "A1", ((Text("改"),),)), "missing\t没有"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_before_anything_is_touched(office: Office, tmp_path: Path, name: str) -> None:
    order, expected = REFUSED[name]
    with opened(office, tmp_path / "密码.xlsx", "秘密") as book:
        before = state(book)
        assert (
            hands(book, EnsureSheet("新", "", "visible"), Block(OTHER, "A1", ((Text("改"),),)), order)
            == expected
        )
        assert state(book) == before


def test_a_password_does_not_matter_where_nothing_is_locked(office: Office, tmp_path: Path) -> None:
    with opened(office, tmp_path / "密码.xlsx", "秘密") as book:
        names = Name("xp_marks_error", OTHER, "D2:D1001")
        assert hands(book, Block(FORM, "A1", ((Keep(), Text("填")),)), names) == ""
        # a mark needs a style, and LibreOffice makes none while a sheet is locked up
        assert hands(book, Mark(FORM, "A1:N100", RULE, "FFC7CE", True)) == f"protected\t{FORM}"
        assert book.sheets[FORM]["B1"].value == "填"
        assert book.sheets[FORM].impl.native().isProtected()


def test_a_locked_structure_takes_no_sheets(book: xw.Book) -> None:
    book.impl.native().protect("秘密")
    before = state(book)
    assert (
        hands(book, Block(OTHER, "A1", ((Text("改"),),)), EnsureSheet("新", "", "visible")) == "structure\t"
    )
    assert state(book) == before
    assert hands(book, EnsureSheet(OTHER, "", "visible"), Block(OTHER, "A1", ((Text("改"),),))) == ""


def test_a_read_only_book_takes_nothing(office: Office, tmp_path: Path) -> None:
    opened = libreoffice_app(office).books.open(form(tmp_path / "只读.xlsx"), read_only=True)
    try:
        assert hands(opened, Block(OTHER, "A1", ((Text("改"),),))) == "readonly\t"
        assert opened.sheets[OTHER]["A1"].value == "原样"
        assert hands(opened, Select(OTHER, "B2"), Status("只读也能看")) == ""
    finally:
        opened.close()


def test_a_closed_book_is_no_answer(office: Office, tmp_path: Path) -> None:
    app = libreoffice_app(office)
    with open_in_libreoffice(office, form(tmp_path / "关.xlsx")) as book:
        name = book.name
    with pytest.raises((EngineError, KeyError)):
        app.macro("xlperf.hands")(name, write_orders(EVERYTHING))


def test_no_orders_of_ours(book: xw.Book) -> None:
    answer = str(book.app.macro("xlperf.hands")(book.name, "dance\t1"))
    assert answer.startswith("error\t")
