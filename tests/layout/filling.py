"""A planned workbook being filled: typed into the plan and into the office alike, then compared formula by formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from tests.office.document import Document
from xlperf.formula import Expr, FormulaError
from xlperf.layout.plan import Computed, SheetPlan, Slot, WorkbookPlan
from xlperf.workbook.place import Place

Typed = Decimal | str | Expr | None
"""An Expr puts a formula back that was typed over before."""
Fill = Mapping[Place, Typed]
Shown = float | str | None


def place_of(sheet: SheetPlan, slot: Slot) -> Place:
    return Place(sheet.name, slot.area.top, slot.area.left)


def places_by_name(plan: WorkbookPlan) -> dict[str, Place]:
    """Where each defined name of a cell points."""
    return {slot.name: place_of(sheet, slot) for sheet in plan.sheets for slot in sheet.slots if slot.name}


def inputs(plan: WorkbookPlan) -> dict[Place, Slot]:
    """The cells of the form that a person may type into."""
    form = plan.sheets[0]
    return {place_of(form, slot): slot for slot in form.slots if not slot.style.locked}


def formulas(plan: WorkbookPlan) -> Iterator[tuple[Place, Expr]]:
    """Every formula cell of every sheet."""
    for sheet in plan.sheets:
        for slot in sheet.slots:
            if isinstance(slot.content, Expr):
                yield place_of(sheet, slot), slot.content


def typed_into(plan: WorkbookPlan, fill: Fill) -> WorkbookPlan:
    """The plan with the typed values in the place of what stood there."""

    def filled(sheet: SheetPlan, slot: Slot) -> Slot:
        place = place_of(sheet, slot)
        return replace(slot, content=fill[place]) if place in fill else slot

    sheets = (
        replace(sheet, slots=tuple(filled(sheet, slot) for slot in sheet.slots)) for sheet in plan.sheets
    )
    return replace(plan, sheets=tuple(sheets))


def type_into(document: Document, fill: Fill) -> None:
    """Type all values as a person would (locked cells refuse), and recalculate."""
    by_sheet: dict[str, dict[str, Shown]] = {}
    for place, typed in fill.items():
        if isinstance(typed, Expr):
            document.set_formula(place.sheet, place.address, typed.excel(place.sheet))
        else:
            value = float(typed) if isinstance(typed, Decimal) else typed
            by_sheet.setdefault(place.sheet, {})[place.address] = value
    for sheet, values in by_sheet.items():
        document.set_many(sheet, values)
    document.recalculate()


def expected(plan: WorkbookPlan) -> dict[Place, Shown]:
    """What every formula of the plan shows: number, text or error word."""
    computed = Computed(plan)
    result: dict[Place, Shown] = {}
    for place, _ in formulas(plan):
        try:
            value = computed(place)
        except FormulaError as error:
            value = error.word
        result[place] = value if isinstance(value, str) or value is None else float(value)
    return result


def shown(document: Document, plan: WorkbookPlan) -> dict[Place, Shown]:
    """What the office shows in every formula cell."""
    by_sheet: dict[str, list[Place]] = {}
    for place, _ in formulas(plan):
        by_sheet.setdefault(place.sheet, []).append(place)
    found: dict[Place, Shown] = {}
    for sheet, places in by_sheet.items():
        values = document.values(sheet, [place.address for place in places])
        found.update({place: values[place.address] for place in places})
    return found


def differences(document: Document, plan: WorkbookPlan) -> list[str]:
    """One line for every formula cell where the office and the plan do not agree to the last digit."""
    office, ours = shown(document, plan), expected(plan)
    texts = dict(formulas(plan))
    return [
        f"{place}: the office shows {office[place]!r}, computed is {value!r}: ={texts[place].excel(place.sheet)}"
        for place, value in ours.items()
        if office[place] != value
    ]
