"""Replacing a file in one step, so that at every moment there is either the old one or the new one, whole."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from xlperf.errors import FileBusy, UsageError

_NEW_FILE = 0o666
# nobody may write: meant as read-only, even where the superuser could
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` in place of the file, which may be new; FileBusy says why it cannot be, and nothing has changed."""
    path = _real(path)
    sentence = lock_sentence(path) if exists(path) else None
    if sentence:
        raise FileBusy(sentence)
    try:
        _replace(path, data)
    except PermissionError:
        raise FileBusy(
            f"“{path.name}”现在不能写入：它正被其他程序占用，或您没有这个文件夹的写入权限。"
            "请关闭打开它的程序后再试，或用 -o 把结果写到别的文件夹。"
        ) from None
    except OSError as problem:
        raise FileBusy(
            f"“{path.name}”写入失败（{problem.strerror or problem}），原文件没有改动。"
            "请检查磁盘空间和网络盘的连接后再试。"
        ) from None


def lock_sentence(path: Path) -> str | None:
    """Why the file cannot be replaced now, as far as can be seen before trying; None when nothing speaks against."""
    path = _real(path)
    if not exists(path):
        return f"找不到文件“{path.name}”，它可能已被移动或删除。请检查后再试。"
    for lock, program in _locks(path):
        if exists(lock):
            return (
                f"“{path.name}”正在{program}中打开，现在写入会丢失那边的修改。"
                f"请先保存并关闭它再试；如果它并没有打开，请删除同一文件夹里的“{lock.name}”。"
            )
    if not path.stat().st_mode & _WRITABLE or not os.access(path, os.W_OK):
        return f"“{path.name}”是只读文件，不能写入。请取消它的只读属性，或用 -o 把结果写到别的文件夹。"
    if not os.access(path.parent, os.W_OK):
        return (
            f"文件夹“{path.parent}”不能写入，无法更新“{path.name}”。"
            "请把文件复制到有写入权限的文件夹，或用 -o 把结果写到别处。"
        )
    return None


def exists(path: Path) -> bool:
    """Is there something of that name? A name too long for the file system, or in a closed folder, is none."""
    try:
        return path.exists()
    except OSError:
        return False


def _locks(path: Path) -> list[tuple[Path, str]]:
    name = path.name
    return [
        (path.with_name(f"~${name}"), " Excel 或 WPS "),
        (path.with_name(f".~{name}"), " WPS "),
        (path.with_name(f".~lock.{name}#"), " LibreOffice "),
    ]


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        raise UsageError(f"“{path}”是指向自身的链接，无法打开。请改用真实的文件。") from None


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".xlperf-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if exists(path):
            shutil.copymode(path, temporary)
            _keep_owner(path, temporary)
        else:
            temporary.chmod(_NEW_FILE & ~_umask())
        os.replace(temporary, path)  # noqa: PTH105 - tests make just this call fail
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _umask() -> int:
    # it can only be read by setting it
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _keep_owner(path: Path, temporary: Path) -> None:
    if hasattr(os, "chown"):
        before = path.stat()
        # only the superuser may give files away; for everybody else it is their own already
        with contextlib.suppress(OSError):
            os.chown(temporary, before.st_uid, before.st_gid)


def _sync_folder(folder: Path) -> None:
    # a folder cannot be opened for this on Windows, and not synced on some network drives
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
