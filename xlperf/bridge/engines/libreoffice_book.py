"""Workbooks that are open in LibreOffice, with what they say and do in Excel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.engines.libreoffice_areas import area_of
from xlperf.bridge.engines.libreoffice_names import Names
from xlperf.bridge.engines.libreoffice_range import Range
from xlperf.bridge.engines.libreoffice_sheet import Sheet, Sheets
from xlperf.bridge.engines.libreoffice_uno import is_uno, plainly, properties

if TYPE_CHECKING:
    from xlperf.bridge.engines.libreoffice import App

_CALC = "com.sun.star.sheet.SpreadsheetDocument"
_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
}


class Books(base_classes.Books):
    """The open workbooks."""

    def __init__(self, app: App) -> None:
        self.app = app

    @plainly
    def _all(self) -> list[Book]:
        components = self.app.office.desktop.Components.createEnumeration()
        found = []
        while components.hasMoreElements():
            model = components.nextElement()
            if hasattr(model, "supportsService") and model.supportsService(_CALC):
                found.append(Book(self.app, model))
        return found

    def __iter__(self) -> Iterator[Book]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __contains__(self, name: str) -> bool:
        return any(book.name.lower() == name.lower() for book in self._all())

    def __call__(self, name_or_index: int | str) -> Book:
        books = self._all()
        if isinstance(name_or_index, int):
            if not 1 <= name_or_index <= len(books):
                raise KeyError(name_or_index)
            return books[name_or_index - 1]
        named = [
            book for book in books if name_or_index.lower() in (book.name.lower(), book.fullname.lower())
        ]
        if not named:
            raise KeyError(name_or_index)
        # Excel never opens two of one name, LibreOffice does: the one whose button was clicked is meant
        return next((book for book in named if book.native() == self.app.engine.caller), named[0])

    @property
    @plainly
    def active(self) -> Book:
        model = self.app.office.desktop.getCurrentComponent()
        if model is not None and model.supportsService(_CALC):
            return Book(self.app, model)
        books = self._all()
        if not books:
            raise EngineError("missing", "no workbook is open")
        return books[0]

    @plainly
    def add(self) -> Book:
        return Book(self.app, self._load("private:factory/scalc"))

    @plainly
    def open(self, fullname: str, update_links: Any = None, read_only: Any = None, *more: Any) -> Book:
        model = self._load(self.app.office.uno.systemPathToFileUrl(fullname), ReadOnly=bool(read_only))
        return Book(self.app, model)

    def _load(self, url: str, **how: object) -> Any:
        office = self.app.office
        model = office.desktop.loadComponentFromURL(url, "_blank", 0, properties(office.uno, **how))
        if model is None:
            raise EngineError("refused", f"cannot open {url}")
        return model


class Book(base_classes.Book):
    """One workbook."""

    def __init__(self, app: App, model: Any) -> None:
        self._app = app
        self._model = model

    def native(self) -> Any:
        """UNO's own document; it must still be open."""
        try:
            # the cheapest of the questions that a closed document does not answer
            self._model.hasControllersLocked()
        except Exception as problem:
            if not is_uno(problem):
                raise
        else:
            return self._model
        raise EngineError("closed", "the workbook is closed")

    @plainly
    def controller(self) -> Any:
        """The view of the workbook."""
        return self.native().CurrentController

    @property
    def api(self) -> Any:
        return self._model

    @property
    def app(self) -> App:
        return self._app

    @property
    @plainly
    def fullname(self) -> str:
        url = self.native().getLocation()
        if not url:
            return str(self._model.Title)
        if not url.startswith("file:"):
            return str(url)
        return str(self._app.office.uno.fileUrlToSystemPath(url))

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    @property
    @plainly
    def visible(self) -> bool:
        """Does a window show it?"""
        return bool(self.controller().Frame.ContainerWindow.isVisible())

    @property
    @plainly
    def read_only(self) -> bool:
        return bool(self.native().isReadonly())

    def refuse_read_only(self) -> None:
        """EngineError when nothing may be written: LibreOffice would write, and could not save."""
        if self.read_only:
            raise EngineError("readonly", self.fullname)

    @property
    @plainly
    def date_zero(self) -> date:
        """The day that dates are counted from, which some workbooks of old Macs have elsewhere."""
        zero = self.native().NullDate
        return date(zero.Year, zero.Month, zero.Day)

    @property
    @plainly
    def selection(self) -> Range | None:
        selected = self.controller().getSelection()
        if selected is None or not hasattr(selected, "supportsService"):
            return None
        if not selected.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None  # a shape, or several areas
        return Range(Sheet(self, selected.Spreadsheet), area_of(selected.RangeAddress))

    @plainly
    def activate(self) -> None:
        self.controller().Frame.activate()

    @plainly
    def save(self, path: str | None = None, password: str | None = None) -> None:
        model = self.native()
        if path is None and model.hasLocation():
            self.refuse_read_only()
            model.store()
            return
        target = Path(path or f"{self.fullname}.xlsx").resolve()
        how: dict[str, object] = {"FilterName": _FILTERS[target.suffix.lower()], "Overwrite": True}
        if password:
            how["Password"] = password
        url = self._app.office.uno.systemPathToFileUrl(str(target))
        model.storeAsURL(url, properties(self._app.office.uno, **how))

    @plainly
    def close(self) -> None:
        self.native().close(True)
