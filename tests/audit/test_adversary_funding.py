"""Slips in the funding block and in scores: one cause, one finding, on the cell that is wrong."""

from __future__ import annotations

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form

TOTAL = "资金总额 | 12 | 12 | 12 | 11.04 | 0.96 | 92 | 9.2\n预算执行情况: 各项工作有序开展。\n"
CITY = "市级资金 | 8 | 8 | 8 | 7.36 | 0.64 | 92\n"


def test_a_mistyped_execution_of_one_source() -> None:
    wrong = form(f"{TOTAL}{CITY}其他资金 | 4 | 4 | 4 | 3.86 | 0.32 | 92")
    assert_findings(wrong, "XP020 G9 “其他资金”的全年执行数填的是3.86万元，应为3.68万元 结余、执行率相符")
    found = the("XP020", wrong)
    assert (found.stated, found.expected) == ("3.86", "3.68")
    assert [place.address for place in found.places] == ["G9", "G7"]


def test_a_mistyped_budget_of_one_source() -> None:
    wrong = form(f"{TOTAL}{CITY}其他资金 | 4 | 4 | 4.5 | 3.68 | 0.32 | 92")
    assert_findings(wrong, "XP020 F9 应为4万元")


def test_only_what_the_row_states_is_named() -> None:
    assert_findings(form(f"{TOTAL}{CITY}其他资金 | 4 | 4 | 4 | 3.86 | 0.32 |"), "XP020 G9 本行的结余相符")


def test_a_wrong_total_is_still_the_total() -> None:
    total = TOTAL.replace("11.04", "10.04")
    assert_findings(form(f"{total}{CITY}其他资金 | 4 | 4 | 4 | 3.68 | 0.32 | 92"), "XP020 G7 11.04万元不等")


def test_a_source_that_agrees_with_itself_is_not_blamed() -> None:
    assert_findings(form(f"{TOTAL}{CITY}其他资金 | 4 | 4 | 4 | 3.86 | 0.14 | 96.5"), "XP020 G7 11.22万元")


def test_a_mistyped_surplus_of_one_source() -> None:
    text = f"{TOTAL}市级资金 | 12 | 12 | 12 | 11.04 | 0.69 | 92"
    assert_findings(form(text), "XP021 H8 应为0.96万元")


def test_a_source_left_out_of_the_total() -> None:
    text = "资金总额 | 8 | 8 | 8 | 7.5 | 0.5 | 93.75 | 9.38\n预算执行情况: 各项工作有序开展。\n"
    text += "市级资金 | 8 | 8 | 8 | 7.5 | 0.5 | 93.75\n其他资金 | 4 | 4 | 4 | 3 | 1 | 75"
    assert_findings(form(text), "XP020 D7 合计行漏加了“其他资金” 全年预算数应为12万元 全年执行数应为10.5万元")
    assert [place.address for place in the("XP020", form(text)).places] == ["D7", "E7", "F7", "G7", "H7"]


def test_a_wrong_score_under_a_right_total() -> None:
    right_total = "总分: 99.5\n"
    assert codes(form(f"{right_total}质量 | 合格率 | ≥95% | 97.6% | 10 | 9")) == ["XP051"]
    assert codes(form(f"{right_total}质量 | 合格率 | ≥95% | 97.6% | 10 | 11")) == ["XP004"]
    missed = "总分: 98.97\n质量 | 合格率 | ≥95% | 90% | 10 | 10"
    assert codes(form(missed)) == ["XP053"]


@pytest.mark.parametrize("row", ["质量 | 合格率 | >95% | 95% | 10 | 9 | 因抽检不足。"])
def test_a_total_that_no_other_finding_explains(row: str) -> None:
    assert codes(form(f"总分: 99.5\n{row}")) == ["XP002"]
