"""The modules of a VBA project, made from their source files."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME_LINE = re.compile(r'^Attribute VB_Name = "([^"]*)"\r?$', re.MULTILINE)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}")


@dataclass(frozen=True)
class Module:
    """A module by name; ``document``: it belongs to the workbook or to one of its sheets."""

    name: str
    source: str
    document: bool = False

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"no name for a VBA module: {self.name!r}")

    @property
    def encoded(self) -> bytes:
        """The source as stored: the editor goes by the system's code page, so only ASCII means the same everywhere."""
        return self.source.encode("ascii")


def standard_module(text: str) -> Module:
    """A module from an exported ``.bas`` file, named as it says itself."""
    source = _lines(text)
    named = _NAME_LINE.search(source)
    if not named:
        raise ValueError("a .bas file without Attribute VB_Name")
    return Module(named[1], source)


def document_module(text: str, name: str) -> Module:
    """The module of a workbook or sheet called ``name``, from a ``.cls`` file.

    The editor writes lines before the attributes that belong to the file, not to the module.
    """
    source = _lines(text)
    start = source.find("Attribute VB_Name")
    if start < 0:
        raise ValueError("a .cls file without Attribute VB_Name")
    return Module(name, _NAME_LINE.sub(f'Attribute VB_Name = "{name}"\r', source[start:]), document=True)


def _lines(text: str) -> str:
    """``text`` with the line ends of Windows, the last line's too."""
    return "".join(f"{line}\r\n" for line in text.splitlines())
