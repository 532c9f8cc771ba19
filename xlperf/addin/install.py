"""Putting the add-in where Excel finds it, and taking away again exactly what was put there."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from xlperf.addin.package import addin
from xlperf.addin.places import Computer, places
from xlperf.addin.settings import known_seals, seal, settings_file, untouched
from xlperf.errors import FileBusy, UsageError
from xlperf.resources import shipped
from xlperf.workbook.replace import exists, lock_sentence, replace_file


@dataclass(frozen=True)
class Removed:
    """What ``uninstall`` took away, and what it left because it is not, or no longer, what was installed."""

    gone: tuple[Path, ...]
    kept: tuple[Path, ...]


def install(computer: Computer, macros: Path | None = None) -> tuple[Path, ...]:
    """Install or renew the add-in, made from the shipped sources or those in ``macros``; the files written, it first.

    UsageError when other files of these names are there, FileBusy while Excel has the add-in open.
    """
    at = places(computer)
    if computer.from_store:
        raise UsageError(
            "这个 Python 来自微软应用商店，Windows 不让它把文件放进 Excel 的文件夹，没有安装。"
            f"请用 xlperf addin build 生成加载项，自己把它复制到“{at.addin.parent}”；"
            "或者改装 python.org 的 Python，再装一次 xlperf。"
        )
    wanted = {at.addin: addin(macros, python=computer.python)}
    if at.script:
        wanted[at.script] = ((macros or shipped("macros")) / at.script.name).read_bytes()
    settings = _read(at.settings)
    before = known_seals(settings or b"")
    after = [seal(data) for data in wanted.values()]
    for path in wanted:
        there = _read(path)
        if there is not None and seal(there) not in before | set(after):
            raise _other(path)
    if settings is not None and not untouched(settings):
        raise _other(at.settings)
    # if something stops this half-way, both what was there and what came is known to be ours
    _write(at.settings, settings_file(computer.python, sorted(before | set(after))))
    for path, data in wanted.items():
        _write(path, data)
    _write(at.settings, settings_file(computer.python, after))
    return (*wanted, at.settings)


def uninstall(computer: Computer) -> Removed:
    """Remove what ``install`` wrote and nobody has changed since; FileBusy while Excel has the add-in open."""
    at = places(computer)
    settings = _read(at.settings)
    ours = known_seals(settings or b"")
    gone, kept = [], []
    for path in filter(None, (at.addin, at.script)):
        data = _read(path)
        if data is not None and seal(data) in ours:
            _remove(path)
            gone.append(path)
        elif data is not None:
            kept.append(path)
    if settings is not None and untouched(settings):
        _remove(at.settings)
        gone.append(at.settings)
        with contextlib.suppress(OSError):  # something else may lie there
            at.settings.parent.rmdir()
    elif settings is not None:
        kept.append(at.settings)
    return Removed(tuple(gone), tuple(kept))


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if exists(path) else None
    except OSError as problem:
        raise FileBusy(f"读不了“{path}”（{problem.strerror or problem}），没有改动。请检查后再试。") from None


def _other(path: Path) -> UsageError:
    return UsageError(
        f"“{path}”已经存在，它不是 xlperf addin install 装的，或装好以后有人改过，没有覆盖。"
        "请确认不再需要它，移走或删除后再试。"
    )


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UsageError(
            f"建不了文件夹“{path.parent}”（{problem.strerror or problem}），请检查权限后再试。"
        ) from None
    try:
        replace_file(path, data)
    except FileBusy:
        raise _busy(path) from None


def _remove(path: Path) -> None:
    if lock_sentence(path):
        raise _busy(path)
    try:
        path.unlink()
    except OSError:
        raise _busy(path) from None


def _busy(path: Path) -> FileBusy:
    return FileBusy(
        f"“{path}”正在使用，或者不能写入，现在不能更换。请退出所有 Excel 窗口，再运行一次这个命令。"
    )
