"""Records of old workbooks: formulas are found, charts inside sheets are not, and masses are refused."""

from __future__ import annotations

import struct

import pytest

from xlperf.errors import UnreadableFile
from xlperf.workbook import xls_records
from xlperf.workbook.xls_records import SheetRecords, sheet_records

BEGIN, END = (0x0809, bytes(16)), (0x000A, b"")


def stream(*records: tuple[int, bytes]) -> bytes:
    """The records one after the other."""
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records)


def at(row: int, column: int) -> bytes:
    """The body of a record of one cell."""
    return struct.pack("<HHH", row, column, 0) + bytes(16)


def test_formulas_and_counts_of_this_sheet_only() -> None:
    chart = (BEGIN, (0x0006, at(9, 9)), END)
    data = stream(
        BEGIN, (0x0006, at(3, 4)), (0x0203, at(3, 5)), *chart, (0x0006, at(70, 2)), END, (0x0006, at(1, 1))
    )
    assert sheet_records(data) == SheetRecords(frozenset({(3, 4), (70, 2)}), 4, 6 + 10 + 3)


def test_rows_of_figures_and_of_blanks_are_counted_by_their_cells() -> None:
    figures = struct.pack("<HH", 1, 4) + bytes(3 * 6) + struct.pack("<H", 6)
    blanks = struct.pack("<HH", 2, 0) + bytes(10 * 2) + struct.pack("<H", 9)
    data = stream(BEGIN, (0x00BD, figures), (0x00BE, blanks), (0x0201, at(1, 2)), END)
    assert sheet_records(data) == SheetRecords(frozenset(), 3, 7 + 10)


@pytest.mark.parametrize("end", range(0, 60, 7))
def test_a_sheet_cut_anywhere_is_read_as_far_as_it_goes(end: int) -> None:
    data = stream(BEGIN, (0x0006, at(3, 4)), (0x0006, at(3, 5)))[:end]
    assert sheet_records(data).formulas <= {(3, 4), (3, 5)}


def test_endless_records_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xls_records, "MOST_RECORDS", 100)
    with pytest.raises(UnreadableFile) as refused:
        sheet_records(stream(BEGIN, *[(0x1234, b"")] * 200))
    assert refused.value.code == "XP904"
