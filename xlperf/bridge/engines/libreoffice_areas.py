"""Areas of a sheet as texts say them, and as UNO does."""

from __future__ import annotations

import re
from typing import Any

from xlperf.workbook.place import MAX_COLUMN, MAX_ROW, Area, column_number

_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})\Z", re.IGNORECASE)
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})\Z")


def parse_area(text: str) -> Area:
    """``A1``, ``$A$1:B2``, ``A:C`` or ``1:3``; ValueError when it is none of these."""
    if columns := _COLUMNS.match(text):
        first, last = sorted(map(column_number, columns.groups()))
        return Area(1, first, MAX_ROW, last)
    if rows := _ROWS.match(text):
        top, bottom = sorted(map(int, rows.groups()))
        return Area(top, 1, bottom, MAX_COLUMN)
    return Area.parse(text)


def area_of(address: Any) -> Area:
    """UNO's range address, counted from 0, as an area."""
    return Area(address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1)
