"""校验结果 in an open book: rows moved since it was saved, notes in between, results that shrink and grow."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bridge.benches import FakeBench, sheet_now
from tests.handmade import draw
from tests.journeys.clean_form import PROFILE, PROJECT
from tests.journeys.mistaken import MISTAKEN
from xlperf.bridge.session import Session
from xlperf.errors import XlperfError
from xlperf.forms import template
from xlperf.layout.workbook import plan_workbook
from xlperf.workbook.draw import draw as draw_plan
from xlperf.workbook.package import Package
from xlperf.workbook.place import a1
from xlperf.workbook.stamp import RESULT_NAMES, RESULT_SHEET
from xlperf.workbook.xlsx_grid import read_grid


class Desk:
    """A form open in a program."""

    def __init__(self, path: Path) -> None:
        self.bench, self.path = FakeBench(), path
        self.open()

    def open(self) -> None:
        """Open the file as it is."""
        self.book = self.bench.open(self.path)
        self.session = Session(self.book, hands=self.bench.hands)

    def again(self) -> None:
        """Save, and open what was saved."""
        target = self.path.with_name("saved.xlsx")
        self.bench.save(target)
        shutil.move(target, self.path)
        self.open()

    def texts(self) -> dict[str, str]:
        """Every cell of 校验结果 that says something."""
        sheet = sheet_now(self.book, RESULT_SHEET)
        return {a1(*at): cell.text for at, cell in sheet.cells.items() if cell.text}

    def column(self, letter: str) -> list[str]:
        """What one column says, from top to bottom."""
        return [text for cell, text in sorted(self.texts().items(), key=_row) if cell[0] == letter]


def _row(item: tuple[str, str]) -> int:
    return int(item[0][1:])


def validated(path: Path) -> Desk:
    """The form validated, saved, and opened again."""
    desk = Desk(path)
    desk.session.validate()
    desk.again()
    return desk


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form with its results in it."""
    return validated(draw(MISTAKEN["shanxi"], tmp_path_factory.mktemp("校验过") / "自评表.xlsx")).path


@pytest.fixture
def desk(form: Path, tmp_path: Path) -> Desk:
    return Desk(Path(shutil.copy(form, tmp_path / "自评表.xlsx")))


@pytest.mark.parametrize("row", [1, 2, 3, 4, 7, 11, 12, 13])
def test_rows_inserted_are_followed(desk: Desk, row: int) -> None:
    before = desk.column("D")
    desk.bench.insert_row(RESULT_SHEET, row)
    desk.session.validate()
    assert desk.column("D") == before
    desk.again()
    grid = read_grid(Package(desk.path.read_bytes()))
    findings = grid.place(RESULT_NAMES[2])
    assert findings is not None
    sheet = grid.sheet(RESULT_SHEET)
    assert sheet is not None
    assert sheet.text(findings.row, 1) in ("1", "")
    desk.session.validate()
    assert desk.column("D") == before


def test_notes_between_findings_stay_where_they_are(desk: Desk) -> None:
    before = desk.column("D")
    desk.bench.insert_row(RESULT_SHEET, 14)
    desk.bench.set(RESULT_SHEET, "D14", "备注：先改这两条")
    desk.session.validate()
    assert desk.texts()["D14"] == "备注：先改这两条"
    assert [text for text in desk.column("D") if not text.startswith("备注")] == before
    desk.session.clear()
    assert desk.texts()["D14"] == "备注：先改这两条"


def test_fewer_findings_leave_nothing_behind(desk: Desk) -> None:
    rows, links = len(desk.column("F")), len(desk.bench.links(RESULT_SHEET))
    for cell in list(desk.bench.links(RESULT_SHEET).values())[:6]:
        desk.bench.set("Sheet1", cell.rpartition("!")[2], None)
    desk.session.validate()
    numbers = [text for cell, text in sorted(desk.texts().items(), key=_row) if cell[0] == "A"]
    counted = [text for text in numbers if text.isdecimal()]
    assert counted == [str(number) for number in range(1, len(counted) + 1)]
    assert (len(desk.column("F")), len(desk.bench.links(RESULT_SHEET))) != (rows, links)
    sheet = desk.bench.state.sheet(RESULT_SHEET)
    assert sheet is not None
    empty = [at for at, cell in sheet.cells.items() if at[0] > 11 and cell.value is None]
    filled = {row for row, _ in (at for at, cell in sheet.cells.items() if cell.value is not None)}
    assert {sheet.cells[at].look for at in empty if at[0] not in filled} <= {"plain", ""}


def test_headings_that_were_changed_ask_to_save(desk: Desk) -> None:
    desk.bench.set(RESULT_SHEET, "C11", "哪里")
    with pytest.raises(XlperfError, match="请先保存"):
        desk.session.validate()


def test_looks_are_put_on_after_links_which_change_them(desk: Desk) -> None:
    desk.session.validate()
    sheet = desk.bench.state.sheet(RESULT_SHEET)
    assert sheet is not None
    looks = {at: cell.look for at, cell in sheet.cells.items() if at in sheet.links}
    assert looks
    assert set(looks.values()) == {"link"}


def test_our_own_sheet_is_used_as_it_was_drawn(tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    path.write_bytes(draw_plan(plan_workbook(template("shanxi-2022"), PROFILE, PROJECT)))
    names = [sheet.name for sheet in read_grid(Package(path.read_bytes())).sheets]
    desk = validated(path)
    desk.session.validate()
    assert [sheet.name for sheet in desk.bench.state.sheets] == names
    assert desk.texts()["A1"] == RESULT_SHEET
    assert desk.texts()["D12"] == "没有发现问题。"
    desk.session.clear()
    # emptied, the table of comparisons is whole and the place of the first finding still looks like a link
    sheet = desk.bench.state.sheet(RESULT_SHEET)
    assert sheet is not None
    assert sheet.cells[12, 3].look == "link"
    assert {(area.left, area.right) for area in sheet.merges if 4 <= area.top <= 9} == {(1, 3)}
    assert sum(4 <= area.top <= 9 for area in sheet.merges) == 6
