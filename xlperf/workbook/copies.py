"""Copies with results: whether somebody has worked in one since it was written."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from xlperf.workbook.draft import Draft
from xlperf.workbook.grid import Grid, Sheet
from xlperf.workbook.package import Package
from xlperf.workbook.patch_stamp import read_copy_digest, read_copy_origin, write_copy_digest
from xlperf.workbook.place import Place
from xlperf.workbook.read_stamp import read_stamp
from xlperf.workbook.stamp import CHECK_SHEET, GUIDE_SHEET, RESULT_NAMES, STAMP_SHEET
from xlperf.workbook.xlsx_grid import read_grid

Texts = dict[tuple[int, int], str]


def sealed_copy(data: bytes, origin: str = "") -> bytes:
    """The copy with a record of what it says, results excepted, and of its ``origin``."""
    draft = Draft(Package(data))
    write_copy_digest(draft, _digest(read_grid(Package(data))), origin)
    return draft.finished()


def origin_of(copy: bytes) -> str:
    """The origin recorded in a copy; empty where there is none. UnreadableFile where it is no workbook."""
    return read_copy_origin(read_grid(Package(copy), {STAMP_SHEET}).sheet(STAMP_SHEET))


def altered(copy: bytes, made: Grid, forms: Collection[str]) -> bool:
    """Has somebody changed the copy since it was written? UnreadableFile where it is no workbook.

    What write-back put there does not count. A workbook without our record, which is of another origin or of an earlier
    version, is compared with the grid that the copy would be ``made`` of, on the sheets of its ``forms``.
    """
    found = read_grid(Package(copy))
    recorded = read_copy_digest(found.sheet(STAMP_SHEET))
    if recorded:
        # what the file itself says by now is not lost with the copy
        return _digest(found) not in (recorded, _digest(made))
    ours = read_stamp(made).beside
    beside = read_stamp(found).beside | ours
    return any(_texts(made.sheet(name), beside) != _texts(found.sheet(name), beside) for name in forms)


def _digest(grid: Grid) -> str:
    stamp = read_stamp(grid)
    own = {STAMP_SHEET} | {grid.names[name][0] for name in RESULT_NAMES if name in grid.names}
    if stamp.template:
        own |= {CHECK_SHEET, GUIDE_SHEET}
    digest = hashlib.sha256()
    for sheet in grid.sheets:
        if sheet.name not in own:
            digest.update(repr((sheet.name, sorted(_texts(sheet, stamp.beside).items()))).encode())
    return digest.hexdigest()


def _texts(sheet: Sheet | None, without: frozenset[Place]) -> Texts:
    cells = sheet.cells.items() if sheet else ()
    return {
        (row, column): text
        for (row, column), cell in cells
        # programs differ in how they keep line breaks
        if (text := "".join(cell.text.split())) and sheet and Place(sheet.name, row, column) not in without
    }
