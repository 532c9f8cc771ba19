"""Rows inserted and deleted in an unsaved book: it reads as its file would, had it been saved just now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bridge.office_desk import (
    ALL,
    HANDMADE,
    Desk,
    Edit,
    differences,
    plan_bytes,
)
from tests.handmade import draw
from tests.layout.plans_by_template import PLANS
from tests.office.session import Document
from xlperf.bridge.snapshot import as_open
from xlperf.validation import check_opened
from xlperf.workbook.place import a1
from xlperf.workbook.read_stamp import read_stamp

ROW_EDITS: dict[str, Edit] = {}


def row_edit(edit: Edit) -> Edit:
    ROW_EDITS[str(getattr(edit, "__name__", ""))] = edit
    return edit


FORM = PLANS["shanxi-2022 filled"].sheets[0].name


@row_edit
def rows_inserted_and_filled(document: Document) -> None:
    document.insert_rows(FORM, 16, 2)
    document.set_many(
        FORM, {"D16": "新增的一项指标", "E16": "≥3次", "F16": "≥3次", "G16": 3, "D17": "又一项"}
    )


@row_edit
def rows_inserted_at_the_top(document: Document) -> None:
    document.insert_rows(FORM, 1, 3)


@row_edit
def blank_rows_between_all_parts(document: Document) -> None:
    for row in (27, 20, 12, 10, 5, 3):
        document.insert_rows(FORM, row, 1)


@row_edit
def a_row_deleted(document: Document) -> None:
    document.delete_rows(FORM, 14, 1)


@row_edit
def rows_deleted_and_inserted_while_typing(document: Document) -> None:
    document.set_many(FORM, {"G12": 7, "J12": "因故多做了几次。", "E20": "写了分析。"})
    document.delete_rows(FORM, 13, 1)
    document.insert_rows(FORM, 17, 1)
    document.set_many(FORM, {"D17": "加在后面的指标", "H17": 5})


@row_edit
def the_first_row_of_a_merged_class_deleted(document: Document) -> None:
    document.delete_rows(FORM, 12, 1)


@pytest.mark.parametrize("edit", ROW_EDITS)
def test_rows_moved_in_a_generated_form(edit: str, desk: Desk) -> None:
    saved = desk.saved(plan_bytes("shanxi-2022 filled"))
    blocks, then = desk.edited(saved, ROW_EDITS[edit])
    now = as_open(saved, blocks)
    assert differences(now, then, {FORM}) == []
    assert read_stamp(now.grid) == read_stamp(then.grid)
    (one,), (other,) = (check_opened(saved.path, saved.data, opened, ALL, None) for opened in (now, then))
    assert [found for found in one.findings if found not in other.findings] == []
    assert one.assessment == other.assessment


@pytest.mark.parametrize("kind", sorted(HANDMADE))
def test_rows_moved_in_a_hand_made_form(kind: str, desk: Desk, tmp_path: Path) -> None:
    saved = desk.saved(draw(HANDMADE[kind], tmp_path / "手工.xlsx"))
    sheet = saved.opened.grid.sheet(saved.areas(ALL)[0][0])
    assert sheet
    name = sheet.name
    column = next(column for column in range(1, 20) if sheet.area(12, column).top == 12)

    def edit(document: Document) -> None:
        document.insert_rows(name, 12, 1)
        document.set(name, a1(12, column), "插入的一行")
        document.insert_rows(name, 3, 1)

    desk.check(saved, edit)
