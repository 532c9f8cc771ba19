"""A real spreadsheet program and the plan agree on every formula of the workbook, whatever is typed into the form."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.layout.filling import Fill, differences, type_into, typed_into
from tests.layout.fills import QUICK, Form
from tests.layout.projects_by_template import TEMPLATES, blank_form, profile_of, project_for
from tests.layout.variations import EDITABLE, NOTHING_LISTED, OFFICE_FORM, RATIO, SEVERAL_SOURCES, ZERO_BUDGET
from tests.office.session import Office
from tests.projects_for_tests import real_project
from xlperf.profiles import shipped_profiles
from xlperf.workbook.draw import draw

FILLS, FEWER = 60, 8
FORMS = {
    "the shipped form": Form.of(real_project(filled=False)),
    "a form that was filled when issued": Form.of(real_project(filled=True)),
    "editable scores, reverse by ratio": Form.of(real_project(filled=False), EDITABLE, RATIO),
    "an office's own form": Form.of(real_project(filled=False), OFFICE_FORM),
    "several sources": Form.of(SEVERAL_SOURCES, EDITABLE),
    "zero budget": Form.of(ZERO_BUDGET, OFFICE_FORM, RATIO),
    "a list that says little": Form.of(NOTHING_LISTED),
}
NATIONAL_FORM = TEMPLATES["national-2020"]
OTHERS = {
    **{
        f"{one.id}, issued": Form.of(project_for(one, filled=False), one, profile_of(one))
        for one in TEMPLATES.values()
    },
    **{f"{one.id}, blank": Form.of(blank_form(one, 1), one, profile_of(one)) for one in TEMPLATES.values()},
    **{
        f"{NATIONAL_FORM.id} by {scoring.id}": Form.of(
            project_for(NATIONAL_FORM, filled=False), NATIONAL_FORM, scoring
        )
        for scoring in shipped_profiles()
    },
}


@pytest.mark.parametrize("name", FORMS)
def test_every_formula_agrees(name: str, office: Office, tmp_path: Path) -> None:
    form, path = FORMS[name], tmp_path / "form.xlsx"
    path.write_bytes(draw(form.plan))
    fills = 0
    with office.open(path) as document:

        @settings(max_examples=FILLS, phases=QUICK)
        @given(form.fills)
        def agrees(fill: Fill) -> None:
            nonlocal fills
            fills += 1
            type_into(document, fill)
            assert differences(document, typed_into(form.plan, fill)) == []

        agrees()
    assert fills >= FILLS


@pytest.mark.parametrize("name", OTHERS)
def test_every_form_agrees_under_every_profile(name: str, office: Office, tmp_path: Path) -> None:
    form, path = OTHERS[name], tmp_path / "form.xlsx"
    path.write_bytes(draw(form.plan))
    with office.open(path) as document:
        assert differences(document, form.plan) == []

        @settings(max_examples=FEWER, phases=QUICK)
        @given(form.fills)
        def agrees(fill: Fill) -> None:
            type_into(document, fill)
            assert differences(document, typed_into(form.plan, fill)) == []

        agrees()
