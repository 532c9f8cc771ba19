"""The audit of one form, and of all forms of a run together."""

from __future__ import annotations

from collections.abc import Sequence

from xlperf.audit.context import Context
from xlperf.audit.finding import Finding, Severity
from xlperf.audit.moot import without_moot
from xlperf.audit.rules import RULES
from xlperf.model import Assessment
from xlperf.profiles import Profile
from xlperf.scoring.assessment import Scored

_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def audit(assessment: Assessment, scored: Scored, profile: Profile) -> tuple[Finding, ...]:
    """Everything to put right on one form, one finding for each cause, the worst first."""
    form = Context(assessment, scored, profile)
    return worst_first(without_moot([finding for rule in RULES for finding in rule.findings(form)]))


def audit_run(forms: Sequence[tuple[Assessment, Scored, Profile]]) -> tuple[tuple[Finding, ...], ...]:
    """What only comparing the forms of a run shows: for each form, in their order, its further findings."""
    contexts = [Context(*form) for form in forms]
    found: list[list[Finding]] = [[] for _ in forms]
    for rule in RULES:
        for number, finding in rule.run_findings(contexts):
            found[number].append(finding)
    return tuple(worst_first(findings) for findings in found)


def worst_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The errors, then the warnings, then the rest; each by row and column, those without a cell first."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[int, int, int, str]:
    place = finding.place
    row, column = (place.row, place.column) if place else (0, 0)
    return _RANK[finding.severity], row, column, finding.code
