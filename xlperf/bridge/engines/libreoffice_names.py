"""Defined names, of a workbook or of one of its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.engines.libreoffice_cells import excel_parser
from xlperf.bridge.engines.libreoffice_uno import plainly

if TYPE_CHECKING:
    from xlperf.bridge.engines.libreoffice_book import Book
    from xlperf.bridge.engines.libreoffice_range import Range
    from xlperf.bridge.engines.libreoffice_sheet import Sheet


class Names(base_classes.Names):
    """The names of a workbook, those of its sheets too, or of one sheet."""

    def __init__(self, book: Book, sheet: Sheet | None = None) -> None:
        self._book = book
        self._sheet = sheet

    def _holders(self) -> Iterator[tuple[Any, Sheet | None]]:
        if self._sheet is None:
            yield self._book.native().NamedRanges, None
        for sheet in self._book.sheets if self._sheet is None else (self._sheet,):
            yield sheet.native().NamedRanges, sheet

    @plainly
    def snapshot(self) -> list[tuple[str, Name]]:
        """All names, spelled as Excel does (``Sheet1!local``), with their objects."""
        found = [
            Name(self._book, sheet, holder, name)
            for holder, sheet in self._holders()
            for name in holder.ElementNames
        ]
        return [(name.name, name) for name in found]

    @property
    def api(self) -> Any:
        return next(self._holders())[0]

    def __call__(self, name_or_index: int | str) -> Name:
        names = self.snapshot()
        if isinstance(name_or_index, int):
            return names[name_or_index - 1][1]
        for name, one in names:
            if name_or_index.lower() in (name.lower(), one.own_name.lower() if self._sheet else ""):
                return one
        raise KeyError(name_or_index)

    def contains(self, name_or_index: int | str) -> bool:
        try:
            self(name_or_index)
        except (KeyError, IndexError):
            return False
        return True

    def __len__(self) -> int:
        return len(self.snapshot())

    @plainly
    def add(self, name: str, refers_to: str) -> Name:
        self._book.refuse_read_only()
        holder, sheet = next(self._holders())
        if holder.hasByName(name):
            holder.removeByName(name)
        define(self._book.native(), holder, name, refers_to.removeprefix("="))
        return Name(self._book, sheet, holder, name)


@plainly
def define(model: Any, holder: Any, name: str, formula: str) -> None:
    """Define a name by a formula in Excel's spelling."""
    origin = model.Sheets.getByIndex(0).getCellByPosition(0, 0).CellAddress
    holder.addNewByName(name, "0", origin, 0)
    holder.getByName(name).setTokens(excel_parser(model).parseFormula(formula, origin))


class Name(base_classes.Name):
    """One name."""

    def __init__(self, book: Book, sheet: Sheet | None, holder: Any, own_name: str) -> None:
        self._book = book
        self._sheet = sheet
        self._holder = holder
        self.own_name = own_name

    @property
    @plainly
    def api(self) -> Any:
        return self._holder.getByName(self.own_name)

    @property
    def name(self) -> str:
        return f"{self._sheet.name}!{self.own_name}" if self._sheet else self.own_name

    @name.setter
    @plainly
    def name(self, value: str) -> None:
        self.api.Name = value
        self.own_name = value

    @property
    @plainly
    def refers_to(self) -> str:
        native = self.api
        parser = excel_parser(self._book.native())
        return "=" + str(parser.printFormula(native.getTokens(), native.ReferencePosition))

    @refers_to.setter
    @plainly
    def refers_to(self, value: str) -> None:
        native = self.api
        parser = excel_parser(self._book.native())
        native.setTokens(parser.parseFormula(value.removeprefix("="), native.ReferencePosition))

    @property
    @plainly
    def refers_to_range(self) -> Range:
        cells = self.api.getReferredCells()
        if cells is None:
            raise EngineError("missing", f"{self.own_name} is no range")
        area = cells.RangeAddress
        sheet = self._book.sheets(area.Sheet + 1)
        return sheet.range((area.StartRow + 1, area.StartColumn + 1), (area.EndRow + 1, area.EndColumn + 1))

    @plainly
    def delete(self) -> None:
        self._book.refuse_read_only()
        self._holder.removeByName(self.own_name)
