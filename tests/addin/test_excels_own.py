"""Our projects beside one that Excel itself wrote: the workbook that xlwings gives its beginners."""

from __future__ import annotations

import importlib.util
import re
import zipfile
from pathlib import Path

import pytest

from tests.addin.olevba import modules, streams
from tests.addin.test_project import project_text, records, revealed
from xlperf.addin.sources import read_sources

# what only some projects have: a version of the editor, references
OPTIONAL = {0x4A, 0x0D, 0x0E, 0x16, 0x2F, 0x30, 0x33, 0x3E}
MODULE_STARTS, MODULE_ENDS = 0x19, 0x2B


@pytest.fixture(scope="module")
def excels() -> bytes:
    spec = importlib.util.find_spec("xlwings")
    assert spec is not None
    assert spec.origin is not None
    with zipfile.ZipFile(Path(spec.origin).with_name("quickstart.xlsm")) as book:
        return book.read("xl/vbaProject.bin")


@pytest.fixture(scope="module")
def ours() -> bytes:
    return read_sources().project(2)


def numbers(project: bytes) -> list[int]:
    return [number for number, _ in records(project) if number not in OPTIONAL]


def without_kind(module: list[int]) -> list[int]:
    return [0x21 if number == 0x22 else number for number in module]


def test_it_is_excels_own(excels: bytes) -> None:
    assert not streams(excels)["VBA/_VBA_PROJECT"].startswith(bytes.fromhex("cc61ffff"))


def test_the_records_come_in_the_same_order(excels: bytes, ours: bytes) -> None:
    theirs, mine = numbers(excels), numbers(ours)
    assert mine[: mine.index(MODULE_STARTS)] == theirs[: theirs.index(MODULE_STARTS)]
    one, other = (all_[all_.index(MODULE_STARTS) : all_.index(MODULE_ENDS) + 1] for all_ in (theirs, mine))
    assert without_kind(other) == without_kind(one)
    assert mine[-1] == theirs[-1]


def test_it_does_without_references_to_visual_basic_and_excel_too(excels: bytes) -> None:
    named = b" ".join(content for number, content in records(excels) if number in (0x0D, 0x33))
    assert named
    assert b"{000204EF-" not in named.upper()
    assert b"{00020813-" not in named.upper()


def test_the_settings_come_in_the_same_order(excels: bytes, ours: bytes) -> None:
    def keys(project: bytes) -> list[str]:
        words = re.findall(r"^(?:\w+(?==[^ ])|\[.*\]|&H\w+)", project_text(project), re.MULTILINE)
        kinds = [word for word in words if word not in ("Document", "Module")]
        return [word for word in kinds if not word.startswith(("Sheet", "ThisWorkbook", "Xlperf"))][:9]

    assert keys(ours) == keys(excels)
    assert project_text(ours).count("\r\n") == project_text(ours).count("\n")


def test_both_say_alike_that_nothing_is_protected(excels: bytes, ours: bytes) -> None:
    for project in (excels, ours):
        values = dict(re.findall(r'^(ID|CMG|DPB|GC)="(.*)"\r$', project_text(project), re.MULTILINE))
        key = sum(values["ID"].encode()) & 0xFF
        said = [revealed(values[name]) for name in ("CMG", "DPB", "GC")]
        assert said == [(bytes(4), 2, key), (b"\0", 2, key), (b"\xff", 2, key)]


@pytest.mark.parametrize("name", ["ThisWorkbook", "Sheet1"])
def test_document_modules_have_the_same_attributes(name: str, excels: bytes, ours: bytes) -> None:
    assert modules(ours)[name].strip() == modules(excels)[name].strip()
