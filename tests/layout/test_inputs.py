"""What may be typed into the cells: drop-downs, number limits, and the hints that show on entering a cell."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from tests.layout.drawn import form_of
from tests.layout.filling import inputs, place_of, places_by_name
from tests.layout.fills import Form
from tests.layout.variations import EDITABLE, NOTHING_LISTED, OFFICE_FORM
from tests.office.session import Office
from tests.projects_for_tests import NATIONAL, SHANXI, indicator, planned, project, real_project
from xlperf.forms import FormTemplate
from xlperf.layout.plan import WorkbookPlan
from xlperf.profiles import Profile
from xlperf.scoring.qualitative import limits
from xlperf.workbook.draw import draw

LONG_TARGET = indicator("≥" + "1" * 12 + ".123456公里/小时", 5)
PLANS = {
    "shipped": planned(real_project(filled=False)),
    "editable": planned(real_project(filled=False), EDITABLE),
    "own": planned(real_project(filled=False), OFFICE_FORM),
    "nothing listed": planned(NOTHING_LISTED),
    "long": planned(project(LONG_TARGET, indicator("成效明显" * 60, 5))),
}


def validations(plan: WorkbookPlan) -> dict[str, DataValidation]:
    """The validation of each cell by the cell's defined name."""
    form = form_of(plan)
    names = {place.address: name for name, place in places_by_name(plan).items() if place.sheet == form.title}
    return {
        names[str(area).partition(":")[0]]: one
        for one in form.data_validations.dataValidation
        for area in one.sqref.ranges
    }


@pytest.mark.parametrize("name", PLANS)
def test_hints_fit_what_excel_shows(name: str) -> None:
    drawn = validations(PLANS[name])
    assert len(drawn) == len(inputs(PLANS[name]))
    for cell, one in drawn.items():
        assert one.promptTitle, cell
        assert one.prompt, cell
        assert len(one.promptTitle) <= 32
        assert len(one.prompt) <= 255
        if one.type is not None:
            assert one.error, f"{cell} refuses without a reason"
            assert len(one.error) <= 255
            assert one.errorStyle in (None, "stop")


def test_hints_are_whole_sentences() -> None:
    for name in ("shipped", "editable", "own"):
        for slot in inputs(PLANS[name]).values():
            assert slot.limit is not None
            assert len(slot.limit.title) <= 32, "the title is cut"
            assert len(slot.limit.hint) <= 255, "the hint is cut"
            assert slot.limit.hint.endswith("。")


def test_phrases_are_chosen_from_a_list() -> None:
    one = validations(PLANS["shipped"])["xp_indicator_2_actual"]
    assert one.type == "list"
    assert one.formula1 == '"' + ",".join(band.phrase for band in NATIONAL.bands) + '"'
    assert one.showErrorMessage


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("xp_fund_1_executed", 0, 1e9),
        ("xp_indicator_1_actual", -1e12, 1e12),
        ("xp_indicator_7_actual", -1e12, 1e12),
    ],
)
def test_figures_are_limited_to_what_can_be(cell: str, low: float, high: float) -> None:
    one = validations(PLANS["shipped"])[cell]
    assert (one.type, one.operator) == ("decimal", None)
    assert (float(str(one.formula1)), float(str(one.formula2))) == (low, high)


def test_amounts_are_limited_in_the_forms_own_unit() -> None:
    one = validations(PLANS["own"])["xp_fund_1_executed"]
    assert float(str(one.formula2)) == 1e13
    assert "填元数" in str(one.prompt)
    assert "万元" not in f"{one.prompt}{one.error}"


def test_an_editable_score_lies_between_zero_and_its_weight() -> None:
    one = validations(PLANS["editable"])["xp_indicator_1_score"]
    assert (one.type, float(str(one.formula1)), float(str(one.formula2))) == ("decimal", 0, 20)


def test_texts_are_not_limited() -> None:
    drawn = validations(PLANS["shipped"])
    assert all(
        drawn[name].type is None
        for name in ("xp_completion", "xp_indicator_1_deviation_reason", "xp_text_output")
    )


@pytest.mark.parametrize("template", [SHANXI, OFFICE_FORM], ids=["shipped", "own"])
def test_a_score_is_limited_to_the_band_of_its_phrase(
    template: FormTemplate, office: Office, tmp_path: Path
) -> None:
    weights = [Decimal(text) for text in ("15", "10", "7", "7.5", "0.7", "33.3", "1")]
    profile: Profile = NATIONAL
    of = project(*(indicator("成效明显", f"{weight}") for weight in weights))
    form, path = Form.of(of, template), tmp_path / "form.xlsx"
    path.write_bytes(draw(form.plan))
    drawn = validations(form.plan)
    sheet = form.plan.sheets[0].name
    places = [row.cells["actual"].place for row in form.cells.indicators]
    with office.open(path) as document:
        # the limits as formulas in cells beside the form, where their results show
        document.unprotect(sheet)
        for number, place in enumerate(places, 1):
            one = drawn[f"xp_indicator_{number}_score"]
            document.set_formula(sheet, f"Y{place.row}", f"={one.formula1}")
            document.set_formula(sheet, f"Z{place.row}", f"={one.formula2}")
        for band in (*profile.bands, None):
            document.set_many(sheet, {place.address: band.phrase if band else None for place in places})
            document.recalculate()
            for place, weight in zip(places, weights, strict=True):
                shown = document.values(sheet, [f"Y{place.row}", f"Z{place.row}"])
                low, high = limits(band, weight) if band else (Decimal(0), weight)
                assert list(shown.values()) == [float(low), float(high)], f"{band} {weight}"


def test_only_inputs_have_limits() -> None:
    for plan in PLANS.values():
        form = plan.sheets[0]
        limited = {place_of(form, slot) for slot in form.slots if slot.limit}
        assert limited == set(inputs(plan))
