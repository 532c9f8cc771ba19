"""Conditional formats in LibreOffice that mark cells: saved as the rules that Excel has, but for "stop if true".

Each is a format of its own, since LibreOffice cannot take a single entry out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from xlperf.bridge.engines.libreoffice_areas import area_of
from xlperf.bridge.engines.libreoffice_uno import plainly
from xlperf.bridge.orders import Mark
from xlperf.workbook.place import Area

# com.sun.star.sheet.ConditionEntryType, and FORMULA among the operators as LibreOffice counts them here
_CONDITION, _FORMULA = 0, 24
_STYLE, _IMPORTED = "xlperf_", "ConditionalStyle_"
_MARK_NAME = re.compile(r"xp_marks_[a-z]+", re.IGNORECASE)


@plainly
def shows_mark(sheet: Any, order: Mark) -> bool:
    """Is there such a format, and does it cover the area?"""
    wanted = Area.parse(order.area)
    found = [
        area for one, entry in _entries(sheet) if entry.Formula1 == order.formula for area in _areas(one)
    ]
    return _covered(wanted, found)


@plainly
def ensure_mark(model: Any, sheet: Any, order: Mark) -> Callable[[], None]:
    """Make the format, or let the one that is there reach further; how to take that back."""
    for one, entry in _entries(sheet):
        if _same(entry.Formula1, order.formula):
            return _widened(model, sheet, one, entry, order)
    return _added(model, sheet, order)


def _entries(sheet: Any) -> Iterator[tuple[Any, Any]]:
    """Every entry with a formula, and the format it belongs to."""
    for one in sheet.ConditionalFormats.ConditionalFormats:
        for index in range(one.getCount()):
            entry = one.getByIndex(index)
            if entry.getType() == _CONDITION and entry.Operator == _FORMULA:
                yield one, entry


def _same(formula: str, wanted: str) -> bool:
    """The same formula, or one that asks the same name: its sheet was renamed or copied since."""
    mark = _MARK_NAME.search(wanted)
    found = _MARK_NAME.search(formula)
    return formula == wanted or bool(mark and found and mark[0].lower() == found[0].lower())


def _areas(one: Any) -> list[Area]:
    return [area_of(address) for address in one.Range.RangeAddresses]


def _covered(wanted: Area, areas: list[Area]) -> bool:
    """Is the area within these, which may lie side by side?"""
    rest = [wanted]
    for area in areas:
        rest = [part for one in rest for part in _without(one, area)]
    return not rest


def _without(one: Area, other: Area) -> Iterator[Area]:
    """What is left of an area when another is cut out."""
    top, bottom = max(one.top, other.top), min(one.bottom, other.bottom)
    left, right = max(one.left, other.left), min(one.right, other.right)
    if top > bottom or left > right:
        yield one
        return
    for part in (
        (one.top, one.left, top - 1, one.right),
        (bottom + 1, one.left, one.bottom, one.right),
        (top, one.left, bottom, left - 1),
        (top, right + 1, bottom, one.right),
    ):
        if part[0] <= part[2] and part[1] <= part[3]:
            yield Area(*part)


def _ranges(model: Any, sheet: Any, areas: list[str]) -> Any:
    ranges = model.createInstance("com.sun.star.sheet.SheetCellRanges")
    for area in areas:
        ranges.addRangeAddress(sheet.getCellRangeByName(area).RangeAddress, True)
    return ranges


def _widened(model: Any, sheet: Any, one: Any, entry: Any, order: Mark) -> Callable[[], None]:
    areas, formula = [area.address for area in _areas(one)], entry.Formula1
    one.Range = _ranges(model, sheet, [*areas, order.area])
    if formula != order.formula:
        entry.Formula1 = order.formula

    @plainly
    def back() -> None:
        entry.Formula1 = formula
        one.Range = _ranges(model, sheet, areas)

    return back


def _added(model: Any, sheet: Any, order: Mark) -> Callable[[], None]:
    # whatever may fail comes before there is a format
    style, ranges = _style(model, order.colour), _ranges(model, sheet, [order.area])
    formats = sheet.ConditionalFormats
    number = formats.createByRange(ranges)
    one = next(one for one in formats.ConditionalFormats if number == one.ID)
    one.createEntry(_CONDITION, 0)
    entry = one.getByIndex(0)
    entry.Operator = _FORMULA
    entry.StyleName = style
    entry.Formula1 = order.formula
    spelled = entry.Formula1

    @plainly
    def back() -> None:
        # with a name that is gone again, and in as many pieces as undoing made of it
        gone = {spelled, _MARK_NAME.sub("#NAME?", spelled)}
        for made, rule in list(_entries(sheet)):
            if rule.Formula1 in gone:
                formats.removeByID(made.ID)

    return back


@plainly
def style_of(model: Any, colour: str) -> str:
    """The style of a conditional format that fills cells with that colour; empty where there is none yet.

    The file's own come first: LibreOffice saves those that it makes with a font of their own.
    """
    styles = model.StyleFamilies.getByName("CellStyles")
    names = [name for name in styles.ElementNames if name.startswith((_IMPORTED, _STYLE))]
    return next((name for name in names if styles.getByName(name).CellBackColor == int(colour, 16)), "")


def _style(model: Any, colour: str) -> str:
    found = style_of(model, colour)
    if found:
        return found
    name, style = f"{_STYLE}{colour}", model.createInstance("com.sun.star.style.CellStyle")
    model.StyleFamilies.getByName("CellStyles").insertByName(name, style)
    style.CellBackColor = int(colour, 16)
    return name
