"""Target and actual values as people really write them: dashes, nothing happened, fell by 8 %, short of 4."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.finding_lines import assert_findings, codes, scored, the
from tests.form_table import form
from xlperf.audit.finding import Severity


@pytest.mark.parametrize(
    "adjusted",
    [
        "/",
        "无",
        "—",
        "-",
        "未调整",
        "同年初",
        "不调整",
        "无调整",
        "未作调整",
        "不变",
        "同年初指标值",
        "与年初一致",
    ],
)
def test_no_adjustment_leaves_the_initial_target(adjusted: str) -> None:
    row = f"数量 | 检查次数 | ≥4次→{adjusted} | 2次 | 20 | 20"
    assert_findings(form(row), "XP053 I12 低于指标值≥4次，不应得满分，应得10分")


def test_a_real_adjustment_counts() -> None:
    assert_findings(form("数量 | 检查次数 | ≥4次→≥2次 | 2次 | 20 | 20"))
    assert_findings(form("社会效益 | 服务水平 | 提高→明显提高 | 达成预期指标 | 15 | 15"))


@pytest.mark.parametrize("actual", ["—", "/", "不适用", "无"])
def test_no_actual_value_and_yet_a_score(actual: str) -> None:
    found = the("XP036", form(f"数量 | 检查次数 | ≥4次 | {actual} | 20 | 20"))
    assert found.severity is Severity.ERROR
    assert found.message == f"“检查次数”没有实际完成值（填的是“{actual}”），却得20分。"
    assert "XP036" not in codes(form(f"数量 | 检查次数 | ≥4次 | {actual} | 20 | 0 | 因疫情没有开展。"))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("=0件", "无"),
        ("=0起", "未发生"),
        ("=0起", "零"),
        ("0", "零"),
        ("≤3件", "没有发生"),
        ("≤1%", "无差错"),
        ("≤1%", "零差错"),
        ("=0起", "未发生安全生产责任事故"),
        ("≤2件", "无投诉"),
    ],
)
def test_nothing_happened_is_zero(target: str, actual: str) -> None:
    assert_findings(form(f"质量 | 差错情况 | {target} | {actual} | 10 | 10"))
    assert "XP057" in codes(form(f"质量 | 差错情况 | ≤3件 | {actual} | 10 | 8"))


def test_nothing_happened_is_no_answer_to_a_count() -> None:
    assert_findings(form("质量 | 抽查次数 | ≥4次 | 未发生 | 10 | 10"), "XP039 G13 完成值应填数字")


@pytest.mark.parametrize(
    "actual",
    [
        "不足4次",
        "不到4次",
        "未达到4次",
        "还差2次",
        "少于4次",
        "低于4次",
        "没有达到4次",
        "未完成2次",
        "剩余2次",
        "2次未完成",
    ],
)
def test_short_of_a_figure_is_no_figure(actual: str) -> None:
    assert_findings(form(f"数量 | 检查次数 | ≥4次 | {actual} | 20 | 20"), "XP039 G12 完成值应填数字")


@pytest.mark.parametrize(
    "actual", ["实际完成5次", "全年开展5次", "检查5次，未发现问题", "已完成5次，无未完成事项"]
)
def test_figures_in_words_still_count(actual: str) -> None:
    assert_findings(form(f"数量 | 检查次数 | ≥4次 | {actual} | 20 | 20"))


def test_an_error_margin_is_no_shortfall() -> None:
    assert_findings(form("质量 | 测量误差 | ≤5% | 误差3% | 10 | 10"))


@pytest.mark.parametrize(
    ("name", "target", "actual", "number"),
    [
        ("收入增长率", "≥5%", "下降8%", "-8"),
        ("收入增长率", "≥5%", "同比减少8%", "-8"),
        ("收入增长率", "≥5%", "同比增长8%", "8"),
        ("费用增幅", "≤5%", "下降8%", "-8"),
        ("能耗", "≤5%", "降低8%", "-8"),
        ("费用下降率", "≥5%", "下降8%", "8"),
        ("费用下降率", "≥5%", "上升8%", "-8"),
        ("投诉减少率", "≥5%", "减少了8%", "8"),
        ("差错率", "≤5%", "下降至3%", "3"),
    ],
)
def test_falls_have_their_sign(name: str, target: str, actual: str, number: str) -> None:
    row = scored(form(f"质量 | {name} | {target} | {actual} | 10 | 10")).indicators[1]
    assert row.actual_number == Decimal(number)


def test_a_fall_that_may_mean_either() -> None:
    assert_findings(form("质量 | 能耗 | ≥5% | 下降8% | 10 | 10"), "XP039 G13 “下降8%”")


def test_a_fall_where_little_is_wanted_is_no_negative_figure() -> None:
    assert_findings(form("质量 | 能耗 | ≤5% | 下降8% | 10 | 10"))


def test_yuan_typed_where_ten_thousands_are_meant() -> None:
    wrong = form("成本 | 培训总成本 | ≤12万元 | 110400 | 10 | 10")
    assert_findings(wrong, "XP041 G15 单位是“万元” 看来填的是元（110400元＝11.04万元）")
    assert the("XP041", wrong).expected == "11.04万元"


def test_a_small_bare_figure_has_the_target_unit() -> None:
    assert_findings(form("成本 | 培训总成本 | ≤12万元 | 11.04 | 10 | 10"), "XP041 G15 没有写单位")


def test_arithmetic_is_rounded() -> None:
    message = the("XP053", form("时效 | 完成时限 | =1年 | 10个月 | 10 | 10")).message
    assert "0.8333÷1＝83.33%" in message


def test_a_phrase_holds_the_score_of_a_quantitative_target_too() -> None:
    value = scored(form("数量 | 检查次数 | ≥4次 | 部分达成预期指标 | 20 | 20")).indicators[0].value
    assert value == 16
    assert codes(form("数量 | 检查次数 | ≥4次 | 部分达成预期指标 | 20 | 20")) == ["XP039"]


def test_a_span_of_months_kept_is_no_copy() -> None:
    assert_findings(form("时效 | 实施时间 | 1-12月 | 1-12月 | 10 | 10"))
    assert_findings(form("时效 | 完成时限 | ≤12个月 | ≤12个月 | 10 | 10"), "XP038 G14 照抄了指标值")


@pytest.mark.parametrize(
    ("name", "actual"),
    [
        ("参保任务完成率", "102%"),
        ("征缴率", "101.2%"),
        ("毛入园率", "103%"),
        ("电费回收率", "100.2%"),
        ("产销率", "101%"),
        ("上座率", "103%"),
        ("复种率", "110%"),
        ("培训任务达标率", "104%"),
        ("播种面积落实率", "101%"),
        ("资本保值率", "103%"),
        ("困难学生资助人数比例", "103%"),
        ("满意度提升率", "101%"),
    ],
)
def test_rates_that_pass_a_hundred(name: str, actual: str) -> None:
    assert_findings(form(f"质量 | {name} | ≥100% | {actual} | 10 | 10"))


@pytest.mark.parametrize(
    "name", ["参保覆盖率", "办公设备验收合格率", "授课满意度", "资金到位率", "政策知晓率", "达标率"]
)
def test_rates_that_cannot(name: str) -> None:
    assert_findings(form(f"质量 | {name} | ≥95% | 104% | 10 | 10"), "XP042 G13 104%")
