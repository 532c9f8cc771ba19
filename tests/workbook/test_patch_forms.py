"""Results of several forms in one workbook: marks and a section for each, and nothing left of former runs."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from tests.office.package_lint import lint
from tests.workbook.foreign_books import finding, saved
from xlperf.audit.finding import Finding, Severity
from xlperf.workbook.edits import Comparison, Edits
from xlperf.workbook.package import Package
from xlperf.workbook.patch import write_back
from xlperf.workbook.place import Place
from xlperf.workbook.stamp import RESULT_FINDINGS_ROW, RESULT_SHEET, STAMP_SHEET
from xlperf.workbook.xlsx_grid import read_grid


def book(*sheets: str) -> bytes:
    """A workbook of others with a few cells on each sheet."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name in sheets:
        made.create_sheet(name).append([1, "二", 3])
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def form(sheet: str, *messages: str, row: int = 1, project: str = "") -> Edits:
    """The results of a form on that sheet, each message on a cell of its own."""
    findings = tuple(
        Finding("XP077", Severity.ERROR, message, "改。", Place(sheet, row + number, 2))
        for number, message in enumerate(messages)
    )
    marks = tuple((one.place, one.severity) for one in findings if one.place)
    compared = (Comparison("执行率", "70%", "72%", "不一致"), Comparison("总分", "95", "96", "不一致"))
    beside = ((Place(sheet, row, 9), f"{sheet}{row}核算"),)
    return Edits(sheet, f"{sheet}的结论。", compared, findings, marks, beside, project)


def rows(data: bytes) -> list[list[str]]:
    """The rows of findings on the result sheet."""
    sheet = read_grid(Package(data)).sheet(RESULT_SHEET)
    assert sheet is not None
    return [
        [sheet.text(row, column) for column in range(1, 7)]
        for row in sheet.rows()
        if row >= RESULT_FINDINGS_ROW
    ]


def test_each_form_has_its_section_and_its_marks() -> None:
    data = write_back(book("甲", "乙"), form("甲", "一", "二"), form("乙", "三"))
    listed = rows(data)
    assert [(row[0], row[1], row[2]) for row in listed] == [
        ("", "汇总", "甲"),
        ("1", "错误", "甲!B1"),
        ("2", "错误", "甲!B2"),
        ("", "汇总", "乙"),
        ("3", "错误", "乙!B1"),
    ]
    assert "甲的结论。" in listed[0][3]
    assert "执行率：表中70%，系统核算72%，不一致" in listed[0][4]
    grid = read_grid(Package(data))
    stamp, result = grid.sheet(STAMP_SHEET), grid.sheet(RESULT_SHEET)
    assert stamp is not None
    assert result is not None
    assert [stamp.text(row, 4) for row in (2, 3, 4)] == ["甲!B1", "甲!B2", "乙!B1"]
    assert result.text(4, 1) == "工作表“甲”的总分"
    assert [(sheet.name, sheet.text(1, 9)) for sheet in grid.sheets[:2]] == [
        ("甲", "甲1核算"),
        ("乙", "乙1核算"),
    ]


def test_forms_on_one_sheet_are_told_apart_by_their_projects() -> None:
    data = write_back(book("甲"), form("甲", "一", project="修路"), form("甲", "二", row=30, project="架桥"))
    sections = [row[3] for row in rows(data) if row[1] == "汇总"]
    assert [section.partition("：")[0] for section in sections] == [
        "工作表“甲”（修路）",
        "工作表“甲”（架桥）",
    ]


def test_the_same_again_changes_nothing_and_less_leaves_nothing() -> None:
    two = (form("甲", "一", "二"), form("乙", "三"))
    after = write_back(book("甲", "乙"), *two)
    assert write_back(after, *two) == after
    alone = write_back(after, two[0])
    assert rows(alone) == rows(write_back(book("甲", "乙"), two[0]))
    stamp = read_grid(Package(alone)).sheet(STAMP_SHEET)
    assert stamp is not None
    assert "乙!B1" not in {cell.text for cell in stamp.cells.values()}
    assert rows(write_back(alone, *two)) == rows(after)


def test_many_forms_find_room_and_pass_the_lint(tmp_path: Path) -> None:
    names = [f"表{number}" for number in range(1, 31)]
    data = write_back(book(*names), *(form(name, f"{name}错") for name in names))
    assert [row[2] for row in rows(data) if row[1] == "汇总"] == names
    assert lint(saved(tmp_path, data)) == []
    summary = openpyxl.load_workbook(io.BytesIO(data))[RESULT_SHEET]["A2"].value
    assert str(summary).startswith("这个文件里有30张自评表。")
    assert "另有18张表" in str(summary)


def test_marks_of_a_form_over_two_sheets_show_on_both() -> None:
    reach = form("甲", "一")
    other = Place("乙", 1, 1)
    both = Edits(
        reach.sheet,
        reach.summary,
        reach.comparisons,
        (*reach.findings, finding()),
        (*reach.marks, (other, Severity.ERROR)),
    )
    shown = openpyxl.load_workbook(io.BytesIO(write_back(book("甲", "乙"), both)))
    assert all(shown[name].conditional_formatting for name in ("甲", "乙"))
