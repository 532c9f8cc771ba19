"""From one clean form each rule is fired by a mutation made for it, and no other error appears."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.journeys.clean_form import REASON, New, findings_after
from xlperf.audit.finding import Severity
from xlperf.audit.rules import RULES
from xlperf.workbook.grid import Cell

SERVED, RECORDS, ARRIVAL, SUBSIDY, SAFETY, MECHANISM, SATISFIED = (f"indicator_{row}" for row in range(1, 8))

MUTATIONS: dict[str, list[dict[str, New]]] = {
    "XP001": [{f"{SAFETY}_weight": 25, f"{SAFETY}_score": 25}],
    "XP002": [{"total": 80}, {"total": "88.5"}],
    "XP003": [{"total": 86}],
    "XP004": [{f"{SAFETY}_score": 16}],
    "XP005": [{f"{SAFETY}_score": "十五分"}, {f"{SAFETY}_score": -1}, {f"{SAFETY}_score": None}],
    "XP006": [{f"{SAFETY}_weight": None}, {f"{SAFETY}_weight": 0}],
    "XP007": [{f"{SERVED}_weight": 25, f"{SAFETY}_weight": 10, f"{SAFETY}_score": 10}],
    "XP008": [{f"{SAFETY}_second_level": "数量指标"}],
    "XP013": [{"project_name": None}, {"department": None}, {"unit": " "}, {"year": None}],
    "XP015": [{"grade": "良"}],
    "XP017": [{"fund_1_executed": 37, "text_execution": "按计划推进。"}],
    "XP018": [{"fund_0_execution_rate": 72}],
    "XP019": [{"fund_0_execution_score": 9}],
    "XP020": [{"fund_0_full_year_budget": 50, "text_problems": "合同推迟，形成结余。"}],
    "XP021": [{"fund_0_carry_over": 9}],
    "XP024": [
        {
            "fund_1_full_year_budget": 0,
            "fund_2_full_year_budget": 0,
            "fund_1_executed": 0,
            "fund_2_executed": 0,
            "fund_0_execution_rate": 100,
            "text_execution": "项目当年没有安排资金。",
        }
    ],
    "XP025": [
        {"fund_1_full_year_budget": 0, "fund_2_full_year_budget": 0, "text_execution": "没有安排预算。"}
    ],
    "XP026": [{"fund_1_executed": 5, "text_execution": "按计划推进。"}],
    "XP027": [{"fund_1_executed": 26, "text_execution": "按计划推进。"}],
    "XP028": [{"fund_1_executed": 0, "fund_2_executed": 0, "text_execution": "因合同推迟，资金没有支出。"}],
    "XP035": [{f"{SAFETY}_initial_target": None, f"{SAFETY}_adjusted_target": None}],
    "XP036": [{f"{SAFETY}_actual": None}, {f"{SERVED}_actual": None}],
    "XP037": [{f"{SERVED}_actual": ("≥1326人次", 1326)}],
    "XP038": [{f"{ARRIVAL}_actual": "≤30分钟"}],
    "XP039": [
        {f"{SERVED}_actual": "完成", f"{SERVED}_score": 20},
        {f"{SERVED}_actual": "约1326人次"},
        {f"{SERVED}_actual": "≥1326人次"},
        {f"{RECORDS}_actual": "98.9%"},
    ],
    "XP040": [{f"{SAFETY}_actual": "5", f"{SAFETY}_score": 15}],
    "XP041": [{f"{SERVED}_actual": "1326件"}],
    "XP042": [
        {f"{RECORDS}_actual": Cell(Decimal("1.05"), "105.0%", percent=True)},
        {f"{RECORDS}_actual": Cell(Decimal("98.9"), "9890.0%", percent=True)},
    ],
    "XP051": [{f"{SERVED}_score": 18}],
    "XP052": [{f"{SERVED}_score": 18, f"{SERVED}_deviation_reason": REASON}],
    "XP053": [{f"{SERVED}_actual": ("900人次", 900), f"{SERVED}_score": 20}],
    "XP054": [
        {f"{SERVED}_actual": ("900人次", 900), f"{SERVED}_score": 17, f"{SERVED}_deviation_reason": REASON}
    ],
    "XP055": [
        {f"{SERVED}_actual": ("0人次", 0), f"{SERVED}_score": 10, f"{SERVED}_deviation_reason": REASON}
    ],
    "XP056": [{f"{SERVED}_actual": ("2400人次", 2400)}],
    "XP057": [{f"{ARRIVAL}_score": 8}, {f"{ARRIVAL}_score": 8, f"{ARRIVAL}_deviation_reason": REASON}],
    "XP059": [{f"{MECHANISM}_score": 14}, {f"{MECHANISM}_score": 5}],
    "XP060": [{f"{SAFETY}_score": 13, f"{SAFETY}_deviation_reason": "继续加强安全宣传。"}],
    "XP061": [{f"{SAFETY}_score": 13}, {f"{MECHANISM}_deviation_reason": None}],
    "XP077": [{"text_execution": "全年预算40.5万元，实际执行0.8万元。"}],
    "XP105": [
        {"fund_1_full_year_budget": None, "fund_2_full_year_budget": None},
        {"fund_1_executed": "35.2万元"},
        {"fund_1_executed": "35.2"},
    ],
    "XP106": [{"fund_0_execution_rate": None}],
    "XP108": [{"text_experience": None, "goal": None}],
    "XP109": [{"fund_1_executed": -3}, {f"{SERVED}_actual": ("-3人次", -3)}],
    "XP910": [{"total": "95.8"}],
    "XP911": [
        {f"{SERVED}_initial_target": ("≥1000人次", 1000), f"{SERVED}_adjusted_target": ("≥1000人次", 1000)}
    ],
}
CASES = [(code, changes) for code, all_changes in MUTATIONS.items() for changes in all_changes]


def test_the_clean_form_has_no_finding() -> None:
    assert findings_after({}) == ()


@pytest.mark.parametrize(("code", "changes"), CASES, ids=[f"{code}-{n}" for n, (code, _) in enumerate(CASES)])
def test_mutation_fires_its_rule_and_no_other_error(code: str, changes: dict[str, New]) -> None:
    found = findings_after(changes)
    errors = {finding.code for finding in found if finding.severity is Severity.ERROR}
    assert code in {finding.code for finding in found}, [finding.message for finding in found]
    assert errors <= {code}, [(finding.code, finding.message) for finding in found]


def test_every_rule_of_a_single_form_has_a_mutation() -> None:
    single = {rule.code for rule in RULES if rule.check is not None}
    # an error word needs a formula that fails, and our own form has every column under its name
    assert single - set(MUTATIONS) <= {"XP107", "XP912"}
