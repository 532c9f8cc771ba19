"""Replacing files: whole or not at all, and not under somebody's hands."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from xlperf.errors import FileBusy, UsageError
from xlperf.workbook.replace import lock_sentence, replace_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes and links as on POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file to replace."""
    made = tmp_path / "自评表.xlsx"
    made.write_bytes(b"old")
    return made


def untouched(path: Path) -> bool:
    """Is the old file there, with nothing left over beside it?"""
    return path.read_bytes() == b"old" and not [one for one in path.parent.iterdir() if "xlperf" in one.name]


def test_replaces_in_one_step(path: Path) -> None:
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


@posix
def test_keeps_the_mode_and_follows_links(path: Path, tmp_path: Path) -> None:
    path.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("lock", "program"),
    [("~$自评表.xlsx", "Excel 或 WPS"), (".~自评表.xlsx", "WPS"), (".~lock.自评表.xlsx#", "LibreOffice")],
)
def test_not_while_it_is_open(path: Path, lock: str, program: str) -> None:
    assert lock_sentence(path) is None
    (path.parent / lock).write_bytes(b"")
    with pytest.raises(FileBusy, match=program) as caught:
        replace_file(path, b"new")
    assert str(caught.value) == lock_sentence(path)
    assert "请先保存并关闭" in str(caught.value)
    assert untouched(path)


@posix
def test_not_when_read_only(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(FileBusy, match="只读"):
        replace_file(path, b"new")
    assert untouched(path)


def test_not_in_a_read_only_folder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda place, _mode: Path(place) != path.parent)
    with pytest.raises(FileBusy, match="文件夹"):
        replace_file(path, b"new")
    assert untouched(path)


def test_a_file_may_be_new(path: Path) -> None:
    new = path.with_name("新.xlsx")
    replace_file(new, b"new")
    assert new.read_bytes() == b"new"
    assert stat.S_IMODE(new.stat().st_mode) == stat.S_IMODE(path.stat().st_mode)
    assert "找不到" in str(lock_sentence(path.with_name("没有.xlsx")))
    with pytest.raises(FileBusy, match="写入失败"):
        replace_file(path.parent / "没有的文件夹" / "新.xlsx", b"new")


def test_a_new_file_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileBusy):
        replace_file(tmp_path / "新.xlsx", b"new")
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_name_as_long_as_a_name_can_be(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 83 + ".xlsx")  # with a lock's prefix it would be too long
    path.write_bytes(b"old")
    assert lock_sentence(path) is None
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    too_long = tmp_path / ("长" * 100 + ".xlsx")
    assert "找不到" in str(lock_sentence(too_long))
    with pytest.raises(FileBusy, match="写入失败"):
        replace_file(too_long, b"new")


@posix
def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises((UsageError, FileBusy)):
        replace_file(tmp_path / "a", b"new")


@pytest.mark.parametrize(
    ("call", "problem", "words"),
    [
        ("replace", PermissionError(13, "sharing violation"), "被其他程序占用"),
        ("replace", OSError(5, "I/O error"), "原文件没有改动"),
        ("fsync", OSError(28, "No space left on device"), "磁盘空间"),
    ],
)
def test_failures_leave_the_old_file(
    path: Path, call: str, problem: OSError, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(FileBusy, match=words):
        replace_file(path, b"new")
    assert untouched(path)


def test_an_interruption_leaves_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(path, b"new")
    assert untouched(path)
