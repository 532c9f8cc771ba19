"""The computed figures beside filled ones that differ: which cells take them, and what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlperf.decimals import plain
from xlperf.model import TOTAL
from xlperf.scoring.assessment import Scored
from xlperf.workbook.edits import AGREES, EMPTY, Comparison
from xlperf.workbook.form_map import FormMap
from xlperf.workbook.grid import Grid
from xlperf.workbook.place import MAX_COLUMN, Place
from xlperf.workbook.stamp import BESIDE_NAMES

# how far from the form a free cell may be sought
_REACH = 6


def beside(
    grid: Grid, form_map: FormMap, scored: Scored, comparisons: Sequence[Comparison]
) -> tuple[tuple[Place, str], ...]:
    """The cells right of the form with their texts; a row whose neighbourhood is in use gets none.

    Figures that agree get none: the text would print beside a form that is right.
    """
    execution = scored.execution
    funds = (
        "预算执行率：系统未能核算"
        if execution.rate is None or execution.score is None
        else f"系统核算：执行率{plain(execution.rate)}%"
        + (f"，得分{plain(execution.score)}分" if scored.execution_points else "")
    )
    total = (
        "总分：系统未能核算，请先补齐空格"
        if scored.total is None
        else f"系统核算：总分{plain(scored.total)}分，等级“{scored.grade}”"
    )
    rows = (form_map.total_fund.get("full_year_budget"), form_map.fields.get("total"))
    asked = {"执行率", "预算执行率得分"}, {TOTAL, "等级"}
    cells = {
        "执行率": form_map.total_fund.get("execution_rate"),
        "预算执行率得分": form_map.total_fund.get("execution_score"),
        TOTAL: form_map.fields.get("total"),
        "等级": form_map.fields.get("grade"),
    }
    found = []
    for name, row, text, labels in zip(BESIDE_NAMES, rows, (funds, total), asked, strict=True):
        if not any(_differs(one, cells) for one in comparisons if one.label in labels):
            continue
        place = grid.place(name) or (_free(grid, form_map, row.row) if row else None)
        if place is not None:
            found.append((place, text))
    return tuple(found)


def _differs(line: Comparison, cells: Mapping[str, Place | None]) -> bool:
    """Is the figure wrong, or missing where the form has a cell for it?"""
    return line.verdict != AGREES and (line.verdict != EMPTY or cells[line.label] is not None)


def _free(grid: Grid, form_map: FormMap, row: int) -> Place | None:
    sheet = grid.sheet(form_map.sheet)
    if sheet is None:
        return None
    first = form_map.right_edge + 2
    for column in range(first, min(first + _REACH, MAX_COLUMN)):
        place = Place(form_map.sheet, row, column)
        merged = sheet.area(row, column)
        single = (merged.top, merged.left, merged.bottom, merged.right) == (row, column, row, column)
        if place in form_map.stamp.beside or (single and (row, column) not in sheet.cells):
            return place
    return None
