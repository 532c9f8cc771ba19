"""What a run of the bridge needs around it: a quick start, no second run beside it, and a place for the unexpected."""

from __future__ import annotations

import getpass
import hashlib
import importlib
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import IO

NOT_NEEDED = ("pandas", "numpy", "PIL", "matplotlib", "polars", "openpyxl", "xlsxwriter")
"""what xlwings imports where it is installed; the bridge needs none of it"""
_LOG_BYTES = 500_000


def light_xlwings() -> ModuleType:
    """xlwings, without the heavy packages it would look for."""
    kept_out = [name for name in NOT_NEEDED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(kept_out))  # type: ignore[arg-type]  # None is how Python marks them as missing
    try:
        return importlib.import_module("xlwings")
    finally:
        for name in kept_out:
            del sys.modules[name]


@contextmanager
def only_run(book: str, folder: Path | None = None) -> Iterator[bool]:
    """True while no other run works on the same book; the system lets go of the lock however this one ends."""
    key = hashlib.sha256(f"{getpass.getuser()}\n{book.casefold()}".encode()).hexdigest()[:16]
    path = (folder or Path(tempfile.gettempdir())) / f"xlperf-{key}.lock"
    try:
        file = path.open("a+b")
    except OSError:
        # better two runs than none
        yield True
        return
    with file:
        yield _locked(file)


def _locked(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write_log(error: BaseException, folder: Path | None = None) -> Path:
    """Note what went wrong, for whoever is asked about it; older notes go when there are many."""
    path = (folder or Path(tempfile.gettempdir())) / "xlperf-bridge.log"
    lines = traceback.format_exception(error)
    now = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    with suppress(OSError):
        if path.exists() and path.stat().st_size > _LOG_BYTES:
            path.unlink()
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{now} Python {sys.version} {sys.platform}\n{''.join(lines)}\n")
    return path
