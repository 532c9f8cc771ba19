"""Forms without funds, without indicators or without scores break no rule and are not told what they cannot have."""

from dataclasses import replace

import pytest

from tests.finding_lines import codes
from tests.form_table import form
from xlperf.model import BLANK, Assessment, Fund

OF_TARGETS_AND_MONEY = {
    "XP009",
    "XP010",
    "XP011",
    "XP012",
    "XP022",
    "XP023",
    "XP029",
    "XP030",
    "XP031",
    "XP032",
    "XP034",
}


def unscored() -> Assessment:
    base = form()
    rows = tuple(replace(row, weight=BLANK, score=BLANK) for row in base.indicators)
    return replace(base, indicators=rows, scored=False, total=BLANK, grade=BLANK)


@pytest.mark.parametrize(
    "bare",
    [
        replace(form(), total_fund=Fund(), sources=()),
        replace(form(), indicators=()),
        replace(form(), narratives=(), goal=BLANK, completion=BLANK),
        replace(form(), total_fund=Fund(), sources=(), indicators=(), narratives=()),
        unscored(),
    ],
    ids=["no funds", "no indicators", "no texts", "nothing", "no scores"],
)
def test_what_is_not_there_is_not_judged(bare: Assessment) -> None:
    assert not OF_TARGETS_AND_MONEY & set(codes(bare))


def test_an_unscored_form_may_lack_a_class() -> None:
    base = unscored()
    assert "XP011" not in codes(replace(base, indicators=base.indicators[:-1]))
