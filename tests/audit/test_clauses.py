"""Scores against the 评分细则 printed beside them: XP065 to XP069, XP110, XP115."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.finding_lines import findings
from tests.scoring.clauses.xiaogan import ROWS, Row, department_form
from xlperf.audit.finding import Finding, Severity

OURS = {"XP065", "XP066", "XP067", "XP068", "XP069", "XP110", "XP115"}
BY_RULE = {"XP051", "XP052", "XP053", "XP054", "XP055", "XP056", "XP057", "XP059", "XP060"}


def found(*rows: Row) -> list[Finding]:
    return [finding for finding in findings(department_form(list(rows))) if finding.code in OURS | BY_RULE]


def row(clause: str, actual: str, score: str, target: str = "≥95%", weight: str = "5") -> Row:
    return Row("培训考核通过率", Decimal(weight), target, actual, Decimal(score), clause)


def lines(*rows: Row) -> list[str]:
    return [f"{one.code} {one.place.address if one.place else ''}" for one in found(*rows)]


def test_the_whole_table() -> None:
    said = sorted(lines(*ROWS))
    assert [line for line in said if line.startswith("XP066")] == ["XP066 H14", "XP066 H29"]
    rows = [13, 22, 26]
    wrong = [line for line in said if line.startswith("XP065")]
    assert set(wrong) >= {f"XP065 H{number}" for number in rows}
    assert [line for line in said if line.startswith("XP067")] == ["XP067 F5", "XP067 F9"]
    assert [line for line in said if line.startswith("XP068")] == ["XP068 J6", "XP068 J7", "XP068 J8"]
    assert len([line for line in said if line.startswith("XP069")]) == 7
    assert not BY_RULE & {line.split()[0] for line in said}
    assert "XP110" not in " ".join(said)


def test_the_derivation_is_told() -> None:
    (wrong,) = found(row("95%以上得5分，每低1个百分点扣1分，扣完为止", "93%", "4"))
    assert wrong.code == "XP065"
    assert (
        "应得3分，表中为4分：93%比95%低2个百分点，每1个百分点扣1分，够2个整档，5－1×2，得3分。"
        in wrong.message
    )
    assert wrong.expected == "3"


def test_unreachable_and_wrong_are_one_finding() -> None:
    (wrong,) = found(ROWS[25])
    assert wrong.code == "XP066"
    assert "只能得5、1、0分，2分不可能出现；按完成值应得0分：70%属于“>20%”，得0分" in wrong.message


RIGHT = [
    row("95%以上得5分，每低1个百分点扣1分，扣完为止", "95%", "5"),
    row("95%以上得5分，每低1个百分点扣1分，扣完为止", "92.5%", "2.5"),
    row("95%以上得5分，每低1个百分点扣1分，扣完为止", "92.5%", "3"),
    row("95%以上得5分，每低1个百分点扣1分，扣完为止", "92.5%", "2"),
    row("95%以上得5分，每低1个百分点扣1分，扣完为止", "60%", "0"),
    row("95%以上得5分，85%以上得3分，85%以下不得分", "90%", "3"),
    row("95%以上得5分，否则不得分", "94%", "0"),
    row("达到目标值得满分，每低1%扣0.1分，扣完为止", "90%", "4.5"),
    row("完成三项得6分，一项未完成扣2分，扣完为止", "第2项未完成", "4", "全部完成", "6"),
    row("完成四项得8分，一项未完成扣2分，扣完为止", "有两项未完成", "4", "全部完成", "8"),
    row("每发生一起扣1分，扣完为止", "2起", "3", "0起"),
    row("每发生一起扣1分，扣完为止", "未发生", "5", "不发生"),
    row("优秀得5分，良好得3分，较差不得分", "良", "3", "优秀"),
    row("完成率×分值", "76%", "4"),
    row("完成率×分值", "76%", "3.8"),
    row(
        "达成年度指标得分值的80%-100%，部分达成得60%-80%分值，未达成得0%-60%分值",
        "部分达成",
        "3.5",
        "有所提高",
    ),
]


@pytest.mark.parametrize("right", RIGHT, ids=lambda one: f"{one.clause} {one.actual} {one.stated}")
def test_right_scores_are_left_alone(right: Row) -> None:
    assert lines(right) == []


def test_sentence_governs_where_it_is_not_understood() -> None:
    free = row("由专家组结合实际情况打分", "90%", "4")
    assert lines(free) == ["XP110 J4"]
    assert lines(free, replace(free, name="培训出勤率")) == ["XP110 J4"]
    (finding,) = found(free, replace(free, name="培训出勤率"))
    assert [place.address for place in finding.related] == ["J5"]
    assert finding.message.startswith(
        "有2个指标的得分没有按评分细则核对，要由人核对：“培训考核通过率”（J4）、“培训出勤率”（J5）的细则看不懂"
    )


def test_undecided_is_left_to_the_filler() -> None:
    (one,) = found(row("95%以上得5分，85%以上得3分，85%以下不得分", "全部完成", "3"))
    assert one.code == "XP110"
    assert "的细则算不出得分，细则要看数字，完成值“全部完成”不是一个数。" in one.message


def test_best_score_that_is_not_the_weight_is_told_once() -> None:
    other = row("95%以上得4分，85%以上得3分，85%以下不得分", "96%", "5")
    (finding,) = found(other)
    assert finding.code == "XP069"
    assert "最高4分，与分值5分不符" in finding.message


def test_missing_sign_and_verb() -> None:
    assert lines(ROWS[24]) == ["XP115 J4"]
    assert lines(replace(ROWS[10], stated=Decimal(6))) == ["XP115 J4"]


def test_full_marks_for_a_missed_target_are_doubted_under_any_sentence() -> None:
    free = row("由专家组结合实际情况打分", "90%", "5")
    assert lines(free) == ["XP110 J4", "XP053 H4"] or lines(free) == ["XP053 H4", "XP110 J4"]
    (doubt,) = [one for one in found(free) if one.code == "XP053"]
    assert doubt.severity is Severity.WARNING
    assert "完成90%，低于指标值≥95%，却得满分5分，也没有写原因；评分细则没有看懂" in doubt.message


@pytest.mark.parametrize(
    "right",
    [
        row("由专家组结合实际情况打分", "96%", "5"),
        row("由专家组结合实际情况打分", "90%", "4.5"),
        row("由专家组结合实际情况打分", "90余人", "5", "≥95人"),
        row("由专家组结合实际情况打分", "基本通过", "5"),
        row("通过率达到90%以上均视为合格，由专家组综合打分", "92%", "5"),
        row("超时不多于50分钟均可，由专家组综合打分", "48分钟", "5", "≤40分钟"),
        row("由专家组结合实际情况打分", "39分钟", "5", "≤40分钟"),
    ],
    ids=lambda one: f"{one.clause} {one.actual}",
)
def test_full_marks_under_an_unread_sentence_may_be_right(right: Row) -> None:
    assert not {line.split()[0] for line in lines(right)} - {"XP110"}


def test_points_for_so_many_are_counted() -> None:
    (wrong,) = found(row("每完成30人次得1分，最高得10分", "150人次", "10", "≥300人次", "10"))
    assert (wrong.code, wrong.expected) == ("XP065", "5")


def test_rest_in_proportion_to_what_was_done() -> None:
    (wrong,) = found(row("完成得25分，未完成按比例得分", "1.5万亩", "25", "≥2万亩", "25"))
    assert (wrong.code, wrong.expected) == ("XP065", "18.75")


@pytest.mark.parametrize(
    ("clause", "why"),
    [
        ("制度健全得5分", "的细则只写了得满分的情况，没有写其他情况怎么扣分。"),
        ("制度健全得3分", "的细则只写了得3分的情况，没有写其他情况得几分。"),
        ("每完成30人得1分，最高5分", "的细则算不出得分，细则的单位是“人”，指标值的单位是“人次”。"),
        (
            "规范得5分，缺一项扣1分",
            "的细则写了少做到一项或一处扣几分，没有写一共几项，看不出少了几项。",
        ),
    ],
)
def test_why_a_score_was_not_recomputed_is_said_in_plain_words(clause: str, why: str) -> None:
    (told,) = [one for one in found(row(clause, "300人次", "5", "≥300人次")) if one.code == "XP110"]
    assert told.message.endswith(why)


def test_a_dash_is_no_sentence() -> None:
    assert lines(row("—", "96%", "5")) == []


def test_the_row_that_tells_an_item_undone_is_named() -> None:
    (wrong,) = [one for one in found(*ROWS[17:19]) if one.code == "XP065"]
    assert "“参保人员两定机构前台及时报销率”为99%，没有达到；只完成(1)，得2分" in wrong.message
