"""Changing cells, merges and links of one worksheet part, and leaving every other byte of it alone."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from xlperf.workbook.outline import Node, Outline
from xlperf.workbook.part_parser import whole_number
from xlperf.workbook.place import Area, a1, parse_a1
from xlperf.workbook.refusals import damaged
from xlperf.workbook.splice import (
    WORKSHEET_ORDER,
    Change,
    Spelling,
    append,
    counted,
    insert_child,
    spliced,
    written_attributes,
)
from xlperf.workbook.xml_text import cell_content

SHEET_DEPTH = 4  # worksheet, sheetData, row, c
_SPANS = re.compile(rb"\s+spans\s*=\s*(\"[^\"]*\"|'[^']*')")
_BARE_ROW = {"r", "spans"}


@dataclass(frozen=True)
class Blank:
    """A cell without content, in a style."""

    style: str | None = None


@dataclass(frozen=True)
class Text:
    """A text in a style."""

    text: str
    style: str | None = None


@dataclass(frozen=True)
class Number:
    """A number in a style."""

    number: int | Decimal
    style: str | None = None


Content = Blank | Text | Number | None
"""None: no cell at all"""


@dataclass(frozen=True)
class RowEdit:
    """New cells of one row by column. With a ``height`` the row's own attributes are replaced too."""

    cells: Mapping[int, Content]
    height: float | None = None


class SheetPatch:
    """One worksheet part, indexed by row and cell."""

    def __init__(self, part: Outline) -> None:
        self.part = part
        self.spelling = Spelling.of(part)
        data = part.root.child("sheetData")
        if data is None:
            raise damaged("工作表里没有数据区")
        self.data: Node = data
        self.rows: dict[int, Node] = {}
        self.cells: dict[tuple[int, int], Node] = {}
        self._columns: dict[int, int] = {}
        """by the identity of a cell's node"""
        self._index()

    def style(self, row: int, column: int) -> str | None:
        """The style id of a cell that exists."""
        node = self.cells.get((row, column))
        return node.attributes.get("s") if node else None

    def edited(self, edits: Mapping[int, RowEdit]) -> bytes:
        """The part with these rows changed, and the dimension it declares put right."""
        changes: list[Change] = []
        new_rows: list[tuple[int, bytes]] = []
        left = set(self.cells)
        for row, edit in sorted(edits.items()):
            for column, new in edit.cells.items():
                (left.add if new is not None else left.discard)((row, column))
            node = self.rows.get(row)
            if node is not None:
                changes.append((node.start, node.end, self._row(row, edit, node)))
            elif any(new is not None for new in edit.cells.values()):
                new_rows.append((row, self._row(row, edit, None)))
        changes += self._inserted(new_rows)
        changes += self._dimension(left)
        return spliced(self.part.xml, changes)

    def _index(self) -> None:
        row = 0
        for row_node in self.data.each("row"):
            stated = row_node.attributes.get("r")
            row = (whole_number(stated) or 0) if stated else row + 1
            if not row:
                raise damaged("工作表中的行号有误")
            self.rows.setdefault(row, row_node)
            column = 0
            for node in row_node.each("c"):
                address = node.attributes.get("r")
                try:
                    column = parse_a1(address)[1] if address else column + 1
                except ValueError:
                    raise damaged("工作表中的单元格地址有误") from None
                self.cells.setdefault((row, column), node)
                self._columns[id(node)] = column

    def _row(self, row: int, edit: RowEdit, node: Node | None) -> bytes:
        xml = self.part.xml
        kept: dict[int, bytes] = {}
        rest = b""
        if node is not None:
            for child in node.children:
                if id(child) in self._columns:
                    kept[self._columns[id(child)]] = xml[child.start : child.end]
                else:
                    rest += xml[child.start : child.end]
        for column, new in edit.cells.items():
            kept.pop(column, None)
            if new is not None:
                kept[column] = self._cell(row, column, new)
        inner = b"".join(kept[column] for column in sorted(kept)) + rest
        if not inner and (node is None or node.attributes.keys() <= _BARE_ROW or edit.height is not None):
            return b""
        return self.spelling.element("row", self._attributes(row, edit, node), inner)

    def _attributes(self, row: int, edit: RowEdit, node: Node | None) -> bytes:
        if edit.height is not None:
            return b' r="%d" ht="%g" customHeight="1"' % (row, edit.height)
        if node is None:
            return b' r="%d"' % row
        attributes = _SPANS.sub(b"", written_attributes(self.part, node))
        return attributes if "r" in node.attributes else b' r="%d"' % row + attributes

    def _cell(self, row: int, column: int, new: Blank | Text | Number) -> bytes:
        attributes = b' r="' + a1(row, column).encode() + b'"'
        if new.style:
            attributes += b' s="' + new.style.encode() + b'"'
        element = self.spelling.element
        match new:
            case Blank():
                return element("c", attributes)
            case Number(number):
                return element("c", attributes, element("v", b"", f"{number:f}".encode()))
            case Text(text):
                inner = element("t", b' xml:space="preserve"', cell_content(text))
                return element("c", attributes + b' t="inlineStr"', element("is", b"", inner))

    def _inserted(self, rows: Iterable[tuple[int, bytes]]) -> list[Change]:
        rows = list(rows)
        existing = sorted(self.rows)
        last = existing[-1] if existing else 0
        after = b"".join(new for number, new in rows if number > last)
        changes = []
        for number, new in rows:
            if number < last:
                at = self.rows[existing[bisect(existing, number)]].start
                changes.append((at, at, new))
        if after:
            changes.append(append(self.part, self.data, after))
        return changes

    def _dimension(self, cells: set[tuple[int, int]]) -> list[Change]:
        node = self.part.root.child("dimension")
        if node is None:
            return []
        corners = list(cells)
        for merged in self.part.root.each("mergeCells"):
            for child in merged.children:
                with suppress(ValueError):
                    area = Area.parse(child.attributes.get("ref", ""))
                    corners += [(area.top, area.left), (area.bottom, area.right)]
        rows, columns = [row for row, _ in corners] or [1], [column for _, column in corners] or [1]
        reference = Area(min(rows), min(columns), max(rows), max(columns)).address
        new = self.spelling.element("dimension", b' ref="' + reference.encode() + b'"')
        return [] if node.attributes.get("ref") == reference else [(node.start, node.end, new)]


def with_collection(
    part: Outline, collection: str, keep: Callable[[str], bool], items: Iterable[bytes]
) -> bytes:
    """The part with the items of ``mergeCells`` or ``hyperlinks`` whose ``ref`` is kept, and new ones."""
    node = part.root.child(collection)
    own = [
        part.xml[child.start : child.end]
        for child in (node.children if node else ())
        if keep(child.attributes.get("ref", ""))
    ]
    wanted = [*own, *items]
    spelling = Spelling.of(part)
    if node is None:
        if not wanted:
            return part.xml
        count = b' count="%d"' % len(wanted) if collection == "mergeCells" else b""
        new = spelling.element(collection, count, b"".join(wanted))
        return spliced(part.xml, [insert_child(part, WORKSHEET_ORDER, collection, new)])
    if not wanted:
        return spliced(part.xml, [(node.start, node.end, b"")])
    attributes = counted(written_attributes(part, node), len(wanted))
    new = spelling.element(collection, attributes, b"".join(wanted))
    return spliced(part.xml, [(node.start, node.end, new)])
