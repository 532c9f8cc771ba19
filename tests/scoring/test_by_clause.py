"""An indicator scored by the 评分细则 of its own row, or of its twin in another table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.form_table import NATIONAL, entry
from tests.scoring.clauses.xiaogan import ROWS, Row, indicator
from xlperf.model import BLANK
from xlperf.scoring.assessment import Decided, IndicatorScore, score_indicator

STEPS = Row("合格率", Decimal(5), "≥95%", "93%", Decimal(4), "95%以上得5分，每低1%扣1分，扣完为止")


def scored(row: Row) -> IndicatorScore:
    return score_indicator(indicator(row, 4), NATIONAL)


def test_the_twin_lends_its_sentence() -> None:
    full = indicator(ROWS[22], 4)
    short = replace(full, clause=BLANK, explanation=BLANK, actual=entry("(1)(2)(3)未完成", "G40"), twin=full)
    found = score_indicator(short, NATIONAL)
    assert found.decided is Decided.CLAUSE
    assert found.value == 0


def test_the_sentence_goes_before_the_proportion() -> None:
    assert scored(STEPS).value == 3
    assert scored(replace(STEPS, clause="")).decided is Decided.RULE


def test_a_sentence_that_decides_nothing_leaves_it_to_the_filler() -> None:
    for clause, actual in (("由专家组打分", "93%"), (STEPS.clause, "大部分合格")):
        found = scored(replace(STEPS, clause=clause, actual=actual))
        assert found.decided is Decided.FILLER
        assert found.value == 4


def test_a_reading_that_was_filled_in_counts() -> None:
    assert scored(replace(STEPS, actual="92.5%", stated=Decimal("2.5"))).value == Decimal("2.5")


def test_phrases_are_answers_to_the_sentence() -> None:
    found = scored(replace(ROWS[7], stated=Decimal(6)))
    assert (found.decided, found.band) == (Decided.CLAUSE, None)
