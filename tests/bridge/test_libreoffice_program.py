"""The LibreOffice that books are open in: closed and gone, its windows, boxes and macros."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
import xlwings as xw

from tests.bridge.engine_book import PLAIN, write_book
from tests.bridge.libreoffice_books import libreoffice_app, open_in_libreoffice
from tests.office.session import Office
from xlperf.bridge.engines.errors import EngineError


def test_a_closed_book_says_so(office: Office, tmp_path: Path) -> None:
    with open_in_libreoffice(office, write_book(tmp_path / "关.xlsx")) as opened:
        sheet = opened.sheets[PLAIN]
        cell = sheet["A1"]
    calls: list[Callable[[], object]] = [
        lambda: opened.fullname,
        lambda: opened.sheets[PLAIN],
        lambda: sheet.name,
        lambda: cell.raw_value,
        lambda: cell.formula,
        lambda: opened.names["总分"],
        opened.save,
    ]
    for call in calls:
        with pytest.raises(EngineError) as caught:
            call()
        assert caught.value.kind == "closed"


def test_a_program_that_died_says_so(tmp_path: Path) -> None:
    path = write_book(tmp_path / "表.xlsx")
    with Office() as own:
        own.open(path)
        cell = libreoffice_app(own).books[path.name].sheets[PLAIN]["A1"]
        own.kill()
        with pytest.raises(EngineError) as caught:
            assert cell.raw_value
        assert caught.value.kind == "closed"


def test_books_of_one_name_in_two_folders(office: Office, tmp_path: Path) -> None:
    paths = [tmp_path / folder / "表.xlsx" for folder in ("甲", "乙")]
    for path in paths:
        path.parent.mkdir()
        write_book(path)
    with ExitStack() as stack:
        for path in paths:
            stack.enter_context(office.open(path))
        app = libreoffice_app(office)
        assert {str(path) for path in paths} <= {book.fullname for book in app.books}
        for path in paths:
            assert app.books[str(path)].fullname == str(path)
            app.impl.engine.caller = app.books[str(path)].impl.native()
            assert app.books["表.xlsx"].fullname == str(path)


def test_screen_updating_is_given_back(scratch: xw.Book) -> None:
    app = scratch.app
    app.screen_updating = False
    assert scratch.impl.native().hasControllersLocked()
    app.screen_updating = True
    assert not scratch.impl.native().hasControllersLocked()


def test_without_a_window_nobody_is_kept_waiting(scratch: xw.Book) -> None:
    assert scratch.app.alert("一句话", "绩效自评") == "ok"
    scratch.app.status_bar = "一句话"
    assert scratch.app.status_bar == "一句话"
    scratch.app.status_bar = False
    assert scratch.app.status_bar is False


def test_macros_of_the_book(scratch: xw.Book) -> None:
    libraries = scratch.impl.native().BasicLibraries
    library = libraries.createLibrary("VBAProject")
    library.insertByName("Sums", "Public Function Together(a, b)\nTogether = a & b\nEnd Function")
    assert scratch.macro("Sums.Together")("甲", "乙") == "甲乙"
    assert scratch.app.macro("Together")("甲", "乙") == "甲乙"
    for name in ("Nothing", "Other.Together", "'别的.xlsm'!Sums.Together", "不是 名称"):
        with pytest.raises(EngineError) as caught:
            scratch.app.macro(name)()
        assert caught.value.kind == "macro"


def test_what_is_selected(scratch: xw.Book) -> None:
    scratch.sheets[PLAIN]["B3:C4"].select()
    selection = scratch.app.selection
    assert selection is not None
    assert (selection.sheet.name, selection.address) == (PLAIN, "$B$3:$C$4")
