"""The results of a run by file, and how many findings of each severity it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from xlperf.audit.finding import Finding, Severity
from xlperf.validation import Result, Unreadable

MOST_NAMED = 3
"""files named where their number is told"""


def findings_of(result: Result) -> tuple[Finding, ...]:
    """The findings of one file, whatever its state."""
    return (result.finding,) if isinstance(result, Unreadable) else result.findings


def by_file(results: Sequence[Result]) -> list[list[Result]]:
    """The results of each file together, files in their order."""
    files: dict[Path, list[Result]] = {}
    for result in results:
        files.setdefault(result.path, []).append(result)
    return list(files.values())


def count_findings(results: Sequence[Result]) -> Counter[Severity]:
    """The numbers over all files."""
    return Counter(finding.severity for result in results for finding in findings_of(result))
