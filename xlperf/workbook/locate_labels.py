"""Finding a form in any workbook by its printed labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlperf.forms import FormTemplate, FundingBlock, GoalsBlock, IndicatorsBlock, NarrativesBlock, TotalBlock
from xlperf.workbook.extent import area_of, right_edge
from xlperf.workbook.form_map import FormMap, Stamp, Unrecognised
from xlperf.workbook.grid import Grid
from xlperf.workbook.labels import keys_of_spec, money_unit_of
from xlperf.workbook.locate_funds import FundTable, find_funds
from xlperf.workbook.locate_indicators import IndicatorTable, find_indicators
from xlperf.workbook.locate_texts import find_fields, find_goals, find_heading, find_narratives
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import Place
from xlperf.workbook.stamp import (
    CHECK_SHEET,
    GUIDE_SHEET,
    MARK_NAMES,
    RESULT_NAMES,
    RESULT_SHEET,
    STAMP_SHEET,
)

_GENERATED_SHEETS = {RESULT_SHEET, GUIDE_SHEET, CHECK_SHEET}
# the names that a workbook of others has after write-back
_WRITTEN_BACK = {*RESULT_NAMES, *MARK_NAMES.values()}
THRESHOLD = 0.5
# the indicator header is what makes a form; the analysis texts are often left out
INDICATOR, TOTAL, OTHER, NARRATIVE = 3.0, 2.0, 1.0, 0.5


@dataclass(frozen=True)
class Sought:
    """One of the template's labels, what it weighs, and whether the sheet has it."""

    label: str
    weight: float
    found: bool


@dataclass(frozen=True)
class Candidate:
    """What one template finds on one sheet; ``form`` is None when it is no form."""

    sheet: str
    hidden: bool
    sought: tuple[Sought, ...]
    form: FormMap | None = None


def locate_by_labels(
    grid: Grid, templates: Sequence[FormTemplate], stamp: Stamp | None = None
) -> FormMap | Unrecognised:
    """The form that fits best, visible sheets first."""
    candidates = _survey(grid, templates, stamp or Stamp())
    return max(_forms(candidates), key=lambda form: form.confidence, default=None) or _nearest(candidates)


def locate_all_by_labels(
    grid: Grid, templates: Sequence[FormTemplate], stamp: Stamp | None = None
) -> tuple[FormMap, ...]:
    """Every sheet's form, in order; hidden sheets only count where no visible one has a form."""
    return _forms(_survey(grid, templates, stamp or Stamp()))


def _survey(grid: Grid, templates: Sequence[FormTemplate], stamp: Stamp) -> tuple[Candidate, ...]:
    """What the templates find on each sheet that may hold a form."""
    own = _own_sheets(grid, stamp)
    pages = [Page(sheet) for sheet in grid.sheets if sheet.name not in own]
    return tuple(_candidate(page, template, stamp) for page in pages if page.rows for template in templates)


def _own_sheets(grid: Grid, stamp: Stamp) -> set[str]:
    """The sheets that generating added; in a workbook of others a form may stand on sheets of the same names."""
    generated = stamp.template or any(
        name.startswith("xp_") and name not in _WRITTEN_BACK for name in grid.names
    )
    return {STAMP_SHEET, *(_GENERATED_SHEETS if generated else ())}


def _forms(candidates: Sequence[Candidate]) -> tuple[FormMap, ...]:
    for hidden in (False, True):
        best: dict[str, Candidate] = {}
        for candidate in candidates:
            if candidate.form and candidate.hidden == hidden:
                best[candidate.sheet] = max(best.get(candidate.sheet, candidate), candidate, key=_rank)
        if best:
            return tuple(candidate.form for candidate in best.values() if candidate.form)
    return ()


def _nearest(candidates: Sequence[Candidate]) -> Unrecognised:
    """The sheet that came nearest to a form, and which labels it lacks."""
    best = max(candidates, key=_share, default=None)
    if best is None or not any(item.found for item in best.sought):
        return Unrecognised()
    return Unrecognised(
        best.sheet,
        tuple(item.label for item in best.sought if item.found),
        tuple(item.label for item in best.sought if not item.found and item.weight >= OTHER),
    )


def _rank(candidate: Candidate) -> float:
    """Found less missing: a template that fits as well but says more about the sheet comes first."""
    return sum(item.weight if item.found else -item.weight for item in candidate.sought)


def _share(candidate: Candidate) -> float:
    whole = sum(item.weight for item in candidate.sought)
    return sum(item.weight for item in candidate.sought if item.found) / whole


def _candidate(page: Page, template: FormTemplate, stamp: Stamp) -> Candidate:
    table = find_indicators(page, template)
    if table is None:
        return Candidate(page.sheet.name, page.sheet.hidden, tuple(_printed_anywhere(page, template)))
    funds = find_funds(page, template, table.header.top)
    head = funds.header.top if funds else table.header.top
    fields = find_fields(page, template, head)
    first = min((label.row for label, _ in fields.values()), default=head)
    heading = find_heading(page, first)
    goals = find_goals(page, template, first, table.header.top)
    texts = find_narratives(page, template, table.last_row)
    sought = tuple(_sought(template, table, funds, {**fields, **goals, **texts}))
    candidate = Candidate(page.sheet.name, page.sheet.hidden, sought)
    # a bare table of indicators, or a list, has one of these at most
    if _share(candidate) < THRESHOLD or (bool(table.total_row), bool(funds), bool(fields)).count(True) < 2:
        return candidate
    values: dict[str, Place] = {
        **heading,
        **{field: place for field, (_, place) in (*fields.items(), *goals.items())},
        **table.total,
        **{f"text:{key}": place for key, (_, place) in texts.items()},
    }
    rows = (*table.indicators, *((funds.total, *funds.sources) if funds else ()))
    labels: list[Print] = [label for label, _ in (*fields.values(), *goals.values(), *texts.values())]
    labels += [*table.header.labels.values(), *(funds.header.labels.values() if funds else ())]
    area = area_of(page, [*values.values(), *(place for row in rows for place in row.values())], labels)
    form = FormMap(
        template=template,
        sheet=page.sheet.name,
        recognised_by="labels",
        confidence=_share(candidate),
        area=area,
        right_edge=right_edge(page, area, stamp.beside),
        fields=values,
        total_fund=funds.total if funds else {},
        sources=funds.sources if funds else (),
        indicators=table.indicators,
        money_unit=_money_unit(page, template, funds, head),
        stamp=stamp,
    )
    return Candidate(page.sheet.name, page.sheet.hidden, sought, form)


def _sought(
    template: FormTemplate,
    table: IndicatorTable,
    funds: FundTable | None,
    texts: dict[str, tuple[Print, Place]],
) -> Iterator[Sought]:
    indicators, funding = template.block(IndicatorsBlock), template.block(FundingBlock)
    goals, narratives, total = (
        template.block(GoalsBlock),
        template.block(NarrativesBlock),
        template.block(TotalBlock),
    )
    for spec in template.field_specs():
        yield Sought(spec.label, OTHER, spec.field in texts)
    for column in funding.columns if funding else ():
        yield Sought(column.label, OTHER, funds is not None and column.field in funds.header.labels)
    for goal in goals.columns if goals else ():
        yield Sought(goal.label, OTHER, goal.field in texts)
    for item in indicators.columns if indicators else ():
        yield Sought(item.label, INDICATOR, item.field in table.header.labels)
    if total:
        yield Sought(total.label, TOTAL, table.total_labelled)
    for row in narratives.rows if narratives else ():
        yield Sought(row.label, NARRATIVE, row.key in texts)


def _printed_anywhere(page: Page, template: FormTemplate) -> Iterator[Sought]:
    """Where there is no indicator table, the labels that stand somewhere on the sheet."""
    indicators, total = template.block(IndicatorsBlock), template.block(TotalBlock)
    for spec in (
        *template.field_specs(),
        *(indicators.columns if indicators else ()),
        *((total,) if total else ()),
    ):
        yield Sought(spec.label, OTHER, bool(page.saying(keys_of_spec(spec))))


def _money_unit(page: Page, template: FormTemplate, funds: FundTable | None, head: int) -> str:
    labels = [*funds.header.labels.values(), *funds.header.groups] if funds else []
    captions = [funds.caption] if funds and funds.caption else []
    heading = list(page.prints(1, head))
    stated = (money_unit_of(print_.text) for print_ in (*labels, *captions, *heading))
    return next((unit for unit in stated if unit), template.money_unit)
