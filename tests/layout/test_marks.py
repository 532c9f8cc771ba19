"""Marks are data: an address in the stamp's range colours that very cell, by a conditional format drawn beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.layout.filling import places_by_name
from tests.office.render import render
from tests.office.session import Office
from tests.projects_for_tests import SHANXI, planned, real_project
from xlperf.audit.finding import Severity
from xlperf.layout.plan import Slot, Style, WorkbookPlan
from xlperf.workbook.draw import draw
from xlperf.workbook.place import Area, a1
from xlperf.workbook.stamp import MARK_COLOURS, MARK_COLUMNS, MARK_FIRST_ROW, STAMP_SHEET, mark_condition

Box = tuple[int, int, int, int]


def form_named(sheet: str) -> WorkbookPlan:
    return planned(real_project(filled=True), SHANXI.model_copy(update={"sheet": sheet}))


@pytest.mark.parametrize(
    "sheet", ["项目支出绩效自评表", "附件2 自评（乙）", '~1 "甲" & <乙>!', "Sheet1", "2022年", "甲~乙", "=A1"]
)
def test_the_condition_is_true_for_the_marked_cells_only(sheet: str, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(draw(form_named(sheet)))
    scratch = [a1(row, column) for row in range(60, 66) for column in range(20, 26)]
    marked = {Severity.ERROR: ["T60", "W63"], Severity.WARNING: ["Y65"], Severity.INFO: []}
    with office.open(path) as document:
        document.unprotect(sheet)
        for severity, addresses in marked.items():
            column = MARK_COLUMNS[severity]
            for row, address in enumerate(addresses, MARK_FIRST_ROW):
                document.set(STAMP_SHEET, a1(row, column), f"{sheet}!{address}")
            # the same formula in cells, each standing for itself
            for address in scratch:
                document.set_formula(sheet, address, f"=IF({mark_condition(sheet, severity)},1,0)")
            document.recalculate()
            found = document.values(sheet, scratch)
            assert [address for address, value in found.items() if value] == addresses


def test_every_cell_of_the_form_can_be_marked_in_three_colours() -> None:
    form = form_named("自评表").sheets[0]
    marks = [condition for condition in form.conditions if condition.stop]
    assert [condition.fill for condition in marks] == [MARK_COLOURS[severity] for severity in MARK_COLUMNS]
    assert all(condition.area == form.print_area for condition in marks)


def with_marks(plan: WorkbookPlan, severity: Severity, names: Iterable[str]) -> WorkbookPlan:
    column, at = MARK_COLUMNS[severity], places_by_name(plan)
    slots = [
        Slot(Area(row, column, row, column), str(at[name]), Style())
        for row, name in enumerate(names, MARK_FIRST_ROW)
    ]
    sheets = [
        replace(sheet, slots=(*sheet.slots, *slots)) if sheet.name == STAMP_SHEET else sheet
        for sheet in plan.sheets
    ]
    return replace(plan, sheets=tuple(sheets))


def coloured(page: Path, colour: str) -> tuple[Box | None, float]:
    """The box that holds all pixels of the colour, and the share of it that has the colour."""
    with Image.open(page) as image:
        pixels = image.convert("RGB")
    difference = ImageChops.difference(pixels, Image.new("RGB", pixels.size, f"#{colour}"))
    mask = difference.convert("L").point([255] + [0] * 255)
    box = mask.getbbox()
    if box is None:
        return None, 0
    inside = mask.crop(box)
    return box, inside.histogram()[255] / (inside.width * inside.height)


def test_a_mark_colours_one_cell_on_paper(office: Office, tmp_path: Path) -> None:
    plan, colour = form_named('~1 "甲" & <乙>!'), MARK_COLOURS[Severity.ERROR]
    names = ("xp_fund_0_execution_score", "xp_indicator_1_score", "xp_indicator_7_actual", "xp_grade")
    boxes: list[Box] = []
    for name in ("", *names):
        path = tmp_path / f"{name or 'unmarked'}.xlsx"
        path.write_bytes(draw(with_marks(plan, Severity.ERROR, [name] if name else [])))
        box, share = coloured(render(path, tmp_path, 60, office)[0], colour)
        if not name:
            assert box is None
            continue
        assert box is not None, f"{name} is not coloured"
        assert share > 0.7, f"more than {name} is coloured"
        boxes.append(box)
    # one below the other, without overlap
    assert all(upper[3] <= lower[1] for upper, lower in pairwise(boxes))
