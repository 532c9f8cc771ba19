"""Recognising by their bytes the files that are no OOXML workbook, and saying what to do with each."""

from __future__ import annotations

from xlperf.errors import UnreadableFile
from xlperf.workbook.refusals import damaged, foreign, locked, no_workbook

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FROM_WORD = "请把其中的自评表复制到 Excel 或 WPS 表格中，另存为 .xlsx 再校验。"
_READ_BOOKS = ("Workbook", "Book")
_BOOKS = (*_READ_BOOKS, "ETWorkbook")
_TYPED = "请找到原来的 Excel 表再校验；没有的话，请把内容填入 Excel，另存为 .xlsx。"
_UNPACK = "请先解压，再校验其中的 .xlsx 文件。"
_HTML_STARTS = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<style", b"<body")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")


def holds_xls(data: bytes) -> bool:
    """A compound file with a workbook of Excel or later WPS in it, not encrypted as a whole."""
    if not data.startswith(_COMPOUND) or _has_stream(data, "EncryptedPackage"):
        return False
    # a Word document may carry a workbook inside
    return not _has_stream(data, "WordDocument") and any(_has_stream(data, name) for name in _READ_BOOKS)


def holds_html(data: bytes) -> bool:
    """A web page, whatever its suffix: some budget systems export one and call it .xls."""
    start = _start(data)
    page = start.startswith(_HTML_STARTS) or b"<html" in start
    return page and not data.startswith((_COMPOUND, b"PK", b"%PDF", *_PICTURES))


def _start(data: bytes) -> bytes:
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", "replace").encode()
    return start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def refusal_of_bytes(data: bytes) -> UnreadableFile | None:
    """Why these bytes are no workbook, or None when they look like a zip archive."""
    if not data:
        return no_workbook("文件是空的（0 字节）", "请确认文件已传完，或请对方重新发送。")
    if data.startswith(_COMPOUND):
        return _compound(data)
    if data.startswith(b"PK"):
        return None
    return _other(data)


def refusal_of_parts(names: frozenset[str], mimetype: bytes) -> UnreadableFile | None:
    """Why an archive with these part names (lower case) is no workbook, or None when it may be one."""
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return foreign(" OpenDocument 文字文档（.odt）", _FROM_WORD)
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return foreign(" OpenDocument 表格（.ods）")
    if "xl/workbook.bin" in names:
        return foreign(" Excel 二进制工作簿（.xlsb）")
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        return foreign("苹果 Numbers 表格", "请在 Numbers 中导出为 Excel（.xlsx）再校验。")
    if "[content_types].xml" in names:
        if any(name.startswith("word/") for name in names):
            return foreign(" Word 文档（.docx）", _FROM_WORD)
        if any(name.startswith("ppt/") for name in names):
            return foreign("演示文稿（.pptx）", _FROM_WORD)
        return None
    if any(name.startswith(("xl/", "_rels/")) for name in names):
        return damaged("缺少 [Content_Types].xml")
    return no_workbook("是一个压缩包", _UNPACK)


def _compound(data: bytes) -> UnreadableFile:
    if _has_stream(data, "EncryptedPackage"):
        return locked()
    if _has_stream(data, "WordDocument"):
        return foreign("旧版 Word 文档（.doc）", "请用 Word 或 WPS 另存为 .docx 再校验。")
    if _has_stream(data, "PowerPoint Document"):
        return foreign("旧版演示文稿（.ppt）", _FROM_WORD)
    if any(_has_stream(data, name) for name in _BOOKS):
        return foreign("旧版 Excel 或 WPS 表格（.xls 或 .et）")
    return no_workbook("是其他程序的复合文档，或已损坏")


def _has_stream(data: bytes, name: str) -> bool:
    # a directory entry: the name in 64 bytes, then the length of the name with its zero, in bytes
    encoded = name.encode("utf-16-le")
    entry = encoded.ljust(64, b"\0") + (len(encoded) + 2).to_bytes(2, "little")
    return entry in data


def _other(data: bytes) -> UnreadableFile:
    start = _start(data)
    if data.startswith(b"%PDF"):
        return foreign(" PDF 文件", _TYPED)
    if data.startswith(_PICTURES):
        return foreign("图片", _TYPED)
    if data.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")):
        return no_workbook("是一个压缩包", _UNPACK)
    if start.startswith(_HTML_STARTS) or b"<html" in start:
        return foreign("网页格式的表格")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return foreign(" XML 表格（2003 格式）")
    if b"opendocument:xmlns:office" in start:
        return foreign("单个 XML 文件的 OpenDocument 表格（.fods）")
    if b"uof" in start and start.startswith(b"<?xml"):
        return foreign("标文通（UOF）格式的表格")
    if data.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")):
        return foreign("很早以前的 Excel 表格（.xls）")
    if start.startswith(b"{\\rtf"):
        return foreign(" RTF 文档", _FROM_WORD)
    return no_workbook("看不出是哪种文件，可能已损坏或后缀被改过")
