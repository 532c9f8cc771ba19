"""One evaluation printed as a table for each first-level class, each with a sum of its own (金凤区 2023)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from xlperf.decimals import HUNDRED
from xlperf.workbook.entry import read_entry
from xlperf.workbook.form_map import FormMap, Places
from xlperf.workbook.grid import Grid
from xlperf.workbook.labels import keys_of, label_key
from xlperf.workbook.place import Area

_WHOLE = keys_of("合计", "总分", "总计")
_OWN = ("project_name", "department", "unit")


def join_parts(grid: Grid, forms: Sequence[FormMap]) -> Iterator[FormMap]:
    """The forms; neighbours on a sheet whose points make up full marks only together are one."""
    group: list[FormMap] = []
    for form in forms:
        if group and not _continues(group[0], form):
            yield from _joined(grid, group)
            group = []
        group.append(form)
    yield from _joined(grid, group)


def _continues(first: FormMap, form: FormMap) -> bool:
    same = (first.sheet, first.template.id) == (form.sheet, form.template.id)
    return same and not any(field in form.fields for field in _OWN) and not form.total_fund and not form.twins


def _joined(grid: Grid, group: list[FormMap]) -> list[FormMap]:
    weights = [_figure(grid, form.fields, "weight_total") for form in group]
    if len(group) < 2 or any(weight is None or weight >= HUNDRED for weight in weights):
        return group
    printed = next((form.class_scores for form in group if len(form.class_scores) > 1), ())
    whole: Places = next((places for name, places in printed if label_key(name) in _WHOLE), {})
    points = sum((weight for weight in weights if weight is not None), Decimal(0))
    if points != HUNDRED and not (points < HUNDRED and _figure(grid, whole, "weight") == HUNDRED):
        return group
    first, areas = group[0], [form.area for form in group]
    total = {
        field: whole[own] for field, own in (("total", "score"), ("weight_total", "weight")) if own in whole
    }
    kept = {
        key: place for key, place in first.fields.items() if key not in ("total", "weight_total", "grade")
    }
    texts = {key: place for form in group for key, place in form.fields.items() if key.startswith("text:")}
    return [
        replace(
            first,
            area=Area(
                areas[0].top, min(a.left for a in areas), areas[-1].bottom, max(a.right for a in areas)
            ),
            right_edge=max(form.right_edge for form in group),
            fields={**kept, **texts, **total},
            indicators=tuple(row for form in group for row in form.indicators),
            leftovers=tuple(place for form in group for place in form.leftovers),
            unread=tuple(unread for form in group for unread in form.unread),
            class_scores=printed or tuple(_sums(grid, group)),
        )
    ]


def _sums(grid: Grid, group: Sequence[FormMap]) -> Iterator[tuple[str, Places]]:
    """The tables' sums, each by the name of its class."""
    for form in group:
        levels = [row["first_level"] for row in form.indicators if "first_level" in row]
        sums = {
            own: form.fields[field]
            for own, field in (("weight", "weight_total"), ("score", "total"))
            if field in form.fields
        }
        if levels:
            yield read_entry(grid, levels[0]).text, sums


def _figure(grid: Grid, places: Places, field: str) -> Decimal | None:
    return read_entry(grid, places.get(field)).number
