"""An unsaved book reads as its file would, had it been saved by another program just now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
import xlsxwriter

from tests.bridge.office_desk import (
    ALL,
    HANDMADE,
    Desk,
    all_blocks,
    calculated,
    differences,
    plan_bytes,
)
from tests.handmade import CLEAN, PLAIN, Habits, draw
from tests.layout.filling import inputs
from tests.layout.plans_by_template import PLANS
from tests.office.session import Document
from xlperf.bridge.saved import read_saved
from xlperf.bridge.snapshot import as_open, newly_typed
from xlperf.workbook.place import Place, parse_a1


@pytest.mark.parametrize("name", sorted(PLANS))
def test_a_generated_book_nobody_touched(name: str, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(plan_bytes(name))
    saved = read_saved(path)
    blocks = all_blocks(saved)
    form = PLANS[name].sheets[0].name
    assert [block.sheet for block in blocks] == [form]
    now = as_open(saved, blocks)
    assert differences(now, calculated(saved.opened), {form}) == []
    assert replace(now.grid, sheets=now.grid.sheets[1:]) == replace(
        saved.opened.grid, sheets=saved.opened.grid.sheets[1:]
    )
    assert newly_typed(saved, blocks) == ()


@pytest.mark.parametrize("kind", sorted(HANDMADE))
@pytest.mark.parametrize("habits", [PLAIN, Habits(left=2, top=3, tables="sheets", rate="format")])
def test_a_hand_made_book_nobody_touched(kind: str, habits: Habits, tmp_path: Path) -> None:
    saved = read_saved(draw(HANDMADE[kind], tmp_path / "表.xlsx", habits))
    blocks = all_blocks(saved)
    assert blocks
    assert as_open(saved, blocks) == saved.opened


def typing(document: Document, places: Iterator[Place]) -> None:
    """Somebody typing all kinds of things."""
    typed: list[Callable[[str, str], object]] = [
        lambda sheet, at: document.set(sheet, at, 5),
        lambda sheet, at: document.set(sheet, at, 0.1 + 0.2),
        lambda sheet, at: document.set(sheet, at, "已按期完成"),
        lambda sheet, at: document.set(sheet, at, None),
        lambda sheet, at: document.set(sheet, at, "=12个月"),
        lambda sheet, at: document.set(sheet, at, "95"),
        lambda sheet, at: document.set_formula(sheet, at, "=1/0"),
        lambda sheet, at: document.set_formula(sheet, at, '=IF(1=1,"","有")'),
        lambda sheet, at: document.set_formula(sheet, at, "=ROUND(10/3,4)+0.1"),
        lambda sheet, at: document.set(sheet, at, -1e-7),
        lambda sheet, at: document.set(sheet, at, "第一行\n第二行"),
        lambda sheet, at: document.set(sheet, at, 123456789.987654321),
    ]
    for place, type_one in zip(places, cycle(typed), strict=False):
        type_one(place.sheet, place.address)
    document.recalculate()


@pytest.mark.parametrize("name", [name for name in sorted(PLANS) if not name.endswith("issued")])
def test_typing_into_every_cell_of_a_generated_form(name: str, desk: Desk) -> None:
    saved = desk.saved(plan_bytes(name))
    cells = sorted(inputs(PLANS[name]))
    then = desk.check(saved, lambda document: typing(document, iter(cells)))
    assert then.grid != saved.opened.grid


@pytest.mark.parametrize("kind", sorted(HANDMADE))
def test_typing_into_every_other_cell_of_a_hand_made_form(kind: str, desk: Desk, tmp_path: Path) -> None:
    saved = desk.saved(draw(HANDMADE[kind], tmp_path / "手工.xlsx", Habits(rate="format")))
    name, area = saved.areas(ALL)[0]
    sheet = saved.opened.grid.sheet(name)
    assert sheet
    anchors = [
        Place(name, row, column)
        for row in range(5, area.bottom - 190)
        for column in range(1, area.right + 1, 3)
        if sheet.anchor(row, column) == (row, column)
    ]
    desk.check(saved, lambda document: typing(document, iter(anchors)))


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
def test_blank_cells_have_formats_of_cell_row_and_column(suffix: str, desk: Desk, tmp_path: Path) -> None:
    drawn = tmp_path / "格式.xlsx"
    with xlsxwriter.Workbook(drawn) as book:
        sheet = book.add_worksheet()
        once, rate, money = (
            book.add_format({"num_format": code}) for code in ('"≥"0"台(套)"', "0.00%", '#,##0.00"万元"')
        )
        sheet.write_blank("B2", None, once)
        sheet.set_row(3, None, rate)
        sheet.set_column("D:E", None, money)
        sheet.write_blank("D5", None, book.add_format({"num_format": '0;-0;;"写作："@'}))
    saved = desk.saved(drawn, suffix)
    typed: dict[str, float | str | None] = {
        "B2": 3.0,
        "C4": 0.95,
        "D4": 0.5,
        "D3": 8650.5,
        "F9": 0.25,
        "D5": "无",
    }
    then = desk.check(saved, lambda document: document.set_many("Sheet1", typed))
    shown = {address: then.grid.sheets[0].text(*parse_a1(address)) for address in typed}
    assert shown == {
        "B2": "≥3台(套)", "C4": "95.00%", "D4": "50.00%", "D3": "8,650.50万元", "F9": "0.25", "D5": "写作：无",
    }  # fmt: skip


def test_percentages_typed_into_plain_cells_are_asked_for(desk: Desk, tmp_path: Path) -> None:
    saved = desk.saved(draw(CLEAN, tmp_path / "手工.xlsx"))
    name = saved.opened.grid.sheets[0].name

    def type_percentages(document: Document) -> None:
        document.type_in(name, "F17", "95%")
        document.type_in(name, "L40", "7")

    blocks, then = desk.edited(saved, type_percentages)
    places = newly_typed(saved, blocks)
    assert places == (Place(name, 17, 6), Place(name, 40, 12))
    untold, told = as_open(saved, blocks), as_open(saved, blocks, {places[0]: "0.00%"})
    assert differences(told, then, {name}) == []
    assert len(differences(untold, then, {name})) == 1


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".xlsm"])
def test_other_formats(suffix: str, desk: Desk) -> None:
    saved = desk.saved(plan_bytes("national-2020 filled"), suffix)
    plan = PLANS["national-2020 filled"]
    form = plan.sheets[0].name
    actual = [place for place in sorted(inputs(plan)) if place.sheet == form]
    numbers = {place.address: float(count) for count, place in enumerate(actual[::2])}
    blocks, then = desk.edited(saved, lambda document: document.set_many(form, numbers))
    now = as_open(saved, blocks)
    read, stored = (opened.grid.sheet(form) for opened in (now, then))
    assert read
    assert stored
    # the office stores formulas that give texts as 0 in .xls
    cells = {place: cell for place, cell in stored.cells.items() if cell.formula is None or suffix != ".xls"}
    assert {place: read.cells[place] for place in cells} == cells
    assert set(read.cells) == set(stored.cells)
    assert any(read.cells.get(place) != cell for place, cell in saved.opened.grid.sheets[0].cells.items())
