"""Books as they come: odd names, formats that change what is typed, sheets gone, errors in cells, copies of ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bridge.benches import FakeBench
from tests.bridge.fake_book import ERRORS, FakeCell, FakeSheet, load
from tests.bridge.fake_save import save
from tests.handmade import draw
from tests.journeys.conftest import Call
from tests.journeys.mistaken import MISTAKEN
from xlperf.bridge.session import Session
from xlperf.workbook.package import Package
from xlperf.workbook.place import Area, Place, parse_a1
from xlperf.workbook.stamp import COPY_COLUMN, RESULT_SHEET, STAMP_SHEET
from xlperf.workbook.xlsx_grid import read_grid

FORM = "Sheet1"


class Desk:
    """A hand-made form in the tests' Excel."""

    def __init__(self, path: Path) -> None:
        self.bench, self.path = FakeBench(), path
        self.session = Session(self.bench.open(path), hands=self.bench.hands)

    def sheet(self, name: str = FORM) -> FakeSheet:
        """A sheet of the open book."""
        found = self.bench.state.sheet(name)
        assert found is not None, name
        return found

    def messages(self) -> list[tuple[object, object]]:
        """Place and message of every finding that 校验结果 shows."""
        cells = self.sheet(RESULT_SHEET).cells
        rows = sorted(row for row, column in cells if column == 2 and row > 11)
        said = [(cells[row, 3].value, cells[row, 4].value) for row in rows]
        return [one for one in said if one != (None, None)]

    def said(self, xlperf: Call) -> list[tuple[object, object]]:
        """The same as the command says of the book once it is saved."""
        target = self.path.with_name("said.xlsx")
        self.bench.save(target)
        _, out, _ = xlperf("validate", target, "--format", "json")
        (form,) = json.loads(out)["files"]
        return [(one["cell"] or "整份表", one["message"]) for one in form["findings"]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(draw(MISTAKEN["annex_3"], tmp_path / "自评表.xlsx"))


def reopened(desk: Desk) -> Desk:
    """The book saved and opened again."""
    desk.bench.save(desk.path)
    return Desk(desk.path)


@pytest.mark.parametrize("kind", sorted(MISTAKEN))
def test_every_kind_of_form(tmp_path: Path, xlperf: Call, kind: str) -> None:
    desk = Desk(draw(MISTAKEN[kind], tmp_path / "自评表.xlsx"))
    for again in range(2):
        desk.session.validate()
        assert desk.messages() == desk.said(xlperf), again


def test_a_text_in_a_cell_for_percentages_is_not_made_a_number(desk: Desk) -> None:
    """Excel would show 170.3% for it."""
    cell = desk.sheet().cell(7, 7)
    cell.value, cell.number_format = "1.703", "0.00%"
    desk = reopened(desk)
    desk.session.normalise()
    assert desk.sheet().cells[7, 7].value == "1.703"
    assert "统一了" in desk.bench.status()


def test_what_stands_beside_the_form_is_never_written_over(desk: Desk) -> None:
    place = next(place for place in _beside(desk))
    clean = Desk(draw(MISTAKEN["annex_3"], desk.path.with_name("again.xlsx")))
    clean.bench.set(FORM, place.address, "张三复核")
    clean.session.validate()
    clean.session.clear()
    assert clean.sheet().cells[place.row, place.column].value == "张三复核"


def _beside(desk: Desk) -> list[Place]:
    desk.session.validate()
    return [
        Place(FORM, *at)
        for at, cell in desk.sheet().cells.items()
        if str(cell.value).startswith(("系统核算", "总分：", "预算执行率："))
    ]


@pytest.mark.parametrize("name", ["自评 表'1", "a~b~", "2021年度", "表!甲", '"引号"', "Sheet1 (2)"])
def test_whatever_the_sheet_is_called(tmp_path: Path, xlperf: Call, name: str) -> None:
    path = draw(MISTAKEN["annex_3"], tmp_path / "a.xlsx")
    state = load(path)
    state.sheets[0].name = state.active = name
    save(state, path)
    desk = Desk(path)
    desk.session.validate()
    assert desk.messages() == desk.said(xlperf)
    assert {place.sheet for place in desk.bench.marks()} == {name}
    assert "第1处" in desk.session.next_problem()
    assert desk.bench.state.active == name


@pytest.mark.parametrize("value", [*ERRORS, True, False, "'=1+1", "　 ", 1e20, -0.0])
def test_whatever_stands_in_a_cell(desk: Desk, xlperf: Call, value: float | str | bool) -> None:
    for address in ("G7", "G12", "I13"):
        cell = desk.sheet().cell(*parse_a1(address))
        cell.value, cell.formula = value.removeprefix("'") if isinstance(value, str) else value, ""
    desk.session.validate()
    assert desk.messages() == desk.said(xlperf)


def test_sheets_of_ours_that_somebody_deleted_come_back(desk: Desk, xlperf: Call) -> None:
    desk.session.validate()
    marks = desk.bench.marks()
    desk = reopened(desk)
    for gone in ((RESULT_SHEET,), (STAMP_SHEET,), (RESULT_SHEET, STAMP_SHEET)):
        desk.bench.state.sheets = [one for one in desk.bench.state.sheets if one.name not in gone]
        desk.session.validate()
        assert {one.name for one in desk.bench.state.sheets} == {FORM, RESULT_SHEET, STAMP_SHEET}
        assert desk.bench.marks() == marks
        assert desk.messages() == desk.said(xlperf)


def test_a_result_sheet_that_was_renamed_and_saved_is_still_ours(desk: Desk) -> None:
    desk.session.validate()
    desk.sheet(RESULT_SHEET).name = "结果（存档）"
    for name, refers in desk.bench.state.names.items():
        desk.bench.state.names[name] = refers.replace(f"'{RESULT_SHEET}'", "'结果（存档）'")
    desk = reopened(desk)
    desk.session.validate()
    assert {one.name for one in desk.bench.state.sheets} == {FORM, "结果（存档）", STAMP_SHEET}


def test_a_copy_of_ours_that_is_worked_in_is_none_any_more(desk: Desk, xlperf: Call, tmp_path: Path) -> None:
    xlperf("validate", desk.path, "-o", tmp_path / "copies")
    copy = tmp_path / "copies" / desk.path.name
    stamp = read_grid(Package(copy.read_bytes())).sheet(STAMP_SHEET)
    assert stamp is not None
    assert any(column == COPY_COLUMN for _, column in stamp.cells)
    opened = Desk(copy)
    opened.session.validate()
    cells = opened.sheet(STAMP_SHEET).cells.items()
    assert not [cell for (_, column), cell in cells if column == COPY_COLUMN and cell.value]


def test_notes_merged_over_rows_of_results_stay(desk: Desk) -> None:
    desk.session.validate()
    results = desk.sheet(RESULT_SHEET)
    last = max(row for row, _ in results.cells)
    results.cells[last + 1, 1] = FakeCell("以上由财务科核对")
    merged = Area(last + 1, 1, last + 3, 6)
    results.merges.append(merged)
    desk = reopened(desk)
    desk.bench.set(FORM, "G12", None)
    desk.bench.set(FORM, "G13", None)
    desk.bench.set(FORM, "G17", None)
    desk.session.validate()
    desk.session.clear()
    desk.session.validate()
    results = desk.sheet(RESULT_SHEET)
    assert results.cells[last + 1, 1].value == "以上由财务科核对"
    assert merged in results.merges


def test_a_form_cleared_after_saving_says_to_save(desk: Desk) -> None:
    for address in ("A11", "B11", "C11", "D11", "E11", "F11", "G11", "H11", "I11", "J11"):
        desk.bench.set(FORM, address, None)
    with pytest.raises(Exception, match="请先保存"):
        desk.session.validate()
