"""A strict reader of compound files: everything MS-CFB demands of a file of version 3, without mercy."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SECTOR, MINI, CUTOFF = 512, 64, 4096
FAT_SECTOR, END, FREE, NONE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
UNUSED, STORAGE, STREAM, ROOT = 0, 1, 2, 5
RED = 0


@dataclass(frozen=True)
class Line:
    """A line of the directory."""

    name: str
    kind: int
    colour: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Container:
    """A compound file, taken apart; ``problems()`` says what is wrong with it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        (self.fat_count, self.directory_start, self.cutoff, self.mini_start, self.mini_count, self.more) = (
            *struct.unpack_from("<2I", data, 44),
            *struct.unpack_from("<3I", data, 56),
            struct.unpack_from("<I", data, 72)[0],
        )
        fat_sectors = struct.unpack_from("<109I", data, 76)
        self.fat_sectors = [one for one in fat_sectors if one != FREE]
        self.fat = [number for one in self.fat_sectors for number in self.numbers(self.sector(one))]
        self.lines = [self.line(at) for at in range(len(self.chained(self.directory_start)) // 128)]
        self.minis = self.numbers(self.chained(self.mini_start)) if self.mini_count else ()

    def sector(self, number: int) -> bytes:
        return self.data[(number + 1) * SECTOR : (number + 2) * SECTOR]

    @staticmethod
    def numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data)

    def chain(self, start: int, table: tuple[int, ...] | list[int]) -> list[int]:
        found = []
        while start != END:
            assert start < len(table), f"chain leads to {start:x} of {len(table)}"
            assert start not in found, f"chain runs in a circle at {start}"
            found.append(start)
            start = table[start]
        return found

    def chained(self, start: int) -> bytes:
        return b"".join(self.sector(number) for number in self.chain(start, self.fat))

    def line(self, at: int) -> Line:
        raw = self.chained(self.directory_start)[at * 128 : (at + 1) * 128]
        length, kind, colour, left, right, child = struct.unpack_from("<HBB3I", raw, 64)
        start, size = struct.unpack_from("<IQ", raw, 116)
        return Line(
            raw[: max(length - 2, 0)].decode("utf-16-le"), kind, colour, left, right, child, start, size
        )

    def read(self, line: Line) -> bytes:
        """The bytes of a stream."""
        if line.size >= CUTOFF:
            return self.chained(line.start)[: line.size]
        ministream = self.chained(self.lines[0].start)
        chain = self.chain(line.start, self.minis)
        return b"".join(ministream[number * MINI : (number + 1) * MINI] for number in chain)[: line.size]

    def streams(self, parent: int = 0, path: str = "") -> Iterator[tuple[str, bytes]]:
        """Every stream by its path."""
        for number in self.siblings(self.lines[parent].child):
            line = self.lines[number]
            if line.kind == STREAM:
                yield path + line.name, self.read(line)
            else:
                yield from self.streams(number, f"{path}{line.name}/")

    def siblings(self, top: int) -> list[int]:
        """The lines of a tree from left to right."""
        if top == NONE:
            return []
        line = self.lines[top]
        return [*self.siblings(line.left), top, *self.siblings(line.right)]

    def problems(self) -> Iterator[str]:
        """Everything that is not as the specification has it."""
        if self.data[:8] != bytes.fromhex("d0cf11e0a1b11ae1") or any(self.data[8:24]):
            yield "signature"
        if struct.unpack_from("<5H", self.data, 24)[1:] != (3, 0xFFFE, 9, 6) or any(self.data[34:44]):
            yield "version, byte order, sector sizes"
        if self.cutoff != CUTOFF or self.more or struct.unpack_from("<I", self.data, 68)[0] != END:
            yield "cutoff, further tables"
        if len(self.data) % SECTOR or len(self.fat_sectors) != self.fat_count:
            yield "length of the file, number of tables"
        yield from self.use_of_sectors()
        for number, line in enumerate(self.lines):
            yield from self.line_problems(number, line)

    def use_of_sectors(self) -> Iterator[str]:
        chains = [self.directory_start, self.lines[0].start, *([self.mini_start] if self.mini_count else [])]
        big = [line for line in self.lines if line.kind == STREAM and line.size >= CUTOFF]
        used = [*self.fat_sectors]
        for start in (*chains, *(line.start for line in big)):
            used += self.chain(start, self.fat)
        if sorted(used) != [*range(len(self.data) // SECTOR - 1)]:
            yield "sectors used twice or not at all"
        if any(self.fat[number] != FAT_SECTOR for number in self.fat_sectors):
            yield "tables not marked as such"
        if any(number != FREE for number in self.fat[len(used) :]):
            yield "sectors beyond the file not free"
        small = [line for line in self.lines if line.kind == STREAM and 0 < line.size < CUTOFF]
        minis = [number for line in small for number in self.chain(line.start, self.minis)]
        if sorted(minis) != [*range(self.lines[0].size // MINI)] or self.lines[0].size % MINI:
            yield "small sectors used twice or not at all"

    def line_problems(self, number: int, line: Line) -> Iterator[str]:
        if (number == 0) != (line.kind == ROOT) or (number == 0 and line.name != "Root Entry"):
            yield f"{number}: kind"
        if line.kind == UNUSED and (line.left, line.right, line.child) != (NONE, NONE, NONE):
            yield f"{number}: unused, but with links"
        if line.kind == STREAM:
            table, size = (self.fat, SECTOR) if line.size >= CUTOFF else (self.minis, MINI)
            sectors = -(-line.size // size)
            if len(self.chain(line.start, table)) != sectors:
                yield f"{line.name}: length of its chain"
        if line.kind in (STORAGE, ROOT):
            names = [self.lines[one].name for one in self.siblings(line.child)]
            if names != sorted(names, key=lambda name: (len(name), name.upper())):
                yield f"{line.name}: order of {names}"
            yield from self.tree_problems(line.child)

    def tree_problems(self, top: int) -> Iterator[str]:
        if top == NONE:
            return
        if self.lines[top].colour == RED:
            yield f"{self.lines[top].name}: red at the top"
        heights: set[int] = set()

        def walk(number: int, blacks: int, above: int) -> Iterator[str]:
            if number == NONE:
                heights.add(blacks)
                return
            line = self.lines[number]
            if line.colour == RED == above:
                yield f"{line.name}: red below red"
            for side in (line.left, line.right):
                yield from walk(side, blacks + (line.colour != RED), line.colour)

        yield from walk(top, 0, 1)
        if len(heights) > 1:
            yield f"black lines on the way down: {heights}"
