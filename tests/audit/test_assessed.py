"""Points that nobody assessed, and the total under a strict review: XP071, XP111, XP127."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.finding_lines import codes, findings, the
from tests.form_table import entry, form
from xlperf.audit.finding import Severity
from xlperf.model import Assessment


def remarked(*remarks: tuple[str, str, str, str], total: str = "") -> Assessment:
    """An evaluation without target and actual columns: name, weight, score and the remark of each row."""
    base = form(f"总分: {total}" if total else "")
    sample = base.indicators[0]
    none = replace(entry("", "E12"), place=None)
    rows = tuple(
        replace(
            sample,
            name=entry(name, f"D{number}"),
            initial_target=none,
            adjusted_target=none,
            actual=none,
            weight=entry(weight, f"H{number}"),
            score=entry(score, f"I{number}"),
            deviation_reason=entry(remark, f"J{number}"),
        )
        for number, (name, weight, score, remark) in enumerate(remarks, 12)
    )
    return replace(base, indicators=rows)


def test_full_marks_for_what_does_not_apply() -> None:
    left_out = [
        ("决策程序规范", "2", "2", "立项审批等程序，我局不适用，本项目不扣分。"),
        ("资金分配规范性", "6", "6", "本单位不适用，不扣分"),
        ("信息系统验收", "14", "14", "2023年我局无新建信息系统项目，本项目不扣分。"),
    ]
    rest = ("各项工作", "68", "62.3", "有两项没有开展，评价得分62.3分。")
    evaluated = remarked(*left_out, rest, total="91.54")
    evaluated = replace(
        evaluated, total_fund=replace(evaluated.total_fund, execution_score=entry("7.24", "J7"))
    )
    found = the("XP071", evaluated)
    assert found.message == (
        "“决策程序规范”、“资金分配规范性”、“信息系统验收”共3项（22分）写的是不适用，仍得满分；"
        "剔除后折算为（91.54－22）÷（100－22）×100＝89.15分，等级由“优”变为“良”。"
    )
    assert [place.address for place in found.places][:3] == ["I12", "I13", "I14"]
    assert (found.stated, found.expected) == ("91.54", "89.15")


@pytest.mark.parametrize(
    ("score", "remark"),
    [
        ("10", "制定了管理制度，评价得分10分。"),
        ("10", "政策适用范围明确，不扣分。"),
        ("10", "职工参保不适用，该部分不扣分；居民参保完成，评价得分10分。"),
        ("8", "部分内容不适用，扣2分。"),
        ("10", "未发现截留、挤占，不扣分。"),
        ("10", "本年未发生安全事故，不扣分。"),
        ("10", "无未完成的任务，不扣分。"),
        ("10", "不涉及违规使用资金的问题，不扣分。"),
        ("10", "没有此前遗留的问题；新建项目全部验收合格，不扣分。"),
        ("10", "各项程序完整，本项不扣分。"),
        ("0", "我局不适用，不得分。"),
        ("10", "检查覆盖率92.76%，评价得10分。"),
        ("10", "全面适用新制度。"),
        ("10", ""),
    ],
)
def test_full_marks_that_were_earned(score: str, remark: str) -> None:
    assert "XP071" not in [finding.code for finding in findings(remarked(("管理制度", "10", score, remark)))]


def test_what_does_not_apply_told_in_the_texts() -> None:
    said = "飞行检查覆盖率指标，我局不适用，本项目不扣分。"
    row = "质量 | 飞行检查覆盖率 | 全覆盖 | 完成 | 10 | 10 |"
    assert "共1项（10分）" in the("XP071", form(f"{row}\n产出情况: {said}")).message
    assert "XP071" not in codes(form(f"{row}\n产出情况: 飞行检查覆盖率达到要求。"))


@pytest.mark.parametrize(
    ("score", "remark", "words"),
    [
        (
            "2",
            "完成比例104.45%，评价得分1.6分。职工参保不适用，本项目不扣分。",
            "分项得分是1.6分，另0.4分对应的内容写的是不适用",
        ),
        ("1.8", "评价得分0.2分。核实情况，评价得分0.4分。", "0.2＋0.4＝0.6分"),
    ],
)
def test_parts_that_do_not_make_the_score(score: str, remark: str, words: str) -> None:
    assert words in the("XP127", remarked(("参保覆盖面", "2", score, remark))).message


@pytest.mark.parametrize(
    ("score", "remark"),
    [
        ("1.5", "集中采购完成，评价得分0.5分；签订协议，评价得分1分。"),
        ("2", "评价得分2分。"),
        ("3", "范围、程序、专款专用各得1分。"),
        ("3", "三项内容每项1分，均得1分。"),
        ("1", "制度不健全，扣1分。"),
        ("3", "全面落实清单，得分1分；一窗办理，得分2分。"),
        ("2", "指标分值2分，评价得分2分。"),
        ("2", "按75分以上得满分的标准，得2分。"),
        ("2", ""),
        ("0.5", "未制定制度，评价得分0分；聘请法律顾问，评价得分0.5分。"),
    ],
)
def test_parts_that_do(score: str, remark: str) -> None:
    assert "XP127" not in [finding.code for finding in findings(remarked(("经办能力", "3", score, remark)))]


TWO = "数量 | 走访户数 | ≥50户 | 25户 | 20 | 20 |\n质量 | 考核合格率 | ≥95% | 76% | 10 | 10 |"


def test_a_strict_review_of_the_whole() -> None:
    found = the("XP111", form(TWO))
    assert found.message == (
        "从严复核的总分是99.5－10－2＝87.5分，等级由“优”变为“良”："
        "“走访户数”20分改为10分（25÷50＝50%，50%×20分＝10分）；"
        "“考核合格率”10分改为8分（76÷95＝80%，80%×10分＝8分）。"
    )
    assert found.severity is Severity.INFO
    assert [place.address for place in found.places] == ["I19", "I12", "I13"]


def test_a_single_score_is_reported_again_only_where_the_grade_changes() -> None:
    one = "质量 | 考核合格率 | ≥95% | 76% | 10 | 10 |"
    assert "XP111" not in [finding.code for finding in findings(form(one))]
    assert "等级由“优”变为“良”" in the("XP111", form("数量 | 走访户数 | ≥50户 | 25户 | 20 | 20 |")).message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "数量 | 走访户数 | ≥50户 | 45户 | 20 | 18 | 因五户外出。",
        "社会效益 | 办事便捷度 | 明显提高 | 达成预期指标 | 15 | 13 | 因人手不足。",
        "数量 | 走访户数 | ≥50户 | 40余户 | 20 | 18 | 因五户外出。",
        "成本 | 培训总成本 | ≤10万元 | 12万元 | 10 | 8.33 | 因场地涨价。",
    ],
)
def test_nothing_to_review(text: str) -> None:
    assert "XP111" not in [finding.code for finding in findings(form(text))]
