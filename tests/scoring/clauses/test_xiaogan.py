"""All 26 sentences of a real department evaluation, against the scores that its unit gave itself."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.form_table import NATIONAL
from tests.scoring.clauses.xiaogan import ROWS, Row, department_form
from xlperf.scoring.assessment import Decided, IndicatorScore, score_assessment
from xlperf.scoring.clauses import Answer, Clause, Outcome, parse_clause
from xlperf.scoring.grade import grade_of
from xlperf.values import parse_value

AMBIGUOUS = {3: (5, 4), 4: (5, 4), 5: (3, 2)}
BY_CELL = {8: 6, 9: 4, 10: 0, 11: 6, 19: 4, 23: 0, 26: 0}
BY_TEXT = {8: 4, 9: 2, 11: 3}
"""one item of each is told elsewhere not to be done"""
PATTERNS = [
    "S",
    "S",
    "S",
    "S",
    "S",
    "S",
    "C",
    "C",
    "C",
    "CA",
    "C",
    "C",
    "C",
    "C",
    "S",
    "L",
    "L",
    "S",
    "M",
    "S",
    "C",
    "C",
    "C",
    "C",
    "B",
    "B",
]


def read(row: Row) -> Clause:
    found = parse_clause(row.clause, row.weight, row.explanation)
    assert isinstance(found, Clause), found
    return found


def outcome(row: Row, undone: frozenset[int] = frozenset()) -> Outcome:
    goal = parse_value(row.target)
    return read(row).score(Answer(parse_value(row.actual, goal.unit), goal, undone))


def scored() -> tuple[IndicatorScore, ...]:
    return score_assessment(department_form(), NATIONAL).indicators


@pytest.mark.parametrize(("number", "row"), list(enumerate(ROWS, 1)))
def test_every_sentence_scores_its_own_cell(number: int, row: Row) -> None:
    assert read(row).pattern == PATTERNS[number - 1]
    found = outcome(row)
    if number in AMBIGUOUS:
        assert list(found.scores) == list(AMBIGUOUS[number])
        assert found.at_limit
        assert "没有规定" in found.ambiguous
    else:
        assert found.scores == (BY_CELL.get(number, row.stated),)
    assert found.derivation


def test_sixteen_agree_three_are_open_seven_disagree() -> None:
    rows = scored()
    assert all(row.decided is Decided.CLAUSE for row in rows)
    verdicts = ["open" if len(row.accepted) > 1 else row.filled in row.accepted for row in rows]
    assert [verdicts.count(one) for one in (True, "open", False)] == [16, 3, 7]
    assert [number for number, one in enumerate(verdicts, 1) if one is False] == [8, 9, 10, 11, 19, 23, 26]


def test_item_that_names_another_row_is_a_fact() -> None:
    row = scored()[18]
    assert row.clause is not None
    assert [(fact.item, fact.row) for fact in row.clause.facts] == [(2, 17)]
    assert list(row.accepted) == [2]


def test_undone_item_given_as_a_fact() -> None:
    assert list(outcome(ROWS[18], frozenset({2})).scores) == [2]
    assert [outcome(ROWS[number - 1], frozenset({1})).scores[0] for number in BY_TEXT] == list(
        BY_TEXT.values()
    )


def test_strict_totals() -> None:
    values = [row.value or Decimal(0) for row in scored()]
    assert sum(row.stated for row in ROWS) == 85
    assert (sum(values), grade_of(sum(values, Decimal(0)), NATIONAL)) == (84, "良")
    by_text = [Decimal(BY_TEXT.get(number, value)) for number, value in enumerate(values, 1)]
    assert (sum(by_text), grade_of(sum(by_text, Decimal(0)), NATIONAL)) == (77, "中")


def test_other_table_writes_more_items() -> None:
    assert outcome(replace(ROWS[22], actual="(1) (2) (3) 未完成")).scores[0] == 0
    assert outcome(replace(ROWS[16], actual="比上年度增加")).scores[0] == 4


@pytest.mark.parametrize(
    ("number", "scores"), [(11, (6, 3, 0)), (23, (3, 1, 0)), (26, (5, 1, 0)), (10, (6, 2, 0))]
)
def test_reachable_scores(number: int, scores: tuple[int, ...]) -> None:
    assert list(read(ROWS[number - 1]).reachable() or ()) == list(scores)


def test_flaws_of_the_sentences() -> None:
    flaws = {number: [one.flaw for one in read(row).complaints()] for number, row in enumerate(ROWS, 1)}
    assert [number for number, found in flaws.items() if "items" in found] == [8, 9, 14, 21, 22, 23, 24]
    assert [number for number, found in flaws.items() if "verb" in found] == [11]
    assert [number for number, found in flaws.items() if "sign" in found] == [25]
