"""The file of an open book: which of its sheets are read live and how far, and why it cannot be read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.bridge.live_books import excel_block
from tests.handmade import CLEAN, NATIONAL, XIAOGAN, Habits, draw, draw_all
from xlperf.bridge.saved import read_saved
from xlperf.bridge.snapshot import as_open
from xlperf.errors import UnreadableFile, UsageError
from xlperf.forms import shipped_templates
from xlperf.workbook.place import Area

ALL = shipped_templates()


def test_every_sheet_with_part_of_a_form_is_read(tmp_path: Path) -> None:
    forms = [(CLEAN, Habits(sheets_before=("目录",))), (NATIONAL, Habits(sheet="第二张"))]
    several = read_saved(draw_all(forms, tmp_path / "两张.xlsx"))
    assert [name for name, _ in several.areas(ALL)] == ["Sheet1", "第二张"]
    twins = read_saved(draw(XIAOGAN, tmp_path / "附表.xlsx", Habits(tables="sheets")))
    assert len(twins.areas(ALL)) == 2
    split = read_saved(draw(NATIONAL, tmp_path / "分页.xlsx", Habits(head_apart=True)))
    assert {name for name, _ in split.areas(ALL)} == {"Sheet1", "Sheet1续"}


def test_hidden_sheets_with_a_form_are_read_too(tmp_path: Path) -> None:
    saved = read_saved(
        draw_all([(CLEAN, Habits(hidden=True, sheets_before=("说明",)))], tmp_path / "隐藏.xlsx")
    )
    assert [name for name, _ in saved.areas(ALL)] == ["Sheet1"]


def test_without_a_form_the_first_visible_sheets_are_read(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    book = openpyxl.Workbook()
    for number in range(5):
        sheet = book.create_sheet(f"表{number}")
        sheet["B3"] = "内容"
    book["Sheet"].sheet_state = "hidden"
    book.save(path)
    assert read_saved(path).areas(ALL) == tuple((f"表{number}", Area(1, 1, 203, 12)) for number in range(3))


def test_there_is_room_for_what_was_typed_since(tmp_path: Path) -> None:
    saved = read_saved(draw(CLEAN, tmp_path / "表.xlsx"))
    ((_, area),) = saved.areas(ALL)
    cells = saved.opened.grid.sheets[0].cells
    assert (area.top, area.left) == (1, 1)
    assert area.bottom == max(row for row, _ in cells) + 200
    assert area.right == max(column for _, column in cells) + 10


def test_a_cell_far_away_does_not_make_the_area_endless(tmp_path: Path) -> None:
    path = draw(CLEAN, tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"] = "误填"
    book.save(path)
    saved = read_saved(path)
    ((name, area),) = saved.areas(ALL)
    assert area.bottom < 300
    assert area.right < 30
    sheet = saved.opened.grid.sheet(name)
    assert sheet
    assert as_open(saved, [excel_block(sheet, area)]) == saved.opened


def test_a_list_below_a_form_is_read_as_far_as_the_form_reaches(tmp_path: Path) -> None:
    path = draw(CLEAN, tmp_path / "表.xlsx")
    book = openpyxl.load_workbook(path)
    for row in range(1000, 11_000, 20):
        book.worksheets[0].cell(row, 1, f"清单{row}")
    book.save(path)
    saved = read_saved(path)
    ((name, area),) = saved.areas(ALL)
    assert area.bottom < 300
    sheet = saved.opened.grid.sheet(name)
    assert sheet
    assert as_open(saved, [excel_block(sheet, area)]) == saved.opened


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "读不出来|不是"),
        (b"PK\x03\x04 cut", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "."),
        ("只是文字".encode(), "不是 Excel 工作簿"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=sentence) as refused:
        read_saved(path)
    assert refused.value.fix


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到文件"):
        read_saved(tmp_path / "没有.xlsx")
