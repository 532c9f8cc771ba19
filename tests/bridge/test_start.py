"""Starting the bridge: quick, one at a time, finding the LibreOffice that runs, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.handmade import draw
from tests.journeys.mistaken import MISTAKEN
from xlperf.bridge import __main__ as bridge
from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.engines.libreoffice_connection import Office, Program, listening, running_programs
from xlperf.bridge.engines.libreoffice_uno import is_uno, load_uno
from xlperf.bridge.start import NOT_NEEDED, light_xlwings, only_run, write_log
from xlperf.errors import UsageError

SOFFICE = ("--headless", "--norestore", "--nologo", "--nodefault")


class Own:
    """A LibreOffice as a person started it: with its own profile, listening to nobody."""

    def __init__(self, folder: Path) -> None:
        self.profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        self.environment = os.environ | {"TMPDIR": str(folder), "HOME": str(folder)}
        self._process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            ["/usr/lib/libreoffice/program/soffice.bin", self.profile, *SOFFICE],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @property
    def number(self) -> int:
        return self._process.pid

    def restarted(self) -> None:
        """After setting up a profile LibreOffice asks to be started again."""
        if self._process.poll() is not None:
            self._process = self._started()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="module")
def own() -> Iterator[tuple[Own, Office]]:
    """It, and the line to it once it was asked to listen."""
    # the names of pipes have to be short
    with tempfile.TemporaryDirectory(prefix="xlperf-own-") as folder:
        running = Own(Path(folder))
        before = os.environ.get("TMPDIR")
        try:
            os.environ["TMPDIR"] = folder
            found = None
            deadline = time.monotonic() + 60
            while found is None and time.monotonic() < deadline:
                running.restarted()
                program = next((one for one in running_programs() if one.profile == running.profile), None)
                found = listening(load_uno(), program, 3) if program else None
            assert found is not None, "LibreOffice did not begin to listen"
            yield running, found
        finally:
            running.end()
            os.environ.pop("TMPDIR")
            if before is not None:
                os.environ["TMPDIR"] = before


@pytest.fixture
def form(own: tuple[Own, Office], tmp_path: Path) -> Iterator[Path]:
    """A form with mistakes, open in it."""
    path = draw(MISTAKEN["annex_3"], tmp_path / "自评 表.xlsx")
    model = own[1].desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, ())
    yield path
    model.close(True)


def run(own: tuple[Own, Office], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xlperf.bridge", *words],
        env=own[0].environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_click_from_outside_marks_the_open_book(own: tuple[Own, Office], form: Path) -> None:
    done = run(own, "validate", "--app=libreoffice", f"--wb={form}", "--from_xl=1", "--hwnd=0")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    model = next(one for one in [*own[1].desktop.Components] if one.Title == form.name)
    marks = model.Sheets.getByName("_xlperf").getCellRangeByName("D2:F40").getDataArray()
    assert any(cell.startswith("Sheet1!") for row in marks for cell in row)
    assert "校验结果" in model.Sheets.ElementNames
    # only what is open has changed
    assert load_workbook(form).sheetnames == ["Sheet1"]


def test_a_book_that_is_not_open(own: tuple[Own, Office], form: Path) -> None:
    other = form.parent / "别处"
    other.mkdir()
    done = run(own, "validate", f"--wb={other / form.name}")
    assert done.returncode == 1
    assert done.stderr == f"没有找到正在打开的“{form.name}”。请确认这个文件还开着，切换到它，再点一次按钮。\n"


def test_a_second_click_does_nothing(own: tuple[Own, Office], form: Path) -> None:
    with only_run(str(form), Path(own[0].environment["TMPDIR"])) as alone:
        assert alone
        done = run(own, "validate", f"--wb={form}")
    assert done.returncode == 1
    model = next(one for one in [*own[1].desktop.Components] if one.Title == form.name)
    assert model.Sheets.ElementNames == ("Sheet1",)


def test_a_lock_does_not_outlive_its_run(tmp_path: Path) -> None:
    with only_run("表.xlsx", tmp_path) as first, only_run("表.XLSX", tmp_path) as second:
        assert (first, second) == (True, False)
        with only_run("别的.xlsx", tmp_path) as other:
            assert other
    assert list(tmp_path.iterdir())  # left behind, as after a crash
    with only_run("表.xlsx", tmp_path) as again:
        assert again
    with only_run("表.xlsx", tmp_path / "没有这个文件夹") as anyway:
        assert anyway


def test_nothing_heavy_is_imported() -> None:
    heavy = json.dumps(NOT_NEEDED)
    script = (
        "import json, sys\n"
        "from xlperf.bridge.__main__ import light_xlwings\n"
        "light_xlwings()\n"
        "import xlperf.bridge.attach, xlperf.bridge.session, xlperf.bridge.engines.libreoffice, xlperf.bridge.engines.wps\n"
        f"print(json.dumps([one for one in {heavy} if sys.modules.get(one)]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_modules_kept_out_can_be_imported_later() -> None:
    light_xlwings()
    assert not [name for name in NOT_NEEDED if name in sys.modules and sys.modules[name] is None]


def test_arguments_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(bridge, "show_message", said.append)
    assert bridge.main(["dance"]) == 2
    assert bridge.main(["validate"]) == 2
    assert [sentence[:5] for sentence in said] == ["不认识的操", "没有说明是"]


def test_the_unexpected_ends_in_a_sentence_and_a_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def broken(*_: object) -> int:
        raise ZeroDivisionError("意外")

    monkeypatch.setattr(bridge, "show_message", said.append)
    monkeypatch.setattr(bridge, "_run", broken)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert bridge.main(["validate", "--wb=/表.xlsx"]) == 2
    log = tmp_path / "xlperf-bridge.log"
    assert f"请把“{log}”发给维护人员" in said[0]
    assert "ZeroDivisionError: 意外" in log.read_text(encoding="utf-8")


def test_an_open_box_keeps_no_click_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    free: list[bool] = []

    class Book:
        def __init__(self) -> None:
            self.app = self

        def alert(self, sentence: str, title: str) -> None:
            with only_run("/表.xlsx") as alone:
                free.append(alone)

    monkeypatch.setattr(bridge, "_run", lambda *_: bridge.Outcome(1, Book(), "一句话"))  # type: ignore[arg-type]
    assert bridge.main(["validate", "--wb=/表.xlsx"]) == 1
    assert free == [True]


def test_a_long_log_begins_anew(tmp_path: Path) -> None:
    log = tmp_path / "xlperf-bridge.log"
    log.write_text("旧" * 300_000, encoding="utf-8")
    assert write_log(UsageError("新"), tmp_path) == log
    assert "旧" not in log.read_text(encoding="utf-8")
    write_log(UsageError("再来"), tmp_path)
    assert log.read_text(encoding="utf-8").count("UsageError") == 2


def test_programs_are_found_among_the_processes(tmp_path: Path) -> None:
    def process(number: int, *words: str) -> None:
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "cmdline").write_bytes("\0".join([*words, ""]).encode())

    process(70, "/opt/办公/program/soffice.bin", "--calc", "-env:UserInstallation=file:///home/王")
    process(80, "/usr/bin/python3", "soffice.bin")
    process(90, "/usr/lib/libreoffice/program/soffice.bin", "--writer")
    process(91, "soffice.bin")
    (tmp_path / "100").mkdir()
    found = list(running_programs(tmp_path))
    assert [one.profile for one in found] == [None, "-env:UserInstallation=file:///home/王"]
    assert [one.pipe.rpartition("-")[2] for one in found] == ["90", "70"]
    assert found[1].path == Path("/opt/办公/program/soffice.bin")


def test_a_program_that_never_answers() -> None:
    silent = Program(Path("/bin/true"), None, "xlperf-nobody-listens")
    assert listening(load_uno(), silent, 0.2) is None


def test_a_call_that_finds_nobody_and_starts_a_program_is_ended(tmp_path: Path) -> None:
    started = tmp_path / "soffice"
    started.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {tmp_path}/child\nwait\n")
    started.chmod(0o755)
    assert listening(load_uno(), Program(started, None, "xlperf-nobody-listens"), 5) is None
    child = Path("/proc") / (tmp_path / "child").read_text().strip() / "cmdline"
    deadline = time.monotonic() + 30
    while _lives(child):
        assert time.monotonic() < deadline, "it still runs"
        time.sleep(0.05)


def _lives(command: Path) -> bool:
    """Nothing but its number may be left, where whoever inherits it has not buried it yet."""
    try:
        return command.read_bytes() != b""
    except OSError:
        return False


def test_uno_leaves_the_imports_of_others_alone() -> None:
    load_uno()
    assert __import__.__module__ == "builtins"
    assert not any(folder.endswith("dist-packages") and "python3/" in folder for folder in sys.path)


def test_errors_of_uno_are_told_from_ours() -> None:
    unknown: Any = load_uno().getClass("com.sun.star.lang.DisposedException")
    assert is_uno(unknown("zu", None))
    assert not is_uno(EngineError("closed"))


def test_the_command_line_leads_to_the_same_door() -> None:
    command = [sys.executable, "-m", "xlperf", "bridge", "dance", "--wb=/表.xlsx", "--unknown=1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("不认识的操作“dance”。")
    listed = subprocess.run(
        [sys.executable, "-m", "xlperf", "--help"], capture_output=True, text=True, check=True
    )
    assert "bridge" not in listed.stdout
