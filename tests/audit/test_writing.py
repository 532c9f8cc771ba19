"""Copied, cut or carelessly numbered prose: XP087, XP088, XP091, XP095."""

from __future__ import annotations

import pytest

from tests.finding_lines import assert_findings, codes, scored, the
from tests.form_table import NATIONAL, form
from xlperf.audit.audit import audit


@pytest.mark.parametrize(
    ("said", "how"),
    [
        (
            "（一）加强学习。（二）完善制度。（三）强化监管。（三）优化服务。（五）总结经验。",
            "“（三）”前面是“（三）”，重复",
        ),
        ("1.复印纸；2.空调；4.打印纸。", "“4.”前面是“2.”，中间有跳号"),
        ("一是加强学习；二是完善制度；四是强化监管。", "“四是”前面是“二是”，中间有跳号"),
        ("一、加强学习。三、完善制度。", "“三、”前面是“一、”，中间有跳号"),
    ],
)
def test_numbers_that_skip_or_repeat(said: str, how: str) -> None:
    assert_findings(form(f"改进: {said}"), f"XP087 E26 {how}")


@pytest.mark.parametrize(
    "said",
    [
        "一是加强学习；二是完善制度；三是强化监管。",
        "1.加强学习；2.完善制度；3.强化监管。",
        "（一）加强学习：1.听课；2.考试。（二）完善制度：1.修订；2.印发。",
        "投入1.5万元；3.2公里道路完工。",
        "一是一、二是二，按分班要求授课。",
        "完成第（三）项任务，按分班要求授课。",
        "（三）组学员已经分班。",
        "3月、5月、12月各办一期分班培训。",
        "2.按基础分班授课。",
        "一、二季度分班授课。三、四季度考核。",
        "十、十一月办班；二、三月总结。",
        "①听课；③考试。",
    ],
)
def test_numbers_that_run_on(said: str) -> None:
    assert "XP087" not in codes(form(f"改进: {said}"))


@pytest.mark.parametrize(
    "said",
    [
        "年度目标5：建立信用评价体系，推进联合惩戒。年度目标6：建立信用评价体系，推进联合惩戒。",
        "聘请会计师事务所开展专项检查费用聘请会计师事务所开展专项检查费用。",
        "按岗位分班授课，每期考核。按岗位分班授课，每期考核。",
    ],
)
def test_said_twice(said: str) -> None:
    assert codes(form(f"年度目标: 培训。\n经验: {said}")) == ["XP088"]
    assert "写了两遍" in the("XP088", form(f"年度目标: 培训。\n经验: {said}")).message


@pytest.mark.parametrize(
    "said",
    [
        "按岗位分班授课。每期结束当场考核。",
        "一标段：已按合同要求完成全部施工。二标段：已按合同要求完成全部施工。",
        "完成率100%。完成率100%。",
        "第一季度未扣分。第二季度未扣分。",
        "提高认识，提高效率，提高质量。",
        "甲镇举办培训班两期，考核合格。乙镇举办培训班两期，考核合格。",
        "工资福利支出、商品和服务支出；项目工资福利支出、商品和服务支出另列。",
        "培训、培训、再培训。",
        "办班有计划，办班有教案，办班有考核，办班有总结。",
        "参训人员100人次、100人次、100人次。",
    ],
)
def test_said_once(said: str) -> None:
    assert "XP088" not in codes(form(f"经验: {said}"))


@pytest.mark.parametrize("said", ["本项目未设置绩效目标。", "项目年初没有编制年度绩效目标。"])
def test_a_goal_that_is_denied(said: str) -> None:
    assert_findings(form(f"问题: {said}"), "XP091 E25 表中却填有年度目标（B10）")


@pytest.mark.parametrize(
    "said",
    [
        "个别子项目未设置绩效目标。",
        "绩效目标设置不够细化。",
        "未设置绩效目标值的指标已经补充。",
        "部分单位没有编制绩效目标。",
        "未设置绩效目标责任人。",
        "对未设置绩效目标的项目不安排预算。",
        "未完成绩效目标任务。",
        "以前年度未设置绩效目标。",
        "下属学校未编制绩效目标。",
        "绩效目标没有量化。",
    ],
)
def test_goals_of_others_and_their_quality(said: str) -> None:
    assert "XP091" not in codes(form(f"问题: {said}"))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "依据《医疗保险行基金使用监督管理条例》执行。",
            "《医疗保险行基金使用监督管理条例》疑为《医疗保障基金使用监督管理条例》",
        ),
        ("实施守信联合惩戒和守信联合惩戒制度。", "“守信联合惩戒和守信联合惩戒”词语重复"),
        ("经费保障用于保障日常工作。", "“保障用于保障”词语重复"),
        ("以案为鉴、强化监管”主题活动已经开展。", "引号不成对"),
        ("按《办法执行。", "书名号不成对"),
    ],
)
def test_slips(said: str, words: str) -> None:
    assert words in the("XP095", form(f"经验: {said}")).message


def test_a_stray_foreign_word() -> None:
    drawn = form("经验: 规范性文件 and 政策措施的审查。")
    (found,) = audit(drawn, scored(drawn), NATIONAL)
    assert (found.code, "夹着外文" in found.message) == ("XP095", True)


@pytest.mark.parametrize(
    "said",
    [
        "依据《医疗保障基金使用监督管理条例》执行。",
        "依据《山西省医疗保障基金使用监督管理办法》执行。",
        "依据《中华人民共和国预算法》及《中华人民共和国预算法实施条例》执行。",
        "推进DRG、DIP付费和“互联网+”服务。",
        "部门联动与部门联动之间衔接顺畅。",
        "资金用于培训。",
        "“好差评”制度和“吹哨人”制度。",
        "研究研究再研究，培训培训再培训。",
        "一对一辅导和一对多辅导。",
        "学员在App和微信公众号打卡。",
        "政策宣传、政策解读、政策落实。",
    ],
)
def test_words_that_are_right(said: str) -> None:
    assert "XP095" not in codes_without_latin(f"经验: {said}")


def codes_without_latin(text: str) -> list[str]:
    """The codes found; names such as DRG may be quoted in messages."""
    drawn = form(text)
    return [finding.code for finding in audit(drawn, scored(drawn), NATIONAL)]
