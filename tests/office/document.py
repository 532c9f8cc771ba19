"""An open workbook, to write into and to read from."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from tests.office.closing import Closing

Value = float | str | None

FILTERS = {
    "csv": "Text - txt - csv (StarCalc)",
    "html": "HTML (StarCalc)",
    "ods": "calc8",
    "pdf": "calc_pdf_Export",
    "xls": "MS Excel 97",
    "xlsm": "Calc MS Excel 2007 VBA XML",
    "xlsx": "Calc MS Excel 2007 XML",
}
# com.sun.star.sheet.CellFlags
NUMBERS, DATES, TEXTS, FORMULAS = 1, 2, 4, 16
# com.sun.star.sheet.AddressConvention
EXCEL_A1 = 3
EMPTY = ""

P = ParamSpec("P")
R = TypeVar("R")


class OfficeError(Exception):
    """LibreOffice is missing, has gone, or refused."""


def plainly(call: Callable[P, R]) -> Callable[P, R]:
    """Turn UNO's exceptions into ``OfficeError``."""

    @functools.wraps(call)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except Exception as problem:
            if not type(problem).__module__.startswith("com.sun.star") and not hasattr(problem, "typeName"):
                raise
            reason = f"{type(problem).__name__} {getattr(problem, 'Message', '')}".strip()
        raise OfficeError(f"{call.__name__}{args[1:]}: {reason}")

    return wrapped


class Document(Closing):
    """An open workbook. Addresses are like ``C5``; sheets are given by name."""

    def __init__(self, model: Any, properties: Callable[..., tuple[Any, ...]]) -> None:
        self._model = model
        self._properties = properties

    def _sheet(self, name: str) -> Any:
        sheets = self._model.Sheets
        if sheets is None:
            raise OfficeError("the workbook is closed")
        if not sheets.hasByName(name):
            raise OfficeError(f"no sheet {name!r} among {', '.join(sheets.ElementNames)}")
        return sheets.getByName(name)

    @plainly
    def sheet_names(self) -> list[str]:
        """All sheets in order, hidden ones too."""
        return list(self._model.Sheets.ElementNames)

    @plainly
    def set(self, sheet: str, address: str, value: Value) -> None:
        """Write a number or a text as it stands (also one that starts with ``=``); None empties the cell."""
        self.set_many(sheet, {address: value})

    @plainly
    def set_many(self, sheet: str, values: Mapping[str, Value]) -> None:
        """Write many cells of one sheet; like a person, no locked cell of a protected sheet."""
        target = self._sheet(sheet)
        for address, value in values.items():
            _write(_open_cell(target, address), value)

    @plainly
    def set_formula(self, sheet: str, address: str, formula: str) -> None:
        """Write a formula in Excel's spelling: ``=SUM(A1,'另一表'!B2)``."""
        cell = _open_cell(self._sheet(sheet), address)
        cell.setTokens(self._parser().parseFormula(formula.removeprefix("="), cell.CellAddress))

    @plainly
    def type_in(self, sheet: str, address: str, text: str) -> None:
        """Type into a cell by keyboard: a percentage or a date brings its format, ``=…`` becomes a formula."""
        _open_cell(self._sheet(sheet), address).FormulaLocal = text

    @plainly
    def insert_rows(self, sheet: str, before: int, count: int) -> None:
        """Insert empty rows above row ``before`` (from 1), as a user would after lifting the protection."""
        target = self._sheet(sheet)
        target.unprotect("")
        target.Rows.insertByIndex(before - 1, count)

    @plainly
    def delete_rows(self, sheet: str, first: int, count: int) -> None:
        """Delete rows from row ``first`` (from 1) on, after lifting the protection."""
        target = self._sheet(sheet)
        target.unprotect("")
        target.Rows.removeByIndex(first - 1, count)

    @plainly
    def unprotect(self, sheet: str, password: str = "") -> None:
        """Lift the protection of a sheet, as someone does who means to tamper; raises on a wrong password."""
        self._sheet(sheet).unprotect(password)

    @plainly
    def recalculate(self) -> None:
        """Compute every formula anew, whatever is cached."""
        self._model.calculateAll()

    @plainly
    def value(self, sheet: str, address: str) -> Value:
        """What the cell shows as data: number, text, error text like ``#DIV/0!``, None if empty."""
        return self.values(sheet, [address])[address]

    @plainly
    def values(self, sheet: str, addresses: Iterable[str]) -> dict[str, Value]:
        """Many values of one sheet at once, read as the one block that holds them all."""
        wanted = {address: _position(address) for address in addresses}
        if not wanted:
            return {}
        columns, rows = zip(*wanted.values(), strict=True)
        left, top = min(columns), min(rows)
        block = self._sheet(sheet).getCellRangeByPosition(left, top, max(columns), max(rows))
        data, formulas = block.getDataArray(), block.getFormulaArray()

        def read(column: int, row: int) -> Value:
            found = data[row][column]
            if found is None:  # UNO gives errors as nothing at all
                return str(block.getCellByPosition(column, row).String)
            if found == EMPTY and formulas[row][column] == EMPTY:
                return None
            return float(found) if isinstance(found, int | float) else str(found)

        return {address: read(column - left, row - top) for address, (column, row) in wanted.items()}

    @plainly
    def formulas(self, sheet: str) -> dict[str, str]:
        """Every formula of a sheet in Excel's spelling, by address."""
        target, parser, found = self._sheet(sheet), self._parser(), {}
        for part in target.queryContentCells(FORMULAS).RangeAddresses:
            for row in range(part.StartRow, part.EndRow + 1):
                for column in range(part.StartColumn, part.EndColumn + 1):
                    cell = target.getCellByPosition(column, row)
                    text = parser.printFormula(cell.getTokens(), cell.CellAddress)
                    found[f"{_letters(column)}{row + 1}"] = f"={text}"
        return found

    @plainly
    def used(self, sheet: str) -> str:
        """The used area, like ``A1:N40``."""
        cursor = self._sheet(sheet).createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        area = cursor.RangeAddress
        return f"{_letters(area.StartColumn)}{area.StartRow + 1}:{_letters(area.EndColumn)}{area.EndRow + 1}"

    @plainly
    def copied(self, sheet: str) -> Any:
        """What Ctrl+C takes with the used area marked, for a document to paste."""
        cursor = self._sheet(sheet).createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        self._model.CurrentController.ActiveSheet = self._sheet(sheet)
        self._model.CurrentController.select(cursor)
        return self._model.CurrentController.getTransferable()

    @plainly
    def macros(self) -> dict[str, str]:
        """The VBA sources as LibreOffice took them in, by module."""
        libraries = self._model.BasicLibraries
        if not libraries.hasByName("VBAProject"):
            return {}
        project = libraries.getByName("VBAProject")
        return {name: project.getByName(name) for name in project.ElementNames}

    @plainly
    def buttons(self, sheet: str) -> dict[str, str]:
        """The captions of a sheet's buttons and what each runs, like ``VBAProject.Module.Macro``."""
        found = {}
        for form in self._sheet(sheet).DrawPage.Forms:
            for index in range(form.Count):
                (event,) = form.getScriptEvents(index)
                found[form.getByIndex(index).Label] = event.ScriptCode.split(":")[-1].split("?")[0]
        return found

    @plainly
    def save_as(self, path: Path | str, kind: str | None = None) -> Path:
        """Write a copy; the kind of file follows the ending unless given."""
        path = Path(path).resolve()
        kind = kind or path.suffix.removeprefix(".")
        if kind not in FILTERS:
            raise OfficeError(f"cannot write {kind!r}, only {', '.join(FILTERS)}")
        self._model.storeToURL(path.as_uri(), self._properties(FilterName=FILTERS[kind], Overwrite=True))
        return path

    @plainly
    def close(self) -> None:
        """Close without saving; closing twice does no harm."""
        if self._model.Sheets is not None:
            self._model.close(True)

    def _parser(self) -> Any:
        parser = self._model.createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish = True
        parser.FormulaConvention = EXCEL_A1
        return parser


def _open_cell(sheet: Any, address: str) -> Any:
    """The cell to write to: UNO itself would write into a locked one without a word."""
    cell = sheet.getCellRangeByName(address)
    if sheet.isProtected() and cell.CellProtection.IsLocked:
        raise OfficeError(f"{address} is locked and sheet {sheet.Name!r} protected")
    return cell


def _write(cell: Any, value: Value) -> None:
    if value is None:
        cell.clearContents(NUMBERS | DATES | TEXTS | FORMULAS)
    elif isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(float(value))


def _position(address: str) -> tuple[int, int]:
    """Column and row of ``C5``, counted from 0."""
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?([1-9]\d*)", address)
    if not match:
        raise OfficeError(f"not the address of a cell: {address!r}")
    column = functools.reduce(lambda sum_, letter: sum_ * 26 + ord(letter) - 64, match[1], 0)
    return column - 1, int(match[2]) - 1


def _letters(column: int) -> str:
    text = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text
