"""Where the fields of a laid-out form stand, for the totals, the live checks and the stamp."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlperf.formula import At, Cells, Expr, expr
from xlperf.functions import cents, count, count_if, if_, sum_, sum_if
from xlperf.profiles import Profile
from xlperf.scoring.quantitative import QuantitativeRule
from xlperf.values import Value

NOT_APPLICABLE = "不适用"
NO_YEAR = "（　　　　年度）"
"""stands in the cell of the year until somebody types it"""


@dataclass(frozen=True)
class FundCells:
    """The cells of one funding row by field of the template; ``open``: its source is not of a project list."""

    cells: dict[str, At] = field(default_factory=dict)
    label: At | None = None
    open: bool = False

    def get(self, name: str) -> At | None:
        """The cell of a field, None when the form has no such column."""
        return self.cells.get(name)


@dataclass(frozen=True)
class IndicatorCells:
    """The cells of one indicator row, and what decides its score.

    ``rule`` where target and actual are figures; ``live``: the score as it follows from other cells, None where it is
    typed; ``from_funds``: those are the funding block's (预算执行率 as an indicator); ``choices`` of the actual value, where
    it is chosen; ``banded``: the chosen phrase bounds the typed score; ``open``: a row of the blank form, where name,
    target and weight are typed by hand.
    """

    cells: dict[str, At]
    target: Value
    rule: QuantitativeRule | None = None
    live: Expr | None = None
    choices: tuple[str, ...] = ()
    banded: bool = False
    from_funds: bool = False
    open: bool = False

    @property
    def effective_target(self) -> At:
        """The target that counts."""
        return self.cells.get("adjusted_target") or self.cells["initial_target"]


@dataclass
class FormCells:
    """All fields of the form; filled while it is laid out. ``not_applicable``: 不适用 may stand in place of a score."""

    money_unit: str
    not_applicable: bool = False
    fields: dict[str, At] = field(default_factory=dict)
    total_fund: FundCells = field(default_factory=FundCells)
    sources: list[FundCells] = field(default_factory=list)
    indicators: list[IndicatorCells] = field(default_factory=list)
    classes: list[dict[str, At]] = field(default_factory=list)
    """the table of class scores"""
    narratives: dict[str, At] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    """the printed label of each field"""

    def column(self, name: str) -> list[Expr]:
        """All indicator cells of that field as one range; where the form has classes only, theirs one by one."""
        cells = [row.cells[name] for row in self.indicators if name in row.cells]
        if cells:
            return [Cells.below(cells)]
        return [figures[name] for figures in self.classes if name in figures]

    @property
    def scored(self) -> bool:
        """The form has points."""
        return bool(self.column("score"))

    @property
    def score_parts(self) -> list[Expr]:
        """Everything that the total adds up."""
        execution = self.total_fund.get("execution_score")
        return [*self.column("score"), *([execution] if execution else [])]

    def total(self, profile: Profile) -> Expr:
        """The total as it follows from the scores; where some do not apply, that of the others out of full marks."""
        parts = self.score_parts
        added = sum_(*parts)
        if not self.not_applicable:
            return cents(added)
        (scores,), (weights,) = self.column("score"), self.column("weight")
        assert isinstance(scores, Cells)
        assert isinstance(weights, Cells)
        applicable = sum_(weights) - sum_if(scores, NOT_APPLICABLE, weights)
        rescaled = if_(applicable > 0, cents(added * expr(profile.full_marks) / applicable), "")
        return if_(count_if(scores, NOT_APPLICABLE).eq(0), cents(added), rescaled)

    @property
    def complete(self) -> Expr:
        """Every score is there."""
        parts = self.score_parts
        filled = count(*parts)
        if self.not_applicable:
            (scores,) = self.column("score")
            assert isinstance(scores, Cells)
            filled = filled + count_if(scores, NOT_APPLICABLE)
        execution = 1 if self.total_fund.get("execution_score") else 0
        if any(row.open for row in self.indicators):
            return filled.eq(count(*self.column("weight")) + execution)
        return filled.eq((len(self.indicators) or len(self.classes)) + execution)
