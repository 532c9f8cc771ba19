"""What is said to be complete: XP080, XP082, XP083, XP094."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.finding_lines import assert_findings, codes, findings, the
from tests.form_table import entry, form
from xlperf.audit.finding import Severity
from xlperf.model import Assessment

CLAUSE = "完成三项得10分，一项未完成扣4分，扣完为止"


def found(code: str, assessment: Assessment) -> list[str]:
    """The messages of that code."""
    return [finding.message for finding in findings(assessment) if finding.code == code]


def quality(actual: str, score: str, told: str = "", clause: str = CLAUSE) -> Assessment:
    """The quality row as a checklist with its clause."""
    base = form(
        f"质量 | 档案管理规范性 | 全部完成 | {actual} | 10 | {score} | 因人手不足，有一项没有做。\n{told}"
    )
    rows = tuple(
        replace(row, clause=entry(clause, "K13")) if row.name.text == "档案管理规范性" else row
        for row in base.indicators
    )
    return replace(base, indicators=rows)


def test_all_done_with_points_taken_off() -> None:
    row = quality("全部完成", "6")
    assert the("XP083", row).message == (
        "“档案管理规范性”的完成值写“全部完成”，应得满分10分，表中只得6分，扣了4分，前后矛盾。"
    )
    assert [place.address for place in the("XP083", row).places] == ["G13", "I13"]


def test_all_done_with_the_texts_against_it() -> None:
    told = "完成情况: 培训班办了7期。档案管理规范性总分10分，实际得分6分，扣分原因是目录没有归档。"
    assert "文中写的是“目录没有归档”" in the("XP083", quality("全部完成", "6", told)).message
    listed = "完成情况: 未完成的指标为：档案管理规范性。"
    full = the("XP083", quality("全部完成", "10", listed))
    assert full.message == (
        "“档案管理规范性”的完成值写“全部完成”；文中却写“未完成的指标”（G10），把它列为没有完成，前后矛盾。"
    )


@pytest.mark.parametrize(
    ("actual", "score", "told", "clause"),
    [
        ("全部完成", "10", "", CLAUSE),
        ("（1）未完成", "6", "", CLAUSE),
        ("完成两项", "6", "", CLAUSE),
        ("基本完成", "6", "", CLAUSE),
        ("部分完成", "6", "", CLAUSE),
        ("全部完成", "9", "", ""),
        ("全部完成", "10", "完成情况: 已完成的指标为：档案管理规范性、举办培训班期数。", CLAUSE),
        ("全部完成", "10", "完成情况: 档案管理规范性已完成。", CLAUSE),
        ("完成率96%", "6", "", CLAUSE),
        ("全部完成", "9", "", "由评审小组根据现场情况酌情打分"),
    ],
)
def test_right_scores_of_checklists(actual: str, score: str, told: str, clause: str) -> None:
    assert found("XP083", quality(actual, score, told, clause)) == []


def test_listed_as_done_and_as_not_done() -> None:
    told = (
        "完成情况: 已完成指标共3个，具体为：档案管理规范性；举办培训班期数；培训总成本。"
        "未完成指标共1个，具体为：档案管理规范性。"
    )
    message = the("XP080", quality("（1）未完成", "6", told)).message
    assert message == (
        "“档案管理规范性”在“已完成指标”（G10）中列为完成，在“未完成指标”（G10）中又列为没有完成；"
        "表中完成值“（1）未完成”，得6分（分值10分）。"
    )


@pytest.mark.parametrize(
    "told",
    [
        "已完成指标为：举办培训班期数、培训总成本。未完成指标为：档案管理规范性。",
        "已完成的指标有举办培训班期数。档案管理规范性未完成。",
        "完成指标情况较好。未完成的指标将在下年完成。",
        "未完成指标：无。",
        "除档案管理规范性外，各项指标均已完成。",
        "已完成培训制度建设。",
        "档案管理规范性（2）未完成，（1）已完成。",
        "未完成的指标为档案管理规范性，其余指标均已完成。",
        "年度目标已完成。",
        "已完成指标共7个，未完成指标0个。",
    ],
)
def test_lists_that_do_not_contradict_each_other(told: str) -> None:
    assert found("XP080", quality("（1）未完成", "6", f"完成情况: {told}")) == []


def test_a_longer_name_is_another_indicator() -> None:
    told = "完成情况: 已完成的指标为：档案管理规范性评价。未完成的指标为：档案管理规范性。"
    both = "质量 | 档案管理规范性 | 全部完成 | 部分完成 | 5 | 3 | 因人手不足。\n质量 | 档案管理规范性评价 | 良好 | 完成 | 5 | 5 |"
    assert found("XP080", form(f"{both}\n{told}")) == []


MISSED = "数量 | 走访户数 | ≥50户 | 45户 | 20 | 18 | 因五户外出，没有走访到。"


@pytest.mark.parametrize(
    "said",
    [
        "各项绩效指标均已完成。",
        "年度产出指标全部完成。",
        "全面完成年度绩效目标。",
        "均完成产出指标要求。",
        "数量、质量、时效、成本指标均已完成。",
        "2023年各项指标均达到目标值。",
        "走访户数指标已全部完成。",
    ],
)
def test_complete_in_words_but_not_in_figures(said: str) -> None:
    row = the("XP082", form(f"{MISSED}\n产出情况: {said}"))
    assert "“走访户数”完成值“45户”，扣了2分（I12）" in row.message
    assert row.severity is Severity.ERROR


@pytest.mark.parametrize(
    "said",
    [
        "各项任务完成。",
        "效益指标均已完成。",
        "除走访户数外，各项指标均已完成。",
        "各项指标基本完成。",
        "多数指标均已完成。",
        "确保各项绩效指标全部完成。",
        "下一步将全面完成各项绩效指标。",
        "培训指标均已完成。",
        "招生目标全部实现。",
        "质量指标全部完成，走访户数差5户。",
        "完成指标的90%。",
        "全面完成年度指标的90%。",
        "要求各单位全部完成绩效目标。",
        "产出指标未全部完成。",
    ],
)
def test_words_that_leave_room(said: str) -> None:
    assert found("XP082", form(f"{MISSED}\n产出情况: {said}")) == []


def test_points_off_for_an_achieved_phrase_are_no_contradiction() -> None:
    achieved = "社会效益 | 办事便捷度 | 明显提高 | 达成预期指标 | 15 | 14 | 因人手不足，两处没有覆盖。"
    assert found("XP082", form(f"{achieved}\n效益情况: 各项指标均已完成。")) == []
    partly = achieved.replace("达成预期指标", "部分达成预期指标并具有一定效果").replace("| 14 |", "| 10 |")
    assert len(found("XP082", form(f"{partly}\n效益情况: 各项指标均已完成。"))) == 1


GOALS = "年度目标1：举办培训班。年度目标2：完善制度。年度目标3：提高能力。"


def test_several_goals_and_one_phrase() -> None:
    bare = form(f"年度目标: {GOALS}\n完成情况: 已按时完成。")
    assert_findings(bare, "XP094 G10 年度目标有3项（B10），实际完成情况只写了“已按时完成。”")


@pytest.mark.parametrize(
    ("goal", "completion"),
    [
        (GOALS, "举办培训班7期，完善制度2项，学员能力提高。"),
        (GOALS, "目标1已完成，目标2已完成，目标3部分完成。"),
        ("举办培训班，提高能力。", "已完成。"),
        ("1.举办培训班；2.完善制度。", "已完成。"),
        (GOALS, ""),
    ],
)
def test_goals_that_are_answered(goal: str, completion: str) -> None:
    assert "XP094" not in codes(form(f"年度目标: {goal}\n完成情况: {completion}"))
