"""Tables of purchases are read beside every kind of form, wherever they stand, and disturb no form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from tests.documents import draw_tables
from tests.handmade import ANNEX_1, CLEAN, KIND_FORMS, NATIONAL, Form, Habits, draw, draw_all
from tests.journeys.clean_form import clean_grid
from tests.workbook.grids import table
from xlperf.forms import shipped_templates
from xlperf.model import Assessment, Purchase
from xlperf.validation import Checked, check_file
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.locate_labels import locate_all_by_labels
from xlperf.workbook.locate_purchases import purchase_tables
from xlperf.workbook.package import Package
from xlperf.workbook.place import Area
from xlperf.workbook.read import locate_form, locate_forms, read_form
from xlperf.workbook.xlsx_grid import read_grid

TEMPLATES = shipped_templates()
FORMS: dict[str, Form] = {"xinzhou": CLEAN, "annex": ANNEX_1, **KIND_FORMS}
PURCHASES = """
    2023年度政府采购情况表
    序号 | 项目名称 | 年初预算金额（元） | 实际执行金额（元） | 采购方式 | 中标单位 | 成交金额（万元）
    1 | 培训场地租赁 | 40000 | 39000 | 自行采购 | 示例市会议中心 | 3.9
    2 | 业务系统运维（续签） | 180000 | 180000 | 单一来源 | 示例市信息公司 | 18
    合计 | | 220000 | 219000 | / | / | 21.9
"""
SAID = [
    ("培训场地租赁", "自行采购", ["40000元", "39000元", "3.9万元"]),
    ("业务系统运维（续签）", "单一来源", ["180000元", "180000元", "18万元"]),
]
GAP = 2


def grid_of(form: Form, path: Path) -> Grid:
    return read_grid(Package(draw(form, path / "表.xlsx").read_bytes()))


def stacked(upper: Sheet, lower: Sheet, gap: int = GAP) -> Sheet:
    """The second below the first, on the first one's sheet or the second's, whichever has a real name."""
    down = max(row for row, _ in upper.cells) + gap
    cells = {**upper.cells, **{(row + down, column): cell for (row, column), cell in lower.cells.items()}}
    areas = (Area(one.top + down, one.left, one.bottom + down, one.right) for one in lower.merges)
    return Sheet("Sheet1", cells, (*upper.merges, *areas))


def assessments(grid: Grid) -> list[Assessment]:
    return [read_form(grid, form) for form in locate_forms(grid, TEMPLATES)]


def told(purchases: tuple[Purchase, ...]) -> list[tuple[str, str, list[str]]]:
    return [
        (one.item.text, one.method.text, [f"{entry.text}{unit}" for entry, unit in one.amounts])
        for one in purchases
    ]


def words(value: object) -> Iterator[str]:
    """Every text of a form, in order."""
    if isinstance(value, tuple):
        for one in value:
            yield from words(one)
    elif hasattr(value, "text"):
        yield value.text
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from words(getattr(value, name))


@pytest.mark.parametrize("kind", FORMS)
def test_on_a_sheet_of_its_own(kind: str, tmp_path: Path) -> None:
    grid = grid_of(FORMS[kind], tmp_path)
    alone = assessments(grid)
    beside = assessments(Grid((*grid.sheets, table(PURCHASES, "采购")), grid.names))
    before = assessments(Grid((table(PURCHASES, "采购"), *grid.sheets), grid.names))
    for found in (beside, before):
        assert [told(one.purchases) for one in found] == [SAID for _ in alone]
        assert [replace(one, purchases=()) for one in found] == alone


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("gap", [0, GAP])
def test_below_the_form(kind: str, gap: int, tmp_path: Path) -> None:
    grid = grid_of(FORMS[kind], tmp_path)
    (alone,) = assessments(grid)
    (below,) = assessments(Grid((stacked(grid.sheets[0], table(PURCHASES), gap), *grid.sheets[1:])))
    assert told(below.purchases) == SAID
    assert replace(below, purchases=()) == alone


@pytest.mark.parametrize("kind", FORMS)
def test_above_the_form(kind: str, tmp_path: Path) -> None:
    grid = grid_of(FORMS[kind], tmp_path)
    (alone,) = assessments(grid)
    (below,) = assessments(Grid((stacked(table(PURCHASES), grid.sheets[0]), *grid.sheets[1:])))
    assert told(below.purchases) == SAID
    assert list(words(replace(below, purchases=())))[3:] == list(words(alone))[3:]


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("first", [False, True])
def test_in_a_document(kind: str, first: bool, tmp_path: Path) -> None:
    sheet = grid_of(FORMS[kind], tmp_path).sheets[0]
    rows = [[cell.strip() for cell in line.split("|")] for line in PURCHASES.strip().splitlines()[1:]]
    alone = draw_tables(tmp_path / "单.docx", sheet)
    title, path = "2023年度政府采购情况表", tmp_path / "表.docx"
    draw_tables(path, title, rows, "表2", sheet) if first else draw_tables(path, sheet, title, rows)
    (without,), (found,) = check_file(alone, TEMPLATES), check_file(path, TEMPLATES)
    assert isinstance(found, Checked)
    assert isinstance(without, Checked)
    assert told(found.assessment.purchases) == SAID
    assert found.lookalikes == ()
    assert list(words(replace(found.assessment, purchases=()))) == list(words(without.assessment))


def test_a_table_of_purchases_is_no_form() -> None:
    grid = Grid((table(PURCHASES, "采购"),))
    assert locate_all_by_labels(grid, TEMPLATES) == ()
    assert not hasattr(locate_form(grid, TEMPLATES), "purchases")


def only(text: str) -> list[tuple[str, str, list[str]]]:
    """What a sheet with a form's name and this table tells of purchases."""
    (rows,) = (found.rows for found in purchase_tables(Grid((table(text, "采购"),))))
    sheet = table(text, "采购")
    return [
        (
            sheet.text(row.item.row, row.item.column),
            sheet.text(row.method.row, row.method.column),
            [f"{sheet.text(place.row, place.column)}{unit}" for place, unit in row.amounts],
        )
        for row in rows
    ]


@pytest.mark.parametrize(
    "method",
    ["采购方式", "采 购 方 式", "政府采购方式", "采购形式", "采购方式（公开招标/询价等）", "采购组织形式"],
)
@pytest.mark.parametrize(
    "item", ["项目名称", "采购内容", "采购项目", "采购品目", "品目名称", "名称", "标的名称"]
)
def test_headings_that_offices_print(method: str, item: str) -> None:
    assert only(f"{item} | {method} | 合同金额\n会议室音响 | 单一来源采购 | 5.2") == [
        ("会议室音响", "单一来源采购", ["5.2None"])
    ]


def test_what_was_bought_comes_before_the_project_it_was_bought_for() -> None:
    text = "项目名称 | 采购内容 | 采购方式\n业务经费 | 会议室音响 | 询价"
    assert only(text) == [("会议室音响", "询价", [])]


def test_the_method_comes_before_the_form_of_organisation() -> None:
    text = "采购内容 | 采购组织形式 | 采购方式\n会议室音响 | 集中采购 | 询价"
    assert only(text) == [("会议室音响", "询价", [])]


def test_unit_prices_and_rates_are_no_amounts() -> None:
    text = (
        "采购内容 | 采购方式 | 单价 | 中标价（万元） | 节约率 | 数量\n会议室音响 | 询价 | 100 | 5.2 | 3 | 520"
    )
    assert only(text) == [("会议室音响", "询价", ["5.2万元"])]


def test_the_unit_of_money_stands_above() -> None:
    text = "政府采购表\n | | 单位：万元\n采购内容 | 采购方式 | 合同金额\n会议室音响 | 询价 | 5.2"
    assert only(text) == [("会议室音响", "询价", ["5.2万元"])]


def test_a_header_of_two_rows() -> None:
    sheet = Sheet(
        "采购",
        table(
            "序号 | 采购内容 | 金额 | | 采购方式\n | | 预算金额（元） | 合同金额（元）\n1 | 会议室音响 | 60000 | 52000 | 询价"
        ).cells,
        (Area(1, 1, 2, 1), Area(1, 2, 2, 2), Area(1, 3, 1, 4), Area(1, 5, 2, 5)),
    )
    (found,) = purchase_tables(Grid((sheet,)))
    assert [[place.address for place, _ in row.amounts] for row in found.rows] == [["C3", "D3"]]


def test_rows_without_a_method_and_totals_are_left_out() -> None:
    text = """
        采购内容 | 采购方式 | 合同金额
        会议室音响 | 询价 | 5.2
        小计 | / | 5.2
        办公椅 | 见合同 | 1
        空调 | 电子卖场 | 2
        合计 | / | 8.2
    """
    assert [row[0] for row in only(text)] == ["会议室音响", "空调"]


def test_a_header_repeated_on_the_next_page_begins_the_table_anew() -> None:
    text = """
        采购内容 | 采购方式
        会议室音响 | 询价

        采购内容 | 采购方式
        空调 | 电子卖场
    """
    lines = [line for line in text.splitlines() if line.strip()]
    found = purchase_tables(Grid((table("\n".join(lines), "采购"),)))
    assert [len(one.rows) for one in found] == [1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "项目名称 | 会议室音响 | 采购方式 | 公开招标\n主管部门 | 教育局 | 实施单位 | 学校",
        "项目名称 | 会议室音响 | 采购方式 |\n主管部门 | 教育局 | 实施单位 | 学校",
        "采购方式 | 供应商\n询价 | 示例公司",
        "三级指标 | 名称 | 采购方式\n会议室音响 | 音响 | 询价",
        "项目名称 | 采购方式\n会议室音响 | 按规定采购",
        "采购内容 | 采购组织形式\n会议室音响 | 集中采购",
    ],
)
def test_what_is_no_table_of_purchases(text: str) -> None:
    assert purchase_tables(Grid((table(text, "采购"),))) == ()


def test_a_hidden_sheet_tells_nothing() -> None:
    assert purchase_tables(Grid((replace(table(PURCHASES), hidden=True),))) == ()


def test_of_several_forms_each_has_the_table_below_it(tmp_path: Path) -> None:
    path = draw_all([(NATIONAL, Habits(sheet="甲")), (NATIONAL, Habits(sheet="乙"))], tmp_path / "表.xlsx")
    first, second = read_grid(Package(path.read_bytes())).sheets
    below = replace(stacked(second, table(PURCHASES)), name="乙")
    found = assessments(Grid((first, below)))
    assert [told(one.purchases) for one in found] == [[], SAID]
    assert not any(one.shared for one in found[1].purchases)


def test_a_sheet_beside_several_forms_is_shared(tmp_path: Path) -> None:
    path = draw_all([(NATIONAL, Habits(sheet="甲")), (NATIONAL, Habits(sheet="乙"))], tmp_path / "表.xlsx")
    sheets = read_grid(Package(path.read_bytes())).sheets
    found = assessments(Grid((*sheets, table(PURCHASES, "采购"))))
    assert [[one.shared for one in form.purchases] for form in found] == [[True, True], [True, True]]


def test_two_forms_on_one_sheet_with_a_table_between(tmp_path: Path) -> None:
    sheet = grid_of(NATIONAL, tmp_path).sheets[0]
    both = stacked(stacked(sheet, table(PURCHASES)), sheet)
    assert [told(one.purchases) for one in assessments(Grid((both,)))] == [SAID, []]


def test_the_caption_is_kept() -> None:
    (found,) = purchase_tables(Grid((table(PURCHASES),)))
    assert [row.caption.address if row.caption else "" for row in found.rows] == ["A1", "A1"]


@pytest.mark.parametrize(
    "above", ["备注：1.“目标申报数”和“预算编制数”并列，采购情况另附。", "说明：见采购计划表。", "甲 | 采购表"]
)
def test_a_note_of_the_form_above_is_no_caption(above: str) -> None:
    (found,) = purchase_tables(Grid((table(f"{above}\n采购内容 | 采购方式\n会议室音响 | 询价"),)))
    assert [row.caption for row in found.rows] == [None]


def test_beside_a_form_of_our_own() -> None:
    grid = clean_grid()
    (alone,) = assessments(grid)
    (found,) = assessments(Grid((*grid.sheets, table(PURCHASES, "采购")), grid.names))
    assert told(found.purchases) == SAID
    assert replace(found, purchases=()) == alone


def test_a_large_sheet_costs_little() -> None:
    cells = {
        (row, column): Cell("采购办公用品", "采购办公用品")
        for row in range(1, 5001)
        for column in range(1, 21)
    }
    grid = Grid((Sheet("台账", cells),))
    start = process_time()
    assert purchase_tables(grid) == ()
    assert process_time() - start < 3
