"""The launcher in LibreOffice, with Pythons that only write down how they were called."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.macros.macro_office import MacroBook
from tests.macros.sentences import SENTENCES

SECONDS = 10
# $1 is -P; a probe is "-c", a start "-m"
RECORDER = """#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word"; done >>'{calls}'
echo -- >>'{calls}'
{rest}
"""
HAS_XLPERF, LACKS_XLPERF = "exit 0", 'test "$2" = -c && exit 1'
Put = Callable[..., Path]


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """Where the programs write down their arguments."""
    return tmp_path / "calls"


@pytest.fixture
def put(programs: Path, calls: Path) -> Iterator[Put]:
    """Put a program on the PATH, or into another folder."""
    made = []

    def put_one(name: str, rest: str = HAS_XLPERF, folder: Path = programs) -> Path:
        program = folder / name
        program.write_text(
            RECORDER.format(calls=str(calls).replace("'", "'\\''"), rest=rest), encoding="utf-8"
        )
        program.chmod(0o755)
        made.append(program)
        return program

    yield put_one
    for program in made:
        program.unlink()


def _started(calls: Path) -> list[str]:
    """The arguments of the start, which goes on when the macro has ended."""
    until = time.monotonic() + SECONDS
    text = ""
    while time.monotonic() < until:
        text = calls.read_text(encoding="utf-8") if calls.exists() else ""
        for call in text.split("--\n"):
            words = call.splitlines()
            if words and "-c" not in words:
                return words
        time.sleep(0.02)
    raise AssertionError(f"nothing was started: {text!r}")


def _start(book: MacroBook) -> str:
    """What the launcher would say in a window."""
    source = (
        'Public Function Start() As String\nStart = StartBridge(Array("validate", "--wb=x"))\nEnd Function\n'
    )
    book.add_module("Starting", source)
    return str(book.call("Starting.Start"))


@pytest.mark.parametrize(
    ("macro", "action"),
    [
        ("XlperfValidate", "validate"),
        ("XlperfClear", "clear"),
        ("XlperfNormalise", "normalise"),
        ("XlperfNext", "next"),
        ("XlperfNotice", "notice"),
        ("XlperfReport", "report"),
        ("XlperfAbout", "about"),
    ],
)
def test_buttons_start_the_bridge(book: MacroBook, put: Put, calls: Path, macro: str, action: str) -> None:
    """Every button starts its action on its own workbook, whatever signs are in its path."""
    put("python3")
    book.call(f"XlperfLauncher.{macro}")
    words = _started(calls)
    path = next(word for word in words if word.startswith("--wb=")).removeprefix("--wb=")
    assert words[:4] == ["-P", "-m", "xlperf.bridge", action]
    assert Path(path).is_file()
    assert Path(path).name == book.name == "项目 90%.xlsm"
    assert words[5:] == ["--from_xl=1", "--hwnd=", "--app=libreoffice", "--hands=xlperf.hands"]


def test_the_macro_does_not_wait(book: MacroBook, put: Put, calls: Path) -> None:
    """The bridge is answered only when the macro has ended: waiting for it would be for ever."""
    go = calls.with_name("go")
    put("python3", f'if test "$2" = -m; then until test -e "{go}"; do :; done; fi')
    begun = time.monotonic()
    try:
        assert _start(book) == ""
        taken = time.monotonic() - begun
        assert _started(calls)
    finally:
        go.touch()
    assert taken < SECONDS / 2


def test_no_python(book: MacroBook) -> None:
    assert _start(book) == SENTENCES["SayNoPython"]


def test_python_without_xlperf(book: MacroBook, put: Put, calls: Path) -> None:
    """Both Pythons are asked; none is started."""
    put("python3", LACKS_XLPERF)
    put("python", LACKS_XLPERF)
    assert _start(book) == SENTENCES["SayNoXlperf"]
    assert calls.read_text().count("import xlperf") == 2
    assert "-m" not in calls.read_text().split()


def test_the_second_python_has_it(book: MacroBook, put: Put, calls: Path) -> None:
    put("python3", LACKS_XLPERF)
    put("python")
    assert _start(book) == ""
    assert _started(calls) == ["-P", "-m", "xlperf.bridge", "validate", "--wb=x"]


def test_only_the_program_is_there(book: MacroBook, put: Put, calls: Path) -> None:
    """An xlperf on the PATH does, with another Python or none."""
    put("python3", LACKS_XLPERF)
    put("xlperf")
    assert _start(book) == ""
    assert _started(calls) == ["bridge", "validate", "--wb=x"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_settings_beside_the_workbook(
    book: MacroBook, put: Put, calls: Path, tmp_path: Path, encoding: str
) -> None:
    """Written with any editor, the path of a Python with all that a path can have; the PATH is not asked."""
    put("python3", "exit 3")
    folder = tmp_path / "自评 '表'"
    chosen = put("派 thon3", folder=folder)
    text = f"; 设置\r\n[other]\r\npython=/nowhere\r\n[xlperf]\r\nPython = {chosen}\r\n"
    (folder / "xlperf.ini").write_bytes(text.encode(encoding))
    assert _start(book) == ""
    assert _started(calls) == ["-P", "-m", "xlperf.bridge", "validate", "--wb=x"]
    assert calls.read_text().count("-P\n") == 2


def test_settings_that_do_not_work_are_named(book: MacroBook, put: Put, tmp_path: Path) -> None:
    """What somebody wrote down is not passed over in silence for another Python."""
    put("python3")
    (tmp_path / "自评 '表'" / "xlperf.ini").write_text("[xlperf]\npython=/没有/python\n", encoding="utf-8")
    assert _start(book) == SENTENCES["SayBadSetting"] + "/没有/python"


def test_the_name_in_the_workbook(book: MacroBook, put: Put, calls: Path, tmp_path: Path) -> None:
    """A cell called xp_python comes before the settings file."""
    chosen = put("own python", folder=tmp_path)
    (tmp_path / "自评 '表'" / "xlperf.ini").write_text("[xlperf]\npython=/nowhere\n")
    book.set("附表", "B2", str(chosen))
    assert book.run("name\txp_python\t附表\tB2") == ""
    assert _start(book) == ""
    assert _started(calls) == ["-P", "-m", "xlperf.bridge", "validate", "--wb=x"]


def test_nothing_stays_behind(book: MacroBook, put: Put) -> None:
    """The file with sh's answer is removed."""
    put("python3")
    assert _start(book) == ""
    book.add_module(
        "Asking", 'Public Function Folder() As String\nFolder = Environ("TMPDIR")\nEnd Function\n'
    )
    folder = Path(str(book.call("Asking.Folder")))
    assert folder.is_dir()
    assert list(folder.glob("xlperf-start-*")) == []
