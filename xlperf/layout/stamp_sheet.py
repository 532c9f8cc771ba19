"""The very hidden sheet: ids and versions, the marks' ranges, what was issued, and its seal."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from xlperf import __version__
from xlperf.forms import FormTemplate
from xlperf.formula import Expr
from xlperf.layout.canvas import Canvas
from xlperf.layout.plan import SheetPlan, Slot, Style
from xlperf.profiles import Profile
from xlperf.projects.project import Project
from xlperf.workbook.number_format import number_format
from xlperf.workbook.place import Area
from xlperf.workbook.stamp import (
    FORMULA_COLUMN,
    FORMULA_HEADING,
    ISSUED_COLUMNS,
    MARK_COLUMNS,
    MARK_FIRST_ROW,
    MARK_LAST_ROW,
    MARK_NAMES,
    STAMP_FORMAT,
    STAMP_KEYS,
    STAMP_SHEET,
)

_PLAIN = Style(border=False, wrap=False, align="left")


def seal_of(issued: list[tuple[str, str]]) -> str:
    """A digest of what was issued: names and texts."""
    text = "\n".join(f"{name}\t{value}" for name, value in issued)
    return hashlib.sha256(text.encode()).hexdigest()


def stamp_sheet(
    template: FormTemplate, profile: Profile, project: Project, form: SheetPlan, sealed: dict[str, str]
) -> tuple[SheetPlan, dict[str, tuple[str, Area]]]:
    """The sheet and the defined names of its ranges; ``sealed`` maps defined names to what the field is called."""
    issued = [(slot.name, _as_shown(slot), sealed[slot.name]) for slot in form.slots if slot.name in sealed]
    values = {
        "format": str(STAMP_FORMAT),
        "xlperf": __version__,
        "template": template.id,
        "template_version": str(template.version),
        "profile": profile.id,
        "profile_version": str(profile.version),
        "project_id": project.code,
        "year": str(project.year),
        "scores_editable": "1" if template.scores_editable else "0",
        "seal": seal_of([(name, text) for name, text, _ in issued if name]),
    }
    canvas = Canvas(STAMP_SHEET, {})
    for row, key in enumerate(STAMP_KEYS, 1):
        canvas.put((1, 1), key, _PLAIN, row=row)
        canvas.put((2, 2), values[key], _PLAIN, row=row)
    for severity, column in MARK_COLUMNS.items():
        canvas.put((column, column), severity.value, _PLAIN, row=1)
    for row, line in enumerate([("name", "issued", "field"), *issued], 1):
        for column, text in zip(ISSUED_COLUMNS, line, strict=True):
            canvas.put((column, column), text, _PLAIN, row=row)
    computed = [slot.name for slot in form.slots if slot.name and slot.style.locked and _is_formula(slot)]
    for row, name in enumerate([FORMULA_HEADING, *computed], 1):
        canvas.put((FORMULA_COLUMN, FORMULA_COLUMN), name, _PLAIN, row=row)
    names = {
        MARK_NAMES[severity]: (STAMP_SHEET, Area(MARK_FIRST_ROW, column, MARK_LAST_ROW, column))
        for severity, column in MARK_COLUMNS.items()
    }
    plan = SheetPlan(STAMP_SHEET, tuple(canvas.slots), {}, protected=False, very_hidden=True)
    return plan, names


def _is_formula(slot: Slot) -> bool:
    return isinstance(slot.content, Expr)


def _as_shown(slot: Slot) -> str:
    """What the cell shows, in the reader's own words, so that both compare equal."""
    if isinstance(slot.content, Decimal):
        return number_format(slot.style.number_format).shown(slot.content).strip()
    assert not isinstance(slot.content, Expr)
    return (slot.content or "").strip()
