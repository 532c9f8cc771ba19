"""A finding: what is wrong, where, how much, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xlperf.workbook.place import Place


class Severity(StrEnum):
    """How bad a finding is; the form can be handed in only without errors."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def chinese(self) -> str:
        """The word users see."""
        return {"error": "错误", "warning": "提醒", "info": "提示"}[self.value]


@dataclass(frozen=True)
class Finding:
    """One thing to put right, worded for the clerk.

    ``place`` is the cell to go to, ``related`` further cells of the same cause; ``stated`` and ``expected`` are the
    figures as text where the rule compares two. ``basis`` says by which arithmetic or rule (依据与算式).
    """

    code: str
    severity: Severity
    message: str
    fix: str
    place: Place | None = None
    related: tuple[Place, ...] = ()
    stated: str | None = None
    expected: str | None = None
    basis: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """The main place first, then the related ones, each once."""
        ordered = ((self.place,) if self.place else ()) + self.related
        return tuple(dict.fromkeys(ordered))
