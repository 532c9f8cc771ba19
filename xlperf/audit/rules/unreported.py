"""Rules for second-level classes for which nothing was reported, and yet points were taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.cells import address
from xlperf.audit.class_sums import bare_class
from xlperf.audit.context import Context, written
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import plain
from xlperf.model import Entry, Indicator
from xlperf.scoring.assessment import IndicatorScore

GROUP = "未填报的指标"


@rule(
    "XP131",
    Severity.ERROR,
    "未填报成本指标，得分却超过上限",
    why="没有报成本就看不出花得值不值，填报说明因此限定了成本指标最多能得几分。",
    basis="忻州市2022年项目支出绩效自评表填报说明：未填报成本指标的项目，成本指标得分不得超过5分。",
    bad="成本指标一行的三级指标和完成值都空着，得分填10分。",
    good="补填成本指标：“培训总成本”，指标值“≤12万元”，完成值“11.04万元”，得10分；确实没有填报的，得分不超过5分。",
    fix="请补填成本指标和实际完成值；确实没有填报的，把这一类的得分改到上限以内，并重新计算总分。",
)
def unreported_classes_stay_below(form: Context) -> Iterator[Issue]:
    """Where the profile limits a class for which nothing was reported, its score is within the limit."""
    # a form of classes only leaves the indicators to another document
    if not form.assessment.scored or not form.indicators:
        return
    for limit in form.profile.unreported:
        scored = [
            row
            for row in form.scored.indicators
            if bare_class(row.indicator.second_level.text) == bare_class(limit.second_level)
        ]
        if any(_is_reported(row) for row in scored):
            continue
        rows = [row.indicator for row in scored]
        points = _points(rows, limit.second_level, form)
        if points.total > limit.most + form.tolerance:
            lacking = "有指标但没有实际完成值" if any(written(row.name) for row in rows) else "没有填写指标"
            yield Issue(
                points.cells[0],
                f"{limit.second_level}{lacking}，却得{plain(points.total)}分{address(points.cells[0])}；"
                f"按{form.profile.name}，没有填报{limit.second_level}的最多得{plain(limit.most)}分。",
                basis=f"{form.profile.basis}：没有填报{limit.second_level}的，得分不得超过{plain(limit.most)}分。",
                also=points.cells[1:],
                stated=plain(points.total),
                expected=f"不超过{plain(limit.most)}",
            )


@dataclass(frozen=True)
class _Points:
    total: Decimal
    cells: tuple[Entry, ...]


def _is_reported(row: IndicatorScore) -> bool:
    """It has a name and an actual value, or says that it does not apply, which has a rule of its own."""
    item = row.indicator
    # a formula whose result was never stored may say anything
    told = written(item.actual) or item.actual.waiting or row.not_applicable
    return written(item.name) and told


def _points(rows: Sequence[Indicator], second_level: str, form: Context) -> _Points:
    """What the rows of the class earn; without any row what a table of classes gives it."""
    classes = (
        one for one in form.assessment.class_scores if bare_class(one.name) == bare_class(second_level)
    )
    cells = [row.score for row in rows] or [one.score for one in classes]
    scored = tuple(cell for cell in cells if cell.number is not None and cell.number > 0)
    return _Points(sum((cell.number or Decimal(0) for cell in scored), Decimal(0)), scored)
