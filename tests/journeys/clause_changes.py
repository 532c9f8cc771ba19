"""Changes that put a 评分细则 beside an indicator of the clean form, one for each rule about such sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.journeys.clean_form import DONE, FAILED, PARTLY
from xlperf.model import Assessment, Entry
from xlperf.workbook.place import Place


def clause(row: int, sentence: str) -> Callable[[Assessment], Assessment]:
    """The form with the sentence beside its indicator ``row``, counted from 0."""
    said = Entry(sentence, place=Place("自评表", 16 + row, 12))

    def written(form: Assessment) -> Assessment:
        rows = list(form.indicators)
        rows[row] = replace(rows[row], clause=said)
        return replace(form, indicators=tuple(rows))

    return written


CLAUSE_CHANGES = {
    "XP065": clause(5, f"{DONE}得15分，{PARTLY}得12分，{FAILED}得11分"),
    "XP066": clause(5, f"{DONE}得15分，{PARTLY}得12分，{FAILED}不得分"),
    "XP067": clause(6, "不低于90%得10分，每低1个百分点扣1分，扣完为止"),
    "XP068": clause(6, "96.4%-100%得10分，85%-96.4%得8分，85%以下不得分"),
    "XP069": clause(1, "98%以上得9分，90%以上得8分，90%以下不得分"),
    "XP110": clause(0, "由考核小组结合实际打分"),
    "XP115": clause(1, "98%以上得10分，90%-98得8分，90%以下不得分"),
}
