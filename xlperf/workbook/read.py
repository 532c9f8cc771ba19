"""From a workbook to what its form says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from xlperf.decimals import HUNDRED
from xlperf.forms import FormTemplate, FundingBlock, IndicatorsBlock, TotalBlock
from xlperf.model import (
    BLANK,
    REASONS,
    TOTAL,
    WEIGHT,
    Assessment,
    ClassScore,
    Entry,
    Fund,
    Indicator,
    Narrative,
    Purchase,
)
from xlperf.workbook.entry import read_entry, with_points
from xlperf.workbook.form_map import FormMap, Places, Unrecognised
from xlperf.workbook.grid import Grid
from xlperf.workbook.labels import compact
from xlperf.workbook.locate_labels import locate_all_by_labels, locate_by_labels
from xlperf.workbook.locate_names import locate_by_names
from xlperf.workbook.locate_purchases import purchase_tables, with_purchases, without_tables
from xlperf.workbook.locate_texts import CHINESE_YEAR, USUAL, YEAR, field_value, narrative_text, year_text
from xlperf.workbook.lone_total import told_grade, told_total
from xlperf.workbook.money_cells import with_own_units
from xlperf.workbook.printed import FIELDS_OF, likely_headings, printed_labels
from xlperf.workbook.read_stamp import read_stamp

_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_NEEDED_COLUMNS, _NEEDED_AMOUNTS = ("指标值", "实际完成值", WEIGHT, "得分"), ("全年预算数", "全年执行数")
_POINTS = {"weight", "score", "execution_score", "first_weight", "second_weight", "deducted"}
# what the other table of a workbook may say in place of a blank cell, and of a column that is not there
_FROM_TWIN = ("explanation", "clause", "evidence")
_COLUMNS_FROM_TWIN = ("initial_target", "adjusted_target", "actual", "weight", "deviation_reason")
_LEVEL_POINTS = {"first_level": "first_weight", "second_level": "second_weight"}
_WITH_POINTS = re.compile(
    r"(?P<name>.*\D)(?:\((?P<inner>\d+(?:\.\d+)?)分?\)|(?<![第前后\d.])(?P<bare>\d+(?:\.\d+)?)分)"
)
_EXECUTION = re.compile(
    r"(?:项目|部门|年度|财政)*(?:预算|资金|预算资金)(?:支出)?(?:执行率|执行进度|执行情况)(?:指标)?(?:\(.*\))?"
)
_PLAIN_YEAR = re.compile(r"(?:19|20)\d\d")


def locate_form(grid: Grid, templates: Sequence[FormTemplate]) -> FormMap | Unrecognised:
    """Where the workbook's form stands: by the names of our own workbook, else by printed labels."""
    stamp = read_stamp(grid)
    tables = purchase_tables(grid)
    rest = without_tables(grid, tables)
    found = locate_by_names(rest, templates, stamp) or locate_by_labels(rest, templates, stamp)
    return found if isinstance(found, Unrecognised) else with_purchases((found,), tables)[0]


def locate_forms(
    grid: Grid, templates: Sequence[FormTemplate], asked: FormTemplate | None = None
) -> tuple[FormMap, ...]:
    """Every form of a workbook that holds one on each of several sheets; ``asked`` is preferred where it fits."""
    stamp = read_stamp(grid)
    tables = purchase_tables(grid)
    rest = without_tables(grid, tables)
    own = locate_by_names(rest, templates, stamp)
    forms = (own,) if own else locate_all_by_labels(rest, templates, stamp, asked)
    return with_purchases(forms, tables)


def read_form(grid: Grid, form_map: FormMap) -> Assessment:
    """What the form says."""
    fields = {field: read_entry(grid, place) for field, place in form_map.fields.items()}
    for spec in form_map.template.field_specs():
        if entry := fields.get(spec.field):
            fields[spec.field] = replace(entry, text=field_value(entry.text, spec))
    stamp = form_map.stamp
    headings = likely_headings(grid, form_map)
    indicators = tuple(_indicators(grid, form_map))
    rows = tuple(_fund(grid, places) for places in (form_map.total_fund, *form_map.sources))
    (total_fund, *sources), money_unit = with_own_units(rows, form_map.money_unit)
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
        total_fund=total_fund,
        sources=tuple(sources),
        goal=fields.get("goal", BLANK),
        completion=fields.get("completion", BLANK),
        indicators=indicators,
        weight_total=with_points(fields.get("weight_total", BLANK)),
        total=_total(fields.get("total", BLANK)),
        grade=_grade(fields),
        narratives=tuple(_narratives(form_map.template, fields)),
        class_scores=tuple(_class_score(grid, name, places) for name, places in form_map.class_scores),
        purchases=tuple(_purchases(grid, form_map)),
        scored=form_map.template.scored,
        leftovers=tuple(read_entry(grid, place) for place in form_map.leftovers),
        execution_indicator=_execution(total_fund, indicators),
        scores_editable=stamp.scores_editable,
        issued=tuple((read_entry(grid, cell.place), cell.text, cell.label) for cell in stamp.issued),
        formulas=stamp.formulas,
        money_unit=money_unit,
        unrecognised=tuple(_unrecognised(form_map, REASONS in headings))
        if form_map.recognised_by == "labels"
        else (),
        headings=headings,
        labels=printed_labels(form_map.template),
    )


def _total(entry: Entry) -> Entry:
    """The total, also where a sentence tells it."""
    entry = with_points(entry)
    told = told_total(entry.text) if entry.number is None else None
    return entry if told is None else replace(entry, number=told)


def _grade(fields: dict[str, Entry]) -> Entry:
    """The grade, also where the sentence with the total tells it."""
    own, total = fields.get("grade", BLANK), fields.get("total", BLANK)
    if own.live and own.number == 0:
        # other programs store 0 as the result of a formula that gives a text
        own = replace(own, text="", number=None, waiting=True)
    told = told_grade(total.text) if own.blank and total.number is None else None
    return own if told is None else replace(total, text=told)


def _unrecognised(form_map: FormMap, has_reasons: bool) -> Iterable[str]:
    """What the checks need and no label was found for; a table without rows tells nothing of its columns."""
    template = form_map.template
    block = template.block(IndicatorsBlock)
    printed = {column.field for column in block.columns} if block else set()
    columns = {field for row in (*form_map.indicators, *form_map.twins) if row for field in row}
    amounts = {field for row in (form_map.total_fund, *form_map.sources) for field in row}
    funding = template.block(FundingBlock)
    funds = {column.field for column in funding.columns} if funding else set()
    # a bare table of scores has neither targets nor actual values, and no heading that may mean them
    values = {"initial_target", "adjusted_target", "actual"}
    scores_only = template.execution_points == 0 and {"weight", "score"} <= columns and not values & columns
    for name, fields in ((name, FIELDS_OF[name]) for name in _NEEDED_COLUMNS):
        if scores_only and fields <= values and not form_map.unread:
            continue
        if form_map.indicators and fields & printed and not fields & columns:
            yield name
    # where spending has no points of its own, offices print the funds or leave them out
    optional = template.execution_points == 0 and not amounts
    for name, fields in ((name, FIELDS_OF[name]) for name in _NEEDED_AMOUNTS):
        if fields <= funds and not optional and not fields & amounts:
            yield name
    # forms may do without reasons; a heading that may mean them is another matter
    if form_map.indicators and "deviation_reason" not in columns and has_reasons:
        yield REASONS
    if template.block(TotalBlock) and "total" not in form_map.fields:
        yield TOTAL


def _fund(grid: Grid, places: Places) -> Fund:
    return Fund(**_row(grid, places))


def _indicators(grid: Grid, form_map: FormMap) -> Iterator[Indicator]:
    for number, places in enumerate(form_map.indicators):
        own = _indicator(grid, places)
        other = form_map.twins[number] if number < len(form_map.twins) else None
        if other is None:
            yield own
            continue
        twin = _indicator(grid, other)
        lent = {field: getattr(twin, field) for field in _FROM_TWIN if getattr(own, field).blank}
        lent |= {field: getattr(twin, field) for field in _COLUMNS_FROM_TWIN if field not in places}
        yield replace(own, **{field: entry for field, entry in lent.items() if not entry.blank}, twin=twin)


def _indicator(grid: Grid, places: Places) -> Indicator:
    row = _row(grid, places)
    for level, points in _LEVEL_POINTS.items():
        entry = row.get(level, BLANK)
        match = _WITH_POINTS.fullmatch(unicodedata.normalize("NFKC", entry.text).strip())
        if match is None:
            continue
        figure = match["inner"] or match["bare"]
        row[level] = replace(entry, text=match["name"].strip(" ,:-"))
        if row.get(points, BLANK).blank:
            row[points] = replace(entry, text=figure, number=Decimal(figure), worded=True)
    return Indicator(**row, twin=None)


def _execution(total: Fund, indicators: Sequence[Indicator]) -> int | None:
    """预算执行率 as an indicator with points of its own, where there is just one such row.

    A cell for the score beside the funds that is empty counts only if the indicators lack the points of execution.
    """
    weights = sum((row.weight.number for row in indicators if row.weight.number is not None), Decimal(0))
    beside = total.execution_score
    if beside.number is not None or (beside.place is not None and weights != HUNDRED):
        return None
    found = [
        number
        for number, row in enumerate(indicators)
        if not row.weight.blank and _EXECUTION.fullmatch(compact(_named(row)))
    ]
    return found[0] if len(found) == 1 else None


def _named(row: Indicator) -> str:
    return next(
        (level.text for level in (row.name, row.second_level, row.first_level) if not level.blank), ""
    )


def _class_score(grid: Grid, name: str, places: Places) -> ClassScore:
    entries = _row(grid, places)
    match = _WITH_POINTS.fullmatch(unicodedata.normalize("NFKC", name).strip())
    if match and entries.get("weight", BLANK).blank:
        figure = match["inner"] or match["bare"]
        at = entries.get("score", BLANK).place
        entries["weight"] = Entry(figure, Decimal(figure), at, worded=True)
    return ClassScore(match["name"].strip(" ,:-") if match else name, **entries)


def _purchases(grid: Grid, form_map: FormMap) -> Iterator[Purchase]:
    for row in form_map.purchases:
        amounts = tuple((read_entry(grid, place), unit) for place, unit in row.amounts)
        item, method, heading = (read_entry(grid, place) for place in (row.item, row.method, row.heading))
        yield Purchase(item, method, heading, amounts, read_entry(grid, row.caption), row.shared)


def _row(grid: Grid, places: Places) -> dict[str, Entry]:
    entries = {field: read_entry(grid, place) for field, place in places.items()}
    return {field: with_points(entry) if field in _POINTS else entry for field, entry in entries.items()}


def _narratives(template: FormTemplate, fields: dict[str, Entry]) -> Iterable[Narrative]:
    own = tuple(template.narrative_rows())
    keys = {row.key for row in own}
    for row in (*own, *(row for row in USUAL if row.key not in keys)):
        entry = fields.get(f"text:{row.key}")
        if entry is not None:
            yield Narrative(row.key, row.label, replace(entry, text=narrative_text(entry.text, row)))


def _year(entry: Entry) -> Entry:
    text = compact(entry.text)
    match = YEAR.search(year_text(entry.text)) or YEAR.search(text) or _PLAIN_YEAR.search(text)
    if match:
        return replace(entry, number=Decimal(match[0].removesuffix("年")))
    chinese = CHINESE_YEAR.search(text)
    digits = chinese[0].removesuffix("年").translate(_CHINESE_DIGITS) if chinese else ""
    return replace(entry, number=Decimal(digits) if digits else None)
