"""Putting elements into a part without rewriting the rest of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlperf.workbook.outline import RELATIONSHIPS, Node, Outline

Change = tuple[int, int, bytes]

WORKSHEET_ORDER = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
)
WORKBOOK_ORDER = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
)
STYLES_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
)
_QUALIFIED = re.compile(rb"<([^\s/>]+)")
_COUNT = re.compile(rb"(\scount\s*=\s*)(\"[^\"]*\"|'[^']*')")


def spliced(xml: bytes, changes: Iterable[Change]) -> bytes:
    """``xml`` with each ``(start, end, new)`` put in; insertions at one point keep their order."""
    out: list[bytes] = []
    reached = 0
    for start, end, new in sorted(changes, key=lambda change: change[:2]):
        out += [xml[reached:start], new]
        reached = end
    return b"".join([*out, xml[reached:]])


@dataclass(frozen=True)
class Spelling:
    """How a part spells its elements: ``tag("row")`` is ``row``, or ``x:row`` where a prefix is used."""

    prefix: str
    namespace: str

    @classmethod
    def of(cls, part: Outline) -> Spelling:
        """The spelling of an existing part."""
        return cls(part.prefix, part.namespace)

    def tag(self, name: str) -> bytes:
        """The name with the part's prefix."""
        return (self.prefix + name).encode()

    def element(self, name: str, attributes: bytes = b"", inner: bytes = b"") -> bytes:
        """An element; ``attributes`` begins with a space where there are any."""
        tag = self.tag(name)
        if not inner:
            return b"<" + tag + attributes + b"/>"
        return b"<" + tag + attributes + b">" + inner + b"</" + tag + b">"


def append(part: Outline, node: Node, inner: bytes) -> Change:
    """Put ``inner`` at the end of an element's content."""
    if not node.empty:
        return node.inner_end, node.inner_end, inner
    found = _QUALIFIED.match(part.xml, node.start)
    tag = found[1] if found else b""
    return node.inner - 2, node.inner, b">" + inner + b"</" + tag + b">"


def insert_child(part: Outline, order: Sequence[str], name: str, new: bytes) -> Change:
    """Put a new child of the root where the schema wants ``name``, after its elder siblings of that name."""
    elder = set(order[: order.index(name) + 1])
    before = [node for node in part.root.children if node.name in elder]
    if before:
        return before[-1].end, before[-1].end, new
    if part.root.empty:
        return append(part, part.root, new)
    return part.root.inner, part.root.inner, new


def written_attributes(part: Outline, node: Node) -> bytes:
    """A start tag's attributes as they are written, namespace declarations too."""
    end = node.inner - (2 if node.empty else 1)
    return _QUALIFIED.sub(b"", part.xml[node.start : end], count=1).rstrip()


def counted(start_tag: bytes, count: int) -> bytes:
    """A collection's start tag with its ``count`` put right, where it has one."""
    return _COUNT.sub(lambda match: match[1] + b'"%d"' % count, start_tag, count=1)


def extend(part: Outline, node: Node, items: Sequence[bytes]) -> list[Change]:
    """Put items at the end of a collection that may count them."""
    count = sum(1 for child in node.children if not child.name.startswith("{")) + len(items)
    start, end, inner = append(part, node, b"".join(items))
    tag_end = node.inner - 2 if node.empty else node.inner
    return [
        (node.start, tag_end, counted(part.xml[node.start : tag_end], count)),
        (start, end, inner),
    ]


def relationship_attribute(part: Outline, name: str, value: bytes) -> bytes:
    """`` r:id="…"`` in the part's own spelling; declared on the spot where the part has no prefix for it."""
    uri = RELATIONSHIPS[1] if part.strict else RELATIONSHIPS[0]
    start_tag = part.xml[part.root.start : part.root.inner]
    found = re.search(rb"\sxmlns:([^\s=]+)\s*=\s*[\"']" + re.escape(uri.encode()) + rb"[\"']", start_tag)
    prefix = found[1] if found else b"r"
    declared = b"" if found else b' xmlns:r="' + uri.encode() + b'"'
    return declared + b" " + prefix + b":" + name.encode() + b'="' + value + b'"'
