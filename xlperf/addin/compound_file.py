"""Compound files (MS-CFB, version 3): a small file system in one file, as VBA projects are stored in."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

Tree: TypeAlias = "Mapping[str, bytes | Tree]"
"""Streams by name, and storages that hold such again."""

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_FAT_SECTOR, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_NONE = 0xFFFFFFFF
_PER_SECTOR = _SECTOR // 4
_IN_HEADER = 109
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_ENTRY = struct.Struct("<64sHBB3I16sI8s8sIQ")
_HEADER = struct.Struct("<8s16s5H6s9I")
_LONGEST_NAME = 31


@dataclass(frozen=True)
class _Entry:
    """One line of the directory; ``left``, ``right`` and ``child`` are numbers of other lines."""

    name: str
    kind: int
    data: bytes = b""
    colour: int = _BLACK
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = 0
    size: int = 0

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le") + b"\0\0"
        links = (self.colour, self.left, self.right, self.child)
        zeros = (bytes(16), 0, bytes(8), bytes(8))
        return _ENTRY.pack(name, len(name), self.kind, *links, *zeros, self.start, self.size)


@dataclass
class _Sectors:
    """Sectors of one size in a row, with the table that chains them."""

    size: int
    content: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def add(self, data: bytes) -> int:
        """Append a chain; its first sector."""
        if not data:
            return _END
        start = len(self.table)
        count = -(-len(data) // self.size)
        self.table += [*range(start + 1, start + count), _END]
        self.content += data.ljust(count * self.size, b"\0")
        return start


def compound_file(tree: Tree) -> bytes:
    """The compound file that holds ``tree``; equal trees give equal bytes."""
    entries = _directory(tree)
    sectors, minis = _Sectors(_SECTOR), _Sectors(_MINI)
    for number, entry in enumerate(entries):
        if entry.kind == _STREAM:
            home = sectors if len(entry.data) >= _CUTOFF else minis
            entries[number] = replace(entry, start=home.add(entry.data), size=len(entry.data))
    start = sectors.add(bytes(minis.content))
    entries[0] = replace(entries[0], start=start, size=len(minis.content))
    mini_table = _numbers(minis.table)
    mini_table_start = sectors.add(mini_table)
    directory_start = sectors.add(b"".join(_lines(entries)))
    fat_start, fat_count = _add_fat(sectors)
    in_header = [*range(fat_start, fat_start + fat_count)]
    header = _HEADER.pack(
        bytes.fromhex("d0cf11e0a1b11ae1"),
        bytes(16),
        *(0x3E, 3, 0xFFFE, 9, 6),
        bytes(6),
        *(0, fat_count, directory_start, 0, _CUTOFF),
        *(mini_table_start, len(mini_table) // _SECTOR, _END, 0),
    )
    in_header += [_FREE] * (_IN_HEADER - fat_count)
    return header + struct.pack(f"<{_IN_HEADER}I", *in_header) + bytes(sectors.content)


def _add_fat(sectors: _Sectors) -> tuple[int, int]:
    """Append the table of all sectors, its own among them: where it starts and how many sectors it takes."""
    used, count = len(sectors.table), 0
    while used + count > count * _PER_SECTOR:
        count += 1
    if count > _IN_HEADER:
        raise ValueError(f"a compound file of {used} sectors is larger than any VBA project")
    sectors.table += [_FAT_SECTOR] * count
    sectors.content += _numbers(sectors.table)
    return used, count


def _numbers(table: Sequence[int]) -> bytes:
    missing = -len(table) % _PER_SECTOR
    return struct.pack(f"<{len(table) + missing}I", *table, *[_FREE] * missing)


def _lines(entries: list[_Entry]) -> Iterator[bytes]:
    """The directory; its last sector is filled up with unused lines."""
    unused = _ENTRY.pack(bytes(64), 0, 0, 0, *[_NONE] * 3, bytes(16), 0, bytes(8), bytes(8), 0, 0)
    yield from (entry.packed() for entry in entries)
    yield unused * (-len(entries) % (_SECTOR // _ENTRY.size))


def _directory(tree: Tree) -> list[_Entry]:
    entries = [_Entry("Root Entry", _ROOT)]
    _add_children(entries, 0, tree)
    return entries


def _add_children(entries: list[_Entry], parent: int, tree: Tree) -> None:
    names = sorted(tree, key=_order)
    if len({_order(name) for name in names}) < len(names):
        raise ValueError(f"names that differ in case only: {', '.join(names)}")
    first = len(entries)
    for name in names:
        if not 0 < len(name.encode("utf-16-le")) // 2 <= _LONGEST_NAME:
            raise ValueError(f"no name for a stream: {name!r}")
        content = tree[name]
        entries.append(
            _Entry(name, _STREAM, content) if isinstance(content, bytes) else _Entry(name, _STORAGE)
        )
    entries[parent] = replace(entries[parent], child=_balance(entries, first, len(entries)))
    for number, name in enumerate(names, first):
        content = tree[name]
        if not isinstance(content, bytes):
            _add_children(entries, number, content)


def _order(name: str) -> tuple[int, bytes]:
    """Shorter names come first, then capitals decide, code unit by code unit."""
    return len(name.encode("utf-16-le")), name.upper().encode("utf-16-be")


def _balance(entries: list[_Entry], first: int, after: int) -> int:
    """Make the sorted lines a red-black tree; its top. Only a lowest level that is not full is red."""
    full = (after - first + 1).bit_length() - 1

    def branch(low: int, high: int, depth: int) -> int:
        if low == high:
            return _NONE
        middle = (low + high) // 2
        left, right = branch(low, middle, depth + 1), branch(middle + 1, high, depth + 1)
        colour = _RED if depth > full else _BLACK
        entries[middle] = replace(entries[middle], colour=colour, left=left, right=right)
        return middle

    return branch(first, after, 1)
