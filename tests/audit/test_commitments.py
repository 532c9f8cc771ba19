"""Promises, payments and figures beside the indicators: XP072, XP092, XP093, XP126."""

from __future__ import annotations

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form


@pytest.mark.parametrize(
    "name",
    [
        "资金支付金额",
        "项目资金拨付率",
        "预算执行率",
        "专项经费支出进度",
        "资金支付率（%）",
        "项目经费支付总额",
    ],
)
def test_payments_are_no_output(name: str) -> None:
    assert "考核的是付钱" in the("XP072", form(f"数量 | {name} | ≥90% | 95% | 20 | 20")).message


@pytest.mark.parametrize(
    "name",
    [
        "补助资金发放人数",
        "资助学生人数",
        "奖补资金惠及企业数量",
        "支付方式改革医疗机构数量",
        "办理结算笔数",
        "贷款发放户数",
        "资金监管检查次数",
        "预算绩效培训期数",
        "拨付企业家数",
        "执行案件数量",
    ],
)
def test_counts_of_things_done(name: str) -> None:
    assert "XP072" not in codes(form(f"数量 | {name} | ≥90个 | 95个 | 20 | 20"))


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ("市内检查不少于2次，每次聘请检查人员不少于15人。", "“每次聘请检查人员不少于15人”"),
        ("举办培训班6期，发放资料500份以上。", "“发放资料500份以上”"),
    ],
)
def test_promises_without_an_indicator(goal: str, words: str) -> None:
    goal = goal.replace("不少于2次", "不少于6次")
    assert words in the("XP092", form(f"年度目标: {goal}")).message


@pytest.mark.parametrize(
    "goal",
    [
        "举办培训班不少于6期，考核合格率不低于95%。",
        "举办培训班，满意度达到90%以上。",
        "举办培训班，提高业务能力。",
        "到2025年举办培训班不少于30期。",
        "举办培训班，成本不超过10万元。",
        "每季度举办培训班不少于2期。",
        "上半年不少于2期，下半年不少于4期。",
        "10个月内完成培训。",
        "举办培训班6期以上，参训满意度≥90%。",
        "依据〔2023〕12号文件举办培训班。",
    ],
)
def test_promises_that_are_measured(goal: str) -> None:
    assert "XP092" not in codes(form(f"年度目标: {goal}"))


LIKED = "满意度 | 群众满意度 | 比较满意 | 达成预期指标 | 10 | 10 |"


def test_a_figure_that_stays_in_the_texts() -> None:
    found = the("XP093", form(f"{LIKED}\n满意度情况: 发放问卷120份，群众好评率超90%。"))
    assert "文中有实际数字“90%”（E23）" in found.message


@pytest.mark.parametrize(
    "said",
    [
        "发放问卷120份，群众普遍满意。",
        "发放问卷120份，回收率98%。",
        "要求群众满意度不低于90%。",
        "上年群众满意度90%。",
        "发放问卷120份，其中窗口满意度90%。",
    ],
)
def test_figures_of_something_else(said: str) -> None:
    assert "XP093" not in codes(form(f"{LIKED}\n满意度情况: {said}"))


UNSPENT = "资金总额 | 10 | 10 | 10 | 4.2 | 5.8 | 42 | 4.2\n预算执行情况: 项目预算10万元，实际执行4.2万元。"


def test_all_done_with_less_than_half_of_the_money() -> None:
    assert_findings(form(UNSPENT), "XP026 I7 42%", "XP126 I12 只执行了42% 产出指标4项却全部得满分（共50分）")


@pytest.mark.parametrize(
    "text",
    [
        UNSPENT + "改为线上培训，节约场地费5.8万元。",
        UNSPENT + "部分费用由上级资金解决。",
        UNSPENT + "\n问题: 因招标推迟，年末有结余。",
        UNSPENT + "\n数量 | 培训期数 | ≥6期 | 3期 | 20 | 10 | 因场地维修。",
        UNSPENT.replace("4.2 | 5.8 | 42 | 4.2", "6.2 | 3.8 | 62 | 6.2").replace("4.2万", "6.2万"),
        "资金总额 | 10 | 10 | 10 | 9.5 | 0.5 | 95 | 9.5",
    ],
)
def test_money_and_output_that_fit(text: str) -> None:
    assert "XP126" not in codes(form(text))
