"""One-line assertions on the findings of a form; the wording of every finding is checked on the way."""

from __future__ import annotations

import re
from difflib import ndiff

from tests.form_table import NATIONAL
from xlperf.audit.audit import audit, audit_run
from xlperf.audit.finding import Finding
from xlperf.model import Assessment
from xlperf.profiles import Profile
from xlperf.scoring.assessment import Scored, score_assessment

# names of people, units and formats may be Latin, the tool's own words may not
_LATIN = re.compile(r"[A-Za-z]+")
_ADDRESS = re.compile(r"（[A-Z]{1,2}\d+）")


def scored(assessment: Assessment, used: Profile = NATIONAL) -> Scored:
    """The form recomputed."""
    return score_assessment(assessment, used)


def findings(assessment: Assessment, used: Profile = NATIONAL) -> tuple[Finding, ...]:
    """What the audit finds."""
    found = audit(assessment, scored(assessment, used), used)
    for finding in found:
        check_wording(finding)
    return found


def run_findings(*forms: Assessment) -> list[list[str]]:
    """What comparing the forms finds, as ``XP058 I15`` for each form."""
    found = audit_run([(one, scored(one), NATIONAL) for one in forms])
    for finding in (finding for own in found for finding in own):
        check_wording(finding)
    return [[_heading(finding) for finding in own] for own in found]


def assert_findings(assessment: Assessment, *expected: str) -> None:
    """Exactly these findings by their cells, each ``code cell`` and words of its message: ``XP054 I12 应得9分``."""
    found = sorted(_without_review(findings(assessment), *expected), key=_position)
    said = [f"{_heading(finding)} {finding.message}" for finding in found]
    wanted = list(expected)
    for number, (line, finding) in enumerate(zip(expected, found, strict=False)):
        code, cell, *words = line.split()
        if f"{code} {cell}" == _heading(finding) and all(word in finding.message for word in words):
            # equal lines, so that a failing test shows only what differs
            wanted[number] = said[number]
    assert said == wanted, "\n" + "\n".join(ndiff(wanted, said))


def the(code: str, assessment: Assessment) -> Finding:
    """The one finding of that code."""
    found = [finding for finding in findings(assessment) if finding.code == code]
    assert len(found) == 1, found
    return found[0]


def codes(assessment: Assessment) -> list[str]:
    """The codes found, in order."""
    return [finding.code for finding in _without_review(findings(assessment))]


def check_wording(finding: Finding) -> None:
    """Whole Chinese sentences without codes."""
    for sentence in (finding.message, finding.fix):
        assert sentence.endswith("。"), sentence
    for text in (finding.message, finding.fix, finding.basis):
        assert "None" not in text
        assert not _LATIN.search(_ADDRESS.sub("", text)), text
        assert "。。" not in text


def _without_review(found: tuple[Finding, ...], *expected: str) -> list[Finding]:
    """The findings; the review of the total only sums up the others, and counts where a test asks for it."""
    asked = any(line.startswith("XP111") for line in expected)
    return [finding for finding in found if asked or finding.code != "XP111"]


def _position(finding: Finding) -> tuple[int, int]:
    return (finding.place.row, finding.place.column) if finding.place else (0, 0)


def _heading(finding: Finding) -> str:
    return f"{finding.code} {finding.place.address if finding.place else '-'}"
