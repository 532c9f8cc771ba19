"""Hand-made forms: ``Form`` is what one says, ``Habits`` how it is drawn, ``draw`` makes the workbook.

``ANNEX_1`` … ``CLEAN`` are of the kind of 忻州, ``KIND_FORMS`` has one form for each other kind (``NATIONAL``,
``SICHUAN``, ``TRANSFER``, ``XIAOGAN``, ``JINFENG``, ``FISCAL``). Change one with ``dataclasses.replace``; write rows down
with ``rows_of(fields, text)`` and ``funds_of(fields, text)``, cells between ``|``, levels given once::

    draw(NATIONAL, path)                                            plainly
    draw(NATIONAL, path, Habits(left=2, spelling="spaced", money="元", extra_left=("序号",)))
    draw(XIAOGAN, path, Habits(tables="sheets", points_in_levels=True))    附表1 and 附表2, a sheet each
    draw_all([(NATIONAL, PLAIN), (SICHUAN, PLAIN)], path)           both on Sheet1, one below the other

All of ``Habits`` is independent of the program's own templates and layout: what the reader finds, it finds by labels.
"""

from tests.handmade.annexes import ANNEX_1, ANNEX_2, ANNEX_3, ANNEX_3_AS_PRINTED, CLEAN
from tests.handmade.canvas import LEVELS, PLAIN, RATES, SPELLINGS, Habits
from tests.handmade.drawing import draw, draw_all
from tests.handmade.form import (
    FUND_FIELDS,
    INDICATOR_FIELDS,
    NARRATIVES,
    ClassRow,
    Form,
    FundRow,
    IndicatorRow,
    fund_table,
    funds_of,
    indicator_table,
    rows_of,
)
from tests.handmade.kind_forms import FISCAL, JINFENG, KIND_FORMS, NATIONAL, SICHUAN, TRANSFER, XIAOGAN
from tests.handmade.kinds import KINDS

__all__ = [
    "ANNEX_1",
    "ANNEX_2",
    "ANNEX_3",
    "ANNEX_3_AS_PRINTED",
    "CLEAN",
    "FISCAL",
    "FUND_FIELDS",
    "INDICATOR_FIELDS",
    "JINFENG",
    "KINDS",
    "KIND_FORMS",
    "LEVELS",
    "NARRATIVES",
    "NATIONAL",
    "PLAIN",
    "RATES",
    "SICHUAN",
    "SPELLINGS",
    "TRANSFER",
    "XIAOGAN",
    "ClassRow",
    "Form",
    "FundRow",
    "Habits",
    "IndicatorRow",
    "draw",
    "draw_all",
    "fund_table",
    "funds_of",
    "indicator_table",
    "rows_of",
]
