"""Saved by another program in another format, every form still has the same mistakes on the same cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.documents import draw_docx, draw_tables
from tests.handmade import Habits, draw
from tests.journeys.logical import check_one, said, values
from tests.journeys.mistaken import MISTAKEN
from tests.layout.filling import Typed, inputs, typed_into
from tests.layout.projects_by_template import TEMPLATES, profile_of, project_for
from tests.office.session import Office
from xlperf.layout.workbook import plan_workbook
from xlperf.workbook.draw import draw as draw_plan
from xlperf.workbook.package import Package
from xlperf.workbook.xlsx_grid import read_grid

FORMATS, WEB_PAGE = ("xlsx", "xls", "ods"), "html"
# 孝感 in its two annexes, a sheet each
TWO_SHEETS = "xiaogan_report"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """``plain`` as drawn, and a folder for each format that LibreOffice saved."""
    folder = tmp_path_factory.mktemp("converted")
    for kind in ("plain", *FORMATS, WEB_PAGE):
        (folder / kind).mkdir()
    for name, form in MISTAKEN.items():
        habits = Habits(tables="sheets") if name == TWO_SHEETS else Habits()
        path = draw(form, folder / "plain" / f"{name}.xlsx", habits)
        with office.open(path) as document:
            for kind in (*FORMATS, WEB_PAGE):
                document.save_as(folder / kind / f"{name}.{kind}")
    return folder


@pytest.mark.parametrize("kind", [*FORMATS, WEB_PAGE])
@pytest.mark.parametrize("name", MISTAKEN)
def test_saved_by_libreoffice(converted: Path, name: str, kind: str) -> None:
    plain = check_one(converted / "plain" / f"{name}.xlsx")
    saved = check_one(converted / kind / f"{name}.{kind}")
    assert said(saved) == said(plain)
    assert values(saved.assessment) == values(plain.assessment)


def _wrong(name: str) -> Typed:
    """What somebody may type wrongly into a cell of that name."""
    number = int("".join(letter for letter in name if letter.isdigit()) or "0")
    if name.endswith("_actual"):
        return ("≥2次", None, Decimal(1), "达成预期指标")[number % 4]
    if name.endswith("_executed"):
        return Decimal(200)
    if name.endswith("_score"):
        return Decimal(99)
    return "实际执行0.96万元，自评80分。" if name.startswith("xp_text_") else Decimal("0.5")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """Our own workbooks, one of each template with wrong entries, recalculated and saved in every format."""
    folder = tmp_path_factory.mktemp("own")
    for kind in ("plain", *FORMATS):
        (folder / kind).mkdir()
    for name, template in TEMPLATES.items():
        plan = plan_workbook(template, profile_of(template), project_for(template, filled=True))
        fields = ("_actual", "_0_executed", "_2_executed", "_2_score", "_3_score", "_execution", "_problems")
        slots = {place: slot.name or "" for place, slot in inputs(plan).items()}
        fill = {place: _wrong(field) for place, field in slots.items() if field.endswith(fields)}
        path = folder / "plain" / f"{name}.xlsx"
        path.write_bytes(draw_plan(typed_into(plan, fill)))
        with office.open(path, recalculate=True) as document:
            for kind in FORMATS:
                document.save_as(folder / kind / f"{name}.{kind}")
    return folder


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", TEMPLATES)
def test_our_own_form_saved_by_libreoffice(own: Path, name: str, kind: str) -> None:
    plain, saved = check_one(own / "plain" / f"{name}.xlsx"), check_one(own / kind / f"{name}.{kind}")
    assert (saved.form_map.recognised_by, saved.form_map.template.id) == ("names", name)
    assert said(saved) == said(plain)
    assert plain.findings


@pytest.mark.parametrize("name", MISTAKEN)
def test_as_tables_of_a_word_document(converted: Path, tmp_path: Path, name: str) -> None:
    path = converted / "plain" / f"{name}.xlsx"
    sheets = read_grid(Package(path.read_bytes())).sheets
    if len(sheets) > 1:
        draw_tables(tmp_path / "a.docx", *sheets)
    else:
        draw_docx(sheets[0], tmp_path / "a.docx")
    plain, word = check_one(path), check_one(tmp_path / "a.docx")
    assert said(word) == said(plain)
    assert values(word.assessment) == values(plain.assessment)
