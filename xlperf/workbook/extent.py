"""How far a form reaches on its sheet."""

from __future__ import annotations

from collections.abc import Iterable

from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import Area, Place

# results are set off from the form by one column and need one themselves
FREE_COLUMNS = 2


def area_of(page: Page, places: Iterable[Place], labels: Iterable[Print] = ()) -> Area:
    """The rectangle around these cells, merged cells in full."""
    areas = [page.sheet.area(place.row, place.column) for place in places] + [label.area for label in labels]
    return Area(
        min(area.top for area in areas),
        min(area.left for area in areas),
        max(area.bottom for area in areas),
        max(area.right for area in areas),
    )


def right_edge(page: Page, area: Area, beside: frozenset[Place]) -> int:
    """The last column in use before two free ones, from the form's right border on.

    What write-back put beside the form earlier does not count.
    """
    used = [
        print_.area
        for print_ in page.prints(area.top, area.bottom)
        if print_.area.right > area.right and page.place_of(print_) not in beside
    ]
    edge = area.right
    for other in sorted(used, key=lambda other: other.left):
        if other.left <= edge + FREE_COLUMNS:
            edge = max(edge, other.right)
    return edge
