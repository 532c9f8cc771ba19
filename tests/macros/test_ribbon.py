"""The tab of the add-in: every button has a picture and does something, in old and new Office alike."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from tests.macros.vba_source import Source
from xlperf.addin.icons import read_icons
from xlperf.resources import shipped

MACROS = shipped("macros")
NAMESPACES = {
    "customUI14.xml": "http://schemas.microsoft.com/office/2009/07/customui",
    "customUI.xml": "http://schemas.microsoft.com/office/2006/01/customui",
}
MOST_LETTERS = 1024  # of a tip


def _buttons(name: str) -> list[dict[str, str]]:
    root = ET.fromstring((MACROS / "ribbon" / name).read_bytes())
    return [element.attrib for element in root.iter() if element.tag.endswith("}button")]


@pytest.mark.parametrize("name", NAMESPACES)
def test_ribbon_has_its_namespace_and_no_id_twice(name: str) -> None:
    root = ET.fromstring((MACROS / "ribbon" / name).read_bytes())
    assert root.tag == f"{{{NAMESPACES[name]}}}customUI"
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


def test_both_ribbons_are_the_same() -> None:
    new, old = (
        re.sub(r"<!--.*?-->|xmlns=\S+", "", (MACROS / "ribbon" / name).read_text("utf-8"))
        for name in NAMESPACES
    )
    assert new == old


def test_every_button_is_told_apart_and_leads_to_its_macro() -> None:
    """The ids in the ribbon are those that the callback knows, and each starts the macro of its name."""
    code = "\n".join(Source(MACROS / "addin" / "XlperfRibbon.bas").lines)
    cases = dict(re.findall(r'Case "(\w+)": (\w+)', code))
    assert cases == {
        button["id"]: button["id"].replace("xlperf", "Xlperf") for button in _buttons("customUI.xml")
    }
    assert {button["onAction"] for button in _buttons("customUI.xml")} == {"XlperfRibbonClick"}


def test_every_button_has_its_own_picture() -> None:
    images = [button["image"] for button in _buttons("customUI.xml")]
    assert sorted(images) == [icon.name for icon in read_icons()]


def test_every_button_says_what_it_does() -> None:
    """A whole sentence; and nothing that Office would cut."""
    for button in _buttons("customUI.xml"):
        assert button["supertip"].endswith("。")
        assert max(map(len, button.values())) < MOST_LETTERS
        assert button["size"] in {"large", "normal"}
