"""A form open in LibreOffice, orders for it, and all that a user has of it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import xlsxwriter
import xlwings as xw

from xlperf.bridge.order_text import write_orders
from xlperf.bridge.orders import (
    Block,
    Empty,
    EnsureSheet,
    Height,
    Keep,
    Link,
    Look,
    Mark,
    Merge,
    Name,
    Number,
    Order,
    Status,
    Text,
    Width,
)

FORM, OTHER = "小明's 表", "另一张"
RULE = 'ISNUMBER(MATCH("小明\'s 表!"&ADDRESS(ROW(),COLUMN(),4),xp_marks_error,0))'
OPTIONS = {"format_cells": True, "sort": True, "autofilter": True, "select_locked_cells": False}


def form(path: Path, password: str = "") -> Path:
    """A protected form with one open cell."""
    with xlsxwriter.Workbook(path) as book:
        free = book.add_format({"locked": False, "bg_color": "#FFFDE7"})
        sheet, other = book.add_worksheet(FORM), book.add_worksheet(OTHER)
        sheet.write("A1", "锁")
        sheet.write("B1", "开", free)
        sheet.write_formula("A2", "=1+1", None, 2)
        for row in range(60):
            sheet.write(row + 9, 0, f"第{row}行")
        sheet.protect(password, OPTIONS)
        other.write("A1", "原样")
    return path


def hands(book: xw.Book, *orders: Order) -> str:
    """What LibreOffice answers to the orders."""
    return str(book.app.macro("xlperf.hands")(book.name, write_orders(orders)))


def saved(book: xw.Book, path: Path) -> Path:
    """The book saved there."""
    book.save(path)
    return path


def sheet_xml(path: Path, number: int) -> str:
    """A sheet as the file has it."""
    with ZipFile(path) as package:
        return package.read(f"xl/worksheets/sheet{number}.xml").decode()


def state(book: xw.Book) -> dict[str, Any]:
    """What the user has: contents, looks, formats, sheets, names, protection, where the window stands."""
    native = book.impl.native()
    view = native.CurrentController
    return {
        "sheets": [(sheet.name, sheet.visible) for sheet in book.sheets],
        "cells": [sheet.range("A1:N80").raw_value for sheet in book.sheets],
        "formulas": [sheet.range("A1:N80").formula for sheet in book.sheets],
        "colours": [sheet["B1"].color for sheet in book.sheets],
        "merged": [sheet.range("A1:C3").merge_cells for sheet in book.sheets],
        "widths": [sheet["A1"].column_width for sheet in book.sheets],
        "rules": [_rules(sheet) for sheet in book.sheets],
        "names": [name.name for name in book.names],
        "protected": [sheet.impl.native().isProtected() for sheet in book.sheets],
        "view": (view.ActiveSheet.Name, view.getSelection().AbsoluteName, view.FirstVisibleRow),
        "steps": list(native.UndoManager.getAllUndoActionTitles()),
        "redo": list(native.UndoManager.getAllRedoActionTitles()),
        "frozen": native.hasControllersLocked(),
    }


def _rules(sheet: xw.Sheet) -> list[str]:
    formats = sheet.impl.native().ConditionalFormats.ConditionalFormats
    return sorted({one.getByIndex(0).Formula1 for one in formats})


EVERYTHING: Sequence[Order] = (
    EnsureSheet("校验结果", FORM, "visible"),
    EnsureSheet("_xlperf", "", "veryhidden"),
    Name("xp_marks_error", "_xlperf", "D2:D1001"),
    Mark(FORM, "A1:N100", RULE, "FFC7CE", True),
    Mark("校验结果", "B12:B1011", '$B12="错误"', "FFC7CE", False),
    Block("_xlperf", "D1", ((Text("error"),), (Text(f"{FORM}!A1"),))),
    Block("校验结果", "A1", ((Text("结果"), Empty(), Empty()), (Text("=1+1"), Text("0012"), Text("'引号")))),
    Block("校验结果", "A3", ((Text("E18"), Number(Decimal("1.703")), Text("两\n行")),)),
    Look("校验结果", "A1:C1", "header"),
    Look("校验结果", "A2:C3", "cell"),
    Merge("校验结果", "A1:C1"),
    Width("校验结果", "A:C", Decimal(12)),
    Height("校验结果", 2, 3, Decimal(30)),
    Link("校验结果", "A3", "'小明''s 表'!E18"),
    Block(FORM, "A1", ((Number(Decimal(7)), Keep(), Text("右")),)),
    Status("完成"),
)
