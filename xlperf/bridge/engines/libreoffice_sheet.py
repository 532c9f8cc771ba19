"""The sheets of a workbook in LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.engines.libreoffice_areas import area_of, parse_area
from xlperf.bridge.engines.libreoffice_names import Names
from xlperf.bridge.engines.libreoffice_range import Range
from xlperf.bridge.engines.libreoffice_uno import plainly
from xlperf.workbook.place import MAX_COLUMN, MAX_ROW, Area

if TYPE_CHECKING:
    from xlperf.bridge.engines.libreoffice_book import Book


class Sheets(base_classes.Sheets):
    """The sheets of a workbook, hidden ones too."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    @plainly
    def api(self) -> Any:
        return self._book.native().Sheets

    @plainly
    def __call__(self, name_or_index: int | str) -> Sheet:
        sheets = self._book.native().Sheets
        if isinstance(name_or_index, int):
            if not 1 <= name_or_index <= sheets.Count:
                raise KeyError(name_or_index)
            return Sheet(self._book, sheets.getByIndex(name_or_index - 1))
        for name in sheets.ElementNames:
            if name.lower() == name_or_index.lower():
                return Sheet(self._book, sheets.getByName(name))
        raise KeyError(name_or_index)

    @plainly
    def __len__(self) -> int:
        return int(self._book.native().Sheets.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return (self(index) for index in range(1, len(self) + 1))

    @plainly
    def __contains__(self, name: str) -> bool:
        return name.lower() in (one.lower() for one in self._book.native().Sheets.ElementNames)

    @property
    @plainly
    def active(self) -> Sheet:
        return Sheet(self._book, self._book.controller().ActiveSheet)

    @plainly
    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        self._book.refuse_read_only()
        sheets = self._book.native().Sheets
        taken = {one.lower() for one in sheets.ElementNames}
        name = name or next(
            one for index in range(1, 10_000) if (one := f"Sheet{index}").lower() not in taken
        )
        other = before or after
        place = other.index - (1 if before else 0) if other else self.active.index - 1
        insert_sheet(self._book.native(), name, place)
        forget_steps(self._book.native())
        sheet = self(name)
        sheet.activate()
        return sheet


@plainly
def insert_sheet(model: Any, name: str, place: int) -> None:
    """A new sheet at that place, from 0; it is no step that can be undone.

    LibreOffice falls down when the making of a sheet from outside is undone. In front of others, the sheet makes older
    steps worthless, as they know sheets by their places: ``forget_steps`` once it is there to stay.
    """
    steps = model.UndoManager
    steps.lock()
    try:
        model.Sheets.insertNewByName(name, place)
    finally:
        steps.unlock()


@plainly
def forget_steps(model: Any) -> None:
    """Nothing that was done before can be undone any more."""
    model.UndoManager.clear()


class Sheet(base_classes.Sheet):
    """One sheet."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self._book = book
        self._sheet = sheet

    @plainly
    def native(self) -> Any:
        """UNO's own sheet; its workbook must still be open."""
        self._book.native()
        return self._sheet

    @property
    def api(self) -> Any:
        return self._sheet

    @property
    def book(self) -> Book:
        return self._book

    @property
    @plainly
    def name(self) -> str:
        return str(self.native().Name)

    @name.setter
    @plainly
    def name(self, value: str) -> None:
        self._book.refuse_read_only()
        self.native().Name = value

    @property
    def names(self) -> Names:
        return Names(self._book, self)

    @property
    @plainly
    def index(self) -> int:
        return int(self.native().RangeAddress.Sheet) + 1

    @plainly
    def range(self, arg1: Any, arg2: Any = None) -> Range:
        first = self._area(arg1)
        if arg2 is None:
            return Range(self, first)
        second = self._area(arg2)
        corners = Area(
            min(first.top, second.top),
            min(first.left, second.left),
            max(first.bottom, second.bottom),
            max(first.right, second.right),
        )
        return Range(self, corners)

    def _area(self, given: Any) -> Area:
        if isinstance(given, Range):
            return given.area
        if isinstance(given, tuple):
            if 0 in given[:2]:
                raise IndexError("rows and columns are counted from 1")
            row, column, rows, columns = (*given, 1, 1)[:4]
            return Area(row, column, row + rows - 1, column + columns - 1)
        try:
            return parse_area(given)
        except ValueError:
            pass
        for names in (self.names, self._book.names):
            if names.contains(given):
                return names(given).refers_to_range.area
        raise EngineError("missing", f"no range {given!r}")

    @property
    def cells(self) -> Range:
        return Range(self, Area(1, 1, MAX_ROW, MAX_COLUMN))

    @property
    @plainly
    def used_range(self) -> Range:
        cursor = self.native().createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        cursor.collapseToMergedArea()
        return Range(self, area_of(cursor.RangeAddress))

    @property
    @plainly
    def visible(self) -> bool:
        return bool(self.native().IsVisible)

    @visible.setter
    @plainly
    def visible(self, value: bool) -> None:
        self.native().IsVisible = bool(value)

    @plainly
    def activate(self) -> None:
        self._book.controller().setActiveSheet(self.native())

    select = activate

    @plainly
    def delete(self) -> None:
        self._book.refuse_read_only()
        self._book.native().Sheets.removeByName(self.name)

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def clear_formats(self) -> None:
        self.used_range.clear_formats()

    def clear(self) -> None:
        self.used_range.clear()

    @plainly
    def refuse_locked(self, cells: Range) -> None:
        """EngineError for a locked cell of a protected sheet: LibreOffice itself would write there."""
        if self.native().isProtected() and has_locked(cells.native()):
            raise EngineError("locked", f"{self.name}!{cells.address}")


def has_locked(area: Any) -> bool:
    """Is any cell of the area locked?"""
    groups = area.UniqueCellFormatRanges
    return any(groups.getByIndex(index).CellProtection.IsLocked for index in range(groups.Count))
