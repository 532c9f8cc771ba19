"""Installing on computers that are not here: what lies where afterwards, and what is left after uninstalling."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.addin.addins import named_value
from tests.addin.stand_ins import macros_folder
from xlperf.addin.install import install, uninstall
from xlperf.addin.package import addin
from xlperf.addin.places import Computer, places, this_computer
from xlperf.errors import FileBusy, UsageError

WINDOWS_PYTHON = r"C:\Users\张三\AppData\Local\Programs\Python\Python311\python.exe"
XLSTART = "AppData/Roaming/Microsoft/Excel/XLSTART/xlperf.xlam"
ACCOUNT = "AppData/Roaming/xlperf/xlperf.ini"
STARTUP = (
    "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel/xlperf.xlam"
)
SCRIPT = "Library/Application Scripts/com.microsoft.Excel/xlperf.applescript"
SUPPORT = "Library/Application Support/xlperf/xlperf.ini"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "张三"
    folder.mkdir()
    return folder


@pytest.fixture
def windows(home: Path) -> Computer:
    return Computer(
        "win32", {"APPDATA": str(home / "AppData" / "Roaming")}, home, WINDOWS_PYTHON, r"C:\Python311"
    )


@pytest.fixture
def mac(home: Path) -> Computer:
    return Computer("darwin", {}, home, "/Users/zhang/venv/bin/python", "/usr/local")


@pytest.fixture
def macros(tmp_path: Path) -> Path:
    return macros_folder(tmp_path / "macros")


def files(home: Path) -> dict[str, bytes]:
    return {
        path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()
    }


def test_windows(windows: Computer, home: Path, macros: Path) -> None:
    written = install(windows, macros)
    assert {path.relative_to(home).as_posix() for path in written} == {XLSTART, ACCOUNT} == set(files(home))
    assert files(home)[XLSTART] == addin(macros, python=WINDOWS_PYTHON)
    # Excel opens everything that lies there
    assert [one.name for one in (home / XLSTART).parent.iterdir()] == ["xlperf.xlam"]


def test_mac(mac: Computer, home: Path, macros: Path) -> None:
    written = install(mac, macros)
    assert {path.relative_to(home).as_posix() for path in written} == {STARTUP, SCRIPT, SUPPORT}
    assert files(home)[SCRIPT] == (macros / "xlperf.applescript").read_bytes()
    assert files(home)[STARTUP] == addin(macros, python=mac.python)


def test_the_macros_are_told_exactly_this_python(windows: Computer, home: Path, macros: Path) -> None:
    install(windows, macros)
    assert f"[xlperf]\r\npython={WINDOWS_PYTHON}\r\n" in files(home)[ACCOUNT].decode()
    assert named_value(files(home)[XLSTART], "xp_python") == WINDOWS_PYTHON


def test_without_the_variable_the_usual_folder_is_taken(windows: Computer, home: Path) -> None:
    assert places(replace(windows, environment={})).addin == home / XLSTART
    assert places(replace(windows, environment={"APPDATA": ""})).addin == home / XLSTART


@pytest.mark.parametrize("platform", ["linux", "freebsd14", "cygwin"])
def test_elsewhere_a_sentence_says_what_it_is_for(platform: str, windows: Computer, home: Path) -> None:
    for action in (install, uninstall):
        with pytest.raises(UsageError, match=re.escape("xlperf validate")):
            action(replace(windows, platform=platform))
    assert files(home) == {}


def test_installing_again_changes_nothing(windows: Computer, home: Path, macros: Path) -> None:
    install(windows, macros)
    before = files(home)
    install(windows, macros)
    assert files(home) == before


def test_a_newer_one_takes_the_place_of_ours(windows: Computer, home: Path, macros: Path) -> None:
    install(windows, macros)
    other = replace(windows, python=r"D:\Python313\python.exe")
    install(other, macros)
    assert files(home)[XLSTART] == addin(macros, python=other.python)
    assert uninstall(other).kept == ()
    assert files(home) == {}


@pytest.mark.parametrize("system", ["windows", "mac"])
def test_uninstalling_leaves_nothing_of_ours(
    system: str, home: Path, macros: Path, request: pytest.FixtureRequest
) -> None:
    computer: Computer = request.getfixturevalue(system)
    at = places(computer)
    (at.addin.parent).mkdir(parents=True)
    neighbour = at.addin.with_name("PERSONAL.XLSB")
    neighbour.write_bytes(b"theirs")
    before = files(home)
    written = install(computer, macros)
    removed = uninstall(computer)
    assert (set(removed.gone), removed.kept) == (set(written), ())
    assert files(home) == before
    assert not at.settings.parent.exists()
    again = uninstall(computer)
    assert (again.gone, again.kept) == ((), ())


@pytest.mark.parametrize("name", [XLSTART, ACCOUNT])
def test_what_somebody_changed_stays(name: str, windows: Computer, home: Path, macros: Path) -> None:
    install(windows, macros)
    (home / name).write_bytes(files(home)[name].replace(b"python", b"Python") + b" ")
    changed = files(home)[name]
    with pytest.raises(UsageError, match="没有覆盖"):
        install(windows, macros)
    removed = uninstall(windows)
    assert home / name in removed.kept
    assert files(home)[name] == changed


@pytest.mark.parametrize("name", [XLSTART, ACCOUNT])
def test_files_of_others_are_neither_overwritten_nor_removed(
    name: str, windows: Computer, home: Path, macros: Path
) -> None:
    (home / name).parent.mkdir(parents=True)
    (home / name).write_bytes(b"[xlperf]\npython=D:\\python.exe\n")
    before = files(home)
    with pytest.raises(UsageError, match=re.escape(Path(name).name)):
        install(windows, macros)
    assert uninstall(windows).kept == (home / name,)
    assert files(home) == before


def test_the_settings_of_another_folder_cannot_have_files_removed(
    windows: Computer, home: Path, macros: Path
) -> None:
    install(windows, macros)
    theirs = home / "重要.xlsx"
    theirs.write_bytes(files(home)[XLSTART])
    uninstall(windows)
    assert set(files(home)) == {"重要.xlsx"}


def test_python_from_the_store_cannot_reach_excel(windows: Computer, home: Path, macros: Path) -> None:
    base = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.11_3.11.2544.0_x64__qbz5n2kfra8p0"
    with pytest.raises(UsageError, match=r"微软应用商店.*XLSTART"):
        install(replace(windows, base=base), macros)
    assert files(home) == {}


def test_while_excel_has_it_open_a_sentence_says_what_to_do(
    windows: Computer, home: Path, macros: Path
) -> None:
    install(windows, macros)
    lock = (home / XLSTART).with_name("~$xlperf.xlam")
    lock.write_bytes(b"")
    before = files(home)
    newer = replace(windows, python="D:\\python.exe")
    with pytest.raises(FileBusy, match="退出所有 Excel"):
        install(newer, macros)
    with pytest.raises(FileBusy, match="退出所有 Excel"):
        uninstall(windows)
    assert files(home)[XLSTART] == before[XLSTART]
    lock.unlink()
    # what was left half-way is still known to be ours
    install(newer, macros)
    assert files(home)[XLSTART] == addin(macros, python=newer.python)
    uninstall(newer)
    assert files(home) == {}


def test_a_file_windows_will_not_replace_is_told_the_same(
    windows: Computer, home: Path, macros: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(windows, macros)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(FileBusy, match="退出所有 Excel"):
        uninstall(windows)
    assert set(files(home)) == {XLSTART, ACCOUNT}


def test_a_folder_that_cannot_be_made_is_told(windows: Computer, home: Path, macros: Path) -> None:
    (home / "AppData").write_text("a file where a folder should be")
    with pytest.raises(UsageError, match="建不了文件夹"):
        install(windows, macros)


def test_a_folder_in_place_of_the_file_is_told(windows: Computer, home: Path, macros: Path) -> None:
    (home / XLSTART).mkdir(parents=True)
    with pytest.raises(FileBusy, match="读不了"):
        install(windows, macros)


def test_this_computer_is_the_one_that_runs_this() -> None:
    computer = this_computer()
    assert Path(computer.python).exists()
    assert computer.home == Path.home()
