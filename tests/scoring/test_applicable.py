"""Indicators that do not apply: told by whole words, left out, the rest rescaled."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.scoring.test_execution_ways import entry, form, row
from xlperf.model import Indicator
from xlperf.profiles import profile
from xlperf.scoring.applicable import not_applicable
from xlperf.scoring.assessment import score_assessment

NATIONAL = profile("national-2020")


def said(**cells: str) -> Indicator:
    entries: dict[str, Any] = {field: entry(text) for field, text in cells.items()}
    return Indicator(**entries)


@pytest.mark.parametrize(
    "cells",
    [
        {"initial_target": "≥2次", "actual": "不适用"},
        {"initial_target": "≥2次", "actual": "不涉及。"},
        {"initial_target": "≥2次", "actual": "本年度未涉及"},
        {"initial_target": "≥2次", "actual": "本项目不涉及该项"},
        {"initial_target": "≥2次", "actual": "不适用，本年没有采购任务"},
        {"initial_target": "不适用", "actual": ""},
        {"initial_target": "不适用", "actual": "—"},
        {"initial_target": "≥2次", "actual": "/", "deviation_reason": "不涉及"},
        {"initial_target": "≥2次", "actual": "", "score": "不适用"},
    ],
)
def test_whole_words_say_that_an_indicator_does_not_apply(cells: dict[str, str]) -> None:
    assert not_applicable(said(**cells))


@pytest.mark.parametrize(
    "cells",
    [
        {"initial_target": "≥2次", "actual": "2次"},
        {"initial_target": "≥2次", "actual": ""},
        {"initial_target": "≥2次", "actual": "—"},
        {"initial_target": "≥2次", "actual": "无"},
        {"initial_target": "=0起", "actual": "0起", "deviation_reason": "不适用"},
        {"initial_target": "≥2次", "actual": "2次", "deviation_reason": "不涉及"},
        {"initial_target": "合格", "actual": "达成预期指标", "deviation_reason": "不适用"},
        {"initial_target": "成效明显", "actual": "不涉及群众利益的投诉"},
        {"initial_target": "不涉及敏感信息", "actual": "达成预期指标"},
        {"initial_target": "成效明显", "actual": "清理不适用文件12份"},
        {"initial_target": "不适用条款清理", "actual": "完成"},
        {"initial_target": "≥2次", "actual": "", "deviation_reason": "因不适用新标准，没有验收"},
    ],
)
def test_other_rows_are_not_taken_for_it(cells: dict[str, str]) -> None:
    assert not not_applicable(said(**cells))


def test_the_rest_is_rescaled_to_full_marks() -> None:
    rows = (
        row("≥2次", "2次", "40", "40"),
        row("≥2次", "1次", "40", "20"),
        row("≥2次", "不适用", "10", "10"),
    )
    found = score_assessment(form(*rows), NATIONAL)
    assert found.total == Decimal("79.7"), "as filled: 40＋20＋10 and 9.7 for the execution"
    left = found.applicable
    assert left is not None
    assert (left.rows, left.weights, left.scores) == ((2,), Decimal(10), Decimal(10))
    # 69.7 of 90
    assert (left.total, left.grade) == (Decimal("77.44"), "中")


def test_an_undecided_score_leaves_the_rescaled_total_open() -> None:
    rows = (row("成效明显", "达成预期指标", "80", ""), row("≥2次", "不适用", "10", ""))
    left = score_assessment(form(*rows), NATIONAL).applicable
    assert left is not None
    assert (left.weights, left.scores, left.total, left.grade) == (Decimal(10), Decimal(0), None, None)


def test_a_form_to_which_all_applies_has_no_such_figures() -> None:
    assert score_assessment(form(row("≥2次", "2次", "90", "90")), NATIONAL).applicable is None


def test_nothing_is_left_to_rescale_where_nothing_applies() -> None:
    bare = form(row("≥2次", "不适用", "100", "0"))
    none = NATIONAL.model_copy(
        update={"execution": NATIONAL.execution.model_copy(update={"points": Decimal(0)})}
    )
    left = score_assessment(bare, none).applicable
    assert left is not None
    assert left.total is None


def test_a_row_without_score_leaves_the_total_in_proportion() -> None:
    """Half of the 80 points that apply, and 9.7 of 10 for the execution: 49.7 of 90."""
    rows = (row("≥2次", "1次", "80", "40"), row("≥2次", "", "10", "不适用"))
    scored = score_assessment(form(*rows), NATIONAL)
    assert (scored.total, scored.grade) == (Decimal("55.22"), "差")
