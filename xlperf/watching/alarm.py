"""Being told by the system that something in the watched folder changed.

Only a call to look sooner: what changed is seen by looking. Where the system tells nothing, as on many network drives,
or cannot be asked, looking now and then is enough.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

_CHANGES = {"created", "modified", "moved", "deleted", "closed"}
_AGAIN = 30.0
"""seconds before an observer that broke off is started anew"""
_STOPPING = 2.0


class Alarm:
    """Calls ``ring`` when something changes in the folder, ``output`` excepted. Used with ``with``."""

    def __init__(
        self, folder: Path, output: Path | None, ring: Callable[[], None], silent: Callable[[str], None]
    ) -> None:
        self._folder = folder
        self._handler = _Handler(output, ring)
        self._silent = silent
        self._observer: BaseObserver | None = None
        self._listens_to: tuple[int, int] | None = None
        self._tried = 0.0

    def __enter__(self) -> Alarm:
        self._hook = threading.excepthook
        # what fails in the observer's threads is no concern of the user: looking goes on without it
        threading.excepthook = lambda _: None
        logger = logging.getLogger("watchdog")
        logger.addHandler(logging.NullHandler())
        logger.propagate = False
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        threading.excepthook = self._hook

    def tend(self) -> None:
        """Listen to the folder that is there now; it may be another one than before, or none."""
        identity = _identity(self._folder)
        if identity is None:
            # what comes back is another folder, though it may be numbered alike
            self._listens_to = None
            self._stop()
            return
        if identity == self._listens_to and (self._listening() or time.monotonic() - self._tried < _AGAIN):
            return
        self._stop()
        first = identity != self._listens_to
        self._listens_to, self._tried = identity, time.monotonic()
        observer = Observer()
        try:
            observer.schedule(self._handler, str(self._folder), recursive=True)
            observer.start()
        except Exception as problem:  # noqa: BLE001 - whatever the system refuses: looking goes on without it
            if first:
                self._silent(str(getattr(problem, "strerror", None) or problem))
            return
        self._observer = observer

    def _listening(self) -> bool:
        observer = self._observer
        return (
            observer is not None and observer.is_alive() and all(one.is_alive() for one in observer.emitters)
        )

    def _stop(self) -> None:
        observer, self._observer = self._observer, None
        if observer is None:
            return
        # it may have ended by itself
        with suppress(Exception):
            observer.stop()
            observer.join(_STOPPING)


class _Handler(FileSystemEventHandler):
    def __init__(self, output: Path | None, ring: Callable[[], None]) -> None:
        self._output = str(output) if output else None
        self._ring = ring

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES:
            return
        places = [os.fsdecode(place) for place in (event.src_path, event.dest_path) if place]
        if self._output is None or not all(self._inside(place, self._output) for place in places):
            self._ring()

    @staticmethod
    def _inside(place: str, output: str) -> bool:
        return place == output or place.startswith(output + os.sep)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        about = folder.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino
