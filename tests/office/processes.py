"""Processes that tests have started, and what they leave when they are killed."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path


def kill_all(home: Path) -> None:
    """End every process whose home is this folder, whoever's child it has become, and remove its sockets."""
    for process in living_in(home):
        sockets = sockets_of(process)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        for socket in sockets:
            socket.unlink(missing_ok=True)


def living_in(home: Path) -> list[int]:
    """The processes whose home is this folder."""
    mark = b"HOME=" + bytes(home)
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # ended meanwhile, or somebody else's
            if mark in environment.read_bytes().split(b"\0"):
                found.append(int(environment.parent.name))
    return found


def sockets_of(process: int) -> list[Path]:
    """The files of the sockets that a process listens at."""
    numbers = set()
    for open_file in Path(f"/proc/{process}/fd").glob("*"):
        with suppress(OSError):
            numbers.add(str(open_file.readlink()).removeprefix("socket:[").removesuffix("]"))
    paths = []
    with suppress(OSError):
        for line in Path(f"/proc/{process}/net/unix").read_text(encoding="utf-8").splitlines():
            words = line.split()
            if len(words) == 8 and words[6] in numbers and words[7].startswith("/"):
                paths.append(Path(words[7]))
    return paths
