"""What one cell of an OpenDocument table shows: its paragraphs, without notes and drawings."""

from __future__ import annotations

from xlperf.workbook.part_parser import whole_number

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{_ODF}text:1.0 "
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_MOST_SPACES = 1000


class CellText:
    """Takes the elements inside a cell one after the other; ``depth`` is how many of them are open."""

    def __init__(self) -> None:
        self.depth = 0
        self._hidden = 0
        """the depth at which a note or drawing began, 0 outside of any"""
        self._paragraphs: list[list[str]] = []
        self._open = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self._hidden:
            return
        if not name.startswith(_TEXT):
            self._hidden = self.depth
        elif name in _PARAGRAPHS:
            self._open += 1
            self._paragraphs.append([])
        elif name == f"{_TEXT}s":
            count = whole_number(attributes.get(f"{_TEXT}c", "1")) or 1
            self._add(" " * min(count, _MOST_SPACES))
        elif name == f"{_TEXT}tab":
            self._add("\t")
        elif name == f"{_TEXT}line-break":
            self._add("\n")

    def finish(self, name: str) -> None:
        """An element ends."""
        if self._hidden == self.depth:
            self._hidden = 0
        elif not self._hidden and name in _PARAGRAPHS:
            self._open -= 1
        self.depth -= 1

    def text(self, text: str) -> None:
        """Characters; those between paragraphs only lay out the file."""
        if self._open and not self._hidden:
            self._add(text.replace("\n", " "))

    def joined(self) -> str:
        """The paragraphs as lines."""
        return "\n".join("".join(paragraph) for paragraph in self._paragraphs)

    def _add(self, text: str) -> None:
        if self._paragraphs:
            self._paragraphs[-1].append(text)
