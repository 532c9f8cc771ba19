"""A zip file as raw entries: inflated within limits, and rewritten with all that did not change as it was."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from xlperf.workbook.refusals import damaged, locked, too_large

MAX_FILE = 300 * 2**20
MAX_TOTAL = 300 * 2**20
MAX_PART = 200 * 2**20
MAX_ENTRIES = 20_000

_END, _END64, _LOCATOR64 = b"PK\5\6", b"PK\6\6", b"PK\6\7"
_CENTRAL = struct.Struct("<4s2B5H3L5H2L")
_LOCAL = struct.Struct("<4sHHHHHLLLHH")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_ZIP64_EXTRA = 1
_NEW_TIME, _NEW_DATE = 0, 0x21  # 1980-01-01, the earliest a zip can say: results carry no clock
_SPARE = 0xFFFF_FFFF


@dataclass(frozen=True)
class Entry:
    """One file inside the archive, as its central record describes it."""

    name: str
    raw_name: bytes
    made_by: int
    system: int
    needs: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    extra: bytes
    comment: bytes
    internal: int
    external: int
    start: int
    """where its local header stands"""
    body: int
    """where its packed bytes stand"""

    @property
    def directory(self) -> bool:
        """A folder, which holds no bytes."""
        return self.name.endswith("/")


class Archive:
    """The entries of a zip file in their order. Nothing is inflated before it is asked for."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MAX_FILE:
            raise too_large(f"文件有 {len(data) >> 20} MB")
        self.data = data
        declared, self._first, self._last = _find_directory(data)
        # bytes may stand before the archive; offsets then count from its own beginning
        self._shift = self._first - declared
        self.entries = tuple(self._read_directory())
        self._by_name = {entry.name.lower(): entry for entry in self.entries}
        self._check()

    def find(self, name: str) -> Entry | None:
        """The entry of that part name; case does not count, as the packaging standard has it."""
        return self._by_name.get(name.lower()) or self._by_name.get(unquote(name).lower())

    def inflate(self, entry: Entry) -> bytes:
        """The bytes of an entry, refused when they are not what was declared."""
        raw = self.data[entry.body : entry.body + entry.packed]
        if entry.method == _STORED:
            content = raw
        elif entry.method == _DEFLATED:
            try:
                content = zlib.decompressobj(-15).decompress(raw, entry.size + 1)
            except zlib.error:
                raise damaged(f"{entry.name} 解压失败") from None
        else:
            raise damaged(f"{entry.name} 用了不支持的压缩方式")
        if len(content) > entry.size:
            raise too_large(f"{entry.name} 解压后比声明的大")
        if len(content) < entry.size or zlib.crc32(content) != entry.crc:
            raise damaged(f"{entry.name} 的内容与校验码不符")
        return content

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """The archive with these parts replaced, or added at the end; other entries are copied as packed."""
        changed = {name.lower(): content for name, content in parts.items()}
        records: list[tuple[Entry, bytes]] = []
        follows = self._followers()
        for entry in self.entries:
            content = changed.pop(entry.name.lower(), None)
            if content is None or content == self.inflate(entry):
                records.append((entry, self.data[entry.start : follows[entry.start]]))
            else:
                records.append(_packed(entry, content))
        records += [_packed(_new_entry(name), parts[name]) for name in parts if name.lower() in changed]
        out = bytearray()
        directory = bytearray()
        for entry, local in records:
            directory += _central_record(entry, len(out))
            out += local
        end = struct.pack("<4s4H2LH", _END, 0, 0, len(records), len(records), len(directory), len(out), 0)
        return bytes(out + directory + end)

    def _read_directory(self) -> list[Entry]:
        entries: list[Entry] = []
        at = self._first
        while at < self._last:
            if len(entries) == MAX_ENTRIES:
                raise too_large(f"内部文件超过 {MAX_ENTRIES} 个")
            entry, at = self._read_record(at)
            entries.append(entry)
        return entries

    def _read_record(self, at: int) -> tuple[Entry, int]:
        if at + _CENTRAL.size > self._last:
            raise damaged("压缩包目录不完整")
        record = _CENTRAL.unpack_from(self.data, at)
        (signature, made_by, system, needs, flags, method, time, date, crc, packed, size) = record[:11]
        (name_size, extra_size, comment_size, _disk, internal, external, start) = record[11:]
        at += _CENTRAL.size
        after = at + name_size + extra_size + comment_size
        if signature != b"PK\1\2" or after > self._last:
            raise damaged("压缩包目录不完整")
        raw_name = self.data[at : at + name_size]
        extra = self.data[at + name_size : at + name_size + extra_size]
        size, packed, start = _wide(extra, size, packed, start)
        start += self._shift
        body = self._body(start)
        return Entry(
            name=_part_name(raw_name, flags),
            raw_name=raw_name,
            made_by=made_by,
            system=system,
            needs=needs,
            flags=flags,
            method=method,
            time=time,
            date=date,
            crc=crc,
            packed=packed,
            size=size,
            extra=_without_zip64(extra),
            comment=self.data[after - comment_size : after],
            internal=internal,
            external=external,
            start=start,
            body=body,
        ), after

    def _body(self, start: int) -> int:
        if not 0 <= start <= self._first - _LOCAL.size or self.data[start : start + 4] != b"PK\3\4":
            raise damaged("压缩包目录与内容对不上")
        *_, name_size, extra_size = _LOCAL.unpack_from(self.data, start)
        return start + _LOCAL.size + int(name_size) + int(extra_size)

    def _check(self) -> None:
        if len(self._by_name) < len(self.entries):
            raise damaged("内部有同名的文件")
        if any(entry.flags & _ENCRYPTED for entry in self.entries):
            raise locked()
        for entry in self.entries:
            if entry.size > MAX_PART:
                raise too_large(f"{entry.name} 解压后有 {entry.size >> 20} MB")
        if sum(entry.size for entry in self.entries) > MAX_TOTAL:
            raise too_large(f"解压后超过 {MAX_TOTAL >> 20} MB")
        reached = 0
        for entry in sorted(self.entries, key=lambda one: one.start):
            if entry.start < reached:
                raise too_large("内部文件互相重叠")
            reached = entry.body + entry.packed
        if reached > self._first:
            raise damaged("压缩包目录与内容对不上")

    def _followers(self) -> dict[int, int]:
        # an entry reaches up to the next one: a data descriptor may stand between
        starts = sorted(entry.start for entry in self.entries)
        return dict(zip(starts, [*starts[1:], self._first], strict=True))


def _find_directory(data: bytes) -> tuple[int, int, int]:
    """Where the directory is said to begin, where it does begin, and where it ends."""
    at = data.rfind(_END, max(0, len(data) - 22 - 0xFFFF))
    if at < 0 or at + 22 > len(data):
        raise damaged("文件没有结尾，可能没有传完")
    size, offset = struct.unpack_from("<2L", data, at + 12)
    last = at
    if data[at - 20 : at - 16] == _LOCATOR64 and at >= 76:
        last = data.rfind(_END64, 0, at - 20)
        if last < 0 or last + 56 > at:
            raise damaged("压缩包目录不完整")
        size, offset = struct.unpack_from("<2Q", data, last + 40)
    if size > last:
        raise damaged("压缩包目录不完整")
    return offset, last - size, last


def _wide(extra: bytes, size: int, packed: int, start: int) -> tuple[int, int, int]:
    """The true figures where a zip64 extra field holds those too large for their 32 bits."""
    values = [size, packed, start]
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _ZIP64_EXTRA:
            wide = extra[at + 4 : at + 4 + length]
            for index, value in enumerate(values):
                if value == _SPARE and len(wide) >= 8:
                    values[index] = struct.unpack_from("<Q", wide)[0]
                    wide = wide[8:]
            break
        at += 4 + length
    return values[0], values[1], values[2]


def _without_zip64(extra: bytes) -> bytes:
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        if kind == _ZIP64_EXTRA:
            return extra[:at] + extra[at + 4 + length :]
        at += 4 + length
    return extra


def _part_name(raw: bytes, flags: int) -> str:
    name = raw.decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    # some writers use the other slash; nothing is ever written to disk under these names
    return name.replace("\\", "/").lstrip("/")


def _new_entry(name: str) -> Entry:
    raw = name.encode()
    flags = 0 if name.isascii() else _UTF8
    return Entry(
        name, raw, 20, 0, 20, flags, _DEFLATED, _NEW_TIME, _NEW_DATE, 0, 0, 0, b"", b"", 0, 0, start=0, body=0
    )


def _packed(entry: Entry, content: bytes) -> tuple[Entry, bytes]:
    """The entry with this content, and its local header and body."""
    if entry.method == _STORED:
        body = content
    else:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        body = packer.compress(content) + packer.flush()
    flags = entry.flags & ~_DESCRIPTOR
    crc = zlib.crc32(content)
    packed = replace(entry, flags=flags, crc=crc, packed=len(body), size=len(content))
    header = _LOCAL.pack(
        b"PK\3\4",
        entry.needs,
        flags,
        entry.method,
        entry.time,
        entry.date,
        crc,
        len(body),
        len(content),
        len(entry.raw_name),
        0,
    )
    return packed, header + entry.raw_name + body


def _central_record(entry: Entry, start: int) -> bytes:
    record = _CENTRAL.pack(
        b"PK\1\2",
        entry.made_by,
        entry.system,
        entry.needs,
        entry.flags,
        entry.method,
        entry.time,
        entry.date,
        entry.crc,
        entry.packed,
        entry.size,
        len(entry.raw_name),
        len(entry.extra),
        len(entry.comment),
        0,
        entry.internal,
        entry.external,
        start,
    )
    return record + entry.raw_name + entry.extra + entry.comment
