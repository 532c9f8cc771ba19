"""The open book as the program holds it: the only module that makes calls over xlwings.

Each public method crosses the border to the program a few times whatever the number of rows, since every crossing
costs milliseconds on Windows and the program may be busy at any of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import xlwings as xw

from xlperf.bridge.live_block import LiveBlock, live_block
from xlperf.bridge.refused_cells import is_of_a_cell, read_cells
from xlperf.bridge.sentences import TOO_MUCH
from xlperf.bridge.trouble import Refused, Trouble, from_program, patiently, trouble_of
from xlperf.workbook.place import Area, Place

MOST_PIECES = 29
"""Excel hands thirty arguments to a macro, and the name of the book is the first of them"""
_LONGEST_PIECE = 30_000
"""Excel may refuse a text of more than 32,767 units, of which rare characters take two"""


@dataclass(frozen=True)
class OpenBook:
    """One book open in a program; ``sleep`` is called while the program is busy."""

    book: xw.Book
    sleep: Callable[[float], object] = field(default=time.sleep)

    def fullname(self) -> str:
        """Where the book is stored, as the program says."""
        return patiently(lambda: self.book.fullname, self.sleep)

    def block(self, sheet: str, area: Area) -> LiveBlock | None:
        """Values and formulas of an area; None where there is no such sheet."""

        def read() -> tuple[object, object]:
            whole = self._sheets[sheet].range(area.address)

            def cells(part: Area) -> xw.Range:
                return whole if part == area else self._sheets[sheet].range(part.address)

            return read_cells(area, lambda part: cells(part).raw_value, lambda part: cells(part).formula)

        found = self._found(read)
        return live_block(sheet, area, *found) if found else None

    def texts(self, sheet: str, area: Area) -> LiveBlock | None:
        """The same without formulas, one call less: for sheets on which only we write."""
        try:
            found = self._found(lambda: (self._sheets[sheet].range(area.address).raw_value, None))
        except Exception as error:
            if not is_of_a_cell(error):
                raise
            return self.block(sheet, area)
        return live_block(sheet, area, *found) if found else None

    def selected(self) -> Place | None:
        """The first selected cell; None where something else is selected."""
        try:
            selection = patiently(lambda: self._app.selection, self.sleep)
        except Exception as error:
            if from_program(error) and trouble_of(error) is Trouble.OTHER:
                return None  # Excel cannot count the cells of a whole sheet
            raise
        if selection is None:
            return None
        return patiently(
            lambda: Place(selection.sheet.name, selection.row, selection.column),
            self.sleep,
        )

    def run(self, macro: str, book: str, orders: str) -> object:
        """What the macro answers that carries out the orders; Refused where they are too many for one call."""
        pieces = in_pieces(orders)
        return patiently(lambda: self._app.macro(macro).run(book, *pieces), self.sleep)

    @cached_property
    def _app(self) -> xw.App:
        return self.book.app

    @cached_property
    def _sheets(self) -> xw.main.Sheets:
        return self.book.sheets

    def _found(self, read: Callable[[], tuple[object, object]]) -> tuple[object, object] | None:
        """What was read; None where the program knows no such sheet."""
        try:
            return patiently(read, self.sleep)
        except Exception as error:
            if trouble_of(error) is Trouble.MISSING:
                return None
            raise


def in_pieces(orders: str) -> list[str]:
    """The text cut into pieces that a program takes; put together again they are the text."""
    size = _LONGEST_PIECE // 2 if max(orders, default="") > "\uffff" else _LONGEST_PIECE
    pieces = [orders[start : start + size] for start in range(0, len(orders), size)] or [""]
    if len(pieces) > MOST_PIECES:
        raise Refused(TOO_MUCH)
    return pieces
