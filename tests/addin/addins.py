"""Looking into an add-in with programs that know workbooks only."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from xlperf.workbook.archive import Archive

TYPES = "[Content_Types].xml"


def as_workbook(addin: bytes) -> bytes:
    """The same content as a workbook with macros."""
    archive = Archive(addin)
    entry = archive.find(TYPES)
    assert entry is not None
    types = archive.inflate(entry)
    return archive.rewritten({TYPES: types.replace(b"ms-excel.addin.", b"ms-excel.sheet.")})


def named_value(addin: bytes, name: str) -> object:
    """What stands in the cell of that name; None when there is none."""
    book = load_workbook(io.BytesIO(as_workbook(addin)))
    if name not in book.defined_names:
        return None
    ((sheet, address),) = book.defined_names[name].destinations
    return book[sheet][address].value
