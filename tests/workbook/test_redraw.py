"""A copy drawn from a grid reads as that grid, and shows what the file showed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.office.package_lint import lint
from tests.workbook.foreign_books import finding, saved
from xlperf.workbook.annotated_copy import altered, annotated_copy
from xlperf.workbook.edits import Edits
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.package import Package
from xlperf.workbook.place import Area, Place
from xlperf.workbook.redraw import redrawn
from xlperf.workbook.xlsx_grid import read_grid


def again(grid: Grid) -> Grid:
    """The grid as read back from its copy."""
    return read_grid(Package(redrawn(grid).data))


def sheet(name: str, **cells: Cell) -> Sheet:
    """A sheet with cells at these addresses."""
    places = {at: Area.parse(at) for at in cells}
    return Sheet(name, {(places[at].top, places[at].left): cell for at, cell in cells.items()})


@pytest.mark.parametrize(
    ("value", "text", "percent"),
    [
        ("8.65", "8.65", False),
        ("8.5", "8.50", False),
        ("2", "≥2台(套)", False),
        ("0.7226", "72.26%", True),
        ("1234567.891", "1,234,567.89", False),
        ("44621", "2022年3月1日", False),
        ("-3", "-3", False),
        ("0.05", '约"5分"', False),
    ],
)
def test_figures_stay_figures_and_show_as_before(value: str, text: str, percent: bool) -> None:
    cell = again(Grid((sheet("表", B2=Cell(Decimal(value), text, percent=percent)),))).sheets[0].cells[2, 2]
    assert (cell.value, cell.text, cell.percent) == (Decimal(value), text.replace('"', "”"), percent)


def test_what_is_no_figure_stays_as_it_shows() -> None:
    cells = {
        "A1": Cell("=1+1", "=1+1"),
        "A2": Cell("007", "007"),
        "A3": Cell(None, "#DIV/0!", "", error="#DIV/0!"),
        "A4": Cell("优", "优", ""),
        "A5": Cell("http://a.b", "http://a.b"),
        "A6": Cell("行一\n行二", "行一\n行二"),
        "A7": Cell(Decimal(12345678901234567890), "12345678901234567890"),
        "A8": Cell("inf", "inf"),
    }
    found = again(Grid((sheet("表", **cells),))).sheets[0]
    assert {place: cell.text for place, cell in found.cells.items()} == {
        (row, 1): cell.text for row, cell in enumerate(cells.values(), 1)
    }
    assert all(cell.formula is None for cell in found.cells.values())


def test_merges_names_and_hidden_sheets_stay() -> None:
    first = Sheet(
        "甲", {(1, 1): Cell("a", "a"), (9, 9): Cell("z", "z")}, (Area(1, 1, 2, 3), Area(5, 5, 5, 6))
    )
    hidden = Sheet("乙", {(1, 1): Cell("b", "b")}, hidden=True)
    names = {
        "xp_total": ("甲", Area(9, 9, 9, 9)),
        "xp_all": ("乙", Area(1, 1, 4, 2)),
        "其他": ("甲", Area(1, 1, 1, 1)),
    }
    found = again(Grid((first, hidden), names))
    assert [(one.name, one.hidden, set(one.merges)) for one in found.sheets] == [
        ("甲", False, set(first.merges)),
        ("乙", True, set()),
    ]
    assert found.names == {name: names[name] for name in ("xp_total", "xp_all")}


def test_overlapping_and_endless_merges_are_left_out(tmp_path: Path) -> None:
    merges = (Area(1, 1, 3, 3), Area(2, 2, 4, 4), Area(1, 8, 1_048_576, 9), Area(7, 7, 7, 7))
    data = redrawn(Grid((Sheet("表", {(1, 1): Cell("a", "a")}, merges),))).data
    assert read_grid(Package(data)).sheets[0].merges == (merges[0],)
    assert lint(saved(tmp_path, data)) == []


def test_sheet_names_that_excel_refuses_are_spelled_so_that_results_still_point_there() -> None:
    long = "很长的工作表名称" * 5
    grid = Grid(
        (
            sheet(long, B2=Cell("a", "a")),
            sheet(long + "二", B2=Cell("b", "b")),
            sheet("a/b:c", A1=Cell("c", "c")),
        )
    )
    names = redrawn(grid).sheets
    assert len({name.casefold() for name in names.values()}) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names.values())
    where = Place(long + "二", 2, 2)
    results = Edits(
        where.sheet,
        "结论。",
        (),
        (finding(),),
        ((where, finding().severity),),
        ((Place(where.sheet, 2, 5), "核算"),),
    )
    copy = read_grid(Package(annotated_copy(grid, [results], "a.ods")))
    target = copy.sheet(names[where.sheet])
    assert target is not None
    assert target.text(2, 5) == "核算"
    assert not altered(annotated_copy(grid, [results], "a.ods"), grid, {where.sheet})


@settings(max_examples=25)
@given(st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 6)), st.text(max_size=30), max_size=12))
def test_any_texts_go_through(texts: dict[tuple[int, int], str]) -> None:
    cells = {place: Cell(text, text) for place, text in texts.items() if text.isprintable() and text}
    found = again(Grid((Sheet("表", cells),))).sheets[0]
    assert {place: cell.text for place, cell in found.cells.items()} == {
        place: cell.text for place, cell in cells.items()
    }
