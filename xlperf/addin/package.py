"""The add-in ``xlperf.xlam``: a workbook that Excel keeps out of sight, with macros, ribbon and icons."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xlperf.addin.embed import embed_project
from xlperf.addin.icons import read_icons
from xlperf.addin.sources import read_sources
from xlperf.resources import shipped
from xlperf.workbook.archive import Archive

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

ADDIN_NAME = "xlperf.xlam"
TITLE = "绩效自评"
DESCRIPTION = "校验绩效自评表：重新计算，有问题的格子标色，写明原因和改法。"
PYTHON_NAME = "xp_python"
"""The defined name of the cell that tells the macros which Python to start."""

_LINES = (
    f"{TITLE}：Excel 加载项，由 xlperf 生成。",
    "功能区“绩效自评”里的按钮校验当前打开的自评表；这张表只供加载项自己使用，不用改动。",
)
_PYTHON_CELL = "A4"
# a large button shows 32 points, on a fine screen twice as many pixels
_ICON_PIXELS = 64
# no clock: the same sources give the same bytes
_CREATED = datetime(2020, 1, 1)  # noqa: DTZ001  # XlsxWriter wants it naive
_WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
# Excel 2007 knows the first only, later ones take the second where there is one
_RIBBONS = {
    "customUI.xml": "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
    "customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
}
_CALLBACK = b'"XlperfRibbonClick"'
_XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES_PART, _LINKS_PART = "[Content_Types].xml", "_rels/.rels"


def addin(folder: Path | None = None, *, python: str | None = None) -> bytes:
    """The add-in as the bytes of an .xlam file, from the shipped sources or those in ``folder``.

    ``python``: the program its macros start; without it they look for one. Equal sources give equal bytes.
    """
    folder = folder or shipped("macros")
    archive = Archive(_workbook(folder, python))
    types, links = (_part(archive, name) for name in (_TYPES_PART, _LINKS_PART))
    ribbons = {name: (folder / "ribbon" / name).read_text(encoding="utf-8") for name in _RIBBONS}
    icons = {icon.name: icon.png(_ICON_PIXELS) for icon in read_icons(folder / "icons")}
    parts: dict[str, bytes] = {
        _TYPES_PART: _with_types(types, png=bool(icons)).encode(),
        _LINKS_PART: _with_ribbons(links).encode(),
    }
    for name, ribbon in ribbons.items():
        parts[f"customUI/{name}"] = ribbon.encode()
        wanted = sorted(set(re.findall(r'\simage="([^"]+)"', ribbon)))
        if wanted:
            parts[f"customUI/_rels/{name}.rels"] = _image_links(wanted).encode()
            parts |= {f"customUI/images/{icon}.png": icons[icon] for icon in wanted}
    return archive.rewritten(parts)


def built_here(path: Path) -> bool:
    """Is the file an add-in as ``addin`` makes it, of whatever version, and not signed since?"""
    try:
        with zipfile.ZipFile(path) as package:
            signed = any("signature" in name.lower() for name in package.namelist())
            return not signed and _CALLBACK in package.read("customUI/customUI14.xml")
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def _workbook(folder: Path, python: str | None) -> bytes:
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_urls": False})
    workbook.set_properties({"title": TITLE, "comments": DESCRIPTION, "created": _CREATED})
    _fill(workbook, python)
    embed_project(workbook, read_sources(folder, parts=("shared", "addin")))
    workbook.close()
    return buffer.getvalue()


def _fill(workbook: Workbook, python: str | None) -> None:
    sheet = workbook.add_worksheet(TITLE)
    sheet.set_column(0, 0, 90)
    for row, line in enumerate(_LINES):
        sheet.write_string(row, 0, line)
    if python:
        sheet.write_string(_PYTHON_CELL, python)
        column, row_number = _PYTHON_CELL[0], _PYTHON_CELL[1:]
        workbook.define_name(PYTHON_NAME, f"='{TITLE}'!${column}${row_number}")


def _part(archive: Archive, name: str) -> str:
    entry = archive.find(name)
    if entry is None:
        raise ValueError(f"XlsxWriter wrote no {name}")
    return archive.inflate(entry).decode()


def _with_types(types: str, *, png: bool) -> str:
    png_type = '<Default Extension="png" ContentType="image/png"/>' if png else ""
    return _inserted(types.replace(_WORKBOOK_TYPE, _ADDIN_TYPE), "<Override ", png_type)


def _with_ribbons(links: str) -> str:
    ribbons = "".join(
        _link(f"xlperfRibbon{number}", kind, f"customUI/{name}")
        for number, (name, kind) in enumerate(_RIBBONS.items(), 1)
    )
    return _inserted(links, "</Relationships>", ribbons)


def _image_links(icons: list[str]) -> str:
    links = "".join(_link(icon, _IMAGE, f"images/{icon}.png") for icon in icons)
    return f'{_XML_HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{links}</Relationships>'


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>'


def _inserted(text: str, before: str, new: str) -> str:
    """``text`` with something put in before the first ``before``."""
    head, found, tail = text.partition(before)
    return f"{head}{new}{found}{tail}"
