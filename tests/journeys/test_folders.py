"""What lies in the folders of a person is neither checked twice nor written over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.handmade import ANNEX_1, ANNEX_3, CLEAN, Habits, draw, draw_all
from tests.journeys.conftest import Call
from xlperf.resources import shipped

LIST = shipped("examples") / "项目清单"


def test_copies_of_an_earlier_run_are_not_checked_again(xlperf: Call, tmp_path: Path) -> None:
    draw(ANNEX_1, tmp_path / "a.xlsx")
    before = None
    for _ in range(3):
        xlperf("validate", tmp_path, "-o", tmp_path / "已校验")
        copies = {path.name: path.read_bytes() for path in (tmp_path / "已校验").iterdir()}
        assert list(copies) == ["a.xlsx"]
        assert before in (None, copies)
        before = copies
    # named outright, the copies are checked like any other files
    _, out, _ = xlperf("validate", tmp_path / "已校验", "-o", tmp_path / "再次")
    assert "共1个文件" in out
    status, _, err = xlperf("validate", tmp_path / "已校验", "-o", tmp_path / "已校验")
    assert status == 2
    assert "原文件所在的文件夹" in err


def test_filled_workbooks_are_never_generated_over(xlperf: Call, tmp_path: Path) -> None:
    words = ("generate", LIST, "-t", "shanxi-2022", "-o", tmp_path)
    assert xlperf(*words)[0] == 0
    issued = {path: path.read_bytes() for path in tmp_path.iterdir()}
    assert xlperf(*words)[0] == 0
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == issued
    filled, missing = sorted(issued)[:2]
    book = openpyxl.load_workbook(filled)
    book.worksheets[0]["A1"] = "填过的表"
    book.save(filled)
    missing.unlink()
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    status, out, err = xlperf(*words)
    assert (status, out) == (2, "")
    assert filled.name in err
    assert "可能已经填写" in err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_demo_leaves_other_files_in_its_folders_alone(xlperf: Call, tmp_path: Path) -> None:
    others = [tmp_path / "我的.txt"]
    for folder in ("空白表", "已填表", "已校验"):
        (tmp_path / folder).mkdir()
        others.append(draw(CLEAN, tmp_path / folder / f"我的{folder}.xlsx"))
    others[0].write_text("笔记", encoding="utf-8")
    before = {path: path.read_bytes() for path in others}
    assert xlperf("demo", "-o", tmp_path)[0] == 0
    assert {path: path.read_bytes() for path in others} == before


def test_a_copy_corrected_by_hand_is_not_written_over(xlperf: Call, tmp_path: Path) -> None:
    folder, copies = tmp_path / "收回", tmp_path / "已校验"
    folder.mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        draw(ANNEX_1, folder / name)
    words = ("validate", folder, "-o", copies)
    assert xlperf(*words)[0] == 1
    corrected, other = copies / "a.xlsx", copies / "b.xlsx"
    book = openpyxl.load_workbook(corrected)
    book["Sheet1"]["E18"] = "改正后的说明"
    book.save(corrected)
    before, again = corrected.read_bytes(), other.read_bytes()
    other.unlink()
    status, _, err = xlperf(*words)
    assert status == 2
    assert f"“{corrected}”已经有了，而且有人在里面改过，没有覆盖" in err
    assert corrected.read_bytes() == before
    assert other.read_bytes() == again


def test_a_copy_follows_its_corrected_original(xlperf: Call, tmp_path: Path) -> None:
    original = draw(ANNEX_1, tmp_path / "a.xlsx")
    words = ("validate", original, "-o", tmp_path / "已校验")
    xlperf(*words)
    book = openpyxl.load_workbook(original)
    book["Sheet1"]["E18"] = "改正后的说明"
    book.save(original)
    status, _, err = xlperf(*words)
    assert (status, err) == (1, "")
    assert openpyxl.load_workbook(tmp_path / "已校验" / "a.xlsx")["Sheet1"]["E18"].value == "改正后的说明"


def test_a_copy_that_was_only_saved_again_is_replaced(xlperf: Call, tmp_path: Path) -> None:
    words = ("validate", draw(ANNEX_1, tmp_path / "a.xlsx"), "-o", tmp_path / "已校验")
    xlperf(*words)
    copy = tmp_path / "已校验" / "a.xlsx"
    written = copy.read_bytes()
    openpyxl.load_workbook(copy).save(copy)
    assert copy.read_bytes() != written
    assert xlperf(*words)[0] == 1
    assert copy.read_bytes() == written


def test_somebody_elses_file_in_the_output_folder_is_kept(xlperf: Call, tmp_path: Path) -> None:
    original = draw(ANNEX_1, tmp_path / "a.xlsx")
    (tmp_path / "已校验").mkdir()
    other = draw(CLEAN, tmp_path / "已校验" / "a.xlsx")
    before = other.read_bytes()
    assert xlperf("validate", original, "-o", tmp_path / "已校验")[0] == 2
    assert other.read_bytes() == before


def test_copies_keep_the_subfolders(xlperf: Call, tmp_path: Path) -> None:
    for town in ("甲镇", "乙镇"):
        (tmp_path / "收回" / town).mkdir(parents=True)
        draw(CLEAN, tmp_path / "收回" / town / "自评表.xlsx")
    folder, copies = tmp_path / "收回", tmp_path / "已校验"
    assert xlperf("validate", folder, "-o", copies)[0] == 0
    made = {path.relative_to(copies).as_posix() for path in copies.rglob("*.xlsx")}
    assert made == {"甲镇/自评表.xlsx", "乙镇/自评表.xlsx"}
    # the same for two folders, and for files named outright
    for words in ((folder / "甲镇", folder / "乙镇"), sorted(folder.rglob("*.xlsx"))):
        shutil.rmtree(copies)
        assert xlperf("validate", *words, "-o", copies)[0] == 0
        assert {path.relative_to(copies).as_posix() for path in copies.rglob("*.xlsx")} == made


def test_copies_of_subfolders_never_land_on_originals(xlperf: Call, tmp_path: Path) -> None:
    (tmp_path / "甲镇").mkdir()
    (tmp_path / "乙镇").mkdir()
    for town in ("甲镇", "乙镇"):
        draw(ANNEX_1, tmp_path / town / "自评表.xlsx")
    before = (tmp_path / "甲镇" / "自评表.xlsx").read_bytes()
    for named in ((tmp_path,), (tmp_path / "甲镇", tmp_path / "乙镇")):
        status, _, err = xlperf("validate", *named, "-o", tmp_path)
        assert status == 2
        assert "原文件所在的文件夹" in err
    assert (tmp_path / "甲镇" / "自评表.xlsx").read_bytes() == before


def test_files_that_are_no_tables_are_named(xlperf: Call, tmp_path: Path) -> None:
    draw(CLEAN, tmp_path / "a.xlsx")
    (tmp_path / ".git").mkdir()
    for name in (
        "照片.jpg",
        "旧表.doc",
        "说明.txt",
        "附件.zip",
        ".隐藏.pdf",
        "~$a.xlsx",
        "Thumbs.db",
        ".git/config",
    ):
        (tmp_path / name).write_bytes(b"")
    _, out, _ = xlperf("validate", tmp_path)
    (line,) = [line for line in out.splitlines() if "不是表格" in line]
    assert line.startswith("另有4个文件不是表格，没有校验：")
    assert line.count("、") == 2
    assert line.endswith("……；.doc 请另存为 .docx；.zip 请先解压。")
    _, out, _ = xlperf("validate", tmp_path, "--format", "json")
    summary = json.loads(out)["summary"]
    assert summary["not_forms"] == 4
    assert set(summary["not_forms_names"]) < {"照片.jpg", "旧表.doc", "说明.txt", "附件.zip"}


@pytest.mark.parametrize("named_outright", [True, False])
def test_nothing_is_said_of_other_files_without_need(
    xlperf: Call, tmp_path: Path, named_outright: bool
) -> None:
    path = draw(CLEAN, tmp_path / "a.xlsx")
    if named_outright:
        (tmp_path / "照片.jpg").write_bytes(b"")
    _, out, _ = xlperf("validate", path if named_outright else tmp_path)
    assert "不是表格" not in out


def test_files_and_forms_are_counted_apart(xlperf: Call, tmp_path: Path) -> None:
    draw_all([(ANNEX_1, Habits(sheet="甲")), (ANNEX_3, Habits(sheet="乙"))], tmp_path / "两张.xlsx")
    draw(CLEAN, tmp_path / "一张.xlsx")
    (tmp_path / "坏的.ods").write_bytes(b"PK\x03\x04 cut")
    _, out, _ = xlperf("validate", tmp_path, "--write-back")
    assert "已把2个文件（3张自评表）的标记和“校验结果”写进原文件。" in out
    assert "其中1个文件未能校验" in out
    assert "坏的.ods" not in out[out.index("已把") :]
