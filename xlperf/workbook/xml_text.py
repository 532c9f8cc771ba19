"""Text as it has to be written into the XML of a workbook."""

from __future__ import annotations

import re

LONGEST_CELL = 16_000  # Excel's limit is 32,767 UTF-16 units, and rare characters take two
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# an underscore that would be read as an escaped character
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def cell_text(text: str) -> str:
    """What a cell can hold of a text: line ends as ``\\n``, no control characters, not too long."""
    plain = _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain if len(plain) <= LONGEST_CELL else plain[: LONGEST_CELL - 1] + "…"


def cell_content(text: str) -> bytes:
    """A ``<t>`` value: a cell's text with what could be misread escaped."""
    return content(_ESCAPE_LIKE.sub("_x005F_", cell_text(text)))


def content(text: str) -> bytes:
    """Character data of any element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def attribute(text: str) -> bytes:
    """An attribute's value, to be put between double quotes."""
    return content(_NOT_XML.sub("", text)).replace(b'"', b"&quot;").replace(b"\n", b"&#10;")
