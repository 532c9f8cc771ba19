"""Streaming one XML part through expat, which stops at a document type before reading any of it."""

from __future__ import annotations

import re
from xml.parsers import expat

from xlperf.workbook.refusals import damaged, has_dtd, too_large

DEEPEST = 256
MOST_ELEMENTS = 10_000_000
_CHARACTER_SETS = {
    *("utf-16", "utf-16-le", "utf-16-be", "us-ascii", "ascii", "iso-8859-1", "windows-1252"),
    *("gbk", "gb2312", "gb18030", "big5"),
}
_DECLARED = re.compile(rb"<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']+)[\"']")
_DECLARATION = re.compile(r"\A\ufeff?<\?xml[^>]*\?>")


class PartParser:
    """Calls ``start``, ``finish`` and ``text`` while a part streams by.

    Element and attribute names come as ``namespace name`` with a space between, or bare without a namespace.
    """

    def __init__(self, part: str) -> None:
        self.part = part
        self.level = 0
        self.count = 0
        self.expat = expat.ParserCreate(namespace_separator=" ")
        self.expat.buffer_text = True
        self.expat.StartDoctypeDeclHandler = self._refuse
        self.expat.StartElementHandler = self._enter
        self.expat.EndElementHandler = self._leave
        self.expat.CharacterDataHandler = self.text

    def run(self, xml: bytes) -> None:
        """Parse it whole; malformed XML is a damaged file."""
        try:
            self.expat.Parse(as_utf8(xml, self.part), True)
        except expat.ExpatError:
            raise damaged(f"{self.part} 的内容不合格式") from None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def finish(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Characters of whatever element is open."""

    def _enter(self, name: str, attributes: dict[str, str]) -> None:
        self.level += 1
        self.count += 1
        if self.level > DEEPEST:
            raise too_large(f"{self.part} 的嵌套过深")
        if self.count > MOST_ELEMENTS:
            raise too_large(f"{self.part} 的内容过多")
        self.start(name, attributes)

    def _leave(self, name: str) -> None:
        self.finish(name)
        self.level -= 1

    def _refuse(self, *_: object) -> None:
        raise has_dtd(self.part)


def whole_number(text: str) -> int | None:
    """The count or id that an attribute says; None for what no spreadsheet program would write."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def as_utf8(xml: bytes, part: str) -> bytes:
    """The part in UTF-8: recoded where it is in UTF-16 or in an old character set, else as it is."""
    encoding = _encoding(xml)
    if encoding is None:
        return xml
    if encoding not in _CHARACTER_SETS:
        raise damaged(f"{part} 用了不认识的字符编码")
    try:
        text = xml.decode(encoding)
    except UnicodeDecodeError:
        raise damaged(f"{part} 的字符编码有误") from None
    return _DECLARATION.sub('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', text).encode()


def _encoding(xml: bytes) -> str | None:
    """The character set when it is not UTF-8."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if xml.startswith((b"<\0", b"\0<")):
        return "utf-16-le" if xml[1] == 0 else "utf-16-be"
    declared = _DECLARED.match(xml[:1000])
    encoding = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    return None if encoding in ("utf-8", "utf8") or xml.startswith(b"\xef\xbb\xbf") else encoding
