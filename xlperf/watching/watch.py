"""The watch: looks into the folder again and again, has files checked when they are ready, and says what came of it.

Time, folder, check and console are given, so that all of it can be tried without waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlperf.validation import Result
from xlperf.watching.checking import Outcome, State
from xlperf.watching.listing import FolderGone, Listing
from xlperf.watching.sentences import Tally, closing_line, outcome_line, style, unreadable_line
from xlperf.watching.waiting import Waiting

POLL = 5.0
"""seconds after which the folder is looked into again though nothing was announced: network drives announce little"""
_GONE = 2.0
"""seconds between two looks for a folder that is gone"""
_SLICE = 1.0
"""seconds of checking after which the folder is looked into again: who saves one file does not wait behind thousands"""
_TRIES_BEFORE_SAYING = 2
"""a file just being saved is locked for a moment, which is nobody's concern"""


@dataclass(frozen=True)
class Surroundings:
    """What the watch sees and does outside itself."""

    clock: Callable[[], float]
    listing: Callable[[], Listing]
    check: Callable[[Path], Outcome]
    say: Callable[[Path | None, str, str], None]
    """prints a line about a file, or about none, in a style"""
    stopped: Callable[[], bool]


class Watch:
    """One watched folder."""

    def __init__(self, folder: Path, outside: Surroundings) -> None:
        self._folder = folder
        self._outside = outside
        self._waiting = Waiting()
        self._gone = False
        self._closed: frozenset[Path] = frozenset()
        self._said: dict[Path, str] = {}
        self._latest: dict[Path, Tally] = {}
        self._checks = 0
        self._current: set[Path] = set()
        self._caught_up = False

    def turn(self) -> float:
        """Look into the folder and check what is ready; how many seconds to wait, unless something is announced."""
        started = self._outside.clock()
        if not self._look(started):
            return _GONE
        looked = self._outside.clock() - started
        until = self._outside.clock() + _SLICE
        for path in self._waiting.due(started):
            self._one(path)
            if self._outside.stopped() or self._outside.clock() >= until:
                break
        self._say_caught_up()
        return self._pause(looked)

    def close(self) -> None:
        """Say what was done."""
        waiting = self._waiting
        line = closing_line(
            self._latest.values(),
            self._checks,
            len(self._current - self._latest.keys()),
            len(waiting.untried),
            [path.name for path in waiting.held_up],
        )
        self._outside.say(None, line, "bold")

    def _look(self, now: float) -> bool:
        try:
            listing = self._outside.listing()
        except FolderGone:
            if not self._gone:
                self._gone = True
                self._say(
                    f"文件夹“{self._folder}”打不开了（可能被移走、改名，或者网络盘断开），等它恢复后自动继续。",
                    "yellow",
                )
            return False
        if self._gone:
            self._gone = False
            self._say(f"文件夹“{self._folder}”又能打开了，继续监视。", "")
        for folder in sorted(listing.closed - self._closed):
            self._say(f"没有权限打开文件夹“{folder}”，里面的文件没有校验。", "yellow")
        self._closed = listing.closed
        self._waiting.see(listing.files, now)
        return True

    def _one(self, path: Path) -> None:
        outcome = self._outside.check(path)
        now = self._outside.clock()
        match outcome.state:
            case State.UNFINISHED:
                if self._waiting.unfinished(path, now):
                    return
                self._tell(
                    path, outcome.results, f"{unreadable_line(outcome.results)}文件再次保存后会重新校验。"
                )
            case State.UNREADABLE:
                self._tell(path, outcome.results, outcome_line(outcome.results))
            case State.CHECKED:
                self._tell(path, outcome.results, _with(outcome.results, outcome.sentence))
            case State.LOCKED:
                if self._waiting.locked(path, now) >= _TRIES_BEFORE_SAYING:
                    self._once(path, f"{outcome.sentence}（之后会自动校验，不用重新启动。）")
                return
            case State.REFUSED:
                self._waiting.refused(path, now)
                self._once(
                    path, f"{_with(outcome.results, outcome.sentence)}（之后会自动写入，不用重新启动。）"
                )
                return
            case State.CURRENT:
                self._current.add(path)
            case State.ASIDE:
                pass
        self._said.pop(path, None)
        self._waiting.settle(path)

    def _tell(self, path: Path, results: Sequence[Result], line: str) -> None:
        self._checks += 1
        self._latest[path] = Tally.of(results)
        self._outside.say(path, line, style(results) if results else "red")

    def _once(self, path: Path, line: str) -> None:
        if self._said.get(path) != line:
            self._said[path] = line
            self._outside.say(path, line, "yellow")

    def _say(self, line: str, colour: str) -> None:
        self._outside.say(None, line, colour)

    def _say_caught_up(self) -> None:
        """After the files that were there at the start: now it is quiet until somebody saves one."""
        if self._caught_up or self._waiting.untried:
            return
        self._caught_up = True
        current = f"，{len(self._current)}份的结果原已是最新" if self._current else ""
        self._say(f"现有的文件看完了：校验了{len(self._latest)}份{current}。等待新保存的文件……", "")

    def _pause(self, looked: float) -> float:
        # a folder that takes long to look into is looked into less often
        poll = max(POLL, 20 * looked)
        due = self._waiting.next_due()
        if due is None:
            return poll
        return min(max(due - self._outside.clock(), 0), poll)


def _with(results: Sequence[Result], sentence: str) -> str:
    return "".join(part for part in (outcome_line(results) if results else "", sentence) if part)
