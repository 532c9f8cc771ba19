"""Reading an area of which Excel refuses some cells.

Some dates have no value that pywin32 can hand over (before the year 1 or beyond 9999, or with a time that rounds up to
a whole second), and of a text with more than 8221 letters Excel tells no formula: one such cell and the whole area is
refused. Such an area is read in halves, until the cell stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from xlperf.bridge.live_block import rows_of
from xlperf.bridge.trouble import Trouble, from_program, trouble_of
from xlperf.workbook.place import Area

Read = Callable[[Area], object]

_MOST = 400
"""refusals after which something else must be the matter"""
_NUM_ERROR = -2146826252


class _Refused:
    """Stands for the cell that the program would not tell."""


def read_cells(area: Area, values: Read, formulas: Read) -> tuple[object, object]:
    """What the program tells of an area, values and formulas; what it does not tell of a cell is taken from the other."""
    told, written = _read(area, values), _read(area, formulas)
    if not isinstance(told, _Told) and not isinstance(written, _Told):
        return told, written
    pairs = [
        [_mended(value, formula) for value, formula in zip(*row, strict=True)]
        for row in zip(rows_of(told, area), rows_of(written, area), strict=True)
    ]
    return [[value for value, _ in row] for row in pairs], [[formula for _, formula in row] for row in pairs]


class _Told(list[list[object]]):
    """Rows that were put together from parts."""


def _read(area: Area, read: Read) -> object:
    try:
        return read(area)
    except Exception as error:
        if not is_of_a_cell(error):
            raise
        refusals = iter(range(_MOST))
        rows = _Told(rows_of(None, area))
        for place, value in _in_parts(area, read, refusals, error):
            for down, row in enumerate(rows_of(value, place)):
                left = place.left - area.left
                rows[place.top - area.top + down][left : left + len(row)] = row
        return rows


def _in_parts(
    area: Area, read: Read, refusals: Iterator[int], refused: Exception
) -> Iterator[tuple[Area, object]]:
    """The parts of a refused area with what they gave."""
    if next(refusals, None) is None:
        raise refused
    halves = tuple(_halves(area))
    if not halves:
        yield area, _Refused()
    for half in halves:
        try:
            value = read(half)
        except Exception as error:
            if not is_of_a_cell(error):
                raise
            yield from _in_parts(half, read, refusals, error)
        else:
            yield half, value


def _halves(area: Area) -> Iterator[Area]:
    if area.bottom > area.top:
        middle = (area.top + area.bottom) // 2
        yield Area(area.top, area.left, middle, area.right)
        yield Area(middle + 1, area.left, area.bottom, area.right)
    elif area.right > area.left:
        middle = (area.left + area.right) // 2
        yield Area(area.top, area.left, area.bottom, middle)
        yield Area(area.top, middle + 1, area.bottom, area.right)


def is_of_a_cell(error: Exception) -> bool:
    """May a single cell be the reason why the program refused a whole area?"""
    # what pywin32 says of a date that Python has not
    if isinstance(error, ValueError | OverflowError):
        return True
    return from_program(error) and trouble_of(error) is Trouble.OTHER


def _mended(value: object, formula: object) -> tuple[object, object]:
    if isinstance(formula, _Refused):
        formula = value if isinstance(value, str) else ""
    if not isinstance(value, _Refused):
        return value, formula
    with suppress(TypeError, ValueError):
        return float(formula), formula  # type: ignore[arg-type]  # no number: as below
    return (_NUM_ERROR if formula else None), formula
