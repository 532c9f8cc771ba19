"""The page of a sheet added in an open book is the one that is drawn into files."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.bridge.benches import FakeBench
from tests.bridge.fake_hands import FakeHands
from tests.bridge.form_desk import FORM, mistaken
from tests.bridge.libreoffice_books import open_in_libreoffice
from tests.office.session import Office
from xlperf.bridge.arguments import NATIVE_HANDS
from xlperf.bridge.order_text import write_orders
from xlperf.bridge.orders import EnsureSheet, Order, Page, Unlink
from xlperf.bridge.session import Session
from xlperf.workbook.stamp import RESULT_SHEET

TWICE: list[Order] = [EnsureSheet("结果", "", "visible"), Page("结果"), Page("结果")]
NO_CELL = Unlink("结果", "nowhere")


def test_it_is_landscape_and_one_page_wide(office: Office, tmp_path: Path) -> None:
    """The pages of other sheets stay as they are."""
    path = mistaken("shanxi")(tmp_path / "a.xlsx")
    before = load_workbook(path)[FORM].page_setup
    with open_in_libreoffice(office, path) as book:
        front = book.sheets.active.name
        assert book.app.macro(NATIVE_HANDS)(book.name, write_orders(TWICE)) == ""
        assert book.sheets.active.name == front
        book.save(str(tmp_path / "out.xlsx"))
    saved = load_workbook(tmp_path / "out.xlsx")
    page, other = saved["结果"].page_setup, saved[FORM].page_setup
    assert (page.orientation, page.paperSize, page.fitToWidth, page.fitToHeight) == ("landscape", 9, 1, 0)
    properties = saved["结果"].sheet_properties.pageSetUpPr
    assert properties is not None
    assert properties.fitToPage
    assert (other.orientation, other.fitToHeight) == (before.orientation, before.fitToHeight)


def test_nothing_of_it_stays_when_a_later_order_fails(office: Office, tmp_path: Path) -> None:
    with open_in_libreoffice(office, mistaken("shanxi")(tmp_path / "a.xlsx")) as book:
        pages = book.impl.native().StyleFamilies.getByName("PageStyles")
        before = pages.ElementNames
        answer = book.app.macro(NATIVE_HANDS)(book.name, write_orders([*TWICE, NO_CELL]))
        assert answer.startswith("error\t")
        assert [sheet.name for sheet in book.sheets] == [FORM]
        assert pages.ElementNames == before


def test_only_a_sheet_of_ours_gets_one(tmp_path: Path) -> None:
    bench = FakeBench()
    session = Session(bench.open(mistaken("shanxi")(tmp_path / "a.xlsx")), hands=bench.hands)
    session.validate()
    assert [sheet.name for sheet in bench.state.sheets if sheet.landscape] == [RESULT_SHEET]
    for sheet in bench.state.sheets:
        sheet.landscape = False
    session.validate()
    assert not any(sheet.landscape for sheet in bench.state.sheets)
    assert FakeHands(bench.state).carry_out(write_orders([Page("没有")])) == "missing\t没有"
