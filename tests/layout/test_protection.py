"""What a filler may type into and change, and what comes back as it was issued."""

from __future__ import annotations

import pytest

from tests.layout.drawn import form_of, opened
from tests.layout.filling import inputs, places_by_name
from tests.layout.variations import (
    EDITABLE,
    PLANS,
)
from tests.projects_for_tests import SHANXI, indicator, planned, project


@pytest.mark.parametrize("name", PLANS)
def test_only_input_cells_can_be_typed_into(name: str) -> None:
    plan = PLANS[name]
    form, unlocked = form_of(plan), {place.address for place in inputs(plan)}
    at = {name: place.address for name, place in places_by_name(plan).items()}
    assert form.protection.sheet
    assert not form.protection.password
    typed = {
        at[one]
        for one in at
        if one.endswith(("_actual", "_deviation_reason", "xp_completion")) or "xp_text_" in one
    }
    assert typed <= unlocked
    given = {
        at[one]
        for one in at
        if one.endswith(("_name", "_target", "_weight", "_rate", "xp_total", "xp_grade"))
    }
    assert not given & unlocked
    free = {
        (row, column)
        for slot in inputs(plan).values()
        for row in range(slot.area.top, slot.area.bottom + 1)
        for column in range(slot.area.left, slot.area.right + 1)
    }
    for row in form.iter_rows():
        for cell in row:
            assert cell.protection.locked == ((cell.row, cell.column) not in free), cell.coordinate


def test_a_protected_form_can_still_be_made_to_fit() -> None:
    for sheet in (form_of(PLANS["blank"]), opened(PLANS["blank"])["自检"]):
        forbidden = sheet.protection
        assert (forbidden.formatColumns, forbidden.formatRows, forbidden.autoFilter) == (False, False, False)
        assert (forbidden.insertRows, forbidden.deleteRows) == (True, True)


def test_scores_of_figures_are_locked_unless_the_office_lets_them_be_edited() -> None:
    for template, locked in ((SHANXI, True), (EDITABLE, False)):
        plan = planned(project(indicator("≥2次", 45), indicator("成效明显", 45)), template)
        form, at = form_of(plan), places_by_name(plan)
        assert form[at["xp_indicator_1_score"].address].protection.locked is locked
        assert form[at["xp_indicator_2_score"].address].protection.locked is False


def test_what_the_list_does_not_say_is_left_to_the_filler() -> None:
    plan = PLANS["nothing listed"]
    free = {name for name, place in places_by_name(plan).items() if place in inputs(plan)}
    assert {"xp_department", "xp_goal", "xp_fund_1_full_year_budget", "xp_fund_1_executed"} <= free
    assert {"xp_project_name", "xp_unit"}.isdisjoint(free)
