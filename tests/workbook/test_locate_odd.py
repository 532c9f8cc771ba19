"""Odd sheets: labels anywhere, merges of any kind, many rows. Nothing is raised, and nothing takes long."""

from __future__ import annotations

import sys
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.handmade import KIND_FORMS, PLAIN
from tests.workbook.said import drawn
from xlperf.forms import shipped_templates
from xlperf.workbook.form_map import Unrecognised
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.place import Area
from xlperf.workbook.read import locate_form, locate_forms, read_form

WORDS = [
    *[
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
        "实际完成值",
        "分值",
        "得分",
        "得分率",
        "扣分",
        "评分细则",
        "偏差原因",
        "备注",
        "说明",
        "合计",
        "小计",
        "总分",
    ],
    *[
        "项目名称",
        "主管部门",
        "实施单位",
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "执行率",
        "年度资金总额",
        "年度总体目标",
        "预期目标",
        "实际完成情况",
    ],
    *[
        "绩效自评表",
        "附表1",
        "2023年度",
        "决策",
        "过程",
        "指标1：",
        "……",
        "产出指标(50分)",
        "预算执行率",
        "≥90%",
        "分配科学性",
        "等级",
        "优",
        "存在的问题",
    ],
    "项目名称：甲",
    "总分：98",
]
texts = st.sampled_from(WORDS).map(lambda text: Cell(text, text))
numbers = st.integers(-5, 100).map(lambda number: Cell(Decimal(number), str(number)))
odd = st.sampled_from(
    [Cell(None, "", formula="A1"), Cell(None, "#DIV/0!", formula="1/0", error="#DIV/0!"), Cell(True, "TRUE")]
)
areas = st.tuples(st.integers(1, 12), st.integers(1, 8), st.integers(0, 3), st.integers(0, 3)).map(
    lambda at: Area(at[0], at[1], at[0] + at[2], at[1] + at[3])
)
sheets = st.builds(
    Sheet,
    name=st.sampled_from(["甲", "乙", "丙"]),
    cells=st.dictionaries(
        st.tuples(st.integers(1, 14), st.integers(1, 9)), st.one_of(texts, texts, numbers, odd), max_size=60
    ),
    merges=st.lists(areas, max_size=6).map(tuple),
    hidden=st.booleans(),
)
grids = st.lists(sheets, max_size=3, unique_by=lambda sheet: sheet.name).map(lambda found: Grid(tuple(found)))


@given(grid=grids)
def test_nothing_is_raised(grid: Grid) -> None:
    forms = locate_forms(grid, shipped_templates())
    for form_map in forms:
        assessment = read_form(grid, form_map)
        assert len(assessment.indicators) == len(form_map.indicators)
        assert 0 <= form_map.confidence <= 1
    assert isinstance(locate_form(grid, shipped_templates()), Unrecognised) == (not forms)


@given(
    kind=st.sampled_from(list(KIND_FORMS)),
    deleted=st.frozensets(st.integers(1, 30), max_size=4),
    added=st.dictionaries(
        st.tuples(st.integers(1, 30), st.integers(1, 12)), st.one_of(texts, numbers, odd), max_size=5
    ),
    merges=st.lists(areas, max_size=3).map(tuple),
)
def test_spoilt_forms_raise_nothing(
    kind: str,
    deleted: frozenset[int],
    added: dict[tuple[int, int], Cell],
    merges: tuple[Area, ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    sheet = drawn(KIND_FORMS[kind], tmp_path_factory.getbasetemp(), PLAIN).sheets[0]
    cells = {at: cell for at, cell in sheet.cells.items() if at[0] not in deleted}
    grid = Grid((Sheet(sheet.name, {**cells, **added}, (*sheet.merges, *merges)),))
    for form_map in locate_forms(grid, shipped_templates()):
        assert len(read_form(grid, form_map).indicators) == len(form_map.indicators)


HEADER = ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值", "分值", "得分", "偏差原因"]


def steps(rows: int, every: int) -> int:
    """How many functions are called for a sheet with the header in each row that ``every`` divides, and a total before it."""
    cells = {}
    for row in range(1, rows + 1):
        own = HEADER if row % every == 1 else ["合计"] if row % every == 0 else [f"{row}项"] * 4 + ["5"] * 3
        cells.update({(row, column): Cell(text, text) for column, text in enumerate(own, 1)})
    grid, templates = Grid((Sheet("表", cells),)), shipped_templates()
    called: Counter[str] = Counter()
    before = sys.getprofile()
    # a clock would tell of the machine and its load
    sys.setprofile(lambda frame, event, argument: called.update((event,)))
    try:
        locate_forms(grid, templates)
    finally:
        sys.setprofile(before)
    return called.total()


def test_cost_grows_with_the_rows_only() -> None:
    # four times the rows: sixteen times as many would be quadratic
    steps(120, 10)
    assert 100 < steps(480, 10) < 9 * steps(120, 10)
