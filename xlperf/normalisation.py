"""Forms spelled anew before they are checked (``xlperf validate --normalise``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from pathlib import Path

from xlperf.audit.normalise import normalisations
from xlperf.decimals import plain
from xlperf.errors import XlperfError
from xlperf.forms import FormTemplate
from xlperf.profiles import Profile
from xlperf.validation import Checked, Result, across_run, check_file, check_opened
from xlperf.workbook.edits import CellChange
from xlperf.workbook.entry import read_entry
from xlperf.workbook.grid import Cell, Grid
from xlperf.workbook.open_grid import Opened, open_grid
from xlperf.workbook.patch import with_cells
from xlperf.workbook.place import Place, column_number

_REFERENCE = re.compile(
    r"(?<![A-Z\d])(?:\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
    r"|\$?([A-Z]{1,3}):\$?([A-Z]{1,3})|\$?(\d{1,7}):\$?(\d{1,7}))(?![A-Z\d(])"
)


def check_normalised(
    paths: Sequence[Path],
    templates: Sequence[FormTemplate],
    profile: Profile | None = None,
    asked: FormTemplate | None = None,
) -> tuple[Result, ...]:
    """Every file checked as it stands after its cells are spelled anew; each form knows its changes.

    The files themselves are left alone: writing the results writes the changes too.
    """
    files = (
        _normalised(check_file(path, templates, profile, asked), templates, profile, asked) for path in paths
    )
    return across_run(list(chain.from_iterable(files)))


def _normalised(
    results: Sequence[Result],
    templates: Sequence[FormTemplate],
    profile: Profile | None,
    asked: FormTemplate | None,
) -> Sequence[Result]:
    forms = [result for result in results if isinstance(result, Checked)]
    if len(forms) < len(results):
        return results
    return normalised(forms, lambda changes: _changed(forms[0], changes), templates, profile, asked)


def normalised(
    forms: Sequence[Checked],
    changed: Callable[[Sequence[CellChange]], tuple[bytes, Opened]],
    templates: Sequence[FormTemplate],
    profile: Profile | None = None,
    asked: FormTemplate | None = None,
) -> Sequence[Checked]:
    """All forms of one file as they check out after their cells are spelled anew; each form knows its changes.

    ``changed`` tells how the file reads with some changes made. The forms themselves where none can be.
    """
    wanted = [change for form in forms for change in _safe(form)]
    try:
        data, opened = changed(wanted)
        held = [change for change in wanted if _holds(opened.grid, change)]
        if len(held) < len(wanted):
            data, opened = changed(held)
        again = check_opened(forms[0].path, data, opened, templates, profile, asked)
    except XlperfError:
        # what cannot be written is said where the results are written
        return forms
    if not held or [form.form_map.sheet for form in again] != [form.form_map.sheet for form in forms]:
        return forms
    own = [{change.place for change in _safe(form)} for form in forms]
    return [
        replace(form, changes=tuple(change for change in held if change.place in places))
        for form, places in zip(again, own, strict=True)
    ]


def _safe(form: Checked) -> Iterator[CellChange]:
    """The form's changes, without new numbers that a formula would have to be computed anew for."""
    for change in normalisations(form.assessment, form.scored):
        if isinstance(change.new, str) or not _referred(form.grid, change.place):
            yield change


def _changed(form: Checked, changes: Sequence[CellChange]) -> tuple[bytes, Opened]:
    if form.in_place:
        data = with_cells(form.data, changes) if changes else form.data
        return data, open_grid(data)
    return form.data, Opened(_with_cells(form.grid, changes), in_place=False)


def _with_cells(grid: Grid, changes: Sequence[CellChange]) -> Grid:
    sheets = []
    for sheet in grid.sheets:
        own = {
            (change.place.row, change.place.column): _cell(change.new)
            for change in changes
            if change.place.sheet == sheet.name
        }
        sheets.append(replace(sheet, cells={**sheet.cells, **own}) if own else sheet)
    return replace(grid, sheets=tuple(sheets))


def _cell(new: str | Decimal) -> Cell:
    return Cell(new, new if isinstance(new, str) else plain(new))


def _holds(grid: Grid, change: CellChange) -> bool:
    """The cell says the new thing: a format for percentages would make something else of a number."""
    entry = read_entry(grid, change.place)
    if isinstance(change.new, str):
        return entry.text == change.new
    return entry.number == change.new and not entry.percent


def _referred(grid: Grid, place: Place) -> bool:
    """Whether a formula may refer to the cell; a reference to another sheet counts, to be sure."""
    here = (place.row, place.column)
    names = [name for name, (sheet, area) in grid.names.items() if sheet == place.sheet and here in area]
    formulas = {
        cell.formula for sheet in grid.sheets for cell in sheet.cells.values() if cell.formula is not None
    }
    return any(
        not formula
        or any(name in formula for name in names)
        or any(_covers(match, place) for match in _REFERENCE.finditer(formula.upper()))
        for formula in formulas
    )


def _covers(reference: re.Match[str], place: Place) -> bool:
    left, top, right, bottom, first, last, upper, lower = reference.groups()
    columns = [column_number(letters) for letters in (first or left, last or right) if letters]
    rows = [int(digits) for digits in (upper or top, lower or bottom) if digits]
    within_columns = not columns or min(columns) <= place.column <= max(columns)
    return within_columns and (not rows or min(rows) <= place.row <= max(rows))
