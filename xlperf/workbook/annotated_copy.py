"""Results of a file that cannot be written in place: a copy as .xlsx, drawn from what was read, with the results in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from xlperf.workbook import copies
from xlperf.workbook.edits import Edits
from xlperf.workbook.grid import Grid
from xlperf.workbook.package import Package
from xlperf.workbook.patch import write_back
from xlperf.workbook.place import Place
from xlperf.workbook.redraw import redrawn
from xlperf.workbook.xlsx_grid import read_grid


def annotated_copy(grid: Grid, forms: Sequence[Edits], origin: str) -> bytes:
    """The file as a workbook with marks and 校验结果; ``origin`` is the name of the file it is drawn from."""
    drawn = redrawn(grid)
    said = f"本文件由“{origin}”转换而来，原文件没有改动。"
    return write_back(
        drawn.data,
        *(replace(_renamed(form, drawn.sheets), summary=f"{form.summary}{said}") for form in forms),
    )


def altered(copy: bytes, grid: Grid, forms: Collection[str]) -> bool:
    """Has somebody changed the copy that was drawn of this grid? ``forms`` are its sheets with forms."""
    drawn = redrawn(grid)
    return copies.altered(copy, read_grid(Package(drawn.data)), {drawn.sheets[form] for form in forms})


def _renamed(form: Edits, sheets: Mapping[str, str]) -> Edits:
    """The results with the names that the sheets have in the copy."""

    def moved(place: Place) -> Place:
        return replace(place, sheet=sheets.get(place.sheet, place.sheet))

    findings = tuple(
        replace(
            finding,
            place=moved(finding.place) if finding.place else None,
            related=tuple(moved(place) for place in finding.related),
        )
        for finding in form.findings
    )
    return replace(
        form,
        sheet=sheets.get(form.sheet, form.sheet),
        findings=findings,
        marks=tuple((moved(place), severity) for place, severity in form.marks),
        beside=tuple((moved(place), text) for place, text in form.beside),
        changes=tuple(replace(change, place=moved(change.place)) for change in form.changes),
    )
