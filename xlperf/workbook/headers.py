"""Finding the header of a table by its labels, also when it is spread over two rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlperf.forms import FundColumn, IndicatorColumn
from xlperf.workbook.labels import keys_of, keys_of_spec
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import MAX_ROW
from xlperf.workbook.rows import Columns

# a second header row further down is none
DEEPEST = 4


@dataclass(frozen=True)
class Header:
    """The label cells found, by field."""

    labels: Mapping[str, Print]
    groups: tuple[Print, ...] = ()

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


def find_header(
    page: Page, specs: Sequence[FundColumn] | Sequence[IndicatorColumn], last: int = MAX_ROW
) -> Header | None:
    """The row, down to ``last``, where most of the labels stand side by side; the upper one of equals."""
    best: Header | None = None
    keys = frozenset[str]().union(*(keys_of_spec(spec) for spec in specs))
    for row in dict.fromkeys(print_.row for print_ in page.saying(keys, last=last)):
        header = _header_at(page, specs, row)
        if header and (best is None or len(header.labels) > len(best.labels)):
            best = header
    return best


def _header_at(
    page: Page, specs: Sequence[FundColumn] | Sequence[IndicatorColumn], row: int
) -> Header | None:
    labels: dict[str, Print] = {}
    below = page.rows_between(row + 1, row + DEEPEST)[:1]
    for line in (row, *below):
        for print_ in page.row(line):
            field = next(
                (
                    spec.field
                    for spec in specs
                    if spec.field not in labels and print_.says(keys_of_spec(spec))
                ),
                None,
            )
            if field and not any(
                print_.covers(other.area.left, other.area.right) for other in labels.values()
            ):
                labels[field] = print_
    groups = _groups(page, specs, row)
    for name, print_ in groups.items():
        members = [spec.field for spec in specs if isinstance(spec, FundColumn) and spec.group == name]
        if not any(field in labels for field in members):
            # the group's heading alone stands for the one amount that every form has
            labels["initial_budget" if "initial_budget" in members else members[-1]] = print_
    return Header(labels, tuple(groups.values())) if any(p.row == row for p in labels.values()) else None


def _groups(
    page: Page, specs: Sequence[FundColumn] | Sequence[IndicatorColumn], row: int
) -> dict[str, Print]:
    names = dict.fromkeys(spec.group for spec in specs if isinstance(spec, FundColumn) and spec.group)
    found = {name: next((p for p in page.row(row) if p.says(keys_of(name))), None) for name in names}
    return {name: print_ for name, print_ in found.items() if print_}
