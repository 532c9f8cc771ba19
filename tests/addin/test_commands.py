"""``xlperf addin`` and ``xlperf generate --macro`` as somebody meets them at the command line."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from tests.office.package_lint import lint
from xlperf import cli
from xlperf.addin.places import Computer
from xlperf.commands.addin import run
from xlperf.errors import UsageError
from xlperf.resources import shipped

LIST = shipped("examples") / "项目清单.xlsx"


@pytest.fixture
def windows(tmp_path: Path) -> Computer:
    return Computer(
        "win32", {"APPDATA": str(tmp_path / "Roaming")}, tmp_path, r"C:\Python311\python.exe", r"C:\Python311"
    )


@pytest.fixture
def mac(tmp_path: Path) -> Computer:
    return Computer("darwin", {}, tmp_path, "/usr/local/bin/python3", "/usr/local")


def called(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    monkeypatch.setattr(sys, "argv", ["xlperf", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_build_writes_the_addin_where_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "新文件夹" / "自评.xlam"
    assert called(monkeypatch, "addin", "build", "-o", path) == 0
    assert lint(path) == []
    assert str(path) in capsys.readouterr().out
    assert called(monkeypatch, "addin", "build", "-o", path) == 0


def test_build_without_a_place_goes_to_dist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert called(monkeypatch, "addin", "build") == 0
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["xlperf.xlam"]
    assert "xlperf addin install" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["xlperf.xlsm", "xlperf", "xlperf.xlam.zip"])
def test_an_addin_of_another_ending_would_not_be_loaded(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.xlam"):
        run("build", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_building_again_replaces_the_former_one(tmp_path: Path) -> None:
    target = tmp_path / "xlperf.xlam"
    run("build", target)
    first = target.read_bytes()
    run("build", target)
    assert target.read_bytes() == first


def test_an_addin_of_others_or_a_signed_one_is_never_overwritten(tmp_path: Path) -> None:
    others, signed = tmp_path / "别人的.xlam", tmp_path / "签过名.xlam"
    others.write_bytes(b"others")
    run("build", signed)
    with zipfile.ZipFile(signed, "a") as package:
        package.writestr("xl/vbaProjectSignature.bin", b"signed")
    for target in (others, signed):
        before = target.read_bytes()
        with pytest.raises(UsageError, match="没有覆盖"):
            run("build", target)
        assert target.read_bytes() == before


@pytest.mark.parametrize("name", ["文件夹", "文件夹.xlam"])
def test_a_folder_is_told_from_a_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(UsageError, match="是一个文件夹，请写加载项的文件名"):
        run("build", tmp_path / name)


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("")
    with pytest.raises(UsageError, match="建不了文件夹"):
        run("build", tmp_path / "dist" / "xlperf.xlam")


def test_installing_says_what_lies_where_and_what_comes_next(
    windows: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    run("install", None, windows)
    said = capsys.readouterr().out
    assert str(windows.home / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / "xlperf.xlam") in said
    assert windows.python in said
    for word in ("退出所有 Excel 窗口再打开", "不用在加载项对话框里打勾", "WPS"):
        assert word in said


def test_on_a_mac_nothing_is_said_of_wps(mac: Computer, capsys: pytest.CaptureFixture[str]) -> None:
    run("install", None, mac)
    said = capsys.readouterr().out
    assert "Startup.localized" in said
    assert "xlperf.applescript" in said
    assert "WPS" not in said


def test_uninstalling_says_what_is_gone_and_what_stays(
    windows: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    run("uninstall", None, windows)
    assert "没有装过" in capsys.readouterr().out
    run("install", None, windows)
    settings = windows.home / "Roaming" / "xlperf" / "xlperf.ini"
    settings.write_text("[xlperf]\npython=mine\n")
    capsys.readouterr()
    run("uninstall", None, windows)
    said = capsys.readouterr().out
    assert f"没有删除：{settings}" in said
    assert "没有装过" not in said


@pytest.mark.parametrize("action", ["install", "uninstall"])
def test_only_building_takes_a_place(action: str, windows: Computer, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="-o 只用于"):
        run(action, tmp_path / "xlperf.xlam", windows)


@pytest.mark.parametrize("words", [("addin",), ("addin", "remove"), ("addin", "install", "-o", "x.xlam")])
def test_what_is_wrong_is_a_sentence(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch, *words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().endswith("。")
    assert "Traceback" not in said.err


def test_where_there_is_no_excel_a_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    linux = Computer("linux", {}, Path("/nowhere"), "/usr/bin/python3", "/usr")
    monkeypatch.setattr("xlperf.commands.addin.this_computer", lambda: linux)
    assert called(monkeypatch, "addin", "install") == 2
    assert "Windows 或 macOS" in capsys.readouterr().err


def test_generating_with_buttons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("generate", LIST, "-t", "shanxi-2022", "-o", tmp_path, "--macro")
    assert called(monkeypatch, *words) == 0
    books = sorted(tmp_path.iterdir())
    assert books
    assert {book.suffix for book in books} == {".xlsm"}
    assert "启用内容" in capsys.readouterr().out
    issued = [book.read_bytes() for book in books]
    assert called(monkeypatch, *words) == 0
    assert [book.read_bytes() for book in books] == issued
    books[0].write_bytes(issued[0] + b" ")
    assert called(monkeypatch, *words) == 2
    assert books[0].name in capsys.readouterr().err
