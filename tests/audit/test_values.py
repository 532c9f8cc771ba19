"""Target and actual values: XP035 to XP042."""

from dataclasses import replace

import pytest

from tests.finding_lines import assert_findings, codes, the
from tests.form_table import form, issued
from xlperf.audit.finding import Severity


def test_target_left_empty() -> None:
    assert_findings(form("质量 | 合格率 |  | 97.6% | 10 | 10"), "XP035 E13 “合格率”没有指标值")


def test_an_adjusted_target_is_a_target() -> None:
    assert_findings(form("质量 | 合格率 | →≥95% | 97.6% | 10 | 10"))
    assert_findings(
        form("质量 | 合格率 | ≥98%→≥95% | 96% | 10 | 9"),
        "XP051 I13 完成96%，指标值≥95%，已达到指标值，却扣了1分",
    )


def test_actual_left_empty() -> None:
    assert_findings(form("质量 | 合格率 | ≥95% |  | 10 | 10"), "XP036 G13 没有实际完成值，却得10分")
    assert_findings(form("质量 | 合格率 | ≥95% |  | 10 | "), "XP036 G13 没有填写实际完成值")
    assert_findings(form("质量 | 合格率 | ≥95% |  | 10 | 0 | 因停办未考核。"), "XP036 G13 没有填写实际完成值")


def test_a_dash_scores_nothing() -> None:
    assert_findings(
        form("质量 | 合格率 | ≥95% | — | 10 | 10"), "XP036 G13 没有实际完成值（填的是“—”），却得10分"
    )
    assert "XP036" not in codes(form("质量 | 合格率 | 达到行业标准 | — | 10 | 10"))


@pytest.mark.parametrize(
    ("actual", "sign", "bare"),
    [
        ("≥18期", "≥", "18期"),
        ("＞7期", ">", "7期"),
        ("7期以上", "以上", "7期"),
        ("不少于7期", "不少于", "7期"),
    ],
)
def test_actual_with_a_comparator(actual: str, sign: str, bare: str) -> None:
    row = f"数量 | 培训班期数 | ≥6期 | {actual} | 20 | 20 | 因需求增加，多办了几期。"
    found = the("XP037", form(row))
    assert found.place is not None
    assert found.place.address == "G12"
    assert f"不要带“{sign}”" in found.message
    assert f"改为“{bare}”" in found.fix


@pytest.mark.parametrize("actual", ["达到97.6%", "97.6%", "实际完成97.6%"])
def test_ways_to_write_a_figure(actual: str) -> None:
    assert_findings(form(f"质量 | 合格率 | ≥95% | {actual} | 10 | 10"))


def test_target_copied() -> None:
    copied = form("质量 | 培训考核合格率 | ≥95% | ≥ 95％ | 10 | 10\n产出情况: 举办培训班7期。")
    assert_findings(copied, "XP038 G13 照抄了指标值“≥ 95％”", "XP046 G13 按“≥95%”")
    assert the("XP038", copied).severity is Severity.WARNING


def test_target_without_comparator_may_be_met_exactly() -> None:
    assert_findings(form("质量 | 合格率 | 95% | 95% | 10 | 10"))


@pytest.mark.parametrize(
    ("row", "told", "share"),
    [
        (
            "数量 | 监督检查次数 | ≥2次 | ≥2次 | 20 | 20",
            "产出情况: 对定点机构监督检查5次，发现问题3个。",
            "250%",
        ),
        ("质量 | 培训考核合格率 | ≥95% | ≥95% | 10 | 10", "产出情况: 培训考核合格率=96.9%。", "102%"),
        ("满意度 | 群众满意度 | ≥90% | ≥90% | 10 | 10", "满意度情况: 发放问卷200份，满意度为94.5%。", "105%"),
    ],
)
def test_target_copied_while_the_text_knows_better(row: str, told: str, share: str) -> None:
    found = the("XP038", form(f"{row}\n{told}"))
    assert found.severity is Severity.ERROR
    assert f"是指标值的{share}" in found.message
    assert found.related
    assert found.stated == row.split("|")[3].strip()


@pytest.mark.parametrize(
    "told",
    [
        "产出情况: 监督检查2次。",
        "产出情况: 计划监督检查5次。",
        "产出情况: 其中联合监督检查5次。",
        "产出情况: 2021年监督检查5次。",
        "产出情况: 监督检查不少于5次。",
        "产出情况: 第5次监督检查于年底完成。",
        "产出情况: 监督检查机构5家。",
        "产出情况: 接待来访5次。",
        "问题: 监督检查5次偏少。",
    ],
)
def test_target_copied_and_nothing_else_told(told: str) -> None:
    found = the("XP038", form(f"数量 | 监督检查次数 | ≥2次 | ≥2次 | 20 | 20\n{told}"))
    assert found.severity is Severity.WARNING


def test_two_satisfaction_indicators_keep_their_figures_apart() -> None:
    text = """满意度 | 企业满意度 | ≥90% | ≥90% | 5 | 5
        满意度 | 群众满意度 | ≥90% | 94% | 5 | 5
        满意度情况: 群众满意度94%，企业满意度90%。"""
    assert the("XP038", form(text)).severity is Severity.WARNING


@pytest.mark.parametrize("actual", ["达成预期指标", "全部完成", "两期", "5次，其中市内3次", "检查100家机构"])
def test_words_for_a_quantitative_target(actual: str) -> None:
    assert_findings(
        form(f"数量 | 监督检查次数 | ≥2次 | {actual} | 20 | 20"),
        f"XP039 G12 是定量指标（≥2次），完成值应填数字 “{actual}”",
    )


def test_a_figure_for_a_qualitative_target() -> None:
    found = form("社会效益 | 群众办事便捷程度 | 明显提高 | 95% | 15 | 15")
    assert_findings(found, "XP040 G16 可以改设定量指标")
    assert the("XP040", found).severity is Severity.INFO


def test_a_date_is_no_figure() -> None:
    assert_findings(form("时效 | 完成时间 | 2023年12月底前 | 2023年11月 | 10 | 10"))
    assert_findings(form("时效 | 完成时间 | 12月前 | 11月 | 10 | 10"))


def test_months_as_a_deadline() -> None:
    assert_findings(form("时效 | 完成时间 | 12月 | 11月 | 10 | 10"))


def test_unit_of_another_kind() -> None:
    assert_findings(
        form("数量 | 培训人次 | ≥240人次 | 300人 | 20 | 20"), "XP041 G12 单位是“人次”，完成值单位是“人”"
    )


@pytest.mark.parametrize(
    ("target", "actual"), [("≤5个工作日", "3天"), ("≤5个工作日", "7天"), ("≤5天", "3个工作日")]
)
def test_days_and_working_days_stand_side_by_side(target: str, actual: str) -> None:
    assert "XP041" not in codes(form(f"时效 | 办结时间 | {target} | {actual} | 10 | 10"))


@pytest.mark.parametrize(
    ("target", "actual"),
    [("≤10万元", "95000元"), ("≥2台(套)", "2台"), ("≥6场", "7场次"), ("≥1年", "12个月"), ("6", "7期")],
)
def test_units_that_compare(target: str, actual: str) -> None:
    key = "成本" if "元" in target else "质量"
    assert_findings(form(f"{key} | 任务指标 | {target} | {actual} | 10 | 10"))


def test_actual_without_a_unit() -> None:
    bare = form("质量 | 合格率 | ≥95% | 97.6 | 10 | 10")
    assert_findings(bare, "XP041 G13 “97.6”没有写单位，指标值的单位是“%”")
    assert "“97.6%”" in the("XP041", bare).fix
    assert "“97.6%”" in the("XP041", form("质量 | 合格率 | ≥95% | 0.976 | 10 | 10")).fix


@pytest.mark.parametrize(("name", "target"), [("差错率", "≤1%"), ("事故起数", "0起")])
def test_nothing_needs_no_unit(name: str, target: str) -> None:
    assert "XP041" not in codes(form(f"质量 | {name} | {target} | 0 | 10 | 10"))


def test_number_formats_of_our_own_workbook_bring_the_unit() -> None:
    assert "XP041" not in codes(issued("质量 | 合格率 | ≥95% | 97.6 | 10 | 10"))


@pytest.mark.parametrize("name", ["验收合格率", "使用人员满意度", "参保覆盖面", "群众知晓率"])
def test_rate_above_its_limit(name: str) -> None:
    assert_findings(
        form(f"质量 | {name} | ≥95% | 104.45% | 10 | 10"), f"XP042 G13 “{name}”的完成值写成“104.45%”"
    )
    assert_findings(form(f"质量 | {name} | ≥100% | 100% | 10 | 10"), "XP042 E13 指标值写成“≥100%”")


def test_rate_of_at_least_everything() -> None:
    assert codes(form("质量 | 验收合格率 | ≥95% | ≥100% | 10 | 10")) == ["XP037", "XP042"]


@pytest.mark.parametrize(
    "name", ["任务完成率", "资产利用率", "产值增长率", "投诉下降率", "工作效率", "投入产出比"]
)
def test_rates_that_may_pass_100(name: str) -> None:
    assert "XP042" not in codes(form(f"质量 | {name} | ≥95% | 104.45% | 10 | 10"))


def test_copied_limits_of_one_row_are_one_cause_each() -> None:
    both = form("质量 | 验收合格率 | ≥100% | ≥100% | 10 | 10\n产出情况: 举办培训班7期。")
    assert codes(both) == ["XP038", "XP042"]
    assert [place.address for place in the("XP042", both).places] == ["G13", "E13"]


def test_a_formula_that_shows_nothing_yet_is_not_empty() -> None:
    base = form("质量 | 合格率 | ≥95% |  | 10 | ")
    row = base.indicators[1]
    live = replace(row, actual=replace(row.actual, live=True), score=replace(row.score, live=True))
    assert_findings(replace(base, indicators=(base.indicators[0], live, *base.indicators[2:])))
