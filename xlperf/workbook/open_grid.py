"""Opening any file that may hold forms: what it is says its content, never its suffix."""

from __future__ import annotations

from dataclasses import dataclass

from xlperf.workbook.archive import Archive
from xlperf.workbook.foreign import holds_html, holds_xls
from xlperf.workbook.grid import Grid
from xlperf.workbook.package import Package
from xlperf.workbook.xlsx_grid import read_grid


@dataclass(frozen=True)
class Opened:
    """What a file holds, and whether results can be written into the file itself."""

    grid: Grid
    in_place: bool


def open_grid(data: bytes) -> Opened:
    """The file as a grid; UnreadableFile says why it is none."""
    # each reader is loaded only when a file needs it
    if holds_xls(data):
        from xlperf.workbook.xls_grid import read_xls

        return Opened(read_xls(data), in_place=False)
    if holds_html(data):
        from xlperf.workbook.html_grid import read_html

        return Opened(read_html(data), in_place=False)
    if data.startswith(b"PK"):
        from xlperf.workbook.docx_grid import holds_docx, read_docx
        from xlperf.workbook.ods_grid import holds_ods, read_ods

        archive = Archive(data)
        if holds_ods(archive):
            return Opened(read_ods(archive), in_place=False)
        if holds_docx(archive):
            return Opened(read_docx(archive), in_place=False)
    return Opened(read_grid(Package(data)), in_place=True)
