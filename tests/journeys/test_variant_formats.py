"""Saved by another program in another format, every form still has the same mistakes on the same cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.logical import check_one, said, values
from tests.journeys.mistaken import MISTAKEN
from tests.journeys.variant_formats import draw_mistaken, draw_own
from tests.layout.projects_by_template import TEMPLATES
from tests.office.session import Office

FORMATS, WEB_PAGE = ("xlsx", "xls", "ods"), "html"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """``plain`` as drawn, and a folder for each format that LibreOffice saved."""
    folder = tmp_path_factory.mktemp("converted")
    for kind in ("plain", *FORMATS, WEB_PAGE):
        (folder / kind).mkdir()
    for name in MISTAKEN:
        with office.open(draw_mistaken(name, folder / "plain")) as document:
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


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """Our own workbooks, one of each template with wrong entries, recalculated and saved in every format."""
    folder = tmp_path_factory.mktemp("own")
    for kind in ("plain", *FORMATS):
        (folder / kind).mkdir()
    for name in TEMPLATES:
        with office.open(draw_own(name, folder / "plain"), recalculate=True) as document:
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
