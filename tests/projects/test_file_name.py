"""Whatever a project is called, its file lands inside the folder under a name of its own."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xlperf.projects.file_name import MAX_BYTES, file_name, name_key
from xlperf.projects.project import Project

PROJECT = Project("A01", "校舍修缮", "县教育局", "第一中学", 2022)
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(1, 10)),
}


def named(code: str, name: str) -> str:
    """The file name of a project of that code and name."""
    return file_name(replace(PROJECT, code=code, name=name), set())


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("A01", "校舍修缮", "A01_校舍修缮.xlsx"),
        ("校舍修缮", "校舍修缮", "校舍修缮.xlsx"),
        ("A01", "2022/2023年“两免一补”：寄宿生", "A01_2022_2023年“两免一补”：寄宿生.xlsx"),
        ("..", "../../etc/passwd", "_.._etc_passwd.xlsx"),
        ("A01", 'a\\b:c*d?e"f<g>h|i', "A01_a_b_c_d_e_f_g_h_i.xlsx"),
        ("", "", "项目.xlsx"),
        ("NUL", "", "_NUL.xlsx"),
        ("con.1", "x", "_con.1_x.xlsx"),
        ("=1+1", "x", "_=1+1_x.xlsx"),
        ("-rf", "x", "_-rf_x.xlsx"),
        ("~$A01", "x", "_~$A01_x.xlsx"),
        (" A01 ", "校舍\n修缮\x00. ", "A01_校舍 修缮.xlsx"),
        ("A01", "校\u202e舍\u200b", "A01_校舍.xlsx"),
    ],
)
def test_names_are_readable_and_harmless(code: str, name: str, expected: str) -> None:
    assert named(code, name) == expected


def test_a_long_name_is_cut_between_characters_and_keeps_its_code() -> None:
    name = named("303001-22-001", "长" * 500)
    assert name.startswith("303001-22-001_长长长")
    assert name.endswith("长.xlsx")
    assert len(name.encode()) <= MAX_BYTES


def test_names_that_differ_only_in_case_get_numbers() -> None:
    taken: set[str] = set()
    codes = ["a01", "A01", "Ａ01"]
    assert [file_name(replace(PROJECT, code=code), taken) for code in codes] == [
        "a01_校舍修缮.xlsx",
        "A01_校舍修缮-2.xlsx",
        "Ａ01_校舍修缮-3.xlsx",
    ]


def test_files_that_are_there_already_are_left_alone() -> None:
    assert file_name(PROJECT, {name_key("A01_校舍修缮.XLSX")}) == "A01_校舍修缮-2.xlsx"


def test_workbooks_with_macros_have_their_own_ending() -> None:
    assert file_name(PROJECT, set(), ".xlsm") == "A01_校舍修缮.xlsm"


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1, max_size=5))
@example([("长" * 100, "名" * 100), ("长" * 100, "名" * 101)])
@example([("\ud800", "\udfff"), ("\u0300", "\u3000")])
@example([("ß", "İ"), ("SS", "i̇")])
def test_any_text_gives_one_safe_component_of_its_own(texts: list[tuple[str, str]]) -> None:
    taken: set[str] = set()
    names = [file_name(replace(PROJECT, code=code, name=name), taken) for code, name in texts]
    for name in names:
        assert Path(name).name == name
        assert Path("输出", name).resolve().parent == Path("输出").resolve()
        assert len(name.encode()) <= MAX_BYTES
        assert name.endswith(".xlsx")
        assert not set(name) & set('/\\:*?"<>|')
        assert all(unicodedata.category(one)[0] != "C" for one in name)
        assert name[0] not in "=+-@.~ $"
        assert name.split(".")[0].strip().casefold() not in RESERVED
    assert len({name.casefold() for name in names}) == len(names)
    assert len({unicodedata.normalize("NFC", name).upper() for name in names}) == len(names)
