"""``validate`` as text: grouped by file, severity and kind of problem, every line with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from xlperf.audit.finding import Finding, Severity
from xlperf.audit.rules import RULES
from xlperf.decimals import plain
from xlperf.report.counts import count_findings
from xlperf.validation import Checked, Result, Unreadable

_TITLES = {rule.code: rule.texts.title for rule in RULES}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

Line = tuple[str, str]
"""A line and the style in which it is shown (rich's words, empty for none)."""


def text_report(results: Sequence[Result]) -> Iterator[Line]:
    """The whole report, line by line."""
    for result in results:
        yield f"■ {result.path}", "bold"
        yield from _unreadable(result) if isinstance(result, Unreadable) else _checked(result)
        yield "", ""
    yield from _closing(results)


def _unreadable(result: Unreadable) -> Iterator[Line]:
    yield f"  未能校验：{result.finding.message}", "red"
    yield f"      建议：{result.finding.fix}", ""


def _checked(result: Checked) -> Iterator[Line]:
    form, scored = result.assessment, result.scored
    yield f"  {form.project_name.text or '（项目名称未填）'}　{form.unit.text}", ""
    total = "未填" if form.total.number is None else f"{plain(form.total.number)}分"
    grade = f"“{form.grade.text}”" if form.grade.text else "未填"
    if scored.total is None:
        yield f"  总分：表中{total}；等级：表中{grade}。有数字没有填齐，系统算不出总分和等级。", ""
    else:
        computed = f"系统核算{plain(scored.total)}分"
        yield f"  总分：表中{total}，{computed}；等级：表中{grade}，系统核算“{scored.grade}”", ""
    yield f"  口径：{result.profile.name}", ""
    if not result.findings:
        yield "  没有发现问题。", "green"
    for severity in Severity:
        yield from _severity([one for one in result.findings if one.severity is severity])


def _severity(findings: Sequence[Finding]) -> Iterator[Line]:
    codes = list(dict.fromkeys(finding.code for finding in findings))
    grouped = groupby(
        sorted(findings, key=lambda finding: codes.index(finding.code)), key=lambda one: one.code
    )
    for code, group in grouped:
        alike = list(group)
        severity = alike[0].severity
        count = f"，{len(alike)}处" if len(alike) > 1 else ""
        yield f"  [{severity.chinese}] {_TITLES[code]}（{code}{count}）", _COLOURS[severity]
        same_basis = len({finding.basis for finding in alike}) == 1
        same_fix = len({finding.fix for finding in alike}) == 1
        for finding in alike:
            where = finding.place.address if finding.place else "整表"
            yield f"      {where:<5}{finding.message}", ""
            if not same_basis:
                yield f"           依据：{finding.basis}", ""
            if not same_fix:
                yield f"           建议：{finding.fix}", ""
        if same_basis and alike[0].basis:
            yield f"           依据：{alike[0].basis}", ""
        if same_fix and alike[0].fix:
            yield f"           建议：{alike[0].fix}", ""


def _closing(results: Sequence[Result]) -> Iterator[Line]:
    counts = count_findings(results)
    errors, warnings, infos = (counts[severity] for severity in Severity)
    unreadable = sum(isinstance(result, Unreadable) for result in results)
    line = f"共{len(results)}个文件：错误{errors}处，提醒{warnings}处，提示{infos}处"
    line += f"，其中{unreadable}个文件未能校验。" if unreadable else "。"
    yield line, "bold"
