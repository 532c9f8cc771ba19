"""What 校验 does, in every program: what stands in the open book afterwards is what ``xlperf validate`` says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bridge.benches import sheet_now
from tests.bridge.fake_book import load
from tests.bridge.fake_save import save
from tests.bridge.form_desk import FORM, At, Desk, agrees, generated, mistaken, validated
from tests.handmade import draw
from tests.journeys.conftest import Call
from tests.journeys.mistaken import MISTAKEN
from xlperf.audit.finding import Severity
from xlperf.bridge.session import Session
from xlperf.workbook.grid import Grid, Sheet
from xlperf.workbook.package import Package
from xlperf.workbook.place import Place, a1, parse_a1
from xlperf.workbook.stamp import RESULT_SHEET, STAMP_SHEET
from xlperf.workbook.xlsx_grid import read_grid


@pytest.mark.parametrize(
    "name", ["shanxi", "national", "sichuan", "transfer", "jinfeng", "annex_1", "xiaogan_report"]
)
def test_what_stands_in_the_open_book_is_what_the_command_says(at: At, xlperf: Call, name: str) -> None:
    desk = at(mistaken(name))
    sentence = desk.session.validate()
    (said,) = validated(desk, xlperf)
    agrees(desk, said)
    assert sentence == desk.bench.status()
    assert "\n" not in sentence


def test_what_was_typed_since_saving_counts(at: At, xlperf: Call) -> None:
    desk = at(mistaken("shanxi"))
    desk.session.validate()
    before = desk.rows()
    cell = before[0][1]
    desk.bench.set(FORM, cell, "12345")
    desk.session.validate()
    (said,) = validated(desk, xlperf)
    agrees(desk, said)
    assert desk.rows() != before


def test_correcting_takes_marks_away(at: At, xlperf: Call) -> None:
    desk = at(generated)
    name = desk.book.sheets[0].name
    assert "没有发现问题" in desk.session.validate()
    assert desk.bench.marks() == {}
    actual = _cell_of(desk, "xp_indicator_1_actual")
    desk.bench.set(name, actual, "1000人次")
    assert "错误" in desk.session.validate() or "提醒" in desk.bench.status()
    assert Place(name, *parse_a1(actual)) in desk.bench.marks()
    (said,) = validated(desk, xlperf)
    agrees(desk, said)
    desk.bench.set(name, actual, 1326.0)
    assert "没有发现问题" in desk.session.validate()
    assert desk.bench.marks() == {}
    assert [row[3] for row in desk.lines()] == ["没有发现问题。"]


def _cell_of(desk: Desk, name: str) -> str:
    place = read_grid(Package(desk.path.read_bytes())).place(name)
    assert place is not None
    return place.address


def test_twice_gives_the_same_cells(at: At) -> None:
    desk = at(mistaken("shanxi"))
    desk.session.validate()
    marks, lines, links = desk.bench.marks(), desk.lines(), desk.bench.links(RESULT_SHEET)
    first = desk.saved()
    desk.session.validate()
    assert (desk.bench.marks(), desk.lines(), desk.bench.links(RESULT_SHEET)) == (marks, lines, links)
    second = desk.saved()
    assert [sheet.name for sheet in second.sheets] == [sheet.name for sheet in first.sheets]
    for one, other in zip(first.sheets, second.sheets, strict=True):
        assert other.cells == one.cells
        assert set(other.merges) == set(one.merges)


def test_places_lead_to_their_cells(at: At) -> None:
    desk = at(mistaken("shanxi"))
    desk.session.validate()
    sheet = sheet_now(desk.book, RESULT_SHEET)
    links = desk.bench.links(RESULT_SHEET)
    told = {
        a1(row, 3): sheet.text(row, 3)
        for row in sheet.rows()
        if sheet.text(row, 2) in {one.chinese for one in Severity} and sheet.text(row, 3) != "整份表"
    }
    assert links == {cell: f"'{FORM}'!{address}" for cell, address in told.items()}


def test_file_and_open_book_understand_each_other(at: At, xlperf: Call, tmp_path: Path) -> None:
    """Written live, saved, written into the file, opened again, written live: one set of results, nothing left over."""
    desk = at(mistaken("shanxi"))
    desk.session.validate()
    marks, lines = desk.bench.marks(), desk.lines()
    target = tmp_path / "再校验.xlsx"
    desk.bench.save(target)
    xlperf("validate", target, "--write-back")
    grid = read_grid(Package(target.read_bytes()))
    assert sorted(sheet.name for sheet in grid.sheets) == sorted([FORM, RESULT_SHEET, STAMP_SHEET])
    again = desk.bench.open(target)
    session = Session(again, hands=desk.bench.hands, sleep=lambda seconds: None)
    other = Desk(desk.bench, target, again, session)
    assert (other.bench.marks(), other.lines()) == (marks, lines)
    session.validate()
    assert (other.bench.marks(), other.lines()) == (marks, lines)
    assert _beside(other.saved()) == _beside(grid) != {}
    session.clear()
    assert _beside(other.saved()) == {}


def _beside(grid: Grid) -> dict[tuple[int, int], str]:
    sheet = grid.sheet(FORM)
    assert isinstance(sheet, Sheet)
    return {at: cell.text for at, cell in sheet.cells.items() if cell.text.startswith("系统核算")}


def test_rows_inserted_since_saving_are_followed(at: At, xlperf: Call) -> None:
    desk = at(mistaken("shanxi"))
    desk.session.validate()
    before = _beside(desk.saved())
    desk.bench.insert_row(FORM, 14)
    desk.session.validate()
    (said,) = validated(desk, xlperf)
    agrees(desk, said)
    # the figures beside the form go down with their rows, and stay in their column
    assert _beside(desk.saved()) == {
        (row + (row >= 14), column): text for (row, column), text in before.items()
    }


def test_several_forms_of_one_book(at: At, xlperf: Call) -> None:
    desk = at(lambda path: Path(shutil.copy(_two_forms(path.with_name("两张.xlsx")), path)))
    sentence = desk.session.validate()
    said = validated(desk, xlperf)
    assert len(said) == 2
    assert "2张自评表" in sentence
    marked = {
        Place(form["sheet"], *parse_a1(cell.rpartition("!")[2]))
        for form in said
        for finding in form["findings"]
        for cell in finding["cells"]
        if "!" not in cell
    }
    assert marked <= set(desk.bench.marks())
    assert len(desk.rows()) == sum(len(form["findings"]) for form in said)


def _two_forms(path: Path) -> Path:
    """Two hand-made forms, each on a sheet of its own."""
    first = load(draw(MISTAKEN["shanxi"], path.with_name("一.xlsx")))
    second = load(draw(MISTAKEN["national"], path.with_name("二.xlsx")))
    second.sheets[0].name = "全国表"
    first.sheets.append(second.sheets[0])
    save(first, path)
    return path
