"""Reading a table by its columns: which cell of a row carries which field, and what is carried down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from xlperf.decimals import parse_decimal
from xlperf.values import Kind, parse_value
from xlperf.workbook.form_map import Places
from xlperf.workbook.labels import compact
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import Place

Columns = Mapping[str, tuple[int, int]]
"""The first and last sheet column under each field's header."""

LEVELS = ("first_level", "second_level")
NAMING = (*LEVELS, "name")
SUBTOTAL = re.compile(r".*小计:?|(合|总)计:?")
_NONE = re.compile(
    r"(暂?无|没有|不涉及|未涉及|不适用|[未不]设置?)(此|该|这|本|相关|相应)?[类项]?(三级)?(绩效)?(指标|内容)?[。.]?|[.。·]+"
)
# one reason is often written once, in a cell merged over the rows it explains
SHARED = (*LEVELS, "deviation_reason")


def row_places(page: Page, row: int, columns: Columns, shared: Iterable[str] = ()) -> dict[str, Place]:
    """The cells of this row by field.

    No two fields share a cell. Cells merged from above belong to the row above, except for ``shared`` fields.
    """
    places: dict[str, Place] = {}
    taken: set[Place] = set()
    for field, (left, right) in sorted(columns.items(), key=lambda item: item[1]):
        print_ = page.first_in(row, left, right)
        place = page.place_of(print_) if print_ else page.place(row, left)
        if place in taken or (place.row != row and field not in shared):
            continue
        taken.add(place)
        places[field] = place
    return places


def indicator_rows(page: Page, rows: Iterable[int], places_at: Callable[[int], Places]) -> Iterator[Places]:
    """The indicator rows among ``rows``, levels carried down.

    Rows that only print a level or a subtotal are no indicators.
    """
    levels: dict[str, Place] = {}
    for row in rows:
        places = places_at(row)
        levels = _carried(page, places, levels)
        if is_indicator(page, row, places):
            yield {**places, **levels}


def _carried(page: Page, places: Places, above: Mapping[str, Place]) -> dict[str, Place]:
    own = {level: places[level] for level in LEVELS if level in places and not page.blank(places[level])}
    same_class = "first_level" not in own or (
        "first_level" in above and _text(page, own["first_level"]) == _text(page, above["first_level"])
    )
    if same_class:
        return {**above, **own}
    return own


def is_indicator(page: Page, row: int, places: Places) -> bool:
    """Something was filled into this row: a name, or any typed value besides the levels."""
    naming = [place for field, place in places.items() if field in NAMING and place.row == row]
    if any(SUBTOTAL.fullmatch(compact(_text(page, place))) for place in naming):
        return False
    if _is_unused(page, row, places):
        return False
    for field, place in places.items():
        cell = page.sheet.at(place.row, place.column)
        if field in LEVELS or place.row != row or cell is None or page.blank(place):
            continue
        # formulas are drawn beforehand and fill no row; a name may be a link, where 0 means empty
        if cell.formula is None or (field == "name" and cell.text.strip() != "0"):
            return True
    return False


def _is_unused(page: Page, row: int, places: Places) -> bool:
    """A row of a class that the project has no use for: named 无, / or ……, without weight and score."""
    texts = {field: _text(page, place) for field, place in places.items() if place.row == row}
    counted = [texts.get("weight", ""), texts.get("score", "")]
    if not all(_says_none(text) or parse_decimal(text.strip()) == 0 for text in counted):
        return False
    if texts.get("name", "").strip():
        return _says_none(texts["name"])
    said = [text for field, text in texts.items() if field not in (*LEVELS, "name", "weight", "score")]
    return any(text.strip() for text in said) and all(_says_none(text) for text in said)


def _says_none(text: str) -> bool:
    plain = compact(text)
    return not plain or parse_value(plain).kind is Kind.NOT_APPLICABLE or _NONE.fullmatch(plain) is not None


def fund_places(page: Page, row: int, columns: Columns, caption: Print | None = None) -> dict[str, Place]:
    """The cells of a funding row by field, ``label`` among them."""
    places = row_places(page, row, columns)
    left = min((first for first, _ in columns.values()), default=1)
    labels = [print_ for print_ in page.row(row) if print_.area.right < left and print_ != caption]
    if labels:
        # 其中： | 当年财政拨款 stand in two cells: the last one names the source
        places["label"] = page.place_of(labels[-1])
    return places


def _text(page: Page, place: Place) -> str:
    return page.sheet.text(place.row, place.column)
