"""What Excel makes of dates, money, errors and merged cells, and books that fit their file no longer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.bridge.live_books import excel_block
from tests.bridge.office_desk import ALL, all_blocks, calculated
from tests.handmade import CLEAN, XIAOGAN, Form, draw
from tests.layout.plans_by_template import PLANS
from xlperf.bridge.live_block import LiveBlock, live_block
from xlperf.bridge.saved import Saved, read_saved
from xlperf.bridge.snapshot import as_open
from xlperf.errors import BookMoved
from xlperf.workbook.draw import draw as draw_plan
from xlperf.workbook.place import Area, Place, a1
from xlperf.workbook.read_stamp import read_stamp
from xlperf.workbook.stamp import STAMP_SHEET


def plan_bytes(name: str) -> bytes:
    return draw_plan(PLANS[name])


def drawn(tmp_path: Path, form: Form = CLEAN) -> Saved:
    return read_saved(draw(form, tmp_path / "手工.xlsx"))


def test_what_excel_makes_of_dates_and_money(tmp_path: Path) -> None:
    path = tmp_path / "日期.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        date, money = (book.add_format({"num_format": code}) for code in ("yyyy年m月", "¥#,##0.00"))
        sheet.write_number("A1", 44682, date)
        sheet.write_blank("A2", None, date)
        sheet.write_formula("A3", "=A1+0.123456", date, 44682.123456)
        sheet.write_formula("B1", "=1/3", money, 1 / 3)
        sheet.write_blank("B2", None, money)
        sheet.write_formula("B3", "=B1*2", money, 2 / 3)
    saved = read_saved(path)
    day = datetime.fromisoformat("2022-05-01T00:00+00:00")
    values = (
        (day, Decimal("0.3333")),
        (day, Decimal("1.2346")),
        (day.replace(hour=2, minute=57, second=46, microsecond=598000), Decimal("0.6667")),
        (day, None),
    )
    formulas = (("44682", "=1/3"), ("44682", "1.23456"), ("=A1+0.123456", "=B1*2"), ("44682", ""))
    now = as_open(saved, [live_block("Sheet1", Area(1, 1, 4, 2), values, formulas)]).grid.sheets[0]
    before = saved.opened.grid.sheets[0]
    assert {place: now.cells[place] for place in before.cells} == before.cells
    assert now.cells[2, 1] == before.cells[1, 1]
    assert now.cells[2, 2].value == Decimal("1.23456")
    assert now.cells[2, 2].text == "¥1.23"
    # typed into a cell without a format, a date brings its own
    assert now.cells[4, 1].text == "2022-05-01"


def test_dates_counted_from_1904(tmp_path: Path) -> None:
    path = tmp_path / "日期.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=DATE(2022,5,1)", book.add_format({"num_format": "yyyy-mm-dd"}), 43220)
    saved = read_saved(path)
    for day in ("2022-05-01", "2022-05-02"):
        block = live_block(
            "Sheet1", Area(1, 1, 1, 1), datetime.fromisoformat(f"{day}T00:00+00:00"), "=DATE(2022,5,1)"
        )
        assert as_open(saved, [block]).grid.sheets[0].text(1, 1) == day


def test_errors_and_results_replace_what_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "公式.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, (formula, value) in enumerate(
            [("=1/0", "#DIV/0!"), ("=A9", 0), ("=1=1", True), ('=""', ""), ("=B9", 4)], 1
        ):
            sheet.write_formula(row - 1, 0, formula, None, value)
    saved = read_saved(path)
    area = Area(1, 1, 5, 1)
    formulas = (("=1/0",), ("=A9",), ("=1=1",), ('=""',), ("typed over",))
    unchanged = ((-2146826281,), (0.0,), (True,), ("",), ("typed over",))
    now = as_open(saved, [live_block("Sheet1", area, unchanged, formulas)]).grid.sheets[0]
    before = calculated(saved.opened).grid.sheets[0]
    assert {place: cell for place, cell in now.cells.items() if place != (5, 1)} == {
        place: cell for place, cell in before.cells.items() if place != (5, 1)
    }
    assert now.cells[5, 1].value == "typed over"
    assert now.cells[5, 1].formula is None
    changed = ((1.0,), (-2146826246,), (False,), ("甲",), (None,))
    after = as_open(saved, [live_block("Sheet1", area, changed, (*formulas[:4], ("",)))]).grid.sheets[0]
    assert [(cell.value, cell.error) for _, cell in sorted(after.cells.items())] == [
        (Decimal(1), None), (None, "#N/A"), (False, None), ("甲", None),
    ]  # fmt: skip


def test_a_mac_that_tells_no_errors(tmp_path: Path) -> None:
    path = tmp_path / "公式.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("A2", "=A9", None, 0)
    missing = object()
    block = live_block("Sheet1", Area(1, 1, 2, 1), [[missing], [missing]], [["=1/0"], ["=A9"]])
    now = as_open(read_saved(path), [block]).grid.sheets[0]
    assert [now.cells[row, 1].error for row in (1, 2)] == ["#DIV/0!", "#VALUE!"]


def test_a_merged_area_in_use_is_merged_no_longer(tmp_path: Path) -> None:
    saved = drawn(tmp_path)
    sheet = saved.opened.grid.sheets[0]
    merged = next(area for area in sheet.merges if area.right - area.left > 1)
    _, area = saved.areas(ALL)[0]
    hidden = a1(merged.top, merged.left + 1)
    now = as_open(saved, [excel_block(sheet, area, {hidden: "拆开后填的"})]).grid.sheets[0]
    assert {*sheet.merges} - {*now.merges} == {merged}


def test_cells_outside_the_area_stay_as_saved(tmp_path: Path) -> None:
    saved = drawn(tmp_path)
    sheet = saved.opened.grid.sheets[0]
    now = as_open(saved, [excel_block(sheet, Area(1, 1, 12, 4), {"B3": "改了"})]).grid.sheets[0]
    assert {place for place, cell in now.cells.items() if sheet.cells.get(place) != cell} == {(3, 2)}
    assert set(now.cells) == {*sheet.cells, (3, 2)}


def stamp_block(texts: Mapping[str, str]) -> LiveBlock:
    area = Area(2, 4, 20, 10)
    rows = tuple(
        tuple(texts.get(a1(row, column)) for column in range(area.left, area.right + 1))
        for row in range(area.top, area.bottom + 1)
    )
    return live_block(STAMP_SHEET, area, rows, None)


def test_marks_set_since_the_save_are_known(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(plan_bytes("national-2020 filled"))
    records = {"H2": "表!L8", "I2": "1", "J2": "系统核算：9.5"}
    for saved in (read_saved(path), drawn(tmp_path)):
        now = as_open(saved, [*all_blocks(saved), stamp_block(records)])
        stamp = read_stamp(now.grid)
        assert stamp.beside == {Place("表", 8, 12)}
        assert replace(stamp, beside=frozenset()) == read_stamp(saved.opened.grid)
        hidden = now.grid.sheet(STAMP_SHEET)
        assert hidden
        assert hidden.hidden
        # a second 校验 may have taken them out again
        cleared = as_open(saved, [stamp_block({})])
        assert read_stamp(cleared.grid).beside == frozenset()


def test_a_sheet_that_is_not_in_the_file_is_refused(tmp_path: Path) -> None:
    saved = drawn(tmp_path)
    block = live_block("新表", Area(1, 1, 1, 1), "甲", "甲")
    with pytest.raises(BookMoved, match=r"工作表“新表”.*，请先保存（Ctrl\+S），再点“校验”。"):
        as_open(saved, [block])


def test_columns_inserted_are_refused(tmp_path: Path) -> None:
    saved = drawn(tmp_path)
    sheet = saved.opened.grid.sheets[0]
    wider = replace(sheet, cells={(row, at + (at > 4)): cell for (row, at), cell in sheet.cells.items()})
    with pytest.raises(BookMoved, match="几列换了位置"):
        as_open(saved, [excel_block(wider, saved.areas(ALL)[0][1])])


def test_another_sheet_under_the_old_name_is_refused(tmp_path: Path) -> None:
    saved = drawn(tmp_path)
    other = read_saved(draw(XIAOGAN, tmp_path / "另一张.xlsx")).opened.grid.sheets[0]
    with pytest.raises(BookMoved, match="几乎完全不同"):
        as_open(saved, [excel_block(replace(other, name="Sheet1"), Area(1, 1, 300, 20))])
