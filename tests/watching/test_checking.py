"""One file of the folder, read, checked and written for real."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.documents.word import draw_tables
from tests.watching.shared_folder import TEMPLATES, beside, document, form, into, note
from xlperf.profiles import profile
from xlperf.validation import Checked, check_files
from xlperf.watching import checking
from xlperf.watching.checking import State


def test_a_copy_is_put_into_the_same_subfolder_and_the_form_is_left_alone(folder: Path) -> None:
    path = form(folder / "甲" / "自评表.xlsx")
    before, time = path.read_bytes(), path.stat().st_mtime_ns
    outcome = beside(folder).check(path)
    assert outcome.state is State.CHECKED
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, time)
    copy = openpyxl.load_workbook(folder / "已校验" / "甲" / "自评表.xlsx")
    texts = [str(cell.value) for row in copy["校验结果"].iter_rows() for cell in row]
    assert any("E20" in text for text in texts)
    assert [found.findings for found in outcome.results if isinstance(found, Checked)] == [
        one.findings for one in check_files([path], TEMPLATES) if isinstance(one, Checked)
    ]


def test_after_a_restart_only_what_changed_is_checked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, changed = form(folder / "甲" / "旧.xlsx"), form(folder / "改.xlsx")
    for path in (old, changed):
        beside(folder).check(path)
    note(changed, "又改了一处")
    os.utime(old)
    checked: list[Path] = []
    check = check_files

    def counted(paths: list[Path], *others: Any) -> Any:
        checked.extend(paths)
        return check(paths, *others)

    monkeypatch.setattr(checking, "check_files", counted)
    after = beside(folder)
    assert [after.check(path).state for path in (old, changed)] == [State.CURRENT, State.CHECKED]
    assert checked == [changed]


def test_another_profile_makes_results_old(folder: Path) -> None:
    path = form(folder / "自评表.xlsx")
    beside(folder).check(path)
    assert beside(folder).check(path).state is State.CURRENT
    assert beside(folder, profile=profile("hubei")).check(path).state is State.CHECKED
    assert beside(folder, profile=profile("hubei")).check(path).state is State.CURRENT


def test_a_deleted_copy_is_made_again(folder: Path) -> None:
    path = form(folder / "自评表.xlsx")
    watched = beside(folder)
    watched.check(path)
    (folder / "已校验" / "自评表.xlsx").unlink()
    assert watched.check(path).state is State.CHECKED
    assert (folder / "已校验" / "自评表.xlsx").exists()


def test_a_copy_that_somebody_worked_in_is_never_overwritten(folder: Path) -> None:
    path, copy = form(folder / "自评表.xlsx"), folder / "已校验" / "自评表.xlsx"
    watched = beside(folder)
    watched.check(path)
    note(copy, "在副本里改的")
    worked_in = copy.read_bytes()
    assert watched.check(path).state is State.CURRENT
    note(path, "原表也改了")
    outcome = watched.check(path)
    assert outcome.state is State.REFUSED
    assert "有人在里面改过" in outcome.sentence
    assert copy.read_bytes() == worked_in
    copy.rename(copy.with_name("我的.xlsx"))
    assert watched.check(path).state is State.CHECKED


@pytest.mark.parametrize("way", ["copied", "moved"])
def test_a_corrected_copy_may_be_put_in_the_place_of_the_form(folder: Path, way: str) -> None:
    path, copy = form(folder / "自评表.xlsx"), folder / "已校验" / "自评表.xlsx"
    watched = beside(folder)
    watched.check(path)
    note(copy, "在副本里改的")
    path.write_bytes(copy.read_bytes())
    if way == "moved":
        copy.unlink()
    assert watched.check(path).state is State.CHECKED
    for one in (path, copy):
        assert openpyxl.load_workbook(one).worksheets[0].cell(40, 2).value == "在副本里改的"
    assert watched.check(path).state is State.CURRENT


def test_a_form_open_in_excel_is_checked_into_its_copy(folder: Path) -> None:
    path = form(folder / "自评表.xlsx")
    (folder / "~$自评表.xlsx").touch()
    assert beside(folder).check(path).state is State.CHECKED


def test_its_own_write_back_is_neither_checked_nor_written_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = form(folder / "自评表.xlsx")
    watched = into(folder)
    watched.check(path)
    written, time = path.read_bytes(), path.stat().st_mtime_ns
    with monkeypatch.context() as without:
        without.setattr(checking, "check_files", None)
        assert watched.check(path).state is State.CURRENT
    # a restarted watch checks it, and finds the results it would write
    assert into(folder).check(path).state is State.CURRENT
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (written, time)


def test_letters_are_passed_over_and_lost_forms_are_not(folder: Path) -> None:
    letter = draw_tables(folder / "通知.docx", "关于开展绩效自评工作的通知")
    assert beside(folder).check(letter).state is State.ASIDE
    openpyxl.Workbook().save(folder / "工资.xlsx")
    outcome = beside(folder).check(folder / "工资.xlsx")
    assert outcome.state is State.UNREADABLE
    assert len(outcome.results) == 1


def test_equal_names_of_different_formats_have_a_copy_each(folder: Path) -> None:
    drawn = document(folder / "自评表.docx")
    watched = beside(folder)
    assert watched.check(drawn).state is State.CHECKED
    assert watched.check(drawn).state is State.CURRENT
    workbook = form(folder / "自评表.xlsx")
    assert watched.check(drawn).state is State.CHECKED
    assert watched.check(workbook).state is State.CHECKED
    assert {path.name for path in (folder / "已校验").iterdir()} == {"自评表.xlsx", "自评表（docx）.xlsx"}
    assert [watched.check(path).state for path in (drawn, workbook)] == [State.CURRENT, State.CURRENT]


def test_of_a_format_that_cannot_be_written_write_back_puts_a_copy_beside(folder: Path) -> None:
    path = document(folder / "自评表.docx")
    before = path.read_bytes()
    watched = into(folder)
    assert watched.check(path).state is State.CHECKED
    assert path.read_bytes() == before
    assert (folder / "自评表（校验）.xlsx").exists()
    assert into(folder).check(path).state is State.CURRENT
