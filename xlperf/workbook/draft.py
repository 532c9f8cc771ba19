"""A workbook being changed: the opened package, and over it the parts that are new or different."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from xlperf.workbook.outline import Outline, outline
from xlperf.workbook.package import CONTENT_TYPES, Package, relationships_part
from xlperf.workbook.part_parser import whole_number
from xlperf.workbook.place import Area, quoted
from xlperf.workbook.splice import (
    WORKBOOK_ORDER,
    Change,
    Spelling,
    append,
    insert_child,
    relationship_attribute,
    spliced,
)
from xlperf.workbook.xlsx_grid import name_target
from xlperf.workbook.xml_text import attribute, content

WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
LINK_TYPES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
)
_NO_LINKS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_LAST_SHEET_ID = 65_534
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class ListedSheet:
    """A sheet of the draft, and its part."""

    name: str
    part: str


class Draft:
    """Reads parts as they will be, and collects what differs from the file as it was."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.workbook_part = package.workbook_part
        self._parts: dict[str, bytes] = {}
        self._outlines: dict[tuple[str, int], Outline] = {(package.workbook_part, 99): package.workbook}
        self._styles: str | None = None
        self._sheets = [ListedSheet(sheet.name, sheet.part) for sheet in package.sheets]

    @property
    def sheets(self) -> tuple[ListedSheet, ...]:
        """All sheets, added ones too."""
        return tuple(self._sheets)

    def sheet(self, name: str) -> ListedSheet | None:
        """The sheet of that name; case does not count."""
        return next((one for one in self._sheets if one.name.lower() == name.lower()), None)

    def read(self, part: str) -> bytes:
        """A part as it stands now."""
        return self._parts[part] if part in self._parts else self.package.read(part)

    def outline(self, part: str, depth: int = 99) -> Outline:
        """A part's outline as it stands now."""
        if (part, depth) not in self._outlines:
            self._outlines[part, depth] = outline(self.read(part), part, depth)
        return self._outlines[part, depth]

    def write(self, part: str, xml: bytes) -> None:
        """Put a part's new bytes in its place."""
        self._parts[part] = xml
        for key in [key for key in self._outlines if key[0] == part]:
            del self._outlines[key]

    def splice(self, part: str, base: Outline, changes: Iterable[Change]) -> None:
        """Change a part at some places of an outline just made of it."""
        changes = list(changes)
        if changes:
            self.write(part, spliced(base.xml, changes))

    def finished(self) -> bytes:
        """The whole file."""
        return self.package.archive.rewritten(self._parts)

    def names(self) -> dict[str, tuple[str, Area]]:
        """The workbook's defined names that point at one area."""
        listed = self.outline(self.workbook_part).root.child("definedNames")
        return {
            node.attributes.get("name", ""): target
            for node in (listed.each("definedName") if listed else ())
            if (target := name_target(node.text)) and "localSheetId" not in node.attributes
        }

    def define(self, name: str, sheet: str, area: Area) -> None:
        """Point a name of the whole workbook at an area, adding it where it is missing."""
        book = self.outline(self.workbook_part)
        spelling = Spelling.of(book)
        target = content(f"{quoted(sheet)}!{_absolute(area)}")
        new = spelling.element("definedName", b' name="' + attribute(name) + b'"', target)
        listed = book.root.child("definedNames")
        if listed is None:
            new = spelling.element("definedNames", b"", new)
            change = insert_child(book, WORKBOOK_ORDER, "definedNames", new)
        else:
            change = append(book, listed, new)
            for node in listed.each("definedName"):
                if node.attributes.get("name") == name and "localSheetId" not in node.attributes:
                    change = (node.start, node.end, new)
        self.splice(self.workbook_part, book, [change])

    def add_sheet(self, name: str, xml: bytes, state: str = "visible") -> ListedSheet:
        """Add a worksheet after all others."""
        part = self._free_part("worksheets/sheet")
        link = self._add_part(part, xml, "worksheet", WORKSHEET_TYPE)
        book = self.outline(self.workbook_part)
        listed = book.root.child("sheets")
        if listed is None:
            raise ValueError("a workbook without sheets is not opened")
        taken = {whole_number(node.attributes.get("sheetId", "")) or 0 for node in listed.each("sheet")}
        last = max(taken)
        sheet_id = last + 1 if last < _LAST_SHEET_ID else min({*range(1, len(taken) + 2)} - taken)
        attributes = b' name="' + attribute(name) + b'" sheetId="%d"' % sheet_id
        if state != "visible":
            attributes += b' state="' + state.encode() + b'"'
        attributes += relationship_attribute(book, "id", link.encode())
        new = Spelling.of(book).element("sheet", attributes)
        self.splice(self.workbook_part, book, [append(book, listed, new)])
        sheet = ListedSheet(name, part)
        self._sheets.append(sheet)
        return sheet

    def styles_part(self, empty: bytes) -> tuple[str, bool]:
        """The part of the styles, and whether it was made just now, of ``empty``, because there was none."""
        part = self._styles or self.package.related(self.workbook_part, "styles")
        if part:
            return part, False
        self._styles = self._free_part("styles")
        self._add_part(self._styles, empty, "styles", STYLES_TYPE)
        return self._styles, True

    def _add_part(self, part: str, xml: bytes, kind: str, content_type: str) -> str:
        """Add a part that the workbook points at; returns the id of the relationship."""
        self.write(part, _DECLARATION + xml)
        types = self.outline(CONTENT_TYPES)
        override = b' PartName="/' + attribute(part) + b'" ContentType="' + content_type.encode() + b'"'
        new = Spelling.of(types).element("Override", override)
        self.splice(CONTENT_TYPES, types, [append(types, types.root, new)])
        return self._link(part, kind)

    def _link(self, part: str, kind: str) -> str:
        links_part = relationships_part(self.workbook_part)
        if not self._taken(links_part):
            self.write(links_part, _DECLARATION + _NO_LINKS)
        links = self.outline(links_part)
        taken = {node.attributes.get("Id", "").lower() for node in links.root.children}
        number = 1
        while f"rid{number}" in taken:
            number += 1
        target = posixpath.relpath("/" + part, "/" + posixpath.dirname(self.workbook_part))
        link_type = LINK_TYPES[self.package.workbook.strict] + kind
        attributes = f' Id="rId{number}" Type="{link_type}" Target="{target}"'.encode()
        new = Spelling.of(links).element("Relationship", attributes)
        self.splice(links_part, links, [append(links, links.root, new)])
        return f"rId{number}"

    def _free_part(self, stem: str) -> str:
        folder = posixpath.dirname(self.workbook_part)
        number = 1
        while self._taken(part := posixpath.join(folder, f"{stem}{number}.xml")):
            number += 1
        return part

    def _taken(self, part: str) -> bool:
        return self.package.has(part) or part.lower() in (name.lower() for name in self._parts)


def _absolute(area: Area) -> str:
    def corner(text: str) -> str:
        letters = text.rstrip("0123456789")
        return f"${letters}${text[len(letters) :]}"

    return ":".join(corner(text) for text in area.address.split(":"))
