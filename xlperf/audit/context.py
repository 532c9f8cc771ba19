"""What every rule is given: the form, its recomputed figures, the profile, and a few views of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from xlperf.decimals import CENT, parse_decimal, places_of
from xlperf.model import REASONS, Assessment, Entry, Fund, Indicator
from xlperf.profiles import Profile
from xlperf.scoring.assessment import IndicatorScore, Scored
from xlperf.scoring.execution import Execution, shown_decimals
from xlperf.units import UNITS, Unit
from xlperf.values import Kind, parse_value

_HALF_CENT = Decimal("0.005")


def empty(entry: Entry) -> bool:
    """The form has this cell and nothing is in it; a formula that shows nothing yet is no empty cell."""
    return entry.place is not None and entry.blank and not entry.live


def written(entry: Entry) -> bool:
    """Something is said here; a dash or 无 is not."""
    return parse_value(entry.text.rstrip("。.")).kind not in (Kind.BLANK, Kind.NOT_APPLICABLE)


@dataclass(frozen=True)
class Text:
    """A passage of the form's prose: narrative or completion, with the label it is printed under."""

    key: str
    label: str
    entry: Entry


@dataclass(frozen=True)
class ScoreSum:
    """The scores added up as filled; ``tolerance`` is what rounding may make of it.

    ``rescaled``: what they come to without the indicators that do not apply, where some do not.
    """

    indicators: Decimal
    execution: Decimal
    tolerance: Decimal
    rescaled: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """What the total should be."""
        return self.indicators + self.execution

    def agrees(self, total: Decimal) -> bool:
        """Whether a stated total is this sum."""
        sums = (self.total,) if self.rescaled is None else (self.total, self.rescaled)
        return any(abs(total - own) <= self.tolerance for own in sums)


@dataclass(frozen=True)
class Context:
    """One form under audit."""

    assessment: Assessment
    scored: Scored
    profile: Profile

    @property
    def own(self) -> bool:
        """It is a workbook that xlperf issued."""
        return self.assessment.recognised_by == "names"

    @property
    def money(self) -> Unit:
        """The unit of the funds."""
        return UNITS[self.assessment.money_unit]

    @property
    def tolerance(self) -> Decimal:
        """Points by which scores may differ."""
        return self.profile.quantitative.tolerance

    @property
    def reasons_unread(self) -> bool:
        """The column of reasons may be there under a heading that was not understood."""
        return REASONS in self.assessment.unrecognised

    @cached_property
    def indicators(self) -> tuple[IndicatorScore, ...]:
        """The indicator rows that say something."""
        return tuple(score for score in self.scored.indicators if _says_something(score.indicator))

    @cached_property
    def funds(self) -> tuple[tuple[Fund, Execution], ...]:
        """The total row, then the sources, each with its recomputed execution."""
        sources = zip(self.assessment.sources, self.scored.source_executions, strict=True)
        return ((self.assessment.total_fund, self.scored.execution), *sources)

    @cached_property
    def money_decimals(self) -> int:
        """The decimals that the funding block shows."""
        return shown_decimals((self.assessment.total_fund, *self.assessment.sources))

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Completion and narratives that say something."""
        completion = Text("completion", "实际完成情况", self.assessment.completion)
        narratives = (Text(n.key, n.label, n.entry) for n in self.assessment.narratives)
        return tuple(text for text in (completion, *narratives) if written(text.entry))

    @cached_property
    def prose(self) -> tuple[Text, ...]:
        """The goal where it says something, then the texts."""
        goal = Text("goal", "年度目标", self.assessment.goal)
        return (*((goal,) if written(goal.entry) else ()), *self.texts)

    @cached_property
    def total(self) -> Decimal | None:
        """The stated total, also where it is typed as 95.23分."""
        entry = self.assessment.total
        return parse_decimal(entry.text.removesuffix("分")) if entry.number is None else entry.number

    @cached_property
    def score_sum(self) -> ScoreSum | None:
        """The filled scores added up; None while one is missing or no number."""
        unscored = [row for row in self.indicators if row.not_applicable and row.filled is None]
        counted = [row for row in self.indicators if not row.is_execution and row not in unscored]
        filled = [row.filled for row in counted]
        numbers = [number for number in filled if number is not None]
        execution = self.scored.stated_execution_score
        slack = Decimal(0)
        if execution is None:
            execution, slack = self._computed_execution() if self.scored.execution_points else (slack, slack)
        if execution is None or not numbers or len(numbers) < len(filled):
            return None
        shown = (*numbers, execution, self.total or Decimal(0))
        # unrounded formula results differ from what their cells show
        unrounded = _HALF_CENT * sum(places_of(figure) > 2 for figure in shown)
        applicable = self.scored.applicable
        rescaled = applicable.total if applicable else None
        return ScoreSum(sum(numbers, Decimal(0)), execution, CENT + unrounded + slack, rescaled)

    def _computed_execution(self) -> tuple[Decimal | None, Decimal]:
        score, possible = self.scored.execution.score, self.scored.execution.possible_score
        if score is None or possible is None:
            return None, Decimal(0)
        return score, max(score - possible.low, possible.high - score, Decimal(0))


def _says_something(indicator: Indicator) -> bool:
    entries = (
        indicator.name,
        indicator.target,
        indicator.actual,
        indicator.weight,
        indicator.score,
        indicator.deviation_reason,
    )
    return any(not entry.blank for entry in entries)
