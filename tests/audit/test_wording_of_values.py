"""How targets are written: XP046 to XP050."""

from dataclasses import replace

import pytest

from tests.finding_lines import codes, the
from tests.form_table import entry, form


def test_unusual_signs_are_one_remark() -> None:
    odd = form(
        "质量 | 培训考核合格率 | 》95％ | 97.6％ | 10 | 10 |\n时效 | 培训任务完成时限 | <=10个月 | 9个月 | 10 | 10 |"
    )
    found = the("XP046", odd)
    assert (
        found.message
        == "“》95％”（E13）按“≥95%”、“97.6％”（G13）按“97.6%”、“<=10个月”（E14）按“≤10个月”识别，建议统一写法。"
    )
    assert found.severity.value == "info"


@pytest.mark.parametrize(
    "target", ["≥ 95 %", "≥95%", "95%", "不低于95%", "95%以上", "按《办法》执行", "±95%"]
)
def test_usual_signs_and_blanks(target: str) -> None:
    assert "XP046" not in codes(form(f"质量 | 培训考核合格率 | {target} | 97.6% | 10 | 10 |"))


def test_words_where_a_figure_is_at_hand() -> None:
    vague = form(
        "成本 | 培训总成本 | 不超预算 | 达成预期指标 | 10 | 10 |\n满意度 | 参训人员满意度 | 基本满意 | 达成预期指标 | 10 | 10 |"
    )
    found = the("XP047", vague)
    assert "“培训总成本”“不超预算”（E15）、“参训人员满意度”“基本满意”（E18）" in found.message
    assert found.severity.value == "info"


@pytest.mark.parametrize(
    "row",
    [
        "社会效益 | 基层业务能力 | 明显提高 | 达成预期指标 | 15 | 15 |",
        "社会效益 | 基层业务能力 | 成效显著 | 达成预期指标 | 15 | 15 |",
        "质量 | 培训质量 | 明显提高 | 达成预期指标 | 10 | 10 |",
        "时效 | 完成时间 | 12月底前 | 达成预期指标 | 10 | 10 |",
        "时效 | 完成时间 | 2023年11月前完成 | 达成预期指标 | 10 | 10 |",
        "成本 | 培训成本 | 每人每天不超过四百元 | 达成预期指标 | 10 | 10 |",
    ],
)
def test_legal_qualitative_targets(row: str) -> None:
    assert "XP047" not in codes(form(row))


def test_a_vague_target_with_its_clause_is_measured_by_the_clause() -> None:
    base = form("成本 | 培训总成本 | 不超预算 | 达成预期指标 | 10 | 10 |")
    rows = tuple(replace(row, clause=entry("每超1万元扣1分", "L15")) for row in base.indicators)
    assert "XP047" not in codes(replace(base, indicators=rows))


def test_the_figure_stands_in_the_name() -> None:
    found = the("XP048", form("数量 | 资助困难群众10462人 | 按计划完成 | 达成预期指标 | 20 | 20 |"))
    assert found.expected == "≥10462人"


@pytest.mark.parametrize(
    "row",
    [
        "数量 | 资助困难群众10462人 | ≥10462人 | 10462人 | 20 | 20 |",
        "数量 | 65岁以上老人体检 | 按计划完成 | 达成预期指标 | 20 | 20 |",
        "数量 | 2023年培训任务 | 按计划完成 | 达成预期指标 | 20 | 20 |",
        "数量 | 12345热线接办 | 按计划完成 | 达成预期指标 | 20 | 20 |",
        "数量 | 第3批设备采购 | 按计划完成 | 达成预期指标 | 20 | 20 |",
        "数量 | 1号楼改造 | 按计划完成 | 达成预期指标 | 20 | 20 |",
        "数量 | 三项制度建设 | 三项全部建立 | 达成预期指标 | 20 | 20 |",
        "时效 | 10个项目按期开工 | 按期完成 | 达成预期指标 | 10 | 10 |",
        "社会效益 | 服务群众300人 | 明显提高 | 达成预期指标 | 15 | 15 |",
    ],
)
def test_names_with_other_figures(row: str) -> None:
    assert "XP048" not in codes(form(row))


def test_plus_or_minus_is_read_as_a_bound() -> None:
    found = the("XP049", form("成本 | 经费变动率 | ±5% | 4.5% | 10 | 10 |"))
    assert found.message == "“经费变动率”的“±5%”（E15）按变动率的绝对值不超过5%理解。"
    assert "XP049" not in codes(form("成本 | 经费变动率 | ≤5% | 4.5% | 10 | 10 |"))


@pytest.mark.parametrize(
    "actual", ["本年未发生", "0人", "没有申请", "未发生此类业务", "无此类对象", "0元", "不涉及"]
)
def test_a_rate_of_nothing(actual: str) -> None:
    found = the("XP050", form(f"质量 | 申请办结率 | =100% | {actual} | 10 | 10 |"))
    assert f"写着“{actual}”，没有发生对象，指标值“=100%”无从计算" in found.message
    assert "XP039" not in codes(form(f"质量 | 申请办结率 | =100% | {actual} | 10 | 10 |"))


def test_a_full_rate_beside_a_reason_that_there_was_no_case() -> None:
    assert "XP050" in codes(
        form("质量 | 救助对象救助率 | =100% | 100% | 10 | 10 | 本年没有符合条件的救助对象。")
    )


@pytest.mark.parametrize(
    "row",
    [
        "质量 | 安全达标率 | =100% | 100% | 10 | 10 | 未发生安全事故。",
        "质量 | 申请办结率 | =100% | 100% | 10 | 10 |",
        "质量 | 投诉率 | ≤5% | 0% | 10 | 10 |",
        "数量 | 事故数 | ≤0起 | 0起 | 20 | 20 |",
        "质量 | 申请办结率 | =100% | 0% | 10 | 0 | 因系统停用，没有办结。",
        "质量 | 申请办结率 | =100% | 不适用 | 10 | 10 |",
        "质量 | 申请办结率 | =100% | 无 | 10 | 10 |",
        "质量 | 申请办结率 | =100% | 未开展 | 10 | 0 | 因人手不足。",
        "质量 | 结业率 | =100% | 0人 | 10 | 0 | 因停办，没有学员结业。",
    ],
)
def test_rates_that_can_be_computed(row: str) -> None:
    assert "XP050" not in codes(form(row))
