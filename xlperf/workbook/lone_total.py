"""The total of a form without a table of indicators: in a row of its own, under its label, or told in a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from xlperf.forms import TotalBlock
from xlperf.workbook.entry import number_of
from xlperf.workbook.form_map import Places
from xlperf.workbook.labels import after_label, keys_of, keys_of_spec
from xlperf.workbook.page import Page, Print
from xlperf.workbook.total_row import GRADE_LABELS, total_number, total_places

_CONCLUSION = keys_of("综合评价结论", "评价结论", "综合结论", "结论", "综合评价", "评价结果")
_SCORE = re.compile(
    r"(?:得分|总分|评分|得|分数)(?:结果)?(?:为|是|:|约)?\s*(?P<figure>\d{1,3}(?:\.\d+)?)\s*分?(?![\d.%个项条])"
)
_GRADE = re.compile(
    r"(?:等级|级别|评级|评定|评为|结果|结论|等次)(?:结果)?(?:为|是|:|属于|达到)?\s*[“\"'「『(]?"
    r"(?P<grade>优秀|良好|中等|较差|优|良|中|差)(?![差好])"
)


def told_total(text: str) -> Decimal | None:
    """The total that a sentence tells: 项目综合得分86.29分，评价等级为良."""
    match = _SCORE.search(unicodedata.normalize("NFKC", text))
    return Decimal(match["figure"]) if match else None


def told_grade(text: str) -> str | None:
    """The grade that a sentence tells."""
    match = _GRADE.search(unicodedata.normalize("NFKC", text))
    return match["grade"] if match else None


def find_lone_total(page: Page, block: TotalBlock, apart: range) -> tuple[Places, bool]:
    """Total and grade outside the rows ``apart``, and whether a label for it is there; figures before sentences."""
    keys = keys_of_spec(block)
    labels = [print_ for print_ in page.saying(keys | _CONCLUSION) if print_.row not in apart]
    own = [label for label in labels if label.says(keys)]
    found = (
        *(_beside(page, label, block) for label in own),
        *(_below(page, label) for label in own),
        *_told(page, labels, keys, apart, block),
    )
    places = next((one for one in found if one), None)
    if places is not None:
        return places, True
    if not own:
        return {}, False
    return total_places(page, own[0].row, {"score": (own[0].area.right + 1,) * 2}, block), True


def _beside(page: Page, label: Print, block: TotalBlock) -> Places:
    """A figure in the label's row."""
    columns = {"score": (label.area.right + 1,) * 2}
    figure = total_number(page, label.row, columns)
    if figure is None or figure.column < label.column:
        return {}
    between = (p for p in page.row(label.row) if label.area.right < p.column < figure.column)
    return total_places(page, label.row, columns, block) if not any(between) else {}


def _below(page: Page, label: Print) -> Places:
    """得分 | 等级 as headings, the figure and the grade under them."""
    below = page.first_in(label.area.bottom + 1, label.area.left, label.area.right)
    if below is None or number_of(below.cell, below.text.removesuffix("分")) is None:
        return {}
    places = {"total": page.place_of(below)}
    heading = next((print_ for print_ in page.row(label.row) if print_.says(GRADE_LABELS)), None)
    if heading is not None:
        places["grade"] = page.place(heading.area.bottom + 1, heading.column)
    return places


def _told(
    page: Page, labels: list[Print], keys: frozenset[str], apart: range, block: TotalBlock
) -> Iterator[Places]:
    """A sentence beside or under the label, or 得分：86.29分 in one cell."""
    for label in labels:
        beside = page.right_of(label)
        below = page.first_in(label.area.bottom + 1, label.area.left, label.area.right)
        for print_ in (beside, below):
            if print_ is not None and told_total(print_.text) is not None:
                yield _with_grade(page, print_)
    for row in page.rows:
        for print_ in page.row(row) if row not in apart else ():
            told = after_label(print_.text, keys)
            if told is not None and told_total(f"得分{told}") is not None:
                yield _with_grade(page, print_)


def _with_grade(page: Page, print_: Print) -> Places:
    places = {"total": page.place_of(print_)}
    if told_grade(print_.text) is None:
        after = [other for other in page.row(print_.row) if other.column > print_.column]
        heading = next((other for other in after if other.says(GRADE_LABELS)), None)
        together = next((other for other in after if after_label(other.text, GRADE_LABELS)), None)
        if heading is not None:
            places["grade"] = page.place(print_.row, heading.area.right + 1)
        elif together is not None:
            places["grade"] = page.place_of(together)
    return places
