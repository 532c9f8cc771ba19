"""What a file is says its content: what is read, and what is refused with a next step."""

from __future__ import annotations

import pytest

from tests.workbook.foreign_books import openpyxl_book
from tests.workbook.test_package import stream
from xlperf.errors import UnreadableFile
from xlperf.workbook.open_grid import open_grid


def test_only_workbooks_of_today_are_written_in_place() -> None:
    assert open_grid(openpyxl_book()).in_place
    assert not open_grid(b"<table><tr><td>x</td></tr></table>").in_place


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (stream("Workbook"), "XP901", "内部结构有误"),
        (stream("Book"), "XP901", "内部结构有误"),
        (stream("ETWorkbook"), "XP905", ".et"),
        (stream("WordDocument") + stream("Workbook"), "XP905", ".doc"),
        (stream("EncryptedPackage") + stream("Workbook"), "XP902", "打开密码"),
        (stream("别的"), "XP901", "复合文档"),
        (b"", "XP901", "空的"),
        (b"%PDF-1.7 <html><table>", "XP905", "PDF"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "XP905",
            "2003",
        ),
        ("序号,项目名称\n1,甲".encode(), "XP901", "看不出"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data: bytes, code: str, words: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        open_grid(data)
    assert refused.value.code == code
    assert words in str(refused.value)
    assert refused.value.fix.startswith("请")
