"""Put into a Word document by LibreOffice, in each way a clerk may go, every form still has the same mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from tests.documents import draw_docx, draw_tables
from tests.journeys.logical import check_one, said, values
from tests.journeys.mistaken import MISTAKEN
from tests.journeys.variant_formats import draw_mistaken, draw_own
from tests.layout.projects_by_template import TEMPLATES
from tests.office.session import Office
from xlperf.validation import Checked
from xlperf.workbook.package import Package
from xlperf.workbook.xlsx_grid import read_grid

# drawn here, without LibreOffice; the same opened and saved by Writer, which writes all of it anew
DRAWN, REWRITTEN = "drawn", "rewritten"
# copied in Calc and pasted into Writer, one below the other or into text frames
PASTED, FRAMED = "pasted", "framed"
# saved by Calc as a web page and that by Writer as a document; or by way of its own format and the old one of Word
PAGE, HANDED_ON = "page", "handed on"
WAYS = (DRAWN, REWRITTEN, PASTED, FRAMED, PAGE, HANDED_ON)
_NUMBER_FORMATS = re.compile(r' sd(?:val|num)="[^"]*"')
_NAMED = re.compile(r"表格(\d+)第(\d+)行第(\d+)格")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """A folder for each way, and ``plain`` as drawn."""
    folder = tmp_path_factory.mktemp("documents")
    for way in ("plain", *WAYS):
        (folder / way).mkdir()
    for name in MISTAKEN:
        plain = draw_mistaken(name, folder / "plain")
        _drawn(plain, folder / DRAWN / f"{name}.docx")
        _saved(office, folder / DRAWN / f"{name}.docx", folder / REWRITTEN / f"{name}.docx")
        with office.open(plain) as workbook:
            page = workbook.save_as(folder / f"{name}.html")
            with office.new_text() as document:
                document.paste(workbook)
                document.save_as(folder / PASTED / f"{name}.docx")
            with office.new_text() as document:
                document.paste_into_frames(workbook)
                document.save_as(folder / FRAMED / f"{name}.docx")
        _show_as_printed(page)
        _saved(office, page, folder / PAGE / f"{name}.docx")
        other = _saved(office, page, folder / f"{name}.odt")
        other = _saved(office, other, folder / f"{name}.doc")
        _saved(office, other, folder / HANDED_ON / f"{name}.docx")
    return folder


def _drawn(plain: Path, path: Path) -> None:
    sheets = read_grid(Package(plain.read_bytes())).sheets
    if len(sheets) > 1:
        draw_tables(path, *sheets)
    else:
        draw_docx(sheets[0], path)


def _saved(office: Office, path: Path, to: Path) -> Path:
    with office.open_text(path) as document:
        return document.save_as(to)


def _show_as_printed(page: Path) -> None:
    """Drop Calc's marks beside the numbers: by them Writer alone rounds what the page shows, 1.703 to 1.7."""
    page.write_text(_NUMBER_FORMATS.sub("", page.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize("name", MISTAKEN)
def test_the_same_findings(documents: Path, name: str) -> None:
    plain = check_one(documents / "plain" / f"{name}.xlsx")
    assert plain.findings
    for way in WAYS:
        path = documents / way / f"{name}.docx"
        word = check_one(path)
        assert (way, said(word)) == (way, said(plain))
        assert (way, values(word.assessment)) == (way, values(plain.assessment))
        assert (way, _misnamed(word, path)) == (way, [])


def _misnamed(word: Checked, path: Path) -> list[str]:
    """Cells of findings that do not stand in the document where the finding says."""
    tables = docx.Document(str(path)).element.body.xpath(
        ".//w:tbl[not(ancestor::*[local-name()='Fallback'])]"
    )
    wrong = []
    for place in {place for finding in word.findings for place in finding.places}:
        label = word.grid.told(place).label
        named, sheet = _NAMED.fullmatch(label), word.grid.sheet(place.sheet)
        if not named or not sheet:
            wrong.append(label)
            continue
        table, row, cell = (int(number) - 1 for number in named.groups())
        there = "".join(tables[table].tr_lst[row].tc_lst[cell].xpath(".//w:t/text()"))
        here = sheet.text(place.row, place.column)
        if "".join(there.split()) != "".join(here.split()):
            wrong.append(f"{label}: {there} for {here}")
    return wrong


@pytest.mark.parametrize("name", TEMPLATES)
def test_our_own_form(office: Office, tmp_path: Path, name: str) -> None:
    path = draw_own(name, tmp_path)
    with office.open(path, recalculate=True) as workbook:
        page = workbook.save_as(tmp_path / "page.html")
    _show_as_printed(page)
    plain, word = check_one(path), check_one(_saved(office, page, tmp_path / "word.docx"))
    assert (word.form_map.recognised_by, word.form_map.template.id) == ("labels", name)
    assert set(said(plain)) <= set(said(word))
    # a formula that shows nothing yet is an empty cell in a document
    assert {one.code for one in set(said(word)) - set(said(plain))} <= {"XP005"}
