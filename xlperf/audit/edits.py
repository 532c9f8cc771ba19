"""From findings to what write-back puts into the workbook: marks, six comparisons, a summary sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlperf.audit.context import Context
from xlperf.audit.finding import Finding, Severity
from xlperf.audit.rules.totals import grade_word
from xlperf.decimals import plain
from xlperf.model import Assessment
from xlperf.profiles import Profile
from xlperf.scoring.assessment import Scored
from xlperf.workbook.edits import AGREES, DIFFERS, EMPTY, UNKNOWN, Comparison, Edits
from xlperf.workbook.place import Place

_RANK = {severity: rank for rank, severity in enumerate(Severity)}
_WEIGHTS_TOLERANCE = Decimal("0.005")


def edits(
    assessment: Assessment,
    scored: Scored,
    profile: Profile,
    findings: Sequence[Finding],
) -> Edits:
    """The results for one form, still without the cells outside it."""
    return Edits(
        sheet=assessment.sheet,
        summary=summary(findings, profile),
        comparisons=tuple(comparisons(Context(assessment, scored, profile))),
        findings=tuple(findings),
        marks=marks(findings),
        project=assessment.project_name.text,
    )


def marks(findings: Sequence[Finding]) -> tuple[tuple[Place, Severity], ...]:
    """Every cell of every finding once, with its worst severity."""
    worst: dict[Place, Severity] = {}
    for finding in findings:
        for place in finding.places:
            severities = (finding.severity, worst.get(place, finding.severity))
            worst[place] = min(severities, key=lambda severity: _RANK[severity])
    return tuple(sorted(worst.items()))


def summary(findings: Sequence[Finding], profile: Profile) -> str:
    """What was found, what to do now, and by which profile."""
    counts = Counter(finding.severity for finding in findings)
    found = "、".join(f"{counts[one]}处{one.chinese}" for one in Severity if counts[one])
    advice = {
        (True, True): "请先改正错误，再核对提醒。",
        (True, False): "请改正错误。",
        (False, True): "没有错误，请核对提醒。",
        (False, False): "没有错误，也没有提醒。",
    }[counts[Severity.ERROR] > 0, counts[Severity.WARNING] > 0]
    if counts[Severity.INFO]:
        advice = f"{advice.removesuffix('。')}；提示可不改。"
    text = f"发现{found}。{advice}" if found else "没有发现问题。"
    return f"{text}口径：{profile.name}。"


def comparisons(form: Context) -> Iterator[Comparison]:
    """Stated against computed, in six lines at most; what the form has no room for is left out."""
    scored, execution = form.scored, form.scored.execution
    score, added = scored.stated_execution_score, form.score_sum
    yield _line("执行率", execution.stated_rate, execution.rate, execution.rate_agrees, "%")
    if not form.assessment.scored:
        return
    if scored.execution_points:
        agrees = score is not None and execution.score_agrees(score)
        yield _line("预算执行率得分", score, execution.score, agrees)
    full = form.profile.full_marks
    weights_agree = abs(scored.weights_sum - full) <= _WEIGHTS_TOLERANCE
    yield _line("分值合计", scored.weights_sum, full, weights_agree)
    yield _scores_added(form)
    by_rule = scored.total
    tolerance = added.tolerance if added else form.tolerance
    near = form.total is not None and by_rule is not None and abs(form.total - by_rule) <= tolerance
    yield _line("总分", form.total, by_rule, near)
    yield _grade(form)


def _line(
    label: str, stated: Decimal | None, computed: Decimal | None, agrees: bool, unit: str = ""
) -> Comparison:
    verdict = UNKNOWN if computed is None else EMPTY if stated is None else AGREES if agrees else DIFFERS
    return Comparison(label, _figure(stated, unit), _figure(computed, unit), verdict)


def _scores_added(form: Context) -> Comparison:
    """The filled scores added up against the stated total; out of full marks where some do not apply."""
    added, stated = form.score_sum, form.total
    if added is None:
        return _line("得分合计", stated, None, agrees=False)
    agrees = stated is not None and added.agrees(stated)
    # a total that was not raised is compared with the bare sum
    bare = stated is not None and abs(stated - added.total) <= added.tolerance
    if added.rescaled is None or bare:
        return _line("得分合计", stated, added.total, agrees)
    return _line("得分合计（按适用指标折算）", stated, added.rescaled, agrees)


def _grade(form: Context) -> Comparison:
    stated, computed = form.assessment.grade.text, form.scored.grade
    if computed is None:
        verdict = UNKNOWN
    elif not stated:
        verdict = EMPTY
    else:
        verdict = AGREES if (grade_word(stated, form.profile) or stated) == computed else DIFFERS
    return Comparison("等级", stated, computed or "", verdict)


def _figure(number: Decimal | None, unit: str) -> str:
    return "" if number is None else f"{plain(number)}{unit}"
