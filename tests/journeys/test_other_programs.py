"""Our workbooks after other programs had them: nothing is lost, and the same things are found."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl

from tests.handmade import ANNEX_1, ANNEX_3, draw
from tests.journeys.conftest import Call
from tests.office.package_lint import lint
from tests.office.schema_check import schema_problems
from tests.office.session import Office


def _report(xlperf: Call, path: Path) -> dict[str, object]:
    _, out, _ = xlperf("validate", path, "--format", "json")
    (form,) = json.loads(out)["files"]
    form.pop("path")
    assert isinstance(form, dict)
    return form


def test_form_saved_by_libreoffice_reads_the_same(
    xlperf: Call, own: Path, tmp_path: Path, office: Office
) -> None:
    saved = office.convert(own, "xlsx", tmp_path / "saved")
    assert _report(xlperf, saved) == _report(xlperf, own)


def test_form_filled_without_calculating_is_scored_all_the_same(
    xlperf: Call, own: Path, tmp_path: Path
) -> None:
    filled = tmp_path / "filled.xlsx"
    openpyxl.load_workbook(own).save(filled)
    assert _report(xlperf, filled)["computed"] == _report(xlperf, own)["computed"]
    assert _report(xlperf, filled)["findings"] == []


def test_inserted_row_above_keeps_every_field(
    xlperf: Call, own: Path, tmp_path: Path, office: Office
) -> None:
    with office.open(own) as document:
        document.insert_rows("项目支出绩效自评表", 5, 2)
        document.save_as(tmp_path / "inserted.xlsx")
    moved = _report(xlperf, tmp_path / "inserted.xlsx")
    assert moved["recognised_by"] == "names"
    assert moved["computed"] == _report(xlperf, own)["computed"]
    assert moved["findings"] == []


def test_written_back_files_pass_microsofts_checker_and_the_lint(
    xlperf: Call, own: Path, tmp_path: Path
) -> None:
    draw(ANNEX_1, tmp_path / "附件1.xlsx")
    draw(ANNEX_3, tmp_path / "附件3.xlsx")
    xlperf("demo", "-o", tmp_path / "demo")
    xlperf("validate", tmp_path, "--write-back")
    files = sorted(tmp_path.rglob("*.xlsx"))
    assert len(files) >= 21
    assert {path.name: problems for path, problems in schema_problems(files).items() if problems} == {}
    assert {path.name: lint(path) for path in files if lint(path)} == {}


def test_marks_show_in_a_real_spreadsheet_program(xlperf: Call, tmp_path: Path, office: Office) -> None:
    path = draw(ANNEX_1, tmp_path / "附件1.xlsx")
    xlperf("validate", path, "--write-back")
    with office.open(path, recalculate=True) as document:
        sheet = document.sheet_names()[0]
        condition = 'ISNUMBER(MATCH("{}!"&ADDRESS(ROW({}),COLUMN({}),4),xp_marks_error,0))'
        for number, cell in enumerate(("E20", "E23"), 1):
            document.set_formula(sheet, f"Z{number}", "=" + condition.format(sheet, cell, cell))
        document.recalculate()
        assert document.value(sheet, "Z1") == 1.0
        assert document.value(sheet, "Z2") == 0.0
