"""The same form in any format is found, checked and marked alike."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.documents import draw_docx, draw_tables
from tests.handmade import ANNEX_1, ANNEX_3, CLEAN, Form, Habits, draw, draw_all
from tests.journeys.clean_form import PROFILE, PROJECT
from tests.journeys.conftest import Call
from tests.office.package_lint import lint
from tests.office.schema_check import schema_problems
from tests.office.session import Office
from xlperf.forms import shipped_templates, template
from xlperf.layout.workbook import plan_workbook
from xlperf.validation import Checked, check_file
from xlperf.workbook.draw import draw as draw_plan
from xlperf.workbook.package import Package
from xlperf.workbook.stamp import RESULT_SHEET
from xlperf.workbook.xlsx_grid import read_grid

FORMS = {"a1": ANNEX_1, "a3": ANNEX_3, "clean": CLEAN}
CONVERTED = ("xls", "ods", "html")
KINDS = (*CONVERTED, "docx")
Find = Callable[[str, str], Path]


@pytest.fixture(scope="session")
def formats(tmp_path_factory: pytest.TempPathFactory, office: Office) -> Path:
    """Every form of FORMS and one of our own, in every format."""
    folder = tmp_path_factory.mktemp("formats")
    for name, form in FORMS.items():
        draw(form, folder / f"{name}.xlsx")
        draw_docx(
            read_grid(Package((folder / f"{name}.xlsx").read_bytes())).sheets[0], folder / f"{name}.docx"
        )
    (folder / "own.xlsx").write_bytes(draw_plan(plan_workbook(template("shanxi-2022"), PROFILE, PROJECT)))
    for name in (*FORMS, "own"):
        with office.open(folder / f"{name}.xlsx", recalculate=True) as document:
            for kind in CONVERTED:
                document.save_as(folder / f"{name}.{kind}")
    return folder


@pytest.fixture
def find(formats: Path, tmp_path: Path) -> Find:
    """A copy of one of the files in a folder of its own."""

    def copy(name: str, kind: str) -> Path:
        return Path(shutil.copy(formats / f"{name}.{kind}", tmp_path))

    return copy


def _check(path: Path) -> Checked:
    (result,) = check_file(path, shipped_templates())
    assert isinstance(result, Checked), result
    return result


def _found(checked: Checked) -> list[tuple[str, list[str]]]:
    return sorted((one.code, [place.address for place in one.places]) for one in checked.findings)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_same_findings_on_the_same_cells(find: Find, name: str, kind: str) -> None:
    plain = _found(_check(find(name, "xlsx")))
    assert _found(_check(find(name, kind))) == plain
    assert bool(plain) == (name != "clean")


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_our_own_form_is_still_read_by_its_names(find: Find, kind: str) -> None:
    checked = _check(find("own", kind))
    assert (checked.form_map.recognised_by, checked.findings) == ("names", ())
    assert checked.assessment.total.live
    assert checked.scored == _check(find("own", "xlsx")).scored


def test_content_decides_and_not_the_suffix(xlperf: Call, find: Find) -> None:
    wrong = {"xls": "et", "ods": "xlsx", "html": "xls", "docx": "xls"}
    for kind, suffix in wrong.items():
        path = find("clean", kind)
        path = path.rename(path.with_name(f"{kind}.{suffix}"))
        status, out, _ = xlperf("validate", path)
        assert (status, "没有发现问题" in out) == (0, True), kind


def test_cells_of_a_document_are_named_by_table_row_and_cell(xlperf: Call, find: Find) -> None:
    _, out, _ = xlperf("validate", find("a1", "docx"), "--format", "json")
    (form,) = json.loads(out)["files"]
    assert (form["sheet"], form["recognised_by"]) == ("表格1", "labels")
    cells = {cell for finding in form["findings"] for cell in finding["cells"]}
    # E20 of the plain form: two paragraphs above, 项目绩效分析 | 自评结果分析 | label | text
    assert "表格1第18行第4格" in cells
    assert all(cell.startswith("表格1第") for cell in cells)
    _, out, _ = xlperf("validate", find("a1", "docx"))
    assert "（表格1第5行第6格）" in out
    assert "G7" not in out


@pytest.mark.parametrize("kind", KINDS)
def test_results_go_into_a_copy_and_the_original_stays(xlperf: Call, find: Find, kind: str) -> None:
    path = find("a1", kind)
    before, expected = path.read_bytes(), _found(_check(path))
    _, out, _ = xlperf("validate", path, "--write-back")
    copy = path.with_name("a1（校验）.xlsx")
    assert path.read_bytes() == before
    assert "原文件没有改动" in out
    assert str(copy) in out
    assert (lint(copy), schema_problems([copy]).get(copy, [])) == ([], [])
    summary = openpyxl.load_workbook(copy)[RESULT_SHEET]["A2"].value
    assert f"由“a1.{kind}”转换而来" in str(summary)
    assert _found(_check(copy)) == expected
    again = copy.read_bytes()
    xlperf("validate", path.parent, "--write-back")
    assert copy.read_bytes() == again
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name, copy.name]


def test_a_copy_that_somebody_worked_in_is_not_written_over(xlperf: Call, find: Find) -> None:
    path = find("a1", "xls")
    xlperf("validate", path, "--write-back")
    copy = path.with_name("a1（校验）.xlsx")
    book = openpyxl.load_workbook(copy)
    book["Sheet1"]["G12"] = "5次"
    book.save(copy)
    worked = copy.read_bytes()
    status, _, err = xlperf("validate", path, "--write-back")
    assert (status, copy.read_bytes()) == (2, worked)
    assert "没有覆盖" in err


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_the_copy_of_our_own_form_is_ours_too(xlperf: Call, find: Find, kind: str) -> None:
    path = find("own", kind)
    xlperf("validate", path, "--write-back")
    copy = path.with_name("own（校验）.xlsx")
    checked = _check(copy)
    assert checked.form_map.recognised_by == "names"
    names = openpyxl.load_workbook(copy).sheetnames
    assert names == openpyxl.load_workbook(find("own", "xlsx")).sheetnames
    assert lint(copy) == []


def test_copies_of_equal_names_do_not_collide(xlperf: Call, find: Find, tmp_path: Path) -> None:
    paths = [find("a1", kind) for kind in ("xlsx", *KINDS)]
    status, out, _ = xlperf("validate", *paths, "-o", tmp_path / "结果")
    assert status == 1
    assert sorted(file.name for file in (tmp_path / "结果").iterdir()) == [
        "a1.xlsx", *(f"a1（{number}）.xlsx" for number in range(2, len(paths) + 1))
    ]  # fmt: skip
    xlperf("validate", *paths, "--write-back")
    beside = sorted(file.name for file in tmp_path.iterdir() if "校验" in file.name)
    assert len(beside) == len(KINDS)
    _, out, _ = xlperf("validate", tmp_path, "-o", tmp_path / "结果", "--format", "json")
    # the web page is not searched for, the copies are not checked again
    assert {Path(form["path"]).name for form in json.loads(out)["files"]} == {
        f"a1.{kind}" for kind in ("xlsx", "xls", "ods", "docx")
    }


def test_documents_without_a_form_are_counted_in_a_folder_and_named_outright(
    xlperf: Call, find: Find, tmp_path: Path
) -> None:
    letter = draw_tables(tmp_path / "通知.docx", "各单位：请按时报送。", [["序号", "单位"], ["1", "甲局"]])
    draw_tables(tmp_path / "函.docx", "没有表格的函。")
    find("clean", "docx")
    status, out, _ = xlperf("validate", tmp_path)
    assert status == 0
    assert "另有2个 Word 文档里没有自评表，没有校验：函.docx、通知.docx。" in out
    assert "通知.docx：" not in out
    _, out, _ = xlperf("validate", tmp_path, "--format", "json")
    assert json.loads(out)["summary"]["without_form"] == 2
    status, _, err = xlperf("validate", letter)
    assert (status, "没有认出绩效自评表" in err) == (2, True)
    (tmp_path / "clean.docx").unlink()
    status, _, err = xlperf("validate", tmp_path)
    assert (status, err.count("\n")) == (2, 1)


def _two(path: Path, first: Form = ANNEX_1, second: Form = ANNEX_3) -> Path:
    return draw_all([(first, Habits(sheet="甲")), (second, Habits(sheet="乙"))], path)


def test_every_form_of_a_workbook_is_checked(xlperf: Call, tmp_path: Path) -> None:
    path = _two(tmp_path / "两张表.xlsx")
    _, out, _ = xlperf("validate", path, "--format", "json")
    report = json.loads(out)
    assert [(one["path"], one["sheet"]) for one in report["files"]] == [(str(path), "甲"), (str(path), "乙")]
    assert (report["summary"]["files"], report["summary"]["forms"]) == (1, 2)
    for one, form in zip(report["files"], (ANNEX_1, ANNEX_3), strict=True):
        alone = _check(draw(form, tmp_path / "alone.xlsx"))
        assert one["confidence"] == 1.0
        assert [(f["code"], f["cell"]) for f in one["findings"]] == [
            (f.code, f.place.address if f.place else None) for f in alone.findings
        ]
    _, out, _ = xlperf("validate", path)
    assert f"■ {path} — 工作表“甲”" in out
    assert f"■ {path} — 工作表“乙”" in out
    assert "共1个文件（2张自评表）" in out


def test_results_of_every_form_have_a_section(xlperf: Call, tmp_path: Path) -> None:
    path = _two(tmp_path / "两张表.xlsx")
    xlperf("validate", path, "--write-back")
    written = path.read_bytes()
    sheet = openpyxl.load_workbook(path)[RESULT_SHEET]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=12)]
    sections = [row for row in rows if row[1] == "汇总"]
    assert [row[2] for row in sections] == ["甲", "乙"]
    assert all("总分：表中" in row[4] for row in sections)
    places = {row[2].partition("!")[0] for row in rows if row[0] and row[2] != "整份表"}
    assert places == {"甲", "乙"}
    numbers = [float(row[0]) for row in rows if row[0]]
    assert numbers == list(range(1, len(numbers) + 1))
    marks = [str(cell.value) for cell in openpyxl.load_workbook(path)["_xlperf"]["D"][1:] if cell.value]
    assert {mark.partition("!")[0] for mark in marks} == {"甲", "乙"}
    assert (lint(path), schema_problems([path]).get(path, [])) == ([], [])
    xlperf("validate", path, "--write-back")
    assert path.read_bytes() == written


def test_a_sheet_like_a_form_that_is_not_recognised_is_said(xlperf: Call, tmp_path: Path) -> None:
    path = _two(tmp_path / "两张表.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["乙"]
    for row in sheet.iter_rows():
        for cell in row:
            if str(cell.value or "").strip() in ("一级指标", "二级指标", "三级指标", "实际完成值"):
                cell.value = "栏"
    book.create_sheet("目录").append(["序号", "项目名称", "预算单位", "得分"])
    book.save(path)
    _, out, _ = xlperf("validate", path, "--format", "json")
    (form,) = json.loads(out)["files"]
    assert form["sheet"] == "甲"
    assert [one["sheet"] for one in form["unrecognised_sheets"]] == ["乙"]
    assert "三级指标" in form["unrecognised_sheets"][0]["missing"]
    _, out, _ = xlperf("validate", path)
    assert "工作表“乙”像自评表，但没有认出" in out
    assert "目录" not in out


def test_a_column_that_is_not_recognised_is_listed_with_the_nearest(xlperf: Call, tmp_path: Path) -> None:
    path = draw(CLEAN, tmp_path / "a.xlsx", Habits(labels={"实际完成值": "完成之数值"}))
    _, out, _ = xlperf("validate", path, "--format", "json")
    (form,) = json.loads(out)["files"]
    listed = form["unrecognised"]
    assert [(one["sheet"], one["text"]) for one in listed] == [("Sheet1", "完成之数值")]
    _, out, _ = xlperf("validate", path)
    assert f"没有认出的栏目：“完成之数值”（{listed[0]['cell']}）" in out


def test_every_table_of_a_document_that_is_a_form_is_checked(
    xlperf: Call, formats: Path, tmp_path: Path
) -> None:
    first, second = (
        read_grid(Package((formats / f"{name}.xlsx").read_bytes())).sheets[0] for name in ("a1", "clean")
    )
    path = draw_tables(tmp_path / "两张.docx", first, [["序号", "附件"], ["1", "佐证"]], "另一个项目", second)
    _, out, _ = xlperf("validate", path, "--format", "json", "--write-back")
    one, two = json.loads(out)["files"]
    assert (one["sheet"], two["sheet"], two["findings"]) == ("表格1", "表格3", [])
    assert {cell[:3] for finding in one["findings"] for cell in finding["cells"]} == {"表格1"}
    sheet = openpyxl.load_workbook(tmp_path / "两张（校验）.xlsx")[RESULT_SHEET]
    places = [str(cell.value) for cell in sheet["C"][11:] if cell.value]
    assert places[0] == "表格1"
    assert places[-1] == "表格3"
    linked = [cell for cell in sheet["C"] if cell.hyperlink]
    assert linked
    assert all(str(cell.value).startswith("表格1第") for cell in linked)
    assert {str(cell.hyperlink.location).partition("!")[0] for cell in linked} == {"'表格1'"}


def _stacked(path: Path) -> Path:
    """A wrong form, and below it a right one of another project, on the same sheet."""
    draw(ANNEX_1, path)
    draw(CLEAN, path.with_name("below.xlsx"))
    book, below = openpyxl.load_workbook(path), openpyxl.load_workbook(path.with_name("below.xlsx"))
    path.with_name("below.xlsx").unlink()
    sheet, other = book.worksheets[0], below.worksheets[0]
    down = sheet.max_row + 2
    for row in other.iter_rows():
        for cell in row:
            if cell.value is not None and cell.row and cell.column:
                sheet.cell(cell.row + down, cell.column, str(cell.value))
    for area in other.merged_cells.ranges:
        area.shift(row_shift=down)
        sheet.merge_cells(area.coord)
    book.save(path)
    return path


def test_forms_one_below_the_other_are_marked_each(xlperf: Call, tmp_path: Path) -> None:
    path = _stacked(tmp_path / "上下.xlsx")
    _, out, _ = xlperf("validate", path, "--format", "json", "--write-back")
    first, second = json.loads(out)["files"]
    assert (first["sheet"], second["sheet"]) == ("Sheet1", "Sheet1")
    assert (first["project"], second["project"]) == (ANNEX_1.project_name, CLEAN.project_name)
    assert first["findings"]
    assert not [one for one in second["findings"] if one["severity"] != "info"]
    sheet = openpyxl.load_workbook(path)[RESULT_SHEET]
    titles = [str(row[3].value).partition("：")[0] for row in sheet.iter_rows() if row[1].value == "汇总"]
    assert titles == [f"工作表“Sheet1”（{form.project_name}）" for form in (ANNEX_1, CLEAN)]
    # the figures of both agree: nothing is written beside them
    assert not any(cell.value for cell in openpyxl.load_workbook(path)["Sheet1"]["L"])
    written = path.read_bytes()
    xlperf("validate", path, "--write-back")
    assert path.read_bytes() == written
    assert lint(path) == []
