"""Finding the fields of our own workbook by its defined names, also after rows were inserted or deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields as dataclass_fields

from xlperf.forms import ClassScoresBlock, FormTemplate, IndicatorsBlock, TotalBlock
from xlperf.model import Fund, Indicator
from xlperf.workbook.entry import number_of
from xlperf.workbook.extent import area_of, right_edge
from xlperf.workbook.form_map import FormMap, Places, Stamp
from xlperf.workbook.grid import Grid, Sheet
from xlperf.workbook.labels import keys_of_spec
from xlperf.workbook.locate_funds import ends_funds
from xlperf.workbook.names import (
    field_name,
    narrative_name,
    parse_class_name,
    parse_fund_name,
    parse_indicator_name,
)
from xlperf.workbook.page import Page
from xlperf.workbook.place import Place
from xlperf.workbook.read_stamp import named
from xlperf.workbook.rows import SHARED, Columns, fund_places, indicator_rows, leftovers, row_places
from xlperf.workbook.total_row import total_places

# how far from the named rows the header and a total row that lost its name are looked for
NEAR = 60
FIELDS = (
    "title",
    "year",
    "project_name",
    "department",
    "unit",
    "goal",
    "completion",
    "total",
    "weight_total",
    "grade",
)


def locate_by_names(grid: Grid, templates: Sequence[FormTemplate], stamp: Stamp) -> FormMap | None:
    """The form of our own workbook; None when the stamp or the names do not say enough."""
    template = next((template for template in templates if template.id == stamp.template), None)
    sheet = _form_sheet(grid)
    if template is None or sheet is None:
        return None
    page = Page(sheet)
    places = {
        name: place for name in grid.names if (place := named(grid, name)) and place.sheet == sheet.name
    }
    known = _by_row(_numbered(places, parse_indicator_name, Indicator), SHARED)
    classes = _class_scores(template, places)
    if not known and not classes:
        return None
    fields = _fields(template, places)
    fields = {**_lost_total(page, template, known, fields), **fields}
    body = _body(page, template, known, fields.get("total"))
    indicators = tuple(indicator_rows(page, sorted(body), body.__getitem__))
    named_rows = {row["name"] for row in indicators if "name" in row}
    ends = [*known, *(place.row for _, row in classes for place in row.values())]
    below_funds = min(
        [min(ends), *(fields[field].row for field in ("goal", "completion") if field in fields)]
    )
    total_fund, sources = _funds(page, template, places, below_funds)
    rows = (total_fund, *sources, *indicators, *known.values(), *(row for _, row in classes))
    area = area_of(page, [*fields.values(), *(place for row in rows for place in row.values())])
    return FormMap(
        template=template,
        sheet=sheet.name,
        recognised_by="names",
        confidence=1.0,
        area=area,
        right_edge=right_edge(page, area, stamp.beside),
        fields=fields,
        total_fund=total_fund,
        sources=sources,
        indicators=indicators,
        money_unit=template.money_unit,
        stamp=stamp,
        class_scores=classes,
        leftovers=tuple(place for place in leftovers(page, body.values()) if place not in named_rows),
    )


def _form_sheet(grid: Grid) -> Sheet | None:
    owners = Counter(
        sheet
        for name, (sheet, _) in grid.names.items()
        if parse_indicator_name(name) or parse_class_name(name)
    )
    return next((sheet for name, _ in owners.most_common() if (sheet := grid.sheet(name))), None)


def _fields(template: FormTemplate, places: Mapping[str, Place]) -> dict[str, Place]:
    keys = {field: field_name(field) for field in FIELDS}
    keys |= {f"text:{row.key}": narrative_name(row.key) for row in template.narrative_rows()}
    return {field: places[name] for field, name in keys.items() if name in places}


def _numbered(
    names: Mapping[str, Place], parse: Callable[[str], tuple[int, str] | None], kind: type[Fund | Indicator]
) -> list[tuple[tuple[int, str], Place]]:
    """Row number, field and place of the names of that kind; names with unknown fields are not ours."""
    known = {field.name for field in dataclass_fields(kind)}
    parsed = ((parse(name), place) for name, place in names.items())
    return [(key, place) for key, place in parsed if key and key[1] in known]


def _by_row(
    parsed: Iterable[tuple[tuple[int, str], Place]], shared: Iterable[str] = ()
) -> dict[int, dict[str, Place]]:
    """The named cells by the sheet row they stand in now; a cell moved out of its row counts no more."""
    numbered: dict[int, dict[str, Place]] = {}
    for (number, field), place in parsed:
        numbered.setdefault(number, {})[field] = place
    found: dict[int, dict[str, Place]] = {}
    for places in numbered.values():
        own = [place.row for field, place in places.items() if field not in shared] or [
            p.row for p in places.values()
        ]
        row = Counter(own).most_common(1)[0][0]
        found[row] = {
            field: p for field, p in places.items() if p.row == row or (field in shared and p.row < row)
        }
    return dict(sorted(found.items()))


def _columns(page: Page, rows: Iterable[Places]) -> Columns:
    """The columns that most of the named rows use for each field."""
    seen: dict[str, Counter[tuple[int, int]]] = {}
    for places in rows:
        for field, place in places.items():
            area = page.sheet.area(place.row, place.column)
            seen.setdefault(field, Counter())[area.left, area.right] += 1
    return {field: counter.most_common(1)[0][0] for field, counter in seen.items()}


def _lost_total(page: Page, template: FormTemplate, known: Mapping[int, Places], fields: Places) -> Places:
    """The cells of the total row by its label, where its name was lost."""
    block = template.block(TotalBlock)
    if block is None or "total" in fields or not known:
        return {}
    for row in page.rows_between(max(known) + 1, max(known) + NEAR):
        if any(print_.says(keys_of_spec(block)) for print_ in page.row(row)):
            return total_places(page, row, _columns(page, known.values()), block)
    return {}


def _first_body_row(page: Page, template: FormTemplate, first: int) -> int:
    """The row below the header, above the first named indicator."""
    block = template.block(IndicatorsBlock)
    keys = frozenset[str]().union(*(keys_of_spec(column) for column in (block.columns if block else ())))
    for row in reversed(page.rows_between(first - NEAR, first - 1)):
        headings = [print_ for print_ in page.row(row) if print_.says(keys)]
        if len(headings) > 1:
            return max(print_.area.bottom for print_ in headings) + 1
    return first


def _body(
    page: Page, template: FormTemplate, known: Mapping[int, Places], total: Place | None
) -> dict[int, Places]:
    """The rows of the indicator table, those inserted among the named ones too."""
    if not known:
        return {}
    columns = _columns(page, known.values())
    first = _first_body_row(page, template, min(known))
    last = total.row - 1 if total and total.row > max(known) else max(known)
    rows = sorted({*known, *page.rows_between(first, last)})
    return {row: {**row_places(page, row, columns, SHARED), **known.get(row, {})} for row in rows}


def _class_scores(template: FormTemplate, names: Mapping[str, Place]) -> tuple[tuple[str, Places], ...]:
    """The classes in the template's order, 合计 last."""
    block = template.block(ClassScoresBlock)
    found: dict[int, dict[str, Place]] = {}
    for name, place in names.items():
        if parsed := parse_class_name(name):
            found.setdefault(parsed[0], {})[parsed[1]] = place
    columns = [*enumerate(block.classes, 1), (0, block.total)] if block else []
    return tuple((column.label, found[number]) for number, column in columns if number in found)


def _funds(
    page: Page, template: FormTemplate, names: Mapping[str, Place], above: int
) -> tuple[Places, tuple[Places, ...]]:
    """The total row, and the sources around it, those without names among them."""
    parsed = _numbered(names, parse_fund_name, Fund)
    known: dict[int, Places] = dict(_by_row(parsed))
    if not known:
        return {}, ()
    columns = {field: span for field, span in _columns(page, known.values()).items() if field != "label"}
    for row in page.rows_between(min(known) + 1, above - 1):
        if ends_funds(page, template, row):
            break
        places = fund_places(page, row, columns)
        if row in known:
            known[row] = {**places, **known[row]}
        elif any(_figure(page, place) for field, place in places.items() if field != "label"):
            known[row] = places
    totals = Counter(place.row for (number, _), place in parsed if number == 0)
    total = known.pop(totals.most_common(1)[0][0], {}) if totals else {}
    return total, tuple(known[row] for row in sorted(known))


def _figure(page: Page, place: Place) -> bool:
    cell = page.sheet.at(place.row, place.column)
    return cell is not None and number_of(cell, cell.text.strip()) is not None
