"""Somebody working on a workbook in the office, and what two readings of it do not say alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.bridge.live_books import excel_block, office_block
from tests.handmade import CLEAN, KIND_FORMS, Form
from tests.layout.plans_by_template import PLANS
from tests.office.session import Document, Office
from xlperf.bridge.live_block import LiveBlock
from xlperf.bridge.saved import Saved, read_saved
from xlperf.bridge.snapshot import as_open
from xlperf.forms import shipped_templates
from xlperf.workbook.draw import draw as draw_plan
from xlperf.workbook.open_grid import Opened, open_grid
from xlperf.workbook.place import a1

ALL = shipped_templates()
HANDMADE: dict[str, Form] = {"shanxi-2022": CLEAN, **KIND_FORMS}
Edit = Callable[[Document], object]


def plan_bytes(name: str) -> bytes:
    """One of our own workbooks as drawn."""
    return draw_plan(PLANS[name])


def differences(now: Opened, then: Opened, sheets: set[str]) -> list[str]:
    """What the two do not say alike of these sheets."""
    found = []
    for name in sheets:
        one, other = now.grid.sheet(name), then.grid.sheet(name)
        assert one
        assert other
        found += [
            f"{name}!{a1(*place)}: {one.cells.get(place)} | {other.cells.get(place)}"
            for place in sorted({*one.cells, *other.cells})
            if one.cells.get(place) != other.cells.get(place)
        ]
        found += [f"{name}: merged {area.address}" for area in sorted({*one.merges} ^ {*other.merges})]
        found += [f"{name}: hidden"] if one.hidden != other.hidden else []
    targets = [
        {(key, *target) for key, target in opened.grid.names.items() if target[0] in sheets}
        for opened in (now, then)
    ]
    return found + [f"name {name} {area.address}" for name, _, area in sorted(targets[0] ^ targets[1])]


def calculated(opened: Opened) -> Opened:
    """The workbook once a program that calculates has saved it: formulas without a result show empty texts."""
    sheets = tuple(
        replace(
            sheet,
            cells={
                place: replace(cell, value="")
                if cell.formula and cell.value is None and not cell.error
                else cell
                for place, cell in sheet.cells.items()
            },
        )
        for sheet in opened.grid.sheets
    )
    return replace(opened, grid=replace(opened.grid, sheets=sheets))


def all_blocks(saved: Saved) -> list[LiveBlock]:
    """The book as saved, open in Excel."""
    grid = saved.opened.grid
    return [excel_block(sheet, area) for name, area in saved.areas(ALL) if (sheet := grid.sheet(name))]


class Desk:
    """Somebody working on a workbook in the office."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder

    def saved(self, drawn: bytes | Path, suffix: str = ".xlsx") -> Saved:
        """The workbook as the office saves it."""
        path = self.folder / "画好.xlsx"
        path.write_bytes(drawn if isinstance(drawn, bytes) else drawn.read_bytes())
        with self.office.open(path, recalculate=True) as document:
            return read_saved(document.save_as(self.folder / f"自评表{suffix}"))

    def edited(self, saved: Saved, edit: Edit) -> tuple[list[LiveBlock], Opened]:
        """The areas as they stand after the edit, and the file as it is then saved."""
        with self.office.open(saved.path) as document:
            areas = saved.areas(ALL)
            for name, _ in areas:
                document.unprotect(name)
            edit(document)
            blocks = [office_block(document, name, area) for name, area in areas]
            copy = document.save_as(self.folder / f"存好{saved.path.suffix}")
        return blocks, open_grid(copy.read_bytes())

    def check(self, saved: Saved, edit: Edit) -> Opened:
        """The unsaved book reads as the file saved afterwards; returned is the latter."""
        blocks, then = self.edited(saved, edit)
        now = as_open(saved, blocks)
        assert differences(now, then, {name for name, _ in saved.areas(ALL)}) == []
        return then
