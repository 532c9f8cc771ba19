"""An Office package taken apart: parts, content types, relationships, and the sheets of a workbook."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeAlias, cast

from lxml import etree

Element: TypeAlias = etree._Element

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPACES = {
    "m": MAIN,
    "v": "urn:schemas-microsoft-com:vml",
    "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
    "xm": "http://schemas.microsoft.com/office/excel/2006/main",
}
XML_ENDINGS = (".xml", ".rels", ".vml")


@dataclass(frozen=True)
class Link:
    """A relationship of a part; ``target`` is the name of the other part, or an address outside."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Sheet:
    """A sheet as the workbook lists it; ``part`` is empty if its relationship leads nowhere."""

    name: str
    sheet_id: str
    part: str


@dataclass(frozen=True)
class DefinedName:
    """A defined name; ``scope`` is the index of its sheet, None for the whole workbook."""

    name: str
    scope: int | None
    formula: str


@dataclass
class Package:
    """The parts of one file, and the XML among them parsed; ``broken`` says which parts do not parse."""

    path: Path
    entries: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)
    xml: dict[str, Element] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Package:
        """Read all parts; raises ``zipfile.BadZipFile`` for what is no zip."""
        package = cls(path)
        parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
        with zipfile.ZipFile(path) as archive:
            package.entries = [name for name in archive.namelist() if not name.endswith("/")]
            for name in package.entries:
                package.parts[name] = archive.read(name)
        for name, content in package.parts.items():
            if name.endswith(XML_ENDINGS):
                try:
                    package.xml[name] = etree.fromstring(content, parser)
                except etree.XMLSyntaxError as problem:
                    package.broken[name] = str(problem)
        return package

    @cached_property
    def links(self) -> dict[str, list[Link]]:
        """The relationships by the part that has them; the package's own under an empty name."""
        found: dict[str, list[Link]] = {}
        for name, root in self.xml.items():
            folder, file = posixpath.split(name)
            if not name.endswith(".rels") or posixpath.basename(folder) != "_rels":
                continue
            base = posixpath.dirname(folder)
            source = posixpath.join(base, file.removesuffix(".rels"))
            found[source] = []
            for one in root.iter(f"{{{PACKAGE_LINKS}}}Relationship"):
                target, external = one.get("Target", ""), one.get("TargetMode") == "External"
                if not external:
                    joined = posixpath.join("/", base, target)
                    target = posixpath.normpath(joined).lstrip("/")
                found[source].append(Link(one.get("Id", ""), one.get("Type", ""), target, external))
        return found

    def target(self, source: str, kind: str) -> str:
        """The part that ``source`` is related to in this way, or an empty text."""
        ends = [link.target for link in self.links.get(source, ()) if link.kind.endswith(f"/{kind}")]
        return ends[0] if ends else ""

    @cached_property
    def content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        """Content types by ending, and by part."""
        root = self.xml.get("[Content_Types].xml")
        if root is None:
            return {}, {}
        defaults = root.iter(f"{{{CONTENT_TYPES}}}Default")
        overrides = root.iter(f"{{{CONTENT_TYPES}}}Override")
        return (
            {one.get("Extension", "").lower(): one.get("ContentType", "") for one in defaults},
            {one.get("PartName", "").lstrip("/"): one.get("ContentType", "") for one in overrides},
        )

    def content_type(self, part: str) -> str:
        """The content type of a part, or an empty text."""
        by_ending, by_part = self.content_types
        return by_part.get(part) or by_ending.get(part.rpartition(".")[2].lower(), "")

    @cached_property
    def workbook(self) -> str:
        """The name of the workbook part."""
        return self.target("", "officeDocument")

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sheets in order."""
        links = {link.id: link.target for link in self.links.get(self.workbook, ())}
        return [
            Sheet(one.get("name", ""), one.get("sheetId", ""), links.get(one.get(f"{{{LINKS}}}id", ""), ""))
            for one in select(self.xml.get(self.workbook), "m:sheets/m:sheet")
        ]

    @cached_property
    def names(self) -> list[DefinedName]:
        """The defined names in order."""
        found = []
        for one in select(self.xml.get(self.workbook), "m:definedNames/m:definedName"):
            scope = one.get("localSheetId")
            found.append(DefinedName(one.get("name", ""), int(scope) if scope else None, one.text or ""))
        return found

    @cached_property
    def tables(self) -> list[str]:
        """The names of all tables."""
        found = (root.get("displayName") for root in self.xml.values() if root.tag == f"{{{MAIN}}}table")
        return [name for name in found if name]


def select(root: Element | None, path: str) -> list[Element]:
    """The elements an XPath finds; none below nothing."""
    found = root.xpath(path, namespaces=SPACES) if root is not None else []
    return cast(list[Element], found)
