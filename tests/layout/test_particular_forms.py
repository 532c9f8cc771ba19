"""What is particular to each form."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.layout.drawn import form_of
from tests.layout.filling import expected, inputs, places_by_name, typed_into
from tests.layout.plans_by_template import PLANS, plan_of, shown, typed
from tests.layout.projects_by_template import TEMPLATES, profile_of, project_for
from tests.projects_for_tests import indicator
from xlperf.forms import (
    FormTemplate,
)
from xlperf.layout.form import FormLayout
from xlperf.layout.workbook import plan_workbook
from xlperf.profiles import profile, shipped_profiles
from xlperf.projects.project import PlannedIndicator
from xlperf.workbook.draw import draw

EVALUATION, DEPARTMENT = TEMPLATES["evaluation-2023"], TEMPLATES["department-2021"]
SICHUAN, TRANSFER = TEMPLATES["sichuan-2023"], TEMPLATES["transfer-2020"]
FISCAL, NATIONAL = TEMPLATES["fiscal-evaluation-2023"], TEMPLATES["national-2020"]


def test_the_national_form_has_nine_columns_and_scores_the_total_row_only() -> None:
    form, at = form_of(PLANS["national-2020 filled"]), places_by_name(PLANS["national-2020 filled"])
    assert max(NATIONAL.columns) == "I"
    assert form[at["xp_fund_0_weight"].address].value == 10
    for row in (1, 2):
        assert form[at[f"xp_fund_{row}_weight"].address].value == "—"
        assert form[at[f"xp_fund_{row}_execution_score"].address].value == "—"
    blank = form_of(PLANS["national-2020 blank"])
    at = places_by_name(PLANS["national-2020 blank"])
    labels = [blank[at[f"xp_fund_{row}_label"].address].value for row in range(4)]
    assert labels == ["年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金"]


@pytest.mark.parametrize("scoring", [one.id for one in shipped_profiles()])
def test_the_national_form_takes_every_profile(scoring: str) -> None:
    of = project_for(NATIONAL, filled=False)
    plan = plan_workbook(NATIONAL, profile(scoring), of)
    weight = form_of(plan)[places_by_name(plan)["xp_fund_0_weight"].address].value
    assert weight == float(profile(scoring).execution.points)


def test_levels_carry_their_points() -> None:
    values = shown(PLANS["evaluation-2023 issued"])
    levels = {name: value for name, value in values.items() if name.endswith("first_weight")}
    assert list(levels.values()) == [18, 22, 50, 10]
    assert [value for name, value in values.items() if name.endswith("second_weight")][:2] == [6, 2]
    plan = PLANS["department-2021 issued"]
    first = form_of(plan)[places_by_name(plan)["xp_indicator_1_first_level"].address].value
    assert first == "社会效应（20）"


def test_the_execution_rate_as_an_indicator_is_scored_from_the_funds() -> None:
    values = shown(PLANS["evaluation-2023 filled"])
    assert values["xp_fund_0_execution_rate"] == 72.4
    assert values["xp_indicator_6_score"] == 7.24
    assert values["xp_indicator_6_deducted"] == 2.76


def test_indicators_that_do_not_apply_leave_the_total() -> None:
    plan = PLANS["evaluation-2023 filled"]
    values = shown(plan)
    # 92.74 of the 98 points that apply
    assert values["xp_total"] == 94.63
    assert values["xp_indicator_3_deducted"] == ""
    assert values["xp_deducted_total"] == 5.26
    assert values["xp_grade"] == "优"
    applies = typed(plan, xp_indicator_3_score=Decimal(2))
    assert applies["xp_total"] == 94.74


def test_a_clause_gives_the_score_and_its_choices() -> None:
    plan = PLANS["department-2021 filled"]
    layout = FormLayout(DEPARTMENT, profile_of(DEPARTMENT), project_for(DEPARTMENT, filled=True))
    by_name = dict(zip([row.name for row in _indicators(DEPARTMENT)], layout.cells.indicators, strict=True))
    assert by_name["信息化水平"].choices[:2] == ("全部完成", "(1)未完成")
    assert by_name["行政制度建设水平"].live is None
    values, at = shown(plan), places_by_name(plan)
    scores = {
        row.name: values.get(f"xp_indicator_{number}_score")
        for number, row in enumerate(_indicators(DEPARTMENT), 1)
    }
    assert scores["居民医疗保险政策覆盖率"] == 8
    assert scores["信息化水平"] == 2
    assert scores["项目经费变动率"] == 1
    assert at["xp_indicator_7_score"] in inputs(plan), "judged by people"
    assert values["xp_total"] == 90
    assert [values[f"xp_class_{number}_score"] for number in range(7)] == [90, 18, 5, 35, 20, 6, 6]


def _indicators(template: FormTemplate) -> tuple[PlannedIndicator, ...]:
    return project_for(template, filled=False).indicators


def test_targets_split_over_three_columns_are_scored_by_the_same_rule() -> None:
    plan = PLANS["sichuan-2023 filled"]
    form, at = form_of(plan), places_by_name(plan)

    def row(number: int) -> list[object]:
        fields = ("target_nature", "initial_target", "target_unit", "actual")
        return [form[at[f"xp_indicator_{number}_{field}"].address].value for field in fields]

    assert row(1) == ["≥", 2, "次", 5]
    assert row(2) == ["≥", 95, "%", 98]
    assert row(5) == ["定性", "有效维护", None, "优"]
    values = shown(plan)
    assert values["xp_indicator_3_score"] == 9
    assert values["xp_total"] == 90.24


def test_a_percentage_that_falls_short_is_scored_alike_in_every_form() -> None:
    of = replace(
        project_for(NATIONAL, filled=True), indicators=(indicator("≥95%", 90, actual="80.5%"),), narratives={}
    )
    scores = {
        template.id: shown(plan_of(template, of))["xp_indicator_1_score"] for template in (NATIONAL, SICHUAN)
    }
    assert scores == {"national-2020": 76.26, "sichuan-2023": 76.26}


@pytest.mark.parametrize(
    ("target", "actual", "number", "number_format"),
    [
        ("≥175人", "180人", 180, 'General"人"'),
        ("≥95%", "96.5%", 0.965, "0.0#%"),
        ("≤2万亩", "", None, 'General"万亩"'),
    ],
)
def test_a_figure_shows_its_unit_where_the_score_is_typed(
    target: str, actual: str, number: float | None, number_format: str
) -> None:
    row = replace(_indicators(DEPARTMENT)[0], clause="由专家组结合实际打分", target=target, actual=actual)
    plan = plan_of(DEPARTMENT, replace(project_for(DEPARTMENT, filled=False), indicators=(row,)))
    at = places_by_name(plan)
    assert at["xp_indicator_1_score"] in inputs(plan)
    cell = form_of(plan)[at["xp_indicator_1_actual"].address]
    assert (cell.value, cell.number_format) == (number, number_format)


def test_grades_that_stand_as_targets_are_no_shares_of_the_weight() -> None:
    sichuan = profile("sichuan")
    of = replace(
        project_for(SICHUAN, filled=False), indicators=(indicator("良", 50), indicator("有所提高", 40))
    )
    plan = plan_workbook(SICHUAN, sichuan, of)
    guide = "".join(str(slot.content) for slot in plan.sheets[1].slots)
    assert "“差”得分值的" not in guide
    assert "指标值写的是“优、良、中、低、差”中一档的：完成情况达到这一档的得满分，低于这一档的要扣分" in guide
    hints = [
        one.prompt
        for one in form_of(plan).data_validations.dataValidation
        if one.promptTitle == "得分" and one.prompt
    ]
    assert "分值50分。指标值是“良”，达到这一档得满分，低于这一档的要扣分，低得越多扣得越多。" in hints
    assert not [hint for hint in hints if "差100%" in hint]


def test_a_form_without_scores_asks_for_none() -> None:
    plan = PLANS["transfer-2020 filled"]
    names = places_by_name(plan)
    assert not [name for name in names if name.endswith(("_score", "_weight")) or name == "xp_total"]
    guide = [str(slot.content) for slot in plan.sheets[1].slots]
    assert not [line for line in guide if "得分" in line or "总分" in line]
    checks = {str(slot.content) for slot in plan.sheets[2].slots if slot.area.left == 2}
    assert "未完成说明原因" in checks
    assert "总分" not in checks


def test_a_form_without_scores_takes_figures_without_weights() -> None:
    of = project_for(TRANSFER, filled=True)
    listed = replace(of, indicators=tuple(replace(one, weight=None) for one in of.indicators))
    assert draw(plan_of(TRANSFER, listed)) == draw(plan_of(TRANSFER, of))


def test_transfers_have_two_texts_for_every_requirement() -> None:
    keys = [row.key for row in TRANSFER.narrative_rows()]
    assert len(keys) == 15
    at = places_by_name(PLANS["transfer-2020 issued"])
    assert at["xp_text_allocation"].row == at["xp_text_allocation_issues"].row


def test_class_scores_alone_make_the_total() -> None:
    plan = PLANS["fiscal-evaluation-2023 filled"]
    assert shown(plan)["xp_total"] == ""
    scores = {
        f"xp_class_{number}_score": Decimal(text) for number, text in enumerate(("10", "17.5", "30"), 1)
    }
    values = typed(plan, **scores)
    assert (values["xp_total"], values["xp_grade"]) == (57.5, "")
    values = typed(plan, **scores, xp_class_4_score=Decimal("31.5"))
    assert (values["xp_total"], values["xp_grade"]) == (89, "良")
    assert values["xp_class_0_weight"] == 100
    assert values["xp_class_2_rate"] == 0.875
    assert values["xp_class_0_rate"] == 0.89


def test_what_only_the_total_row_tells_is_typed_there() -> None:
    plan = PLANS["fiscal-evaluation-2023 issued"]
    at = places_by_name(plan)
    assert at["xp_fund_0_executed"] in inputs(plan)
    assert at["xp_fund_1_executed"] not in inputs(plan)
    values = typed(plan, xp_fund_0_executed=Decimal(100))
    assert (values["xp_fund_0_carry_over"], values["xp_fund_0_execution_rate"]) == (25, 80)
    assert form_of(plan)[at["xp_fund_1_executed"].address].value == "—"


def test_nothing_of_a_blank_form_is_passed_before_somebody_began() -> None:
    plan = PLANS["national-2020 blank"]
    assert not {"每行都有三级指标名称。", "每项指标都有分值。"} & set(expected(plan).values())
    begun = typed_into(plan, {places_by_name(plan)["xp_indicator_1_name"]: "检查次数"})
    said = set(expected(begun).values())
    assert "有1项指标没有分值，请补上大于0的分值。" in said
    assert "每行都有三级指标名称。" in said
