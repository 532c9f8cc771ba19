"""The pictures of docs/button.md, by a real click: ``python -m tests.click.pictures examples/pictures``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.click.desk import Desk, at_a_desk
from tests.office.document import Value
from tests.office.pictures import WIDTH
from xlperf.audit.finding import Severity
from xlperf.forms import template
from xlperf.generation import generate
from xlperf.profiles import profile
from xlperf.projects.project import ProjectList
from xlperf.projects.read import read_projects
from xlperf.workbook.stamp import RESULT_FINDINGS_ROW, RESULT_SHEET

PROJECTS = Path(__file__).parents[2] / "examples" / "填好的清单"
FORM, CODE = "national-2020", "212003-22-001"
MISTAKES: dict[str, Value] = {"F7": 47.0, "F10": None, "F12": 1000.0, "F13": 900.0}
MARGIN = 12
ABOVE = 54
"""pixels above the cells: the letters of the columns, and the bar with the sentence"""


def filled_form(folder: Path) -> Path:
    """The form of one project of the example list, with buttons, filled without mistakes."""
    form = template(FORM)
    scoring = profile(form.profile)
    listed = read_projects(PROJECTS, form, scoring)
    chosen = tuple(project for project in listed.projects if project.code == CODE)
    (path,) = generate(ProjectList(chosen), form, scoring, folder, macro=True)
    return path


def paint(out_dir: Path) -> list[Path]:
    """Make mistakes, click, and picture what is to be seen then."""
    form, results = out_dir / "button.png", out_dir / "button-results.png"
    out_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, at_a_desk(filled_form(Path(folder))) as desk:
        desk.document.set_many(template(FORM).sheet, MISTAKES)
        desk.click("校验")
        told = desk.told()
        desk.office.select("K20")
        desk.wait_for_colours(told.marks)
        _save(desk, "I20", form)
        desk.office.show(RESULT_SHEET)
        desk.office.select("A10")
        worst = next(severity for severity in Severity if severity in told.marks.values())
        desk.wait_for_colours({f"B{RESULT_FINDINGS_ROW}": worst})
        _save(desk, f"F{RESULT_FINDINGS_ROW + len(told.findings) - 1}", results)
    return [form, results]


def _save(desk: Desk, last: str, path: Path) -> None:
    first, corner = desk.office.cell("A1"), desk.office.cell(last)
    box = (0, first.top - ABOVE, corner.left + corner.width + MARGIN, corner.top + corner.height)
    picture = desk.office.screen.picture().crop(box)
    height = round(picture.height * WIDTH / picture.width)
    picture = picture.resize((WIDTH, height), Image.Resampling.LANCZOS)
    picture.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    for picture in paint(Path(sys.argv[1])):
        print(f"已生成 {picture}")
