"""What the cells of an area hold, as Excel would hand it over: values with their types, and formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from xlperf.bridge.engines.libreoffice_formulas import constant, is_formula, respelled

Raw = float | str | bool | int | datetime | None
Position = tuple[int, int]
"""row and column within an area, from 0"""

# com.sun.star.sheet.FormulaResult, com.sun.star.util.NumberFormat, com.sun.star.sheet.AddressConvention
_ERRORS, _DATE, _TRUTH, _EXCEL_A1 = 4, 2, 1024, 3
# the numbers of Excel's errors, by LibreOffice's; all others are what Excel calls a wrong value
_EXCEL_ERRORS = {
    521: -2146826288,  # #NULL!
    532: -2146826281,  # #DIV/0!
    524: -2146826265,  # #REF!
    525: -2146826259,  # #NAME?
    503: -2146826252,  # #NUM!
    32767: -2146826246,  # #N/A
}
_WRONG_VALUE = -2146826273
_LATEST = 2958465  # the day after which Excel knows no dates


class Cells:
    """The cells of one area, read at once."""

    def __init__(self, model: Any, area: Any) -> None:
        self._model = model
        self._area = area
        self._data: Sequence[Sequence[Any]] = area.getDataArray()
        self._written: Sequence[Sequence[str]] = area.getFormulaArray()

    def values(self) -> tuple[tuple[Raw, ...], ...]:
        """Row by row: None for empty cells, floats, texts, truth values, dates, Excel's numbers for errors."""
        special = {**self._typed(), **self._failed()}
        return tuple(
            tuple(
                special[down, across] if (down, across) in special else self._plain(down, across)
                for across in range(len(row))
            )
            for down, row in enumerate(self._data)
        )

    def formulas(self) -> tuple[tuple[str, ...], ...]:
        """Row by row: formulas in Excel's spelling, constants as they would be typed, empty texts."""
        return tuple(
            tuple(self._formula(down, across) for across in range(len(row)))
            for down, row in enumerate(self._data)
        )

    def _plain(self, down: int, across: int) -> Raw:
        found = self._data[down][across]
        if isinstance(found, str):
            return found if found or self._written[down][across] else None
        return float(found)

    def _failed(self) -> dict[Position, Raw]:
        if not any(found is None for row in self._data for found in row):
            return {}
        origin = self._area.RangeAddress
        codes: dict[Position, Raw] = {}
        for part in self._area.queryFormulaCells(_ERRORS).RangeAddresses:
            for down in range(part.StartRow - origin.StartRow, part.EndRow - origin.StartRow + 1):
                for across in range(
                    part.StartColumn - origin.StartColumn, part.EndColumn - origin.StartColumn + 1
                ):
                    error = self._area.getCellByPosition(across, down).getError()
                    codes[down, across] = _EXCEL_ERRORS.get(error, _WRONG_VALUE)
        return codes

    def _typed(self) -> dict[Position, Raw]:
        """Truth values and dates, which LibreOffice holds as numbers that wear a format."""
        numbers = {
            (down, across): found
            for down, row in enumerate(self._data)
            for across, found in enumerate(row)
            if isinstance(found, float | int)
        }
        if not numbers:
            return {}
        typed: dict[Position, Raw] = {}
        formatted: set[Position] = set()
        for position, kind in self._formats():
            if position in numbers:
                formatted.add(position)
                if kind & _DATE:
                    typed[position] = self._date(numbers[position])
                elif kind & _TRUTH and numbers[position] in (0, 1):
                    typed[position] = bool(numbers[position])
        for (down, across), number in numbers.items():
            written = self._written[down][across]
            if number in (0, 1) and (down, across) not in formatted and is_formula(written, number):
                known = constant(written) is not None
                if known or self._kind(self._area.getCellByPosition(across, down).NumberFormat) & _TRUTH:
                    typed[down, across] = bool(number)
        return typed

    def _formats(self) -> Iterator[tuple[Position, int]]:
        """The kind of number format of every cell that wears a date's or a truth value's."""
        origin = self._area.RangeAddress
        kinds: dict[int, int] = {}
        groups = self._area.UniqueCellFormatRanges
        for index in range(groups.Count):
            group = groups.getByIndex(index)
            key = group.NumberFormat
            kind = kinds.get(key)
            if kind is None:
                kind = kinds[key] = self._kind(key)
            if kind & (_DATE | _TRUTH):
                for part in group.RangeAddresses:
                    for row in range(part.StartRow, part.EndRow + 1):
                        for column in range(part.StartColumn, part.EndColumn + 1):
                            yield (row - origin.StartRow, column - origin.StartColumn), kind

    def _kind(self, key: int) -> int:
        return int(self._model.NumberFormats.getByKey(key).Type)

    def _date(self, number: float) -> Raw:
        if not 0 <= number <= _LATEST:
            return number
        zero = self._model.NullDate
        # to the nearest millisecond, as a clock with a float behind it goes
        milliseconds = round(number * 86_400_000)
        day = datetime.combine(date(zero.Year, zero.Month, zero.Day), datetime.min.time())
        return day + timedelta(milliseconds=milliseconds)

    def _formula(self, down: int, across: int) -> str:
        written, data = self._written[down][across], self._data[down][across]
        if not is_formula(written, data):
            return data if isinstance(data, str) else written
        if (typed := constant(written)) is not None:
            return typed
        if written.startswith("{"):
            written = written[1:-1]
        return respelled(written) or self._parsed(down, across)

    def _parsed(self, down: int, across: int) -> str:
        cell = self._area.getCellByPosition(across, down)
        return "=" + str(excel_parser(self._model).printFormula(cell.getTokens(), cell.CellAddress))


def excel_parser(model: Any) -> Any:
    """LibreOffice's parser of formulas, set to Excel's spelling."""
    parser = model.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = True
    parser.FormulaConvention = _EXCEL_A1
    return parser


def write_formula(model: Any, cell: Any, formula: str) -> None:
    """Put a formula in Excel's spelling, without ``=``, into a cell."""
    cell.setTokens(excel_parser(model).parseFormula(formula, cell.CellAddress))
