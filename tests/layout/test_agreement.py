"""A real spreadsheet program and the plan agree on every formula of the workbook, whatever is typed into the form."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.layout.filling import Fill, differences, type_into, typed_into
from tests.layout.fills import QUICK, Form
from tests.layout.variations import EDITABLE, NOTHING_LISTED, OFFICE_FORM, RATIO, SEVERAL_SOURCES, ZERO_BUDGET
from tests.office.session import Office
from tests.projects_for_tests import real_project
from xlperf.workbook.draw import draw

FILLS = 60
FORMS = {
    "the shipped form": Form.of(real_project(filled=False)),
    "a form that was filled when issued": Form.of(real_project(filled=True)),
    "editable scores, reverse by ratio": Form.of(real_project(filled=False), EDITABLE, RATIO),
    "an office's own form": Form.of(real_project(filled=False), OFFICE_FORM),
    "several sources": Form.of(SEVERAL_SOURCES, EDITABLE),
    "zero budget": Form.of(ZERO_BUDGET, OFFICE_FORM, RATIO),
    "a list that says little": Form.of(NOTHING_LISTED),
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
