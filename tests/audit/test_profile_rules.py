"""Rules of points under other profiles than the national one, and on forms that are scored otherwise."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.form_table import entry, form
from xlperf.audit.audit import audit
from xlperf.audit.finding import Finding, Severity
from xlperf.model import BLANK, Assessment, ClassScore, Fund, Indicator
from xlperf.profiles import profile, shipped_profiles
from xlperf.scoring.assessment import score_assessment

NO_EXECUTION_POINTS = profile("national-2020").model_copy(
    update={"execution": profile("national-2020").execution.model_copy(update={"points": Decimal(0)})}
)
HUBEI = (
    "资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 95 | 19\n"
    "数量 | 举办培训班期数 | ≥6期 | 7期 | 10 | 10 |\n"
    "社会效益 | 基层业务能力 | 明显提高 | 达成预期指标 | 10 | 10 |\n"
)


def findings(drawn: Assessment, name: str) -> list[Finding]:
    """Errors and warnings under a profile."""
    own = profile(name) if name else NO_EXECUTION_POINTS
    found = audit(drawn, score_assessment(drawn, own), own)
    return [one for one in found if one.severity is not Severity.INFO]


def codes(drawn: Assessment, name: str) -> list[str]:
    return [one.code for one in findings(drawn, name)]


@pytest.mark.parametrize("name", [one.id for one in shipped_profiles() if one.id != "hubei"])
def test_a_right_form_is_right_under_every_profile_with_the_same_points(name: str) -> None:
    grade = "一等" if name == "guangxi" else "优"
    assert codes(form(f"等级: {grade}"), name) == []


def test_hubei_gives_twenty_points_for_execution_and_joins_two_classes() -> None:
    right = form(HUBEI + "满意度 | 参训人员满意度 | ≥90% | 94% | 15 | 15 |")
    assert codes(right, "hubei") == []
    assert set(codes(right, "national-2020")) == {"XP001", "XP019"}
    more = form(
        HUBEI.replace("10 | 10 |\n社会", "5 | 5 |\n社会") + "满意度 | 参训人员满意度 | ≥90% | 94% | 20 | 20 |"
    )
    (one,) = findings(more, "hubei")
    assert (one.code, one.stated, one.expected) == (
        "XP007",
        "产出指标35分、效益指标与满意度指标45分",
        "40分、40分",
    )


def test_a_form_without_a_grade_is_complete() -> None:
    assert codes(form(HUBEI + "满意度 | 满意度 | ≥90% | 94% | 15 | 15 |\n等级:"), "hubei") == []


def test_weights_are_free_in_sichuan() -> None:
    uneven = form(
        "数量 | 举办培训班期数 | ≥6期 | 7期 | 40 | 40 |\n"
        "社会效益 | 基层业务能力 | 明显提高 | 达成预期指标 | 5 | 5 |\n"
        "可持续影响 | 培训制度建设 | 持续完善 | 达成预期指标 | 5 | 5 |"
    )
    assert codes(uneven, "sichuan") == []
    assert codes(uneven, "national-2020") == ["XP007"]


def test_sichuan_grades_its_words() -> None:
    own = form("社会效益 | 基层业务能力 | 良 | 良 | 15 | 15 |")
    assert codes(own, "sichuan") == []


def test_execution_by_steps_is_accepted_where_the_profile_accepts_it() -> None:
    by_steps = form("资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 95 | 7")
    assert codes(by_steps, "national-2021") == []
    assert codes(by_steps, "national-2020") == ["XP019"]
    finished = form("资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 95 | 10")
    assert codes(finished, "national-2021") == []


def test_satisfaction_by_steps_is_accepted_where_the_profile_accepts_it() -> None:
    full = form("满意度 | 参训人员满意度 | ≥95% | 92% | 10 | 10 | 因教室拥挤，个别学员不满意。")
    assert codes(full, "national-2021") == []
    assert codes(full, "national-2020") == ["XP053"]


def test_the_middle_band_is_the_profiles() -> None:
    half = form(
        "社会效益 | 基层业务能力 | 明显提高 | 部分达成 | 15 | 8 | 因少办一期，三个县没有覆盖；下年补办。"
    )
    assert codes(half, "national-2018") == []
    assert codes(half, "national-2020") == ["XP059"]


def execution_row(target: str = "100%", actual: str = "95%", score: str = "9.5") -> Indicator:
    cells = {
        "name": "预算执行率",
        "initial_target": target,
        "actual": actual,
        "weight": "10",
        "score": score,
    }
    entries: dict[str, Any] = {field: entry(text, f"{letter}40") for letter, (field, text) in zip("DEHIJ", cells.items(), strict=True)}  # fmt: skip
    return replace(form().indicators[0], **entries)


def with_execution_row(row: Indicator, total: str) -> Assessment:
    drawn = form(f"总分: {total}\n等级: 优")
    fund = replace(drawn.total_fund, execution_score=BLANK)
    return replace(
        drawn, total_fund=fund, indicators=(*drawn.indicators, row), execution_indicator=len(drawn.indicators)
    )


def test_execution_as_an_indicator_is_counted_once_and_checked_by_its_rate() -> None:
    assert codes(with_execution_row(execution_row(), "99.5"), "national-2020") == []
    (wrong,) = findings(with_execution_row(execution_row(score="10"), "100"), "national-2020")
    assert (wrong.code, wrong.place and wrong.place.address, wrong.expected) == ("XP019", "J40", "9.5")
    (unsummed,) = findings(with_execution_row(execution_row(), "90"), "national-2020")
    assert unsummed.code == "XP003"


def test_execution_as_an_indicator_may_reach_its_own_target() -> None:
    reached = with_execution_row(execution_row("≥90%", "95%", "10"), "100")
    assert codes(reached, "national-2020") == []


def test_a_form_without_scores_has_no_findings_about_points() -> None:
    drawn = form()
    rows = tuple(replace(row, weight=BLANK, score=BLANK) for row in drawn.indicators)
    fund = replace(drawn.total_fund, execution_score=BLANK, weight=BLANK)
    bare = replace(
        drawn,
        scored=False,
        indicators=rows,
        total_fund=fund,
        total=BLANK,
        grade=BLANK,
        template="transfer-2020",
    )
    assert codes(bare, "national-2020") == []
    empty_rate = replace(fund, execution_rate=entry("", "I8"))
    (one,) = findings(replace(bare, total_fund=empty_rate), "national-2020")
    assert (one.code, "得分" in one.message, "乘以" in one.basis) == ("XP106", False, False)


def classes(*points: tuple[str, str, str], total: str, grade: str = "良") -> Assessment:
    drawn = form()
    scores = tuple(
        ClassScore(name, entry(weight, f"{letter}30"), entry(score, f"{letter}31"))
        for letter, (name, weight, score) in zip("CDEFG", points, strict=False)
    )
    return replace(
        drawn,
        indicators=(),
        total_fund=Fund(),
        sources=(),
        class_scores=scores,
        total=entry(total, "I32"),
        grade=entry(grade, "J32"),
    )


RIGHT = (
    ("决策", "11", "10"),
    ("过程", "20", "14.99"),
    ("产出", "34", "31"),
    ("效益", "35", "30"),
    ("合计", "100", "85.99"),
)


def test_a_table_of_class_scores_is_no_form_without_points() -> None:
    assert codes(classes(*RIGHT, total="85.99"), "") == []
    assert codes(classes(*RIGHT, total="85.99", grade="优"), "") == ["XP015"]


def test_classes_that_do_not_come_to_full_marks() -> None:
    wrong = (("决策", "12", "10"), *RIGHT[1:4])
    (one,) = findings(classes(*wrong, total="85.99"), "")
    assert (one.code, one.stated, one.expected) == ("XP001", "101", "100")
    assert "预算执行率" not in one.message + one.fix + one.basis


def test_a_row_that_does_not_apply_may_be_left_without_points() -> None:
    left_out = form(
        "质量 | 培训考核合格率 | ≥95% | 不适用 | | | 本年只办线上班，没有考核。\n总分: 89.5\n等级: 良"
    )
    assert codes(left_out, "national-2020") == []


def test_a_total_rescaled_without_what_does_not_apply_is_right() -> None:
    # 20＋10＋10＋15＋15＋10 and 9.5 of 90 points
    rescaled = form(
        "质量 | 培训考核合格率 | ≥95% | 不适用 | 10 | 不适用 | 本年只办线上班，没有考核。\n总分: 99.44\n等级: 优"
    )
    assert codes(rescaled, "national-2020") == []


def test_guangxi_wants_its_words_for_far_too_much() -> None:
    far = "数量 | 举办培训班期数 | ≥6期 | 12期 | 20 | 20 |"
    assert codes(form(f"{far}\n等级: 一等"), "guangxi") == ["XP056"]
    (vague,) = findings(form(f"{far} 上级追加任务，多办6期。\n等级: 一等"), "guangxi")
    assert vague.code == "XP056"
    assert "“实际完成情况超计划较大”" in vague.message
    said = f"{far} 实际完成情况超计划较大，因上级追加任务，多办6期。\n等级: 一等"
    assert codes(form(said), "guangxi") == []
    assert codes(form(f"{far} 上级追加任务，多办6期。"), "national-2020") == []


@pytest.mark.parametrize(("actual", "found"), [("29人", []), ("30人", ["XP056"])])
def test_guangxi_asks_from_thirty_on_where_the_target_is_zero(actual: str, found: list[str]) -> None:
    none = form(f"数量 | 新增志愿者人数 | ≥0人 | {actual} | 20 | 20 |\n等级: 一等")
    assert codes(none, "guangxi") == found


@pytest.mark.parametrize(
    ("name", "actual", "found"),
    [("anhui", "73人", ["XP056"]), ("national-2020", "73人", []), ("national-2020", "78人", ["XP056"])],
)
def test_how_much_is_far_too_much_is_the_profiles(name: str, actual: str, found: list[str]) -> None:
    over = form(f"数量 | 培训人数 | ≥60人 | {actual} | 20 | 20 |")
    assert codes(over, name) == found


def test_other_class_weights_are_told_with_the_points_of_the_profile_in_use() -> None:
    less = form(
        HUBEI.replace("10 | 10 |\n社会", "5 | 5 |\n社会") + "满意度 | 参训人员满意度 | ≥90% | 94% | 20 | 20 |"
    )
    (told,) = findings(less, "hubei")
    assert told.basis == (
        "湖北省口径（湖北省项目支出绩效自评表填报说明）：产出指标40分、效益指标与满意度指标40分、预算执行率20分。"
    )
    assert "湖北省口径" in told.fix
