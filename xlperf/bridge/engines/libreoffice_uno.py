"""UNO, LibreOffice's object model: finding its Python module, and its exceptions as ours.

UNO's own exceptions are not quite Python's: they must not travel through ``contextlib`` or far at all.
"""

from __future__ import annotations

import builtins
import functools
import importlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

from xlperf.bridge.engines.errors import EngineError, Kind

P = ParamSpec("P")
R = TypeVar("R")

_KINDS: dict[str, Kind] = {
    "DisposedException": "closed",
    "ScriptFrameworkErrorException": "macro",
    "InvocationTargetException": "macro",
    "NoSuchElementException": "missing",
}


class NoUno(Exception):
    """This Python cannot speak to LibreOffice; the text is the reason, for the log."""


def program_folders() -> Iterator[Path]:
    """Where LibreOffice's program may lie, the likely places first."""
    if sys.platform == "win32":
        for variable in ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"):
            if root := os.environ.get(variable):
                yield Path(root, "LibreOffice", "program")
    elif sys.platform == "darwin":
        for root in ("/Applications", str(Path.home() / "Applications")):
            yield Path(root, "LibreOffice.app", "Contents", "MacOS")
    else:
        for place in (
            "/usr/lib/libreoffice",
            "/usr/lib64/libreoffice",
            "/snap/libreoffice/current/lib/libreoffice",
        ):
            yield Path(place, "program")
        for folder in sorted(Path("/opt").glob("libreoffice*"), reverse=True):
            yield folder / "program"


def module_folders() -> Iterator[Path]:
    """Where ``uno.py`` may lie: Debian's own place, else within LibreOffice."""
    if sys.platform.startswith("linux"):
        yield Path("/usr/lib/python3/dist-packages")
    for folder in program_folders():
        yield folder.parent / "Resources" if sys.platform == "darwin" else folder


def load_uno() -> ModuleType:
    """Import ``uno`` from where it lies, and let nothing else of that folder into this Python."""
    if loaded := sys.modules.get("uno"):
        return loaded
    reasons = []
    for folder in filter(lambda one: (one / "uno.py").is_file(), module_folders()):
        plain_import = builtins.__import__
        sys.path.append(str(folder))
        try:
            return importlib.import_module("uno")
        except ImportError as problem:
            reasons.append(f"{folder}: {problem}")
        finally:
            sys.path.remove(str(folder))
            # uno hooks every import of the program; nobody here needs that
            builtins.__import__ = plain_import
    version = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    raise NoUno(f"{version} has no uno module; " + ("; ".join(reasons) or "uno.py was not found"))


def is_uno(problem: BaseException) -> bool:
    """Is it one of UNO's exceptions, which have no Python base in common?"""
    return type(problem).__module__.startswith("com.sun.star") or hasattr(problem, "typeName")


def plainly(call: Callable[P, R]) -> Callable[P, R]:
    """Turn UNO's exceptions into ``EngineError``."""

    @functools.wraps(call)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except Exception as problem:
            if not is_uno(problem):
                raise
            error = _engine_error(call.__qualname__, problem)
        raise error

    return wrapped


def _engine_error(place: str, problem: Any) -> EngineError:
    name = type(problem).__name__.rpartition(".")[2]
    words = str(getattr(problem, "Message", "")).strip()
    return EngineError(_KINDS.get(name, "refused"), f"{place}: {name} {words}".strip())


def properties(uno: Any, **values: object) -> tuple[Any, ...]:
    """Named arguments as UNO takes them."""
    made = []
    for name, value in values.items():
        one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)
