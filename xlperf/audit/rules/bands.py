"""Rules for the scores of qualitative indicators, and for the reasons of deductions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import quoted_name, shortened
from xlperf.audit.context import Context, written
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.audit.wording import has_reason, names_cause
from xlperf.decimals import plain
from xlperf.model import USUAL_LABELS
from xlperf.scoring.qualitative import inside, limits

GROUP = "定性指标得分与扣分原因"


@rule(
    "XP059",
    Severity.ERROR,
    "得分与完成档次不符",
    why="定性指标的三档各有得分范围，写了哪一档，得分就要在哪一档的范围内。",
    basis="财预〔2020〕10号：达成预期指标得分值的80%（含）—100%，部分达成得60%（含）—80%，未达成得0—60%。",
    bad="完成值“部分达成预期指标并具有一定效果”，分值10分，得分9分。",
    good="得分6分至8分之间。",
    fix="请改正得分，或改选相符的档次；扣分的要写明原因。",
)
def score_in_band(form: Context) -> Iterator[Issue]:
    """The score of a phrase lies in its band."""
    for row in form.indicators:
        band, weight, filled = row.band, row.weight, row.filled
        if band is None or weight is None or weight <= 0 or filled is None:
            continue
        if inside(filled, band, weight, form.tolerance):
            continue
        low, high = (plain(limit) for limit in limits(band, weight))
        yield Issue(
            row.indicator.score,
            f"{quoted_name(row.indicator)}写的是“{row.indicator.actual.text}”，对应{low}—{high}分，表中为{plain(filled)}分。",
            basis=f"{plain(band.low)}%×{plain(weight)}分＝{low}分，{plain(band.high)}%×{plain(weight)}分＝{high}分。",
            also=(row.indicator.actual,),
            stated=plain(filled),
            expected=f"{low}—{high}",
        )


@rule(
    "XP060",
    Severity.WARNING,
    "写“达成”又扣分，原因没有说清",
    why="既然达成了又要扣分，就得说明差在哪里；只写措施或成绩，等于没有说明。",
    basis="财预〔2020〕10号：没有得满分的，要分析原因并提出改进措施。",
    bad="完成值“达成预期指标”，扣1分，偏差原因写“进一步加大工作力度，畅通举报渠道”。",
    good="偏差原因写：“因人手不足，两个县没有查到，扣1分；下年度委托第三方检查。”",
    fix="请先写差在哪里、为什么扣分，再写改进措施；没有差的请恢复满分。",
)
def deduction_has_cause(form: Context) -> Iterator[Issue]:
    """The best phrase, a deduction, and a reason that names no cause."""
    best = form.profile.bands[0]
    for row in form.indicators:
        cell = row.indicator.deviation_reason
        if row.band != best or row.deducted <= form.tolerance or not has_reason(cell):
            continue
        if not names_cause(cell.text):
            said = shortened("".join(cell.text.split()), 30)
            yield Issue(
                cell,
                f"{quoted_name(row.indicator)}写“{row.indicator.actual.text}”又扣{plain(row.deducted)}分，"
                f"偏差原因写的是措施或成绩（“{said}”），没有说明差在哪里。",
                also=(row.indicator.score,),
                stated=plain(row.filled) if row.filled is not None else None,
            )


@rule(
    "XP061",
    Severity.ERROR,
    "扣了分没有写原因",
    why="扣分就是承认有偏差，必须写明原因和改进措施，空着会被退回。",
    basis="财预〔2020〕10号：没有完成绩效目标的，要说明原因并提出改进措施。",
    bad="分值30分，得分26分，偏差原因空着。",
    good="偏差原因写：“两台设备到货晚，11月才投入使用；下年度提前采购。”",
    fix="请在“偏差原因分析及改进措施”中写明扣分的原因和改进措施。",
)
def deduction_explained(form: Context) -> Iterator[Issue]:
    """A deduction without any reason."""
    if form.reasons_unread:
        return
    label = form.assessment.label("deviation_reason")
    what = "偏差原因及改进措施" if label == USUAL_LABELS["deviation_reason"] else f"“{label}”"
    for row in form.indicators:
        cell, score = row.indicator.deviation_reason, row.indicator.score
        if row.deducted <= form.tolerance or has_reason(cell) or (cell.blank and cell.live):
            continue
        if row.is_execution or row.not_applicable:
            continue
        if cell.place is None and written(form.assessment.narrative("problems")):
            # without a column of their own the reasons belong to the problems
            continue
        yield Issue(
            cell if cell.place else score,
            f"{quoted_name(row.indicator)}扣了{plain(row.deducted)}分，没有填写{what}。",
            fix=f"请在“{label}”中写明扣分的原因和改进措施。",
            basis=f"分值{plain(row.weight or Decimal(0))}分，得分{plain(row.filled or Decimal(0))}分。",
            also=(score,) if cell.place else (),
            stated=plain(row.filled) if row.filled is not None else None,
        )
