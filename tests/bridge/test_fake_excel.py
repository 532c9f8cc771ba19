"""The tests' own Excel hands things over as the real one does."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import xlwings as xw

from tests.bridge.fake_book import FakeCell, load
from tests.bridge.fake_excel import book, engine
from tests.bridge.fake_program import HANDS, FakeProgram, com_error
from tests.bridge.fake_save import save
from tests.handmade import draw
from tests.journeys.mistaken import MISTAKEN
from xlperf.bridge.session import Session
from xlperf.workbook.package import Package
from xlperf.workbook.place import Area
from xlperf.workbook.xlsx_grid import read_grid


@pytest.fixture
def program() -> FakeProgram:
    return FakeProgram()


@pytest.fixture
def sheet(program: FakeProgram, tmp_path: Path) -> xw.Sheet:
    return book(program, draw(MISTAKEN["shanxi"], tmp_path / "a.xlsx")).sheets["Sheet1"]


@pytest.mark.parametrize(
    ("cell", "value", "formula"),
    [
        (FakeCell(None), None, ""),
        (FakeCell(3.0), 3.0, "3"),
        (FakeCell(True), True, "TRUE"),
        (FakeCell("#DIV/0!", "=1/0"), -2146826281, "=1/0"),
        (FakeCell(1.23456789, "", "¥0.00"), Decimal("1.2346"), "1.23456789"),
        (FakeCell("", "=A9"), "", "=A9"),
        (FakeCell("0012"), "0012", "0012"),
    ],
)
def test_one_cell_is_a_bare_value_and_several_are_tuples(
    program: FakeProgram, sheet: xw.Sheet, cell: FakeCell, value: object, formula: str
) -> None:
    program.books["a.xlsx"].sheets[0].cells[60, 1] = cell
    assert (sheet.range("A60").raw_value, sheet.range("A60").formula) == (value, formula)
    assert sheet.range("A60:B61").raw_value == ((value, None), (None, None))


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", 12.0), ("'12", "12"), ("5%", 0.05), ("=1+1", 0.0), ("≥2次", "≥2次"), ("", None), (7, 7.0)],
)
def test_what_is_typed_is_converted(sheet: xw.Sheet, typed: object, value: object) -> None:
    sheet.range("A60").raw_value = typed
    assert sheet.range("A60").raw_value == value


def test_hidden_cells_of_a_merged_one_take_and_show_nothing(program: FakeProgram, sheet: xw.Sheet) -> None:
    state = program.books["a.xlsx"].sheets[0]
    state.merges.append(Area(60, 1, 61, 2))
    sheet.range("A60").raw_value = "左上"
    sheet.range("B61").raw_value = "看不见"
    assert sheet.range("A60:B61").raw_value == (("左上", None), (None, None))


def test_locked_cells_refuse(program: FakeProgram, sheet: xw.Sheet) -> None:
    program.books["a.xlsx"].sheets[0].password = ""
    with pytest.raises(com_error):
        sheet.range("A60").raw_value = 1


def test_a_file_saved_and_read_again_says_the_same(tmp_path: Path) -> None:
    path = draw(MISTAKEN["xiaogan"], tmp_path / "a.xlsx")
    before = read_grid(Package(path.read_bytes()))
    save(load(path), tmp_path / "b.xlsx")
    after = read_grid(Package((tmp_path / "b.xlsx").read_bytes()))
    for one, other in zip(before.sheets, after.sheets, strict=True):
        assert other.cells == one.cells
        assert set(other.merges) == set(one.merges)


def test_it_works_as_an_engine_of_xlwings(
    program: FakeProgram, sheet: xw.Sheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xw.engines, "engines", [])
    monkeypatch.setattr(xw.engines, "engines_by_name", {})
    xw.engines.add(engine(program))
    app = xw.engines["fake"].apps.active
    assert app is not None
    assert "校验完成" in Session(app.books["a.xlsx"], hands=HANDS).validate()
