"""Which LibreOffice is asked first, where several run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from xlperf.bridge.engines.libreoffice_connection import running_programs


def process(processes: Path, number: int, session: int) -> None:
    folder = processes / str(number)
    folder.mkdir()
    command = ["/opt/office/soffice.bin", f"-env:UserInstallation=file:///{number}", ""]
    (folder / "cmdline").write_text("\0".join(command), encoding="utf-8")
    # a name may hold spaces and brackets
    (folder / "stat").write_text(f"{number} (soffice) bin) S 1 {session} {session} 0 -1\n", encoding="utf-8")


def test_the_program_that_was_clicked_in_comes_before_others(tmp_path: Path) -> None:
    """The shell that started us has ended, and left us without a parent: the session still tells whose we are."""
    for number, session in ((400, 400), (300, os.getsid(0)), (200, 200)):
        process(tmp_path, number, session)
    found = [program.profile for program in running_programs(tmp_path)]
    assert found == [f"-env:UserInstallation=file:///{number}" for number in (300, 400, 200)]


def test_a_process_that_has_just_ended_is_passed_over(tmp_path: Path) -> None:
    process(tmp_path, 300, os.getsid(0))
    (tmp_path / "400").mkdir()
    assert len(list(running_programs(tmp_path))) == 1


def test_a_program_of_another_home_is_not_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call would not find it, and start a second one that nobody sees."""
    monkeypatch.setenv("HOME", "/home/王")
    monkeypatch.delenv("TMPDIR", raising=False)
    homes = {300: "HOME=/home/王", 400: "HOME=/home/李", 500: "HOME=/home/王\0TMPDIR=/run/other"}
    for number, said in homes.items():
        process(tmp_path, number, os.getsid(0))
        (tmp_path / str(number) / "cmdline").write_text("/opt/office/soffice.bin\0", encoding="utf-8")
        (tmp_path / str(number) / "environ").write_text(f"LANG=zh_CN.UTF-8\0{said}\0", encoding="utf-8")
    assert [program.pipe.rpartition("-")[2] for program in running_programs(tmp_path)] == ["300"]
