"""Rates in per cent print with their sign and are read as the same figure from every format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.office.session import Office
from tests.projects_for_tests import planned, real_project
from xlperf.forms import shipped_templates
from xlperf.validation import Checked, check_file
from xlperf.workbook.draw import draw


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("named", [True, False])
def test_a_rate_is_read_in_per_cent(kind: str, named: bool, office: Office, tmp_path: Path) -> None:
    plan = planned(real_project(filled=True))
    if not named:
        form = plan.sheets[0]
        slots = tuple(replace(slot, name=None) for slot in form.slots)
        plan = replace(plan, sheets=(replace(form, slots=slots, conditions=()),), names={})
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(plan))
    path = path if kind == "xlsx" else office.convert(path, kind, tmp_path)
    (read,) = check_file(path, shipped_templates())
    assert isinstance(read, Checked)
    assert read.assessment.recognised_by == ("names" if named else "labels")
    rate = read.assessment.total_fund.execution_rate
    assert (rate.text, str(rate.number), rate.percent) == ("72.25%", "72.25", True)
    assert read.scored.execution.rate_agrees
