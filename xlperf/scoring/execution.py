"""Budget execution (预算执行率): the rate, its score, and what a displayed figure can stand for.

Forms show ten thousands of yuan with few decimals while rates were computed in yuan, so every amount is an interval:
6.25 of 8.65 prints 72.25 %, yet a stated 72.26 % may well be right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from xlperf.decimals import CENT, HUNDRED, half_up, places_of
from xlperf.formula import Expr, Operand, expr
from xlperf.functions import and_, cents, if_, is_number, max_, min_
from xlperf.model import Entry, Fund
from xlperf.profiles import Execution as Scale
from xlperf.profiles import ExecutionMethod
from xlperf.scoring.steps import step_formula, step_score

# whole numbers are believed to one part in a thousand: "10" of a small fund is 10, "3360" may be 3359.62
_WHOLE_NUMBER_TRUST = Decimal("0.0005")


@dataclass(frozen=True)
class Interval:
    """All values a figure may stand for, bounds included."""

    low: Decimal
    high: Decimal

    def overlaps(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Execution:
    """Recomputed execution of one funding row, rates in per cent.

    ``possible``: every rate the displayed amounts allow. ``stated_rate``: the row's own rate read in per cent,
    however it was typed. ``rate``: the stated one where possible, else executed ÷ budget. ``possible_score``: every
    score that the stated rate allows, where that one is possible, else the amounts. ``accepted``: the same by the other
    ways of scoring that the profile accepts. All None or empty where undecided.
    """

    possible: Interval | None = None
    stated_rate: Decimal | None = None
    rate: Decimal | None = None
    score: Decimal | None = None
    possible_score: Interval | None = None
    accepted: tuple[Interval, ...] = ()

    @property
    def rate_agrees(self) -> bool:
        """The stated rate is one that the amounts allow."""
        if self.possible is None or self.stated_rate is None:
            return False
        return self.possible.overlaps(stated_interval(self.stated_rate))

    def score_agrees(self, stated: Decimal) -> bool:
        """A stated score is one that the rate allows, a cent aside."""
        near = Interval(stated - CENT, stated + CENT)
        own = () if self.possible_score is None else (self.possible_score,)
        return any(allowed.overlaps(near) for allowed in (*own, *self.accepted))


@dataclass(frozen=True)
class ExecutionRule:
    """What execution is worth: ``points`` in full, else by the profile's method."""

    points: Decimal
    scale: Scale

    def formula(self, executed: Operand, budget: Operand) -> Expr:
        """The score in points, or empty text while it cannot be computed."""
        e, b, p = expr(executed), expr(budget), self.points
        score = cents(min_(p, max_(0, p * e / b)))
        if self.scale.method == "steps":
            score = step_formula(cents(e / b * 100), self.scale.steps, p)
        return if_(and_(is_number(e), is_number(b)), if_(b > 0, score, ""), "")

    def score(self, rate: Decimal) -> Decimal:
        """The score in points of a rate in per cent, half up to the cent."""
        if self.scale.method == "steps":
            return step_score(half_up(rate), self.scale.steps, self.points)
        return half_up(self._share(rate))

    def possible(self, rates: Interval) -> Interval:
        """Every score that the rates allow by the profile's own method."""
        return self._scores(self.scale.method, rates)

    def accepted(self, rates: Interval) -> tuple[Interval, ...]:
        """Every score that the rates allow by the other methods that the profile accepts."""
        found = [self._scores(method, rates) for method in self.scale.methods[1:]]
        # whether the project is finished is not on the form
        if "steps" in self.scale.methods and self.scale.finished_in_full and rates.high > 0:
            found.append(Interval(self.points, self.points))
        return tuple(found)

    def _scores(self, method: ExecutionMethod, rates: Interval) -> Interval:
        if method == "steps":
            low, high = (step_score(rate, self.scale.steps, self.points) for rate in (rates.low, rates.high))
            return Interval(low, high)
        return Interval(self._share(rates.low), self._share(rates.high))

    def _share(self, rate: Decimal) -> Decimal:
        return min(self.points, max(Decimal(0), rate * self.points / HUNDRED))


def rate_formula(executed: Operand, budget: Operand) -> Expr:
    """执行率 in per cent, or empty text while it cannot be computed."""
    e, b = expr(executed), expr(budget)
    return if_(and_(is_number(e), is_number(b)), if_(b > 0, cents(e / b * 100), ""), "")


def stated_interval(figure: Decimal, at_least: int = 0) -> Interval:
    """What a figure may stand for, whether it was rounded or cut off to its decimals (``at_least`` so many)."""
    unit = Decimal(1).scaleb(-max(at_least, places_of(figure)))
    return Interval(figure - unit / 2, figure + unit)


def uncertainty(amount: Decimal, decimals: int) -> Decimal:
    """By how much a displayed amount may differ from the true one; ``decimals`` are those the block shows."""
    half = Decimal("0.5").scaleb(-decimals)
    return half if decimals else min(half, abs(amount) * _WHOLE_NUMBER_TRUST)


def shown_decimals(funds: tuple[Fund, ...]) -> int:
    """The most decimals that any amount of the funding block shows; zeros at the end are not printed."""
    amounts = (
        entry.number
        for fund in funds
        for entry in (
            fund.initial_requested,
            fund.initial_budget,
            fund.full_year_budget,
            fund.arrived,
            fund.executed,
            fund.carry_over,
        )
        if entry.number is not None
    )
    return max((places_of(amount) for amount in amounts), default=0)


def execution(fund: Fund, decimals: int, rule: ExecutionRule) -> Execution:
    """The recomputed execution of one row; ``decimals`` are those the funding block shows.

    Where the form tells 到位 from the budget, evaluators may divide by either: a rate that fits 到位 only is of that.
    """
    of_budget = _execution(fund, decimals, rule)
    if fund.arrived.number is None or of_budget.stated_rate is None or of_budget.rate_agrees:
        return of_budget
    of_arrived = _execution(replace(fund, full_year_budget=fund.arrived), decimals, rule)
    return of_arrived if of_arrived.rate_agrees else of_budget


def _execution(fund: Fund, decimals: int, rule: ExecutionRule) -> Execution:
    budget, executed = fund.full_year_budget.number, fund.executed.number
    if budget is None or executed is None or budget <= 0:
        return Execution(stated_rate=_percent(fund.execution_rate, None))
    b, e = uncertainty(budget, decimals), uncertainty(executed, decimals)
    lowest_budget = max(budget - b, budget / 2)
    possible = Interval((executed - e) / (budget + b) * HUNDRED, (executed + e) / lowest_budget * HUNDRED)
    exact = executed / budget * HUNDRED
    result = Execution(possible, _percent(fund.execution_rate, exact))
    agrees = result.rate_agrees and result.stated_rate is not None
    rate = half_up(result.stated_rate if agrees and result.stated_rate is not None else exact)
    rates = stated_interval(result.stated_rate) if agrees and result.stated_rate is not None else possible
    stated_score = fund.execution_score.number
    result = replace(
        result,
        rate=rate,
        score=rule.score(rate if agrees else exact),
        possible_score=rule.possible(rates),
        accepted=rule.accepted(rates),
    )
    if stated_score is not None and result.score_agrees(stated_score):
        return replace(result, score=half_up(stated_score))
    return result


def _percent(entry: Entry, exact: Decimal | None) -> Decimal | None:
    """A typed rate in per cent: 72.26, 72.26% and 0.7226 mean the same; the reading nearer to the truth counts."""
    if entry.number is None or entry.percent or exact is None:
        return entry.number
    readings = (entry.number, entry.number * HUNDRED)
    if abs(entry.number) > 2:
        return entry.number
    return min(readings, key=lambda reading: abs(reading - exact))
