"""Problems of a project list: collected while reading, shown all at once, in the order of sheet and row."""

from __future__ import annotations

import re
from dataclasses import dataclass

SHEETS = ("项目", "资金", "指标")
# cells that are quoted may hold thousands of characters
_LONG_QUOTE = re.compile(r"“([^”]{40})[^”]+”")


@dataclass(frozen=True, order=True)
class Spot:
    """Where a problem is. ``row`` and ``column`` count from 1, 0 means all of them; ``header`` as written."""

    sheet: str
    row: int = 0
    column: int = 0
    header: str = ""

    def __str__(self) -> str:
        row = f" 第{self.row}行" if self.row else ""
        return f"{self.sheet}{row}{f'“{self.header}”列' if self.header else ''}"


class Problems:
    """Collects sentences with their places."""

    def __init__(self) -> None:
        self._found: list[tuple[Spot, str]] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, spot: Spot, sentence: str) -> None:
        """A problem at that place; ``sentence`` reads on after “…列：”."""
        self._found.append((spot, sentence))

    def sentences(self) -> tuple[str, ...]:
        """All problems, each with its place, sorted by sheet, row and column."""
        ordered = sorted(
            self._found, key=lambda found: (SHEETS.index(found[0].sheet), found[0].row, found[0].column)
        )
        return tuple(_on_one_line(f"{spot}：{sentence}") for spot, sentence in ordered)


def _on_one_line(sentence: str) -> str:
    return _LONG_QUOTE.sub(r"“\1……”", " ".join(sentence.split("\n")))
