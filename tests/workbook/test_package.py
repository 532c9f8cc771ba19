"""Opening packages: what is refused, by which code, and with which next step."""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.foreign_books import FORM, bare_book, parts, refusal, rich_book, with_parts, zipped
from xlperf.errors import UnreadableFile, UsageError
from xlperf.workbook.package import Package, open_package, resolved
from xlperf.workbook.xlsx_grid import read_grid

CELLS = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def stream(name: str) -> bytes:
    """A compound file with a stream of that name."""
    encoded = name.encode("utf-16-le")
    return COMPOUND + encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded) + 2)


def test_lists_sheets_with_their_states() -> None:
    package = Package(rich_book())
    assert [(sheet.name, sheet.part, sheet.state, sheet.kind) for sheet in package.sheets] == [
        (FORM, "xl/worksheets/sheet1.xml", "visible", "worksheet"),
        ("说明", "xl/worksheets/sheet2.xml", "hidden", "worksheet"),
    ]
    assert package.content_type("xl/workbook.xml").endswith("sheet.main+xml")
    assert package.related("xl/workbook.xml", "styles") == "xl/styles.xml"
    assert package.related("xl/workbook.xml", "theme") == "xl/theme/theme1.xml"
    assert not package.signed
    assert {one.kind for one in package.relationships("xl/worksheets/sheet1.xml")} >= {"drawing", "comments"}


@pytest.mark.parametrize(
    ("part", "target", "expected"),
    [
        ("", "xl/workbook.xml", "xl/workbook.xml"),
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", "/xl/styles.xml", "xl/styles.xml"),
        ("xl/worksheets/sheet1.xml", "../drawings/d.xml", "xl/drawings/d.xml"),
        ("xl/workbook.xml", "./a.xml#b", "xl/a.xml"),
        ("xl/workbook.xml", "..\\a.xml", "a.xml"),
        ("xl/workbook.xml", "../../../../etc/passwd", "etc/passwd"),
    ],
)
def test_relationship_targets(part: str, target: str, expected: str) -> None:
    assert resolved(part, target) == expected


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "XP901", "空的"),
        (b"hello", "XP901", "看不出"),
        (b"PK\3\4 cut", "XP901", "没有传完"),
        (zipped({"报告.xlsx": b"x"}), "XP901", "压缩包"),
        (b"Rar!\x1a\x07", "XP901", "压缩包"),
        (zipped({"xl/workbook.xml": b"x"}), "XP901", "Content_Types"),
        (stream("EncryptedPackage"), "XP902", "密码"),
        (stream("Workbook"), "XP905", ".xls"),
        (stream("WordDocument"), "XP905", ".doc"),
        (COMPOUND, "XP901", "复合文档"),
        (b"\x09\x08\x10\x00", "XP905", "Excel"),
        (b"%PDF-1.7", "XP905", "PDF"),
        (b"\xef\xbb\xbf<html><table>", "XP905", "网页"),
        (b'<?xml?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XP905", "2003"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "XP905", ".ods"),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b""}), "XP905", ".docx"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b""}), "XP905", ".xlsb"),
        (zipped({"Index/Document.iwa": b""}), "XP905", "Numbers"),
    ],
)  # fmt: skip
def test_says_what_a_file_is(data: bytes, code: str, words: str) -> None:
    caught = refusal(data)
    assert caught.code == code
    assert words in str(caught)


@pytest.mark.parametrize(
    "missing", ["_rels/.rels", "book/main.xml", "book/one.xml", "book/_rels/main.xml.rels"]
)
def test_missing_parts(missing: str) -> None:
    assert refusal(with_parts(bare_book(CELLS), {}, [missing])).code == "XP901"


def test_missing_tables_are_no_matter_unless_needed() -> None:
    book = rich_book()
    grid = read_grid(Package(with_parts(book, {}, ["xl/styles.xml"])))
    assert grid.sheets[0].text(3, 2) == "3"
    assert "文字表" in str(refusal(with_parts(book, {}, ["xl/sharedStrings.xml"])))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk"])
@pytest.mark.parametrize("part", ["[Content_Types].xml", "_rels/.rels", "book/main.xml", "book/one.xml"])
def test_document_types_are_refused_in_every_encoding(encoding: str, part: str) -> None:
    declared = encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be")
    prolog = f'<?xml version="1.0" encoding="{declared}"?><!-- > --><!DOCTYPE a [<!ENTITY b "c">]>'
    book = bare_book(CELLS)
    evil = (prolog + parts(book)[part].decode()).encode(encoding)
    caught = refusal(with_parts(book, {part: evil}))
    assert caught.code == "XP906"
    assert part in str(caught)


def test_external_entities_are_never_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("秘密")
    book = bare_book(CELLS)
    sheet = f'<!DOCTYPE a SYSTEM "file://{secret}"><worksheet/>'
    assert refusal(with_parts(book, {"book/one.xml": sheet.encode()})).code == "XP906"


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<",
        b"<worksheet>",
        b"<a></b>",
        b"\0\0\0\0",
        b"<?xml version='1.0' encoding='utf-7'?><a/>",
        b"\xff\xfe<",
    ],
)
def test_malformed_parts_are_damage(xml: bytes) -> None:
    for part in ("[Content_Types].xml", "_rels/.rels", "book/main.xml", "book/one.xml"):
        assert refusal(with_parts(bare_book(CELLS), {part: xml})).code == "XP901"


def test_dates_from_1904() -> None:
    data = rich_book()
    book = parts(data)["xl/workbook.xml"].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    assert Package(with_parts(data, {"xl/workbook.xml": book})).date1904
    assert not Package(data).date1904


def test_strange_names_are_harmless() -> None:
    extra = {"/etc/passwd": b"x", "../../up.txt": b"x", "C:\\x.txt": b"x", "表\0.xml": b"x", "folder/": b""}
    assert read_grid(Package(with_parts(bare_book(CELLS), extra))).sheets[0].text(1, 1) == "1"


def test_names_differ_in_case_and_spelling() -> None:
    everything = parts(bare_book(CELLS))
    links = everything["book/_rels/main.xml.rels"].replace(b"/book/one.xml", b"./A%20b%E8%A1%A8.XML")
    types = everything["[Content_Types].xml"].replace(b"/book/one.xml", b"/book/A%20b%E8%A1%A8.xml")
    sheet = everything.pop("book/one.xml")
    changed = {"[Content_Types].xml": types, "book/_rels/main.xml.rels": links}
    for name in ("book/a b表.xml", "BOOK/A%20B%E8%A1%A8.xml", "book\\a%20b%e8%a1%a8.xml"):
        package = Package(zipped(everything | changed | {name: sheet}))
        assert read_grid(package).sheets[0].text(1, 1) == "1"
        assert package.content_type(package.sheets[0].part).endswith("worksheet+xml")


@given(st.data())
def test_broken_files_never_crash(data: st.DataObject) -> None:
    """Whatever happens to the bytes, the answer is a grid or a sentence."""
    book = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(book) - 1))
        book[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(book)) | st.just(len(book)))
    with contextlib.suppress(UnreadableFile):
        read_grid(Package(bytes(book[:cut])))


SAMPLE = bare_book(CELLS)


def missing_file(folder: Path) -> Path:
    return folder / "没有.xlsx"


def a_folder(folder: Path) -> Path:
    return folder


@pytest.mark.parametrize(("make", "words"), [(missing_file, "找不到文件"), (a_folder, "文件夹")])
def test_paths_that_are_no_file(make: Callable[[Path], Path], words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words):
        open_package(make(tmp_path))


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(SAMPLE)
    assert open_package(path).sheets

    def refuse(_path: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFile, match="没有权限"):
        open_package(path)


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    path.write_bytes(b"")
    with pytest.raises(UnreadableFile, match="空的"):
        open_package(path)
