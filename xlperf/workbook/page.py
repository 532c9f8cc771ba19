"""A sheet as it is read: the cells that show something, by rows, merged cells as one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from functools import cached_property

from xlperf.workbook.grid import Cell, Sheet
from xlperf.workbook.labels import label_keys
from xlperf.workbook.place import MAX_ROW, Area, Place


@dataclass(frozen=True)
class Print:
    """One cell that shows something, with all the area it covers."""

    cell: Cell
    area: Area
    text: str

    @property
    def row(self) -> int:
        """Its first row."""
        return self.area.top

    @property
    def column(self) -> int:
        """Its first column."""
        return self.area.left

    def says(self, keys: Collection[str]) -> bool:
        """It is one of these labels."""
        return not label_keys(self.text).isdisjoint(keys)

    def covers(self, left: int, right: int) -> bool:
        """It reaches into these columns."""
        return self.area.left <= right and self.area.right >= left


@dataclass(frozen=True)
class Page:
    """The sheet's prints, those between two rows. Cost grows with the cells that exist, never with the gaps."""

    sheet: Sheet
    first: int = 1
    last: int = MAX_ROW
    whole: Page | None = None
    """the page of all the sheet, of which this is a part"""

    def part(self, first: int, last: int) -> Page:
        """The rows ``first`` to ``last`` as a page of their own."""
        return Page(self.sheet, first, last, self)

    @cached_property
    def _by_row(self) -> dict[int, tuple[Print, ...]]:
        if self.whole is not None:
            return {row: self.whole.row(row) for row in self.whole.rows_between(self.first, self.last)}
        found: dict[int, list[Print]] = {}
        for (row, column), cell in self.sheet.cells.items():
            text = cell.text.strip()
            # what lies under a merged cell is not seen
            if (text or cell.error) and self.sheet.anchor(row, column) == (row, column):
                found.setdefault(row, []).append(Print(cell, self.sheet.area(row, column), text))
        return {row: tuple(sorted(found[row], key=lambda print_: print_.column)) for row in sorted(found)}

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows that show something, ascending."""
        return tuple(self._by_row)

    def rows_between(self, first: int, last: int) -> tuple[int, ...]:
        """The rows among ``first`` to ``last`` that show something."""
        return self.rows[bisect_left(self.rows, first) : bisect_right(self.rows, last)]

    def row(self, row: int) -> tuple[Print, ...]:
        """The prints that begin in this row, from the left."""
        return self._by_row.get(row, ())

    def prints(self, first: int, last: int) -> Iterator[Print]:
        """All prints of these rows, in reading order."""
        for row in self.rows_between(first, last):
            yield from self.row(row)

    def first_in(self, row: int, left: int, right: int) -> Print | None:
        """The first print that begins in this row and reaches into these columns."""
        return next((print_ for print_ in self.row(row) if print_.covers(left, right)), None)

    def rows_starting(self, apart: Container[int]) -> Iterator[Print]:
        """The first print of each row but those ``apart``."""
        return (prints[0] for row, prints in self._by_row.items() if row not in apart)

    @cached_property
    def _by_label(self) -> dict[str, list[Print]]:
        keys_of_text: dict[str, frozenset[str]] = {}
        found: dict[str, list[Print]] = {}
        for print_ in self.prints(1, MAX_ROW):
            if print_.text not in keys_of_text:
                keys_of_text[print_.text] = label_keys(print_.text)
            for key in keys_of_text[print_.text]:
                found.setdefault(key, []).append(print_)
        return found

    def saying(self, keys: Collection[str], first: int = 1, last: int = MAX_ROW) -> list[Print]:
        """The prints of these rows that are one of these labels, in reading order."""
        found = {p.area: p for key in keys for p in self._by_label.get(key, ()) if first <= p.row <= last}
        return [found[area] for area in sorted(found, key=lambda area: (area.top, area.left))]

    def right_of(self, label: Print) -> Print | None:
        """The next print to the right in the label's row."""
        return next((print_ for print_ in self.row(label.row) if print_.column > label.area.right), None)

    def blank(self, place: Place) -> bool:
        """Nothing shows there."""
        cell = self.sheet.at(place.row, place.column)
        return cell is None or not (cell.text.strip() or cell.error)

    def place(self, row: int, column: int) -> Place:
        """The cell to read and write at this position: the anchor where merged."""
        return Place(self.sheet.name, *self.sheet.anchor(row, column))

    def place_of(self, print_: Print) -> Place:
        """The place of a print."""
        return Place(self.sheet.name, print_.row, print_.column)
