"""Paper: how many rows of a sheet fit on a page when all its columns do, as Excel lays them out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

SIDE_MARGIN, TOP_MARGIN, BOTTOM_MARGIN = 0.4, 0.5, 0.6
"""in inches"""
_SIZES = {"A4": (8.27, 11.69), "A3": (11.69, 16.54)}
_POINTS, _PIXELS = 72, 96
# the usual type of a workbook: a figure is so many pixels wide, a column has a margin
_FIGURE, _COLUMN_MARGIN = 7, 5


def page_room(
    paper: Literal["A4", "A3"], orientation: Literal["landscape", "portrait"], widths: Iterable[float]
) -> float:
    """The height of the rows that one page takes, in points; ``widths`` are those of all columns, in characters."""
    short, long = _SIZES[paper]
    across, down = (long, short) if orientation == "landscape" else (short, long)
    wide = sum(_FIGURE * width + _COLUMN_MARGIN for width in widths) / _PIXELS
    scale = min(1.0, (across - 2 * SIDE_MARGIN) / wide)
    return (down - TOP_MARGIN - BOTTOM_MARGIN) * _POINTS / scale
