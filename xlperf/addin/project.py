"""A VBA project as the bytes of ``vbaProject.bin`` (MS-OVBA), from sources alone: the office compiles it when it opens."""

from __future__ import annotations

import hashlib
import struct
import uuid
from collections.abc import Iterator, Sequence

from xlperf.addin.compound_file import compound_file
from xlperf.addin.compression import compress
from xlperf.addin.encryption import protection_lines
from xlperf.addin.modules import Module

_NAME = "VBAProject"
_CODE_PAGE = 936
_ENGLISH = 0x0409  # the format allows no other
_WIN32 = 1
# no version: nothing compiled lies here, take the sources
_VERSION_STREAM = bytes.fromhex("cc61ffff000000")
_NO_COOKIE = 0xFFFF
_EDITOR = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"


def vba_project(modules: Sequence[Module]) -> bytes:
    """The project of these modules, documents first; equal modules give equal bytes.

    It names no references: the office adds VBA and itself, and any other could be missing on somebody's computer,
    which stops all macros.
    """
    names = [module.name for module in modules]
    if len({name.upper() for name in names}) < len(names):
        raise ValueError(f"VBA modules of the same name: {', '.join(names)}")
    streams = {module.name: compress(module.encoded) for module in modules}
    streams |= {"_VBA_PROJECT": _VERSION_STREAM, "dir": compress(b"".join(_directory(modules)))}
    return compound_file(
        {
            "PROJECT": "".join(f"{line}\r\n" for line in _project(modules)).encode("ascii"),
            "PROJECTwm": b"".join(_both(name) for name in names) + bytes(2),
            "VBA": streams,
        }
    )


def _both(name: str) -> bytes:
    return name.encode("ascii") + b"\0" + name.encode("utf-16-le") + b"\0\0"


def _project(modules: Sequence[Module]) -> Iterator[str]:
    """The stream PROJECT: settings as text."""
    project_id = _project_id(modules)
    yield f'ID="{project_id}"'
    for module in modules:
        yield f"Document={module.name}/&H00000000" if module.document else f"Module={module.name}"
    yield f'Name="{_NAME}"'
    yield 'HelpContextID="0"'
    yield 'VersionCompatible32="393222000"'
    yield from protection_lines(project_id)
    yield ""
    yield "[Host Extender Info]"
    yield _EDITOR
    yield ""
    yield "[Workspace]"
    for module in modules:
        yield f"{module.name}=0, 0, 0, 0, C"


def _project_id(modules: Sequence[Module]) -> str:
    """A GUID that follows from the sources: no clock and no chance."""
    seal = hashlib.sha256(b"\0".join(module.name.encode() + b"\n" + module.encoded for module in modules))
    return f"{{{uuid.UUID(bytes=seal.digest()[:16], version=4)}}}".upper()


def _directory(modules: Sequence[Module]) -> Iterator[bytes]:
    """The stream dir: records of a number, a length and content."""
    name = _NAME.encode("ascii")
    yield _record(0x01, struct.pack("<I", _WIN32))
    yield _record(0x02, struct.pack("<I", _ENGLISH))
    yield _record(0x14, struct.pack("<I", _ENGLISH))
    yield _record(0x03, struct.pack("<H", _CODE_PAGE))
    yield _record(0x04, name)
    yield _record(0x05) + _record(0x40)  # description
    yield _record(0x06) + _record(0x3D)  # help file
    yield _record(0x07, bytes(4))  # help context
    yield _record(0x08, bytes(4))  # flags
    yield struct.pack("<HIIH", 0x09, 4, 1, 1)  # version; the length does not count the minor one
    yield _record(0x0C) + _record(0x3C)  # constants
    yield _record(0x0F, struct.pack("<H", len(modules)))
    yield _record(0x13, struct.pack("<H", _NO_COOKIE))
    for module in modules:
        yield from _module_records(module)
    yield _record(0x10)


def _module_records(module: Module) -> Iterator[bytes]:
    plain, wide = module.name.encode("ascii"), module.name.encode("utf-16-le")
    yield _record(0x19, plain) + _record(0x47, wide)  # name
    yield _record(0x1A, plain) + _record(0x32, wide)  # name of the stream
    yield _record(0x1C) + _record(0x48)  # description
    yield _record(0x31, bytes(4))  # where the source starts in the stream
    yield _record(0x1E, bytes(4))  # help context
    yield _record(0x2C, struct.pack("<H", _NO_COOKIE))
    yield _record(0x22 if module.document else 0x21)
    yield _record(0x2B)


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HI", number, len(content)) + content
