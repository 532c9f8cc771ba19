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
from xlperf.values import Kind, parse_value
from xlperf.workbook.grid import Cell, Sheet
from xlperf.workbook.package import open_package
from xlperf.workbook.xlsx_grid import read_grid

# what a clerk gets who types =100% into a cell that is not text
_TYPED_TARGET = re.compile(r"\d+(\.\d+)?%?\Z")
# what stands in formulas that were meant as such: references to sheets and tables, functions
_MEANT_AS_FORMULA = re.compile(r"[!\[]|[A-Za-z]\(")
_QUOTED = re.compile(r'"[^"]*"')
# what to do with a file that cannot be read is told of forms; here it is a list
_OF_THE_LIST = (
    ("自评表所在的工作表单独", "项目、资金、指标三张表"),
    ("自评表", "项目清单"),
    ("再校验其中的", "再用其中的"),
    ("再校验", "再试"),
)


def open_workbook(path: Path) -> Source:
    """The workbook's sheets; UsageError says why it cannot be read."""
    try:
        grid = read_grid(open_package(path))
    except UnreadableFile as refusal:
        fix = refusal.fix
        for of_forms, of_the_list in _OF_THE_LIST:
            fix = fix.replace(of_forms, of_the_list)
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
    if cell.error is not None or cell.value is None:
        return _without_result(cell)
    typed = cell.formula is not None and _TYPED_TARGET.match(cell.formula.strip())
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, bool):
        return cell.text
    return Figure(cell.value, f"={cell.formula}" if typed else _reading(cell, cell.value))


def _without_result(cell: Cell) -> str | Unusable:
    """A formula that failed: =42座 is a target that a clerk typed, =约42座 words, others are formulas."""
    formula = (cell.formula or "").strip()
    if parse_value(f"={formula}").kind is Kind.NUMBER:
        return f"={formula}"
    if not _QUOTED.sub("", formula).isascii() and not _MEANT_AS_FORMULA.search(formula):
        return Unusable(
            f"以“=”开头，被当成了公式；请先把格子设为文本格式再填，或写成“＝{formula}”（全角等号）。"
        )
    if cell.error is not None:
        return Unusable(f"公式出错（{cell.error}），请改正公式，或直接填内容。")
    return Unusable("公式没有算出结果，请用Excel或WPS打开清单、保存后再试。")


def _reading(cell: Cell, number: Decimal) -> str:
    """How a number reads in its format: with the words and the per cent sign around it, yet never rounded."""
    if cell.percent:
        return f"{plain(number * 100)}%"
    shown = cell.text.strip()
    padded = re.match(r"0\d", shown) is not None
    in_words = any(map(str.isdigit, shown)) and parse_decimal(shown) is None
    return shown if padded or in_words else plain(number)
