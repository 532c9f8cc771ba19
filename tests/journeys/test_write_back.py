"""Results in the file: only what carries them changes, and they go when the mistake goes."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl

from tests.handmade import ANNEX_1, draw
from tests.journeys.clean_form import PROFILE, PROJECT
from tests.journeys.conftest import Call
from xlperf.forms import template
from xlperf.layout.workbook import plan_workbook
from xlperf.workbook.draw import draw as draw_plan
from xlperf.workbook.stamp import RESULT_FINDINGS_ROW, RESULT_SHEET, STAMP_SHEET

FORM = "项目支出绩效自评表"
WRONG = {"execution": "全年预算40.5万元，实际执行0.8万元。"}


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _draw_own(path: Path, narratives: dict[str, str]) -> Path:
    project = replace(PROJECT, narratives=PROJECT.narratives | narratives)
    path.write_bytes(draw_plan(plan_workbook(template("shanxi-2022"), PROFILE, project)))
    return path


def _column(path: Path, sheet: str, letter: str) -> list[object]:
    return [cell.value for cell in openpyxl.load_workbook(path)[sheet][letter]]


def test_own_workbook_changes_in_two_sheets_only(xlperf: Call, tmp_path: Path) -> None:
    path = _draw_own(tmp_path / "own.xlsx", WRONG)
    before = _parts(path)
    status, _, _ = xlperf("validate", path, "--write-back")
    after = _parts(path)
    sheets = openpyxl.load_workbook(path).sheetnames
    may_change = {f"xl/worksheets/sheet{sheets.index(name) + 1}.xml" for name in (RESULT_SHEET, STAMP_SHEET)}
    assert status == 1
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == may_change


def test_marks_and_results_name_the_cell_and_go_with_the_mistake(xlperf: Call, tmp_path: Path) -> None:
    wrong = _draw_own(tmp_path / "own.xlsx", WRONG)
    right = _draw_own(tmp_path / "right.xlsx", {})
    xlperf("validate", wrong, "--write-back")
    xlperf("validate", right, "--write-back")
    assert f"{FORM}!E21" in _column(wrong, STAMP_SHEET, "D")
    assert "E21" in _column(wrong, RESULT_SHEET, "C")
    # the clerk corrects the sentence in the marked file
    book = openpyxl.load_workbook(wrong)
    book[FORM]["E21"] = PROJECT.narratives["execution"]
    book.save(wrong)
    status, _, _ = xlperf("validate", wrong, "--write-back")
    assert status == 0
    assert f"{FORM}!E21" not in _column(wrong, STAMP_SHEET, "D")
    assert _column(wrong, RESULT_SHEET, "D") == _column(right, RESULT_SHEET, "D")


def test_figures_that_agree_get_none_beside_them(xlperf: Call, tmp_path: Path) -> None:
    own, by_hand = _draw_own(tmp_path / "own.xlsx", WRONG), draw(ANNEX_1, tmp_path / "附件1.xlsx")
    xlperf("validate", own, by_hand, "--write-back")
    assert not any(_column(own, FORM, "L"))
    assert not any(_column(by_hand, "Sheet1", "L"))


def test_computed_figures_stand_beside_wrong_ones_until_they_are_corrected(
    xlperf: Call, tmp_path: Path
) -> None:
    path = draw(replace(ANNEX_1, total="96.23"), tmp_path / "附件1.xlsx")
    xlperf("validate", path, "--write-back")
    assert [text for text in _column(path, "Sheet1", "L") if text] == ["系统核算：总分95.23分，等级“优”"]
    book = openpyxl.load_workbook(path)
    (total,) = [cell for row in book["Sheet1"].iter_rows() for cell in row if str(cell.value) == "96.23"]
    total.value = 95.23
    book.save(path)
    xlperf("validate", path, "--write-back")
    assert not any(_column(path, "Sheet1", "L"))


def test_foreign_form_once_marked_is_still_read_by_its_labels(xlperf: Call, tmp_path: Path) -> None:
    path = draw(ANNEX_1, tmp_path / "附件1.xlsx")
    _, before, _ = xlperf("validate", path, "--format", "json")
    xlperf("validate", path, "--write-back")
    _, after, _ = xlperf("validate", path, "--format", "json")
    assert json.loads(after) == json.loads(before)


def test_result_sheet_lists_every_finding_once(xlperf: Call, tmp_path: Path) -> None:
    path = draw(ANNEX_1, tmp_path / "附件1.xlsx")
    _, out, _ = xlperf("validate", path, "--format", "json", "--write-back")
    (form,) = json.loads(out)["files"]
    listed = _column(path, RESULT_SHEET, "D")[RESULT_FINDINGS_ROW - 1 :]
    assert listed == [finding["message"] for finding in form["findings"]]
