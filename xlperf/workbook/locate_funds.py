"""The funding block, found by its printed labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlperf.forms import FormTemplate, FundingBlock, GoalsBlock, IndicatorsBlock, NarrativesBlock
from xlperf.workbook.form_map import Places
from xlperf.workbook.headers import Header, find_header
from xlperf.workbook.labels import compact, keys_of, keys_of_spec
from xlperf.workbook.locate_fund_pairs import beside_each_other, find_pairs
from xlperf.workbook.page import Page, Print
from xlperf.workbook.rows import fund_places

AMOUNTS = {"initial_budget", "full_year_budget", "executed"}
_TOTAL_WORDS = ("总额", "合计", "总计")
# a longer text in an amount column is a sentence
LONGEST_AMOUNT = 30
_AMOUNT = re.compile(r"[+-]?[\d.]")
LAST_ROWS = 60


@dataclass(frozen=True)
class FundTable:
    """What was found of the block."""

    header: Header
    caption: Print | None
    total: Places
    sources: tuple[Places, ...]
    last_row: int


def find_funds(page: Page, template: FormTemplate, above: int) -> FundTable | None:
    """The funding block above that row, or None."""
    block = template.block(FundingBlock)
    if block is None:
        return None
    header = find_header(page, block.columns, above - 1)
    captions = keys_of(block.caption, *block.aliases)
    caption = next(iter(page.saying(captions, last=above - 1)), None)
    if header is None or len(AMOUNTS & set(header.labels)) < 2 or beside_each_other(header, page):
        pairs = find_pairs(page, block, above, AMOUNTS)
        return FundTable(pairs.header, caption, pairs.total, pairs.sources, pairs.last_row) if pairs else None
    rows = fund_rows(page, template, header, caption, above)
    total = _total(page, rows, keys_of(block.total_label, *block.total_aliases))
    sources = tuple(row for row in rows if row is not total)
    total, sources = _merged_over(page, total, sources)
    last = max((place.row for row in rows for place in row.values()), default=header.bottom)
    return FundTable(header, caption, total, sources, last)


def _merged_over(page: Page, total: Places, sources: tuple[Places, ...]) -> tuple[Places, tuple[Places, ...]]:
    """An amount in one cell merged over the sources and the total below them is the total's."""
    last = max((place.row for place in total.values()), default=0)
    shared = {
        field: place
        for source in sources
        for field, place in source.items()
        if field not in total and page.sheet.area(place.row, place.column).bottom >= last > place.row
    }
    if not shared:
        return total, sources
    kept = tuple(
        {field: place for field, place in source.items() if place not in shared.values()}
        for source in sources
    )
    return {**total, **shared}, kept


def fund_rows(
    page: Page, template: FormTemplate, header: Header, caption: Print | None, above: int
) -> tuple[Places, ...]:
    """The rows below the header, up to the goals."""
    found: list[Places] = []
    for row in page.rows_between(header.bottom + 1, min(above - 1, header.bottom + LAST_ROWS)):
        places = fund_places(page, row, header.columns, caption)
        if ends_funds(page, template, row) or _is_prose(page, row, places):
            break
        if any(place.row == row and not page.blank(place) for place in places.values()):
            found.append(places)
    return tuple(found)


def ends_funds(page: Page, template: FormTemplate, row: int) -> bool:
    """Another block begins in this row."""
    goals, indicators = template.block(GoalsBlock), template.block(IndicatorsBlock)
    keys = keys_of(indicators.caption if indicators else "", "年度总体目标", "绩效目标", "总体目标")
    if goals:
        keys = keys.union(
            keys_of(goals.caption, *goals.aliases), *(keys_of_spec(spec) for spec in goals.columns)
        )
    for block in template.blocks:
        if isinstance(block, NarrativesBlock):
            keys = keys.union(
                keys_of(block.caption, *(block.headings or ())), *(keys_of_spec(spec) for spec in block.rows)
            )
    return any(print_.says(keys) for print_ in page.row(row))


def _is_prose(page: Page, row: int, places: Places) -> bool:
    """A sentence stands under the amounts and no figure beside it; a remark beside figures is one."""
    texts = [
        compact(page.sheet.text(place.row, place.column))
        for field, place in places.items()
        if field != "label" and place.row == row
    ]
    if any(_AMOUNT.match(text) and len(text) <= LONGEST_AMOUNT for text in texts):
        return False
    return any(len(text) > LONGEST_AMOUNT for text in texts)


def _total(page: Page, rows: tuple[Places, ...], keys: frozenset[str]) -> Places:
    labels = [
        next((p for p in page.row(row["label"].row) if page.place_of(p) == row["label"]), None)
        if "label" in row
        else None
        for row in rows
    ]
    for row, label in zip(rows, labels, strict=True):
        if label and label.says(keys):
            return row
    for row, label in zip(rows, labels, strict=True):
        if label is None or any(word in label.text for word in _TOTAL_WORDS):
            return row
    # a form with a single source often prints no total
    return rows[0] if len(rows) == 1 else {}
