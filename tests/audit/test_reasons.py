"""The wording of deviation reasons: XP062, XP063, XP064."""

from __future__ import annotations

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form

BEST, PARTLY = "达成预期指标", "部分达成预期指标并具有一定效果"


def benefit(actual: str, score: str, reason: str) -> str:
    return f"社会效益 | 办事便捷程度 | 明显提高 | {actual} | 15 | {score} | {reason}"


@pytest.mark.parametrize(
    "reason",
    [
        "因人手不足，两个县没有查到。",
        "宣传不到位，知晓面有待扩大。",
        "未完成年初计划，工期滞后。",
        "系统上线延期，扣2分。",
        "场地紧张，少办一期。",
    ],
)
def test_full_marks_beside_a_lack(reason: str) -> None:
    found = the("XP062", form(benefit(BEST, "15", reason)))
    assert "得满分15分，没有扣分" in found.message
    assert found.place is not None
    assert found.place.address == "J16"


@pytest.mark.parametrize(
    "reason",
    [
        "无",
        "已完成",
        "无偏差。",
        "不存在偏差",
        "达到预期效果",
        "群众反映良好，成效显著",
        "未发现问题",
        "完成良好，未扣分",
        "继续保持，加强宣传",
        "克服人手不足的困难，按期完成",
        "解决了群众办事难问题",
        "没有延误",
        "比上年少查3次，均按计划完成",
        "减少检查次数，群众少跑两次",
    ],
)
def test_full_marks_and_nothing_lacking(reason: str) -> None:
    assert_findings(form(benefit(BEST, "15", reason)))


def test_a_measure_beside_full_marks_while_the_deducted_row_is_empty() -> None:
    text = (
        benefit(BEST, "15", "不断强化监管，畅通举报渠道。")
        + "\n可持续影响 | 制度建设 | 持续完善 | 达成预期指标 | 15 | 14 |"
    )
    found = the("XP062", form(text))
    assert "“制度建设”扣了1分而没有写原因（I17），是否填错了行" in found.message


def test_more_than_asked_for_may_be_explained() -> None:
    assert_findings(
        form("数量 | 培训期数 | ≥6期 | 18期 | 20 | 20 | 年初考虑不足，指标定得不高，年中追加了任务。")
    )


MEASURES = [
    "继续加大走访力度。",
    "进一步完善制度，加强管理。",
    "圆满完成走访任务，成效显著。",
    "明年提前安排场地。",
    "下一步将合理安排走访时间。",
]
CAUSES = [
    "明年支付尾款。",
    "明年才能到货。",
    "提前结束。",
    "下年度实施。",
    "因五户外出，没有走访到。",
    "部分住户常年在外。",
    "工期滞后，下年度加快进度。",
    "人手紧张；加强培训。",
    "冬季施工停工两个月。",
    "系统升级。",
    "受疫情影响，下一步加强走访。",
    "数据口径调整",
    "资金下达较晚，进一步加快进度",
    "群众参与度一般，加强宣传",
]


@pytest.mark.parametrize("reason", MEASURES)
def test_a_shortfall_explained_by_measures(reason: str) -> None:
    missed = form(f"数量 | 走访户数 | ≥50户 | 45户 | 20 | 18 | {reason}")
    assert_findings(missed, "XP063 J12 扣了2分 是措施或成绩，没有说明为什么没有完成")


@pytest.mark.parametrize("reason", CAUSES)
def test_a_shortfall_with_its_cause(reason: str) -> None:
    assert_findings(form(f"数量 | 走访户数 | ≥50户 | 45户 | 20 | 18 | {reason}"))


def test_the_best_phrase_and_reached_targets_have_their_own_findings() -> None:
    assert codes(form(benefit(BEST, "14", MEASURES[0]))) == ["XP060"]
    assert codes(form(f"质量 | 考核合格率 | ≥95% | 97% | 10 | 9 | {MEASURES[0]}")) == ["XP052"]
    assert codes(form(benefit(PARTLY, "10", MEASURES[0]))) == ["XP063"]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("因人手不足，扣2分。", "偏差原因写“扣2分”，实际扣1分"),
        ("因人手不足，扣除0.5分。", "偏差原因写“扣除0.5分”，实际扣1分"),
        ("因人手不足，扣10%。", "偏差原因写“扣10%（即1.5分）”，实际扣1分（6.67%）"),
        ("因人手不足扣1.5分，制度没有出台扣1分。", "偏差原因写“扣1.5分”"),
    ],
)
def test_another_deduction_than_told(reason: str, words: str) -> None:
    told = the(
        "XP064", form(benefit(BEST, "14", reason) if "1.5分，" not in reason else benefit(BEST, "13", reason))
    )
    assert words in told.message


@pytest.mark.parametrize(
    "reason",
    [
        "因人手不足，扣1分。",
        "因人手不足，两项各扣0.5分，扣0.5分、扣0.5分。",
        "因人手不足，扣6.67%。",
        "因人手不足，扣7%。",
        "按细则每少一项扣2分，因人手不足少做半项。",
        "因人手不足，应扣2分，实际扣1分。",
        "上年扣2分，本年因人手不足扣1分。",
        "因人手不足，考核扣2分未计入。",
        "因人手不足，有欠缺。",
        "因资金扣减2万元，有两项没有做。",
    ],
)
def test_the_deduction_as_told(reason: str) -> None:
    assert "XP064" not in codes(form(benefit(BEST, "14", reason)))
