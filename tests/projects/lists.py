"""Project lists for tests, written as small text tables: a sheet's name, its rows, a blank line."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from xlperf.errors import ProjectListError
from xlperf.forms import template
from xlperf.profiles import profile
from xlperf.projects.project import Project
from xlperf.projects.read import ReadList, read_projects

SHANXI = template("shanxi-2022")
NATIONAL = profile("national-2020")

GOOD = """
项目
项目编码 | 项目名称 | 主管部门 | 预算单位 | 年度 | 年度绩效目标
A01 | 甲项目 | 301-县教育局 | 第一中学 | 2022 | 修缮校舍
A02 | 乙项目 | 301-县教育局 | 第二中学 | 2022 |

资金
项目编码 | 资金来源 | 目标申报数 | 年初预算数 | 全年预算数（万元）
A01 | 当年财政拨款 | 8.65 | 8.65 | 8.65
A02 | 当年财政拨款 | | 20 | 19.5
A02 | 上年结转资金 | | 0 | 2.25

指标
项目编码 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 分值
A01 | 产出指标 | 数量指标 | 修缮校舍面积 | ≥1200平方米 | 50
A01 | 效益指标 | 社会效益指标 | 受益学生 | ≥800人 | 30
A01 | 满意度指标 | 服务对象满意度指标 | 师生满意度 | ≥95% | 10
A02 | 产出指标 | 数量指标 | 采购图书 | ≥3000册 | 50
A02 | 满意度指标 | 服务对象满意度指标 | 师生满意度 | ≥90% | 10
A02 | 效益指标 | 社会效益指标 | 图书借阅 | 有所增加 | 30
"""

Tables = Mapping[str, Sequence[Sequence[str]]]


def tables(text: str) -> dict[str, list[list[str]]]:
    """``text`` as rows of cells by sheet; a line of ``|`` alone is an empty row."""
    blocks = [block.splitlines() for block in text.strip("\n").split("\n\n")]
    return {block[0]: [[cell.strip() for cell in line.split("|")] for line in block[1:]] for block in blocks}


def write_csv(folder: Path, lists: Tables, encoding: str = "utf-8-sig") -> Path:
    """The sheets as CSV files in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in lists.items():
        with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def write_xlsx(path: Path, lists: Tables, widths: Mapping[str, float] | None = None) -> Path:
    """The sheets as a workbook; what looks like a number is one, as when typed into Excel.

    With ``widths`` of some columns (by heading) it is dressed as staff keep it: a bold first row, wrapped texts.
    """
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2022, 1, 1)})  # noqa: DTZ001 - the same bytes each time
        for name, rows in lists.items():
            sheet = book.add_worksheet(name)
            if widths is not None:
                _dress(book, sheet, rows[0], widths)
            for row, cells in enumerate(rows):
                for column, text in enumerate(cells):
                    if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
                        sheet.write_number(row, column, float(text))
                    elif text:
                        sheet.write_string(row, column, text)
    return path


def _dress(
    book: xlsxwriter.Workbook, sheet: Worksheet, header: Sequence[str], widths: Mapping[str, float]
) -> None:
    wrapped = book.add_format({"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "vcenter"})
    for column, label in enumerate(header):
        sheet.set_column(column, column, widths.get(label, 15), wrapped)
    bold = {"font_name": "宋体", "bold": True, "bg_color": "#E8EEF4", "border": 1, "valign": "vcenter"}
    sheet.set_row(0, 24, book.add_format(bold))
    sheet.freeze_panes(1, 0)


def read(path: Path) -> ReadList:
    """The list at ``path`` for the Shanxi form and the national profile."""
    return read_projects(path, SHANXI, NATIONAL)


def read_text(text: str) -> ReadList:
    """The list that ``text`` describes, by way of a workbook and of CSV files, which must say the same."""
    with tempfile.TemporaryDirectory() as folder:
        from_book = read(write_xlsx(Path(folder, "清单.xlsx"), tables(text)))
        from_csv = read(write_csv(Path(folder, "清单"), tables(text)))
    assert from_book == from_csv
    return from_book


def projects(text: str) -> tuple[Project, ...]:
    """The projects of a list without problems."""
    return read_text(text).projects


def problems(text: str) -> tuple[str, ...]:
    """The problems of a list, by way of a workbook and of CSV files, which must be the same."""
    with tempfile.TemporaryDirectory() as folder:
        from_book = problems_at(write_xlsx(Path(folder, "清单.xlsx"), tables(text)))
        from_csv = problems_at(write_csv(Path(folder, "清单"), tables(text)))
    assert [line.replace("工作表", "CSV文件") for line in from_book] == list(from_csv)
    return from_book


def problems_at(path: Path) -> tuple[str, ...]:
    """The problems of the list at ``path``."""
    with pytest.raises(ProjectListError) as caught:
        read(path)
    assert str(len(caught.value.problems)) in str(caught.value)
    return caught.value.problems
