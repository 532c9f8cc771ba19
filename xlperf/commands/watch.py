"""``xlperf watch``"""

from __future__ import annotations

import queue
import signal
import sys
import time
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from types import FrameType

from rich.console import Console
from rich.text import Text

from xlperf.commands.validate import recognised_by
from xlperf.errors import UsageError
from xlperf.forms import template as template_named
from xlperf.generation import prepare_folder
from xlperf.profiles import profile as profile_named
from xlperf.watching.alarm import Alarm
from xlperf.watching.checking import Checking, Way
from xlperf.watching.listing import list_folder
from xlperf.watching.watch import POLL, Surroundings, Watch
from xlperf.workbook.replace import exists

OUTPUT = "已校验"
"""the folder of the copies inside the watched one, unless another is named"""
_GATHER = 0.3
"""seconds to wait after a change: they come in crowds"""
_NAP = 0.5
"""on Windows, Ctrl-C is only noticed between two naps"""
_PATIENCE = 1.0
"""seconds after which a second signal means it; closing a window sends several at once"""


class _Knock(Enum):
    CHANGE = auto()
    STOP = auto()


def run(
    folder: Path, output: Path | None, write_back: bool, profile: str | None, template: str | None
) -> None:
    """Watch until Ctrl-C or SIGTERM."""
    way = _way(folder, output, write_back, profile, template)
    if way.output is not None:
        prepare_folder(way.output)
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        # a log is read while it grows, and by other programs
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    say = _Speaker(way.folder)
    door = _Door()
    where = (
        f"结果写进副本，放在“{way.output}”" if way.output else "结果写回原文件（打开着的，等关闭以后再写）"
    )
    watch = Watch(
        way.folder,
        Surroundings(
            time.monotonic,
            lambda: list_folder(way.folder, way.output),
            Checking(way).check,
            say,
            lambda: door.closing,
        ),
    )
    with door:
        say(None, f"正在监视“{way.folder}”和它的子文件夹，{where}。按 Ctrl-C 结束。", "bold")
        with Alarm(
            way.folder, way.output, door.knock, lambda why: say(None, _silent(why), "yellow")
        ) as alarm:
            while not door.closing:
                alarm.tend()
                door.wait(watch.turn())
        watch.close()


def _silent(why: str) -> str:
    return f"系统不能通知文件的变化（{why}），改为每{POLL:g}秒看一次，其他照常。"


def _way(
    folder: Path, output: Path | None, write_back: bool, profile: str | None, template: str | None
) -> Way:
    if write_back and output is not None:
        raise UsageError("“--write-back”和“-o”只能用一个：前者写回原文件，后者另存副本。")
    if not exists(folder):
        raise UsageError(f"找不到“{folder}”，请检查路径是否写对。")
    if not folder.is_dir():
        raise UsageError(f"“{folder}”不是文件夹；要校验一个文件，请用 xlperf validate。")
    watched = folder.absolute()
    asked = template_named(template) if template else None
    used = profile_named(profile) if profile else None
    target = None if write_back else _output(watched, output)
    return Way(watched, target, recognised_by(asked), used, asked)


def _output(folder: Path, named: Path | None) -> Path:
    """The folder of the copies, written the way of ``folder`` where it lies inside."""
    if named is None:
        return folder / OUTPUT
    output, watched = named.resolve(), folder.resolve()
    if output == watched or output in watched.parents:
        raise UsageError(
            f"“{named}”就是被监视的文件夹，或者包含着它，副本会和原文件混在一起；要写回原文件请用“--write-back”，"
            "要副本请换一个文件夹。"
        )
    return folder / output.relative_to(watched) if watched in output.parents else output


class _Speaker:
    """Prints lines with the time, and the file as seen from the watched folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._console = Console(highlight=False, soft_wrap=True)

    def __call__(self, path: Path | None, line: str, style: str) -> None:
        now = datetime.now().astimezone().strftime("%m-%d %H:%M:%S")
        file = f"{path.relative_to(self._folder)}：" if path else ""
        self._console.print(Text(f"{now}　{file}{line}", style=style))


class _Door:
    """Where changes and signals knock. Used with ``with``: so long, signals end the watch and not the program."""

    def __init__(self) -> None:
        # the only queue that a signal handler may use
        self._knocks: queue.SimpleQueue[_Knock] = queue.SimpleQueue()
        self._before: dict[signal.Signals, object] = {}
        self.closing = False
        self._impatient = 0.0

    def __enter__(self) -> _Door:
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            if number := getattr(signal, name, None):
                self._before[number] = signal.signal(number, self._close)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # as the system gave it

    def knock(self) -> None:
        """Something changed."""
        if self._knocks.empty():
            self._knocks.put(_Knock.CHANGE)

    def wait(self, seconds: float) -> None:
        """Until something knocks, or the time is over."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self.closing:
            try:
                self._knocks.get(timeout=min(left, _NAP))
            except queue.Empty:
                continue
            until = min(until, time.monotonic() + _GATHER)

    def _close(self, number: int, frame: FrameType | None) -> None:
        if not self.closing:
            self.closing, self._impatient = True, time.monotonic() + _PATIENCE
        elif time.monotonic() > self._impatient:
            raise KeyboardInterrupt
        self._knocks.put(_Knock.STOP)
