"""On paper: pages end well in the usual case, and a table that goes over takes its headings along."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.layout.drawn import form_of
from tests.layout.projects_by_template import TEMPLATES, profile_of, project_for
from tests.office.session import Office
from xlperf.forms import IndicatorsBlock
from xlperf.layout.plan import WorkbookPlan
from xlperf.layout.workbook import plan_workbook
from xlperf.workbook.draw import draw

TABLED = [one for one, template in TEMPLATES.items() if template.block(IndicatorsBlock)]


def form_only(template: str, indicators: int) -> WorkbookPlan:
    """A filled form with so many indicators, without the other sheets."""
    of = project_for(TEMPLATES[template], filled=True)
    rows = tuple(sorted((of.indicators * 9)[:indicators], key=of.indicators.index))
    of = replace(of, indicators=rows)
    plan = plan_workbook(TEMPLATES[template], profile_of(TEMPLATES[template]), of)
    # the marks of the form look at other sheets
    return replace(plan, sheets=(replace(plan.sheets[0], conditions=()),), names={})


def pages(office: Office, plan: WorkbookPlan, folder: Path) -> list[str]:
    """What each page of the form shows."""
    path = folder / "form.xlsx"
    path.write_bytes(draw(plan))
    pdf = office.convert(path, "pdf", folder)
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True)
    return text.stdout.removesuffix("\f").split("\f")


@pytest.mark.parametrize("template", TABLED)
def test_a_table_that_goes_over_repeats_its_headings(template: str, office: Office, tmp_path: Path) -> None:
    plan = form_only(template, 40)
    _, second, *_ = pages(office, plan, tmp_path)
    header = next(slot.area.top for slot in plan.sheets[0].slots if slot.content == "三级指标")
    assert form_of(plan).print_title_rows == f"${header}:${header}"
    assert "三级指标" in second


def test_a_form_without_a_table_repeats_its_title() -> None:
    template = TEMPLATES["fiscal-evaluation-2023"]
    plan = plan_workbook(template, profile_of(template), project_for(template, filled=True))
    assert form_of(plan).print_title_rows == "$1:$2"


def test_analyses_on_a_page_of_their_own_stand_below_the_title() -> None:
    assert form_of(form_only("sichuan-2023", 6)).print_title_rows == "$1:$2"


@pytest.mark.parametrize(("template", "indicators"), [("national-2020", 8), ("sichuan-2023", 7)])
def test_the_usual_form_leaves_no_line_alone(
    template: str, indicators: int, office: Office, tmp_path: Path
) -> None:
    assert len(pages(office, form_only(template, indicators), tmp_path)) == 1


def test_a_form_little_fuller_than_a_page_is_shrunk_to_one_and_a_fuller_one_is_not() -> None:
    for indicators, high in ((8, 1), (30, 0)):
        setup = form_of(form_only("national-2020", indicators)).page_setup
        # without a number it is one page
        assert (1 if setup.fitToHeight is None else setup.fitToHeight) == high
