"""Every formula cell carries what it computes, so that a preview or a phone shows the right number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.layout.filling import differences, expected, formulas, places_by_name, shown
from tests.layout.variations import EDITABLE, MISTAKEN, OFFICE_FORM, SEVERAL_SOURCES, ZERO_BUDGET
from tests.office.session import Office
from tests.projects_for_tests import planned, real_project
from xlperf.workbook.draw import draw

PLANS = {
    "blank": planned(real_project(filled=False)),
    "filled": planned(real_project(filled=True)),
    "filled, with mistakes": planned(MISTAKEN),
    "several sources": planned(SEVERAL_SOURCES, EDITABLE),
    "zero budget": planned(ZERO_BUDGET, OFFICE_FORM),
    "filled, an office's own form": planned(real_project(filled=True), OFFICE_FORM),
}


@pytest.mark.parametrize("name", PLANS)
def test_cached_values_are_what_the_office_computes(name: str, office: Office, tmp_path: Path) -> None:
    plan, path = PLANS[name], tmp_path / "form.xlsx"
    path.write_bytes(draw(plan))
    with office.open(path) as document:
        cached = shown(document, plan)
        drawn = {sheet.name: set(document.formulas(sheet.name)) for sheet in plan.sheets}
        document.recalculate()
        assert shown(document, plan) == cached
        assert differences(document, plan) == []
    by_sheet: dict[str, set[str]] = {sheet.name: set() for sheet in plan.sheets}
    for place, _ in formulas(plan):
        by_sheet[place.sheet].add(place.address)
    assert drawn == by_sheet


def test_the_figures_of_a_filled_form_are_the_expected_ones() -> None:
    plan = PLANS["filled"]
    at, values = places_by_name(plan), expected(plan)
    figures = {name: values[at[name]] for name in at if at[name] in values}
    assert figures["xp_fund_0_executed"] == 6.25
    assert figures["xp_fund_0_carry_over"] == 2.4
    assert figures["xp_fund_0_execution_rate"] == 72.25
    assert figures["xp_fund_0_execution_score"] == 7.23
    assert figures["xp_indicator_1_score"] == 20
    assert figures["xp_indicator_7_score"] == 9.74
    assert figures["xp_total"] == 91.97
    assert figures["xp_grade"] == "优"
