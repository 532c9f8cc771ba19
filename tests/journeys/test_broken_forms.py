"""A form that somebody spoiled is still read, or plainly said not to be one; nothing ever breaks down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.handmade import Habits, draw
from tests.journeys.mistaken import MISTAKEN
from xlperf.errors import UnreadableFile
from xlperf.forms import IndicatorsBlock, shipped_templates
from xlperf.validation import Checked, check_opened, results_for
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.open_grid import Opened, open_grid
from xlperf.workbook.place import Area

Mutation = Callable[[Sheet], Sheet]
TEMPLATES = shipped_templates()
WORDS = sorted(
    {column.label for form in TEMPLATES if (block := form.block(IndicatorsBlock)) for column in block.columns}
    | {spec.label for form in TEMPLATES for spec in form.field_specs()}
    | {
        "总分",
        "合计",
        "小计",
        "产出指标",
        "数量指标",
        "≥2次",
        "100",
        "10",
        "95%",
        "—",
        "附表2：评分表",
        "备注",
        "决策",
    }
)


def _moved(
    sheet: Sheet, row_of: Callable[[int], int | None], column_of: Callable[[int], int | None]
) -> Sheet:
    """The sheet with its rows and columns at other places, or gone; merged areas shrink with them."""
    cells = {}
    for (row, column), cell in sheet.cells.items():
        at = row_of(row), column_of(column)
        if at[0] is not None and at[1] is not None:
            cells[at[0], at[1]] = cell
    merges = []
    for area in sheet.merges:
        rows = [to for row in range(area.top, area.bottom + 1) if (to := row_of(row)) is not None]
        columns = [to for column in range(area.left, area.right + 1) if (to := column_of(column)) is not None]
        if rows and columns:
            merges.append(Area(rows[0], columns[0], rows[-1], columns[-1]))
    return replace(sheet, cells=cells, merges=tuple(merges), _area_of={})


def _same(number: int) -> int:
    return number


def _without(number: int) -> Callable[[int], int | None]:
    return lambda at: None if at == number else at - (at > number)


def _opened(number: int) -> Callable[[int], int]:
    return lambda at: at + (at >= number)


def _row_again(sheet: Sheet, row: int) -> Sheet:
    below = _moved(sheet, _opened(row + 1), _same)
    again = {(row + 1, column): cell for (at, column), cell in sheet.cells.items() if at == row}
    return replace(below, cells={**below.cells, **again}, _area_of={})


def _put(sheet: Sheet, row: int, column: int, text: str) -> Sheet:
    cells = {**sheet.cells, (row, column): Cell(text, text)}
    if not text:
        del cells[row, column]
    return replace(sheet, cells=cells, _area_of={})


def _merged(sheet: Sheet, area: Area) -> Sheet:
    rest = tuple(
        one
        for one in sheet.merges
        if one.bottom < area.top or one.top > area.bottom or one.right < area.left or one.left > area.right
    )
    kept = {
        at: cell
        for at, cell in sheet.cells.items()
        if at == (area.top, area.left)
        or not (area.top <= at[0] <= area.bottom and area.left <= at[1] <= area.right)
    }
    return replace(sheet, cells=kept, merges=(*rest, area), _area_of={})


_ROW, _COLUMN = st.integers(1, 50), st.integers(1, 13)
MUTATIONS = st.one_of(
    st.builds(lambda row: lambda sheet: _moved(sheet, _without(row), _same), _ROW),
    st.builds(lambda column: lambda sheet: _moved(sheet, _same, _without(column)), _COLUMN),
    st.builds(lambda row: lambda sheet: _moved(sheet, _opened(row), _same), _ROW),
    st.builds(lambda column: lambda sheet: _moved(sheet, _same, _opened(column)), _COLUMN),
    st.builds(lambda row: lambda sheet: _row_again(sheet, row), _ROW),
    st.builds(
        lambda row, column, text: lambda sheet: _put(sheet, row, column, text),
        _ROW,
        _COLUMN,
        st.sampled_from(["", *WORDS]),
    ),
    st.builds(
        lambda top, left, down, right: (
            lambda sheet: _merged(sheet, Area(top, left, top + down, left + right))
        ),
        _ROW,
        _COLUMN,
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    st.just(lambda sheet: replace(sheet, merges=(), _area_of={})),
)


@pytest.fixture(scope="module")
def grids(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Grid]:
    path = tmp_path_factory.mktemp("broken") / "a.xlsx"
    habits = {"xiaogan_report": Habits(tables="sheets"), "national": Habits(head_apart=True)}
    return {
        name: open_grid(draw(form, path, habits.get(name, Habits())).read_bytes()).grid
        for name, form in MISTAKEN.items()
    }


def _is_read_or_refused(grid: Grid) -> bool:
    """It is read as a form, whose results can be written; refused otherwise, saying so."""
    forms: tuple[Checked, ...] = ()
    refused: UnreadableFile | None = None
    try:
        forms = check_opened(Path("a.xlsx"), b"", Opened(grid, True), TEMPLATES, None)
    except UnreadableFile as error:
        refused = error
    assert bool(forms) == (refused is None)
    assert refused is None or (refused.code, str(refused)[:9]) == ("XP903", "没有认出绩效自评表")
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    for form in forms:
        for place in form.form_map.places():
            assert sheets[place.sheet].anchor(place.row, place.column) == (place.row, place.column)
        assert len(results_for(form).findings) == len(form.findings)
    return refused is None


@pytest.mark.parametrize("name", MISTAKEN)
@settings(max_examples=15)
@given(mutations=st.lists(MUTATIONS, min_size=1, max_size=5), number=st.integers(0, 1))
def test_a_spoilt_form_is_read_or_refused(
    grids: Mapping[str, Grid], name: str, mutations: list[Mutation], number: int
) -> None:
    sheets = list(grids[name].sheets)
    number %= len(sheets)
    sheets[number] = reduce(lambda sheet, mutation: mutation(sheet), mutations, sheets[number])
    _is_read_or_refused(Grid(tuple(sheets)))


@settings(max_examples=150)
@given(
    cells=st.dictionaries(
        st.tuples(st.integers(1, 12), st.integers(1, 8)), st.sampled_from(WORDS), max_size=60
    ),
    areas=st.lists(
        st.builds(
            lambda r, c, d, w: Area(r, c, r + d, c + w), _ROW, _COLUMN, st.integers(0, 3), st.integers(0, 3)
        ),
        max_size=4,
    ),
)
def test_a_grid_of_any_labels_is_read_or_refused(
    cells: dict[tuple[int, int], str], areas: list[Area]
) -> None:
    sheet = Sheet("Sheet1", {at: Cell(text, text) for at, text in cells.items()})
    _is_read_or_refused(Grid((reduce(_merged, areas, sheet),)))


# 孝感's bare table needs its title and its total too, the form without indicators both rows of its class scores
MOST_NEEDED = {"xiaogan": 3, "fiscal": 2}


@pytest.mark.parametrize("name", [name for name in MISTAKEN if not name.endswith("_report")])
def test_a_form_that_lost_a_row_is_a_form(grids: Mapping[str, Grid], name: str) -> None:
    """Any row but the header of its table."""
    first, *others = grids[name].sheets
    last = max(row for row, _ in first.cells)
    refused = [
        row
        for row in range(1, last + 1)
        if not _is_read_or_refused(Grid((_moved(first, _without(row), _same), *others)))
    ]
    assert len(refused) <= MOST_NEEDED.get(name, 1)
