"""The form as a strict reviewer scores it (模拟复核): every score by its rule, contradictions read as not done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.arithmetic import score_arithmetic
from xlperf.audit.cells import quoted_name
from xlperf.audit.context import Context
from xlperf.audit.contradicted import contradicted_rows
from xlperf.decimals import half_up, plain
from xlperf.model import Entry
from xlperf.scoring.assessment import Decided, IndicatorScore
from xlperf.scoring.clauses import Answer, Answered
from xlperf.scoring.grade import grade_of
from xlperf.values import parse_value

_ONE_UNDONE = "1项未完成"


@dataclass(frozen=True)
class Change:
    """A score that the review changes: its name, cell, points before and after, and the arithmetic."""

    name: str
    cell: Entry
    before: Decimal
    after: Decimal
    why: str

    @property
    def change(self) -> Decimal:
        """Points lost (negative) or won."""
        return self.after - self.before


@dataclass(frozen=True)
class Review:
    """``stated`` is the filled scores added up (or the total where that cannot be done), ``total`` what is left of it.

    Both with their grades; ``changes`` lead from one to the other.
    """

    stated: Decimal
    total: Decimal
    stated_grade: str
    grade: str
    changes: tuple[Change, ...]


def rescore(form: Context) -> Review | None:
    """The review; None while there is no total. Without changes ``total`` is ``stated``."""
    added = form.score_sum
    filled = form.total if added is None else added.total
    if filled is None or not form.assessment.scored:
        return None
    stated = half_up(filled)
    # a reviewer takes points off; what the filler deducted himself stays
    changes = tuple(change for change in _changes(form) if change.change < 0)
    total = half_up(stated + sum((change.change for change in changes), Decimal(0)))
    return Review(stated, total, grade_of(stated, form.profile), grade_of(total, form.profile), changes)


def _changes(form: Context) -> Iterator[Change]:
    stated, computed = form.scored.stated_execution_score, form.scored.execution
    if stated is not None and computed.score is not None and not computed.score_agrees(stated):
        yield Change("预算执行率得分", form.scored.execution_score, stated, computed.score, "")
    contradicted = [row for row, _ in contradicted_rows(form)]
    for row in form.indicators:
        if row.filled is None or row.weight is None or row.is_execution or row.not_applicable:
            continue
        after, why = _strict(row, row in contradicted, form)
        if after is not None:
            yield Change(quoted_name(row.indicator), row.indicator.score, row.filled, after, why)


def _strict(row: IndicatorScore, contradicted: bool, form: Context) -> tuple[Decimal | None, str]:
    """The score by the row's own rule and how it comes about; None where the filled one stands."""
    if contradicted:
        return _one_undone(row)
    filled = row.filled or Decimal(0)
    if row.value is None or abs(row.value - filled) <= form.tolerance:
        return None, ""
    if any(abs(filled - score) <= form.tolerance for score in row.accepted):
        return None, ""
    if row.decided is Decided.CLAUSE and row.clause is not None and row.clause.outcome is not None:
        return row.value, row.clause.outcome.derivation
    if row.decided is Decided.RULE and row.accepted and not row.actual.approximate:
        return row.accepted[0], score_arithmetic(row)
    if row.band is not None:
        return row.value, f"“{row.indicator.actual.text}”最高{plain(row.value)}分"
    return None, ""


def _one_undone(row: IndicatorScore) -> tuple[Decimal | None, str]:
    """The score with one item undone, where a checklist says what that costs."""
    rule_ = row.clause.understood if row.clause else None
    if rule_ is None or rule_.answered_by is not Answered.CHOICE:
        return None, ""
    outcome = rule_.score(Answer(parse_value(_ONE_UNDONE), row.target))
    return (outcome.scores[0], outcome.derivation) if outcome.scores else (None, "")
