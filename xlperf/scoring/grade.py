"""Grades (等级): the word for a total."""

from __future__ import annotations

from decimal import Decimal

from xlperf.formula import Expr, Operand, expr
from xlperf.functions import if_
from xlperf.profiles import Profile


def grade_of(total: Decimal, profile: Profile) -> str:
    """The grade word of a total in points; lower limits belong to the better grade (90(含)–100 优)."""
    return next((grade.word for grade in profile.grades if total >= grade.low), profile.grades[-1].word)


def grade_formula(total: Operand, profile: Profile) -> Expr:
    """The same as a formula of a numeric total."""
    word = expr(profile.grades[-1].word)
    for grade in reversed(profile.grades[:-1]):
        word = if_(expr(total) >= expr(grade.low), expr(grade.word), word)
    return word
