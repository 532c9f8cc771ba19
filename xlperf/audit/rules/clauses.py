"""Rules for indicators with a 评分细则 beside them: the score that it gives, and the sentence itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address, quoted_name, shortened
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import plain
from xlperf.model import Entry
from xlperf.scoring.actual import in_yuan
from xlperf.scoring.assessment import IndicatorScore
from xlperf.scoring.by_clause import ClauseScore
from xlperf.scoring.clauses import Clause, Flaw, NotUnderstood
from xlperf.scoring.clauses.outcome import Line
from xlperf.units import NO_UNIT, Unit, alike, convert
from xlperf.values import Kind, Op

GROUP = "评分细则"
_BASIS = "评分细则是本表自己定的打分办法，得分要按细则逐项算出。"
_QUOTED = 30
_MOST_LISTED = 12
_MOST_NAMED = 5


@rule(
    "XP065",
    Severity.ERROR,
    "得分与评分细则算出的不符",
    why="表里写了评分细则，复核时就按细则重算；算出来不一样，得分会被改。",
    basis=_BASIS,
    bad="细则“做完四项得8分，一项没做完扣2分”，完成值“(2)未完成”，得分7分。",
    good="得分6分。",
    fix="请按细则改正得分；如果是完成值没有如实填写，请改正完成值。",
)
def score_by_clause(form: Context) -> Iterator[Issue]:
    """The score is one that the sentence gives for the actual value."""
    for row, clause, filled in _scored_rows(form):
        outcome = clause.outcome
        if outcome is None or not outcome.decided or outcome.allows(filled, form.tolerance):
            continue
        due = _due(clause)
        yield Issue(
            row.indicator.score,
            f"{quoted_name(row.indicator)}按评分细则应得{due}分，表中为{plain(filled)}分：{outcome.derivation}。",
            basis=_quoted(clause),
            also=(row.indicator.actual, clause.entry),
            stated=plain(filled),
            expected=due,
        )


@rule(
    "XP066",
    Severity.ERROR,
    "得分在评分细则下不可能出现",
    why="细则按项、按档给分，能得的分数只有那么几个，别的分数说明没有按细则打分。",
    basis=_BASIS,
    bad="细则“做完两项得6分，一项没做完扣3分”，得分4分；按细则只能是6、3、0分。",
    good="得分3分。",
    fix="请对照细则重新打分。",
)
def score_reachable(form: Context) -> Iterator[Issue]:
    """The score is one that the sentence can give at all."""
    for row, clause, filled in _scored_rows(form):
        rule_, outcome = clause.understood, clause.outcome
        if rule_ is None or outcome is None or rule_.best != row.weight:
            continue
        reachable = rule_.reachable()
        if reachable is None or any(abs(filled - one) <= form.tolerance for one in reachable):
            continue
        # part of a step may cost part of its points
        if rule_.pattern == "S" or len(reachable) > _MOST_LISTED or outcome.allows(filled, form.tolerance):
            continue
        listed = "、".join(plain(one) for one in sorted(reachable, reverse=True))
        then = f"；按完成值应得{_due(clause)}分：{outcome.derivation}" if outcome.decided else ""
        yield Issue(
            row.indicator.score,
            f"{quoted_name(row.indicator)}按评分细则只能得{listed}分，{plain(filled)}分不可能出现{then}。",
            basis=_quoted(clause),
            also=(row.indicator.actual, clause.entry),
            stated=plain(filled),
            expected=_due(clause) if outcome.decided else None,
        )


@rule(
    "XP067",
    Severity.WARNING,
    "指标值与评分细则的满分线不同",
    why="指标值说要做到多少，细则说做到多少得满分，两个数应是一个，否则没完成目标也能得满分。",
    basis="评分标准要与绩效目标一致，达到目标值的得满分。",
    bad="指标值“98%”，细则“达到95%得5分，每低1个百分点扣1分”。",
    good="细则写“达到98%得5分，每低1个百分点扣1分”。",
    fix="请把细则的满分线改成指标值，或在评价说明里写明为什么不同。",
)
def line_is_target(form: Context) -> Iterator[Issue]:
    """Full marks begin at the target."""
    for row, clause in _understood(form):
        line = clause[1].full_marks_line
        if line is None or row.target.kind is not Kind.NUMBER or row.target.approximate:
            continue
        target = _in_unit(row, line.unit)
        if target is None or target == line.number:
            continue
        yield Issue(
            row.indicator.target,
            f"{quoted_name(row.indicator)}的指标值是{row.target.raw.strip()}，评分细则的满分线却是{line.written()}，{_unequal(line, target)}。",
            basis=_quoted(clause[0]),
            also=(clause[0].entry,),
            stated=row.target.raw.strip(),
            expected=line.written(),
        )


def _unequal(line: Line, target: Decimal) -> str:
    at_most = line.op in (Op.LE, Op.LT, Op.WITHIN)
    easier = line.number > target if at_most else line.number < target
    return "没有完成指标值也能得满分" if easier else "完成了指标值也得不到满分"


@rule(
    "XP068",
    Severity.INFO,
    "评分细则在这一点上没有规定",
    why="完成值恰好落在细则没有说到、或两档都说到的那一点上，怎么给分会有争议。",
    basis="“以上”“以下”“以内”包括本数，“超过”“高于”“低于”不包括本数（《民法典》第一千二百五十九条）。",
    bad="细则“高于90%得5分，每降低1%扣1分”，完成值恰为90%。",
    good="细则写“90%（含）以上得5分，每降低1个百分点扣1分”。",
    fix="请与制定细则的部门确认，并把细则的边界写明“含”或“不含”。",
)
def clause_says_it(form: Context) -> Iterator[Issue]:
    """The actual value is not just where the sentence is silent."""
    for row, clause, filled in _scored_rows(form):
        outcome = clause.outcome
        if outcome is None or not outcome.at_limit or len(outcome.scores) < 2:
            continue
        yield Issue(
            clause.entry,
            f"{quoted_name(row.indicator)}的完成值是{row.indicator.actual.text}，{outcome.ambiguous}；表中为{plain(filled)}分。",
            also=(row.indicator.actual, row.indicator.score),
        )


@rule(
    "XP069",
    Severity.INFO,
    "评分细则的分数与分值对不上",
    why="每项的分数乘以项数应等于分值，细则的最高分也应等于分值，否则有的项做不做一个样。",
    basis="各项分数之和应等于该指标的分值。",
    bad="分值6分，细则“做完四项得6分，一项没做完扣2分”，四项共扣8分。",
    good="细则写“做完四项得6分，一项没做完扣1.5分”。",
    fix="请核对细则的项数、每项分数和分值。",
)
def clause_adds_up(form: Context) -> Iterator[Issue]:
    """So many items times their points are the weight, and the best score is it too."""
    for row, (clause, rule_) in _understood(form):
        found = [one.text for one in rule_.complaints() if one.flaw in (Flaw.ITEMS, Flaw.MAXIMUM)]
        if found:
            yield Issue(
                clause.entry,
                f"{quoted_name(row.indicator)}的评分细则里，{'；'.join(found)}。",
                also=(row.indicator.weight,),
            )


@rule(
    "XP115",
    Severity.INFO,
    "评分细则漏了字或符号",
    why="细则缺“扣”字或百分号，读的人要靠猜；这里按最可能的意思理解，请核对。",
    basis=_BASIS,
    bad="细则“10%-15得1分”，或“一项没做完3分，扣完为止”。",
    good="细则“10%-15%得1分”，“一项没做完扣3分，扣完为止”。",
    fix="请把细则补写完整。",
)
def clause_complete(form: Context) -> Iterator[Issue]:
    """No sign and no verb is missing."""
    for row, (clause, rule_) in _understood(form):
        found = [one.text for one in rule_.complaints() if one.flaw in (Flaw.SIGN, Flaw.VERB)]
        if found:
            yield Issue(clause.entry, f"{quoted_name(row.indicator)}的评分细则里，{'；'.join(found)}。")


@rule(
    "XP110",
    Severity.INFO,
    "得分没有按评分细则核对",
    why="细则用语很自由，看不懂的、对不上完成值的绝不乱猜，这几行的得分要由人核对。",
    basis=_BASIS,
    bad="细则“视工作开展情况酌情给分”；或细则“制度健全得5分”，没有写不健全的得几分。",
    good="细则“做完三项得3分，一项没做完扣1分，扣完为止”。",
    fix="请人工核对这几行的得分；细则能改的，请写清几项、每项几分、每差多少扣几分。",
)
def clause_understood(form: Context) -> Iterator[Issue]:
    """All sentences decide their scores; those that do not, each with why, in one finding."""
    reasons: dict[str, list[str]] = {}
    cells: list[Entry] = []
    for row in form.indicators:
        why = _open(row)
        if row.clause is not None and why:
            reasons.setdefault(shortened(why, 3 * _QUOTED), []).append(
                quoted_name(row.indicator) + address(row.clause.entry)
            )
            cells.append(row.clause.entry)
    if not cells:
        return
    told = [
        f"{'、'.join(names[:_MOST_NAMED])}{'等' if len(names) > _MOST_NAMED else ''}的细则{why.removeprefix('细则')}"
        for why, names in reasons.items()
    ]
    more = "……" if told[_MOST_NAMED:] else ""
    yield Issue(
        cells[0],
        f"有{len(cells)}个指标的得分没有按评分细则核对，要由人核对：{'；'.join(told[:_MOST_NAMED])}{more}。",
        also=tuple(cells[1:]),
    )


def _open(row: IndicatorScore) -> str:
    """Why the sentence of a row does not decide its score; empty where it does, or where another rule says why."""
    clause = row.clause
    if clause is None or not (row.weight or Decimal(0)) > 0 or row.not_applicable:
        return ""
    if isinstance(clause.clause, NotUnderstood):
        return clause.clause.why
    unanswered = row.actual.kind in (Kind.BLANK, Kind.NOT_APPLICABLE) or in_yuan(row.target, row.actual)
    if clause.outcome is None or clause.outcome.decided or unanswered or clause.clause.best != row.weight:
        return ""
    return f"算不出得分，{clause.outcome.undecided}"


def _scored_rows(form: Context) -> Iterator[tuple[IndicatorScore, ClauseScore, Decimal]]:
    """Rows with a sentence that is understood and a score between 0 and the weight."""
    for row in form.indicators:
        clause, filled = row.clause, row.filled
        if clause is None or clause.understood is None or filled is None or row.not_applicable:
            continue
        if row.weight is not None and 0 <= filled <= row.weight:
            yield row, clause, filled


def _understood(form: Context) -> Iterator[tuple[IndicatorScore, tuple[ClauseScore, Clause]]]:
    for row in form.indicators:
        if row.clause is not None and row.clause.understood is not None:
            yield row, (row.clause, row.clause.understood)


def _due(clause: ClauseScore) -> str:
    outcome = clause.outcome
    if outcome is None or not outcome.decided:
        return ""
    if outcome.span is not None:
        return f"{plain(outcome.span[0])}—{plain(outcome.span[1])}"
    return "或".join(plain(score) for score in outcome.scores)


def _quoted(clause: ClauseScore) -> str:
    return f"评分细则：“{shortened(''.join(clause.entry.text.split()), 3 * _QUOTED)}”。"


def _in_unit(row: IndicatorScore, unit: Unit) -> Decimal | None:
    """The target in the sentence's unit, None where the two do not compare."""
    target = row.target
    if NO_UNIT in (unit, target.unit):
        return target.number
    return convert(target.number, target.unit, unit) if alike(target.unit, unit) else None
