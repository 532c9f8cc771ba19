"""The table of class scores: classes side by side (绩效分析), or one below the other with 权重 and 得分 beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.workbook.entry import number_of
from xlperf.workbook.form_map import Places
from xlperf.workbook.labels import compact, keys_of
from xlperf.workbook.page import Page, Print

FIGURES = {
    "weight": keys_of(
        "分值", "目标值", "评分分值", "标准分", "标准分值", "指标分值", "满分", "权重", "总分值"
    ),
    "score": keys_of("得分", "评价得分", "实际得分", "自评得分", "评分得分"),
    "rate": keys_of("得分率"),
}
_CLASS_HEADING = keys_of("一级指标", "指标", "指标类别", "评价指标", "类别", "项目", "评价内容")
_FINER = keys_of("二级指标", "三级指标", "指标名称")
_WHOLE = keys_of("合计", "总分", "总计", "总得分")
# without 合计 so many of the usual classes make the table
_CLASSES = ("决策", "过程", "产出", "效益", "效果", "满意", "投入", "管理")
USUAL_CLASSES = 3
# names and figures of one class stand this near to each other
NEAR = 4
MOST = 30


@dataclass(frozen=True)
class ClassTable:
    """The classes with their figures, 合计 last where it is printed."""

    classes: tuple[tuple[str, Places], ...]
    top: int
    last_row: int

    @property
    def figures(self) -> set[str]:
        """The rows, or columns, that it has."""
        return {field for _, places in self.classes for field in places}


def find_classes(page: Page, apart: range = range(0)) -> ClassTable | None:
    """The first such table outside the rows ``apart``."""
    labels = [print_ for print_ in page.saying(FIGURES["score"]) if print_.row not in apart]
    tables = (table for label in labels for table in (_across(page, label), _down(page, label)) if table)
    return next(
        (table for table in tables if not set(range(table.top, table.last_row + 1)) & set(apart)), None
    )


def _across(page: Page, label: Print) -> ClassTable | None:
    """得分 at the left, the classes' names in a row above, their figures to the right."""
    figures = [print_ for print_ in page.row(label.row) if print_.column > label.area.right]
    if any(not _is_figure(print_) for print_ in figures):
        return None
    for row in reversed(page.rows_between(label.row - NEAR, label.row - 1)):
        names = [print_ for print_ in page.row(row) if print_.column > label.area.right and print_.text]
        if len(names) < 2 or any(_is_figure(print_) for print_ in names):
            continue
        usual = sum(any(word in compact(name.text) for word in _CLASSES) for name in names)
        whole = any(name.says(_WHOLE) for name in names)
        if not (whole or usual >= USUAL_CLASSES) or len(names) < len(figures):
            return None
        lines = list(_lines(page, label, row))
        classes = tuple(
            (compact(name.text), {field: page.place(line, name.column) for field, line in lines})
            for name in sorted(names, key=lambda name: (name.says(_WHOLE), name.column))
        )
        return ClassTable(classes, row, max(line for _, line in lines))
    return None


def _lines(page: Page, label: Print, header: int) -> Iterator[tuple[str, int]]:
    """The rows of figures, by what they are: around the row of the scores, under the same heading."""
    found: set[str] = set()
    for row in page.rows_between(header + 1, label.row + 2):
        head = page.first_in(row, label.area.left, label.area.right)
        field = next((field for field, keys in FIGURES.items() if head and head.says(keys)), None)
        if field and field not in found:
            found.add(field)
            yield field, row


def _down(page: Page, label: Print) -> ClassTable | None:
    """一级指标 | 权重 | 得分 as a header, a class in each row below, and 合计."""
    header = page.row(label.row)
    heading = next((print_ for print_ in header if print_.says(_CLASS_HEADING)), None)
    if heading is None or heading.column > label.column or any(print_.says(_FINER) for print_ in header):
        return None
    columns = {
        field: next((print_ for key in sorted(keys) for print_ in header if print_.says({key})), None)
        for field, keys in FIGURES.items()
    }
    columns["weight"] = next(
        (p for p in header if p.says(FIGURES["weight"] - keys_of("权重"))), columns["weight"]
    )
    classes: list[tuple[str, Places]] = []
    last = label.area.bottom
    for row in page.rows_between(last + 1, last + MOST):
        name = page.first_in(row, heading.area.left, heading.area.right)
        score = page.first_in(row, label.area.left, label.area.right)
        if name is None or _is_figure(name) or (score is not None and not _is_figure(score)):
            break
        places = {
            field: page.place(row, print_.column) for field, print_ in columns.items() if print_ is not None
        }
        classes.append((compact(name.text), places))
        last = row
        if name.says(_WHOLE):
            break
    if len(classes) < 2 or not any(not page.blank(places["score"]) for _, places in classes):
        return None
    return ClassTable(tuple(classes), label.row, last)


def _is_figure(print_: Print) -> bool:
    return number_of(print_.cell, print_.text.removesuffix("分")) is not None
