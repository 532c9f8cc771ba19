"""``validate`` as text: grouped by file, severity and kind of problem, every line with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from xlperf.audit.finding import Finding, Severity
from xlperf.audit.rules import RULES
from xlperf.decimals import plain
from xlperf.file_search import Aside
from xlperf.forms import FormTemplate
from xlperf.report.counts import MOST_NAMED, by_file, count_findings
from xlperf.validation import Checked, Result, Unreadable
from xlperf.workbook.place import Place

_TITLES = {rule.code: rule.texts.title for rule in RULES}
_MOST_LABELS = 6
_MAY_HOLD_A_FORM = (
    ((".doc", ".wps", ".rtf"), "请另存为 .docx"),
    ((".csv", ".xlsb"), "请另存为 .xlsx"),
    ((".zip", ".rar", ".7z"), "请先解压"),
)
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}

Line = tuple[str, str]
"""A line and the style in which it is shown (rich's words, empty for none)."""


def text_report(
    results: Sequence[Result], aside: Aside | None = None, asked: FormTemplate | None = None
) -> Iterator[Line]:
    """The whole report, line by line.

    ``aside``: files of searched folders that are not listed. ``asked``: the template that forms were to be recognised by.
    """
    for forms in by_file(results):
        for result in forms:
            if isinstance(result, Unreadable):
                yield f"■ {result.path}", "bold"
                yield from _unreadable(result)
            else:
                sheet = f" — 工作表“{result.form_map.sheet}”" if len(forms) > 1 else ""
                yield f"■ {result.path}{sheet}", "bold"
                yield from _checked(result, asked)
            yield "", ""
    yield from _closing(results, aside or Aside())


def _unreadable(result: Unreadable) -> Iterator[Line]:
    yield f"  未能校验：{result.finding.message}", "red"
    yield f"      建议：{result.finding.fix}", ""


def _checked(result: Checked, asked: FormTemplate | None) -> Iterator[Line]:
    form, scored = result.assessment, result.scored
    yield f"  {form.project_name.text or '（项目名称未填）'}　{form.unit.text}", ""
    total = "未填" if form.total.number is None else f"{plain(form.total.number)}分"
    grade = f"“{form.grade.text}”" if form.grade.text else "未填"
    if not form.scored:
        yield "  这种表不打分，没有总分和等级。", ""
    elif scored.total is None:
        yield f"  总分：表中{total}；等级：表中{grade}。有数字没有填齐，系统算不出总分和等级。", ""
    elif scored.total > result.profile.full_marks and scored.weights_sum > result.profile.full_marks:
        full, weights = plain(result.profile.full_marks), plain(scored.weights_sum)
        over = f"分值合计{weights}分，超过满分{full}分，算出的{plain(scored.total)}分没有意义，请先改分值。"
        yield f"  总分：表中{total}；等级：表中{grade}。{over}", ""
    else:
        computed = f"系统核算{plain(scored.total)}分"
        yield f"  总分：表中{total}，{computed}；等级：表中{grade}，系统核算“{scored.grade}”", ""
    yield f"  表样：{_recognised(result)}；口径：{result.profile.name}", ""
    if asked and asked.id != form.template:
        missing = "、".join(f"“{label}”" for label in result.unmet[:_MOST_LABELS])
        why = f"（没有找到{missing}）" if missing else ""
        yield f"  要求按表样“{asked.name}”辨认，但这张表与它不符{why}，按上面这种表样校验。", "yellow"
    yield from _unread(result)
    yield from _lookalikes(result)
    if not result.findings:
        yield "  没有发现问题。", "green"
    for severity in Severity:
        yield from _severity([one for one in result.findings if one.severity is severity], form.sheet)


def _recognised(result: Checked) -> str:
    """Which form it was taken for, and how sure that is."""
    found = result.form_map
    if found.recognised_by == "names":
        return found.template.name
    return f"{found.template.name}（按表头文字认出，把握{found.confidence:.0%}）"


def _unread(result: Checked) -> Iterator[Line]:
    """Printed headings that were not understood, so that nobody thinks them checked."""
    for one in result.form_map.unread:
        where = result.grid.told(one.place).label
        nearest = f"，是不是“{one.nearest}”？" if one.nearest else ""
        yield f"  没有认出的栏目：“{one.text}”（{where}）{nearest}", "yellow"


def _lookalikes(result: Checked) -> Iterator[Line]:
    for sheet in result.lookalikes:
        missing = "、".join(f"“{label}”" for label in sheet.missing[:_MOST_LABELS])
        yield f"  工作表“{sheet.sheet}”像自评表，但没有认出，没有校验：没有找到{missing}。", "yellow"


def _severity(findings: Sequence[Finding], sheet: str) -> Iterator[Line]:
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
            where = _where(finding.place, sheet)
            yield f"      {where:<4} {finding.message}", ""
            if not same_basis:
                yield f"           依据：{finding.basis}", ""
            if not same_fix:
                yield f"           建议：{finding.fix}", ""
        if same_basis and alike[0].basis:
            yield f"           依据：{alike[0].basis}", ""
        if same_fix and alike[0].fix:
            yield f"           建议：{alike[0].fix}", ""


def _where(place: Place | None, sheet: str) -> str:
    """The cell, with its sheet where that is not the form's own."""
    if place is None:
        return "整表"
    return place.label if place.sheet == sheet or place.named else str(place)


def _closing(results: Sequence[Result], aside: Aside) -> Iterator[Line]:
    counts = count_findings(results)
    errors, warnings, infos = (counts[severity] for severity in Severity)
    unreadable = sum(isinstance(result, Unreadable) for result in results)
    forms = len(results) - unreadable
    files = len(by_file(results))
    several = f"（{forms}张自评表）" if forms + unreadable > files else ""
    line = f"共{files}个文件{several}：错误{errors}处，提醒{warnings}处，提示{infos}处"
    line += f"，其中{unreadable}个文件未能校验。" if unreadable else "。"
    yield line, "bold"
    if count := len(aside.without_form):
        yield f"另有{count}个 Word 文档里没有自评表，没有校验：{_names(aside.without_form)}。", ""
    if count := len(aside.not_forms):
        yield (
            f"另有{count}个文件不是表格，没有校验：{_names(aside.not_forms)}{_advice(aside.not_forms)}。",
            "",
        )


def _names(files: Sequence[Path]) -> str:
    """The first few; whoever has two folders with such files finds them by name."""
    return "、".join(file.name for file in files[:MOST_NAMED]) + ("……" if len(files) > MOST_NAMED else "")


def _advice(files: Sequence[Path]) -> str:
    """What to do with files that may hold a form after all."""
    suffixes = {file.suffix.lower() for file in files}
    return "".join(
        f"；{'、'.join(found)} {advice}"
        for wanted, advice in _MAY_HOLD_A_FORM
        if (found := [suffix for suffix in wanted if suffix in suffixes])
    )
