"""Rules for points that nobody assessed, and for the total that a strict reviewer would reach."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import quoted_name
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.not_assessed import not_assessed, part_scores, tells_left_out
from xlperf.audit.registry import Issue, rule
from xlperf.audit.rescore import Change, rescore
from xlperf.decimals import CENT, half_up, plain
from xlperf.scoring.grade import grade_of

GROUP = "复核会改动的得分"
_MOST_NAMED = 12


@rule(
    "XP071",
    Severity.WARNING,
    "不适用的指标得了满分",
    why="不适用就是没有考核，给满分会抬高总分；应当剔除这些指标，用其余指标的得分折算成百分制。",
    basis="不适用的评价指标不考核，用适用指标的得分汇总后按百分制折算。",
    bad="“飞行检查覆盖率”写“不适用，不扣分”，仍得2分（分值2分）。",
    good="剔除该指标，总分按其余指标折算：（91.54－2）÷（100－2）×100＝91.37分。",
    fix="请剔除不适用的指标，按适用指标的得分折算百分制，并写明折算的算式。",
)
def not_applicable_earns_nothing(form: Context) -> Iterator[Issue]:
    """Full marks for indicators that do not apply, and the total without them."""
    rows = not_assessed(form)
    total = form.total if form.total is not None else form.scored.total
    if not rows or (form.profile.not_applicable == "full" and all(row.not_applicable for row in rows)):
        return
    weights = sum((row.weight or Decimal(0) for row in rows), Decimal(0))
    full = form.profile.full_marks
    names = "、".join(quoted_name(row.indicator) for row in rows[:_MOST_NAMED])
    names += "等" if len(rows) > _MOST_NAMED else ""
    message = f"{names}共{len(rows)}项（{plain(weights)}分）写的是不适用，仍得满分"
    basis = ""
    expected = None
    if total is not None and weights < full and total >= weights and not _already_rescaled(form, total):
        right = half_up((total - weights) / (full - weights) * full)
        was, now = grade_of(half_up(total), form.profile), grade_of(right, form.profile)
        grade = f"，等级由“{was}”变为“{now}”" if was != now else f"，等级仍为“{now}”"
        sum_ = f"（{plain(total)}－{plain(weights)}）÷（{plain(full)}－{plain(weights)}）×{plain(full)}＝{plain(right)}分"
        message += f"；剔除后折算为{sum_}{grade}"
        basis, expected = f"按适用指标折算：{sum_}。", plain(right)
    yield Issue(
        rows[0].indicator.score,
        f"{message}。",
        basis=basis,
        also=(*(row.indicator.score for row in rows[1:]), form.assessment.total),
        stated=None if total is None else plain(total),
        expected=expected,
    )


def _already_rescaled(form: Context, total: Decimal) -> bool:
    """The stated total is the rescaled one."""
    applicable = form.scored.applicable
    return applicable is not None and applicable.total is not None and abs(applicable.total - total) <= CENT


@rule(
    "XP127",
    Severity.WARNING,
    "分项得分加起来不等于指标得分",
    why="说明里逐项写了得几分，加起来却不是这一项的得分，多出来的分没有着落。",
    basis="一项指标的得分等于其各分项得分之和。",
    bad="“参保覆盖面”得2分，说明里只写了“评价得分1.6分”，其余写不适用。",
    good="得1.6分，或说明里写明另外0.4分的依据。",
    fix="请把说明里的分项得分补全，或改正指标得分；不适用的部分应剔除后折算。",
)
def parts_add_up(form: Context) -> Iterator[Issue]:
    """The points told part by part are the indicator's score."""
    for row in form.indicators:
        parts, filled = part_scores(row), row.filled
        if not parts or filled is None or row.is_execution or filled in parts:
            continue
        added = sum(parts, Decimal(0))
        if abs(added - filled) <= form.tolerance or added > filled + filled:
            continue
        sum_ = "＋".join(plain(part) for part in parts)
        sum_ += f"＝{plain(added)}" if len(parts) > 1 else ""
        left = (
            f"，另{plain(filled - added)}分对应的内容写的是不适用"
            if added < filled and tells_left_out(row)
            else ""
        )
        yield Issue(
            row.indicator.score,
            f"{quoted_name(row.indicator)}得{plain(filled)}分，说明里的分项得分是{sum_}分{left}。",
            also=(row.indicator.deviation_reason,),
            stated=plain(filled),
            expected=plain(added),
        )


@rule(
    "XP111",
    Severity.INFO,
    "模拟复核的总分",
    why="复核人员按规则从严打分，先看看会打多少、等级会不会变，比退回来再改主动。",
    basis="按本口径和评分细则逐项重算；写“全部完成”又扣了分、或文中说没有完成的，按有一项没有完成计算。",
    bad="自评85分（良），按评分细则逐项重算是77分（中）。",
    good="自评得分与按规则重算的相同。",
    fix="请对照各项的算式核对得分，能补充依据的补充依据。",
)
def strict_review(form: Context) -> Iterator[Issue]:
    """The total and grade under a strict reading, where two rows or more change, or the grade does."""
    found = rescore(form)
    if found is None:
        return
    flips = found.stated_grade != found.grade
    if not found.changes or (len(found.changes) < 2 and not flips):
        return
    steps = "".join(_signed(change.change) for change in found.changes)
    listed = "；".join(_said(change) for change in found.changes)
    grade = f"，等级由“{found.stated_grade}”变为“{found.grade}”" if flips else f"，等级仍为“{found.grade}”"
    yield Issue(
        form.assessment.total,
        f"从严复核的总分是{plain(found.stated)}{steps}＝{plain(found.total)}分{grade}：{listed}。",
        also=tuple(change.cell for change in found.changes),
        stated=plain(found.stated),
        expected=plain(found.total),
    )


def _said(change: Change) -> str:
    why = f"（{change.why}）" if change.why else ""
    return f"{change.name}{plain(change.before)}分改为{plain(change.after)}分{why}"


def _signed(change: Decimal) -> str:
    return f"－{plain(-change)}"
