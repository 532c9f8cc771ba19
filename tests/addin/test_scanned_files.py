"""What a scanner for malicious macros says of the files that people get: nothing that macros/README.md does not explain."""

from __future__ import annotations

import re

import pytest

from tests.addin.olevba import suspicions
from tests.journeys.clean_form import PROFILE, PROJECT
from xlperf.addin.package import addin
from xlperf.forms import template
from xlperf.layout.workbook import plan_workbook
from xlperf.resources import shipped
from xlperf.workbook.draw import draw

TABLE = (shipped("macros") / "README.md").read_text(encoding="utf-8").partition("检查恶意宏")[2]
FILES = {
    "xlperf.xlam": addin,
    "form.xlsm": lambda: draw(plan_workbook(template("national-2020"), PROFILE, PROJECT, macro=True)),
}


@pytest.mark.parametrize("name", FILES)
def test_every_suspicion_is_explained(name: str) -> None:
    explained = {
        word for row in re.findall(r"^\| ([^|]+) \|", TABLE, re.MULTILINE) for word in row.split("、")
    }
    found = suspicions(name, FILES[name]())
    assert ("Suspicious", "CreateObject") in found
    assert {word for _, word in found} <= explained
    assert {kind for kind, _ in found} == {"Suspicious", "IOC"}, (
        "nothing runs by itself when a file is opened"
    )
