"""Reading a table by its columns: which cell of a row carries which field, and what is carried down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from xlperf.decimals import parse_decimal
from xlperf.values import Kind, parse_value
from xlperf.workbook.form_map import Places
from xlperf.workbook.labels import compact, label_keys
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import Place

Columns = Mapping[str, tuple[int, int]]
"""The first and last sheet column under each field's header."""

# columns that a line of numbers, or a header, has at least
MANY = 4
LEVELS = ("first_level", "second_level")
CARRIED = {"first_level": "first_weight", "second_level": "second_weight"}
"""each level with its points; both stand in the first row of the class only"""
NAMING = (*LEVELS, "name")
SUBTOTAL = re.compile(r".*小计:?|(合|总)计:?")
PLACEHOLDER = re.compile(r"(三级)?指标(\d{1,2}|[一二三四五六七八九十])[.:、。…]*")
"""what a blank form prints where an indicator is to be named"""
_NONE = re.compile(
    r"(暂?无|没有|不涉及|未涉及|不适用|[未不]设置?)(此|该|这|本|相关|相应)?[类项]?(三级)?(绩效)?(指标|内容)?[。.]?|[.。·]+"
)
# one reason is often written once, in a cell merged over the rows it explains
SHARED = (*LEVELS, *CARRIED.values(), "deviation_reason")


def is_repeat(page: Page, row: int, labels: Mapping[str, Print]) -> bool:
    """The header printed once more, after a page break."""
    same = [
        print_
        for print_ in page.row(row)
        for label in labels.values()
        if print_.covers(label.area.left, label.area.right) and print_.says(label_keys(label.text))
    ]
    return len(same) >= 2 and 2 * len(same) >= len(page.row(row))


def is_numbering(page: Page, row: int) -> bool:
    """A line that numbers the columns: 1, 2, 3, 4 …"""
    texts = [compact(print_.text).strip("()") for print_ in page.row(row)]
    return len(texts) >= MANY and texts == [str(number) for number in range(1, len(texts) + 1)]


def row_places(page: Page, row: int, columns: Columns, shared: Iterable[str] = ()) -> dict[str, Place]:
    """The cells of this row by field.

    No two fields share a cell. Cells merged from above belong to the row above, except for ``shared`` fields.
    """
    places: dict[str, Place] = {}
    taken: set[Place] = set()
    for field, (left, right) in sorted(columns.items(), key=lambda item: item[1]):
        print_ = page.first_in(row, left, right)
        place = (
            page.place(row, left)
            if print_ is None or _reaches_above(page, row, left)
            else page.place_of(print_)
        )
        if place in taken or (place.row != row and field not in shared):
            continue
        taken.add(place)
        places[field] = place
    return places


def _reaches_above(page: Page, row: int, left: int) -> bool:
    """The cell is merged with one above, and what stands beside it is another column's."""
    return page.sheet.area(row, left).top < row


def indicator_rows(page: Page, rows: Iterable[int], places_at: Callable[[int], Places]) -> Iterator[Places]:
    """The indicator rows among ``rows``, levels carried down.

    Rows that only print a level or a subtotal are no indicators.
    """
    for row, places, levels in with_levels(page, rows, places_at):
        if is_indicator(page, row, places):
            yield {**places, **levels}


def with_levels(
    page: Page, rows: Iterable[int], places_at: Callable[[int], Places]
) -> Iterator[tuple[int, Places, Places]]:
    """Each row with its own places, and those of the levels and their points that hold for it."""
    levels: dict[str, Place] = {}
    for row in rows:
        places = places_at(row)
        if not is_subtotal(page, row, places):
            levels = _carried(page, places, levels)
        yield row, places, levels


def leftovers(page: Page, rows: Iterable[Places]) -> Iterator[Place]:
    """The placeholders of the blank form that still stand, in rows that are no indicators."""
    for places in rows:
        name = places.get("name")
        if name and PLACEHOLDER.fullmatch(compact(_text(page, name))):
            yield name


def _carried(page: Page, places: Places, above: Mapping[str, Place]) -> dict[str, Place]:
    fields = [field for level in CARRIED.items() for field in level]
    own = {field: places[field] for field in fields if field in places and not page.blank(places[field])}
    same_class = "first_level" not in own or (
        "first_level" in above and _text(page, own["first_level"]) == _text(page, above["first_level"])
    )
    if not same_class:
        return own
    # a class printed once more, row by row or after a page break, is the one that began above
    for level, points in CARRIED.items():
        if level in own and _same(page, own, above, level):
            del own[level]
            if points in own and _same(page, own, above, points):
                del own[points]
        elif level in own:
            above = {field: place for field, place in above.items() if field != points}
    return {**above, **own}


def _same(page: Page, own: Places, above: Places, field: str) -> bool:
    return field in above and _text(page, own[field]) == _text(page, above[field])


def is_subtotal(page: Page, row: int, places: Places) -> bool:
    """The row adds up a class, and names no indicator."""
    naming = [place for field, place in places.items() if field in NAMING and place.row == row]
    return any(SUBTOTAL.fullmatch(compact(_text(page, place))) for place in naming)


def is_indicator(page: Page, row: int, places: Places) -> bool:
    """Something was filled into this row: a name, or any typed value besides the levels."""
    if is_subtotal(page, row, places) or _is_unused(page, row, places):
        return False
    levels = {*CARRIED, *CARRIED.values()}
    for field, place in places.items():
        cell = page.sheet.at(place.row, place.column)
        if field in levels or place.row != row or cell is None or page.blank(place):
            continue
        # formulas are drawn beforehand and fill no row; a name may be a link, where 0 means empty
        if cell.formula is None or (field == "name" and cell.text.strip() != "0"):
            return True
    return False


def _is_unused(page: Page, row: int, places: Places) -> bool:
    """A row of a class that the project has no use for: named 无, / or ……, without weight and score.

    A row that still says 指标1 and nothing more is no indicator either.
    """
    texts = {field: _text(page, place) for field, place in places.items() if place.row == row}
    counted = [texts.get("weight", ""), texts.get("score", "")]
    if not all(_says_none(text) or parse_decimal(text.strip()) == 0 for text in counted):
        return False
    apart = {*NAMING, *CARRIED.values(), "weight", "score"}
    said = [text for field, text in texts.items() if field not in apart]
    if PLACEHOLDER.fullmatch(compact(texts.get("name", ""))):
        return all(_says_none(text) or PLACEHOLDER.fullmatch(compact(text)) for text in said)
    if texts.get("name", "").strip():
        return _says_none(texts["name"])
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
