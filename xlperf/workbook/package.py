"""Opening an OOXML workbook safely: its parts, content types, relationships and list of sheets."""

from __future__ import annotations

import posixpath
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from xlperf.errors import UnreadableFile, UsageError
from xlperf.workbook.archive import MAX_FILE, Archive
from xlperf.workbook.foreign import refusal_of_bytes, refusal_of_parts
from xlperf.workbook.outline import Outline, outline
from xlperf.workbook.part_parser import whole_number
from xlperf.workbook.refusals import damaged, foreign, no_workbook, too_large

CONTENT_TYPES = "[Content_Types].xml"
_WORKBOOK_TYPES = (
    "spreadsheetml.sheet.main+xml",
    "spreadsheetml.template.main+xml",
    "sheet.macroenabled.main+xml",
)
_BINARY_TYPE = "sheet.binary.macroenabled.main"


@dataclass(frozen=True)
class Relationship:
    """A pointer from one part to another; ``kind`` is the last word of its type, such as ``worksheet``."""

    id: str
    kind: str
    target: str
    """the part's name, or whatever an external target says"""
    external: bool = False


@dataclass(frozen=True)
class SheetEntry:
    """One sheet as the workbook lists it."""

    name: str
    part: str
    state: str
    """``visible``, ``hidden`` or ``veryHidden``"""
    kind: str
    """``worksheet``, ``chartsheet``, ``dialogsheet`` …"""
    sheet_id: int


class Package:
    """An opened workbook. Parts are inflated when read, within the limits of ``archive``."""

    def __init__(self, data: bytes) -> None:
        refusal = refusal_of_bytes(data)
        if refusal:
            raise refusal
        self.archive = Archive(data)
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        names = frozenset(entry.name.lower() for entry in self.archive.entries)
        refusal = refusal_of_parts(names, self._optional("mimetype"))
        if refusal:
            raise refusal
        self._defaults, self._overrides = self._read_content_types()
        self.workbook_part = self._find_workbook()
        self.workbook: Outline = outline(self.read(self.workbook_part), self.workbook_part)
        self.sheets: tuple[SheetEntry, ...] = tuple(self._read_sheets())

    @property
    def names(self) -> tuple[str, ...]:
        """All part names, in the order they are stored."""
        return tuple(entry.name for entry in self.archive.entries if not entry.directory)

    def has(self, name: str) -> bool:
        """Is there a part of that name?"""
        return self.archive.find(name) is not None

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        entry = self.archive.find(name)
        if entry is None:
            raise damaged(f"缺少 {name}")
        return self.archive.inflate(entry)

    def content_type(self, name: str) -> str:
        """The declared type of a part, in lower case; empty when none is declared."""
        extension = name.rpartition(".")[2].lower()
        return self._overrides.get(unquote(name).lower()) or self._defaults.get(extension, "")

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Where a part points; ``""`` is the package itself."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
        return self._relationships[part]

    def _read_relationships(self, part: str) -> tuple[Relationship, ...]:
        name = relationships_part(part)
        if not self.has(name):
            return ()
        root = outline(self.read(name), name).root
        return tuple(
            Relationship(
                node.attributes.get("Id", ""),
                node.attributes.get("Type", "").rpartition("/")[2],
                node.attributes.get("Target", "")
                if node.attributes.get("TargetMode") == "External"
                else self._stored(resolved(part, node.attributes.get("Target", ""))),
                node.attributes.get("TargetMode") == "External",
            )
            for node in root.each("Relationship")
        )

    def related(self, part: str, kind: str) -> str | None:
        """The part that ``part`` points at as its ``styles``, ``sharedStrings`` …, or None."""
        for relationship in self.relationships(part):
            if relationship.kind == kind and not relationship.external and self.has(relationship.target):
                return relationship.target
        return None

    @property
    def date1904(self) -> bool:
        """Do dates count from 1904, as on old Macs?"""
        properties = self.workbook.root.child("workbookPr")
        return properties is not None and properties.attributes.get("date1904") in ("1", "true")

    @property
    def signed(self) -> bool:
        """Does the workbook carry a digital signature?"""
        return any(one.kind == "origin" for one in self.relationships(""))

    def _stored(self, name: str) -> str:
        entry = self.archive.find(name)
        return entry.name if entry else name

    def _optional(self, name: str) -> bytes:
        entry = self.archive.find(name)
        return self.archive.inflate(entry) if entry and entry.size < 1000 else b""

    def _read_content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        root = outline(self.read(CONTENT_TYPES), CONTENT_TYPES).root
        defaults = {
            node.attributes.get("Extension", "").lower(): node.attributes.get("ContentType", "").lower()
            for node in root.each("Default")
        }
        overrides = {
            unquote(node.attributes.get("PartName", "")).lstrip("/").lower(): node.attributes.get(
                "ContentType", ""
            ).lower()
            for node in root.each("Override")
        }
        return defaults, overrides

    def _find_workbook(self) -> str:
        part = self.related("", "officeDocument")
        if part is None:
            raise damaged("找不到工作簿的主文件")
        kind = self.content_type(part)
        if _BINARY_TYPE in kind:
            raise foreign(" Excel 二进制工作簿（.xlsb）")
        if not kind.endswith(_WORKBOOK_TYPES):
            raise no_workbook("内部的主文件不是工作簿")
        return part

    def _read_sheets(self) -> Iterator[SheetEntry]:
        targets = {one.id: one for one in self.relationships(self.workbook_part)}
        root = self.workbook.root
        listed = root.child("sheets") if root.name == "workbook" else None
        if listed is None or not listed.children:
            raise damaged("工作簿里没有工作表")
        for node in listed.each("sheet"):
            target = targets.get(node.attributes.get("r:id", ""))
            name = node.attributes.get("name", "")
            if target is None or target.external or not self.has(target.target):
                raise damaged(f"缺少工作表“{name}”")
            yield SheetEntry(
                name,
                target.target,
                node.attributes.get("state", "visible"),
                target.kind,
                whole_number(node.attributes.get("sheetId", "")) or 0,
            )


def relationships_part(part: str) -> str:
    """``xl/workbook.xml`` → ``xl/_rels/workbook.xml.rels``"""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def resolved(part: str, target: str) -> str:
    """The part name that a relationship of ``part`` means by ``target``."""
    target = target.replace("\\", "/").partition("#")[0]
    joined = target if target.startswith("/") else posixpath.join("/", posixpath.dirname(part), target)
    return posixpath.normpath(joined).lstrip("/")


def open_package(path: Path) -> Package:
    """Open the workbook at ``path``; UnreadableFile says why not, UsageError that there is no such file."""
    return Package(read_file(path))


def read_file(path: Path) -> bytes:
    """The bytes of a file that may be a workbook."""
    try:
        if path.is_dir():
            raise UsageError(f"“{path}”是文件夹，这里需要一个 .xlsx 文件。请写出文件夹里的文件名。")
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            # a pipe or a device would be waited for without end
            raise no_workbook("它不是普通文件")
        if about.st_size > MAX_FILE:
            raise too_large(f"文件有 {about.st_size >> 20} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError(f"找不到文件“{path}”。请检查文件名和所在文件夹。") from None
    except PermissionError:
        raise UnreadableFile(
            "XP901",
            f"没有权限读取文件“{path.name}”，或者它正被其他程序独占。",
            "请关闭打开它的程序，并确认您有读取权限，再校验。",
        ) from None
    except OSError as problem:
        raise UnreadableFile(
            "XP901",
            f"读取文件“{path.name}”时出错（{problem.strerror}）。",
            "请把文件复制到本机硬盘上再校验。",
        ) from None
