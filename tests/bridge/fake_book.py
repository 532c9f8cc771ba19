"""The inside of the tests' Excel: workbooks in memory, read from real .xlsx files."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.formula import ArrayFormula

from xlperf.workbook.place import Area

Value = float | str | bool | datetime | None
ERRORS = {
    "#NULL!": -2146826288,
    "#DIV/0!": -2146826281,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#NAME?": -2146826259,
    "#NUM!": -2146826252,
    "#N/A": -2146826246,
}


# a text in quotes, or a reference with the sheet it names
_REFERENCE = re.compile(
    r'"[^"]*"|(?:(?P<sheet>\'(?:[^\']|\'\')+\'|[\w.]+)!)?'
    r"(?<![\w.$])(?P<first>\$?[A-Z]{1,3}\$?)(?P<row>\d+)(?::(?P<last>\$?[A-Z]{1,3}\$?)(?P<end>\d+))?(?![\w(])"
)

MACHINE_DATE = "mm-dd-yy"
"""what openpyxl calls format 14, the date that follows the settings of the machine"""


@dataclass
class FakeCell:
    """One cell; an error is its word."""

    value: Value = None
    formula: str = ""
    number_format: str = "General"
    locked: bool = True
    look: str = ""


@dataclass
class FakeFormat:
    """A conditional format: ``kind`` is XlsxWriter's word, ``formula`` without ``=``."""

    areas: list[Area]
    kind: str
    operator: str
    formula: str
    colour: str
    stop: bool


@dataclass
class FakeSheet:
    """One worksheet."""

    name: str
    cells: dict[tuple[int, int], FakeCell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    formats: list[FakeFormat] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)
    landscape: bool = False
    state: str = "visible"
    password: str | None = None
    """None: not protected; empty: protected without a password"""

    def cell(self, row: int, column: int) -> FakeCell:
        """The cell, made when it is used for the first time."""
        return self.cells.setdefault((row, column), FakeCell())

    def covered(self, row: int, column: int) -> bool:
        """Does a merged cell hide this one?"""
        return any((row, column) in area and (row, column) != (area.top, area.left) for area in self.merges)


@dataclass
class FakeBookState:
    """One workbook."""

    path: str
    sheets: list[FakeSheet]
    names: dict[str, str]
    """what each defined name refers to, without ``=``"""
    structure_password: str | None = None
    refuses_changes: bool = False
    active: str = ""
    selection: tuple[int, int] = (1, 1)
    status: str = ""

    def sheet(self, name: str) -> FakeSheet | None:
        """The sheet of that name; case does not count."""
        return next((one for one in self.sheets if one.name.lower() == name.lower()), None)

    def insert_row(self, name: str, row: int) -> None:
        """Insert a blank row above this one; names, merged cells, formats and references move along."""
        sheet = self.sheet(name)
        assert sheet is not None, name

        def down(area: Area) -> Area:
            return Area(
                area.top + (area.top >= row), area.left, area.bottom + (area.bottom >= row), area.right
            )

        def moved(refers: str, *, here: bool) -> str:
            return _REFERENCE.sub(lambda match: _shifted(match, name, row, here=here), refers)

        sheet.cells = {(at + (at >= row), column): cell for (at, column), cell in sheet.cells.items()}
        sheet.links = {(at + (at >= row), column): target for (at, column), target in sheet.links.items()}
        sheet.heights = {at + (at >= row): points for at, points in sheet.heights.items()}
        sheet.merges = [down(area) for area in sheet.merges]
        for one in sheet.formats:
            one.areas = [down(area) for area in one.areas]
        for other in self.sheets:
            for cell in other.cells.values():
                cell.formula = moved(cell.formula, here=other is sheet)
        self.names = {defined: moved(refers, here=False) for defined, refers in self.names.items()}


def _shifted(match: re.Match[str], name: str, row: int, *, here: bool) -> str:
    """The reference after a row was inserted on the sheet of that name."""
    owner = match["sheet"]
    meant = owner.strip("'").replace("''", "'") == name if owner else here
    if not match["row"] or not meant:
        return match[0]

    def down(number: str) -> str:
        return str(int(number) + (int(number) >= row))

    first = f"{match['first']}{down(match['row'])}"
    last = f":{match['last']}{down(match['end'])}" if match["end"] else ""
    return (f"{owner}!" if owner else "") + first + last


def load(path: Path) -> FakeBookState:
    """The workbook of a real file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl passes over what nobody reads here
        formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    sheets = [_sheet(sheet, values[sheet.title]) for sheet in formulas.worksheets]
    names = {name: str(defined.attr_text) for name, defined in formulas.defined_names.items()}
    protected = formulas.security is not None and bool(formulas.security.lockStructure)
    active = formulas.active.title if formulas.active else sheets[0].name
    return FakeBookState(str(path), sheets, names, "" if protected else None, active=active)


def _sheet(sheet: Any, values: Any) -> FakeSheet:
    cells = {}
    for row in sheet.iter_rows():
        for one in row:
            if not hasattr(one, "column_letter"):
                continue  # hidden under a merged cell
            at = (one.row, one.column)
            formula = one.value.text if isinstance(one.value, ArrayFormula) else one.value
            is_formula = one.data_type == "f"
            value = _value(values.cell(*at).value)
            if value is None and one.value is None and not one.has_style:
                continue
            cells[at] = FakeCell(
                value,
                str(formula) if is_formula else "",
                one.number_format,
                bool(one.protection.locked),
            )
    merges = [Area(one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges]
    links = {
        (cell.row, cell.column): cell.hyperlink.location
        for row in sheet.iter_rows()
        for cell in row
        if getattr(cell, "hyperlink", None) and cell.hyperlink.location
    }
    password = ("secret" if sheet.protection.password else "") if sheet.protection.sheet else None
    state = {"veryHidden": "veryhidden"}.get(sheet.sheet_state, sheet.sheet_state)
    heights = {row: one.height for row, one in sheet.row_dimensions.items() if one.height}
    return FakeSheet(
        sheet.title, cells, merges, _formats(sheet), links, heights, state=state, password=password
    )


def _formats(sheet: Any) -> list[FakeFormat]:
    formats = []
    for ranged in sheet.conditional_formatting:
        areas = [Area.parse(area) for area in str(ranged.sqref).split()]
        for rule in ranged.rules:
            if rule.type not in ("expression", "cellIs") or not rule.formula:
                continue
            fill = rule.dxf.fill.bgColor.rgb[-6:] if rule.dxf and rule.dxf.fill else "FFFFFF"
            kind = "formula" if rule.type == "expression" else "cell"
            formats.append(
                FakeFormat(areas, kind, rule.operator or "", rule.formula[0], fill, bool(rule.stopIfTrue))
            )
    return formats


def _value(value: object) -> Value:
    if isinstance(value, bool | str | datetime) or value is None:
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - spreadsheets know no zone
    if isinstance(value, time):
        return datetime.combine(date(1899, 12, 30), value)
    assert isinstance(value, timedelta), value
    return value / timedelta(days=1)


def stored(value: Value) -> Any:
    """The value as a file keeps it: a date is a number of days."""
    if isinstance(value, datetime):
        return (value - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: DTZ001
    return "" if value is None else value


def written(value: Value, formula: str) -> str:
    """What ``Range.Formula`` says of a cell."""
    if formula or value is None:
        return formula
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return repr(stored(value)).removesuffix(".0")
    return value if isinstance(value, str) else f"{value:.15g}"
