"""Targets that point the wrong way or are written differently in two places: XP043, XP044, XP045."""

from dataclasses import replace

import pytest

from tests.finding_lines import codes, the
from tests.form_table import form


@pytest.mark.parametrize(
    ("row", "sign"),
    [
        ("成本 | 设备购置费 | ≥10万元 | 9.5万元 | 10 | 10 |", "≤"),
        ("成本 | 培训总成本 | =10万元 | 9.5万元 | 10 | 10 |", "≤"),
        ("质量 | 培训投诉率 | ≥5% | 3% | 10 | 10 |", "≤"),
        ("时效 | 故障响应时间 | ≥30分钟 | 25分钟 | 10 | 10 |", "≤"),
        ("质量 | 录入差错率 | >1% | 0.5% | 10 | 10 |", "≤"),
        ("质量 | 培训考核合格率 | ≤95% | 97% | 10 | 10 |", "≥"),
        ("满意度 | 参训人员满意度 | ≤90% | 94% | 10 | 10 |", "≥"),
        ("数量 | 新增绿化面积 | ≤60亩 | 50亩 | 20 | 20 |", "≥"),
    ],
)
def test_a_sign_against_the_indicator(row: str, sign: str) -> None:
    found = the("XP043", form(row))
    assert found.expected == sign
    assert f"一般用“{sign}”" in found.message


@pytest.mark.parametrize(
    "row",
    [
        "质量 | 录入差错率 | ≤1% | 0.5% | 10 | 10 |",
        "成本 | 成本节约率 | ≥5% | 6% | 10 | 10 |",
        "成本 | 困难学生补助标准 | =500元/人 | 500元/人 | 10 | 10 |",
        "成本 | 采购节约金额 | ≥5万元 | 6万元 | 10 | 10 |",
        "成本 | 引导社会投入 | ≥5万元 | 6万元 | 10 | 10 |",
        "成本 | 预算控制率 | =100% | 100% | 10 | 10 |",
        "数量 | 会议次数 | ≤6次 | 5次 | 20 | 20 |",
        "数量 | 公务接待批次 | ≤6次 | 5次 | 20 | 20 |",
        "数量 | 涉企检查次数 | ≤6次 | 5次 | 20 | 20 |",
        "质量 | 投诉办结率 | ≥95% | 97% | 10 | 10 |",
        "质量 | 事故下降率 | ≥5% | 6% | 10 | 10 |",
        "质量 | 不合格产品查处率 | ≥95% | 97% | 10 | 10 |",
        "质量 | 重大事故数 | =0起 | 0起 | 10 | 10 |",
        "质量 | 设备平均无故障时间 | ≥30天 | 35天 | 10 | 10 |",
        "时效 | 办理时间缩短 | ≥3天 | 4天 | 10 | 10 |",
        "满意度 | 群众不满意率 | ≤5% | 2% | 10 | 10 |",
        "数量 | 发现问题数 | ≥6个 | 7个 | 20 | 20 |",
    ],
)
def test_signs_that_are_right(row: str) -> None:
    assert "XP043" not in codes(form(row))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("群众费用负担", "明显提高"),
        ("群众就医费用负担", "有所增加"),
        ("信访投诉", "持续上升"),
        ("安全生产事故", "显著增加"),
        ("群众就医负担明显提高", "明显提高"),
        ("经济环境", "违法行为明显增多"),
    ],
)
def test_words_that_say_the_opposite(name: str, target: str) -> None:
    found = the("XP044", form(f"社会效益 | {name} | {target} | 达成预期指标 | 15 | 15 |"))
    assert "意思说反了" in found.message


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("群众费用负担", "明显减轻"),
        ("抗风险能力", "明显提高"),
        ("风险防控水平", "明显提高"),
        ("减轻群众负担", "成效明显提高"),
        ("减轻企业负担", "显著提升"),
        ("抵御风险", "有所增强"),
        ("打击违法行为", "力度显著增强"),
        ("群众揭发违法行为", "明显增加"),
        ("投诉处理效率", "明显提高"),
        ("安全隐患排查", "明显增加"),
        ("基层业务能力", "明显提高"),
    ],
)
def test_words_that_are_right(name: str, target: str) -> None:
    assert "XP044" not in codes(form(f"社会效益 | {name} | {target} | 达成预期指标 | 15 | 15 |"))


def test_strict_in_the_goal_and_not_in_the_table() -> None:
    found = the("XP045", form("年度目标: 举办培训班，参训人员满意度>90%。"))
    assert "的指标值写“≥90%”，另一处（B10）写“>90%”，一处含90%，一处不含" in found.message


def test_two_texts_where_the_table_has_no_figure() -> None:
    row = "满意度 | 参训人员满意度 | 满意 | 达成预期指标 | 10 | 10 |\n年度目标: 参训人员满意度≥90%。\n"
    found = the("XP045", form(row + "满意度情况: 参训人员满意度>90%。"))
    assert "一处（B10）写“≥90%”，另一处（E23）写“>90%”，一处含90%，一处不含" in found.message
    assert "XP045" not in codes(form(row + "满意度情况: 参训人员满意度>92%。"))


def test_strict_after_the_adjustment() -> None:
    assert "XP045" in codes(form("质量 | 培训考核合格率 | ≥95%→>95% | 97% | 10 | 10 |"))


def test_strict_in_the_other_table() -> None:
    base = form()
    row = base.indicators[1]
    twin = replace(row, initial_target=replace(row.initial_target, text="＞95%"))
    changed = replace(base, indicators=(base.indicators[0], replace(row, twin=twin), *base.indicators[2:]))
    assert "XP045" in codes(changed)


@pytest.mark.parametrize(
    "goal",
    [
        "举办培训班，参训人员满意度≥90%。",
        "举办培训班，参训人员满意度达90%以上。",
        "举办培训班，参训人员满意度超过90%。",
        "举办培训班，设备完好率>90%。",
        "参训人员满意度>92%。",
        "参加《中级>90%》课程。",
    ],
)
def test_other_words_are_no_other_sign(goal: str) -> None:
    assert "XP045" not in codes(form(f"年度目标: {goal}"))
