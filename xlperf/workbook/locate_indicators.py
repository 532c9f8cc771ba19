"""The indicator table and the total row below it, found by their printed labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xlperf.forms import FormTemplate, IndicatorsBlock, TotalBlock
from xlperf.workbook.form_map import Places
from xlperf.workbook.headers import Header, find_header
from xlperf.workbook.labels import compact, keys_of, keys_of_spec
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import MAX_COLUMN, MAX_ROW, Place
from xlperf.workbook.rows import (
    MANY,
    SHARED,
    SUBTOTAL,
    Columns,
    indicator_rows,
    is_indicator,
    is_numbering,
    is_repeat,
    is_subtotal,
    leftovers,
    row_places,
    with_levels,
)
from xlperf.workbook.total_row import GRADE_WORDS, total_number, total_places

NAMING = {"name", "second_level"}
FILLED = {"actual", "weight", "score"}
WIDEST_GAP = 20
SUMS = keys_of("合计", "总计", "小计", "共计")
_POINTS = keys_of("分值", "得分", "自评得分", "权重", "评分")
_REMARKS = keys_of("备注", "说明")
_END = keys_of("备注", "说明", "注", "填表人", "填报人", "经办人", "审核人", "联系人", "填表日期", "填报日期")


@dataclass(frozen=True)
class IndicatorTable:
    """What was found of the table."""

    header: Header
    indicators: tuple[Places, ...]
    leftovers: tuple[Place, ...]
    subtotals: tuple[tuple[str, Places], ...]
    """classes of the first level that have a row of their own for the sum: name, and weight and score"""
    total: Places
    total_row: int | None
    total_labelled: bool
    last_row: int


def find_indicators(page: Page, template: FormTemplate) -> IndicatorTable | None:
    """The indicator table of a form, or None.

    A list of projects with indicator columns is no form: there the project's name is a column too.
    """
    block, total_block = template.block(IndicatorsBlock), template.block(TotalBlock)
    if block is None:
        return None
    header = find_header(page, block.columns)
    if header is None or not _is_table(page, header, template):
        return None
    body = _body(page, header, _ends(template))
    total_row = _labelled_total(page, body, header, total_block) if total_block else None
    labelled = total_row is not None
    if total_row is None and total_block:
        total_row = _unlabelled_total(page, body, header)
    rows = [row for row in body if total_row is None or row < total_row]
    columns = header.reaching()
    places = {row: row_places(page, row, columns, SHARED) for row in rows}
    indicators = _without_remarks(page, header, tuple(indicator_rows(page, rows, places.__getitem__)))
    named = {row["name"] for row in indicators if "name" in row}
    left = tuple(place for place in leftovers(page, places.values()) if place not in named)
    total = total_places(page, total_row, header.columns, total_block) if total_row and total_block else {}
    last = total_row or max((row["name"].row for row in indicators if "name" in row), default=header.bottom)
    subtotals = _subtotals(page, places, columns)
    return IndicatorTable(header, indicators, left, subtotals, total, total_row, labelled, last)


def _without_remarks(page: Page, header: Header, rows: tuple[Places, ...]) -> tuple[Places, ...]:
    """An empty column 备注 is no column of reasons: offices that have one write their remarks there, or nothing."""
    label = header.labels.get("deviation_reason")
    if label is None or not label.says(_REMARKS):
        return rows
    reasons = [row["deviation_reason"] for row in rows if "deviation_reason" in row]
    if not all(page.blank(place) for place in reasons):
        return rows
    return tuple({field: row[field] for field in row if field != "deviation_reason"} for row in rows)


def _is_table(page: Page, header: Header, template: FormTemplate) -> bool:
    found = set(header.labels)
    enough = len(FILLED & found) >= 2 if template.scored else _is_unscored(page, header)
    if not (NAMING & found and enough):
        return False
    names = [keys_of_spec(spec) for spec in template.field_specs() if spec.field == "project_name"]
    return not page.saying(frozenset().union(*names), header.top, header.bottom)


def _is_unscored(page: Page, header: Header) -> bool:
    prints = [print_ for row in {p.row for p in header.labels.values()} for print_ in page.row(row)]
    return {"initial_target", "actual"} <= set(header.labels) and not any(p.says(_POINTS) for p in prints)


def _ends(template: FormTemplate) -> frozenset[str]:
    own = (keys_of_spec(row) | keys_of(row.group or "") for row in template.narrative_rows())
    captions = (
        keys_of(block.caption) for block in template.blocks if block.kind == "narratives" and block.caption
    )
    return _END.union(*captions, *own)


def _body(page: Page, header: Header, ends: frozenset[str]) -> list[int]:
    """The rows below the header until something else begins."""
    left = max(right for field, (_, right) in header.columns.items() if field in NAMING)
    rows: list[int] = []
    last = header.bottom
    for row in page.rows_between(header.bottom + 1, MAX_ROW):
        if row - last > WIDEST_GAP or any(p.column <= left and p.says(ends) for p in page.row(row)):
            break
        last = row
        if is_repeat(page, row, header.labels) or is_numbering(page, row):
            continue
        if _is_other_header(page, row, header):
            break
        rows.append(row)
    return rows


def _is_other_header(page: Page, row: int, header: Header) -> bool:
    """Another table begins: its heading prints several of the labels, in other columns."""
    keys = frozenset[str]().union(*(keys_of(print_.text) for print_ in header.labels.values()))
    return sum(print_.says(keys) for print_ in page.row(row)) >= MANY - 1


def _labelled_total(page: Page, body: list[int], header: Header, block: TotalBlock) -> int | None:
    """The row labelled 总分; where there is only the likes of 合计, the last such row, those above being subtotals."""
    score = header.columns.get("score", header.columns.get("weight", (MAX_COLUMN, 0)))
    labels = [
        print_
        for row in body
        for print_ in page.row(row)
        if print_.column < score[0] and print_.says(keys_of_spec(block))
    ]
    named = [print_ for print_ in labels if not print_.says(SUMS)]
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


def _subtotals(page: Page, rows: Mapping[int, Places], columns: Columns) -> tuple[tuple[str, Places], ...]:
    """The sums of first-level classes; a class with several such rows has sums of its parts, which are left out."""
    found = list(_class_sums(page, rows, columns))
    names = [name for name, _ in found]
    return tuple((name, places) for name, places in found if names.count(name) == 1)


def _class_sums(page: Page, rows: Mapping[int, Places], columns: Columns) -> Iterator[tuple[str, Places]]:
    for row, places, levels in with_levels(page, rows, rows.__getitem__):
        first = levels.get("first_level")
        label = _sum_label(page, row)
        if first is None or label is None or not is_subtotal(page, row, places):
            continue
        if "name" in columns and label.column >= columns["name"][0]:
            continue
        sums = {field: places[field] for field in ("weight", "score") if field in places}
        if any(not page.blank(place) for place in sums.values()):
            yield page.sheet.text(first.row, first.column), sums


def _sum_label(page: Page, row: int) -> Print | None:
    return next((print_ for print_ in page.row(row) if SUBTOTAL.fullmatch(compact(print_.text))), None)
