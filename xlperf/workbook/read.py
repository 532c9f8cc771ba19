"""From a workbook to what its form says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from xlperf.forms import FormTemplate, NarrativesBlock
from xlperf.model import BLANK, TOTAL, WEIGHT, Assessment, Entry, Fund, Indicator, Narrative
from xlperf.workbook.entry import read_entry, with_points
from xlperf.workbook.form_map import FormMap, Places, Unrecognised
from xlperf.workbook.grid import Grid
from xlperf.workbook.labels import compact
from xlperf.workbook.locate_labels import locate_all_by_labels, locate_by_labels
from xlperf.workbook.locate_names import locate_by_names
from xlperf.workbook.locate_texts import CHINESE_YEAR, YEAR, field_value
from xlperf.workbook.read_stamp import read_stamp

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NEEDED_COLUMNS = {
    "指标值": {"initial_target", "adjusted_target"},
    "实际完成值": {"actual"},
    WEIGHT: {"weight"},
    "得分": {"score"},
}
_NEEDED_AMOUNTS = {"全年预算数": "full_year_budget", "全年执行数": "executed"}
_POINTS = {"weight", "score", "execution_score"}
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d")


def locate_form(grid: Grid, templates: Sequence[FormTemplate]) -> FormMap | Unrecognised:
    """Where the workbook's form stands: by the names of our own workbook, else by printed labels."""
    stamp = read_stamp(grid)
    return locate_by_names(grid, templates, stamp) or locate_by_labels(grid, templates, stamp)


def locate_forms(grid: Grid, templates: Sequence[FormTemplate]) -> tuple[FormMap, ...]:
    """Every form of a workbook that holds one on each of several sheets."""
    stamp = read_stamp(grid)
    own = locate_by_names(grid, templates, stamp)
    return (own,) if own else locate_all_by_labels(grid, templates, stamp)


def read_form(grid: Grid, form_map: FormMap) -> Assessment:
    """What the form says."""
    fields = {field: read_entry(grid, place) for field, place in form_map.fields.items()}
    for spec in form_map.template.field_specs():
        if entry := fields.get(spec.field):
            fields[spec.field] = replace(entry, text=field_value(entry.text, spec))
    stamp = form_map.stamp
    return Assessment(
        template=form_map.template.id,
        sheet=form_map.sheet,
        recognised_by=form_map.recognised_by,
        profile=stamp.profile,
        project_id=stamp.project_id,
        title=fields.get("title", BLANK),
        year=_year(fields.get("year", BLANK)),
        project_name=fields.get("project_name", BLANK),
        department=fields.get("department", BLANK),
        unit=fields.get("unit", BLANK),
        total_fund=_fund(grid, form_map.total_fund),
        sources=tuple(_fund(grid, places) for places in form_map.sources),
        goal=fields.get("goal", BLANK),
        completion=fields.get("completion", BLANK),
        indicators=tuple(_indicator(grid, places) for places in form_map.indicators),
        weight_total=with_points(fields.get("weight_total", BLANK)),
        total=with_points(fields.get("total", BLANK)),
        grade=fields.get("grade", BLANK),
        narratives=tuple(_narratives(form_map.template, fields)),
        scores_editable=stamp.scores_editable,
        issued=tuple((read_entry(grid, cell.place), cell.text, cell.label) for cell in stamp.issued),
        money_unit=form_map.money_unit,
        unrecognised=tuple(_unrecognised(form_map)) if form_map.recognised_by == "labels" else (),
    )


def _unrecognised(form_map: FormMap) -> Iterable[str]:
    """What the checks need and no label was found for; a table without rows tells nothing of its columns."""
    columns = {field for row in form_map.indicators for field in row}
    amounts = {field for row in (form_map.total_fund, *form_map.sources) for field in row}
    for name, fields in _NEEDED_COLUMNS.items():
        if form_map.indicators and not fields & columns:
            yield name
    for name, field in _NEEDED_AMOUNTS.items():
        if field not in amounts:
            yield name
    if "total" not in form_map.fields:
        yield TOTAL


def _fund(grid: Grid, places: Places) -> Fund:
    return Fund(**_row(grid, places))


def _indicator(grid: Grid, places: Places) -> Indicator:
    return Indicator(**_row(grid, places))


def _row(grid: Grid, places: Places) -> dict[str, Entry]:
    entries = {field: read_entry(grid, place) for field, place in places.items()}
    return {field: with_points(entry) if field in _POINTS else entry for field, entry in entries.items()}


def _narratives(template: FormTemplate, fields: dict[str, Entry]) -> Iterable[Narrative]:
    block = template.block(NarrativesBlock)
    for row in block.rows if block else ():
        entry = fields.get(f"text:{row.key}")
        if entry is not None:
            yield Narrative(row.key, row.label, entry)


def _year(entry: Entry) -> Entry:
    text = compact(entry.text)
    match = YEAR.search(text) or _PLAIN_YEAR.search(text)
    if match:
        return replace(entry, number=Decimal(match[0].removesuffix("年")))
    chinese = CHINESE_YEAR.search(text)
    digits = chinese[0].removesuffix("年").translate(_CHINESE_DIGITS) if chinese else ""
    return replace(entry, number=Decimal(digits) if digits else None)
