"""Live checks of the form as a whole: header, funds, totals, texts."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.functions import length, or_
from xlperf.layout.check import OPEN, FormCheck, filled, simple
from xlperf.layout.check_funds import funding_checks
from xlperf.layout.check_totals import class_checks, total_checks
from xlperf.layout.form_cells import NO_YEAR, FormCells
from xlperf.profiles import Profile


def form_checks(cells: FormCells, profile: Profile) -> Iterator[FormCheck]:
    """All checks that do not go row by row."""
    yield from _header(cells)
    if cells.total_fund.get("full_year_budget") and cells.total_fund.get("executed"):
        yield from funding_checks(cells, profile)
    if cells.classes:
        yield from class_checks(cells)
    if cells.scored:
        yield from total_checks(cells, profile)
    yield from _texts(cells)


def _header(cells: FormCells) -> Iterator[FormCheck]:
    if year := cells.fields.get("year"):
        missing = or_(length(year).eq(0), year.eq(NO_YEAR))
        yield simple("年度", missing, "年度已填。", "年度还没有填，请填写，如（2023年度）。", year, OPEN)
    header = [field for field in ("project_name", "department", "unit") if field in cells.fields]
    names = "、".join(cells.labels[field] for field in header)
    yield filled("表头", [cells.fields[field] for field in header], names)
    for field in ("goal", "completion"):
        if field in cells.fields:
            yield filled(cells.labels[field], [cells.fields[field]], f"“{cells.labels[field]}”")


def _texts(cells: FormCells) -> Iterator[FormCheck]:
    for key, at in cells.narratives.items():
        label = cells.labels[key]
        yield filled(label, [at], f"“{label}”")
