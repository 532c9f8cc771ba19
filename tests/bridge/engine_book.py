"""A workbook with all that a cell can hold, for the LibreOffice engine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import xlsxwriter

ODD, PLAIN = "小明's 表", "数据"
LONG = "绩" * 30_000
ERRORS = {"#DIV/0!": -2146826281, "#N/A": -2146826246, "#NAME?": -2146826259, "#VALUE!": -2146826273}


def at(*parts: int) -> dt.datetime:
    """A moment without a zone."""
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - spreadsheets know no zone


def write_book(path: Path, date_1904: bool = False) -> Path:
    """The workbook, its first sheet named as oddly as names can be."""
    with xlsxwriter.Workbook(path, {"date_1904": date_1904}) as book:
        sheet, other = book.add_worksheet(ODD), book.add_worksheet(PLAIN)
        day, clock = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "h:mm"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.write("A1", 7)
        sheet.write("A2", 1.703)
        sheet.write_string("A3", "0012")
        sheet.write_string("A4", "=1+1")
        sheet.write_string("A5", "'完成")
        sheet.write_string("A6", LONG)
        sheet.write_boolean("A7", True)
        sheet.write_boolean("A8", False)
        sheet.write_datetime("A9", at(2021, 3, 4), day)
        sheet.write_datetime("A10", at(2021, 3, 4, 5, 6, 7), moment)
        sheet.write_number("A11", 0.5, clock)
        sheet.write_blank("A12", None, day)
        sheet.write_string("A13", "两\n行")
        sheet.write_number("A14", 1)
        sheet.write_number("A15", 0.1 + 0.2)
        formulas: dict[str, tuple[str, Any]] = {
            "B1": ("=A1*2", 14),
            "B2": ('=IF(A1>5,"优","良")', "优"),
            "B3": ('=""', ""),
            "B4": ("=A1>5", True),
            "B5": ("=A1/0", "#DIV/0!"),
            "B6": ("=NA()", "#N/A"),
            "B7": ("=nothing+1", "#NAME?"),
            "B8": ('="x"+1', "#VALUE!"),
            "B9": (f"={PLAIN}!A1+SUM(A1:A2,{PLAIN}!B1:B3)", 15.703),
            "B10": ("='小明''s 表'!A1", 7),
            "B11": ('=SUM(A1,A2)&";."&"a""b"', '8.703;.a"b'),
            "B12": ("=A9+1", 44260),
            "B13": ("=IF(A1>5,1,0)", 1),
            "B14": ("=SUMPRODUCT({1,2;3,4})", 10),
            "B15": ("=总分*1.5", 10.5),
        }
        for address, (formula, value) in formulas.items():
            sheet.write_formula(address, formula, day if address == "B12" else None, value)
        sheet.merge_range("D1:E3", "合并")
        other.write_row("A1", [7, 0.5])
        book.define_name("总分", f"='{ODD.replace(chr(39), chr(39) * 2)}'!$A$1")
    return path
