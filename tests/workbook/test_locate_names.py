"""Our own workbooks are read by their names, whatever was inserted, deleted or renamed since."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.handmade import ANNEX_1, PLAIN, FundRow, IndicatorRow
from tests.workbook.grids import table, with_row_deleted, with_row_inserted
from tests.workbook.said import assessed, drawn, located, said
from xlperf.forms import template
from xlperf.layout.workbook import plan_workbook
from xlperf.profiles import profile
from xlperf.projects.project import PlannedFund, PlannedIndicator, Project
from xlperf.workbook.draw import draw
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.names import indicator_name
from xlperf.workbook.package import Package
from xlperf.workbook.place import Area
from xlperf.workbook.stamp import BESIDE_COLUMNS, STAMP_SHEET
from xlperf.workbook.xlsx_grid import read_grid

SHEET = template("shanxi-2022").sheet
PROJECT = Project(
    "P001",
    "培训经费",
    "医保局",
    "医保中心",
    2023,
    goal="办好培训。",
    funds=(
        PlannedFund("市级资金", Decimal(8), Decimal(8), Decimal(8), Decimal(6)),
        PlannedFund("省级资金", Decimal(4), Decimal(4), Decimal(4), Decimal(4)),
    ),
    indicators=(
        PlannedIndicator("产出指标", "数量指标", "培训期数", "≥6期", Decimal(20), actual="7"),
        PlannedIndicator("产出指标", "数量指标", "培训人次", "≥240人次", Decimal(20), actual="252"),
        PlannedIndicator("产出指标", "质量指标", "考核合格率", "≥95%", Decimal(10), actual="97.6%"),
        PlannedIndicator(
            "效益指标",
            "社会效益指标",
            "服务水平",
            "明显提高",
            Decimal(30),
            actual="达成预期指标",
            score=Decimal(28),
        ),
        PlannedIndicator("满意度指标", "服务对象满意度指标", "满意度", "≥95%", Decimal(10), actual="96%"),
    ),
    narratives={"problems": "参训率不高。"},
)
NEW_ROW = {4: "新增指标", 5: "≥3次", 6: "≥3次", 7: "3", 8: "5", 9: "5"}


@cache
def issued() -> Grid:
    """A generated workbook as it was read."""
    plan = plan_workbook(template("shanxi-2022"), profile("national-2020"), PROJECT)
    return read_grid(Package(draw(plan)))


def row_of(number: int) -> int:
    """The sheet row of the indicator of that number."""
    place = issued().place(indicator_name(number, "name"))
    assert place
    return place.row


def with_sheet(grid: Grid, sheet: Sheet) -> Grid:
    """The workbook with this sheet in the place of the one of its name."""
    return Grid(tuple(sheet if old.name == sheet.name else old for old in grid.sheets), grid.names)


def form_sheet() -> Sheet:
    """The sheet of the form."""
    sheet = issued().sheet(SHEET)
    assert sheet
    return sheet


def names_read(grid: Grid) -> list[str]:
    """The indicators' names, all read by defined names."""
    assessment = assessed(grid)
    assert assessment.recognised_by == "names"
    return [indicator.name.text for indicator in assessment.indicators]


ALL = ["培训期数", "培训人次", "考核合格率", "服务水平", "满意度"]


def test_reads_what_was_issued() -> None:
    assessment = assessed(issued())
    assert (assessment.recognised_by, assessment.profile, assessment.project_id) == (
        "names",
        "national-2020",
        "P001",
    )
    assert not assessment.scores_editable
    form = said(assessment)
    assert (form.project_name, form.unit, assessment.year.text) == ("培训经费", "医保中心", "（2023年度）")
    assert form.funds[0] == FundRow("资金总额：", "12", "12", "12", "10", "2", "83.33%", "8.33")
    assert [fund.label for fund in form.funds[1:]] == ["市级资金", "省级资金"]
    assert form.indicators[1] == IndicatorRow(
        "产出指标", "数量指标", "培训人次", "240", "240", "252", "20", "20"
    )
    assert form.narratives["problems"] == "参训率不高。"
    assert assessment.indicators[1].actual.text == "252人次"
    assert (form.total, form.grade) == ("96.33", "优")


def test_sealed_cells_with_their_issued_text() -> None:
    assessment = assessed(issued())
    assert all(entry.text == text for entry, text, _ in assessment.issued)
    assert {"项目名称", "“培训期数”的分值", "“满意度”的年初指标值"} <= {
        label for _, _, label in assessment.issued
    }
    sheet = form_sheet()
    changed = with_sheet(
        issued(), replace(sheet, cells={**sheet.cells, (row_of(2), 8): Cell(Decimal(25), "25")})
    )
    differing = [(e.text, text, label) for e, text, label in assessed(changed).issued if e.text != text]
    assert differing == [("25", "20", "“培训人次”的分值")]


def test_printed_labels_do_not_matter() -> None:
    sheet = form_sheet()
    named = {area.address for owner, area in issued().names.values() if owner == SHEET}
    spoiled = {
        at: cell if Area(*at, *at).address in named else Cell("某", "某") for at, cell in sheet.cells.items()
    }
    assert said(assessed(with_sheet(issued(), replace(sheet, cells=spoiled)))) == said(assessed(issued()))


def test_labels_read_the_same_where_all_names_are_lost() -> None:
    without = Grid(issued().sheets)
    assessment = assessed(without)
    assert (assessment.recognised_by, assessment.project_id) == ("labels", "P001")
    assert said(assessment) == said(assessed(issued()))


@given(st.lists(st.integers(1, 30), max_size=4))
def test_blank_rows_change_nothing(rows: list[int]) -> None:
    grid = issued()
    for row in rows:
        grid = with_row_inserted(grid, SHEET, row)
    assert said(assessed(grid)) == said(assessed(issued()))


def test_row_inserted_between() -> None:
    grid = with_row_inserted(issued(), SHEET, row_of(2), NEW_ROW)
    assert names_read(grid) == ["培训期数", "新增指标", *ALL[1:]]
    new = said(assessed(grid)).indicators[1]
    assert new == IndicatorRow("产出指标", "数量指标", "新增指标", "≥3次", "≥3次", "3", "5", "5")


def test_row_inserted_below_the_last() -> None:
    grid = with_row_inserted(issued(), SHEET, row_of(5) + 1, {2: "满意度指标", 3: "其他", **NEW_ROW})
    assert names_read(grid) == [*ALL, "新增指标"]
    assert said(assessed(grid)).indicators[-1].second_level == "其他"
    assert assessed(grid).total.text == "96.33"


def test_row_inserted_above_the_first() -> None:
    grid = with_row_inserted(issued(), SHEET, row_of(1), {2: "产出指标", 3: "时效指标", **NEW_ROW})
    assert names_read(grid) == ["新增指标", *ALL]


def test_funding_rows_inserted() -> None:
    last = issued().place("xp_fund_2_label")
    assert last
    grid = with_row_inserted(issued(), SHEET, last.row + 1, {2: "其他资金", 6: "1", 7: "0.5"})
    grid = with_row_inserted(grid, SHEET, last.row, {2: "县级资金", 6: "2"})
    sources = assessed(grid).sources
    assert [fund.label.text for fund in sources] == ["市级资金", "县级资金", "省级资金", "其他资金"]
    assert (sources[3].full_year_budget.number, sources[3].executed.number) == (Decimal(1), Decimal("0.5"))
    assert assessed(grid).total_fund.label.text == "资金总额："


def test_deleted_rows_disappear() -> None:
    grid = with_row_deleted(issued(), SHEET, row_of(2))
    assert names_read(grid) == [ALL[0], *ALL[2:]]
    gone = [entry for entry, _, label in assessed(grid).issued if "培训人次" in label]
    assert gone
    assert all(entry.place is None for entry in gone)


def test_first_row_of_a_merged_class_deleted() -> None:
    grid = with_row_deleted(issued(), SHEET, row_of(1))
    assert said(assessed(grid)).indicators[0] == said(assessed(issued())).indicators[1]


def test_emptied_row_is_no_indicator() -> None:
    sheet = form_sheet()
    kept = {at: cell for at, cell in sheet.cells.items() if at[0] != row_of(3) or cell.formula or at[1] < 4}
    assert names_read(with_sheet(issued(), replace(sheet, cells=kept))) == [*ALL[:2], *ALL[3:]]


def test_cells_merged_later_are_read_at_their_anchor() -> None:
    sheet = form_sheet()
    row = row_of(3)
    merged = replace(sheet, merges=(*sheet.merges, Area(row, 9, row, 10)))
    cells = {at: cell for at, cell in sheet.cells.items() if at != (row, 9)}
    grid = with_sheet(issued(), replace(merged, cells={**cells, (row, 9): Cell(Decimal(9), "9")}))
    assert said(assessed(grid)).indicators[2].score == "9"


def test_total_found_by_label_where_its_name_is_lost() -> None:
    names = {name: target for name, target in issued().names.items() if name not in ("xp_total", "xp_grade")}
    assessment = assessed(Grid(issued().sheets, names))
    assert (assessment.recognised_by, assessment.total.text, assessment.grade.text) == (
        "names",
        "96.33",
        "优",
    )


def test_moved_cell_is_read_where_its_column_says() -> None:
    area = Area(row_of(4), 7, row_of(4), 7)
    names = {**issued().names, indicator_name(2, "actual"): (SHEET, area)}
    actual = assessed(Grid(issued().sheets, names)).indicators[1].actual
    assert actual.text == "252人次"


def test_foreign_workbook_with_results_is_read_by_labels(tmp_path: Path) -> None:
    grid = drawn(ANNEX_1, tmp_path, PLAIN)
    stamp = table("format | 1\nxlperf | 0.1.0", sheet=STAMP_SHEET)
    beside = {
        (2, BESIDE_COLUMNS[0]): Cell("Sheet1!L19", "Sheet1!L19"),
        (3, BESIDE_COLUMNS[0]): Cell("坏", "坏!"),
    }
    result = table("项目名称 | 一级指标 | 二级指标 | 三级指标 | 分值 | 得分 | 实际完成值", sheet="校验结果")
    sheet = replace(grid.sheets[0], cells={**grid.sheets[0].cells, (19, 12): Cell("系统核算", "系统核算")})
    names = {
        "xp_marks_error": (STAMP_SHEET, Area(2, 4, 1001, 4)),
        "xp_result_summary": ("校验结果", Area(2, 1, 2, 1)),
    }
    marked = Grid((sheet, result, replace(stamp, cells={**stamp.cells, **beside}, hidden=True)), names)
    form_map = located(marked)
    assert (form_map.recognised_by, form_map.sheet, form_map.right_edge) == ("labels", "Sheet1", 10)
    assert said(assessed(marked)) == ANNEX_1


def test_unknown_template_is_read_by_labels() -> None:
    stamp = issued().sheet(STAMP_SHEET)
    assert stamp
    cells = {
        at: Cell("local-form", "local-form") if cell.text == "shanxi-2022" else cell
        for at, cell in stamp.cells.items()
    }
    assessment = assessed(with_sheet(issued(), replace(stamp, cells=cells)))
    assert (assessment.recognised_by, assessment.template, assessment.profile) == (
        "labels",
        "shanxi-2022",
        "national-2020",
    )
