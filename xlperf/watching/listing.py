"""What lies in the watched folder now: files that may be forms, as they look from outside."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xlperf.file_search import forms_among

# ~$… and .~… are locks and halves of Office, WPS and LibreOffice, ._… of macOS
_OTHERS = ("~", ".")
# kept by network drives, Windows and archivers: versions, waste baskets, thumbnails
_OTHERS_FOLDERS = ("~", ".", "@", "#", "$", "__")
_WINDOWS_OWN = "system volume information"


@dataclass(frozen=True)
class Look:
    """A file as it looks from outside; when that changes, so may what is in it."""

    size: int
    modified: int
    """in nanoseconds"""


@dataclass(frozen=True)
class Listing:
    """Every file that may be a form, and the folders that cannot be opened."""

    files: Mapping[Path, Look]
    closed: frozenset[Path] = frozenset()


class FolderGone(Exception):
    """The watched folder cannot be opened: deleted, moved, or its drive is not connected."""


def list_folder(folder: Path, output: Path | None) -> Listing:
    """The folder with its subfolders, ``output`` left out; FolderGone when it cannot be opened itself."""
    looks: dict[Path, Look] = {}
    closed: set[Path] = set()
    waiting = [folder]
    while waiting:
        inner = waiting.pop()
        try:
            entries = list(_entries(inner))
        except OSError as error:
            if inner == folder:
                raise FolderGone from error
            if inner.is_dir():
                closed.add(inner)
            continue
        for entry in entries:
            path = Path(entry.path)
            # what has gone in between, or leads nowhere, is not there
            try:
                if entry.is_dir(follow_symlinks=False):
                    if path != output and not _others_folder(entry.name):
                        waiting.append(path)
                elif entry.is_file() and not entry.name.startswith(_OTHERS):
                    about = entry.stat()
                    looks[path] = Look(about.st_size, about.st_mtime_ns)
            except OSError:
                continue
    return Listing({path: looks[path] for path in forms_among(looks)}, frozenset(closed))


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from entries


def _others_folder(name: str) -> bool:
    return name.startswith(_OTHERS_FOLDERS) or name.lower() == _WINDOWS_OWN
