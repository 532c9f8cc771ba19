"""The lint of what belongs to the workbook as a whole: sheets, defined names, styles, calculation chain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from tests.office.formula_lint import Surroundings, formula_problems
from tests.office.package import Package, select

_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*([Cc]\d*)?|[Cc]\d*")
_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*|_[\w.\\?]*")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")


def surroundings(package: Package, sheet: int | None = None) -> Surroundings:
    """What a formula on this sheet (by index) can refer to."""
    return Surroundings(
        sheets={one.name.lower() for one in package.sheets},
        # a name of another sheet can be written with that sheet before it; rare enough to allow all
        names={name.name.lower() for name in package.names if sheet is not None or name.scope is None},
        tables={table.lower() for table in package.tables},
    )


def sheets(package: Package) -> Iterator[str]:
    """Sheet names and ids are legal and unique, and one sheet at least is visible."""
    for one in package.sheets:
        if not one.name or len(one.name.encode("utf-16-le")) > 62:
            yield f"sheet {one.name!r}: name must have 1 to 31 characters"
        if _FORBIDDEN.search(one.name) or one.name.lower() == "history":
            yield f"sheet {one.name!r}: name not allowed"
        if one.part not in package.xml:
            yield f"sheet {one.name!r}: no part"
    for name, count in Counter(one.name.lower() for one in package.sheets).items():
        if count > 1:
            yield f"sheet {name!r}: name used {count} times"
    for sheet_id, count in Counter(one.sheet_id for one in package.sheets).items():
        if count > 1:
            yield f"sheetId {sheet_id}: used {count} times"
    if not select(package.xml[package.workbook], "m:sheets/m:sheet[not(@state) or @state='visible']"):
        yield "no visible sheet"


def defined_names(package: Package) -> Iterator[str]:
    """Defined names are legal, unique in their scope, and refer to what exists."""
    for (name, scope), count in Counter((one.name.lower(), one.scope) for one in package.names).items():
        if count > 1:
            yield f"defined name {name!r}: defined {count} times in scope {scope}"
    for one in package.names:
        place = f"defined name {one.name!r}"
        plain = one.name.removeprefix("_xlnm.")
        if len(one.name) > 255 or not _NAME.fullmatch(plain) or _CELL_LIKE.fullmatch(plain):
            yield f"{place}: not a legal name"
        if one.scope is not None and one.scope >= len(package.sheets):
            yield f"{place}: scope {one.scope} is no sheet"
        for problem in formula_problems(one.formula, surroundings(package, one.scope)):
            yield f"{place}: {problem}"


def styles(package: Package) -> Iterator[str]:
    """Cell formats use fonts, fills, borders and parent formats that exist."""
    part = package.target(package.workbook, "styles")
    root = package.xml.get(part)
    lengths = {
        attribute: len(select(root, path))
        for attribute, path in (
            ("fontId", "m:fonts/m:font"),
            ("fillId", "m:fills/m:fill"),
            ("borderId", "m:borders/m:border"),
            ("xfId", "m:cellStyleXfs/m:xf"),
        )
    }
    for group in ("cellXfs", "cellStyleXfs", "cellStyles"):
        for index, one in enumerate(select(root, f"m:{group}/*")):
            for attribute, length in lengths.items():
                if int(one.get(attribute, 0)) >= max(length, 1):
                    yield f"{part}: {group} {index}: {attribute} {one.get(attribute)} of {length}"


def calculation_chain(package: Package) -> Iterator[str]:
    """Every cell of the calculation chain holds a formula."""
    part = package.target(package.workbook, "calcChain")
    parts = {one.sheet_id: one.part for one in package.sheets}
    formulas: dict[str, set[str]] = {}
    sheet_id = ""
    for entry in select(package.xml.get(part), "m:c"):
        sheet_id = entry.get("i", sheet_id)  # left out where it is the one before's
        if sheet_id not in parts:
            yield f"{part}: no sheet with id {sheet_id}"
            continue
        if sheet_id not in formulas:
            cells = select(package.xml.get(parts[sheet_id]), "m:sheetData/m:row/m:c[m:f]")
            formulas[sheet_id] = {cell.get("r", "") for cell in cells}
        if entry.get("r", "") not in formulas[sheet_id]:
            yield f"{part}: {parts[sheet_id]} {entry.get('r')} holds no formula"


WORKBOOK_CHECKS: tuple[Callable[[Package], Iterator[str]], ...] = (
    sheets,
    defined_names,
    styles,
    calculation_chain,
)
