"""Telling the findings that were written before from what somebody noted on the result sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count, islice

from xlperf.audit.finding import Severity
from xlperf.workbook.grid import Sheet
from xlperf.workbook.place import MAX_ROW
from xlperf.workbook.results import CHANGED, NOTHING_FOUND, SECTION
from xlperf.workbook.stamp import RESULT_COLUMNS, RESULT_COMPARISON_COUNT

_WIDTH = len(RESULT_COLUMNS)
_KNOWN_BY = 3
_LEVELS = {severity.chinese for severity in Severity}


@dataclass(frozen=True)
class Spots:
    """The first cells of the three parts of a result sheet."""

    summary: tuple[int, int]
    comparison: tuple[int, int]
    findings: tuple[int, int]

    @property
    def comparison_rows(self) -> range:
        """The rows kept for comparisons; the header of the findings is not one of them."""
        first = self.comparison[0]
        return range(first, max(first + 1, min(first + RESULT_COMPARISON_COUNT, self.findings[0] - 1)))


@dataclass(frozen=True)
class WrittenRows:
    """A result sheet, the row of its comparisons, and the first cell of its findings."""

    sheet: Sheet
    comparison: int
    findings: tuple[int, int]

    @property
    def headed(self) -> bool:
        """The headings of the findings are printed above them: the sheet is one of ours."""
        first, left = self.findings
        heads = RESULT_COLUMNS[:_KNOWN_BY]
        above = range(first - 1, self.comparison, -1)
        return any(tuple(self._texts(row, left))[:_KNOWN_BY] == heads for row in above)

    @cached_property
    def ours(self) -> tuple[int, ...]:
        """The rows that hold a finding as write-back puts it."""
        return tuple(row for row in self._filled if self._is_ours(row))

    @property
    def changes(self) -> list[tuple[str, ...]]:
        """The log of changed cells: place, text before, text after, reason."""
        texts = [tuple(self._texts(row, self.findings[1])) for row in self.ours]
        return [tuple(rest) for number, level, *rest in texts if number and level == CHANGED]

    def lines(self, number: int) -> list[int]:
        """The rows for so many findings: one after the other, but never over the notes of others."""
        noted = {row for row in self._filled if not self._is_ours(row)}
        noted |= {
            row
            for area in self.sheet.merges
            if area.top != area.bottom and area.top in noted
            for row in range(area.top, min(area.bottom, area.top + 2000) + 1)
        }
        first = self.findings[0]
        free = (row for row in count(first) if row not in noted)
        return [row for row in islice(free, number) if row <= MAX_ROW]

    @cached_property
    def _filled(self) -> tuple[int, ...]:
        first, left = self.findings
        columns = range(left, left + _WIDTH)
        return tuple(sorted({row for row, column in self.sheet.cells if row >= first and column in columns}))

    def _is_ours(self, row: int) -> bool:
        number, level, *_, message, _basis, _fix = self._texts(row, self.findings[1])
        if number:
            return number.isdecimal() and level in (*_LEVELS, CHANGED)
        return level in (SECTION, CHANGED) or (not level and message == NOTHING_FOUND)

    def _texts(self, row: int, left: int) -> Iterator[str]:
        return (self.sheet.text(row, left + offset) for offset in range(_WIDTH))
