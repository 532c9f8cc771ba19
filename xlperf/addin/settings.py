"""``xlperf.ini``: which Python the buttons start, and how the files looked that ``addin install`` wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_SETTINGS, _INSTALLED, _SEAL = "[xlperf]", "[installed]", "seal="


def seal(data: bytes) -> str:
    """What tells a file that somebody has changed from the one that was installed."""
    return hashlib.sha256(data).hexdigest()


def settings_file(python: str, seals: Iterable[str]) -> bytes:
    """The whole file; ``seals`` are those of the installed files, and its last line seals itself."""
    lines = [_SETTINGS, f"python={python}", "", _INSTALLED, *(f"file={one}" for one in seals)]
    text = "".join(f"{line}\r\n" for line in lines).encode()
    return text + f"{_SEAL}{seal(text)}\r\n".encode()


def known_seals(settings: bytes) -> frozenset[str]:
    """The seals of the installed files; none when the settings have not been written by ``settings_file``."""
    if not untouched(settings):
        return frozenset()
    pairs = (line.partition("=") for line in settings.decode().splitlines())
    return frozenset(value for key, _, value in pairs if key == "file")


def untouched(settings: bytes) -> bool:
    """Are these settings as they were written?"""
    text, found, own = settings.rpartition(_SEAL.encode())
    return bool(found) and own.strip() == seal(text).encode()
