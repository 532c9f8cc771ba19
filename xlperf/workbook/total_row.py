"""The cells of the total row: score, full marks and grade stand under no headings of their own."""

from __future__ import annotations

from decimal import Decimal

from xlperf.decimals import HUNDRED
from xlperf.forms import TotalBlock
from xlperf.workbook.entry import number_of
from xlperf.workbook.form_map import Places
from xlperf.workbook.labels import keys_of, keys_of_spec
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import Place
from xlperf.workbook.rows import Columns

GRADE_WORDS = (
    "优",
    "良",
    "中",
    "差",
    "优秀",
    "良好",
    "中等",
    "较差",
    "合格",
    "不合格",
    "一等",
    "二等",
    "三等",
    "四等",
)
GRADE_LABELS = keys_of(
    "等级",
    "评价等级",
    "自评等级",
    "评级",
    "绩效等级",
    "自评结果",
    "评价结果",
    "综合评价等级",
    "评定等级",
    "绩效评级",
    "评价等次",
    "等次",
)
LONGEST_GRADE = 6
# a grade in a row of its own stands this near below the total
NEAR = 3


def total_places(page: Page, row: int, columns: Columns, block: TotalBlock) -> Places:
    """total, weight_total and grade, as far as the row has them; the grade also from a row of its own below."""
    label = next((print_ for print_ in page.row(row) if print_.says(keys_of_spec(block))), None)
    after = label.area.right + 1 if label else 1
    total = total_number(page, row, columns)
    weight = next(
        (
            p
            for p in page.row(row)
            if p != total and _number(p) is not None and _under(p, columns.get("weight"))
        ),
        None,
    )
    free = "score" in columns and not _printed(page, row, columns["score"])
    if total is None and weight is not None and _number(weight) != HUNDRED and not free:
        # a lone figure is the total, unless it is the full marks, or the cell for the total is still to be filled
        total, weight = weight, None
    places: dict[str, Place] = {}
    if total is not None:
        places["total"] = page.place_of(total)
    elif "score" in columns:
        places["total"] = page.place(row, max(columns["score"][0], after))
    if weight is not None:
        places["weight_total"] = page.place_of(weight)
    grade = _grade(page, row, places, label)
    heading = next((p for p in page.row(row) if p.says(GRADE_LABELS)), None)
    if heading is not None and page.place(row, heading.area.right + 1) in places.values():
        heading = None
    below = next(iter(page.saying(GRADE_LABELS, row + 1, row + NEAR)), None)
    if grade is not None:
        places["grade"] = page.place_of(grade)
    elif heading is not None:
        places["grade"] = page.place(row, heading.area.right + 1)
    elif below is not None:
        places["grade"] = page.place(row=below.row, column=below.area.right + 1)
    elif block.grade_at and "total" in places:
        right = page.sheet.area(row, places["total"].column).right + 1
        place = page.place(row, max(right, columns.get("deviation_reason", (0, 0))[0]))
        if page.blank(place):
            places["grade"] = place
    return places


def _printed(page: Page, row: int, columns: tuple[int, int]) -> bool:
    return page.first_in(row, *columns) is not None


def total_number(page: Page, row: int, columns: Columns) -> Print | None:
    """The figure that is the total: under the score header, else the nearest not under the weights."""
    figures = [print_ for print_ in page.row(row) if _number(print_) is not None]
    score = columns.get("score")
    apart = [columns.get(field) for field in ("weight", "first_weight", "second_weight", "deducted")]
    others = [print_ for print_ in figures if not any(_under(print_, span) for span in apart)]
    if score is None:
        return next(iter(others), None)
    under = [print_ for print_ in figures if _under(print_, score)]
    return min(under or others, key=lambda print_: abs(print_.column - score[0]), default=None)


def _grade(page: Page, row: int, places: Places, label: Print | None) -> Print | None:
    texts = [
        p
        for p in page.row(row)
        if p != label and page.place_of(p) not in places.values() and _number(p) is None
    ]
    exact = [print_ for print_ in texts if print_.text in GRADE_WORDS]
    if exact:
        return exact[0]
    start = places["total"].column if "total" in places else 1
    short = (
        p for p in texts if p.column > start and len(p.text) <= LONGEST_GRADE and not p.says(GRADE_LABELS)
    )
    return next(short, None)


def _under(print_: Print, columns: tuple[int, int] | None) -> bool:
    return columns is not None and print_.covers(*columns)


def _number(print_: Print) -> Decimal | None:
    text = print_.text.removesuffix("分")
    return number_of(print_.cell, text)
