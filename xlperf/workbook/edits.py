"""What write-back puts into a workbook, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.finding import Finding, Severity
from xlperf.workbook.place import Place

AGREES, DIFFERS, EMPTY, UNKNOWN = "一致", "不一致", "未填", "无法计算"


@dataclass(frozen=True)
class Comparison:
    """One line of stated against computed: execution rate, score, weights, scores, total, grade."""

    label: str
    stated: str
    computed: str
    verdict: str
    """``一致``, ``不一致``, ``未填`` or ``无法计算``"""


@dataclass(frozen=True)
class CellChange:
    """A cell spelled differently: its text before, a text or number for it, and why, as a sentence."""

    place: Place
    old: str
    new: str | Decimal
    reason: str


@dataclass(frozen=True)
class Edits:
    """The results for one form in one workbook.

    ``marks``: cells to colour, each once, with its worst severity. ``beside``: cells outside the form that take a
    computed figure. ``sheet`` is the form's sheet, ``project`` the name that tells it from others there.
    ``changes`` were made to the form before it was checked.
    """

    sheet: str
    summary: str
    comparisons: tuple[Comparison, ...]
    findings: tuple[Finding, ...]
    marks: tuple[tuple[Place, Severity], ...]
    beside: tuple[tuple[Place, str], ...] = ()
    project: str = ""
    changes: tuple[CellChange, ...] = ()
