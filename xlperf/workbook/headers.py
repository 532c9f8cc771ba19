"""Finding the header of a table by its labels, also when it is spread over two rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlperf.forms import FundColumn, IndicatorColumn
from xlperf.workbook.labels import keys_of, keys_of_spec
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import MAX_ROW
from xlperf.workbook.rows import Columns

LEVEL_OF = {"first_level": "first_weight", "second_level": "second_weight", "name": "weight"}
POINTS = tuple(LEVEL_OF.values())
# a second header row further down is none
DEEPEST = 4
# a sheet that prints labels in more rows than this is no form, and shall not take long
MOST_ROWS = 300


@dataclass(frozen=True)
class Header:
    """The label cells found, by field."""

    labels: Mapping[str, Print]
    groups: tuple[Print, ...] = ()
    others: tuple[Print, ...] = ()
    """what else is printed in its rows"""

    @property
    def top(self) -> int:
        """Its first row."""
        return min(print_.row for print_ in (*self.labels.values(), *self.groups))

    @property
    def bottom(self) -> int:
        """Its last row."""
        return max(print_.area.bottom for print_ in self.labels.values())

    @property
    def columns(self) -> Columns:
        """The columns under each label."""
        return {field: (print_.area.left, print_.area.right) for field, print_ in self.labels.items()}

    def reaching(self) -> Columns:
        """The same, each as far as the next heading: where a merged heading was split, values stand beside it."""
        printed = sorted((*self.labels.values(), *self.others), key=lambda print_: print_.column)
        starts = [print_.column for print_ in printed]
        reach = {}
        for field, (left, right) in self.columns.items():
            following = next((start for start in starts if start > right), None)
            reach[field] = (left, following - 1 if following is not None else right)
        return reach


def find_header(
    page: Page, specs: Sequence[FundColumn] | Sequence[IndicatorColumn], last: int = MAX_ROW
) -> Header | None:
    """The row, down to ``last``, where most of the labels stand side by side; the upper one of equals."""
    best: Header | None = None
    keys = frozenset[str]().union(*(keys_of_spec(spec) for spec in specs))
    counted = Counter(print_.row for print_ in page.saying(keys, last=last))
    rows = [row for row in sorted(counted) if counted[row] + _below(page, counted, row) > 1]
    for row in rows[:MOST_ROWS]:
        header = _header_at(page, specs, row)
        if header and (best is None or _worth(header, row) > _worth(best, best.top)):
            best = header
    return best


def _below(page: Page, counted: Counter[int], row: int) -> int:
    return sum(counted[line] for line in page.rows_between(row + 1, row + DEEPEST)[:1])


def _worth(header: Header, row: int) -> tuple[int, int]:
    """How many labels it has; of equals the one with more of them in its own row."""
    return len(header.labels), sum(print_.row == row for print_ in header.labels.values())


def _header_at(
    page: Page, specs: Sequence[FundColumn] | Sequence[IndicatorColumn], row: int
) -> Header | None:
    labels: dict[str, Print] = {}
    below = page.rows_between(row + 1, row + DEEPEST)[:1]
    for line in (row, *below):
        # the template's own label comes before its aliases: 偏差原因 before 备注, however they stand
        ranked = (
            (rank, print_.column, spec.field, print_)
            for print_ in page.row(line)
            for spec in specs
            if (rank := _rank(print_, spec)) is not None
        )
        for _, _, field, print_ in sorted(ranked, key=lambda found: found[:2]):
            taken = any(print_.covers(other.area.left, other.area.right) for other in labels.values())
            if field not in labels and not taken:
                labels[field] = print_
    if _is_goals_row(labels, row):
        return None
    labels = _points_by_level(page, specs, labels)
    groups = _groups(page, specs, row)
    for name, print_ in groups.items():
        members = [spec.field for spec in specs if isinstance(spec, FundColumn) and spec.group == name]
        if not any(field in labels for field in members):
            # the group's heading alone stands for the one amount that every form has
            labels["initial_budget" if "initial_budget" in members else members[-1]] = print_
    if not any(print_.row == row for print_ in labels.values()):
        return None
    known = {print_.area for print_ in (*labels.values(), *groups.values())}
    lines = {print_.row for print_ in labels.values()}
    others = tuple(print_ for line in sorted(lines) for print_ in page.row(line) if print_.area not in known)
    return Header(labels, tuple(groups.values()), others)


def _points_by_level(
    page: Page, specs: Sequence[FundColumn] | Sequence[IndicatorColumn], labels: dict[str, Print]
) -> dict[str, Print]:
    """Points follow what they are the points of: 一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值."""
    own = [spec for spec in specs if spec.field in POINTS]
    if "name" not in labels or not any(field in labels for field in POINTS):
        return labels
    keys = frozenset[str]().union(*(keys_of_spec(spec) for spec in own))
    lines = {print_.row for field, print_ in labels.items() if field in (*POINTS, *LEVEL_OF)}
    prints = [print_ for row in lines for print_ in page.row(row) if print_.says(keys)]
    if len(prints) < 2 and "first_weight" not in labels and "second_weight" not in labels:
        return labels
    kept = {field: print_ for field, print_ in labels.items() if field not in POINTS}
    starts = sorted((kept[level].column, field) for level, field in LEVEL_OF.items() if level in kept)
    for print_ in sorted(prints, key=lambda print_: print_.column):
        if any(print_.area == other.area for other in kept.values()):
            continue
        field = next((field for start, field in reversed(starts) if start < print_.column), "weight")
        if field not in kept and any(spec.field == field for spec in own):
            kept[field] = print_
    return kept


def _rank(print_: Print, spec: FundColumn | IndicatorColumn) -> int | None:
    """Which of the spec's labels the print says, its own first."""
    if not print_.says(keys_of_spec(spec)):
        return None
    own = (spec.label, *spec.aliases)
    return next((number for number, label in enumerate(own) if print_.says(keys_of(label))), len(own))


def _is_goals_row(labels: Mapping[str, Print], row: int) -> bool:
    """实际完成情况 alone above a header is the goals' heading, with an empty goal between."""
    return [field for field, print_ in labels.items() if print_.row == row] == ["actual"] and len(labels) > 1


def _groups(
    page: Page, specs: Sequence[FundColumn] | Sequence[IndicatorColumn], row: int
) -> dict[str, Print]:
    names = dict.fromkeys(spec.group for spec in specs if isinstance(spec, FundColumn) and spec.group)
    found = {name: next((p for p in page.row(row) if p.says(keys_of(name))), None) for name in names}
    return {name: print_ for name, print_ in found.items() if print_}
