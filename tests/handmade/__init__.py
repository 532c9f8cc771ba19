"""Hand-made forms: ``Form`` is what one says, ``Habits`` how it is drawn, ``draw`` makes the workbook."""

from tests.handmade.annexes import ANNEX_1, ANNEX_2, ANNEX_3, ANNEX_3_AS_PRINTED, CLEAN
from tests.handmade.drawing import LEVELS, PLAIN, RATES, SPELLINGS, Habits, draw, draw_all
from tests.handmade.form import (
    FUND_FIELDS,
    INDICATOR_FIELDS,
    NARRATIVES,
    Form,
    FundRow,
    IndicatorRow,
    fund_table,
    indicator_table,
)

__all__ = [
    "ANNEX_1",
    "ANNEX_2",
    "ANNEX_3",
    "ANNEX_3_AS_PRINTED",
    "CLEAN",
    "FUND_FIELDS",
    "INDICATOR_FIELDS",
    "LEVELS",
    "NARRATIVES",
    "PLAIN",
    "RATES",
    "SPELLINGS",
    "Form",
    "FundRow",
    "Habits",
    "IndicatorRow",
    "draw",
    "draw_all",
    "fund_table",
    "indicator_table",
]
