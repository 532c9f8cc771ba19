"""A workbook as plain data: what every reader (xlsx, live Excel …) yields and the pure core takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlperf.workbook.place import Area, Place


@dataclass(frozen=True)
class Cell:
    """One cell that holds something.

    ``value`` is the number (exact decimal, booleans excepted), text or truth value; None where a formula has no
    stored result. ``text`` is what the user sees, number format applied (``≥2次``, ``72.26%``). ``formula`` is
    without the leading ``=``. ``error`` is the error word (``#DIV/0!``) when the cell shows one; value is then None.
    """

    value: Decimal | str | bool | None
    text: str
    formula: str | None = None
    error: str | None = None
    percent: bool = False


@dataclass(frozen=True)
class Sheet:
    """One worksheet: its filled cells by (row, column) from 1, and its merged areas.

    ``named``: what people call the cells where the sheet is drawn from a document that has no addresses.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Area, ...] = ()
    hidden: bool = False
    named: Mapping[tuple[int, int], str] = field(default_factory=dict)
    _area_of: dict[tuple[int, int], Area] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for area in self.merges:
            # a merge over whole columns must not cost a million entries
            for row in range(area.top, min(area.bottom, area.top + 2000) + 1):
                for column in range(area.left, min(area.right, area.left + 200) + 1):
                    self._area_of[row, column] = area

    def area(self, row: int, column: int) -> Area:
        """The merged area that covers the cell, or the cell alone."""
        return self._area_of.get((row, column)) or Area(row, column, row, column)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """The top left cell of the merged area that covers the cell (itself when not merged)."""
        area = self.area(row, column)
        return area.top, area.left

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that shows at this position: the anchor's where merged; None when empty."""
        return self.cells.get(self.anchor(row, column))

    def text(self, row: int, column: int) -> str:
        """What shows at this position, trimmed; empty text when nothing."""
        cell = self.at(row, column)
        return cell.text.strip() if cell else ""

    def rows(self) -> Iterator[int]:
        """The rows that hold something, ascending."""
        return iter(sorted({row for row, _ in self.cells}))


@dataclass(frozen=True)
class Grid:
    """A workbook: sheets in their order, and the defined names that point at one cell or area."""

    sheets: tuple[Sheet, ...]
    names: Mapping[str, tuple[str, Area]] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of that name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    def told(self, place: Place) -> Place:
        """The place with the name that people know it by, where its sheet has such names."""
        sheet = self.sheet(place.sheet)
        name = sheet.named.get((place.row, place.column)) if sheet else None
        return replace(place, named=name) if name else place

    def place(self, name: str) -> Place | None:
        """The first cell of a defined name whose sheet exists, or None."""
        target = self.names.get(name)
        if target is None or self.sheet(target[0]) is None:
            return None
        sheet, area = target
        return Place(sheet, area.top, area.left)
