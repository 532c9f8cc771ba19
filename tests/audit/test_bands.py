"""Scores of qualitative indicators and reasons of deductions: XP059 to XP061."""

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form

TOP, MIDDLE, LOWEST = "达成预期指标", "部分达成预期指标并具有一定效果", "未达成预期指标且效果较差"


def benefit(actual: str, score: str, reason: str = "") -> str:
    return f"社会效益 | 办事便捷程度 | 明显提高 | {actual} | 15 | {score} | {reason}"


@pytest.mark.parametrize(
    ("actual", "score", "limits"),
    [(TOP, "11", "12—15分"), (MIDDLE, "15", "9—12分"), (MIDDLE, "8", "9—12分"), (LOWEST, "10", "0—9分")],
)
def test_score_outside_the_band(actual: str, score: str, limits: str) -> None:
    assert_findings(
        form(benefit(actual, score, "因系统升级推迟。")),
        f"XP059 I16 “{actual}”，对应{limits}，表中为{score}分",
    )


@pytest.mark.parametrize(("actual", "score"), [(TOP, "12"), (MIDDLE, "9"), (MIDDLE, "12"), (LOWEST, "0")])
def test_score_at_the_limits_of_the_band(actual: str, score: str) -> None:
    assert_findings(form(benefit(actual, score, "因系统升级推迟，未全部完成。")))


def test_band_and_reason_are_one_cause() -> None:
    assert codes(form(benefit(TOP, "11"))) == ["XP059"]


@pytest.mark.parametrize(
    "reason",
    [
        "进一步加大工作力度，不断强化监管，畅通举报渠道。",
        "未来将完善制度，因此成效会更加明显。",
        "全面开通自助备案，切实减轻群众负担。",
    ],
)
def test_best_phrase_deducted_for_a_measure(reason: str) -> None:
    row = form(benefit(TOP, "14", reason))
    assert_findings(row, "XP060 J16 写“达成预期指标”又扣1分 没有说明差在哪里")
    assert [place.address for place in the("XP060", row).related] == ["I16"]


@pytest.mark.parametrize(
    "reason",
    [
        "因人手不足，两个县没有查到。",
        "受系统升级影响，上线推迟一个月。",
        "宣传不够，知晓面有待扩大。",
        "部分窗口尚未开通。",
    ],
)
def test_best_phrase_deducted_for_a_cause(reason: str) -> None:
    assert_findings(form(benefit(TOP, "14", reason)))


def test_deduction_without_a_reason() -> None:
    row = form(benefit(TOP, "14"))
    assert_findings(row, "XP061 J16 扣了1分，没有填写偏差原因及改进措施")
    assert [place.address for place in the("XP061", row).related] == ["I16"]
    assert codes(form(benefit(MIDDLE, "10"))) == ["XP061"]


@pytest.mark.parametrize("reason", ["无", "—", "/", "无偏差。"])
def test_words_that_are_no_reason(reason: str) -> None:
    assert codes(form(benefit(TOP, "14", reason))) == ["XP061"]


def test_no_deduction_needs_no_reason() -> None:
    assert_findings(form(benefit(TOP, "15", "无")))
