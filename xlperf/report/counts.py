"""How many findings of each severity a run has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlperf.audit.finding import Finding, Severity
from xlperf.validation import Result, Unreadable


def findings_of(result: Result) -> tuple[Finding, ...]:
    """The findings of one file, whatever its state."""
    return (result.finding,) if isinstance(result, Unreadable) else result.findings


def count_findings(results: Sequence[Result]) -> Counter[Severity]:
    """The numbers over all files."""
    return Counter(finding.severity for result in results for finding in findings_of(result))
