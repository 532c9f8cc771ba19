"""When each file is to be checked. Pure: the time and what lies in the folder are told, nothing is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xlperf.watching.listing import Look

SETTLE = 1.0
"""seconds that a file must have looked the same before it is read"""
UNFINISHED = (1.0, 2.0, 4.0, 8.0, 15.0)
"""pauses before a file is read again that seems half-written; after them it is taken as it is"""
LOCKED = 2.0
"""the pause before a file is tried again that is open elsewhere: trying costs next to nothing"""
_REFUSED, _LONGEST = 5.0, 120.0


@dataclass(frozen=True)
class Entry:
    """A file to be checked: how it looks, since when, how often that was tried, and when it is due."""

    look: Look
    noticed: float
    due: float
    tries: int = 0


class Waiting:
    """The files that are new or changed since they were settled."""

    def __init__(self) -> None:
        self._settled: dict[Path, Look] = {}
        self._entries: dict[Path, Entry] = {}

    def see(self, files: Mapping[Path, Look], now: float) -> None:
        """Take in what lies in the folder now."""
        self._settled = {path: look for path, look in self._settled.items() if path in files}
        self._entries = {path: entry for path, entry in self._entries.items() if path in files}
        for path, look in files.items():
            entry = self._entries.get(path)
            if entry is None and self._settled.get(path) == look:
                continue
            if entry is None or entry.look != look:
                self._entries[path] = Entry(look, now, now + SETTLE)

    def due(self, now: float) -> list[Path]:
        """The files to check now: those noticed last first, so that nobody waits behind a thousand others."""
        due = [(path, entry) for path, entry in self._entries.items() if entry.due <= now]
        return [path for path, entry in sorted(due, key=lambda one: (-one[1].noticed, one[0]))]

    def next_due(self) -> float | None:
        """When the next file is due."""
        return min((entry.due for entry in self._entries.values()), default=None)

    def settle(self, path: Path) -> None:
        """Nothing is left to do for the file as it looked when last seen."""
        entry = self._entries.pop(path, None)
        if entry:
            self._settled[path] = entry.look

    def unfinished(self, path: Path, now: float) -> bool:
        """The file seems half-written: try again later; False when it was tried long enough."""
        tries = self._entries[path].tries
        return tries < len(UNFINISHED) and self._again(path, now + UNFINISHED[tries])

    def locked(self, path: Path, now: float) -> int:
        """The file is open elsewhere: try again soon. How often it was tried."""
        self._again(path, now + LOCKED)
        return self._entries[path].tries

    def refused(self, path: Path, now: float) -> None:
        """The results could not be written: try again, less and less often."""
        self._again(path, now + min(_REFUSED * 2 ** self._entries[path].tries, _LONGEST))

    def _again(self, path: Path, due: float) -> bool:
        entry = self._entries[path]
        self._entries[path] = replace(entry, due=due, tries=entry.tries + 1)
        return True

    @property
    def untried(self) -> tuple[Path, ...]:
        """Files that were never checked as they are now."""
        return tuple(path for path, entry in self._entries.items() if not entry.tries)

    @property
    def held_up(self) -> tuple[Path, ...]:
        """Files that were tried and whose results are not written yet."""
        return tuple(path for path, entry in self._entries.items() if entry.tries)
