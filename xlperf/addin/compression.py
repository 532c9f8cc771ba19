"""The compression of VBA sources (MS-OVBA 2.4.1): chunks of 4096 bytes, each packed on its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

_CHUNK = 4096
_SIGNATURE = b"\x01"
# the three bits every chunk header carries, and the one that says the chunk is packed
_HEADER, _PACKED = 0x3000, 0x8000
_SHORTEST = 3


def compress(data: bytes) -> bytes:
    """The compressed container of ``data``.

    A last chunk that does not get smaller is filled up with zero bytes, as the format demands; texts never are such.
    """
    chunks = (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))
    return _SIGNATURE + b"".join(_chunk(chunk) for chunk in chunks)


def _chunk(data: bytes) -> bytes:
    packed = b"".join(_groups(data))
    if len(packed) > _CHUNK:
        return _header(_CHUNK, 0) + data.ljust(_CHUNK, b"\0")
    return _header(len(packed), _PACKED) + packed


def _header(size: int, packed: int) -> bytes:
    return (packed | _HEADER | (size - 1)).to_bytes(2, "little")


def _groups(data: bytes) -> Iterator[bytes]:
    """Eight tokens each, behind a byte whose bits say which of them are copies."""
    flags, body, count = 0, bytearray(), 0
    for token in _tokens(data):
        flags |= (len(token) == 2) << count
        body += token
        count += 1
        if count == 8:
            yield bytes([flags]) + body
            flags, body, count = 0, bytearray(), 0
    if count:
        yield bytes([flags]) + body


def _tokens(data: bytes) -> Iterator[bytes]:
    """Literal bytes, or pairs of bytes that copy what stands further ahead."""
    seen: defaultdict[bytes, list[int]] = defaultdict(list)
    at = 0
    while at < len(data):
        # the further into the chunk, the more bits for the distance and the fewer for the length
        distance_bits = max((at - 1).bit_length(), 4)
        length_bits = 16 - distance_bits
        longest = min((1 << length_bits) - 1 + _SHORTEST, len(data) - at)
        length, source = _match(data, at, longest, seen[data[at : at + _SHORTEST]])
        if length < _SHORTEST:
            length = 1
            yield data[at : at + 1]
        else:
            yield ((at - source - 1) << length_bits | (length - _SHORTEST)).to_bytes(2, "little")
        for passed in range(at, at + length):
            seen[data[passed : passed + _SHORTEST]].append(passed)
        at += length


def _match(data: bytes, at: int, longest: int, candidates: list[int]) -> tuple[int, int]:
    """Length and place of the longest equal bytes ahead of ``at``, the nearest of the equally long."""
    best, source = 0, 0
    for candidate in reversed(candidates):
        length = 0
        # what is copied may run into what is being written
        while length < longest and data[candidate + length] == data[at + length]:
            length += 1
        if length > best:
            best, source = length, candidate
            if best == longest:
                break
    return best, source
