"""A screen without a monitor, with windows, a mouse and a keyboard: Xvfb, openbox and xdotool."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageGrab

from tests.office.closing import Closing
from tests.office.processes import kill_all

R = TypeVar("R")

START_SECONDS, END_SECONDS = 60, 5
TOOLS = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool"}
PAUSE = 0.1


class ScreenError(Exception):
    """A program of the screen is missing or has gone, or what was waited for never came."""


def wait_for(what: str, seconds: float, found: Callable[[], R | None]) -> R:
    """What ``found`` gives once it gives something; ScreenError names what never came."""
    deadline = time.monotonic() + seconds
    while True:
        result = found()
        if result:
            return result
        if time.monotonic() > deadline:
            raise ScreenError(f"not within {seconds} s: {what}")
        time.sleep(PAUSE)


class Screen(Closing):
    """A screen of its own on a free display; nothing of it is left after ``close``."""

    def __init__(self, width: int = 2048, height: int = 1200) -> None:
        missing = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
        if missing:
            raise ScreenError(f"missing: {', '.join(missing)}: run tests/install_tools.sh")
        self.folder = Path(tempfile.mkdtemp(prefix="xlperf-screen-"))
        self._programs: list[subprocess.Popen[bytes]] = []
        try:
            self.display = self._start_display(width, height)
            self._start("openbox", "--sm-disable", environment=self.environment)
            wait_for("the window manager", START_SECONDS, self._is_managed)
        except BaseException:
            self.close()
            raise

    @property
    def environment(self) -> Mapping[str, str]:
        """What a program must be started with to appear here: a home of its own, and no settings of anybody."""
        return {
            "DISPLAY": self.display,
            "FC_LANG": "zh-cn",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PATH": os.defpath,
            "TMPDIR": str(self.folder),
            "SAL_USE_VCLPLUGIN": "gen",
        }

    def _start_display(self, width: int, height: int) -> str:
        reading, writing = os.pipe()
        try:
            size = f"{width}x{height}x24"
            words = ("-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset")
            server = self._start("Xvfb", *words, environment=os.environ, keeps=(writing,))
            number = b""
            deadline = time.monotonic() + START_SECONDS
            while not number.endswith(b"\n"):
                if server.poll() is not None or time.monotonic() > deadline:
                    raise ScreenError(f"Xvfb named no display, status {server.returncode}")
                if select.select([reading], [], [], PAUSE)[0]:
                    number += os.read(reading, 16)
        finally:
            os.close(reading)
            os.close(writing)
        return f":{int(number)}"

    def _start(
        self, program: str, *words: str, environment: Mapping[str, str], keeps: tuple[int, ...] = ()
    ) -> subprocess.Popen[bytes]:
        nowhere = subprocess.DEVNULL
        started = subprocess.Popen(
            [program, *words],
            env=dict(environment),
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
            pass_fds=keeps,
            start_new_session=True,
        )
        self._programs.append(started)
        return started

    def _is_managed(self) -> bool:
        return self._tool("get_num_desktops").strip() not in ("", "0")

    def click(self, x: int, y: int) -> None:
        """Press and let go of the left mouse button there."""
        self._tool("mousemove", str(x), str(y))
        self._tool("click", "1")

    def titles(self) -> list[str]:
        """The titles of the windows to be seen."""
        windows = self._tool("search", "--onlyvisible", "--name", ".").split()
        return [title for one in windows if (title := self._tool("getwindowname", one).strip())]

    def picture(self) -> Image.Image:
        """What the screen shows now."""
        return ImageGrab.grab(xdisplay=self.display)

    def _tool(self, *words: str) -> str:
        """xdotool's answer; a window that is gone by now is no answer."""
        done = subprocess.run(
            ["xdotool", *words],
            env=dict(self.environment),
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
        )
        return done.stdout

    def close(self) -> None:
        """End all programs that were started here or by those, and remove the folder."""
        kill_all(self.folder)
        for program in reversed(self._programs):
            program.terminate()  # in peace, so that Xvfb removes its lock and its socket
            with suppress(subprocess.TimeoutExpired):
                program.wait(END_SECONDS)
            program.kill()
            program.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
