"""Sentences as other offices write them, each with the verdict of a reader: right, open, or not understood."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlperf.scoring.clauses import Answer, Answered, Clause, NotUnderstood, parse_clause
from xlperf.values import Kind, Value, parse_value

ITEMS = "①甲；②乙；③丙"
TABLE = Path(__file__).with_name("other_offices.txt")


@dataclass(frozen=True)
class Said:
    """One sentence with an answer to it; ``verdict`` as the table's head explains."""

    weight: Decimal
    target: str
    actual: str
    verdict: str
    sentence: str

    @property
    def goal(self) -> Value:
        return parse_value(self.target)

    @property
    def rule(self) -> Clause | NotUnderstood:
        return parse_clause(self.sentence, self.weight, ITEMS if "符合" in self.target else "")


def table() -> list[Said]:
    rows = [line.split(" | ") for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [
        Said(Decimal(weight), target, actual, verdict, said) for weight, target, actual, verdict, said in rows
    ]


SAID = table()
UNDERSTOOD = [(one, rule) for one in SAID if isinstance(rule := one.rule, Clause)]


def verdict(one: Said) -> str:
    rule = one.rule
    if isinstance(rule, NotUnderstood):
        return "?"
    outcome = rule.score(Answer(parse_value(one.actual, one.goal.unit), one.goal))
    if outcome.span:
        return "—".join(f"{score.normalize():f}" for score in outcome.span)
    return "/".join(f"{score.normalize():f}" for score in outcome.scores) or "-"


@pytest.mark.parametrize("one", SAID, ids=lambda one: f"{one.sentence} {one.actual}")
def test_the_readers_verdict(one: Said) -> None:
    assert verdict(one) == one.verdict


def test_the_table_is_varied() -> None:
    assert len({one.sentence for one in SAID}) > 200
    assert {rule.pattern for _, rule in UNDERSTOOD} == {"S", "C", "CA", "L", "B", "P", "I", "N", "U", "T"}


def answers(rule: Clause, goal: Value) -> st.SearchStrategy[Value]:
    """Choices for a drop-down, else figures in the target's unit."""
    if rule.answered_by is Answered.CHOICE:
        return st.sampled_from([parse_value(text) for text in rule.choices() or ("全部完成",)])
    measure = goal.unit.text if goal.quantitative else ""
    figures = st.decimals("-5", "130", places=1) | st.integers(0, 300).map(Decimal)
    return figures.map(lambda number: parse_value(f"{number}{measure}", goal.unit))


@pytest.mark.parametrize(("one", "rule"), UNDERSTOOD, ids=lambda part: getattr(part, "sentence", ""))
@settings(max_examples=25)
@given(st.data())
def test_scores_are_those_that_can_come_out(one: Said, rule: Clause, data: st.DataObject) -> None:
    value = data.draw(answers(rule, one.goal))
    outcome = rule.score(Answer(value, one.goal))
    assert all(0 <= score <= one.weight for score in (*outcome.scores, *(outcome.span or ())))
    reachable = rule.reachable()
    if reachable is None or not outcome.scores:
        return
    # part of a step may cost part of its points
    whole = outcome.scores[:1] if rule.pattern == "S" else outcome.scores
    assert set(whole) <= set(reachable)


NUMBERED = [
    (one, rule)
    for one, rule in UNDERSTOOD
    if rule.answered_by is Answered.NUMBER and one.goal.kind is Kind.NUMBER
]


@pytest.mark.parametrize(("one", "rule"), NUMBERED, ids=lambda part: getattr(part, "sentence", ""))
@settings(max_examples=25)
@given(st.data())
def test_better_is_never_worth_less(one: Said, rule: Clause, data: st.DataObject) -> None:
    """Between two figures on the bad side of the target the nearer one has no lower score."""
    goal = one.goal
    falling = goal.op.value in ("≥", "=", "") and goal.number > 0
    near, far = sorted(data.draw(st.tuples(*[st.integers(0, 40)] * 2)))
    sign = -1 if falling else 1
    scores = []
    for gap in (near, far):
        text = f"{goal.number + sign * gap}{goal.unit.text}"
        found = rule.score(Answer(parse_value(text, goal.unit), goal)).scores
        scores.append(max(found, default=None))
    better, worse = scores
    assert better is None or worse is None or better >= worse
