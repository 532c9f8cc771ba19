"""An indicator scored by the 评分细则 that its form prints beside it, or beside its twin in another table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlperf.model import Entry, Indicator
from xlperf.scoring.actual import in_yuan
from xlperf.scoring.clauses import Answer, Answered, Clause, NotUnderstood, Outcome, parse_clause
from xlperf.scoring.clauses.facts import Fact, Row, facts_of
from xlperf.values import Kind, Op, Value, parse_value


@dataclass(frozen=True)
class ClauseScore:
    """The sentence as a rule, what it says of the actual value, and what other rows add to that.

    ``outcome`` is None where the sentence is not understood.
    """

    entry: Entry
    clause: Clause | NotUnderstood
    outcome: Outcome | None = None
    facts: tuple[Fact, ...] = ()

    @property
    def understood(self) -> Clause | None:
        """The rule, where there is one."""
        return self.clause if isinstance(self.clause, Clause) else None

    @property
    def decides(self) -> bool:
        """The sentence says what score the actual value deserves."""
        return self.outcome is not None and self.outcome.decided

    @property
    def by_choice(self) -> bool:
        """The actual value is one of spelled choices, so that a formula reads its words."""
        return self.understood is not None and self.understood.answered_by is Answered.CHOICE

    def value(self, filled: Decimal | None, tolerance: Decimal) -> Decimal | None:
        """What counts: the filled score where the sentence allows it, else the sentence's own; only if it decides."""
        assert self.outcome is not None
        if filled is not None and self.outcome.allows(filled, tolerance):
            return filled
        if self.outcome.scores:
            return self.outcome.scores[0]
        low, high = self.outcome.span or (Decimal(0), Decimal(0))
        return None if filled is None else min(max(filled, low), high)


def clause_entry(indicator: Indicator) -> Entry | None:
    """The 评分细则 of the row or of its twin; None where there is none, or just a dash."""
    entries = (indicator.clause, *((indicator.twin.clause,) if indicator.twin else ()))
    return next((entry for entry in entries if _written(entry)), None)


def score_by_clause(
    indicator: Indicator, target: Value, actual: Value, op: Op, facts: tuple[Fact, ...] = ()
) -> ClauseScore | None:
    """What the sentence says; None without one. ``op`` is the target's direction, ``actual`` the answer to it."""
    entry = clause_entry(indicator)
    if entry is None:
        return None
    clause = parse_clause(entry.text, indicator.weight.number or Decimal(0), _explanation(indicator))
    if isinstance(clause, NotUnderstood):
        return ClauseScore(entry, clause)
    if in_yuan(target, actual):
        return ClauseScore(entry, clause, Outcome(undecided="完成值像是以元填写的"), facts)
    goal = replace(target, op=op) if target.kind is Kind.NUMBER else target
    outcome = clause.score(Answer(actual, goal, frozenset(fact.item for fact in facts)))
    told = "；".join(fact.written() for fact in facts)
    if told and outcome.decided:
        outcome = replace(outcome, derivation=f"{told}；{outcome.derivation}")
    return ClauseScore(entry, clause, outcome, facts)


def facts_by_row(rows: Sequence[tuple[Indicator, Value, Value]]) -> tuple[tuple[Fact, ...], ...]:
    """For each row the items of its checklist that another row shows not to be done; targets and actuals parsed."""
    said = [
        Row(
            indicator.name.text,
            entry.text if (entry := clause_entry(indicator)) else "",
            _explanation(indicator),
            target,
            actual,
        )
        for indicator, target, actual in rows
    ]
    return tuple(facts_of(row, said) if row.clause else () for row in said)


def _explanation(indicator: Indicator) -> str:
    entries = (indicator.explanation, *((indicator.twin.explanation,) if indicator.twin else ()))
    return next((entry.text for entry in entries if not entry.blank), "")


def _written(entry: Entry) -> bool:
    return parse_value(entry.text).kind not in (Kind.BLANK, Kind.NOT_APPLICABLE)
