"""An open book as a reader of its file would see it, were it saved now.

Structure comes from the file as last saved, what the cells hold from the open book.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from xlperf.bridge.live_block import CellError, LiveBlock, LiveValue, Moment, Money
from xlperf.bridge.row_drift import Key, RowMap, alike, figure_key, follow_rows, formula_key, text_key
from xlperf.bridge.saved import Saved
from xlperf.decimals import from_float
from xlperf.errors import BookMoved
from xlperf.workbook.cell_formats import GENERAL, format_like
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.number_format import NumberFormat, number_format
from xlperf.workbook.open_grid import Opened
from xlperf.workbook.place import Area, Place
from xlperf.workbook.shown_cell import error_cell, number_cell, text_cell, truth_cell
from xlperf.workbook.stamp import STAMP_SHEET

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zone
_DAYS_1904 = 1462
_A_MOMENT = Decimal("1e-7")
"""of a day, which is as exact as programs tell the time"""
_DATE = number_format("yyyy-mm-dd")


def as_open(saved: Saved, live: Sequence[LiveBlock], formats: Mapping[Place, str] | None = None) -> Opened:
    """The file's grid with these areas as they stand in the open book; BookMoved where they do not fit the file.

    ``formats``: number formats of cells as the program tells them, where it was asked (see ``newly_typed``).
    """
    grid = saved.opened.grid
    for block in live:
        own = block.sheet == STAMP_SHEET
        grid = _with_stamp(grid, saved, block) if own else _with(grid, _Now(saved, block, formats or {}))
    return replace(saved.opened, grid=grid)


def newly_typed(saved: Saved, live: Sequence[LiveBlock]) -> tuple[Place, ...]:
    """Cells with a number that was not there when the book was saved: typed as ``95%``, it brought its own format."""
    return tuple(
        place
        for block in live
        if block.sheet != STAMP_SHEET
        for place in _Now(saved, block, {}).new_numbers()
    )


def _with(grid: Grid, now: _Now) -> Grid:
    names = {
        name: (owner, moved)
        for name, (owner, area) in grid.names.items()
        if (moved := now.rows.area(area) if owner == now.before.name else area)
    }
    return Grid(tuple(now.sheet() if one is now.before else one for one in grid.sheets), names)


def _with_stamp(grid: Grid, saved: Saved, block: LiveBlock) -> Grid:
    """The stamp as the button left it since; a book that was never stamped in its file gets it here."""
    before = grid.sheet(STAMP_SHEET) or Sheet(STAMP_SHEET, {}, hidden=True)
    beyond = {place: cell for place, cell in before.cells.items() if place not in block.area}
    shown = _Shown(saved, GENERAL)
    cells = {place: shown.cell(value, formula or None) for place, (value, formula) in block.filled().items()}
    now = replace(before, cells={**beyond, **cells})
    if before not in grid.sheets:
        return replace(grid, sheets=(*grid.sheets, now))
    return replace(grid, sheets=tuple(now if one is before else one for one in grid.sheets))


def _key(value: LiveValue, formula: str | None) -> Key:
    if formula is not None:
        return formula_key(formula)
    if isinstance(value, CellError):
        value = value.word
    return text_key(value) if isinstance(value, str) else figure_key(str(value))


class _Now:
    """One sheet of the file with the cells of the open one."""

    def __init__(self, saved: Saved, block: LiveBlock, formats: Mapping[Place, str]) -> None:
        before = saved.opened.grid.sheet(block.sheet)
        if before is None:
            raise BookMoved(f"工作表“{block.sheet}”是上次保存之后才有的，或者改了名")
        self.saved, self.before, self.block, self.formats = saved, before, block, formats
        self.filled = {place: self._as_told(*held) for place, held in block.filled().items()}
        self.rows = self._followed()

    def _as_told(self, value: LiveValue, written: str) -> tuple[LiveValue, str | None]:
        """Value and formula; what a formula says is not known of files in other formats."""
        return value, (written if self.saved.opened.in_place else "") if written else None

    def _followed(self) -> RowMap:
        old: dict[int, dict[int, Key]] = {}
        for (row, column), cell in self.before.cells.items():
            if (row, column) in self.block.area:
                key = _key(cell.error or cell.value, cell.formula)
                tall = self.before.area(row, column).bottom > row
                old.setdefault(row, {})[column] = key.shared() if tall else key
        new: dict[int, dict[int, Key]] = {}
        for (row, column), (value, formula) in self.filled.items():
            new.setdefault(row, {})[column] = _key(value, formula)
        return follow_rows(old, new)

    def sheet(self) -> Sheet:
        cells = self._beyond()
        cells.update((place, self._cell(place)) for place in self.filled)
        merges = tuple(area for old in self.before.merges if (area := self._merge(old)))
        return replace(self.before, cells=cells, merges=merges, _area_of={})

    def new_numbers(self) -> Iterator[Place]:
        for row, column in self.filled:
            cell = self._cell((row, column))
            if isinstance(cell.value, Decimal) and cell is not self._old(row, column):
                yield Place(self.before.name, row, column)

    def _beyond(self) -> dict[tuple[int, int], Cell]:
        """What the file holds outside the area that was read."""
        area = self.block.area
        return {
            (now, column): cell
            for (row, column), cell in self.before.cells.items()
            if (now := self.rows.row(row)) is not None and (now, column) not in area
        }

    def _merge(self, area: Area) -> Area | None:
        """Where the merged area is now; None when it is gone, or cells that it hid are in use."""
        now = self.rows.area(area)
        if now is None or (now.top, now.left) == (now.bottom, now.right):
            return None
        anchor = (now.top, now.left)
        if self.rows.row(area.top) is None and (area.top, area.left) in self.before.cells:
            # Excel keeps the text of a merged area whose first row was deleted, LibreOffice takes both away
            return now if anchor in self.filled else None
        used = any(place in now and place != anchor and not self._old(*place) for place in self.filled)
        return None if used else now

    def _old(self, row: int, column: int) -> Cell | None:
        """What the file holds there."""
        origin = self.rows.origin(row)
        return None if origin is None else self.before.cells.get((origin, column))

    def _cell(self, place: tuple[int, int]) -> Cell:
        value, formula = self.filled[place]
        old = self._old(*place)
        if old and old.formula and formula and alike(old.formula) == alike(formula):
            formula = old.formula
        if old and old.formula == formula and _same(old, value, date1904=self.saved.date1904):
            return old
        return _Shown(self.saved, self._format(*place, old)).cell(value, formula)

    def _format(self, row: int, column: int, old: Cell | None) -> NumberFormat:
        told = self.formats.get(Place(self.before.name, row, column))
        if told is not None:
            return number_format(told)
        known = self.saved.formats.at(self.before.name, self.rows.formatted_like(row), column)
        return known or format_like(old)


def _same(old: Cell, value: LiveValue, *, date1904: bool) -> bool:
    if isinstance(value, CellError):
        return old.error is not None and value.word in ("", old.error)
    if isinstance(value, Money):
        return isinstance(old.value, Decimal) and abs(old.value - value.value) <= Decimal("0.00005")
    if isinstance(value, Moment):
        serial = _serial(value, date1904=date1904)
        return isinstance(old.value, Decimal) and abs(old.value - serial) <= _A_MOMENT
    return type(old.value) is type(value) and old.value == value and old.error is None


def _serial(moment: Moment, *, date1904: bool) -> Decimal:
    """The number of days that the file stores."""
    if moment.serial is not None:
        return moment.serial
    days = moment.clock - _EPOCH
    value = from_float(days.days + (days.seconds + days.microseconds / 1e6) / 86400)
    return value - _DAYS_1904 if date1904 else value


class _Shown:
    """Cells of one format."""

    def __init__(self, saved: Saved, shape: NumberFormat) -> None:
        self.saved, self.shape = saved, shape

    def cell(self, value: LiveValue, formula: str | None) -> Cell:
        if isinstance(value, CellError):
            return error_cell(value.word or "#VALUE!", formula)
        if isinstance(value, bool):
            return truth_cell(value, formula)
        if isinstance(value, Money):
            value = value.value
        if isinstance(value, Moment):
            return self._date(value, formula)
        if isinstance(value, Decimal):
            return number_cell(value, self.shape, formula, date1904=self.saved.date1904)
        return text_cell(value or "", self.shape, formula)

    def _date(self, moment: Moment, formula: str | None) -> Cell:
        # a date typed into a cell of another format brings its own
        shape = self.shape if self.shape.dated else _DATE
        serial = _serial(moment, date1904=self.saved.date1904)
        return number_cell(serial, shape, formula, date1904=self.saved.date1904)
