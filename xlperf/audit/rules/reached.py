"""Rules for quantitative indicators that reached their target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlperf.audit.arithmetic import bare_actual, is_reverse, rounded
from xlperf.audit.cells import quoted_name
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule, run_rule
from xlperf.audit.wording import has_reason, is_capped_rate
from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.scoring.assessment import Decided, IndicatorScore
from xlperf.values import normalised

GROUP = "定量指标得分：已达标的"
_BASIS = "财预〔2020〕10号：完成值达到指标值的记满分，未达到的按完成比例记分。"


@rule(
    "XP051",
    Severity.ERROR,
    "已达标却扣分，没有说明",
    why="达到指标值应得满分，无缘无故扣分与规则不符。",
    basis=_BASIS,
    bad="指标值“≥95%”，完成值97.6%，分值10分，得分9分，偏差原因空着。",
    good="得分10分。",
    fix="请恢复满分；确有理由扣分的，在偏差原因中写明。",
)
def met_scores_full(form: Context) -> Iterator[Issue]:
    """A target reached and yet points taken off without a word."""
    for row in _met_but_deducted(form) if not form.reasons_unread else ():
        if not is_reverse(row) and not has_reason(row.indicator.deviation_reason):
            yield Issue(
                row.indicator.score,
                f"{_reached(row)}已达到指标值，却扣了{plain(row.deducted)}分，也没有说明原因。",
                also=(row.indicator.deviation_reason,),
                stated=plain(row.filled or Decimal(0)),
                expected=plain(row.accepted[0]),
            )


@rule(
    "XP052",
    Severity.WARNING,
    "已达标却扣分，虽有说明",
    why="达标扣分要有依据，写成措施或泛泛而谈的，复核时会要求恢复满分或补充依据。",
    basis=_BASIS,
    bad="指标值“≥95%”，完成值97.6%，扣1分，偏差原因写“继续加强管理”。",
    good="得分10分，偏差原因不填。",
    fix="请说明扣分的依据，或恢复满分。",
)
def met_and_explained(form: Context) -> Iterator[Issue]:
    """A target reached, points taken off with a reason; far more than the target may well cost points."""
    for row in _met_but_deducted(form):
        if not is_reverse(row) and has_reason(row.indicator.deviation_reason) and not _far_above(row, form):
            yield Issue(
                row.indicator.score,
                f"{_reached(row)}已达到指标值，仍扣{plain(row.deducted)}分。",
                also=(row.indicator.deviation_reason,),
                stated=plain(row.filled or Decimal(0)),
                expected=plain(row.accepted[0]),
            )


@rule(
    "XP056",
    Severity.WARNING,
    "超额很多而没有说明",
    why="完成值远远超过指标值，多半是指标值定低了，复核时会要求说明，下年度要调高。",
    basis="财预〔2020〕10号：超额完成较多的要分析原因，目标明显偏低的可以适当调减得分。",
    bad="指标值“≥2台(套)”，完成值18台(套)，偏差原因空着。",
    good="偏差原因写：“年中追加资金，多购16台(套)；下年度按需求调高指标值。”",
    fix="请在偏差原因中说明超额的原因；目标定低了的，下年度调高指标值。",
)
def excess_explained(form: Context) -> Iterator[Issue]:
    """Far more than the target without a reason, or without the words that the profile wants in it."""
    wording = form.profile.quantitative.over_fulfilment_wording
    for row in form.indicators:
        if not _far_above(row, form) or form.reasons_unread:
            continue
        reason = row.indicator.deviation_reason
        if has_reason(reason):
            if normalised(wording) not in normalised(reason.text):
                yield Issue(
                    reason,
                    f"{quoted_name(row.indicator)}超额较多，偏差原因里没有写明“{wording}”。",
                    fix=f"请在偏差原因里写明“{wording}”，再写超额的原因。",
                )
        elif row.ratio is None:
            yield Issue(
                row.indicator.actual,
                f"{quoted_name(row.indicator)}的指标值是{row.target.raw.strip()}，完成值是{bare_actual(row)}，没有说明原因；目标可能定低了。",
                basis=f"指标值为0的，完成值达到{plain(form.profile.quantitative.zero_overshoot or Decimal(0))}就要说明。",
                also=(reason,),
            )
        else:
            share = plain(half_up((row.ratio or Decimal(0)) * HUNDRED))
            yield Issue(
                row.indicator.actual,
                f"{quoted_name(row.indicator)}的完成值{bare_actual(row)}是指标值{row.target.raw.strip()}的{share}%，没有说明原因；目标可能定低了。",
                basis=f"{rounded(row.actual_number or Decimal(0))}÷{rounded(row.target.number)}＝{share}%，"
                f"达到{plain(form.profile.quantitative.over_fulfilment * HUNDRED)}%就要说明。",
                also=(row.indicator.deviation_reason,),
                stated=f"{share}%",
            )


@rule(
    "XP057",
    Severity.ERROR,
    "越少越好的指标已达标却扣分",
    why="“≤”的指标，花得少、用时短就是完成得好，不应扣分。",
    basis=_BASIS,
    bad="指标值“≤12万元”，完成值11.04万元，分值10分，得分9.2分。",
    good="得分10分。",
    fix="请恢复满分；如果认为花得少不好，说明指标方向设反了，下年度请改指标。",
    level="写了原因的为提醒",
)
def reverse_met_scores_full(form: Context) -> Iterator[Issue]:
    """A ≤ target kept and yet points taken off: an error without a reason, else a warning."""
    for row in _met_but_deducted(form):
        if not is_reverse(row):
            continue
        explained = form.reasons_unread or has_reason(row.indicator.deviation_reason)
        end = "，不应扣分" if explained else "，不应扣分，也没有说明原因"
        yield Issue(
            row.indicator.score,
            f"{quoted_name(row.indicator)}的指标值是{row.target.raw.strip()}，实际{bare_actual(row)}已达标，"
            f"却扣了{plain(row.deducted)}分{end}。",
            also=(row.indicator.deviation_reason,),
            severity=Severity.WARNING if explained else None,
            stated=plain(row.filled or Decimal(0)),
            expected=plain(row.accepted[0]),
        )


@run_rule(
    "XP058",
    Severity.WARNING,
    "同类情况在各项目中评分不一",
    why="成本指标没有发生支出，有的项目给满分，有的扣分，放在一起就显得随意。",
    basis="同一批自评中，同类情况应按同一尺度评分。",
    bad="甲项目成本指标“≤5万元”完成0元得10分（分值10分），乙项目同样情况得8分。",
    good="两个项目都按规则得满分。",
    fix="请与其他项目统一评分尺度。",
)
def same_case_same_score(forms: Sequence[Context]) -> Iterator[tuple[int, Issue]]:
    """Cost indicators with nothing spent are scored alike in all forms of a run."""
    cases = [
        (number, row, row.filled / row.weight)
        for number, form in enumerate(forms)
        for row in form.indicators
        if _unspent_cost(row) and row.filled is not None and row.weight
    ]
    best = max((share for _, _, share in cases), default=Decimal(0))
    model = next((number for number, _, share in cases if share == best), 0)
    for number, row, share in cases:
        if share < best:
            project = forms[model].assessment.project_name.text or "另一个项目"
            marks = "满分" if best == 1 else f"分值的{plain(half_up(best * HUNDRED))}%"
            yield (
                number,
                Issue(
                    row.indicator.score,
                    f"{quoted_name(row.indicator)}没有发生支出，这里扣了{plain(row.deducted)}分；"
                    f"同样的情况在“{project}”中得{marks}。",
                    stated=plain(row.filled or Decimal(0)),
                ),
            )


def _unspent_cost(row: IndicatorScore) -> bool:
    levels = normalised(row.indicator.first_level.text + row.indicator.second_level.text)
    return (
        "成本" in levels
        and is_reverse(row)
        and row.target.number > 0
        and row.actual_number == 0
        and (row.weight or Decimal(0)) > 0
    )


def _met_but_deducted(form: Context) -> Iterator[IndicatorScore]:
    for row in form.indicators:
        known = row.decided is Decided.RULE and row.met and (row.positive or not row.actual.approximate)
        if known and row.deducted > form.tolerance:
            yield row


def _far_above(row: IndicatorScore, form: Context) -> bool:
    """The multiple of the profile is reached, and it is more than one step above a small target."""
    if row.decided is not Decided.RULE or not row.positive or row.actual_number is None:
        return False
    if row.ratio is None:
        limit = form.profile.quantitative.zero_overshoot
        return limit is not None and row.target.number == 0 and bool(row.met) and row.actual_number >= limit
    if row.ratio < form.profile.quantitative.over_fulfilment:
        return False
    if row.target.unit.dimension == "ratio" and (
        row.actual_number <= HUNDRED or is_capped_rate(row.indicator.name.text)
    ):
        return False
    return row.actual_number - row.target.number > 1


def _reached(row: IndicatorScore) -> str:
    return f"{quoted_name(row.indicator)}完成{bare_actual(row)}，指标值{row.target.raw.strip()}，"
