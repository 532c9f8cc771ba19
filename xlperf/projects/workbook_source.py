"""An Excel workbook as sheets of a project list."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from pathlib import Path

from xlperf.decimals import parse_decimal, plain
from xlperf.errors import UnreadableFile, UsageError
from xlperf.projects.cells import Figure, Raw, Unusable
from xlperf.projects.sheet import RawSheet, check_size
from xlperf.projects.source import Source
from xlperf.workbook.grid import Cell, Sheet
from xlperf.workbook.package import open_package
from xlperf.workbook.xlsx_grid import read_grid

# what a clerk gets who types =100% into a cell that is not text
_TYPED_TARGET = re.compile(r"\d+(\.\d+)?%?\Z")
_FIXES = {
    "XP901": "请用Excel或WPS打开它，能打开就另存为.xlsx再试。",
    "XP902": "请在Excel或WPS中取消打开密码，保存后再试。",
    "XP904": "请把项目、资金、指标三张表移到新工作簿，另存为.xlsx再试。",
    "XP905": "请用Excel或WPS把清单另存为.xlsx再试。",
    "XP906": "请确认文件来源可靠，用Excel或WPS打开后另存为.xlsx再试。",
}


def open_workbook(path: Path) -> Source:
    """The workbook's sheets; UsageError says why it cannot be read."""
    try:
        grid = read_grid(open_package(path))
    except UnreadableFile as refusal:
        fix = _FIXES.get(refusal.code, refusal.fix)
        raise UsageError(f"项目清单“{path.name}”读不了：{refusal}{fix}") from refusal
    return Source(path.name, "工作表", {sheet.name: partial(_sheet, sheet) for sheet in grid.sheets})


def _sheet(sheet: Sheet) -> RawSheet:
    height = max((row for row, _ in sheet.cells), default=0)
    width = max((column for _, column in sheet.cells), default=0)
    check_size(sheet.name, height, width)
    rows: list[list[Raw]] = [[""] * width for _ in range(height)]
    for (row, column), cell in sheet.cells.items():
        rows[row - 1][column - 1] = _raw(cell)
    return RawSheet(rows, sheet.merges)


def _raw(cell: Cell) -> Raw:
    if cell.error is not None:
        return Unusable(f"公式出错（{cell.error}），请改正公式，或直接填内容。")
    typed = cell.formula is not None and _TYPED_TARGET.match(cell.formula.strip())
    if cell.value is None:
        return (
            f"={cell.formula}"
            if typed
            else Unusable("公式没有算出结果，请用Excel或WPS打开清单、保存后再试。")
        )
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, bool):
        return cell.text
    return Figure(cell.value, f"={cell.formula}" if typed else _reading(cell, cell.value))


def _reading(cell: Cell, number: Decimal) -> str:
    """How a number reads in its format: with the words and the per cent sign around it, yet never rounded."""
    if cell.percent:
        return f"{plain(number * 100)}%"
    shown = cell.text.strip()
    padded = re.match(r"0\d", shown) is not None
    in_words = any(map(str.isdigit, shown)) and parse_decimal(shown) is None
    return shown if padded or in_words else plain(number)
