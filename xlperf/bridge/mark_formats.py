"""The conditional formats that show marks on the forms of an open book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlperf.audit.finding import Severity
from xlperf.bridge.orders import Mark
from xlperf.bridge.saved import Saved
from xlperf.workbook.draft import Draft
from xlperf.workbook.grid import Grid
from xlperf.workbook.package import Package
from xlperf.workbook.patch_marks import MARK_DEPTH, MARK_STOPS, around, mark_area, shown_areas
from xlperf.workbook.place import Area, Place
from xlperf.workbook.stamp import MARK_COLOURS, mark_condition

_Shown = dict[Severity, tuple[Area, ...] | None]


def mark_orders(
    saved: Saved, grid: Grid, forms: Sequence[str], marks: Sequence[tuple[Place, Severity]]
) -> Iterator[Mark]:
    """What is missing for marked cells to show; nothing where the book as saved shows them already."""
    sheets = dict.fromkeys([*forms, *(place.sheet for place, _ in marks)])
    draft = Draft(Package(saved.data)) if saved.opened.in_place else None
    for name in sheets:
        sheet = grid.sheet(name)
        if sheet is None:
            continue
        marked = [(place.row, place.column) for place, _ in marks if place.sheet == name]
        shown = _shown(draft, name)
        for severity in Severity:
            if severity not in shown:
                area = mark_area(sheet, marked)
            else:
                areas = shown[severity]
                if areas is None or all(any(at in one for one in areas) for at in marked):
                    continue
                corners = [at for one in areas for at in ((one.top, one.left), (one.bottom, one.right))]
                area = around([*corners, *marked])
            formula, colour = mark_condition(name, severity), MARK_COLOURS[severity]
            yield Mark(name, area.address, formula, colour, severity in MARK_STOPS)


def _shown(draft: Draft | None, sheet: str) -> _Shown:
    listed = draft.sheet(sheet) if draft else None
    if draft is None or listed is None:
        return {}
    return shown_areas(draft.outline(listed.part, depth=MARK_DEPTH), sheet)
