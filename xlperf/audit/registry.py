"""Rules: what one is, what it yields, and the decorator that makes a generator function one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

from xlperf.audit.context import Context
from xlperf.audit.finding import Finding, Severity
from xlperf.model import Entry
from xlperf.workbook.place import Place


@dataclass(frozen=True)
class Issue:
    """What a rule yields: a finding without what the rule itself says.

    ``at`` is the cell to go to, ``also`` further cells of the same cause. ``fix``, ``basis`` and ``severity`` are only
    given where they differ from the rule's own.
    """

    at: Entry | None
    message: str
    fix: str = ""
    basis: str = ""
    also: tuple[Entry, ...] = ()
    stated: str | None = None
    expected: str | None = None
    severity: Severity | None = None


FormCheck = Callable[[Context], Iterator[Issue]]
RunCheck = Callable[[Sequence[Context]], Iterator[tuple[int, Issue]]]


@dataclass(frozen=True)
class Texts:
    """The words of a rule, for the findings and for the rules page; ``level`` qualifies the severity."""

    title: str
    why: str
    basis: str
    bad: str
    good: str
    fix: str
    level: str = ""


@dataclass(frozen=True)
class Rule:
    """One rule. ``check`` looks at one form, ``run_check`` at all forms of a run; neither: found elsewhere."""

    code: str
    severity: Severity
    texts: Texts
    check: FormCheck | None = None
    run_check: RunCheck | None = None

    def findings(self, form: Context) -> Iterator[Finding]:
        """What the rule finds on one form."""
        if self.check is not None:
            for issue in self.check(form):
                yield self.finding(issue)

    def run_findings(self, forms: Sequence[Context]) -> Iterator[tuple[int, Finding]]:
        """What the rule finds by comparing forms, each with the number of its form."""
        if self.run_check is not None:
            for number, issue in self.run_check(forms):
                yield number, self.finding(issue)

    def finding(self, issue: Issue) -> Finding:
        """The issue as a finding of this rule."""
        return Finding(
            code=self.code,
            severity=issue.severity or self.severity,
            message=issue.message,
            fix=issue.fix or self.texts.fix,
            place=issue.at.place if issue.at else None,
            related=_places(issue.also),
            stated=issue.stated,
            expected=issue.expected,
            basis=issue.basis or self.texts.basis,
        )


def rule(
    code: str,
    severity: Severity,
    title: str,
    *,
    why: str,
    basis: str,
    bad: str,
    good: str,
    fix: str,
    level: str = "",
) -> Callable[[FormCheck], Rule]:
    """Makes a generator function the rule ``code`` for one form."""
    texts = Texts(title, why, basis, bad, good, fix, level)
    return lambda check: Rule(code, severity, texts, check=check)


def run_rule(
    code: str, severity: Severity, title: str, *, why: str, basis: str, bad: str, good: str, fix: str
) -> Callable[[RunCheck], Rule]:
    """Makes a generator function the rule ``code`` over all forms of a run."""
    texts = Texts(title, why, basis, bad, good, fix)
    return lambda check: Rule(code, severity, texts, run_check=check)


def rules_of(modules: Iterable[ModuleType]) -> tuple[Rule, ...]:
    """The rules defined in these modules, by code."""
    found = (value for module in modules for value in vars(module).values() if isinstance(value, Rule))
    return tuple(sorted(found, key=lambda rule: rule.code))


def _places(entries: Iterable[Entry]) -> tuple[Place, ...]:
    return tuple(entry.place for entry in entries if entry.place is not None)
