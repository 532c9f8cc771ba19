"""The indicator table and the total row below it, found by their printed labels."""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.forms import FormTemplate, IndicatorsBlock, NarrativesBlock, TotalBlock
from xlperf.workbook.form_map import Places
from xlperf.workbook.headers import Header, find_header
from xlperf.workbook.labels import keys_of, keys_of_spec
from xlperf.workbook.page import Page
from xlperf.workbook.place import MAX_COLUMN, MAX_ROW
from xlperf.workbook.rows import SHARED, indicator_rows, is_indicator, row_places
from xlperf.workbook.total_row import GRADE_WORDS, total_number, total_places

NAMING = {"name", "second_level"}
FILLED = {"actual", "weight", "score"}
WIDEST_GAP = 20
_END = keys_of("备注", "说明", "注", "填表人", "填报人", "经办人", "审核人", "联系人", "填表日期", "填报日期")


@dataclass(frozen=True)
class IndicatorTable:
    """What was found of the table."""

    header: Header
    indicators: tuple[Places, ...]
    total: Places
    total_row: int | None
    total_labelled: bool
    last_row: int


def find_indicators(page: Page, template: FormTemplate) -> IndicatorTable | None:
    """The indicator table of a form, or None.

    A list of projects with indicator columns is no form: there the project's name is a column too.
    """
    block, total_block = template.block(IndicatorsBlock), template.block(TotalBlock)
    if block is None or total_block is None:
        return None
    header = find_header(page, block.columns)
    if header is None or not _is_table(page, header, template):
        return None
    body = _body(page, header, _ends(template))
    total_row = _labelled_total(page, body, header, total_block)
    labelled = total_row is not None
    if total_row is None:
        total_row = _unlabelled_total(page, body, header)
    rows = [row for row in body if total_row is None or row < total_row]
    indicators = tuple(indicator_rows(page, rows, lambda row: row_places(page, row, header.columns, SHARED)))
    total = total_places(page, total_row, header.columns, total_block) if total_row else {}
    last = total_row or max(
        (places["name"].row for places in indicators if "name" in places), default=header.bottom
    )
    return IndicatorTable(header, indicators, total, total_row, labelled, last)


def _is_table(page: Page, header: Header, template: FormTemplate) -> bool:
    found = set(header.labels)
    if not (NAMING & found and len(FILLED & found) >= 2):
        return False
    names = [keys_of_spec(spec) for spec in template.field_specs() if spec.field == "project_name"]
    return not page.saying(frozenset().union(*names), header.top, header.bottom)


def _ends(template: FormTemplate) -> frozenset[str]:
    block = template.block(NarrativesBlock)
    if block is None:
        return _END
    own = (keys_of_spec(row) | keys_of(row.group or "") for row in block.rows)
    return _END.union(keys_of(block.caption), *own)


def _body(page: Page, header: Header, ends: frozenset[str]) -> list[int]:
    """The rows below the header until something else begins."""
    left = max(right for field, (_, right) in header.columns.items() if field in NAMING)
    rows: list[int] = []
    last = header.bottom
    for row in page.rows_between(header.bottom + 1, MAX_ROW):
        if row - last > WIDEST_GAP or any(p.column <= left and p.says(ends) for p in page.row(row)):
            break
        rows.append(row)
        last = row
    return rows


def _labelled_total(page: Page, body: list[int], header: Header, block: TotalBlock) -> int | None:
    """The row labelled 总分; where there is only the likes of 合计, the last such row, those above being subtotals."""
    score = header.columns.get("score", header.columns.get("weight", (MAX_COLUMN, 0)))
    labels = [
        print_
        for row in body
        for print_ in page.row(row)
        if print_.column < score[0] and print_.says(keys_of_spec(block))
    ]
    named = [print_ for print_ in labels if print_.says(keys_of(block.label))]
    found = named[:1] or labels[-1:]
    return found[0].row if found else None


def _unlabelled_total(page: Page, body: list[int], header: Header) -> int | None:
    """The row that only gives a score or a grade, below all indicators."""
    for row in reversed(body):
        places = row_places(page, row, header.columns, SHARED)
        words = {print_.text for print_ in page.row(row)}
        figures = total_number(page, row, header.columns) is not None or bool(words & set(GRADE_WORDS))
        named = any(
            places[field].row == row and not page.blank(places[field])
            for field in (
                "first_level",
                "second_level",
                "name",
                "initial_target",
                "adjusted_target",
                "actual",
            )
            if field in places
        )
        if figures and not named:
            return row
        if is_indicator(page, row, places):
            return None
    return None
