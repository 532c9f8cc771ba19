"""How one cell is understood, and the year."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.handmade import ANNEX_1, PLAIN, Habits
from tests.handmade.canvas import Rate
from tests.workbook.grids import cell_of, grid_of
from tests.workbook.said import assessed, drawn
from xlperf.forms import FundingBlock, IndicatorsBlock, shipped_templates, template
from xlperf.model import BLANK, Entry
from xlperf.workbook.entry import read_entry
from xlperf.workbook.form_map import FormMap, Unrecognised
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.place import Area, Place
from xlperf.workbook.read import locate_form, read_form

TEMPLATE = template("shanxi-2022")
INDICATORS, FUNDS = TEMPLATE.block(IndicatorsBlock), TEMPLATE.block(FundingBlock)
COLUMNS = INDICATORS.columns if INDICATORS else ()
LABELLED = (*TEMPLATE.field_specs(), *COLUMNS, *(FUNDS.columns if FUNDS else ()))
PLACE = Place("Sheet1", 1, 1)


def entry_of(cell: Cell) -> Entry:
    """The cell read."""
    return read_entry(grid_of(Sheet("Sheet1", {(1, 1): cell})), PLACE)


@pytest.mark.parametrize(
    ("cell", "text", "number", "percent"),
    [
        (Cell(Decimal("8.65"), "8.65"), "8.65", "8.65", False),
        (Cell("8.65", " 8.65 "), "8.65", "8.65", False),
        (Cell("86,500", "86,500"), "86,500", "86500", False),
        (Cell("８．６５", "８．６５"), "８．６５", "8.65", False),
        (Cell("72.26%", "72.26%"), "72.26%", "72.26", True),
        (Cell("72.26 ％", "72.26 ％"), "72.26 ％", "72.26", True),
        (Cell(Decimal("0.7226"), "72.26%", percent=True), "72.26%", "72.26", True),
        (Cell(Decimal("0.7226"), "0.7226"), "0.7226", "0.7226", False),
        (Cell(Decimal(2), "≥2次"), "≥2次", "2", False),
        (Cell(Decimal(12), "12年"), "12年", "12", False),
        (Cell(Decimal(44926), "2022-12-31"), "2022-12-31", None, False),
        (Cell(Decimal(44926), "12月31日"), "12月31日", None, False),
        (Cell("≥2次", "≥2次"), "≥2次", None, False),
        (Cell("8.65万元", "8.65万元"), "8.65万元", None, False),
        (Cell("—", "—"), "—", None, False),
        (Cell(True, "TRUE"), "TRUE", None, False),
        (Cell(None, "", formula="A2"), "", None, False),
    ],
)
def test_cell_as_entry(cell: Cell, text: str, number: str | None, percent: bool) -> None:
    expected = Decimal(number) if number else None
    assert entry_of(cell) == Entry(
        text,
        expected,
        PLACE,
        percent,
        live=cell.formula is not None,
        waiting=cell.formula is not None,
        worded=isinstance(cell.value, str),
    )


def test_a_stored_empty_text_is_no_missing_result() -> None:
    missing, empty = entry_of(Cell(None, "", formula="A2")), entry_of(Cell("", "", formula="A2"))
    assert (missing.waiting, empty.waiting) == (True, False)
    assert missing.blank
    assert empty.blank


def test_error_and_formula_are_told() -> None:
    entry = entry_of(Cell(None, "#DIV/0!", formula="A2/A3", error="#DIV/0!"))
    assert (entry.error, entry.live, entry.number, entry.blank) == ("#DIV/0!", True, None, False)
    assert entry_of(Cell(None, "", formula="A2")).blank


def test_empty_places() -> None:
    grid = grid_of(Sheet("Sheet1", {(1, 1): Cell("甲", "甲")}, (Area(1, 1, 2, 2),)))
    assert read_entry(grid, None) == BLANK
    assert read_entry(grid, Place("没有", 1, 1)) == BLANK
    assert read_entry(grid, Place("Sheet1", 9, 9)) == Entry(place=Place("Sheet1", 9, 9))
    assert read_entry(grid, Place("Sheet1", 2, 2)).text == "甲"


@pytest.mark.parametrize(
    "written",
    [
        "（2022年度）",
        "(2022 年度)",
        "2022年",
        "２０２２年度",
        "2022",
        "二〇二二年度",
        "（ 2022 年度 ）单位：万元",
    ],
)
def test_year_in_its_spellings(written: str, tmp_path: Path) -> None:
    assessment = assessed(drawn(replace(ANNEX_1, year=written), tmp_path, PLAIN))
    assert (assessment.year.number, assessment.year.text) == (Decimal(2022), written)


def test_year_in_the_title(tmp_path: Path) -> None:
    grid = drawn(replace(ANNEX_1, title="2022年度项目支出绩效自评表", year=""), tmp_path, PLAIN)
    assert (assessed(grid).year.number, assessed(grid).title.text) == (
        Decimal(2022),
        "2022年度项目支出绩效自评表",
    )


def test_no_year(tmp_path: Path) -> None:
    assert assessed(drawn(replace(ANNEX_1, year=""), tmp_path, PLAIN)).year == BLANK


@pytest.mark.parametrize(
    ("rate", "number", "percent"),
    [
        ("number", "72.26", False),
        ("text", "72.26", True),
        ("format", "72.26", True),
        ("fraction", "0.7226", False),
    ],
)
def test_execution_rate_as_written(rate: Rate, number: str, percent: bool, tmp_path: Path) -> None:
    entry = assessed(drawn(ANNEX_1, tmp_path, Habits(rate=rate))).total_fund.execution_rate
    assert (entry.number, entry.percent) == (Decimal(number), percent)


WORDS = sorted(
    {label for spec in LABELLED for label in (spec.label, *spec.aliases)}
    | {
        "8.65",
        "100",
        "72.26%",
        "优",
        "≥2次",
        "数量指标",
        "产出指标",
        "其中：",
        "（2022年度）",
        "备注：",
        "小计",
        "",
    }
)
cells = st.dictionaries(
    st.tuples(st.integers(1, 14), st.integers(1, 9)), st.sampled_from(WORDS).map(cell_of), max_size=90
)
areas = st.builds(
    lambda top, left, height, width: Area(top, left, top + height, left + width),
    st.integers(1, 14),
    st.integers(1, 9),
    st.integers(0, 3),
    st.integers(0, 4),
)
names = st.dictionaries(
    st.sampled_from(
        [f"xp_indicator_{row}_{field}" for row in (1, 2) for field in ("name", "actual", "score", "other")]
    )
    | st.sampled_from(
        ["xp_fund_0_executed", "xp_fund_1_label", "xp_fund_7_other", "xp_total", "xp_goal", "xp_year"]
    ),
    st.tuples(st.sampled_from(["Sheet1", "没有"]), areas),
)


@given(cells, st.lists(areas, max_size=8), names)
def test_any_sheet_is_read_or_refused(
    drawn_cells: dict[tuple[int, int], Cell], merges: list[Area], defined: dict[str, tuple[str, Area]]
) -> None:
    header = {(8, column): cell_of(column_.label) for column, column_ in enumerate(COLUMNS, 1)}
    sheet = Sheet("Sheet1", {**drawn_cells, **header}, tuple(merges))
    for names_too in ({}, {"template": "shanxi-2022"}):
        stamp = {(1, 1): cell_of("template"), (1, 2): cell_of(names_too.get("template", ""))}
        grid = Grid((sheet, Sheet("_xlperf", stamp)), defined)
        found = locate_form(grid, shipped_templates())
        if not isinstance(found, Unrecognised):
            read_form(grid, found)


@pytest.mark.parametrize("stored", ["0", "优"])
def test_a_zero_stored_for_a_live_grade_is_no_grade(stored: str) -> None:
    book = Sheet("表", {(1, 1): Cell(cell_of(stored).value, stored, formula='IF(H1="","","优")')})
    found = read_form(Grid((book,)), _grade_only(Place("表", 1, 1))).grade
    assert (found.text, found.waiting) == (("", True) if stored == "0" else ("优", False))


def test_a_zero_typed_for_a_grade_is_read() -> None:
    book = Sheet("表", {(1, 1): cell_of("0")})
    assert read_form(Grid((book,)), _grade_only(Place("表", 1, 1))).grade.text == "0"


def _grade_only(place: Place) -> FormMap:
    return FormMap(
        template=template("national-2020"),
        sheet=place.sheet,
        recognised_by="names",
        confidence=1.0,
        area=Area(1, 1, 1, 1),
        right_edge=1,
        fields={"grade": place},
        total_fund={},
        sources=(),
        indicators=(),
        money_unit="万元",
    )
