"""Scales in steps (分档): from a rate on, so much of the points (财预〔2021〕101号)."""

from __future__ import annotations

from decimal import Decimal

from xlperf.decimals import HUNDRED, half_up
from xlperf.formula import Expr, Operand, expr
from xlperf.functions import cents, if_
from xlperf.profiles import Steps


def step_score(figure: Decimal, steps: Steps, points: Decimal) -> Decimal:
    """Points of the step that ``figure`` (%) reaches; a figure below all steps earns those of the lowest."""
    share = next((step.share for step in steps if figure >= step.at_least), steps[-1].share)
    return half_up(share * points / HUNDRED)


def step_formula(figure: Operand, steps: Steps, points: Operand) -> Expr:
    """The same as a formula of a numeric figure."""
    scores = [cents(expr(points) * expr(step.share) / 100) for step in steps]
    score = scores[-1]
    for step, own in reversed(list(zip(steps[:-1], scores[:-1], strict=True))):
        score = if_(expr(figure) >= expr(step.at_least), own, score)
    return score
