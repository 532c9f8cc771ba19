"""Rows whose actual value says 全部完成 where the score or the prose says otherwise."""

from __future__ import annotations

import re

from xlperf.audit.context import Context, written
from xlperf.audit.listed import Listing, listings, undone
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import normalised

_ALL_DONE = re.compile(
    r"((已经?|均|都)*(全部|全面|均|都)(已经?)?(完成|落实|达成|实现|达标)(了?(任务|目标|指标|工作))?|完成(了?全部(任务|目标|指标|工作)))[。.]?"
)
_JUDGED = re.compile(r"酌情|视情况?|评审|专家|评委|考评组|综合评[定判价]|优良|质量")


def contradicted_rows(form: Context) -> tuple[tuple[IndicatorScore, Listing | None], ...]:
    """全部完成 with points taken off under a scoring clause, or listed as not done; with where the prose says so."""
    found = list(listings(form))
    rows = [(row, undone(row, found)) for row in form.indicators if says_all_done(row)]
    return tuple((row, listing) for row, listing in rows if listing or _short(row, form))


def says_all_done(row: IndicatorScore) -> bool:
    """The actual value is 全部完成 or the like, for a target in words."""
    return (
        not row.target.quantitative and _ALL_DONE.fullmatch(normalised(row.indicator.actual.text)) is not None
    )


def _short(row: IndicatorScore, form: Context) -> bool:
    """Points are off, and the clause leaves it to nobody's judgement how well it was done."""
    clause = row.indicator.clause
    if row.deducted <= form.tolerance or not written(clause):
        return False
    return _JUDGED.search(normalised(clause.text)) is None
