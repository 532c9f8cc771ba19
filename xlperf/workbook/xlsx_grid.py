"""Reading an opened workbook as a grid: values, formulas, shown texts, merges and defined names.

Cost follows the cells that hold something, never the size a sheet declares.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from xlperf.workbook.grid import Grid, Sheet
from xlperf.workbook.number_format import BUILTIN, NumberFormat, number_format
from xlperf.workbook.outline import outline
from xlperf.workbook.package import Package, SheetEntry
from xlperf.workbook.place import Area
from xlperf.workbook.shared_strings import read_shared_strings
from xlperf.workbook.sheet_reader import SheetReader

_TARGET = re.compile(
    r"(?:'(?P<quoted>(?:[^'\[\]]|'')+)'|(?P<bare>[^'!\[\](),#\s]+))!"
    r"(?P<area>\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?)\Z"
)


def read_grid(package: Package, only: Collection[str] | None = None) -> Grid:
    """What the workbook's worksheets hold, or those named; UnreadableFile when one is damaged or too large."""
    reader = SheetReader(read_shared_strings(package), style_formats(package), date1904=package.date1904)
    entries = (entry for entry in package.sheets if only is None or entry.name in only)
    sheets = tuple(_read_sheets(package, reader, entries))
    return Grid(sheets, dict(_read_names(package)))


def _read_sheets(package: Package, reader: SheetReader, entries: Iterable[SheetEntry]) -> Iterator[Sheet]:
    for entry in entries:
        if entry.kind == "worksheet":
            cells, merges = reader.read(package.read(entry.part), entry.part)
            yield Sheet(entry.name, cells, merges, hidden=entry.state != "visible")


def style_formats(package: Package) -> list[NumberFormat]:
    """The number format of each cell style id."""
    part = package.related(package.workbook_part, "styles")
    if part is None:
        return []
    root = outline(package.read(part), part, depth=3).root
    own = root.child("numFmts")
    codes = {str(number): code for number, code in BUILTIN.items()}
    for node in own.each("numFmt") if own else ():
        codes[node.attributes.get("numFmtId", "")] = node.attributes.get("formatCode", "")
    styles = root.child("cellXfs")
    return [
        number_format(codes.get(node.attributes.get("numFmtId", "0"), "General"))
        for node in (styles.each("xf") if styles else ())
    ]


def _read_names(package: Package) -> Iterator[tuple[str, tuple[str, Area]]]:
    listed = package.workbook.root.child("definedNames")
    for node in listed.each("definedName") if listed else ():
        target = name_target(node.text)
        if target and "localSheetId" not in node.attributes:
            yield node.attributes.get("name", ""), target


def name_target(text: str) -> tuple[str, Area] | None:
    """``'表'!$E$18`` → the sheet and area; None for anything but one cell or area of this workbook."""
    match = _TARGET.match(text.strip().removeprefix("="))
    if match is None:
        return None
    try:
        area = Area.parse(match["area"])
    except ValueError:
        return None
    return (match["quoted"] or match["bare"]).replace("''", "'"), area
