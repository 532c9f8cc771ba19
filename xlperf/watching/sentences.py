"""The lines that a watch prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from xlperf.audit.finding import Severity
from xlperf.decimals import plain
from xlperf.report.counts import MOST_NAMED, count_findings
from xlperf.validation import Checked, Result, Unreadable

STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def outcome_line(results: Sequence[Result]) -> str:
    """The findings of a file in numbers, its total and its grade."""
    forms = [result for result in results if isinstance(result, Checked)]
    if not forms:
        return unreadable_line(results)
    counts = count_findings(results)
    found = "，".join(f"{one.chinese}{counts[one]}处" for one in Severity if counts[one]) or "没有发现问题"
    if len(forms) == 1:
        return f"{found}；{_total(forms[0])}。"
    totals = "；".join(f"“{form.form_map.sheet}”{_total(form)}" for form in forms)
    return f"{len(forms)}张自评表，{found}；{totals}。"


def unreadable_line(results: Sequence[Result]) -> str:
    """Why a file could not be checked, and what to do."""
    findings = (result.finding for result in results if isinstance(result, Unreadable))
    return "未能校验：" + "".join(f"{finding.message}{finding.fix}" for finding in findings)


def style(results: Sequence[Result]) -> str:
    """The colour of the gravest finding, as rich calls it; green where there is none."""
    counts = count_findings(results)
    return next((STYLES[severity] for severity in Severity if counts[severity]), "green")


def _total(form: Checked) -> str:
    if not form.assessment.scored:
        return "这种表不打分"
    total, stated = form.scored.total, form.assessment.total.number
    if total is None:
        return "数字没有填齐，算不出总分"
    grade = f"，等级“{form.scored.grade}”" if form.scored.grade else ""
    if stated == total:
        return f"总分{plain(total)}分{grade}"
    written = "未填" if stated is None else f"{plain(stated)}分"
    return f"总分表中{written}，系统核算{plain(total)}分{grade}"


@dataclass(frozen=True)
class Tally:
    """What is remembered of a check; its results take much room."""

    counts: Counter[Severity]
    unreadable: bool

    @classmethod
    def of(cls, results: Sequence[Result]) -> Tally:
        """Of one file."""
        forms = [one for one in results if isinstance(one, Checked)]
        return cls(count_findings(forms), not forms)


def closing_line(
    latest: Collection[Tally], checks: int, current: int, untried: int, held_up: Sequence[str]
) -> str:
    """What the watch did, said when it ends; ``latest`` are the last tallies of each file.

    ``held_up`` names files that were tried and not finished.
    """
    counts: Counter[Severity] = sum((one.counts for one in latest), Counter())
    unreadable = sum(one.unreadable for one in latest)
    said = f"监视已结束：校验了{len(latest)}份文件"
    if checks > len(latest):
        said += f"（共{checks}次）"
    if latest:
        said += "，" + "，".join(f"{one.chinese}{counts[one]}处" for one in Severity)
    if unreadable:
        said += f"，其中{unreadable}份未能校验"
    if current:
        said += f"；{current}份的结果原已是最新"
    if held_up:
        names = "、".join(held_up[:MOST_NAMED]) + ("等" if len(held_up) > MOST_NAMED else "")
        said += f"；{len(held_up)}份还没有写出结果（{names}），下次启动时再校验"
    if untried:
        said += f"；{untried}份没有来得及校验，下次启动时接着校验"
    return said + "。"
