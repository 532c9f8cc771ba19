"""Finding forms in any workbook by their printed labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from xlperf.forms import FormTemplate
from xlperf.workbook.form_map import FormMap, Nearest, Stamp, Unrecognised
from xlperf.workbook.grid import Grid
from xlperf.workbook.locate_parts import join_parts
from xlperf.workbook.locate_sought import OTHER, share
from xlperf.workbook.locate_split import pages_of
from xlperf.workbook.locate_template import Found, find, find_head
from xlperf.workbook.locate_twins import twin_template, with_twin
from xlperf.workbook.page import Page
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


@dataclass(frozen=True)
class Survey:
    """What each template finds on one page."""

    page: Page
    found: tuple[Found, ...]
    asked: str | None = None
    """id of the template that is taken wherever it fits, however well others do"""

    @cached_property
    def form(self) -> Found | None:
        """The template that fits best, where the page has a form."""
        fitting = (one for one in self.found if one.is_form)
        return max(fitting, key=lambda one: (one.template.id == self.asked, one.rank), default=None)

    @cached_property
    def nearest(self) -> Found | None:
        """The template that most labels are of."""
        return max(self.found, key=lambda one: (_count(one), share(one.sought)), default=None)

    @cached_property
    def scored(self) -> bool | None:
        """The page's table of indicators has scores; None without a table."""
        tables = [one.table for one in self.found if one.table]
        return any("score" in table.header.labels for table in tables) if tables else None

    @cached_property
    def is_head(self) -> bool:
        """All that stands above the table of a form, and no such table."""
        return any(find_head(one.template, self.page) for one in self.found)

    @property
    def tableless(self) -> bool:
        """No table of indicators, and no total: class scores may stand here while the table is on the next page."""
        return not any(one.table for one in self.found) and not (self.form and self.form.total_labelled)

    @property
    def headless(self) -> bool:
        """The table of a form, and the project named nowhere."""
        tables = [one for one in self.found if one.is_table]
        return bool(tables) and not any("project_name" in one.fields or one.funds for one in tables)


def locate_by_labels(
    grid: Grid, templates: Sequence[FormTemplate], stamp: Stamp | None = None
) -> FormMap | Unrecognised:
    """The form that fits best, visible sheets first."""
    surveys = _surveys(grid, templates, stamp or Stamp())
    return max(
        _forms(grid, surveys, stamp or Stamp()), key=lambda form: form.confidence, default=None
    ) or _nearest(surveys)


def locate_all_by_labels(
    grid: Grid,
    templates: Sequence[FormTemplate],
    stamp: Stamp | None = None,
    asked: FormTemplate | None = None,
) -> tuple[FormMap, ...]:
    """Every form in order; hidden sheets only count where no visible one has a form.

    ``asked``: the one of the templates that is taken wherever it fits.
    """
    stamp = stamp or Stamp()
    return tuple(_forms(grid, _surveys(grid, templates, stamp, asked), stamp))


def _surveys(
    grid: Grid, templates: Sequence[FormTemplate], stamp: Stamp, asked: FormTemplate | None = None
) -> tuple[Survey, ...]:
    """What the templates find on each page that may hold a form."""
    own = _own_sheets(grid, stamp)
    pages = [page for sheet in grid.sheets if sheet.name not in own for page in pages_of(sheet, templates)]
    return tuple(
        Survey(page, tuple(find(template, page, page) for template in templates), asked.id if asked else None)
        for page in pages
        if page.rows
    )


def _own_sheets(grid: Grid, stamp: Stamp) -> set[str]:
    """The sheets that generating added; in a workbook of others a form may stand on sheets of the same names."""
    generated = stamp.template or any(
        name.startswith("xp_") and name not in _WRITTEN_BACK for name in grid.names
    )
    return {STAMP_SHEET, *(_GENERATED_SHEETS if generated else ())}


def _forms(grid: Grid, surveys: Sequence[Survey], stamp: Stamp) -> list[FormMap]:
    visible, hidden = ([one for one in surveys if one.page.sheet.hidden == state] for state in (False, True))
    for shown in (visible, hidden, surveys):
        forms = list(join_parts(grid, list(_with_twins(list(_with_heads(shown)), stamp))))
        if forms:
            return forms
    return []


def _with_heads(surveys: Sequence[Survey]) -> Iterator[Survey]:
    """Pages with nothing but the head of a form are joined with the table on the next page."""
    before: Survey | None = None
    for survey in surveys:
        if before is not None and survey.headless and before.is_head:
            head = before.page
            found = tuple(find(one.template, head, survey.page) for one in survey.found)
            yield Survey(survey.page, found, survey.asked)
            before = None
            continue
        if before is not None and before.form:
            yield before
        before = survey if survey.tableless else None
        if before is None:
            yield survey
    if before is not None and before.form:
        yield before


def _with_twins(surveys: Sequence[Survey], stamp: Stamp) -> Iterator[FormMap]:
    """The forms; a table without scores belongs to the one of the same indicators with scores."""
    joined: dict[int, tuple[Found, Found]] = {}
    used: set[int] = set()
    unscored = [(number, survey) for number, survey in enumerate(surveys) if survey.scored is False]
    for number, scored in enumerate(surveys):
        for other, survey in unscored:
            if not scored.scored or other in used or number in joined:
                continue
            pair = twin_template(scored.found, survey.found)
            if pair and (scored.form or survey.form):
                joined[number] = pair
                used.add(other)
    for number, survey in enumerate(surveys):
        if number in joined:
            scored_part, other_part = joined[number]
            form = scored_part.form_map(stamp)
            yield with_twin(form, scored_part, other_part, other_part.form_map(stamp))
        elif number not in used and survey.form:
            yield survey.form.form_map(stamp)


def _nearest(surveys: Sequence[Survey]) -> Unrecognised:
    """The sheet that came nearest to a form, which labels it lacks, and the same for the others."""
    found = [one for survey in surveys if (one := survey.nearest) and _count(one)]
    found.sort(key=lambda one: (_count(one), share(one.sought)), reverse=True)
    sheets = tuple(
        Nearest(
            one.body.sheet.name,
            one.template.id,
            tuple(item.label for item in one.sought if item.found),
            tuple(item.label for item in one.sought if not item.found and item.weight >= OTHER),
            one.unread,
        )
        for one in found
    )
    best = sheets[0] if sheets else None
    return Unrecognised(best.sheet, best.found, best.missing, sheets) if best else Unrecognised()


def _count(found: Found) -> int:
    return sum(item.found for item in found.sought)
