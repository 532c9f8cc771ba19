"""A sheet as read, whatever it was read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlperf.errors import UsageError
from xlperf.projects.cells import Raw
from xlperf.workbook.place import Area

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 100_000, 200, 5_000_000


@dataclass(frozen=True)
class RawSheet:
    """A sheet as read: rows of equal length, and its merged areas (numbered from 1)."""

    rows: Sequence[Sequence[Raw]]
    merges: tuple[Area, ...] = ()


def check_size(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet that no project list needs."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise UsageError(
            f"“{name}”有{rows}行、{columns}列，超过项目清单的上限（{MAX_ROWS}行、{MAX_COLUMNS}列）。"
            "请删去数据以外的行和列（选中后右键删除）再试。"
        )
