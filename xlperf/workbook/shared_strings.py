"""The table of shared strings, and the escapes that strings in a workbook use."""

from __future__ import annotations

import re

from xlperf.workbook.package import Package
from xlperf.workbook.part_parser import PartParser
from xlperf.workbook.refusals import too_large

MOST_STRINGS = 3_000_000
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """``_x000D_`` and the like as the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: _character(match[1]), text)


def _character(code: str) -> str:
    number = int(code, 16)
    return "" if 0xD800 <= number <= 0xDFFF else chr(number)


def read_shared_strings(package: Package) -> list[str]:
    """The shared strings by index: rich text joined, phonetic hints left out."""
    part = package.related(package.workbook_part, "sharedStrings")
    if part is None:
        return []
    strings = _Strings(part)
    strings.run(package.read(part))
    return strings.strings


class _Strings(PartParser):
    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.strings: list[str] = []
        self.texts: list[str] = []
        self.taking = False
        self.phonetic = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "t":
            self.taking = not self.phonetic
        elif local == "rPh":
            self.phonetic = True

    def finish(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local == "t":
            self.taking = False
        elif local == "rPh":
            self.phonetic = False
        elif local == "si":
            if len(self.strings) == MOST_STRINGS:
                raise too_large("文字过多")
            self.strings.append(unescaped("".join(self.texts)))
            self.texts.clear()

    def text(self, text: str) -> None:
        if self.taking:
            self.texts.append(text)
