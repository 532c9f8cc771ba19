"""Every shipped template planned three times: filled, as issued, and blank."""

from __future__ import annotations

from decimal import Decimal

from tests.layout.filling import Shown, expected, places_by_name, typed_into
from tests.layout.projects_by_template import TEMPLATES, blank_form, profile_of, project_for
from xlperf.forms import FormTemplate
from xlperf.layout.plan import WorkbookPlan
from xlperf.layout.workbook import plan_workbook
from xlperf.projects.project import Project


def plan_of(template: FormTemplate, of: Project) -> WorkbookPlan:
    return plan_workbook(template, profile_of(template), of)


def plans() -> dict[str, WorkbookPlan]:
    found = {}
    for name, template in TEMPLATES.items():
        found[f"{name} filled"] = plan_of(template, project_for(template, filled=True))
        found[f"{name} issued"] = plan_of(template, project_for(template, filled=False))
        found[f"{name} blank"] = plan_of(template, blank_form(template))
    return found


PLANS = plans()


def shown(plan: WorkbookPlan) -> dict[str, Shown]:
    """What every formula with a name shows."""
    values = expected(plan)
    return {name: values[place] for name, place in places_by_name(plan).items() if place in values}


def typed(plan: WorkbookPlan, **values: Decimal | str | None) -> dict[str, Shown]:
    """What the formulas show once these named cells are typed into."""
    at = places_by_name(plan)
    return shown(typed_into(plan, {at[name]: value for name, value in values.items()}))
