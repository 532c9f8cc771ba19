"""A form open in a program with the button on it, and what ``xlperf validate`` says of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlwings as xw

from tests.bridge.benches import Bench, sheet_now
from tests.handmade import draw
from tests.journeys.clean_form import PROFILE, PROJECT
from tests.journeys.conftest import Call
from tests.journeys.mistaken import MISTAKEN
from xlperf.audit.finding import Severity
from xlperf.bridge.session import Session
from xlperf.forms import template
from xlperf.layout.workbook import plan_workbook
from xlperf.workbook.draw import draw as draw_plan
from xlperf.workbook.grid import Grid
from xlperf.workbook.package import Package
from xlperf.workbook.place import Place, parse_a1
from xlperf.workbook.stamp import MARK_COLOURS, RESULT_SHEET
from xlperf.workbook.xlsx_grid import read_grid

FORM = "Sheet1"


def generated(path: Path) -> Path:
    """A correct form of ours."""
    path.write_bytes(draw_plan(plan_workbook(template("shanxi-2022"), PROFILE, PROJECT)))
    return path


def mistaken(name: str) -> Callable[[Path], Path]:
    """A hand-made form with mistakes."""
    return lambda path: draw(MISTAKEN[name], path)


@dataclass
class Desk:
    """A book open in a program, and the button on it."""

    bench: Bench
    path: Path
    book: xw.Book
    session: Session

    def rows(self) -> list[tuple[str, ...]]:
        """The findings as 校验结果 shows them: level, place, message, basis, fix."""
        return [texts[1:] for texts in self.lines() if texts[1] in {one.chinese for one in Severity}]

    def lines(self) -> list[tuple[str, ...]]:
        """All rows of 校验结果 below its headings."""
        sheet = sheet_now(self.book, RESULT_SHEET)
        heading = next(row for row in sheet.rows() if sheet.text(row, 1) == "序号")
        return [
            tuple(sheet.text(row, column) for column in range(1, 7)) for row in sheet.rows() if row > heading
        ]

    def compared(self) -> dict[str, tuple[str, str, str]]:
        """Stated, computed and verdict by what is compared."""
        sheet = sheet_now(self.book, RESULT_SHEET)
        first = next(row for row in sheet.rows() if sheet.text(row, 1) == "核对项") + 1
        return {
            sheet.text(row, 1): (sheet.text(row, 4), sheet.text(row, 5), sheet.text(row, 6))
            for row in range(first, first + 6)
            if sheet.text(row, 1)
        }

    def saved(self) -> Grid:
        """The book as a reader finds it once it is saved."""
        target = self.path.with_name(f"saved-{self.path.name}")
        self.bench.save(target)
        return read_grid(Package(target.read_bytes()))


At = Callable[[Callable[[Path], Path]], Desk]


def validated(desk: Desk, xlperf: Call) -> list[dict[str, Any]]:
    """What ``xlperf validate`` says of each form of the book once it is saved."""
    target = desk.path.with_name(f"said-{desk.path.name}")
    desk.bench.save(target)
    _, out, err = xlperf("validate", target, "--format", "json")
    assert not err
    forms: list[dict[str, Any]] = json.loads(out)["files"]
    return forms


def agrees(desk: Desk, said: Mapping[str, Any]) -> None:
    """Marks, rows and figures in the open book are those that the command says."""
    findings = said["findings"]
    rank = list(Severity)
    worst: dict[Place, Severity] = {}
    for finding in findings:
        severity = Severity(finding["severity"])
        for cell in finding["cells"]:
            sheet, _, address = cell.rpartition("!")
            place = Place(sheet or finding["sheet"] or said["sheet"], *parse_a1(address))
            worst[place] = min(severity, worst.get(place, severity), key=rank.index)
    assert desk.bench.marks() == {place: MARK_COLOURS[severity] for place, severity in worst.items()}
    assert desk.rows() == [
        (
            Severity(one["severity"]).chinese,
            _where(one, said["sheet"]),
            one["message"].strip(),
            one["basis"].strip(),
            one["fix"].strip(),
        )
        for one in findings
    ]
    computed = said["computed"]
    shown = {label: figures[1] for label, figures in desk.compared().items()}
    if computed["total"] is not None:
        assert (shown["总分"], shown["等级"]) == (f"{computed['total']}", computed["grade"])
        assert f"系统核算总分{computed['total']}分，等级“{computed['grade']}”" in desk.bench.status()


def _where(finding: Mapping[str, Any], form: str) -> str:
    if finding["cell"] is None:
        return "整份表"
    return str(finding["cell"] if finding["sheet"] == form else f"{finding['sheet']}!{finding['cell']}")
