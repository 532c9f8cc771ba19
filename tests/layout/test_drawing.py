"""The drawn file: valid, the same every time, and set up so that a clerk can fill and print it."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.layout.drawn import form_of, opened
from tests.layout.filling import places_by_name
from tests.layout.variations import (
    ODD_TEXTS,
    OFFICE_FORM,
    PLANS,
)
from tests.office.package_lint import lint
from tests.office.schema_check import schema_problems
from tests.projects_for_tests import SHANXI, fund, indicator, planned, project, real_project
from xlperf.forms import FieldsBlock, FundingBlock, GoalsBlock, IndicatorsBlock, NarrativesBlock
from xlperf.workbook.draw import draw

ROOT = Path(__file__).parents[2]


def test_every_file_is_valid(tmp_path: Path) -> None:
    paths = {tmp_path / f"{number}.xlsx": name for number, name in enumerate(PLANS)}
    for path, name in paths.items():
        path.write_bytes(draw(PLANS[name]))
    assert {paths[path]: found for path in paths if (found := lint(path))} == {}
    for version in ("Office2007", "Microsoft365"):
        assert {paths[path]: found for path, found in schema_problems(paths, version).items() if found} == {}


@pytest.mark.parametrize("name", PLANS)
def test_drawing_again_gives_the_same_bytes(name: str) -> None:
    assert draw(PLANS[name]) == draw(PLANS[name])


def test_the_bytes_depend_on_nothing_but_the_list() -> None:
    data = draw(planned(real_project(filled=True)))
    program = (
        "from tests.projects_for_tests import *; from xlperf.workbook.draw import draw; import hashlib;"
        "print(hashlib.sha256(draw(planned(real_project(filled=True)))).hexdigest())"
    )
    elsewhere = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LANG": "C"}
    again = subprocess.run(
        [sys.executable, "-c", program], env=elsewhere, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert again.stdout.strip() == hashlib.sha256(data).hexdigest()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time[:3] for entry in package.infolist()} == {(1980, 1, 1)}
        assert package.read("docProps/core.xml").count(b"2020-01-01T00:00:00Z") == 2


def test_sheets_stand_in_order_and_the_stamp_is_out_of_sight() -> None:
    book = opened(PLANS["blank"])
    assert book.sheetnames == [SHANXI.sheet, "填报说明", "自检", "校验结果", "_xlperf"]
    assert [book[name].sheet_state for name in book.sheetnames] == ["visible"] * 4 + ["veryHidden"]
    assert book.active is not None
    assert book.active.title == SHANXI.sheet


def test_every_field_of_the_template_has_a_name() -> None:
    of = project(indicator(), indicator("成效明显", 80), funds=(fund(), fund(source="其他")))
    plan = planned(of, SHANXI.model_copy())
    names = {"xp_title", "xp_year", "xp_total", "xp_grade"}
    for block in SHANXI.blocks:
        if isinstance(block, FieldsBlock):
            names |= {f"xp_{spec.field}" for row in block.rows for spec in row}
        elif isinstance(block, GoalsBlock):
            names |= {f"xp_{column.field}" for column in block.columns}
        elif isinstance(block, NarrativesBlock):
            names |= {f"xp_text_{row.key}" for row in block.rows}
        elif isinstance(block, FundingBlock):
            fields = ["label", *(column.field for column in block.columns)]
            names |= {f"xp_fund_{row}_{field}" for row in range(3) for field in fields}
        elif isinstance(block, IndicatorsBlock):
            names |= {f"xp_indicator_{row}_{column.field}" for row in (1, 2) for column in block.columns}
    # both rows share the merged cells of their levels
    names -= {"xp_indicator_2_first_level", "xp_indicator_2_second_level"}
    assert names <= set(opened(plan).defined_names)


def test_names_point_at_the_cells_that_hold_the_fields() -> None:
    of = real_project(filled=True)
    book = opened(planned(of))

    def value(name: str) -> object:
        ((sheet, address),) = book.defined_names[name].destinations
        return book[sheet][address].value

    assert value("xp_title") == f"{of.name}项目支出绩效自评表"
    assert value("xp_year") == "（2022年度）"
    assert [value(f"xp_{field}") for field in ("project_name", "department", "unit", "goal", "completion")] == [
        of.name, of.department, of.unit, of.goal, of.completion,
    ]  # fmt: skip
    assert value("xp_fund_1_label") == "市县区财政资金"
    assert [value(f"xp_fund_1_{field}") for field in ("initial_budget", "full_year_budget", "executed")] == [
        8.65,
        8.65,
        6.25,
    ]
    for number, row in enumerate(of.indicators, 1):
        assert value(f"xp_indicator_{number}_name") == row.name
        assert value(f"xp_indicator_{number}_weight") == row.weight
        assert value(f"xp_indicator_{number}_deviation_reason") == (row.deviation_reason or None)
    assert value("xp_indicator_7_actual") == 0.925
    assert value("xp_text_execution") == of.narratives["execution"]
    assert {name for name in book.defined_names if name.startswith("xp_marks_")} == {
        "xp_marks_error", "xp_marks_warning", "xp_marks_info",
    }  # fmt: skip


@pytest.mark.parametrize("name", PLANS)
def test_merged_areas_do_not_meet_and_cover_their_slots(name: str) -> None:
    plan = PLANS[name]
    merged = {str(area) for area in form_of(plan).merged_cells.ranges}
    planned_areas = {slot.area.address for slot in plan.sheets[0].slots}
    assert merged == {address for address in planned_areas if ":" in address}
    cells = [
        (row, column)
        for slot in plan.sheets[0].slots
        for row in range(slot.area.top, slot.area.bottom + 1)
        for column in range(slot.area.left, slot.area.right + 1)
    ]
    assert len(cells) == len(set(cells)), "two slots share a cell"


def test_the_form_leaves_no_hole_inside_its_frame() -> None:
    for name in ("blank", "own form", "many indicators"):
        form = PLANS[name].sheets[0]
        framed = [slot.area for slot in form.slots if slot.style.border]
        top, bottom = min(area.top for area in framed), max(area.bottom for area in framed)
        right = max(area.right for area in framed)
        holes = [
            (row, column)
            for row in range(top, bottom + 1)
            for column in range(1, right + 1)
            if not any((row, column) in area for area in framed)
        ]
        assert holes == [], name


def test_the_form_prints_on_a4_one_page_wide() -> None:
    form = form_of(PLANS["blank"])
    assert (form.page_setup.paperSize, form.page_setup.orientation) == (9, "landscape")
    assert (form.page_setup.fitToWidth, form.page_setup.fitToHeight) == (None, 0)
    assert form.sheet_properties.pageSetUpPr is not None
    assert form.sheet_properties.pageSetUpPr.fitToPage
    assert form.print_title_rows == "$11:$11"
    last = max(slot.area.bottom for slot in PLANS["blank"].sheets[0].slots)
    assert form.print_area == f"'{SHANXI.sheet}'!$A$1:$J${last}"
    assert form_of(PLANS["own form"]).page_setup.orientation == "portrait"


def test_text_stays_text_whatever_it_begins_with() -> None:
    plan = PLANS["strange texts"]
    form = form_of(plan)
    at = {
        name: form[place.address] for name, place in places_by_name(plan).items() if place.sheet == form.title
    }
    for number, text in enumerate(ODD_TEXTS, 1):
        for field in ("name", "actual", "deviation_reason"):
            cell = at[f"xp_indicator_{number}_{field}"]
            assert cell.data_type == "s", text
            assert cell.value == text.replace("\x07", "_x0007_")
    for name in ("xp_project_name", "xp_goal", "xp_completion", "xp_text_execution", "xp_text_problems"):
        assert at[name].data_type == "s"
    assert [cell.coordinate for row in form.iter_rows() for cell in row if cell.hyperlink] == []


def test_targets_are_numbers_that_look_as_listed() -> None:
    targets = ("≥2台(套)", "≥95%", "≤8.65万元", "=12个月", "±5%", "≥99.5%", "300")
    form = form_of(plan := planned(project(*(indicator(target, 5) for target in targets))))
    at = places_by_name(plan)
    cells = [form[at[f"xp_indicator_{number}_adjusted_target"].address] for number in range(1, 8)]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (2, '"≥"0"台(套)"'),
        (0.95, '"≥"0%'),
        (8.65, '"≤"0.00"万元"'),
        (12, '"="0"个月"'),
        (0.05, '"±"0%'),
        (0.995, '"≥"0.0%'),
        (300, "0"),
    ]


def test_a_form_with_one_target_column_shows_the_target_that_counts() -> None:
    of = project(indicator("≥5次", 90, adjusted_target="≥3次"))
    for template, fields in (
        (OFFICE_FORM, {"initial_target": 3}),
        (SHANXI, {"initial_target": 5, "adjusted_target": 3}),
    ):
        plan = planned(of, template)
        form, at = form_of(plan), places_by_name(plan)
        assert {field: form[at[f"xp_indicator_1_{field}"].address].value for field in fields} == fields


def test_the_score_follows_an_adjusted_target() -> None:
    of = project(indicator("≥5次", 90, adjusted_target="≥3次", actual="3"))
    plan = planned(of)
    score = places_by_name(plan)["xp_indicator_1_score"]
    assert form_of(plan, results=True)[score.address].value == 90
