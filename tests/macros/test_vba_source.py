"""The lint of the macros finds what it is for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.macros.vba_source import Source, problems, undeclared

SOUND = """Attribute VB_Name = "X"
Option Explicit
' a comment with "a quote
Private Const MOST As Long = 5

Public Function Sum(ByVal first As Long) As Long
    Dim other As Long
    other = MOST
    If first > 0 Then Sum = 1
    If first > MOST Then
        Sum = first + other
    End If
End Function
"""


def _source(folder: Path, text: str) -> Source:
    file = folder / "X.bas"
    file.write_text(text)
    return Source(file)


def test_nothing_is_said_of_a_sound_module(tmp_path: Path) -> None:
    source = _source(tmp_path, SOUND)
    assert list(problems(source)) == []
    assert undeclared(next(source.procedures), source.constants) == set()


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("Option Explicit\n", "", "Option Explicit"),
        ("    End If\n", "", "ends nothing"),
        ("    Dim other As Long\n", "    Dim other As Long\n    Dim spare As Long\n", "spare is not used"),
        ("MOST As Long", "SUM As Long", "two things"),
        ("other", "Mid", "word of the language"),
        ("Dim other", "Dim MOST", "hides a name"),
        ("Dim other", "Dim first", "first twice"),
        ("' a comment", "' a comment " + "x" * 120, "too wide"),
        ("Option Explicit\n", 'Option Explicit\nPrivate Declare Sub Sleep Lib "kernel32"\n', "Declare"),
        ("    other = MOST\n", "    other = " + " + _\n        ".join(["1"] * 26) + "\n", "continuations"),
    ],
)
def test_slips_are_found(tmp_path: Path, old: str, new: str, word: str) -> None:
    assert old in SOUND
    found = list(problems(_source(tmp_path, SOUND.replace(old, new))))
    assert any(word in one for one in found), found


def test_an_undeclared_name_is_found(tmp_path: Path) -> None:
    source = _source(tmp_path, SOUND.replace("    Dim other As Long\n", ""))
    assert undeclared(next(source.procedures), source.constants) == {"other"}


def test_chinese_in_a_source_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "X.bas"
    file.write_text(SOUND.replace("a comment", "说明"), encoding="utf-8")
    with pytest.raises(UnicodeDecodeError):
        list(problems(Source(file)))
