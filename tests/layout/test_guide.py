"""The sheet 填报说明: it promises what the form does, for issued and for blank forms."""

from __future__ import annotations

import pytest

from tests.layout.plans_by_template import PLANS
from tests.layout.projects_by_template import TEMPLATES, profile_of, project_for
from xlperf.formula import Expr
from xlperf.layout.plan import WorkbookPlan
from xlperf.layout.workbook import plan_workbook


def guide(plan: WorkbookPlan) -> str:
    sheet = next(sheet for sheet in plan.sheets if sheet.name == "填报说明")
    return "\n".join(str(slot.content) for slot in sheet.slots)


def labels_typed(plan: WorkbookPlan) -> set[str]:
    """The columns of funds that may be typed into, by their fields."""
    fields = set()
    for slot in plan.sheets[0].slots:
        if slot.name and slot.name.startswith("xp_fund_") and not slot.style.locked:
            fields.add(slot.name.split("_", 3)[3])
    return fields


@pytest.mark.parametrize("name", ["national-2020", "sichuan-2023", "transfer-2020"])
def test_of_a_blank_form_every_typed_amount_is_named(name: str) -> None:
    text = guide(PLANS[f"{name} blank"])
    assert {"label", "full_year_budget", "executed"} <= labels_typed(PLANS[f"{name} blank"])
    assert "逐行填各资金来源的" in text
    assert "用不着的行留空" in text
    assert "只填各资金来源的" not in text


def test_of_an_issued_form_only_the_expenditure_is_asked_for() -> None:
    text = guide(PLANS["national-2020 issued"])
    assert "只填各资金来源的全年执行数（万元）" in text
    assert "分数会随着填写自动出现" in text


@pytest.mark.parametrize("name", TEMPLATES)
def test_of_a_blank_form_no_typed_score_is_promised(name: str) -> None:
    text = guide(PLANS[f"{name} blank"])
    assert "分数会随着填写自动出现" not in text
    assert "这是空白表" in text


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_a_blank_form_is_said_to_compute_is_a_formula(name: str) -> None:
    plan = PLANS[f"{name} blank"]
    live = {slot.name for slot in plan.sheets[0].slots if slot.name and isinstance(slot.content, Expr)}
    (line,) = (line for line in guide(plan).splitlines() if line.startswith("灰色格子"))
    promised = {
        "总分": "xp_total", "等级": "xp_grade", "预算执行率得分": "xp_fund_0_execution_score",
    }  # fmt: skip
    for words, formula in promised.items():
        assert (words in line) == (formula in live), words
    rate = "xp_fund_0_execution_rate" in live
    assert ("合计和执行率" in line or "合计、执行率" in line) == rate


# what a light fill looks like to whoever reads the guide
COLOURS = {"FFC7CE": "红色", "FFEB9C": "黄色", "E2EFDA": "绿色"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_words_and_colours_of_the_live_checks_are_explained_as_they_show(name: str) -> None:
    plan = PLANS[f"{name} issued"]
    text = guide(plan)
    (checks,) = (sheet for sheet in plan.sheets if sheet.name == "自检")
    shown = {condition.formula.split('"')[1]: condition.fill for condition in checks.conditions}
    assert len(shown) == 3
    for word, fill in shown.items():
        assert f"{COLOURS[str(fill)]}“{word}”" in text


@pytest.mark.parametrize("name", TEMPLATES)
def test_without_macros_and_without_python_there_is_a_way_to_have_it_checked(name: str) -> None:
    for kind in ("issued", "blank"):
        text = guide(PLANS[f"{name} {kind}"])
        for words in (
            "共享文件夹",
            "“已校验”",
            "发给负责校验的同事",
            "不用装任何软件",
            "“校验结果”",
            "xlperf watch",
        ):
            assert words in text, words
        assert "按钮" not in text
        assert "启用内容" not in text


@pytest.mark.parametrize("name", TEMPLATES)
def test_of_a_form_with_buttons_each_is_named_and_so_is_what_to_do_without(name: str) -> None:
    template = TEMPLATES[name]
    project = project_for(template, filled=False)
    plan = plan_workbook(template, profile_of(template), project, macro=True)
    text = guide(plan)
    captions = [button.caption for sheet in plan.sheets for button in sheet.buttons]
    assert len(captions) >= 3
    for words in (*captions, "启用内容", "解除锁定", "单位不许用宏的"):
        assert words in text, words
    # the way without macros stays
    plain = guide(PLANS[f"{name} issued"])
    assert set(plain.splitlines()) <= set(text.splitlines())
