"""What the tests of formats save in every format: each kind of form with mistakes, and each form of our own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.handmade import Habits, draw
from tests.journeys.mistaken import MISTAKEN
from tests.layout.filling import Typed, inputs, typed_into
from tests.layout.projects_by_template import TEMPLATES, profile_of, project_for
from xlperf.layout.workbook import plan_workbook
from xlperf.workbook.draw import draw as draw_plan

# 孝感 in its two annexes, a sheet each
TWO_SHEETS = "xiaogan_report"
_FILLED = ("_actual", "_0_executed", "_2_executed", "_2_score", "_3_score", "_execution", "_problems")


def draw_mistaken(name: str, folder: Path) -> Path:
    """The form of that name as an office draws it."""
    habits = Habits(tables="sheets") if name == TWO_SHEETS else Habits()
    return draw(MISTAKEN[name], folder / f"{name}.xlsx", habits)


def draw_own(name: str, folder: Path) -> Path:
    """Our own workbook of that template with wrong entries."""
    template = TEMPLATES[name]
    plan = plan_workbook(template, profile_of(template), project_for(template, filled=True))
    slots = {place: slot.name or "" for place, slot in inputs(plan).items()}
    fill = {place: _wrong(field) for place, field in slots.items() if field.endswith(_FILLED)}
    path = folder / f"{name}.xlsx"
    path.write_bytes(draw_plan(typed_into(plan, fill)))
    return path


def _wrong(name: str) -> Typed:
    """What somebody may type wrongly into a cell of that name."""
    number = int("".join(letter for letter in name if letter.isdigit()) or "0")
    if name.endswith("_actual"):
        return ("≥2次", None, Decimal(1), "达成预期指标")[number % 4]
    if name.endswith("_executed"):
        return Decimal(200)
    if name.endswith("_score"):
        return Decimal(99)
    return "实际执行0.96万元，自评80分。" if name.startswith("xp_text_") else Decimal("0.5")
