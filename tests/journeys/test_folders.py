"""What lies in the folders of a person is neither checked twice nor written over."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.handmade import ANNEX_1, CLEAN, draw
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
