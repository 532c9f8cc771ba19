"""The line to the LibreOffice that runs: a pipe, which a running program opens when it is asked to."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlperf.bridge.engines.libreoffice_uno import NoUno, is_uno, load_uno, program_folders
from xlperf.errors import XlperfError

PATIENCE = 40.0
"""seconds until a program that was asked to listen has to answer"""
_PAUSE = 0.05
_HANDED_OVER = 10.0
"""seconds in which a call that found a running program has ended"""

NO_PROGRAM = "没有找到 LibreOffice。请确认 LibreOffice 已经安装并正在运行，然后再点一次按钮。"
NO_ANSWER = "LibreOffice 没有应答。请关闭 LibreOffice 里打开的对话框，等它不忙了再点一次；仍然不行时，保存文件、重新启动 LibreOffice 再试。"
NO_UNO = "这台机器上的 Python 不能与 LibreOffice 通信。请让管理员安装 LibreOffice 的 Python 组件（Debian、Ubuntu、统信、麒麟上叫 python3-uno），再点一次按钮。"


class NoOffice(XlperfError):
    """LibreOffice cannot be spoken to; the sentence says what to do."""


def pipe_name() -> str:
    """The pipe of this user: others on the machine have their own."""
    return "xlperf-" + re.sub(r"[^A-Za-z0-9_.-]", "_", getpass.getuser())


@dataclass(frozen=True)
class Office:
    """A LibreOffice that answers: the module ``uno``, its own context, and its desktop with the open documents."""

    uno: Any
    context: Any
    desktop: Any

    def create(self, service: str) -> Any:
        """One of its services."""
        return self.context.ServiceManager.createInstanceWithContext(service, self.context)


@dataclass(frozen=True)
class Program:
    """A LibreOffice that may be asked to listen: what to call, the profile it uses, the pipe it shall open."""

    path: Path
    profile: str | None
    pipe: str


def offices() -> Iterator[Office]:
    """Each LibreOffice that runs here, the likeliest first.

    A program that does not listen yet is asked to.
    """
    try:
        uno: Any = load_uno()
    except NoUno as problem:
        raise NoOffice(NO_UNO) from problem
    office = office_at(uno, pipe_name())
    answered, silent = office is not None, False
    if office is not None:
        yield office
    programs = list(running_programs())
    if not programs and not answered:
        # no list of processes on this system, or the program is one that hides in a box of its own
        path = installed_program()
        if path is None:
            raise NoOffice(NO_PROGRAM)
        programs = [Program(path, None, pipe_name())]
    for program in programs:
        office = listening(uno, program)
        if office is None:
            silent = True
        else:
            yield office
    if silent:
        # the book may be open in the one that did not answer
        raise NoOffice(NO_ANSWER)


def listening(uno: Any, program: Program, patience: float = PATIENCE) -> Office | None:
    """That program, which is asked to listen if it does not; None if it never answers."""
    office = office_at(uno, program.pipe)
    if office is not None:
        return office
    call = ask_to_listen(program)
    deadline = time.monotonic() + patience
    while office is None and time.monotonic() < deadline:
        time.sleep(_PAUSE)
        office = office_at(uno, program.pipe)
    try:
        call.wait(_HANDED_OVER if office else 0)
    except subprocess.TimeoutExpired:
        # the program had ended meanwhile, and the call became one of its own, which nobody sees
        _end(call)
        return None
    return office


def office_at(uno: Any, pipe: str) -> Office | None:
    """The LibreOffice that listens at the pipe; None if none does."""
    try:
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        desktop = remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        return Office(uno, remote, desktop)
    except Exception as problem:
        if not is_uno(problem):
            raise
    return None


def ask_to_listen(program: Program) -> subprocess.Popen[bytes]:
    """Call the program once more: it hands its arguments to the one that runs already, and ends at once.

    That works with the same profile only, which the environment and ``-env:UserInstallation`` decide.
    """
    command = [str(program.path), f"--accept=pipe,name={program.pipe};urp;", "--norestore", "--nologo"]
    command += ["--nodefault", *([program.profile] if program.profile else [])]
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.Popen(
            command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
    except OSError as problem:
        raise NoOffice(NO_PROGRAM) from problem


def _end(call: subprocess.Popen[bytes]) -> None:
    """End a call and the programs it has started."""
    if sys.platform == "win32":
        call.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(call.pid, signal.SIGKILL)
    call.wait()


def installed_program() -> Path | None:
    """The LibreOffice of this machine: on the PATH, else in its usual folders."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    names = ("soffice.exe",) if sys.platform == "win32" else ("soffice",)
    found_ones = (folder / name for folder in program_folders() for name in names)
    return next((path for path in found_ones if path.is_file()), None)


def running_programs(processes: Path = Path("/proc")) -> Iterator[Program]:
    """The LibreOffice that started us, those of our session, then any others of this user."""
    numbers = (int(one.name) for one in processes.glob("[0-9]*"))
    others = sorted(numbers, key=lambda number: (not _of_our_session(processes, number), -number))
    for number in dict.fromkeys([*_parents(processes), *others]):
        folder = processes / str(number)
        try:
            if folder.stat().st_uid != os.getuid():
                continue
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        program = Path(words[0])
        profile = next((word for word in words if word.startswith("-env:UserInstallation=")), None)
        if program.name == "soffice.bin" and program.is_absolute() and _within_reach(folder, profile):
            start = program.with_name("soffice")
            yield Program(start if start.exists() else program, profile, f"{pipe_name()}-{number}")


def _within_reach(process: Path, profile: str | None) -> bool:
    """Would a call of ours find it? Pipes lie in the folder for temporary files, profiles in the home."""
    try:
        said = (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return True
    theirs = dict(word.split(b"=", 1) for word in said if b"=" in word)
    asked = (b"TMPDIR",) if profile else (b"TMPDIR", b"HOME", b"XDG_CONFIG_HOME")
    return all(theirs.get(name) == os.environb.get(name) for name in asked)


def _of_our_session(processes: Path, number: int) -> bool:
    """Was it started together with us? The shell between the program and us has ended, but a session is handed down."""
    try:
        stat = (processes / str(number) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    # behind the name, which stands in brackets and may hold anything: state, parent, group, session
    return stat.rpartition(")")[2].split()[3:4] == [str(os.getsid(0))]


def _parents(processes: Path) -> Iterator[int]:
    number = os.getpid()
    while number > 1:
        try:
            status = (processes / str(number) / "status").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        found = re.search(r"^PPid:\s*(\d+)", status, re.MULTILINE)
        number = int(found[1]) if found else 0
        if number > 1:
            yield number
