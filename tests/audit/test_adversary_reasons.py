"""Reasons and explanations as people really word them."""

from __future__ import annotations

import pytest

from tests.finding_lines import assert_findings, codes
from tests.form_table import form

CAUSES = """
    部分乡镇宣传覆盖面窄，群众知晓度一般，下一步加大宣传。
    偏远地区群众对政策了解程度一般；下一步加强宣传。
    老年人不会使用线上办理，下一步增设窗口。
    疫情期间线下活动压缩，下一步补办。
    系统升级，部分业务延期办理。改进：加强运维。
    个别单位重视程度不一。下一步加强督导。
    效果显现需要一定时间，下一步持续跟踪。
    政策实施时间短，成效显现慢。
    工作经验欠缺
    宣传方式单一，加强新媒体宣传
    数据统计口径调整
    年度中期机构改革，人员划转
    群众参与热情一般，加大动员
    指标设置偏保守
    考虑到仍有提升空间，扣1分
    工作有待进一步加强
    长效机制正在建立中
    部分工作正在推进
    上级文件下达晚
    医疗机构信息化水平参差不齐
    个别投诉
"""
MEASURES = """
    全面落实国家、省基金监管工作安排部署，不断强化基金监管，完善监管体制，创新监管方式，压实监管责任，畅通举报渠道，鼓励社会监督，持续加大打击欺诈骗保专项工作力度
    认真落实国家、省市常态化实施药品耗材集中带量采购，进一步完善集中带量采购规则程序，扩大采购品种，落实好结余留用相关政策。
    我市开通跨省异地就医自助备案服务,进一步扩大直接结算范围
    进一步完善职工基本医疗保险制度,全面开展职工基本医疗保险门诊统筹制度,切实减轻参保人员门诊医疗费用负担
    资产购置显著提高工作服务能力和发展效率，接下来的工作中我们将进一步提高资产利用水平，充分提升服务质量。
    下一步，继续加强管理。
"""


def deducted(reason: str) -> str:
    return f"社会效益 | 就医便捷度 | 有效提升 | 达成预期指标 | 15 | 14 | {reason}"


@pytest.mark.parametrize("reason", CAUSES.split("\n    ")[1:])
def test_a_cause_is_accepted_in_any_words(reason: str) -> None:
    assert_findings(form(deducted(reason.strip())))


@pytest.mark.parametrize("reason", MEASURES.split("\n    ")[1:])
def test_nothing_but_measures_and_praise_is_no_cause(reason: str) -> None:
    assert codes(form(deducted(reason.strip()))) == ["XP060"]


UNSPENT = "资金总额 | 10 | 10 | 10 | 0 | 10 | 0 | 0\n预算执行情况: "


@pytest.mark.parametrize(
    "told",
    [
        "本年工作使用上级统筹资金完成，本项目因资金下达晚未支出。",
        "培训已完成，款项尚未支付，因财政资金紧张。",
        "本年用自有资金垫付，因资金年底才下达，次年支付。",
        "费用由其他资金解决，由于本项目资金年底才下达。",
        "工作已完成，欠付培训机构费用，因国库资金紧张。",
    ],
)
def test_output_without_money_that_says_with_what(told: str) -> None:
    assert_findings(form(UNSPENT + told))


def test_output_without_money_that_does_not() -> None:
    assert_findings(form(UNSPENT + "因招标推迟，资金没有支出。"), "XP028 G7 100%")
