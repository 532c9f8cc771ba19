"""XP131: who reported no cost indicator has at most five points for it, under the profile that says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.form_table import entry, form
from tests.handmade import CLEAN, draw
from xlperf.audit.audit import audit
from xlperf.audit.finding import Finding, Severity
from xlperf.forms import shipped_templates
from xlperf.model import BLANK, Assessment, ClassScore
from xlperf.profiles import profile
from xlperf.scoring.assessment import score_assessment
from xlperf.validation import Checked, check_file

SHANXI = "shanxi"


def audited(drawn: Assessment, name: str = SHANXI) -> list[Finding]:
    own = profile(name)
    return list(audit(drawn, score_assessment(drawn, own), own))


def found(drawn: Assessment, name: str = SHANXI) -> list[Finding]:
    return [one for one in audited(drawn, name) if one.code == "XP131"]


def score_cell(drawn: Assessment) -> str:
    (row,) = [row for row in drawn.indicators if row.second_level.text == "成本指标"]
    assert row.score.place is not None
    return row.score.place.address


@pytest.mark.parametrize("cells", [" | | ", "/ | / | /", "无 | | "])
def test_an_empty_row_with_points(cells: str) -> None:
    drawn = form(f"成本 | {cells} | 10 | 10 |")
    (one,) = found(drawn)
    assert one.severity is Severity.ERROR
    assert one.place is not None
    assert one.place.address == score_cell(drawn)
    assert (one.stated, one.expected) == ("10", "不超过5")
    assert one.message == (
        f"成本指标没有填写指标，却得10分（{score_cell(drawn)}）；按山西省口径，没有填报成本指标的最多得5分。"
    )


def test_an_indicator_without_actual_value_was_not_reported() -> None:
    drawn = form("成本 | 培训总成本 | ≤10万元 | | 10 | 10 |")
    (one,) = found(drawn)
    assert "成本指标有指标但没有实际完成值，却得10分" in one.message
    # the same cause is told once
    assert "XP036" not in {finding.code for finding in audited(drawn)}


@pytest.mark.parametrize("score", ["5", "4.5", "0", ""])
def test_up_to_the_limit_is_right(score: str) -> None:
    assert found(form(f"成本 | | | | 10 | {score} |")) == []


def test_just_above_the_limit() -> None:
    (one,) = found(form("成本 | | | | 10 | 5.5 |"))
    assert one.stated == "5.5"


def test_a_reported_indicator_may_have_all_points() -> None:
    assert found(form()) == []
    assert found(form("成本 | 培训总成本 | 不超预算 | 达成预期指标 | 10 | 10 |")) == []


def test_one_reported_row_is_enough() -> None:
    drawn = form("成本 | 培训总成本 | ≤10万元 | 9.5万元 | 5 | 5 |\n成本 | 人均成本 | ≤500元 | | 5 | 5 |")
    assert found(drawn) == []


def test_rows_of_the_class_are_added_up() -> None:
    drawn = form("成本 | 培训总成本 | ≤10万元 | | 5 | 4 |\n成本 | 人均成本 | ≤500元 | | 5 | 4 |")
    (one,) = found(drawn)
    assert one.stated == "8"
    assert len(one.related) == 1


def test_no_row_and_points_only_among_the_classes() -> None:
    drawn = form()
    rows = tuple(row for row in drawn.indicators if row.second_level.text != "成本指标")
    bare = replace(drawn, indicators=rows)
    assert found(bare) == []
    (one,) = found(replace(bare, class_scores=(ClassScore("成本", BLANK, entry("10", "C40")),)))
    assert one.place is not None
    assert one.place.address == "C40"


def test_other_profiles_have_no_such_limit() -> None:
    assert found(form("成本 | | | | 10 | 10 |"), "national-2020") == []


def test_a_formula_without_a_stored_result_may_say_anything() -> None:
    drawn = form("成本 | 培训总成本 | ≤10万元 | | 10 | 10 |")
    rows = tuple(
        replace(row, actual=replace(row.actual, live=True, waiting=True))
        if row.name.text == "培训总成本"
        else row
        for row in drawn.indicators
    )
    assert found(replace(drawn, indicators=rows)) == []


def test_a_form_without_scores_is_not_asked() -> None:
    assert found(replace(form("成本 | | | | 10 | 10 |"), scored=False)) == []


def test_what_does_not_apply_has_a_rule_of_its_own() -> None:
    codes = {one.code for one in audited(form("成本 | 培训总成本 | ≤10万元 | 不适用 | 10 | 10 |"))}
    assert "XP131" not in codes
    assert "XP071" in codes


def test_on_a_sheet_the_score_of_an_empty_row_is_found(tmp_path: Path) -> None:
    empty = {"name": "", "initial_target": "", "adjusted_target": "", "actual": ""}
    rows = tuple(replace(row, **empty) if row.second_level == "成本指标" else row for row in CLEAN.indicators)
    path = draw(replace(CLEAN, indicators=rows), tmp_path / "表.xlsx")
    (result,) = check_file(path, shipped_templates(), profile(SHANXI))
    assert isinstance(result, Checked)
    errors = [(one.code, str(one.place)) for one in result.findings if one.severity is Severity.ERROR]
    assert errors == [("XP131", "Sheet1!I17")]
