"""The add-in: a workbook Excel takes for an add-in, with ribbon, icons and macros that belong together."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from tests.addin.addins import as_workbook, named_value
from tests.addin.container import Container
from tests.addin.olevba import modules
from tests.addin.stand_ins import macros_folder, public_subs
from tests.office.package import Package
from tests.office.package_lint import lint
from tests.office.schema_check import schema_problems
from tests.office.session import Office
from xlperf.addin.package import DESCRIPTION, PYTHON_NAME, TITLE, addin

EXTENSIBILITY = {
    "customUI/customUI.xml": (
        "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
        "http://schemas.microsoft.com/office/2006/01/customui",
    ),
    "customUI/customUI14.xml": (
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
        "http://schemas.microsoft.com/office/2009/07/customui",
    ),
}
WINDOWS_PYTHON = r"C:\Users\张三\AppData\Local\Programs\Python\Python311\python.exe"


@pytest.fixture(params=["shipped", "stand-ins"])
def package(request: pytest.FixtureRequest, tmp_path: Path) -> Package:
    """The add-in from the shipped sources, and from small ones."""
    folder = macros_folder(tmp_path / "macros") if request.param == "stand-ins" else None
    path = tmp_path / "xlperf.xlam"
    path.write_bytes(addin(folder))
    return Package.read(path)


def test_it_is_a_valid_addin(package: Package) -> None:
    assert lint(package.path) == []
    for version in ("Office2007", "Office2010", "Microsoft365"):
        assert schema_problems([package.path], version) == {package.path: []}
    assert package.content_type(package.workbook) == "application/vnd.ms-excel.addin.macroEnabled.main+xml"


def test_both_ribbons_are_tied_to_the_package_as_excel_looks_for_them(package: Package) -> None:
    kinds = {link.target: link.kind for link in package.links[""]}
    for part, (kind, space) in EXTENSIBILITY.items():
        assert kinds[part] == kind
        assert etree.QName(package.xml[part]).namespace == space


def test_every_picture_of_the_ribbon_is_there(package: Package) -> None:
    for part in EXTENSIBILITY:
        wanted = {str(one.get("image")) for one in package.xml[part].iter("*") if one.get("image")}
        links = {link.id: link.target for link in package.links.get(part, ())}
        assert set(links) == wanted
        for target in links.values():
            with Image.open(io.BytesIO(package.parts[target])) as picture:
                assert (picture.format, picture.size) == ("PNG", (64, 64))
                assert len(picture.convert("RGBA").getcolors(4096) or ()) > 1
            assert posixpath.dirname(target) == "customUI/images"


def test_every_callback_of_the_ribbon_is_a_macro_and_every_button_is_known_to_it(package: Package) -> None:
    sources = modules(package.parts["xl/vbaProject.bin"])
    offered = {name for source in sources.values() for name in public_subs(source)}
    for part in EXTENSIBILITY:
        callbacks = {
            value
            for element in package.xml[part].iter("*")
            for attribute, value in element.attrib.items()
            if str(attribute).startswith(("on", "get", "loadImage"))
        }
        assert callbacks
        assert callbacks <= offered
    if "XlperfWords" in sources:  # the shipped ones
        known = set(re.findall(r'Case "(\w+)"', sources["XlperfRibbon"]))
        for part in EXTENSIBILITY:
            buttons = [one for one in package.xml[part].iter("{*}button") if one.get("onAction")]
            assert {str(one.get("id")) for one in buttons} == known


def test_ids_in_a_ribbon_are_its_own(package: Package) -> None:
    for part in EXTENSIBILITY:
        ids = [one.get("id") for one in package.xml[part].iter("*") if one.get("id")]
        assert len(set(ids)) == len(ids)


def test_it_holds_the_modules_of_a_workbook_and_those_of_the_ribbon(package: Package) -> None:
    project = package.parts["xl/vbaProject.bin"]
    assert list(Container(project).problems()) == []
    names = set(modules(project))
    assert {"ThisWorkbook", "Sheet1", "XlperfLauncher", "XlperfRibbon"} <= names
    assert "Sheet2" not in names


def test_the_dialog_of_addins_names_and_describes_it(package: Package) -> None:
    core = package.xml["docProps/core.xml"]
    assert core.findtext("{http://purl.org/dc/elements/1.1/}title") == TITLE == "绩效自评"
    assert core.findtext("{http://purl.org/dc/elements/1.1/}description") == DESCRIPTION


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    folder = macros_folder(tmp_path / "macros")
    assert addin(folder) == addin(folder)
    assert addin() == addin()
    with zipfile.ZipFile(io.BytesIO(addin(folder))) as package:
        assert {entry.date_time[:3] for entry in package.infolist()} == {(1980, 1, 1)}
        assert package.testzip() is None


def test_the_python_it_starts_stands_in_a_named_cell(tmp_path: Path) -> None:
    folder = macros_folder(tmp_path / "macros")
    path = tmp_path / "xlperf.xlam"
    path.write_bytes(addin(folder, python=WINDOWS_PYTHON))
    assert lint(path) == []
    assert named_value(path.read_bytes(), PYTHON_NAME) == WINDOWS_PYTHON
    assert named_value(addin(folder), PYTHON_NAME) is None


def test_libreoffice_takes_the_macros_in(office: Office, package: Package, tmp_path: Path) -> None:
    # it opens no add-ins, but the same as a workbook
    book = tmp_path / "xlperf.xlsm"
    book.write_bytes(as_workbook(package.path.read_bytes()))
    with office.open(book) as document:
        assert "Public Sub XlperfRibbonClick" in document.macros()["XlperfRibbon"]
