"""What may be in the way of checking a file: locks, halves, drives that are away, people who save meanwhile."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.handmade import CLEAN, draw
from tests.watching.shared_folder import TEMPLATES, as_written, beside, form, into, note
from xlperf.validation import check_files
from xlperf.watching import checking
from xlperf.watching.checking import Checking, State, Way
from xlperf.watching.sentences import outcome_line
from xlperf.workbook import package


def test_copies_on_a_drive_that_is_away_are_written_when_it_is_back(folder: Path) -> None:
    path, drive = form(folder / "自评表.xlsx"), folder.parent / "网络盘"
    watched = Checking(Way(folder, drive / "结果", TEMPLATES))
    outcome = watched.check(path)
    assert outcome.state is State.REFUSED
    assert "网络盘断开" in outcome.sentence
    assert not drive.exists()
    drive.mkdir()
    assert watched.check(path).state is State.CHECKED
    assert (drive / "结果" / "自评表.xlsx").exists()


def test_a_damaged_copy_is_not_taken_for_results(folder: Path) -> None:
    path, copy = form(folder / "自评表.xlsx"), folder / "已校验" / "自评表.xlsx"
    copy.parent.mkdir()
    copy.write_bytes(b"PK\x03\x04 cut")
    assert beside(folder).check(path).state is State.REFUSED
    assert copy.read_bytes() == b"PK\x03\x04 cut"


@pytest.mark.parametrize("lock", ["~${}", ".~{}", ".~lock.{}#"])
def test_an_open_copy_is_waited_for(folder: Path, lock: str) -> None:
    path, copy = form(folder / "自评表.xlsx"), folder / "已校验" / "自评表.xlsx"
    watched = beside(folder)
    watched.check(path)
    note(path, "改")
    before = copy.read_bytes()
    sign = copy.with_name(lock.format(copy.name))
    sign.touch()
    outcome = watched.check(path)
    assert outcome.state is State.LOCKED
    assert str(Path("已校验") / "自评表.xlsx") in outcome.sentence
    assert copy.read_bytes() == before
    sign.unlink()
    assert watched.check(path).state is State.CHECKED


def test_write_back_waits_until_the_form_is_closed(folder: Path) -> None:
    path = form(folder / "自评表.xlsx")
    before, lock = path.read_bytes(), folder / "~$自评表.xlsx"
    lock.touch()
    watched = into(folder)
    assert watched.check(path).state is State.LOCKED
    assert path.read_bytes() == before
    lock.unlink()
    wanted = as_written(path)
    assert watched.check(path).state is State.CHECKED
    assert path.read_bytes() == wanted != before


def test_a_save_during_the_check_is_not_overwritten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = form(folder / "自评表.xlsx")
    check = check_files

    def saved_meanwhile(paths: list[Path], *others: Any) -> Any:
        results = check(paths, *others)
        note(path, "校验时又存了一次")
        return results

    watched = into(folder)
    monkeypatch.setattr(checking, "check_files", saved_meanwhile)
    assert watched.check(path).state is State.UNFINISHED
    monkeypatch.undo()
    assert openpyxl.load_workbook(path).worksheets[0].cell(40, 2).value == "校验时又存了一次"
    assert watched.check(path).state is State.CHECKED
    assert openpyxl.load_workbook(path).worksheets[0].cell(40, 2).value == "校验时又存了一次"


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_part_of_a_file_is_unfinished_and_nothing_is_written(folder: Path, share: float) -> None:
    whole = form(folder / "全.xlsx").read_bytes()
    path = folder / "半.xlsx"
    path.write_bytes(whole[: int(len(whole) * share)])
    outcome = beside(folder).check(path)
    assert outcome.state is State.UNFINISHED
    assert outcome.results
    assert not (folder / "已校验").exists()


def test_a_file_reserved_beforehand_is_unfinished(folder: Path) -> None:
    # Explorer gives a file its size first and fills it then
    whole = form(folder / "全.xlsx").read_bytes()
    (folder / "半.xlsx").write_bytes(whole[:3000] + bytes(len(whole) - 3000))
    assert beside(folder).check(folder / "半.xlsx").state is State.UNFINISHED


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "I/O error")])
def test_a_file_that_nobody_may_read_now_is_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    path = form(folder / "自评表.xlsx")

    def denied(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert beside(folder).check(path).state is State.LOCKED
    monkeypatch.undo()
    assert beside(folder).check(path).state is State.CHECKED


def test_a_file_that_is_too_large_is_not_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = form(folder / "自评表.xlsx")
    monkeypatch.setattr(package, "MAX_FILE", 1000)
    outcome = beside(folder).check(path)
    assert outcome.state is State.UNREADABLE
    assert "过大" in outcome_line(outcome.results)


def test_a_signed_form_is_reported_and_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = form(folder / "自评表.xlsx")
    before = path.read_bytes()
    monkeypatch.setattr(package.Package, "signed", True)
    outcome = into(folder).check(path)
    assert outcome.state is State.CHECKED
    assert "数字签名" in outcome.sentence
    assert len(outcome.results) == 1
    assert path.read_bytes() == before


def test_a_file_deleted_before_or_during_the_check_is_let_go(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert beside(folder).check(folder / "没有.xlsx").state is State.ASIDE
    path = form(folder / "自评表.xlsx")
    check = check_files

    def deleted_meanwhile(paths: list[Path], *others: Any) -> Any:
        results = check(paths, *others)
        path.unlink()
        return results

    monkeypatch.setattr(checking, "check_files", deleted_meanwhile)
    for watched in (beside(folder), into(folder)):
        form(path)
        assert watched.check(path).state in (State.UNFINISHED, State.ASIDE)
        assert not path.exists()


def test_a_folder_gone_during_the_check_is_not_made_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = form(folder / "自评表.xlsx")
    check = checking._look

    def gone(_: Path) -> Any:
        look = check(path)
        folder.rename(folder.with_name("移走了"))
        monkeypatch.setattr(checking, "_look", lambda _: look)
        return look

    data = path.read_bytes()
    monkeypatch.setattr(checking, "_look", gone)
    monkeypatch.setattr(checking, "read_file", lambda one: data)
    results = check_files([path], TEMPLATES)
    monkeypatch.setattr(checking, "check_files", lambda *_: results)
    assert beside(folder).check(path).state is State.ASIDE
    assert not folder.exists()


def test_a_fault_of_the_program_costs_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: Any) -> Any:
        raise RecursionError("too deep")

    monkeypatch.setattr(checking, "check_files", fault)
    outcome = beside(folder).check(draw(CLEAN, folder / "自评表.xlsx"))
    assert outcome.state is State.CHECKED
    assert "校验时出了意外" in outcome.sentence
    assert "too deep" in outcome.sentence


def test_a_full_disk_leaves_no_half_copy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = form(folder / "自评表.xlsx")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    outcome = beside(folder).check(path)
    assert outcome.state is State.REFUSED
    assert "磁盘空间" in outcome.sentence
    assert list((folder / "已校验").iterdir()) == []
    monkeypatch.undo()
    assert beside(folder).check(path).state is State.CHECKED
