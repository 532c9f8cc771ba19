"""The pictograms of the ribbon, from their SVG to PNG: no program for drawing is needed to build the add-in.

Of SVG it knows what ``macros/icons`` uses: ``rect``, ``circle``, ``polygon`` (filled) and ``polyline`` (stroked, with
round ends), each in one opaque colour, in a square view box.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

from xlperf.resources import shipped

Point = tuple[float, float]
Colour = tuple[int, int, int]
Shape = Callable[[float, float], float]
"""the distance of a point from the edge, negative inside"""

_SVG = "{http://www.w3.org/2000/svg}"
_HEAD = b"\x89PNG\r\n\x1a\n"
_RGBA, _BITS, _UNFILTERED = 6, 8, b"\0"


@dataclass(frozen=True)
class Icon:
    """A pictogram: its name, the side of its view box, and shapes with their colours, the lowest first."""

    name: str
    side: float
    shapes: tuple[tuple[Shape, Colour], ...]

    def png(self, pixels: int) -> bytes:
        """The picture, so many pixels wide and high."""
        rows = b"".join(_UNFILTERED + self._row(y, pixels) for y in range(pixels))
        head = struct.pack(">IIBBBBB", pixels, pixels, _BITS, _RGBA, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
        return _HEAD + b"".join(_chunk(kind, data) for kind, data in parts)

    def _row(self, y: int, pixels: int) -> bytes:
        scale = self.side / pixels
        return b"".join(self._pixel((x + 0.5) * scale, (y + 0.5) * scale, scale) for x in range(pixels))

    def _pixel(self, x: float, y: float, scale: float) -> bytes:
        red = green = blue = alpha = 0.0
        for distance, colour in self.shapes:
            # how much of the pixel the shape covers: a straight edge through it is close enough
            over = min(1.0, max(0.0, 0.5 - distance(x, y) / scale))
            if over:
                red, green, blue = (
                    part * over + below * (1 - over)
                    for part, below in zip(colour, (red, green, blue), strict=True)
                )
                alpha = over + alpha * (1 - over)
        if not alpha:
            return b"\0\0\0\0"
        return bytes((*(round(part / alpha) for part in (red, green, blue)), round(alpha * 255)))


def read_icons(folder: Path | None = None) -> tuple[Icon, ...]:
    """The shipped pictograms, by name."""
    return tuple(read_icon(file) for file in sorted((folder or shipped("macros") / "icons").glob("*.svg")))


def read_icon(file: Path) -> Icon:
    """A pictogram from its SVG; ValueError where it uses what this module does not know."""
    root = ET.fromstring(file.read_bytes())
    left, top, width, height = _numbers(root.get("viewBox", ""))
    if (left, top) != (0, 0) or width != height:
        raise ValueError(f"{file.name}: the view box is no square at the origin")
    return Icon(file.stem, width, tuple(_shape(file.name, element) for element in root))


def _shape(file: str, element: ET.Element) -> tuple[Shape, Colour]:
    kind = element.tag.removeprefix(_SVG)
    if kind == "polyline":
        points, half = _points(element), float(element.get("stroke-width", "1")) / 2
        return (lambda x, y: _from_line(x, y, points) - half), _colour(file, element.get("stroke"))
    colour = _colour(file, element.get("fill"))
    if kind == "circle":
        across, down, radius = (float(element.get(name, "0")) for name in ("cx", "cy", "r"))
        return (lambda x, y: math.hypot(x - across, y - down) - radius), colour
    if kind == "rect":
        left, top, width, height = (float(element.get(name, "0")) for name in ("x", "y", "width", "height"))
        right, bottom = left + width, top + height
        corners: Sequence[Point] = ((left, top), (right, top), (right, bottom), (left, bottom))
    elif kind == "polygon":
        corners = _points(element)
    else:
        raise ValueError(f"{file}: {kind} is not among the shapes of our pictograms")
    return (lambda x, y: _from_polygon(x, y, corners)), colour


def _from_line(x: float, y: float, points: Sequence[Point]) -> float:
    return min(_from_segment(x, y, *ends) for ends in pairwise(points))


def _from_polygon(x: float, y: float, corners: Sequence[Point]) -> float:
    closed = (*corners, corners[0])
    distance = _from_line(x, y, closed)
    inside = False
    for (ax, ay), (bx, by) in pairwise(closed):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return -distance if inside else distance


def _from_segment(x: float, y: float, start: Point, end: Point) -> float:
    across, down = end[0] - start[0], end[1] - start[1]
    length = across * across + down * down
    along = ((x - start[0]) * across + (y - start[1]) * down) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.hypot(x - start[0] - along * across, y - start[1] - along * down)


def _colour(file: str, text: str | None) -> Colour:
    if text is None or len(text) != 7 or not text.startswith("#"):
        raise ValueError(f"{file}: not a colour like #C00000: {text}")
    red, green, blue = bytes.fromhex(text[1:])
    return red, green, blue


def _points(element: ET.Element) -> tuple[Point, ...]:
    numbers = _numbers(element.get("points", ""))
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.replace(",", " ").split())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
