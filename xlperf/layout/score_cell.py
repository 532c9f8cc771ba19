"""What decides the score of an indicator row, and what may be typed as its score."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from xlperf.decimals import HUNDRED, plain
from xlperf.forms import FormTemplate
from xlperf.formula import At, Expr, expr
from xlperf.functions import and_, if_, is_number, or_
from xlperf.layout.form_cells import NOT_APPLICABLE, FormCells, IndicatorCells
from xlperf.layout.plan import InputLimit
from xlperf.layout.value_cell import percentage
from xlperf.profiles import Profile
from xlperf.projects.project import PlannedIndicator
from xlperf.scoring.assessment import direction
from xlperf.scoring.clauses import Answered, NotUnderstood, parse_clause
from xlperf.scoring.execution import ExecutionRule
from xlperf.scoring.qualitative import limit_formula
from xlperf.scoring.quantitative import QuantitativeRule, rules_for
from xlperf.values import Kind, normalised

_RATE_TIMES_POINTS = re.compile(
    r"(?:得分|评分|本项得分)?[=:]?(?:按)?(?:预算|资金)?执行率[×x*乘以]{1,2}(?:该项|本项|指标|该指标)?(?:分值|\d+分?)(?:计分|得分)?[。.]?",
    re.IGNORECASE,
)
_LONGEST = 255
"""characters of a hint, and of a formula in a validation"""
_EXECUTION_NAMES = {normalised(name) for name in ("预算执行率", "资金执行率", "预算资金执行率")}


def scoring_of(
    row: IndicatorCells,
    indicator: PlannedIndicator,
    template: FormTemplate,
    profile: Profile,
    form: FormCells,
    *,
    split: bool,
) -> IndicatorCells:
    """The row with what decides its score.

    That is the funding block for 预算执行率 where the form has no points of its own for it; the sentence of 评分细则
    where there is one, understood or not; else target and actual where both are figures; else the chosen phrase.
    """
    if live := _from_funds(indicator, template, profile, form):
        return replace(row, live=live, from_funds=True)
    if row.open or "actual" not in row.cells:
        return row
    if indicator.clause.strip() and "clause" in row.cells:
        return _by_clause(row, indicator)
    rule = _rule(row, indicator, profile, split=split)
    if rule:
        row = replace(row, rule=rule)
        return replace(row, live=_proportional(row) if template.scored else None)
    if template.scored and "clause" not in row.cells:
        return replace(row, choices=tuple(band.phrase for band in profile.bands), banded=True)
    return row


def _from_funds(
    indicator: PlannedIndicator, template: FormTemplate, profile: Profile, form: FormCells
) -> Expr | None:
    budget, executed = form.total_fund.get("full_year_budget"), form.total_fund.get("executed")
    if template.execution_points != 0 or indicator.weight is None or not (budget and executed):
        return None
    if normalised(indicator.name) not in _EXECUTION_NAMES:
        return None
    if indicator.clause.strip() and not _RATE_TIMES_POINTS.fullmatch(normalised(indicator.clause)):
        return None
    return ExecutionRule(indicator.weight, profile.execution).formula(executed, budget)


def _by_clause(row: IndicatorCells, indicator: PlannedIndicator) -> IndicatorCells:
    if indicator.weight is None:
        return row
    clause = parse_clause(indicator.clause, indicator.weight, explanation=indicator.explanation)
    if isinstance(clause, NotUnderstood):
        return row
    goal = row.target
    if goal.kind is Kind.NUMBER:
        goal = replace(goal, op=direction(goal, indicator.first_level, indicator.second_level))
    live = clause.formula(row.cells["actual"], row.effective_target, row.cells["weight"], goal)
    if live is None:
        return row
    choices = clause.choices() if clause.answered_by is Answered.CHOICE else None
    return replace(row, live=live, choices=choices or ())


def _rule(
    row: IndicatorCells, indicator: PlannedIndicator, profile: Profile, *, split: bool
) -> QuantitativeRule | None:
    target = row.target
    if not target.quantitative:
        return None
    bounds = (target.number, target.high) if target.kind is Kind.RANGE else None
    if bounds and percentage(target) and not split:
        bounds = (bounds[0] / HUNDRED, bounds[1] / HUNDRED)
    op = direction(target, indicator.first_level, indicator.second_level)
    return rules_for(op, bounds, profile)[0]


def _proportional(row: IndicatorCells) -> Expr:
    """The score as target and actual decide it; empty text until the actual value is a number."""
    assert row.rule is not None
    actual, target = row.cells["actual"], row.effective_target
    score = row.rule.formula(actual, target, row.cells["weight"])
    if row.rule.bounds is not None:
        # the bounds are part of the formula: another text in the target cell asks for another formula
        return if_(is_number(actual), if_(target.eq(expr(row.target.raw.strip())), score, ""), "")
    return if_(is_number(actual), if_(is_number(target), score, ""), "")


def score_limit(
    row: IndicatorCells, indicator: PlannedIndicator, profile: Profile, *, not_applicable: bool
) -> InputLimit:
    """What may be typed as score."""
    score, weight = row.cells["score"], row.cells["weight"]
    known = None if indicator.weight is None else plain(indicator.weight)
    worth = "" if known is None else f"分值{known}分。"
    if row.banded:
        return InputLimit(
            "得分",
            _within(f"{worth}{_shares(indicator, profile)}。"),
            minimum=_short(limit_formula(profile, row.cells["actual"], weight, upper=False), expr(0), score),
            maximum=_short(limit_formula(profile, row.cells["actual"], weight, upper=True), weight, score),
            error="得分超出了所选档次对应的范围，请看提示里的比例。",
        )
    if not_applicable:
        number = if_(is_number(score), and_(score >= 0, score <= weight), False)
        return InputLimit(
            "得分",
            f"{worth}填0到分值之间的数；不适用的指标填“不适用”。",
            condition=or_(number, score.eq(NOT_APPLICABLE)),
            error="得分应在0到分值之间；不适用的指标填“不适用”。",
        )
    if known is None:
        return InputLimit(
            "得分",
            "先填好分值，再填得分：0到分值之间的数。",
            minimum=Decimal(0),
            maximum=if_(is_number(weight), weight, 0),
            error="得分应在0到分值之间；还没有填分值的，请先填分值。",
        )
    hint = f"按评分细则填0到{known}之间的数。"
    if row.live is not None:
        hint = f"已按指标值和完成值算出；确需改动的，填0到{known}之间的数，并写明偏差原因。"
    elif "clause" not in row.cells:
        hint = f"填0到{known}之间的数。"
    return InputLimit(
        "得分",
        hint,
        minimum=Decimal(0),
        maximum=indicator.weight,
        error=f"得分应在0到{known}之间。",
    )


def _shares(indicator: PlannedIndicator, profile: Profile) -> str:
    """What the phrases are worth against the target of this row."""
    target = (indicator.adjusted_target or indicator.target).strip()
    grades = "、".join(profile.target_grades)
    if target in profile.target_grades:
        return f"指标值是“{target}”，达到这一档得满分，低于这一档的要扣分，低得越多扣得越多"
    shares = "；".join(f"{band.phrase}{plain(band.high)}%—{plain(band.low)}%" for band in profile.share_bands)
    return f"{shares}。选“{grades}”的，达到指标值要求的得满分，达不到的要扣分" if grades else shares


def _short(limit: Expr, otherwise: Expr, cell: At) -> Expr:
    """The limit where Excel takes it: the formula of a validation has 255 characters at most."""
    return limit if len(limit.excel(cell.place.sheet)) <= _LONGEST else otherwise


def _within(hint: str) -> str:
    """The hint with whole sentences only; a spreadsheet shows 255 characters."""
    return hint if len(hint) <= _LONGEST else "请在所选档次对应的范围内填得分。"
