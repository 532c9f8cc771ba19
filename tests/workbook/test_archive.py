"""Zip archives: limits, lies and damage; and rewriting them."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest

from tests.workbook.foreign_books import bare_book, parts, refusal, rich_book, zipped
from xlperf.errors import UnreadableFile
from xlperf.workbook import archive
from xlperf.workbook.package import Package
from xlperf.workbook.xlsx_grid import read_grid

CELLS = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'


def test_bytes_before_the_archive_do_not_matter() -> None:
    book = bare_book(CELLS)
    with pytest.raises(UnreadableFile):
        Package(b"junk" + book)
    assert Package(b"PK" + book).sheets == Package(book).sheets


def bomb(declared: int | None = None) -> bytes:
    """A sheet of 400 MB of blanks in 400 kB; ``declared`` is what the zip says of it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = b" " * 2**20
    packed = b"".join(packer.compress(megabyte) for _ in range(400)) + packer.flush()
    entry = bytearray(zipped(parts(bare_book(CELLS)) | {"book/one.xml": b"?"}))
    local = entry.rfind(b"PK\3\4")
    start = local + 30 + len(b"book/one.xml")
    central = bytes(entry[entry.index(b"PK\1\2") :])
    old = len(central)
    last = central.rindex(b"PK\1\2")
    record = bytearray(central)
    record[last + 20 : last + 28] = struct.pack("<2L", len(packed), declared or 400 * 2**20)
    end = record.index(b"PK\5\6")
    record[end + 16 : end + 20] = struct.pack("<L", start + len(packed))
    assert old == len(record)
    return bytes(entry[:start]) + packed + bytes(record)


@pytest.mark.parametrize("declared", [None, 1000])
def test_zip_bombs_are_not_inflated(declared: int | None) -> None:
    data = bomb(declared)
    tracemalloc.start()
    try:
        assert refusal(data).code == "XP904"
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    book = bare_book(CELLS)
    for limit, value in (("MAX_FILE", 100), ("MAX_TOTAL", 500), ("MAX_PART", 100), ("MAX_ENTRIES", 3)):
        with monkeypatch.context() as patched:
            patched.setattr(archive, limit, value)
            assert refusal(book).code == "XP904"


def test_overlapping_entries() -> None:
    book = bytearray(bare_book(CELLS))
    first, second = book.index(b"PK\1\2"), book.index(b"PK\1\2", book.index(b"PK\1\2") + 4)
    book[second + 42 : second + 46] = book[first + 42 : first + 46]
    assert refusal(bytes(book)).code == "XP904"


def test_damage_inside_an_entry() -> None:
    book = bytearray(rich_book())
    at = book.index(b"xl/worksheets/sheet1.xml") + 60
    book[at] ^= 0xFF
    assert refusal(bytes(book)).code == "XP901"


def test_entries_with_a_password_or_foreign_packing() -> None:
    book = bytearray(bare_book(CELLS))
    at = book.index(b"PK\1\2")
    book[at + 8] |= 1
    assert refusal(bytes(book)).code == "XP902"
    book[at + 8] &= 0xFE
    book[at + 10] = 9
    assert refusal(bytes(book)).code == "XP901"


def test_two_parts_of_one_name() -> None:
    buffer = io.BytesIO(bare_book(CELLS))
    with zipfile.ZipFile(buffer, "a") as added:
        added.writestr("BOOK/one.xml", "<x/>")
    assert refusal(buffer.getvalue()).code == "XP901"


def test_zip64_and_streamed_archives() -> None:
    class Unseekable(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    buffer = Unseekable()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as streamed:
        for name, part in parts(bare_book(CELLS)).items():
            with streamed.open(name, "w", force_zip64=True) as file:
                file.write(part)
    package = Package(buffer.getvalue())
    assert read_grid(package).sheets[0].text(1, 1) == "1"
    changed = package.archive.rewritten({"book/new.xml": b"<a/>", "book/ONE.xml": b"<b/>"})
    assert parts(changed) == parts(bare_book(CELLS)) | {"book/new.xml": b"<a/>", "book/one.xml": b"<b/>"}
    assert archive.Archive(changed).rewritten({}) == changed
