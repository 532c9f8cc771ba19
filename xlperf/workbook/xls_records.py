"""The records of one sheet of a BIFF8 workbook: which cells hold formulas, and how many cells there are."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from xlperf.workbook.refusals import too_large

MOST_RECORDS, MOST_MERGES = 1_500_000, 200_000
_FORMULA, _BOF, _END = 0x0006, 0x0809, 0x000A
_BLANK, _BLANKS, _FIGURES, _MERGES = 0x0201, 0x00BE, 0x00BD, 0x00E5
_SEVERAL = {_BLANKS, _FIGURES}
_CELLS = {_FORMULA, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E, _BLANK, *_SEVERAL}
"""formula, number, label, truth value or error, rich text, shared text, short number, and those without content"""
_LAST_COLUMN = 255


@dataclass(frozen=True)
class SheetRecords:
    """``formulas``: rows and columns from 0; ``filled``: how many cells hold something; ``room``: how many there
    are when each row reaches from the first column to its last cell, blank ones too."""

    formulas: frozenset[tuple[int, int]]
    filled: int
    room: int


def sheet_records(stream: bytes) -> SheetRecords:
    """What the records say from the beginning of a sheet to its end; damage ends it early."""
    formulas: set[tuple[int, int]] = set()
    reach: dict[int, int] = {}
    filled = merges = at = depth = count = 0
    while at + 4 <= len(stream):
        count += 1
        if count > MOST_RECORDS:
            raise too_large(f"一张工作表的记录超过 {MOST_RECORDS} 条")
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind == _BOF:
            depth += 1  # charts lie inside their sheet with a beginning and an end of their own
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                break
        elif kind == _MERGES:
            merges += length // 8
            if merges > MOST_MERGES:
                raise too_large("合并单元格过多")
        elif kind in _CELLS and length >= 6 and at + length <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at)
            filled += _filled(kind, length)
            if kind in _SEVERAL:
                column = struct.unpack_from("<H", stream, at + length - 2)[0]
            elif kind == _FORMULA and depth == 1:
                formulas.add((row, column))
            reach[row] = max(reach.get(row, 0), min(column, _LAST_COLUMN) + 1)
        at += length
    return SheetRecords(frozenset(formulas), filled, sum(reach.values()))


def _filled(kind: int, length: int) -> int:
    """How many cells a record of that length fills."""
    if kind == _FIGURES:
        return (length - 6) // 6
    return 0 if kind in (_BLANK, _BLANKS) else 1
