"""Every scoring formula of every profile, computed by a real spreadsheet program and exactly."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.office.session import Office
from tests.scoring.test_profile_scores import LADDER
from tests.scoring.test_rounding import cells, disagreements, sheet_of
from tests.scoring.ties import ties
from xlperf.decimals import half_up
from xlperf.formula import Expr
from xlperf.profiles import Profile, profile, shipped_profiles
from xlperf.scoring.execution import ExecutionRule
from xlperf.scoring.grade import grade_formula, grade_of
from xlperf.scoring.qualitative import limit_formula
from xlperf.scoring.quantitative import QuantitativeRule, rules_for
from xlperf.scoring.steps import step_formula, step_score
from xlperf.values import Op

Row = tuple[list[Decimal], list[Expr]]
RANGES = (None, (Decimal(5), Decimal("8.5")))
TARGETS = [Decimal(text) for text in ("0", "0.95", "2", "8.65", "12", "95", "661.7")]
WEIGHTS = [Decimal(text) for text in ("0", "3.3", "15")]
MULTIPLES = [Decimal(text) for text in ("-1", "0", "0.333", "0.7", "1", "1.001", "1.3", "1.5", "2", "9")]
MODERN = profile("national-2021")
BY_STEPS = MODERN.model_copy(update={"execution": MODERN.execution.model_copy(update={"method": "steps"})})


def every_rule(profiles: tuple[Profile, ...]) -> list[QuantitativeRule]:
    return list(
        dict.fromkeys(
            rule for one in profiles for op in Op for bounds in RANGES for rule in rules_for(op, bounds, one)
        )
    )


def test_quantitative_rules_of_all_profiles_agree(office: Office, tmp_path: Path) -> None:
    rules = every_rule((*shipped_profiles(), LADDER))
    assert {rule.rounding for rule in rules} == {"half_up", "truncate"}
    rows: list[Row] = []
    for rule in rules:
        for target in TARGETS:
            for weight in WEIGHTS:
                actuals = [multiple * (target or Decimal(1)) for multiple in MULTIPLES]
                if rule.rounding == "half_up":
                    actuals += [tie.actual for tie in ties(rule, target, weight, most=3)]
                for actual in actuals:
                    x, t, w = cells(len(rows) + 1, 3)
                    rows.append(([actual, target, weight], [rule.formula(x, t, w)]))
    assert len(rows) > 5_000
    assert disagreements(office, sheet_of(rows), tmp_path / "rules.xlsx") == []


def test_scores_that_are_cut_off_agree_at_whole_cents(office: Office, tmp_path: Path) -> None:
    rows: list[Row] = []
    rules = (
        QuantitativeRule(Op.GE, "linear", None, "truncate"),
        QuantitativeRule(Op.LE, "linear", None, "truncate"),
    )
    for rule in rules:
        for target in TARGETS[1:]:
            for weight in (Decimal(7), Decimal(15), Decimal("3.3")):
                for score in range(1, int(weight * 100), 7):
                    # exactly so many cents, where binary arithmetic comes out just below
                    share = Decimal(score) / 100 / weight * target
                    actual = half_up(share if rule.op is Op.GE else 2 * target - share, 8)
                    x, t, w = cells(len(rows) + 1, 3)
                    rows.append(([actual, target, weight], [rule.formula(x, t, w)]))
    assert len(rows) > 1000
    assert disagreements(office, sheet_of(rows), tmp_path / "cut.xlsx") == []


def test_execution_by_rate_and_by_steps_agrees(office: Office, tmp_path: Path) -> None:
    rows: list[Row] = []
    for one in (*shipped_profiles(), BY_STEPS):
        rule = ExecutionRule(one.execution.points, one.execution)
        for budget in map(Decimal, ("0", "8.65", "100", "3360.4")):
            for rate in map(
                Decimal,
                ("-1", "0", "59.994", "59.995", "60", "79.995", "80", "99.994", "99.995", "100", "120"),
            ):
                e, b = cells(len(rows) + 1, 2)
                rows.append(([budget * rate / 100, budget], [rule.formula(e, b)]))
    assert disagreements(office, sheet_of(rows), tmp_path / "execution.xlsx") == []


def test_steps_bands_and_grades_agree(office: Office, tmp_path: Path) -> None:
    rows: list[Row] = []
    for one in shipped_profiles():
        for total in map(Decimal, ("-1", "0", "59.99", "60", "79.99", "80", "89.99", "90", "100")):
            (cell,) = cells(len(rows) + 1, 1)
            limits = [
                limit_formula(one, band.phrase, cell, upper=upper)
                for band in one.bands
                for upper in (True, False)
            ]
            rows.append(([total], [grade_formula(cell, one), *limits]))
            assert grade_formula(total, one).compute(lambda place: None) == grade_of(total, one)
    for figure in map(Decimal, ("-1", "0", "59.99", "60", "79.9", "80", "90", "100", "130")):
        (cell,) = cells(len(rows) + 1, 1)
        formula = step_formula(cell, MODERN.survey.steps, Decimal("7.5"))
        rows.append(([figure], [formula]))
        exact = step_formula(figure, MODERN.survey.steps, Decimal("7.5")).compute(lambda place: None)
        assert exact == step_score(figure, MODERN.survey.steps, Decimal("7.5"))
    assert disagreements(office, sheet_of(rows), tmp_path / "steps.xlsx") == []
