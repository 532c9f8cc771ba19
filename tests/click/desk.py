"""A form open in a LibreOffice that is to be seen, and somebody at the mouse."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageColor

from tests.macros.sentences import SENTENCES
from tests.office.processes import living_in
from tests.office.screen import Screen, wait_for
from tests.office.visible import VisibleOffice
from xlperf.audit.finding import Severity
from xlperf.workbook.place import column_letters
from xlperf.workbook.stamp import (
    MARK_COLOURS,
    MARK_COLUMNS,
    MARK_FIRST_ROW,
    RESULT_COMPARISON_COUNT,
    RESULT_COMPARISON_ROW,
    RESULT_FINDINGS_ROW,
    RESULT_SHEET,
    STAMP_SHEET,
)

TITLE = SENTENCES["SayTitle"]
PATIENCE = 150.0
"""seconds for a form to be checked, while other tests use the same two cores"""
PATH = f"{Path(sys.prefix, 'bin')}{os.pathsep}{os.defpath}"
"""of somebody who has installed xlperf: the launcher looks here"""
COLOURS = {ImageColor.getrgb(f"#{colour}"): severity for severity, colour in MARK_COLOURS.items()}
INSIDE = 4
"""pixels from the corner of a cell to where nothing but its colour is seen"""


@dataclass(frozen=True)
class Told:
    """What a validated workbook shows: its findings, its marked cells, and the computed figures by name."""

    findings: list[tuple[str, ...]]
    marks: dict[str, Severity]
    computed: dict[str, str]


class Desk:
    """A form open on a screen, and somebody at the mouse."""

    def __init__(self, office: VisibleOffice) -> None:
        self.office = office
        self.document = office.document

    def click(self, caption: str) -> None:
        """Click a button of the form, and wait until what it started has done its work."""
        before = self._content()
        self.office.click(caption)
        self._wait(f"what “{caption}” does", lambda: self._content() != before)
        self._wait("the end of the bridge", lambda: not self._working())

    def answer_box(self) -> None:
        """Click the only button of a message box, and wait until it is gone and nothing works any more."""
        wait_for("the box on the screen", PATIENCE, lambda: TITLE in self.office.screen.titles())

        def gone() -> bool:
            button = self.office.dialog_button(TITLE)
            if button is not None:
                # again and again: a box may be seen before it takes a click
                self.office.screen.click(*button.centre)
            return button is None

        wait_for("the end of the box", PATIENCE, gone)
        self._wait("the end of the bridge", lambda: not self._working())

    def told(self) -> Told:
        """What the running workbook shows."""
        return Told(self._findings(), self._marks(), self._computed())

    def wait_for_colours(self, marks: Mapping[str, Severity], among: Iterable[str] = ()) -> None:
        """Of these cells the marked ones, and no others, come to be seen so: windows are painted by and by."""
        cells = {*marks, *among}
        self._wait(f"the colours of {marks}", lambda: self._coloured(cells) == marks)

    def keep_picture(self, path: Path) -> None:
        """What is to be seen now, as a picture."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.office.screen.picture().save(path)

    def _coloured(self, addresses: Iterable[str]) -> dict[str, Severity]:
        picture = self.office.screen.picture()
        boxes = {address: self.office.cell(address) for address in addresses}
        pixels = {
            address: picture.getpixel((box.left + INSIDE, box.top + INSIDE)) for address, box in boxes.items()
        }
        return {address: COLOURS[pixel] for address, pixel in pixels.items() if pixel in COLOURS}

    def _content(self) -> tuple[object, ...]:
        return self._findings(), self._marks(), self.office.selected

    def _wait(self, what: str, come: Callable[[], bool]) -> None:
        def found() -> bool:
            said, log = self.office.dialog(TITLE), self._log()
            assert (said, log) == (None, ""), f"instead of {what}: {said}\n{log}"
            return come()

        wait_for(what, PATIENCE, found)

    def _log(self) -> str:
        log = self.office.screen.folder / "xlperf-bridge.log"
        return log.read_text(encoding="utf-8") if log.exists() else ""

    def _working(self) -> bool:
        commands = (Path(f"/proc/{process}/cmdline") for process in living_in(self.office.screen.folder))
        return any(command.exists() and b"xlperf.bridge" in command.read_bytes() for command in commands)

    def _rows(self, sheet: str, first: int, count: int, columns: str) -> list[tuple[str, ...]]:
        rows = [[f"{letter}{row}" for letter in columns] for row in range(first, first + count)]
        found = self.document.values(sheet, (address for row in rows for address in row))
        return [tuple(_text(found[address]) for address in row) for row in rows]

    def _findings(self) -> list[tuple[str, ...]]:
        return [row for row in self._rows(RESULT_SHEET, RESULT_FINDINGS_ROW, 40, "ABCDEF") if any(row)]

    def _computed(self) -> dict[str, str]:
        rows = self._rows(RESULT_SHEET, RESULT_COMPARISON_ROW, RESULT_COMPARISON_COUNT, "AE")
        return {label: computed for label, computed in rows if label}

    def _marks(self) -> dict[str, Severity]:
        columns = "".join(column_letters(column) for column in MARK_COLUMNS.values())
        rows = self._rows(STAMP_SHEET, MARK_FIRST_ROW, 60, columns)
        return {
            place.rpartition("!")[2]: severity
            for row in rows
            for severity, place in zip(MARK_COLUMNS, row, strict=True)
            if place
        }


def _text(value: float | str | None) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else value


@contextmanager
def at_a_desk(book: Path, path: str = PATH) -> Iterator[Desk]:
    """A desk with that form, where ``path`` is the PATH."""
    with Screen() as screen, VisibleOffice(screen, book, path) as office:
        yield Desk(office)
