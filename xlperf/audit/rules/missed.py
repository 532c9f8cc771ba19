"""Rules for quantitative indicators that missed their target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from xlperf.audit.arithmetic import bare_actual, score_arithmetic, shortfall
from xlperf.audit.cells import quoted_name
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.audit.wording import has_reason
from xlperf.decimals import plain
from xlperf.model import BLANK
from xlperf.scoring.assessment import Decided, IndicatorScore, score_indicator
from xlperf.values import Op, normalised

GROUP = "定量指标得分：没有达标的"
_UNDONE = re.compile(
    r"部分(?!地区已)|[未没]有?能?(全部|全面|完全|按时|按期)?(完成|达成|达标|达到|实现|开展|启动|实施|覆盖|建成)|不达标"
)
_EXECUTION = re.compile(r"(项目|部门|年度|财政)*(预算|资金|预算资金)(支出)?(执行率|执行进度)")
_NEGATIVE = re.compile(r"[未无不没]|零|杜绝|避免|减少|降低|部分")
# a shorter name may stand in a text by chance
_LONG_NAME = 4
# points are no figures to be reached
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?![\d.]*分(?!钟))")
_BASIS = "财预〔2020〕10号：完成值达到指标值的记满分，未达到的按完成比例记分。"


@rule(
    "XP053",
    Severity.ERROR,
    "没有达标却得满分",
    why="没有达到指标值不能得满分，复核必然扣分。",
    basis=_BASIS,
    bad="指标值“≥95%”，完成值91.2%，分值10分，得分10分。",
    good="得分9.6分，并在偏差原因中说明。",
    fix="请按完成比例改正得分，并写明没有达标的原因。",
    level="旁边的评分细则没有看懂的为提醒",
)
def unmet_scores_less(form: Context) -> Iterator[Issue]:
    """A target missed and yet full marks; exactly at the bound of > or < nothing is said."""
    for row in _unmet(form.indicators):
        full = row.weight is not None and row.filled is not None and row.filled >= row.weight - form.tolerance
        if _accepted(row, form):
            continue
        if full and row.accepted[0] < (row.weight or Decimal(0)) - form.tolerance:
            right = plain(row.accepted[0])
            yield Issue(
                row.indicator.score,
                f"{_value(row)}{shortfall(row)}，不应得满分，应得{right}分（{score_arithmetic(row)}）。",
                fix=f"请把得分改为{right}分，并在偏差原因中写明没有达标的原因。",
                stated=plain(row.filled or Decimal(0)),
                expected=plain(row.accepted[0]),
            )
    yield from _missed_under_open_clause(form)


def _missed_under_open_clause(form: Context) -> Iterator[Issue]:
    """Full marks without a word for a target that is missed, whatever the sentence beside it may say."""
    for row in form.indicators:
        clause, full = row.clause, row.weight
        if clause is None or clause.decides or row.not_applicable or not full:
            continue
        bare = score_indicator(replace(row.indicator, clause=BLANK, twin=None), form.profile)
        if row.filled != full or has_reason(row.indicator.deviation_reason) or not any(_unmet([bare])):
            continue
        if _own_line(clause.entry.text, bare):
            continue
        unread = "没有看懂" if clause.understood is None else "没有说清这种情况得几分"
        yield Issue(
            row.indicator.score,
            f"{_value(bare)}{shortfall(bare)}，却得满分{plain(full)}分，也没有写原因；评分细则{unread}，"
            f"但没有达标通常不能得满分，请核对。",
            fix="请对照评分细则改正得分，并写明没有达标的原因；细则确实允许得满分的，请写明依据。",
            basis="达到指标值的记满分，没有达到的不能记满分；另有评分细则的，按细则打分。",
            also=(row.indicator.actual, clause.entry),
            severity=Severity.WARNING,
            stated=plain(full),
        )


def _own_line(clause: str, row: IndicatorScore) -> bool:
    """The sentence names a figure between actual value and target: it may be its own line for full marks."""
    target, actual = row.target.number, row.actual_number or Decimal(0)
    named = [Decimal(number) for number in _FIGURE.findall(normalised(clause))]
    if row.positive:
        return any(target / 2 <= number <= actual for number in named)
    return any(actual <= number <= target * 2 for number in named)


@rule(
    "XP054",
    Severity.ERROR,
    "没有按完成比例记分",
    why="没有达标的，得分由完成比例算出，不能估计。",
    basis=_BASIS,
    bad="指标值“≥50个”，完成值45个，分值10分，得分9.5分。",
    good="得分9分（45÷50×10）。",
    fix="请按完成比例改正得分。",
)
def unmet_in_proportion(form: Context) -> Iterator[Issue]:
    """A target missed: the score is one that the profile accepts."""
    for row in _unmet(form.indicators):
        if row.filled is None or _accepted(row, form):
            continue
        right = plain(row.accepted[0])
        yield Issue(
            row.indicator.score,
            f"{_value(row)}{shortfall(row)}，应得{right}分（{score_arithmetic(row)}），表中为{plain(row.filled)}分。",
            fix=f"请把得分改为{right}分；完成值或指标值填错的，请改正。",
            stated=plain(row.filled or Decimal(0)),
            expected=plain(row.accepted[0]),
        )


@rule(
    "XP055",
    Severity.ERROR,
    "完成值为0却有得分",
    why="一点没有完成的不能得分。",
    basis=_BASIS,
    bad="指标值“≥6期”，完成值0期，得分5分。",
    good="得分0分，并在偏差原因中说明。",
    fix="请把得分改为0分，或核对完成值。",
)
def nothing_done_scores_nothing(form: Context) -> Iterator[Issue]:
    """Nothing achieved of a positive target, yet points."""
    for row in form.indicators:
        if row.decided is not Decided.RULE or not row.positive or row.target.number <= 0:
            continue
        if (
            row.actual_number is not None
            and row.actual_number <= 0
            and row.filled is not None
            and row.filled > 0
        ):
            yield Issue(
                row.indicator.score,
                f"{quoted_name(row.indicator)}的完成值为{bare_actual(row)}，却得{plain(row.filled)}分。",
                stated=plain(row.filled),
                expected="0",
            )


@rule(
    "XP130",
    Severity.ERROR,
    "没有完成指标值却没有写原因",
    why="不打分的自评表靠未完成原因说明偏差，空着就看不出为什么没有完成、打算怎么办。",
    basis="财预〔2020〕10号：没有完成绩效目标的，要说明原因并提出改进措施。",
    bad="指标值“≥70%”，全年实际完成值65%，未完成原因空着。",
    good="未完成原因写：“两个乡镇的救助资金12月才拨到，次年一季度补齐。”",
    fix="请在“未完成原因和改进措施”中写明原因和改进措施；完成值填错的，请改正。",
)
def unmet_explained(form: Context) -> Iterator[Issue]:
    """Forms without scores: a target that was missed, in figures or in words, has a reason beside it or in the texts."""
    if form.assessment.scored:
        return
    for row in form.indicators:
        if _EXECUTION.fullmatch(normalised(row.indicator.name.text)):
            # how much money was spent is judged at the funds
            continue
        cell = row.indicator.deviation_reason
        said = _missed(row) or _undone(row)
        if said is None or form.reasons_unread or has_reason(cell) or _told_elsewhere(row, form):
            continue
        yield Issue(
            cell if cell.place else row.indicator.actual,
            f"{quoted_name(row.indicator)}{said}，没有填写未完成原因和改进措施。",
            also=(row.indicator.actual,) if cell.place else (),
        )


def _missed(row: IndicatorScore) -> str | None:
    if row.decided is not Decided.RULE or row.met is not False or row.actual.approximate or row.rule is None:
        return None
    if row.rule.op in (Op.GT, Op.LT) and row.actual_number == row.target.number:
        return None
    return f"完成{bare_actual(row)}，{shortfall(row)}".replace("$", "")


def _undone(row: IndicatorScore) -> str | None:
    """A target in words, and words that say it was done in part or not at all."""
    if row.target.quantitative or not row.target.raw.strip():
        return None
    actual = normalised(row.indicator.actual.text)
    if not _UNDONE.match(actual) or _NEGATIVE.search(normalised(row.target.raw)):
        return None
    return f"的完成值是“{row.indicator.actual.text.strip()}”"


def _told_elsewhere(row: IndicatorScore, form: Context) -> bool:
    """A text speaks of the indicator by its name."""
    name = normalised(row.indicator.name.text)
    return len(name) >= _LONG_NAME and any(name in normalised(text.entry.text) for text in form.texts)


def _unmet(rows: Iterable[IndicatorScore]) -> Iterator[IndicatorScore]:
    """Rows whose target is surely missed; 40余份 and the very bound of > and < are not sure."""
    for row in rows:
        if row.decided is not Decided.RULE or row.met or row.rule is None or not row.accepted:
            continue
        at_bound = row.rule.op in (Op.GT, Op.LT) and row.actual_number == row.target.number
        if not at_bound and not row.actual.approximate:
            yield row


def _accepted(row: IndicatorScore, form: Context) -> bool:
    filled = row.filled
    return filled is not None and any(abs(filled - score) <= form.tolerance for score in row.accepted)


def _value(row: IndicatorScore) -> str:
    return f"{quoted_name(row.indicator)}完成{bare_actual(row)}，"
