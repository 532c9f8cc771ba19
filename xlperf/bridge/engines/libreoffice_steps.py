"""Taking back what was done in LibreOffice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.engines.libreoffice_book import Book
from xlperf.bridge.engines.libreoffice_uno import plainly

STEP = "绩效自评"


class Undone:
    """What has to be taken away again if something goes wrong, besides the steps that LibreOffice can undo."""

    def __init__(self) -> None:
        self._actions: list[Callable[[], None]] = []

    def later(self, action: Callable[[], None]) -> None:
        self._actions.append(action)

    def now(self) -> None:
        for action in reversed(self._actions):
            # whatever cannot be put back must not keep the rest from being put back
            with suppress(EngineError):
                action()


class Step:
    """One step in the list of what can be undone."""

    def __init__(self, book: Book) -> None:
        self._steps = book.native().UndoManager
        self._before = 0

    @plainly
    def begin(self) -> None:
        self._before = len(self._steps.getAllUndoActionTitles())
        self._steps.enterUndoContext(STEP)

    @plainly
    def end(self) -> None:
        self._steps.leaveUndoContext()

    @plainly
    def take_back(self) -> None:
        titles = self._steps.getAllUndoActionTitles()
        if titles and titles[0] == STEP and len(titles) > self._before:
            self._steps.undo()
            self._steps.clearRedo()


class View:
    """What the user looks at; undoing moves there and back."""

    @plainly
    def __init__(self, book: Book) -> None:
        self._controller = book.controller()
        self._sheet = self._controller.ActiveSheet
        self._selected = self._controller.getSelection()
        self._corner = self._controller.FirstVisibleRow, self._controller.FirstVisibleColumn

    def restore(self) -> None:
        with suppress(EngineError):
            self._restore()

    @plainly
    def _restore(self) -> None:
        self._controller.setActiveSheet(self._sheet)
        self._controller.select(self._selected)
        self._controller.FirstVisibleRow, self._controller.FirstVisibleColumn = self._corner
