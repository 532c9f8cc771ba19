"""Rows inserted into and deleted from whole forms while the book is open, in all kinds of places."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bridge.live_books import excel_block
from tests.handmade import CLEAN, NATIONAL, SICHUAN, XIAOGAN, draw
from tests.layout.plans_by_template import PLANS
from tests.workbook.grids import with_row_deleted, with_row_inserted
from xlperf.bridge.saved import Saved, read_saved
from xlperf.bridge.snapshot import as_open
from xlperf.workbook.draw import draw as draw_plan
from xlperf.workbook.grid import Grid

BY_HAND = {"忻州": CLEAN, "national": NATIONAL, "sichuan": SICHUAN, "孝感": XIAOGAN}
FORMS = [*BY_HAND, *(name for name in sorted(PLANS) if name.endswith("filled"))]


@cache
def saved_form(name: str) -> Saved:
    """The form as somebody saved it, formulas computed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsx"
        if name in BY_HAND:
            draw(BY_HAND[name], path)
        else:
            path.write_bytes(draw_plan(PLANS[name]))
        return read_saved(path)


def form_rows(saved: Saved) -> tuple[str, int]:
    sheet = saved.opened.grid.sheets[0]
    return sheet.name, max(sheet.rows())


def assert_followed(saved: Saved, edited: Grid) -> None:
    sheet = edited.sheets[0]
    last = max(row for row, _ in sheet.cells)
    area = saved.areas(())[0][1]
    assert last < area.bottom
    now = as_open(saved, [excel_block(sheet, area)]).grid
    # results that were never computed show as empty texts in an open book
    assert {place: cell.text for place, cell in now.sheets[0].cells.items()} == {
        place: cell.text for place, cell in sheet.cells.items()
    }
    assert {*now.sheets[0].merges} == {area for area in sheet.merges if area.address.count(":")}
    assert now.names == edited.names


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=12)
@given(data=st.data())
def test_rows_inserted(name: str, data: st.DataObject) -> None:
    saved = saved_form(name)
    sheet, last = form_rows(saved)
    grid = saved.opened.grid
    for count in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(1, last))
        # nobody types into cells that a merged area hides
        free = [column for column in range(1, 12) if grid.sheets[0].area(at, column).top == at]
        cells = dict.fromkeys(free[:2], f"新加的内容{count}") if data.draw(st.booleans()) else {}
        grid = with_row_inserted(grid, sheet, at, cells)
    assert_followed(saved, grid)


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=12)
@given(data=st.data())
def test_rows_deleted(name: str, data: st.DataObject) -> None:
    saved = saved_form(name)
    sheet, last = form_rows(saved)
    grid = saved.opened.grid
    for count in range(data.draw(st.integers(1, 4))):
        grid = with_row_deleted(grid, sheet, data.draw(st.integers(1, last - 4 - count)))
    assert_followed(saved, grid)
