"""Faults that make Excel offer a repair although Microsoft's schema checker is content.

Every check is a generator over the package and yields sentences that begin with the place.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.office.package import LINKS, Package, select
from tests.office.sheet_lint import SHEET_CHECKS
from tests.office.workbook_lint import WORKBOOK_CHECKS

Check = Callable[[Package], Iterator[str]]

COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
MAIN_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ".xltx": "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    ".xltm": "application/vnd.ms-excel.template.macroEnabled.main+xml",
    ".xlam": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
}


def lint(path: Path | str) -> list[str]:
    """Everything found wrong with a workbook (xlsx, xlsm, xlam); an empty list is a clean one."""
    path = Path(path)
    try:
        package = Package.read(path)
    except (zipfile.BadZipFile, OSError) as problem:
        return [f"{path.name}: not a readable zip: {problem}"]
    found = [problem for check in PACKAGE_CHECKS for problem in check(package)]
    if package.workbook in package.xml:
        found += [problem for check in (*WORKBOOK_CHECKS, *SHEET_CHECKS) for problem in check(package)]
    return list(dict.fromkeys(found))


def unique_entries(package: Package) -> Iterator[str]:
    """A part is in the zip once, whatever the case of its name."""
    for name in _repeated(entry.lower() for entry in package.entries):
        yield f"{name}: more than once in the zip"


def well_formed(package: Package) -> Iterator[str]:
    """Every XML part parses."""
    for name, problem in package.broken.items():
        yield f"{name}: not well-formed: {problem}"


def content_types(package: Package) -> Iterator[str]:
    """Every part has a content type, and every type declared for a part has that part."""
    for name in package.parts:
        if name != "[Content_Types].xml" and not package.content_type(name):
            yield f"{name}: no content type"
    for name in package.content_types[1]:
        if name not in package.parts:
            yield f"[Content_Types].xml: no part {name}"


def relationships(package: Package) -> Iterator[str]:
    """Relationships lead to parts, their ids are unique, and the ids used in XML exist."""
    if not package.workbook:
        yield "_rels/.rels: no workbook"
    for source, links in package.links.items():
        if source and source not in package.parts:
            yield f"{source}: has relationships but does not exist"
        for twice in _repeated(link.id for link in links):
            yield f"{source}: relationship {twice} more than once"
        for link in links:
            if not link.external and link.target not in package.parts:
                yield f"{source or 'package'}: relationship {link.id} leads to missing {link.target}"
    for name, root in package.xml.items():
        known = {link.id for link in package.links.get(name, ())}
        for element in root.iter("*"):
            for attribute, value in element.attrib.items():
                if str(attribute).startswith(f"{{{LINKS}}}") and value and value not in known:
                    yield f"{name}: no relationship {value!s}"


def kind_of_file(package: Package) -> Iterator[str]:
    """The ending says what the content type says, or Excel will not open the file."""
    expected, found = MAIN_TYPES.get(package.path.suffix.lower()), package.content_type(package.workbook)
    if package.workbook and expected != found:
        yield f"{package.workbook}: content type {found} in {package.path.suffix}"


def macros(package: Package) -> Iterator[str]:
    """A VBA project is a compound file with the streams of one, in a kind of file that may have macros."""
    for name, content in package.parts.items():
        if posixpath.basename(name).lower() != "vbaproject.bin":
            continue
        if not content.startswith(COMPOUND_FILE):
            yield f"{name}: not an OLE compound file"
        elif any(word.encode("utf-16-le") not in content for word in ("VBA", "dir", "PROJECT")):
            yield f"{name}: a compound file, but no VBA project"
        if not package.path.suffix.lower().endswith("m"):
            yield f"{name}: macros in {package.path.suffix}"


def drawn_shapes(package: Package) -> Iterator[str]:
    """VML shapes (notes, buttons) have ids of their own across the workbook."""
    everywhere: Counter[str] = Counter()
    for name, root in package.xml.items():
        if not name.endswith(".vml"):
            continue
        ids = [str(shape.get("id")) for shape in select(root, "//v:shape[@id]")]
        for twice in _repeated(ids):
            yield f"{name}: shape {twice} more than once"
        # ids of header pictures (CH, LF…) repeat from sheet to sheet by design
        everywhere.update({one for one in ids if one.startswith("_x0000_s")})
    for one, count in everywhere.items():
        if count > 1:
            yield f"shape {one} in {count} drawings"


def _repeated(items: Iterable[str]) -> list[str]:
    return [item for item, count in Counter(items).items() if count > 1]


PACKAGE_CHECKS: tuple[Check, ...] = (
    unique_entries,
    well_formed,
    content_types,
    relationships,
    kind_of_file,
    macros,
    drawn_shapes,
)
