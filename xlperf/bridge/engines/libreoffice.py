"""LibreOffice as an engine of xlwings: the same objects, with the meaning they have in Excel.

``xlperf.bridge`` speaks xlwings' object model only, and this is the third program behind it. Everything that goes
wrong in LibreOffice comes out as ``EngineError``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import xlwings
from xlwings import base_classes

from xlperf.bridge.engines.libreoffice_book import Books
from xlperf.bridge.engines.libreoffice_connection import Office
from xlperf.bridge.engines.libreoffice_hands import HANDS, carry_out
from xlperf.bridge.engines.libreoffice_range import Range
from xlperf.bridge.engines.libreoffice_script import run_basic
from xlperf.bridge.engines.libreoffice_uno import plainly, properties
from xlperf.bridge.engines.libreoffice_words import hide_words, show_alert, show_words

NAME = "libreoffice"
_ERROR_WORDS = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    -2146826273: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
}


def register(office: Office) -> xlwings.App:
    """Make a LibreOffice an engine of xlwings, and the active one; the app that it is."""
    engine = xlwings.main.Engine(impl=Engine(office))
    xlwings.engines.add(engine)
    engine.activate()
    return xlwings.App(impl=App(engine.impl))


class Engine:
    """One LibreOffice that runs, as xlwings asks for it."""

    name = NAME
    type = "desktop"

    def __init__(self, office: Office) -> None:
        self.office = office
        self.caller: Any = None
        """the document whose button was clicked, once that is known"""
        self.frozen: list[Any] = []
        self.words = ""

    @property
    def apps(self) -> Apps:
        return Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, _date_format: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty_as
            if isinstance(value, datetime):
                parts = dict(zip(_PARTS, value.timetuple(), strict=False))
                return datetime_builder(**parts, microsecond=value.microsecond, tzinfo=None)
            if isinstance(value, float) and number_builder is not None:
                return number_builder(value)
            if isinstance(value, int) and not isinstance(value, bool):
                return _ERROR_WORDS.get(value) if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]


_PARTS = ("year", "month", "day", "hour", "minute", "second")


class Apps(base_classes.Apps):
    """The one program."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keys(self) -> list[int]:
        return [App.pid]

    def __iter__(self) -> Iterator[App]:
        yield App(self._engine)

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        if pid != App.pid:
            raise KeyError(pid)
        return App(self._engine)

    @staticmethod
    def cleanup() -> None:
        """Nothing of ours is left behind."""


class App(base_classes.App):
    """The program with its open workbooks."""

    pid = 1
    """UNO tells no process: the same number for the same program will do"""
    display_alerts = True
    enable_events = True
    interactive = True

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.office = engine.office

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def api(self) -> Any:
        return self.office.desktop

    @property
    @plainly
    def version(self) -> str:
        where = properties(self.office.uno, nodepath="/org.openoffice.Setup/Product")
        provider = self.office.create("com.sun.star.configuration.ConfigurationProvider")
        product = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess", where
        )
        return str(product.getByName("ooSetupVersion"))

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    @plainly
    def selection(self) -> Range | None:
        return self.books.active.selection

    def activate(self, steal_focus: bool = False) -> None:
        self.books.active.activate()

    @property
    @plainly
    def visible(self) -> bool:
        return any(book.visible for book in self.books)

    @visible.setter
    @plainly
    def visible(self, value: bool) -> None:
        for book in self.books:
            book.controller().Frame.ContainerWindow.setVisible(value)

    @property
    def screen_updating(self) -> bool:
        return not self._engine.frozen

    @screen_updating.setter
    @plainly
    def screen_updating(self, value: bool) -> None:
        frozen, self._engine.frozen = self._engine.frozen, []
        for model in frozen:
            model.unlockControllers()
        if not value:
            for book in self.books:
                book.native().lockControllers()
                self._engine.frozen.append(book.native())

    @property
    @plainly
    def calculation(self) -> str:
        return "automatic" if self.books.active.native().isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    @plainly
    def calculation(self, value: str) -> None:
        self.books.active.native().enableAutomaticCalculation(value == "automatic")

    @plainly
    def calculate(self) -> None:
        for book in self.books:
            book.native().calculateAll()

    @property
    def status_bar(self) -> str | bool:
        return self._engine.words or False

    @status_bar.setter
    @plainly
    def status_bar(self, value: str | bool | None) -> None:
        """LibreOffice's own status bar forgets at once: the words go into a bar above the sheet."""
        self._engine.words = value if isinstance(value, str) else ""
        controller = self.books.active.controller()
        if self._engine.words:
            show_words(controller, self._engine.words)
        else:
            hide_words(controller)

    @plainly
    def alert(self, prompt: str, title: str, buttons: str, mode: str | None, callback: str | None) -> str:
        books = [book for book in self.books if book.visible]
        window = books[0].controller().Frame.ContainerWindow if books else None
        return show_alert(self.office, window, prompt, title, buttons, mode)

    def run(self, macro: str, args: list[Any]) -> Any:
        if macro == HANDS:
            book, *orders = args
            return carry_out(self.books(book), "".join(map(str, orders)))
        return run_basic([book.native() for book in self.books], macro, args)

    def quit(self) -> None:
        """Workbooks of other people may be open in it: LibreOffice is never ended from here."""

    def kill(self) -> None:
        """Nor is it killed."""
