"""Two tables of the same indicators in one workbook: the scores in one, 评分细则 and explanations in the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlperf.workbook.form_map import FormMap, Places
from xlperf.workbook.grid import Sheet
from xlperf.workbook.labels import label_key
from xlperf.workbook.locate_sought import share
from xlperf.workbook.locate_template import Found

ENOUGH = 0.6
_LENT = ("year", "project_name", "department", "unit", "goal", "completion")


def twin_template(scored: Sequence[Found], other: Sequence[Found]) -> tuple[Found, Found] | None:
    """The template that fits both tables together best, and what it finds in each; None when they are no twins."""
    pairs = [(one, two) for one, two in zip(scored, other, strict=True) if one.table and two.table]
    pairs = [pair for pair in pairs if _has(pair[0], "score") and not _has(pair[1], "score")]
    best = max(pairs, key=lambda pair: _joint_rank(*pair), default=None)
    if best is None or best[0].table is None or best[1].table is None:
        return None
    names = [
        {_name(found, row) for row in found.table.indicators} if found.table else set() for found in best
    ]
    common = len(names[0] & names[1])
    return best if common and common >= ENOUGH * max(map(len, names)) else None


def with_twin(form: FormMap, scored: Found, other: Found, twin: FormMap) -> FormMap:
    """The scored form, each indicator beside its row of the other table; what only the other says is taken over."""
    lent = {field: twin.fields[field] for field in _LENT if field in twin.fields}
    texts = {field: place for field, place in twin.fields.items() if field.startswith("text:")}
    funds = form if form.total_fund or form.sources else twin
    union = [
        replace(one, found=one.found or two.found)
        for one, two in zip(scored.sought, other.sought, strict=True)
    ]
    return replace(
        form,
        confidence=round(share(union), 4),
        fields={**lent, **texts, **form.fields},
        total_fund=funds.total_fund,
        sources=funds.sources,
        money_unit=funds.money_unit,
        class_scores=form.class_scores or twin.class_scores,
        twins=_matched(form, scored.body.sheet, twin, other.body.sheet),
        unread=(*form.unread, *twin.unread) if not all(one.found for one in union) else (),
    )


def _matched(form: FormMap, sheet: Sheet, twin: FormMap, other: Sheet) -> tuple[Places | None, ...]:
    """By name, then by position where both tables have as many rows."""
    left: dict[str, list[int]] = {}
    for number, row in enumerate(twin.indicators):
        left.setdefault(_text(other, row), []).append(number)
    found: list[int | None] = []
    for row in form.indicators:
        numbers = left.get(_text(sheet, row), [])
        found.append(numbers.pop(0) if numbers else None)
    taken = set(found)
    if len(form.indicators) == len(twin.indicators):
        found = [
            position if number is None and position not in taken else number
            for position, number in enumerate(found)
        ]
    return tuple(None if number is None else twin.indicators[number] for number in found)


def _joint_rank(one: Found, two: Found) -> float:
    return sum(
        a.weight if a.found or b.found else -a.weight for a, b in zip(one.sought, two.sought, strict=True)
    )


def _has(found: Found, field: str) -> bool:
    return found.table is not None and field in found.table.header.labels


def _name(found: Found, row: Places) -> str:
    return _text(found.body.sheet, row)


def _text(sheet: Sheet, row: Places) -> str:
    place = row.get("name") or row.get("second_level")
    return label_key(sheet.text(place.row, place.column)) if place else ""
