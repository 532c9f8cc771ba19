"""What only a workbook has: number formats, formulas, dates, merged cells, far cells."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tests.projects.lists import GOOD, problems_at, read, tables, write_xlsx
from xlperf.errors import UsageError
from xlperf.projects.project import Project

Draw = Callable[[Workbook, Worksheet], object]
TARGET, WEIGHT = (1, 4), (1, 5)
"""Cells of the first indicator, counted from 0."""


def redrawn(path: Path, sheet: str, draw: Draw) -> Path:
    """The good list with some cells of a sheet drawn over."""
    with xlsxwriter.Workbook(path / "清单.xlsx") as book:
        for name, rows in tables(GOOD).items():
            page = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, text in enumerate(cells):
                    number = text.replace(".", "", 1).isdecimal()
                    page.write(row, column, float(text) if number else text)
            if name == sheet:
                draw(book, page)
    return path / "清单.xlsx"


def codes(path: Path) -> list[str]:
    """The codes of the projects."""
    return [project.code for project in read(path).projects]


def first_target(path: Path) -> str:
    """The target of the first indicator."""
    return read(path).projects[0].indicators[0].target


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (0.95, "0%", "95%"),
        (0.985, "0%", "98.5%"),
        (1, "0%", "100%"),
        (2, '"≥"0"台(套)"', "≥2台(套)"),
        (0.95, "General", "0.95"),
        (1200, "#,##0", "1200"),
        (96.5, "0", "96.5"),
        (44926, 'm"月"d"日"', "12月31日"),
    ],
)
def test_a_number_as_target_reads_as_its_format_shows_it(
    tmp_path: Path, number: float, code: str, text: str
) -> None:
    path = redrawn(
        tmp_path,
        "指标",
        lambda book, page: page.write(*TARGET, number, book.add_format({"num_format": code})),
    )
    assert first_target(path) == text


def test_a_target_typed_like_a_formula_is_what_was_typed(tmp_path: Path) -> None:
    path = redrawn(tmp_path, "指标", lambda _, page: page.write_formula(*TARGET, "=100%", value=1))
    assert first_target(path) == "=100%"


@pytest.mark.parametrize("result", ["", "#NAME?"])
@pytest.mark.parametrize("formula", ["42座", "12个月", "2台(套)", "100%"])
def test_a_target_that_is_no_formula_needs_no_result(tmp_path: Path, formula: str, result: str) -> None:
    path = redrawn(tmp_path, "指标", lambda _, page: page.write_formula(*TARGET, f"={formula}", value=result))
    assert first_target(path) == f"={formula}"


def test_words_typed_like_a_formula_say_how_to_write_them(tmp_path: Path) -> None:
    path = redrawn(tmp_path, "指标", lambda _, page: page.write_formula(*TARGET, "=约42座", value="#NAME?"))
    assert problems_at(path) == (
        (
            "指标 第2行“年度指标值”列：以“=”开头，被当成了公式；请先把格子设为文本格式再填，"
            "或写成“＝约42座”（全角等号）。"
        ),
    )


@pytest.mark.parametrize("formula", ["=资金!F2/0", '=A1&"座"', "=SUM(表1[分值])"])
def test_formulas_with_chinese_names_are_formulas(tmp_path: Path, formula: str) -> None:
    path = redrawn(tmp_path, "指标", lambda _, page: page.write_formula(*TARGET, formula, value=""))
    assert problems_at(path) == (
        "指标 第2行“年度指标值”列：公式没有算出结果，请用Excel或WPS打开清单、保存后再试。",
    )


def test_codes_are_read_without_decimals_and_with_their_zeros(tmp_path: Path) -> None:
    lists = tables(GOOD.replace("A01", "0008").replace("A02", "303001"))
    assert codes(write_xlsx(tmp_path / "清单.xlsx", lists)) == ["0008", "303001"]

    def padded(book: Workbook, page: Worksheet) -> None:
        page.write(1, 0, 7, book.add_format({"num_format": "0000"}))

    assert "没有编码“0007”" in str(problems_at(redrawn(tmp_path, "资金", padded)))


def test_a_code_longer_than_excel_can_keep_is_refused(tmp_path: Path) -> None:
    [first, *_] = problems_at(
        redrawn(tmp_path, "项目", lambda _, page: page.write(1, 0, 14090022000013300034))
    )
    assert first.endswith("Excel只保存15位数字，后面的已丢失，请把这一列设为文本格式后重填编码。")


def test_results_of_formulas_count(tmp_path: Path) -> None:
    path = redrawn(tmp_path, "指标", lambda _, page: page.write_formula(*WEIGHT, "=25*2", value=50))
    assert read(path).projects[0].indicators[0].weight == Decimal(50)


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("#DIV/0!", "公式出错（#DIV/0!），请改正公式，或直接填内容。"),
        ("", "公式没有算出结果，请用Excel或WPS打开清单、保存后再试。"),
    ],
)
def test_formulas_without_a_result_are_problems(tmp_path: Path, value: str, problem: str) -> None:
    path = redrawn(tmp_path, "资金", lambda _, page: page.write_formula(1, 2, "=A1/0", value=value))
    assert problems_at(path) == (f"资金 第2行“目标申报数”列：{problem}",)


def test_merged_cells_count_for_every_row_they_cover(tmp_path: Path) -> None:
    def draw(_: Workbook, page: Worksheet) -> None:
        page.merge_range(2, 0, 3, 0, "A02")

    assert len(read(redrawn(tmp_path, "资金", draw)).projects[1].funds) == 2

    def over_all(_: Workbook, page: Worksheet) -> None:
        page.merge_range(1, 2, 2, 2, "301-县教育局")

    def departments(projects: tuple[Project, ...]) -> list[str]:
        return [project.department for project in projects]

    assert departments(read(redrawn(tmp_path, "项目", over_all)).projects) == ["301-县教育局"] * 2


def test_a_cell_at_the_end_of_the_sheet_is_refused_before_any_memory_is_taken(tmp_path: Path) -> None:
    path = redrawn(tmp_path, "指标", lambda _, page: page.write(1_048_575, 16_383, "x"))
    with pytest.raises(UsageError, match="“指标”有1048576行、16384列，超过项目清单的上限（100000行、200列）"):
        read(path)


def test_sheets_that_are_not_of_the_list_may_be_as_large_as_they_like(tmp_path: Path) -> None:
    def draw(book: Workbook, _: Worksheet) -> None:
        book.add_worksheet("旧数据").write(1_048_575, 16_383, "x")

    assert len(read(redrawn(tmp_path, "指标", draw)).projects) == 2


def test_a_workbook_with_macros_is_read_the_same(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "清单.xlsm", tables(GOOD))
    assert len(read(path).projects) == 2
