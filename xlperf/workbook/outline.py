"""The outline of an XML part: its elements and the bytes that each of them spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from xlperf.workbook.part_parser import PartParser, as_utf8
from xlperf.workbook.refusals import damaged, too_large

MOST_NODES = 3_000_000
RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_START_TAG = re.compile(rb"<(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")
_QUALIFIED = re.compile(rb"<([^\s/>]+)")


@dataclass
class Node:
    """One element. ``name`` is its local name when it is of the root's namespace, else ``{uri}name``."""

    name: str
    attributes: dict[str, str]
    """by local name; those of the relationships namespace as ``r:id``, others as ``{uri}name``"""
    start: int
    inner: int
    """after the start tag"""
    inner_end: int = 0
    """before the end tag"""
    end: int = 0
    empty: bool = False
    """written ``<a/>``: there is no end tag to insert before"""
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def child(self, name: str) -> Node | None:
        """The first child of that name."""
        return next((node for node in self.children if node.name == name), None)

    def each(self, name: str) -> Iterator[Node]:
        """The children of that name."""
        return (node for node in self.children if node.name == name)


@dataclass
class Outline:
    """A part's root element, and how it spells its own namespace."""

    xml: bytes
    root: Node
    namespace: str
    prefix: str
    """``x:`` where the part writes ``<x:worksheet>``, mostly empty"""

    @property
    def strict(self) -> bool:
        """Written by the strict variant of the standard, with namespaces of its own."""
        return self.namespace.startswith("http://purl.oclc.org/")


def outline(xml: bytes, part: str, depth: int = 99) -> Outline:
    """The elements of ``xml`` down to ``depth`` levels (the root is level 1)."""
    return _Builder(as_utf8(xml, part), part, depth).build()


class _Builder(PartParser):
    def __init__(self, xml: bytes, part: str, depth: int) -> None:
        super().__init__(part)
        self.xml, self.depth = xml, depth
        self.open: list[tuple[Node, list[str]]] = []
        self.nodes = 0
        self.root: Node | None = None
        self.namespace = ""

    def build(self) -> Outline:
        self.run(self.xml)
        if self.root is None:
            raise damaged(f"{self.part} 是空的")
        found = _QUALIFIED.match(self.xml, self.root.start)
        qualified = found[1].decode() if found else ""
        prefix = qualified.partition(":")[0] + ":" if ":" in qualified else ""
        return Outline(self.xml, self.root, self.namespace, prefix)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.level > self.depth:
            return
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise too_large(f"{self.part} 的内容过多")
        at = self.expat.CurrentByteIndex
        tag = _START_TAG.match(self.xml, at)
        if tag is None:
            raise damaged(f"{self.part} 的内容不合格式")
        if self.root is None:
            self.namespace = name.rpartition(" ")[0]
        node = Node(
            self._local(name),
            {_attribute_name(key): value for key, value in attributes.items()},
            at,
            tag.end(),
            empty=self.xml[tag.end() - 2 : tag.end()] == b"/>",
        )
        if self.open:
            self.open[-1][0].children.append(node)
        else:
            self.root = node
        self.open.append((node, []))

    def finish(self, _name: str) -> None:
        if self.level > self.depth:
            return
        node, texts = self.open.pop()
        node.text = "".join(texts)
        if node.empty:
            node.inner_end = node.end = node.inner
        else:
            node.inner_end = self.expat.CurrentByteIndex
            node.end = self.xml.index(b">", node.inner_end) + 1

    def text(self, text: str) -> None:
        if self.level <= self.depth and self.open:
            self.open[-1][1].append(text)

    def _local(self, name: str) -> str:
        uri, _, local = name.rpartition(" ")
        return local if uri == self.namespace else f"{{{uri}}}{local}"


@lru_cache(maxsize=4096)
def _attribute_name(name: str) -> str:
    uri, _, local = name.rpartition(" ")
    if uri in RELATIONSHIPS:
        return f"r:{local}"
    return f"{{{uri}}}{local}" if uri else local
