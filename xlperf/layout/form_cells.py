"""Where the fields of a laid-out form stand, for the live checks and the stamp."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlperf.formula import At
from xlperf.scoring.quantitative import QuantitativeRule
from xlperf.values import Value


@dataclass(frozen=True)
class FundCells:
    """The cells of one funding row by field of the template."""

    cells: dict[str, At] = field(default_factory=dict)

    def get(self, name: str) -> At | None:
        """The cell of a field, None when the form has no such column."""
        return self.cells.get(name)


@dataclass(frozen=True)
class IndicatorCells:
    """The cells of one indicator row; ``rule`` where target and actual decide the score."""

    cells: dict[str, At]
    target: Value
    rule: QuantitativeRule | None

    @property
    def effective_target(self) -> At:
        """The target that counts."""
        return self.cells.get("adjusted_target") or self.cells["initial_target"]


@dataclass
class FormCells:
    """All fields of the form; filled while it is laid out."""

    money_unit: str
    fields: dict[str, At] = field(default_factory=dict)
    total_fund: FundCells = field(default_factory=FundCells)
    sources: list[FundCells] = field(default_factory=list)
    indicators: list[IndicatorCells] = field(default_factory=list)
    narratives: dict[str, At] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    """the printed label of each field"""
