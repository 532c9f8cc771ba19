"""Areas of open books for tests: as Excel would hand them over, made from a grid, and as an office really has them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tests.office.document import Document
from xlperf.bridge.live_block import ERROR_WORDS, LiveBlock, live_block
from xlperf.workbook.grid import Cell, Sheet
from xlperf.workbook.place import Area, a1, parse_a1

ERROR_NUMBERS = {word: -2146828288 + number for number, word in ERROR_WORDS.items()}
Typed = float | str | bool | None


def raw_value(cell: Cell | None) -> object:
    """What ``Value`` of Excel gives for the cell: floats for numbers, whole numbers for errors."""
    if cell is None:
        return None
    if cell.error is not None:
        return ERROR_NUMBERS[cell.error]
    return float(cell.value) if isinstance(cell.value, Decimal) else cell.value


def raw_formula(cell: Cell | None) -> str:
    """What ``Formula`` of Excel gives: the formula, or the constant as text."""
    if cell is None:
        return ""
    if cell.formula is not None:
        return f"={cell.formula}"
    return cell.error or (f"{cell.value:f}" if isinstance(cell.value, Decimal) else str(cell.value))


def excel_block(sheet: Sheet, area: Area, typed: Mapping[str, Typed] | None = None) -> LiveBlock:
    """The area of the sheet open in Excel, with these constants typed into it."""
    values = {place: raw_value(cell) for place, cell in sheet.cells.items()}
    formulas = {place: raw_formula(cell) for place, cell in sheet.cells.items()}
    for address, value in (typed or {}).items():
        values[parse_a1(address)] = value
        formulas[parse_a1(address)] = "" if value is None else str(value)
    rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
    return live_block(
        sheet.name,
        area,
        tuple(tuple(values.get((row, column)) for column in columns) for row in rows),
        tuple(tuple(formulas.get((row, column), "") for column in columns) for row in rows),
    )


def office_block(document: Document, sheet: str, area: Area) -> LiveBlock:
    """The area of the sheet as it stands in the office."""
    rows = [
        [a1(row, column) for column in range(area.left, area.right + 1)]
        for row in range(area.top, area.bottom + 1)
    ]
    values = document.values(sheet, [address for row in rows for address in row])
    written = {address: "" if value is None else str(value) for address, value in values.items()}
    written |= document.formulas(sheet)
    return live_block(
        sheet,
        area,
        tuple(tuple(values[address] for address in row) for row in rows),
        tuple(tuple(written[address] for address in row) for row in rows),
    )
