"""Cutting a sheet into pages where several forms stand one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from xlperf.forms import FormTemplate, IndicatorsBlock, TotalBlock
from xlperf.workbook.grid import Sheet
from xlperf.workbook.labels import after_label, compact, keys_of_spec
from xlperf.workbook.page import Page
from xlperf.workbook.place import MAX_ROW

_TITLE = re.compile(
    r"附[件表][\d一二三四五六七八九十\-]*[:、.]?.*|.*(自评|评价|绩效|评分|得分).*(表|体系)|.{3,}(评分|得分)"
)
_LINE = re.compile(r"\(?(19|20)\d\d年?度?\)?|.*单位:.*|.*年度\)?")
LONGEST_TITLE = 60
FEWEST_LABELS = 4
# title, year and unit of money stand this near above what begins a form
HEADING_ROWS = 6


def pages_of(sheet: Sheet, templates: Sequence[FormTemplate]) -> tuple[Page, ...]:
    """One page for each form: a further indicator header begins one when a project or a total stands before it."""
    page = Page(sheet)
    keys = _Keys(templates)
    headers = list(_headers(page, keys))
    if len(headers) < 2:
        return (page,)
    starts = [1]
    for above, header in pairwise(headers):
        start = _start(page, keys, above, header)
        if start is not None:
            starts.append(start)
    ends = [*(start - 1 for start in starts[1:]), MAX_ROW]
    return tuple(page.part(first, last) for first, last in zip(starts, ends, strict=True))


class _Keys:
    """The labels of all templates, by what they tell."""

    def __init__(self, templates: Sequence[FormTemplate]) -> None:
        columns = [
            column for form in templates if (block := form.block(IndicatorsBlock)) for column in block.columns
        ]
        naming = ("name", "second_level")
        self.naming = _joined(keys_of_spec(column) for column in columns if column.field in naming)
        self.columns = _joined(keys_of_spec(column) for column in columns)
        self.project = _joined(
            keys_of_spec(spec)
            for form in templates
            for spec in form.field_specs()
            if spec.field == "project_name"
        )
        self.total = _joined(keys_of_spec(total) for form in templates if (total := form.block(TotalBlock)))


def _joined(keys: Iterator[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*keys)


def _headers(page: Page, keys: _Keys) -> Iterator[int]:
    for row in dict.fromkeys(print_.row for print_ in page.saying(keys.naming)):
        if sum(print_.says(keys.columns) for print_ in page.row(row)) >= FEWEST_LABELS:
            yield row


def _start(page: Page, keys: _Keys, above: int, header: int) -> int | None:
    """Where the form of that header begins; None when it only repeats the header above."""
    for row in page.rows_between(above + 1, header - 1):
        first = page.row(row)[0]
        if first.says(keys.project) or after_label(first.text, keys.project) is not None:
            return _with_heading(page, row, above)
    totals = [print_.row for print_ in page.saying(keys.total, above + 1, header - 1)]
    if not totals:
        return None
    titles = (row for row in page.rows_between(totals[-1] + 1, header - 1) if _is_title(page, row))
    return next(titles, _with_heading(page, header, totals[-1]))


def _with_heading(page: Page, start: int, above: int) -> int:
    for row in reversed(page.rows_between(max(above + 1, start - HEADING_ROWS), start - 1)):
        if not (_is_title(page, row) or _is_line(page, row)):
            break
        start = row
    return start


def _is_title(page: Page, row: int) -> bool:
    prints = page.row(row)
    text = compact(prints[0].text)
    return len(prints) <= 2 and len(text) <= LONGEST_TITLE and _TITLE.fullmatch(text) is not None


def _is_line(page: Page, row: int) -> bool:
    return all(_LINE.fullmatch(compact(print_.text)) for print_ in page.row(row))
