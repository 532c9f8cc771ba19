"""Amounts of a list land in the form's own columns, or a note says that they do not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.projects.lists import tables, write_csv
from tests.projects.test_other_forms import DEPARTMENT, TRANSFER
from xlperf.form_blocks import FundingBlock
from xlperf.forms import FormTemplate, template
from xlperf.profiles import profile
from xlperf.projects.read import ReadList, read_projects


def listed(text: str, kind: FormTemplate, folder: Path) -> ReadList:
    return read_projects(write_csv(folder, tables(text)), kind, profile(kind.profile))


def test_the_initial_budget_fills_the_only_budget_column(tmp_path: Path) -> None:
    text = DEPARTMENT.replace("预算数（元）", "年初预算数（元）")
    found = listed(text, template("department-2021"), tmp_path)
    (project,) = found.projects
    assert [fund.full_year_budget for fund in project.funds] == [
        Decimal("8581799.82"),
        Decimal("14554881.65"),
    ]
    assert found.notes == ("这种表没有“年初预算数（元）”一栏，已填入表里的“预算数”，请核对。",)


def test_the_year_s_budget_fills_a_form_with_the_initial_one_alone(tmp_path: Path) -> None:
    kind = template("national-2020")
    block = kind.block(FundingBlock)
    assert block is not None
    without = tuple(column for column in block.columns if column.field != "full_year_budget")
    blocks = tuple(
        one.model_copy(update={"columns": without}) if one is block else one for one in kind.blocks
    )
    text = TRANSFER.replace("指标值", "指标值 | 分值").replace("≥1200人次", "≥1200人次 | 90")
    found = listed(text, kind.model_copy(update={"blocks": blocks}), tmp_path)
    assert found.projects[0].funds[0].initial_budget == 120
    assert "这种表没有“全年预算数（万元）”一栏，已填入表里的“年初预算数”，请核对。" in found.notes


@pytest.mark.parametrize("heading", ["年初预算数（万元）", "目标申报数（万元）"])
def test_amounts_without_a_place_are_named(heading: str, tmp_path: Path) -> None:
    text = TRANSFER.replace("全年预算数（万元）", f"{heading} | 全年预算数（万元）").replace(
        "资金 | 120", "资金 | 110 | 120"
    )
    found = listed(text, template("transfer-2020"), tmp_path)
    assert found.projects[0].funds[0].full_year_budget == 120
    assert found.notes == (f"这种表没有“{heading}”一栏，“资金”表的这一列没有用到。",)


def test_rows_that_are_moved_and_rows_that_are_not_are_told_apart(tmp_path: Path) -> None:
    text = TRANSFER.replace("全年预算数（万元）", "年初预算数（万元） | 全年预算数（万元）").replace(
        "A01 | 中央财政资金 | 120", "A01 | 中央财政资金 | 110 | 120\nA01 | 省级财政资金 | 30 |"
    )
    found = listed(text, template("transfer-2020"), tmp_path)
    assert [fund.full_year_budget for fund in found.projects[0].funds] == [120, 30]
    assert found.notes == (
        "这种表没有“年初预算数（万元）”一栏，有1行没有另填“全年预算数（A）”，已填入表里的“全年预算数（A）”；其余各行的没有用到，请核对。",
    )


@pytest.mark.parametrize("budget", ["年初预算数", "全年预算数"])
def test_a_form_with_both_columns_keeps_them_apart(budget: str, tmp_path: Path) -> None:
    text = TRANSFER.replace("全年预算数", budget).replace("指标值", "指标值 | 分值")
    found = listed(text.replace("≥1200人次", "≥1200人次 | 90"), template("sichuan-2023"), tmp_path)
    (fund,) = found.projects[0].funds
    assert sorted([fund.initial_budget, fund.full_year_budget], key=bool) == [None, 120]
    assert not any("一栏" in note for note in found.notes)
