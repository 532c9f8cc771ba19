"""The lint of what stands on the sheets: cells, formulas, merges, validations, conditional formats, links."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import TypeAlias

from tests.office.formula_lint import formula_problems, sheets_in
from tests.office.package import MAIN, Element, Package, Sheet, select
from tests.office.workbook_lint import surroundings

Area: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom."""

LAST_COLUMN, LAST_ROW = 16384, 1048576
LONGEST_CELL = 32767
LONGEST_VALIDATION = 255
PROMPT_LIMITS = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}
ERRORS = {"#N/A", "#NULL!", "#DIV/0!", "#VALUE!", "#NUM!", "#REF!", "#NAME?", "#GETTING_DATA"}


def worksheets(package: Package) -> Iterator[tuple[int, Sheet, Element]]:
    """The sheets that have cells, with their index and XML."""
    for index, sheet in enumerate(package.sheets):
        root = package.xml.get(sheet.part)
        if root is not None and root.tag == f"{{{MAIN}}}worksheet":
            yield index, sheet, root


def order_of_cells(package: Package) -> Iterator[str]:
    """Rows and cells come in order, once each, inside the sheet, cells in the row they name."""
    for _, sheet, root in worksheets(package):
        rows = [int(row.get("r", 0)) for row in select(root, "m:sheetData/m:row")]
        yield from _in_order(f"{sheet.part} row", rows)
        for row in select(root, "m:sheetData/m:row"):
            places = [_area(cell.get("r", "")) for cell in select(row, "m:c[@r]")]
            yield from _in_order(f"{sheet.part} row {row.get('r')} column", [place[0] for place in places])
            for _, top, right, _ in places:
                if top != int(row.get("r", top)) or right > LAST_COLUMN or top > LAST_ROW:
                    yield f"{sheet.part} row {row.get('r')}: holds a cell of row {top}, column {right}"


def values_of_cells(package: Package) -> Iterator[str]:
    """Cells hold what their type says; texts, formats and differential formats they point to exist."""
    texts = select(package.xml.get(package.target(package.workbook, "sharedStrings")), "m:si")
    styles = package.xml.get(package.target(package.workbook, "styles"))
    formats = len(select(styles, "m:cellXfs/m:xf")) or 1
    differences = len(select(styles, "m:dxfs/m:dxf"))
    for text in texts:
        length = len("".join(_texts(text)).encode("utf-16-le")) // 2
        if length > LONGEST_CELL:
            yield f"shared string of {length} characters, over {LONGEST_CELL}"
    for _, sheet, root in worksheets(package):
        for cell in select(root, "m:sheetData/m:row/m:c"):
            problem = _value_problem(cell, len(texts))
            if problem:
                yield f"{sheet.part} {cell.get('r')}: {problem}"
        for element in root.iter(*(f"{{{MAIN}}}{tag}" for tag in ("c", "row", "col"))):
            index = element.get("style") if element.tag == f"{{{MAIN}}}col" else element.get("s")
            if index and int(index) >= formats:
                where = element.get("r") or f"column {element.get('min')}"
                yield f"{sheet.part} {where}: style {index} of {formats}"
    for name, root in package.xml.items():
        for element in select(root, "//*[@dxfId]"):
            if int(element.get("dxfId", 0)) >= differences:
                yield f"{name}: dxfId {element.get('dxfId')} of {differences}"


def formulas(package: Package) -> Iterator[str]:
    """Formulas in cells are sound; one without text shares another's."""
    for index, sheet, root in worksheets(package):
        around = surroundings(package, index)
        for formula in select(root, "m:sheetData/m:row/m:c/m:f"):
            if formula.text or formula.get("t") not in ("shared", "dataTable"):
                cell = formula.getparent()
                for problem in formula_problems(formula.text or "", around):
                    yield f"{sheet.part} {cell.get('r') if cell is not None else ''}: {problem}"


def merges(package: Package) -> Iterator[str]:
    """Merged areas do not overlap and have more than one cell."""
    for _, sheet, root in worksheets(package):
        areas = [str(merge.get("ref")) for merge in select(root, "m:mergeCells/m:mergeCell")]
        for area in areas:
            if _area(area)[:2] == _area(area)[2:]:
                yield f"{sheet.part}: merge {area} of one cell"
        for one, other in combinations(areas, 2):
            if _overlap(_area(one), _area(other)):
                yield f"{sheet.part}: merges {one} and {other} overlap"


def validations(package: Package) -> Iterator[str]:
    """Data validations keep Excel's limits, and refer to other sheets only through defined names."""
    for index, sheet, root in worksheets(package):
        for one in select(root, "m:dataValidations/m:dataValidation"):
            place = f"{sheet.part}: validation of {one.get('sqref')}"
            for attribute, limit in PROMPT_LIMITS.items():
                length = len(one.get(attribute, "").encode("utf-16-le")) // 2
                if length > limit:
                    yield f"{place}: {attribute} of {length} characters, over {limit}"
            for formula in select(one, "m:formula1 | m:formula2"):
                text = formula.text or ""
                literal = text[1:-1] if text.startswith('"') and text.endswith('"') else text
                if len(literal.encode("utf-16-le")) // 2 > LONGEST_VALIDATION:
                    yield f"{place}: {len(literal)} characters, over {LONGEST_VALIDATION}"
                elif literal == text:  # else a plain list of words
                    yield from _rule_problems(place, text, package, index)


def conditional_formats(package: Package) -> Iterator[str]:
    """Formulas of conditional formats are sound, and refer to other sheets only through defined names."""
    for index, sheet, root in worksheets(package):
        for rule in select(root, "m:conditionalFormatting/m:cfRule"):
            parent = rule.getparent()
            place = f"{sheet.part}: conditional format of {parent.get('sqref') if parent is not None else ''}"
            for formula in select(rule, "m:formula"):
                yield from _rule_problems(place, formula.text or "", package, index)
        for formula in select(root, "//x14:cfRule//xm:f"):  # these may look elsewhere
            for problem in formula_problems(formula.text or "", surroundings(package, index)):
                yield f"{sheet.part}: x14 conditional format: {problem}"


def hyperlinks(package: Package) -> Iterator[str]:
    """Links within the workbook lead to a sheet or name that exists."""
    for index, sheet, root in worksheets(package):
        around = surroundings(package, index)
        for link in select(root, "m:hyperlinks/m:hyperlink[@location]"):
            target = link.get("location", "").removeprefix("#")
            for problem in formula_problems(target, around):
                yield f"{sheet.part} {link.get('ref')}: link to {target!r}: {problem}"


def _rule_problems(place: str, formula: str, package: Package, index: int) -> Iterator[str]:
    own = package.sheets[index].name.lower()
    for other in sheets_in(formula):
        if other.lower() != own:
            yield f"{place}: refers to sheet {other!r} directly, which Excel 2007 forbids"
    for problem in formula_problems(formula, surroundings(package, index)):
        yield f"{place}: {problem}"


def _value_problem(cell: Element, texts: int) -> str:
    value = cell.findtext(f"{{{MAIN}}}v")
    if not value:  # empty text as a formula's result is written so by XlsxWriter, and Excel takes it
        return ""
    match cell.get("t", "n"):
        case "s" if not value.isdecimal() or int(value) >= texts:
            return f"shared string {value} of {texts}"
        case "b" if value not in ("0", "1"):
            return f"{value!r} is no truth value"
        case "e" if value not in ERRORS:
            return f"{value!r} is no error value"
        case "n" if not _is_number(value):
            return f"{value!r} is no number"
        case "str" if len(value.encode("utf-16-le")) // 2 > LONGEST_CELL:
            return f"text over {LONGEST_CELL} characters"
        case _:
            return ""


def _texts(item: Element) -> list[str]:
    """The texts of a shared string, its runs in order."""
    return [text.text or "" for text in select(item, "m:t | m:r/m:t")]


def _in_order(place: str, numbers: list[int]) -> Iterator[str]:
    for before, after in pairwise(numbers):
        if after == before:
            yield f"{place} {after}: more than once"
        elif after < before:
            yield f"{place} {after}: after {before}"


def _area(text: str) -> Area:
    """``B2:C9`` or ``B2`` in numbers from 1."""
    numbers = []
    for letters, digits in re.findall(r"\$?([A-Z]+)\$?(\d+)", text):
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        numbers += [column, int(digits)]
    left, top, *rest = numbers or (0, 0)
    right, bottom = rest or (left, top)
    return left, top, right, bottom


def _overlap(one: Area, other: Area) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


SHEET_CHECKS: tuple[Callable[[Package], Iterator[str]], ...] = (
    order_of_cells,
    values_of_cells,
    formulas,
    merges,
    validations,
    conditional_formats,
    hyperlinks,
)
