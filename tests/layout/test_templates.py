"""Every shipped template: valid files, whole frames, labels that mean one thing."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.layout.drawn import form_of, opened
from tests.layout.filling import expected, inputs, place_of, places_by_name
from tests.layout.plans_by_template import PLANS, typed
from tests.layout.projects_by_template import TEMPLATES
from tests.office.package_lint import lint
from tests.office.schema_check import schema_problems
from xlperf.forms import (
    Block,
    ClassScoresBlock,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    Labelled,
)
from xlperf.formula import Expr
from xlperf.profiles import shipped_profiles
from xlperf.workbook.draw import draw
from xlperf.workbook.labels import keys_of_spec
from xlperf.workbook.package import Package
from xlperf.workbook.read_stamp import read_stamp
from xlperf.workbook.xlsx_grid import read_grid


def test_all_forms_are_shipped() -> None:
    assert set(TEMPLATES) == {
        "national-2020", "shanxi-2022", "sichuan-2023", "transfer-2020", "department-2021",
        "evaluation-2023", "fiscal-evaluation-2023",
    }  # fmt: skip


@pytest.mark.parametrize("name", PLANS)
def test_the_workbook_says_which_cells_were_drawn_as_formulas(name: str) -> None:
    plan = PLANS[name]
    locked = frozenset(
        place_of(plan.sheets[0], slot)
        for slot in plan.sheets[0].slots
        if slot.name and slot.style.locked and isinstance(slot.content, Expr)
    )
    assert read_stamp(read_grid(Package(draw(plan)))).formulas == locked


def _columns_of(block: Block) -> tuple[Labelled, ...]:
    if isinstance(block, FundingBlock | GoalsBlock):
        return block.columns
    if isinstance(block, IndicatorsBlock):
        # 分值 of the three levels is told apart by its place
        return tuple(one for one in block.columns if one.field not in ("first_weight", "second_weight"))
    if isinstance(block, ClassScoresBlock):
        return (*block.classes, block.total)
    return ()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_label_means_one_column_of_its_table(name: str) -> None:
    for block in TEMPLATES[name].blocks:
        keys = Counter(key for column in _columns_of(block) for key in keys_of_spec(column))
        assert [key for key, times in keys.items() if times > 1] == [], block.kind


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_label_means_one_text_of_the_form(name: str) -> None:
    template = TEMPLATES[name]
    texts: list[Labelled] = [*template.field_specs(), *template.narrative_rows()]
    keys = Counter(key for one in texts for key in keys_of_spec(one))
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_profile_of_a_template_is_shipped(name: str) -> None:
    assert TEMPLATES[name].profile in {one.id for one in shipped_profiles()}


def test_every_file_is_valid(tmp_path: Path) -> None:
    paths = {tmp_path / f"{number}.xlsx": name for number, name in enumerate(PLANS)}
    for path, name in paths.items():
        path.write_bytes(draw(PLANS[name]))
    assert {paths[path]: found for path in paths if (found := lint(path))} == {}
    assert {paths[path]: found for path, found in schema_problems(paths, "Office2007").items() if found} == {}


@pytest.mark.parametrize("name", PLANS)
def test_the_frame_has_no_hole_and_no_cell_twice(name: str) -> None:
    form = PLANS[name].sheets[0]
    cells = [
        (row, column)
        for slot in form.slots
        for row in range(slot.area.top, slot.area.bottom + 1)
        for column in range(slot.area.left, slot.area.right + 1)
    ]
    assert len(cells) == len(set(cells)), "two slots share a cell"
    framed = [slot.area for slot in form.slots if slot.style.border]
    rows = range(min(area.top for area in framed), max(area.bottom for area in framed) + 1)
    columns = range(1, max(area.right for area in framed) + 1)
    assert [(row, column) for row in rows for column in columns if (row, column) not in set(cells)] == []


@pytest.mark.parametrize("name", PLANS)
def test_every_input_says_what_to_type(name: str) -> None:
    for slot in inputs(PLANS[name]).values():
        assert slot.limit is not None, slot.area.address
        assert slot.limit.title
        assert len(slot.limit.title) <= 32
        assert slot.limit.hint.endswith("。")
        assert len(slot.limit.hint) <= 255


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_field_of_the_template_has_a_name(name: str) -> None:
    template = TEMPLATES[name]
    names = set(opened(PLANS[f"{name} filled"]).defined_names)
    expected_names = {f"xp_{spec.field}" for spec in template.field_specs()}
    expected_names |= {f"xp_text_{row.key}" for row in template.narrative_rows()}
    if funds := template.block(FundingBlock):
        expected_names |= {f"xp_fund_{row}_{column.field}" for row in range(3) for column in funds.columns}
    if table := template.block(IndicatorsBlock):
        expected_names |= {f"xp_indicator_1_{column.field}" for column in table.columns}
    assert expected_names <= names


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_filled_form_leaves_nothing_to_be_done_about_its_indicators(name: str) -> None:
    plan = PLANS[f"{name} filled"]
    values = expected(plan)
    sheet = next(sheet for sheet in plan.sheets if sheet.name == "自检")
    titles = {slot.area.top: slot.content for slot in sheet.slots if slot.area.left == 2}
    states = {
        str(titles[slot.area.top]): values[place_of(sheet, slot)]
        for slot in sheet.slots
        if slot.area.left == 3 and place_of(sheet, slot) in values
    }
    bad = {title for title, state in states.items() if state == "请处理"}
    assert bad == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_blank_form_is_typed_from_top_to_bottom(name: str) -> None:
    template, plan = TEMPLATES[name], PLANS[f"{name} blank"]
    at, typed_cells = places_by_name(plan), set(inputs(plan))
    wanted = [f"xp_{spec.field}" for spec in template.field_specs()]
    wanted += ["xp_year", "xp_fund_1_label", "xp_fund_1_full_year_budget"]
    if table := template.block(IndicatorsBlock):
        computed = ("first_level", "second_level", "first_weight", "second_weight", "deducted")
        fields = [column.field for column in table.columns if column.field not in computed]
        wanted += [f"xp_indicator_1_{field}" for field in fields]
    assert [one for one in wanted if at[one] not in typed_cells] == []
    assert template.name not in str(form_of(plan)[at["xp_project_name"].address].value)


def test_rows_of_a_blank_form_left_empty_do_not_count() -> None:
    plan = PLANS["national-2020 blank"]
    rows = {
        f"xp_indicator_{row}_{field}": value
        for row, weight in ((1, 60), (4, 30))
        for field, value in (
            ("name", "检查次数"),
            ("initial_target", "≥2次"),
            ("actual", "2次"),
            ("weight", Decimal(weight)),
            ("score", Decimal(weight)),
        )
    }
    funds = {"xp_fund_1_full_year_budget": Decimal(10), "xp_fund_1_executed": Decimal(9)}
    values = typed(plan, **rows, **funds)
    assert values["xp_weight_total"] == 100
    assert values["xp_fund_0_execution_score"] == 9
    assert values["xp_total"] == 99
    assert values["xp_grade"] == "优"
    missing = typed(plan, **(rows | {"xp_indicator_4_score": None}), **funds)
    assert missing["xp_grade"] == ""
