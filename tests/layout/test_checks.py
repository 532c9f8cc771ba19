"""The live checks: what each says of a form in which just one thing is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.layout.filling import Typed, places_by_name, typed_into
from tests.layout.variations import EDITABLE, MISTAKEN, OFFICE_FORM
from tests.projects_for_tests import DONE, PARTLY, SHANXI, fund, indicator, planned, project
from xlperf.forms import NarrativesBlock, shipped_templates
from xlperf.forms import template as template_named
from xlperf.layout.plan import Computed, WorkbookPlan
from xlperf.layout.workbook import plan_workbook
from xlperf.profiles import profile as profile_named
from xlperf.projects.blank import blank_project
from xlperf.projects.project import PlannedIndicator, Project
from xlperf.workbook.place import Place

TEXTS = [row.key for block in SHANXI.blocks if isinstance(block, NarrativesBlock) for row in block.rows]
ROWS = (
    indicator("≥95%", 50, actual="98%"),
    indicator("成效明显", 20, actual=DONE, score=Decimal(20)),
    indicator("≤30分钟", 20, actual="25"),
)


def good(*rows: PlannedIndicator, **more: Any) -> Project:
    """A form with nothing to be done, but for what is given."""
    fields = {
        "funds": (fund("8.65", "8.6"),),
        "completion": "全部完成。",
        "narratives": dict.fromkeys(TEXTS, "已写明。"),
    }
    return project(*(rows or ROWS), **(fields | more))


def lines(plan: WorkbookPlan) -> list[list[str]]:
    """Title, state, sentence and link of every check."""
    computed = Computed(plan)
    sheet = next(sheet for sheet in plan.sheets if sheet.name == "自检")
    last = max(slot.area.top for slot in sheet.slots if slot.area.left == 2)
    rows = range(5, last + 1)
    return [[str(computed(Place("自检", row, column))) for column in range(2, 6)] for row in rows]


def summary(plan: WorkbookPlan) -> str:
    return str(Computed(plan)(Place("自检", 2, 1)))


def open_points(of: Project | WorkbookPlan) -> dict[str, tuple[str, str]]:
    """The checks that are not passed: their sentence and link by title."""
    plan = planned(of) if isinstance(of, Project) else of
    return {title: (sentence, link) for title, state, sentence, link in lines(plan) if state != "通过"}


def link_to(name: str, of: Project) -> str:
    return places_by_name(planned(of))[f"xp_{name}"].address


def with_row(number: int, **changes: Any) -> Project:
    rows = list(ROWS)
    rows[number] = replace(rows[number], **changes)
    return good(*rows)


def test_a_good_form_passes_everything() -> None:
    plan = planned(good())
    assert open_points(plan) == {}
    assert summary(plan) == f"{len(lines(plan))}项自检全部通过，交出前请再做一次校验。"
    assert all(link == "" for *_, link in lines(plan))


def test_a_blank_form_has_nothing_wrong_but_much_to_fill_in() -> None:
    plan = planned(project(indicator("≥2次", 50), indicator("成效明显", 40)))
    states = [state for _, state, _, _ in lines(plan)]
    assert states.count("请处理") == 0
    assert (
        summary(plan) == f"没有发现错误，还有{states.count('待填')}项待填，已通过{states.count('通过')}项。"
    )
    assert states.count("待填") == 17


@pytest.mark.parametrize(
    ("wrong", "title", "sentence", "cell"),
    [
        (good(department=""), "表头", "还没有填", "department"),
        (good(goal=""), "年度目标", "还没有填", "goal"),
        (good(completion=" "), "实际完成情况", "还没有填", "completion"),
        (good(funds=(fund("8.65", "8.6"), fund("1", None, "其他"))), "全年执行数", "没有支出的请填0", "fund_2_executed"),
        (good(funds=(fund("8.65", "8.66"),)), "执行数不超预算", "多0.01万元", "fund_0_executed"),
        (good(funds=(fund("5", "4"), fund("20", "20.5", "其他"))), "执行数不超预算", "“其他”的全年执行数比全年预算数多0.5万元", "fund_2_executed"),
        (with_row(0, weight=Decimal(40)), "分值合计", "合计为90分，应为100分", "indicator_1_weight"),
        (with_row(0, weight=Decimal("50.01")), "分值合计", "合计为100.01分", "indicator_1_weight"),
        (with_row(0, actual=""), "实际完成值", "有1项指标还没有填", "indicator_1_actual"),
        (with_row(2, actual="完成"), "定量指标填数字", "有1项定量指标", "indicator_3_actual"),
        (with_row(1, actual="不错"), "完成值选档次", "有1项指标的完成值", "indicator_2_actual"),
        (with_row(1, score=None), "填写得分", "还没有填得分", "indicator_2_score"),
        (with_row(1, score=Decimal(-1), deviation_reason="因故。"), "得分范围", "有1项得分", "indicator_2_score"),
        (with_row(1, score=Decimal("15.99"), deviation_reason="因故。"), "得分与档次", "不在所选档次", "indicator_2_score"),
        (with_row(1, score=Decimal("19.99")), "扣分说明原因", "有1项指标扣了分", "indicator_2_deviation_reason"),
        (with_row(0, actual="90%"), "扣分说明原因", "有1项指标扣了分", "indicator_1_deviation_reason"),
        (with_row(0, target="≥2次", actual="2.6"), "超额完成说明原因", "130%以上", "indicator_1_deviation_reason"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_cell(wrong: Project, title: str, sentence: str, cell: str) -> None:
    found = open_points(wrong)
    assert title in found
    assert sentence in found[title][0]
    assert found[title][1] == link_to(cell, wrong)


def test_several_rows_are_counted_and_the_first_is_linked() -> None:
    rows = [
        replace(ROWS[0], weight=Decimal(30), actual="90%"),
        ROWS[0],
        replace(ROWS[2], actual="90", weight=Decimal(10)),
    ]
    wrong = good(*rows)
    sentence, link = open_points(wrong)["扣分说明原因"]
    assert sentence == "有2项指标扣了分，没有写原因和改进措施，请补写。"
    assert link == link_to("indicator_1_deviation_reason", wrong)


@pytest.mark.parametrize(
    ("row", "titles"),
    [
        (indicator("≥10人", 50, actual="13"), {"超额完成说明原因"}),
        (indicator("≥10人", 50, actual="12.99"), set()),
        (indicator("=10人", 50, actual="13"), {"超额完成说明原因"}),
        (indicator("≤10人", 50, actual="13"), {"扣分说明原因"}),
        (indicator("±10%", 50, actual="13%"), {"扣分说明原因"}),
        (indicator("10万元", 50, actual="13", second_level="成本指标"), {"扣分说明原因"}),
        (indicator("5-10人", 50, actual="13"), {"扣分说明原因"}),
        (indicator("=0人", 50, actual="0"), set()),
    ],
)
def test_only_more_of_what_is_wanted_is_over_fulfilment(row: PlannedIndicator, titles: set[str]) -> None:
    assert set(open_points(good(row, *ROWS[1:]))) == titles


def test_mistakes_do_not_hide_each_other() -> None:
    plan = planned(MISTAKEN)
    wrong = {title for title, state, *_ in lines(plan) if state == "请处理"}
    assert wrong == {"定量指标填数字", "得分与档次", "扣分说明原因", "执行数不超预算"}


def blank(form: str, typed: Mapping[str, Typed] | None = None) -> dict[str, tuple[str, str]]:
    """State and sentence of every check of a blank form into which something was typed."""
    template = template_named(form)
    profile = profile_named(template.profile)
    plan = plan_workbook(template, profile, blank_project(template, profile, 1))
    at = places_by_name(plan)
    plan = typed_into(plan, {at[f"xp_{name}"]: value for name, value in (typed or {}).items()})
    return {title: (state, sentence) for title, state, sentence, _ in lines(plan)}


@pytest.mark.parametrize("form", [form.id for form in shipped_templates()])
def test_nothing_is_passed_on_a_form_without_any_figure(form: str) -> None:
    passed = {title for title, (state, _) in blank(form).items() if state != "待填"}
    # the classes of a results table come with their weights
    assert passed <= {"分值合计"}


def test_an_unused_source_of_a_blank_form_is_not_asked_for() -> None:
    one = {"fund_1_full_year_budget": Decimal(20), "fund_1_executed": Decimal(18)}
    assert blank("national-2020", one)["全年执行数"][0] == "通过"
    begun = {**one, "fund_2_full_year_budget": Decimal(5)}
    assert blank("national-2020", begun)["全年执行数"][0] == "待填"
    assert blank("national-2020", {**begun, "fund_2_executed": Decimal(0)})["全年执行数"][0] == "通过"


def test_a_source_spent_beyond_its_budget_is_told_though_the_total_is_within() -> None:
    typed = {
        "fund_1_full_year_budget": Decimal(80),
        "fund_1_executed": Decimal(70),
        "fund_2_full_year_budget": Decimal(20),
        "fund_2_executed": Decimal(25),
    }
    state, sentence = blank("sichuan-2023", typed)["执行数不超预算"]
    assert state == "请处理"
    assert "”的预算执行数比调整后预算数多5万元" in sentence
    within = {**typed, "fund_2_executed": Decimal(20)}
    assert blank("sichuan-2023", within)["执行数不超预算"][0] == "通过"


def test_the_year_of_a_blank_form_is_asked_for() -> None:
    assert blank("national-2020")["年度"][0] == "待填"
    assert blank("national-2020", {"year": "（2023年度）"})["年度"][0] == "通过"


def test_a_low_rate_wants_words() -> None:
    silent = good(funds=(fund("10", "7.99"),), narratives=dict.fromkeys(TEXTS[:-1], "已写明。"))
    assert open_points(silent)["执行率说明"][1] == link_to("text_execution", silent)
    assert "执行率说明" not in open_points(good(funds=(fund("10", "7.99"),)))
    assert "执行率说明" not in open_points(good(funds=(fund("10", "8"),), narratives={}))


def test_no_budget_is_pointed_out() -> None:
    assert "无从计算" in open_points(good(funds=(fund("0", "0"),)))["预算为零"][0]
    assert "全年预算数" in open_points(good(funds=(fund(None, "5"),)))


def test_tampered_results_are_noticed() -> None:
    plan = planned(good())
    at = places_by_name(plan)
    tampered: list[tuple[str, Typed, str]] = [
        ("xp_total", Decimal(99), "总分"),
        ("xp_grade", "良", "等级"),
        ("xp_fund_0_execution_rate", Decimal(100), "执行率"),
        ("xp_fund_0_execution_score", Decimal(10), "预算执行率得分"),
        ("xp_fund_0_executed", Decimal(8), "资金合计"),
        ("xp_fund_0_carry_over", Decimal(1), "结转结余"),
        ("xp_indicator_1_score", Decimal(45), "得分与规则"),
    ]
    for name, value, title in tampered:
        assert title in open_points(typed_into(plan, {at[name]: value})), name


@pytest.mark.parametrize(
    ("score", "agrees"), [("47.37", True), ("47.375", True), ("47.38", False), ("40", False)]
)
def test_an_edited_score_may_differ_by_half_a_cent(score: str, agrees: bool) -> None:
    rows = [replace(ROWS[0], actual="90%", score=Decimal(score)), *ROWS[1:]]
    found = open_points(planned(good(*rows), EDITABLE))
    assert ("得分与规则" not in found) is agrees
    explained = [replace(rows[0], deviation_reason="因窗口搬迁。"), *ROWS[1:]]
    assert open_points(planned(good(*explained), EDITABLE)) == {}


def test_checks_of_what_a_form_does_not_have_are_left_out() -> None:
    titles = {title for title, *_ in lines(planned(good(), OFFICE_FORM))}
    assert {"年度目标", "实际完成情况", "结转结余"}.isdisjoint(titles)
    assert {"表头", "执行率", "存在的问题"} <= titles


def test_the_sentence_names_the_forms_own_money_unit() -> None:
    over = planned(good(funds=(fund("86500", "86500.5"),)), OFFICE_FORM)
    assert "多0.5元" in open_points(over)["执行数不超预算"][0]


def test_a_phrase_of_another_band_wants_another_score() -> None:
    partly = with_row(1, actual=PARTLY, deviation_reason="因故。")
    assert "得分与档次" in open_points(partly)
    assert open_points(with_row(1, actual=PARTLY, score=Decimal(16), deviation_reason="因故。")) == {}
    assert open_points(with_row(1, actual=PARTLY, score=Decimal(12), deviation_reason="因故。")) == {}
