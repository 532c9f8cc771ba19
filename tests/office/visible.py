"""A LibreOffice that can be seen and clicked, started as a user starts it: with a workbook and nothing else."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.office.closing import Closing
from tests.office.document import Document, OfficeError, plainly
from tests.office.processes import kill_all
from tests.office.screen import Screen, wait_for
from tests.office.session import ASKS_FOR_RESTART, office_program
from xlperf.bridge.engines.libreoffice_uno import load_uno, properties
from xlperf.workbook.place import a1, parse_a1

R = TypeVar("R")

START_SECONDS, END_SECONDS = 120, 10
PROFILE = Path(".config/libreoffice/4/user/registrymodifications.xcu")
# macros run without a question; nothing greets, recommends, recovers or locks
SETTINGS = {
    "Office.Common/Security/Scripting": {"MacroSecurityLevel": "0"},
    "Office.Common/Misc": {"FirstRun": "false", "ShowTipOfTheDay": "false", "UseLocking": "false"},
    "Office.Recovery/AutoSave": {"Enabled": "false"},
    "Office.Recovery/RecoveryInfo": {"Enabled": "false"},
    "Office.UI.Infobar/Enabled": {"GetInvolved": "false", "Donate": "false", "WhatsNew": "false"},
    "Setup/Office": {"ooSetupInstCompleted": "true"},
    "Setup/Product": {"ooSetupLastVersion": "99.0"},
}
# com.sun.star.accessibility.AccessibleRole
WORDS, BUTTON, TABLE = (31, 86), 44, 58


@dataclass(frozen=True)
class Box:
    """A rectangle of the screen, in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        """The point to click."""
        return self.left + self.width // 2, self.top + self.height // 2


class VisibleOffice(Closing):
    """LibreOffice with one workbook on a screen; it listens to nobody before somebody asks it to."""

    def __init__(self, screen: Screen, book: Path, path: str) -> None:
        self.screen = screen
        self._uno: Any = load_uno()
        self._environment: Mapping[str, str] = {**screen.environment, "PATH": path}
        settings = screen.folder / PROFILE
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(registry(), encoding="utf-8")
        self._book = book
        self._desktop: Any = None
        self._process = self._start(str(book))
        try:
            wait_for("a window with the workbook", START_SECONDS, self._has_window)
            self._context = self._connect()
            self._desktop = self._service("com.sun.star.frame.Desktop")
            self._model = wait_for("the workbook", START_SECONDS, lambda: self._desktop.CurrentComponent)
        except BaseException:
            self.close()
            raise
        self.document = Document(self._model, self._properties)

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(
            [str(office_program()), "--norestore", "--nologo", *words],
            env=dict(self._environment),
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            start_new_session=True,
        )

    def _has_window(self) -> bool:
        if self._process.poll() == ASKS_FOR_RESTART:
            self._process = self._start(str(self._book))
        elif self._process.returncode is not None:
            raise OfficeError(f"LibreOffice ended with status {self._process.returncode}")
        return any(self._book.name in title for title in self.screen.titles())

    def _connect(self) -> Any:
        """Called once more, the program hands its arguments to the one that runs, which listens from then on."""
        pipe = f"{self.screen.folder.name}-test"
        self._start(f"--accept=pipe,name={pipe};urp", "--nodefault").wait(START_SECONDS)
        local = self._uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)

        @plainly
        def resolve() -> Any:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")

        def answer() -> Any:
            with suppress(OfficeError):
                return resolve()
            return None

        return wait_for("LibreOffice's answer", START_SECONDS, answer)

    def _service(self, name: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)

    def _properties(self, **values: object) -> tuple[Any, ...]:
        return properties(self._uno, **values)

    @property
    @plainly
    def active_sheet(self) -> str:
        """The sheet in front."""
        return str(self._model.CurrentController.ActiveSheet.Name)

    @property
    @plainly
    def selected(self) -> str:
        """The first of the selected cells of the sheet in front, like ``C5``."""
        area = self._model.CurrentSelection.RangeAddress
        return a1(area.StartRow + 1, area.StartColumn + 1)

    @plainly
    def show(self, sheet: str) -> None:
        """Bring a sheet to the front."""
        self._model.CurrentController.ActiveSheet = self._model.Sheets.getByName(sheet)

    @plainly
    def protect(self, sheet: str, password: str) -> None:
        """Protect a sheet with a password that nobody here knows later."""
        target = self._model.Sheets.getByName(sheet)
        target.unprotect("")
        target.protect(password)

    @plainly
    def select(self, address: str) -> None:
        """Put the cursor into a cell of the sheet in front."""
        controller = self._model.CurrentController
        controller.select(controller.ActiveSheet.getCellRangeByName(address))

    @plainly
    def button(self, caption: str) -> Box:
        """Where a button of the sheet in front stands on the screen."""
        controller = self._model.CurrentController
        for shape in _each(controller.ActiveSheet.DrawPage):
            control = getattr(shape, "Control", None)
            if control is not None and control.Label == caption:
                return _box(controller.getControl(control).AccessibleContext)
        raise OfficeError(f"no button {caption!r} on {self.active_sheet}")

    def click(self, caption: str) -> None:
        """Click a button of the sheet in front, with the mouse."""
        self.screen.click(*self.button(caption).centre)

    @plainly
    def cell(self, address: str) -> Box:
        """Where a cell of the sheet in front stands on the screen."""
        row, column = parse_a1(address)
        window = self._model.CurrentController.Frame.ComponentWindow
        for context in _below(window.AccessibleContext):
            if context.AccessibleRole == TABLE:
                return _box(context.getAccessibleCellAt(row - 1, column - 1).AccessibleContext)
        raise OfficeError(f"no cells to be seen on {self.active_sheet}")

    def dialog(self, title: str) -> str | None:
        """What a message box of that title says; None where none is open."""
        return self._in_box(title, lambda box: "".join(_words(box)))

    def dialog_button(self, title: str) -> Box | None:
        """Where the button of a message box stands on the screen; None where none is open."""
        return self._in_box(
            title, lambda box: next((_box(one) for one in _below(box) if one.AccessibleRole == BUTTON), None)
        )

    def _in_box(self, title: str, look: Callable[[Any], R]) -> R | None:
        @plainly
        def found() -> R | None:
            box = self._top_window(title)
            return None if box is None else look(box)

        with suppress(OfficeError):  # one that goes away meanwhile is none
            return found()
        return None

    def _top_window(self, title: str) -> Any:
        toolkit = self._service("com.sun.star.awt.Toolkit")
        for index in range(toolkit.TopWindowCount):
            context = toolkit.getTopWindow(index).AccessibleContext
            if context is not None and context.AccessibleName == title:
                return context
        return None

    @plainly
    def words(self) -> list[str]:
        """What is written in the window around the cells: bars above the sheet, not menus and buttons."""
        return _words(self._model.CurrentController.Frame.ContainerWindow.AccessibleContext)

    def close(self) -> None:
        """End LibreOffice, in peace if it can, and all that it has started."""
        with suppress(OfficeError, subprocess.TimeoutExpired):
            self._terminate()
            self._process.wait(END_SECONDS)
        kill_all(self.screen.folder)
        self._process.wait()

    @plainly
    def _terminate(self) -> None:
        if self._process.poll() is None and self._desktop is not None:
            for model in [*self._desktop.Components]:
                model.close(True)
            self._desktop.terminate()


def registry() -> str:
    """The settings as LibreOffice keeps them."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, values in SETTINGS.items()
        for name, value in values.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    return f"{head}{items}</oor:items>\n"


def _each(page: Any) -> Iterator[Any]:
    for index in range(page.Count):
        yield page.getByIndex(index)


def _below(context: Any) -> Iterator[Any]:
    yield context
    # a sheet has billions of cells as children
    if context.AccessibleRole != TABLE:
        for index in range(context.AccessibleChildCount):
            yield from _below(context.getAccessibleChild(index).AccessibleContext)


def _words(context: Any) -> list[str]:
    return [one.AccessibleName for one in _below(context) if one.AccessibleRole in WORDS]


def _box(context: Any) -> Box:
    place, size = context.LocationOnScreen, context.Size
    return Box(place.X, place.Y, size.Width, size.Height)
