"""What is to be changed in an open book: the orders, which ``order_text`` puts into words.

Names of sheets are plain, addresses A1 without ``$``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

State = Literal["visible", "veryhidden"]
Kind = Literal["title", "summary", "header", "label", "cell", "centre", "link", "plain"]
"""looks, as drawn by ``xlperf.layout.results``; ``plain`` is a cell nobody formatted"""


@dataclass(frozen=True)
class EnsureSheet:
    """The sheet exists, after the sheet ``after`` (empty: last)."""

    sheet: str
    after: str
    state: State


@dataclass(frozen=True)
class Name:
    """A name of the workbook stands for this area."""

    name: str
    sheet: str
    area: str


@dataclass(frozen=True)
class Mark:
    """A conditional format with this formula (as for the first cell of the area) covers the area."""

    sheet: str
    area: str
    formula: str
    colour: str
    stop: bool


@dataclass(frozen=True)
class Text:
    """A text, whatever it looks like."""

    text: str


@dataclass(frozen=True)
class Number:
    """A number."""

    number: Decimal


@dataclass(frozen=True)
class Empty:
    """Nothing any more; the look stays."""


@dataclass(frozen=True)
class Keep:
    """What is there."""


Content = Text | Number | Empty | Keep


@dataclass(frozen=True)
class Block:
    """New contents of cells from ``cell`` on, row by row."""

    sheet: str
    cell: str
    rows: tuple[tuple[Content, ...], ...]


@dataclass(frozen=True)
class Look:
    """Cells take a look of the result sheet."""

    sheet: str
    area: str
    kind: Kind


@dataclass(frozen=True)
class Width:
    """Columns (``A:C``) are so many characters wide."""

    sheet: str
    columns: str
    width: Decimal


@dataclass(frozen=True)
class Height:
    """Rows are so many points high."""

    sheet: str
    first: int
    last: int
    points: Decimal


@dataclass(frozen=True)
class Merge:
    """The area is one cell."""

    sheet: str
    area: str


@dataclass(frozen=True)
class Unmerge:
    """Merged cells of the area are single again."""

    sheet: str
    area: str


@dataclass(frozen=True)
class Link:
    """The cell leads to ``target`` (``'Sheet1'!E18``) in the same book; its text stays."""

    sheet: str
    cell: str
    target: str


@dataclass(frozen=True)
class Unlink:
    """Cells of the area lead nowhere any more."""

    sheet: str
    area: str


@dataclass(frozen=True)
class Page:
    """The sheet is printed lying on its side, one page wide, and shows no grid."""

    sheet: str


@dataclass(frozen=True)
class Select:
    """The program goes to the cell."""

    sheet: str
    cell: str


@dataclass(frozen=True)
class Status:
    """The text in the status bar; empty: the program's own again."""

    text: str


Order = (
    EnsureSheet
    | Name
    | Mark
    | Block
    | Look
    | Width
    | Height
    | Merge
    | Unmerge
    | Link
    | Unlink
    | Page
    | Select
    | Status
)
