"""Pattern B: bands of a figure, each with its points; also 达到目标值得满分，否则不得分."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from xlperf.decimals import HUNDRED, plain
from xlperf.formula import Expr, Operand, expr
from xlperf.functions import and_, if_, is_number
from xlperf.scoring.clauses.answers import Answer, Unusable, figure_of, level
from xlperf.scoring.clauses.clause import Clause, descending, number_in
from xlperf.scoring.clauses.conditions import GoalMet
from xlperf.scoring.clauses.intervals import Interval, line_of
from xlperf.scoring.clauses.outcome import Answered, Line, Outcome, undecided
from xlperf.scoring.clauses.points import Points
from xlperf.scoring.clauses.shares import by_share, literal
from xlperf.units import NO_UNIT, Unit
from xlperf.values import Kind, Op, Value


@dataclass(frozen=True)
class Tier:
    """A band and its points; ``None`` as interval: everything else (否则)."""

    interval: Interval | GoalMet | None
    points: Points


@dataclass(frozen=True)
class _Band:
    interval: Interval
    points: Points


@dataclass(frozen=True)
class Tiers(Clause):
    """Bands in the order of the sentence, limits in ``unit``; ``absolute``: of the absolute value.

    ``of_target``: the figure is the share of the target that was done (完成率).
    """

    pattern = "B"
    answered_by = Answered.NUMBER

    tiers: tuple[Tier, ...]
    unit: Unit
    absolute: bool
    of_target: bool = False

    @property
    def best(self) -> Decimal:
        return max(tier.points.of(self.weight)[1] for tier in self.tiers)

    @property
    def full_marks_line(self) -> Line | None:
        full = [tier.interval for tier in self.tiers if tier.points.of(self.weight)[1] == self.weight]
        if len(full) != 1 or not isinstance(full[0], Interval) or not (full[0].one_sided or full[0].bare):
            return None
        return Line(line_of(full[0]), full[0].limits[0], self.unit)

    def reachable(self) -> tuple[Decimal, ...] | None:
        if not all(tier.points.exact for tier in self.tiers):
            return None
        return descending({tier.points.of(self.weight)[0] for tier in self.tiers})

    def _score(self, answer: Answer) -> Outcome:
        if self.of_target and not literal(answer.goal, self.full_marks_line):
            return by_share(self._literal, answer)
        return self._literal(answer)

    def _literal(self, answer: Answer) -> Outcome:
        if self._goal_decides and answer.goal.kind is not Kind.NUMBER:
            return self._by_words(answer)
        bands = self._bands(answer.goal)
        if bands is None:
            return undecided("细则以指标值为准，指标值不是一个可以比较的数")
        x = figure_of(answer, self._unit(answer.goal))
        if isinstance(x, Unusable):
            return undecided(x.why)
        return self._of(x, bands, self._unit(answer.goal))

    @property
    def _goal_decides(self) -> bool:
        return any(isinstance(tier.interval, GoalMet) for tier in self.tiers)

    def _unit(self, goal: Value) -> Unit:
        return goal.unit if self._goal_decides or self.unit == NO_UNIT else self.unit

    def _by_words(self, answer: Answer) -> Outcome:
        """A target in words is reached where the actual value says the same."""
        if answer.goal.quantitative or not answer.goal.raw or level(answer.goal.raw) != level(answer.text):
            return undecided("细则以达到指标值为准，从完成值看不出达到没有")
        score = next((tier.points for tier in self.tiers if tier.interval == GoalMet()), None)
        if score is None or not score.exact:
            return undecided("细则没有说达到指标值得几分")
        found = score.of(self.weight)[0]
        return Outcome((found,), f"完成值与指标值一致，得{plain(found)}分")

    def _bands(self, goal: Value) -> list[_Band] | None:
        """The bands with the target's figure put in; None where it is needed and there is none."""
        bands: list[_Band] = []
        for tier in self.tiers:
            interval = tier.interval
            if isinstance(interval, GoalMet):
                if goal.kind is not Kind.NUMBER or goal.approximate or goal.op in (Op.WITHIN, Op.GT, Op.LT):
                    return None
                met = Interval(low=goal.number) if self._upward(goal) else Interval(high=goal.number)
                interval = met if interval.met else _beyond(met)
            elif interval is not None and self._goal_decides:
                interval = _of_goal(interval, goal)
                if interval is None:
                    return None
            if interval is not None:
                bands.append(_Band(interval, tier.points))
        return bands

    def _upward(self, goal: Value) -> bool:
        return goal.op in (Op.GE, Op.NONE, Op.EQ)

    def _of(self, x: Decimal, bands: list[_Band], unit: Unit) -> Outcome:
        x = abs(x) if self.absolute else x
        shown = f"{plain(x)}{unit.text}"
        matching = _plainest(_tightest([band for band in bands if band.interval.holds(x)]), x)
        rest = next((tier.points for tier in self.tiers if tier.interval is None), None)
        if not matching and rest is not None:
            return self._outcome([rest], f"{shown}不在前面各档之内", "")
        if not matching:
            return self._silent(x, bands, shown)
        at_limit = any(x in band.interval.limits for band in matching)
        where = (
            f"{shown}属于“{_written(matching[0].interval, unit)}”" if len(matching) == 1 else f"完成值{shown}"
        )
        return self._outcome(
            [band.points for band in matching], where, "两档都包括", at_limit=at_limit, shown=shown
        )

    def _silent(self, x: Decimal, bands: list[_Band], shown: str) -> Outcome:
        """Between two bands, or just at the limit of one that leaves it out."""
        below = [band for band in bands if band.interval.high is not None and band.interval.high <= x]
        above = [band for band in bands if band.interval.low is not None and band.interval.low >= x]
        if not below or not above:
            return undecided(f"细则没有规定完成值为{shown}时得几分")
        nearest = [
            max(below, key=lambda band: band.interval.high or Decimal(0)).points,
            min(above, key=lambda band: band.interval.low or Decimal(0)).points,
        ]
        ordered = sorted(nearest, key=lambda points: points.of(self.weight), reverse=True)
        return self._outcome(ordered, f"完成值{shown}", "哪一档都没有包括", at_limit=True, shown=shown)

    def _outcome(
        self, points: list[Points], where: str, both: str, *, at_limit: bool = False, shown: str = ""
    ) -> Outcome:
        if not all(one.exact for one in points):
            if len(points) > 1:
                return undecided(f"细则对{shown}{both}")
            low, high = points[0].of(self.weight)
            return Outcome(span=(low, high), derivation=f"{where}，得{plain(low)}—{plain(high)}分")
        scores = tuple(dict.fromkeys(one.of(self.weight)[0] for one in points))
        words = "或".join(f"{plain(score)}分" for score in scores)
        if len(scores) == 1:
            return Outcome(scores, f"{where}，得{words}")
        why = f"细则对{shown}{both}，可以得{words}"
        return Outcome(scores, f"{where}，{why}", ambiguous=why, at_limit=at_limit)

    def _formula(self, actual: Operand, target: Operand, weight: Operand, goal: Value) -> Expr | None:
        if self.of_target and not literal(goal, self.full_marks_line):
            return None
        bands = self._bands(goal)
        x = number_in(actual, goal, self._unit(goal), absolute=self.absolute)
        if bands is None or x is None or not all(tier.points.exact for tier in self.tiers):
            return None
        limits = sorted({limit for band in bands for limit in band.interval.limits})
        formula = self._pieces(limits, bands, x, weight)
        if not self._goal_decides:
            return if_(is_number(actual), formula, "")
        # the limit is the target as it was drawn: another one asks for another formula
        line = number_in(target, goal, self._unit(goal))
        assert line is not None
        return if_(and_(is_number(actual), is_number(target)), if_(line.eq(goal.number), formula, ""), "")

    def _pieces(self, limits: list[Decimal], bands: list[_Band], x: Expr, weight: Operand) -> Expr:
        """Nested IFs over the limits: below the first one, at it, between it and the next …"""
        if not limits:
            return expr("")
        gaps = [
            limits[0] - 1,
            *((a + b) / 2 for a, b in pairwise(limits)),
            limits[-1] + 1,
        ]
        between = [self._piece(point, bands, weight) for point in gaps]
        at = [self._piece(point, bands, weight) for point in limits]
        formula = between[-1]
        for number in reversed(range(len(limits))):
            limit = limits[number]
            if at[number] == between[number]:
                condition: Expr = x <= limit
            else:
                condition = x < limit
                if at[number] != between[number + 1]:
                    formula = if_(x.eq(limit), at[number], formula)
            if between[number] != formula:
                formula = if_(condition, between[number], formula)
        return formula

    def _piece(self, x: Decimal, bands: list[_Band], weight: Operand) -> Expr:
        outcome = self._of(x, bands, self.unit)
        if not outcome.scores:
            return expr("")
        points = next(
            tier.points for tier in self.tiers if tier.points.of(self.weight)[0] == outcome.scores[0]
        )
        return points.formula(weight)


def _of_goal(interval: Interval, goal: Value) -> Interval | None:
    """A band beside 达到目标值: 80%以上 is a share of the target; None where it may as well be the figure itself."""
    if interval.unit.dimension != "ratio":
        return interval if interval.unit in (NO_UNIT, goal.unit) else None
    if goal.unit.dimension == "ratio":
        return interval if goal.number == HUNDRED and interval.unit == goal.unit else None
    if goal.number <= 0 or interval.absolute:
        return None
    low = None if interval.low is None else interval.low * goal.number / HUNDRED
    high = None if interval.high is None else interval.high * goal.number / HUNDRED
    return replace(interval, low=low, high=high, unit=goal.unit)


def _beyond(met: Interval) -> Interval:
    """The figures that miss a target."""
    return (
        Interval(high=met.low, with_high=False)
        if met.low is not None
        else Interval(low=met.high, with_low=False)
    )


def _tightest(bands: list[_Band]) -> list[_Band]:
    """Without the bands that only hold because a stricter one on the same side does (90%以上, 80%以上)."""

    def looser(band: _Band) -> bool:
        same_side = [other for other in bands if other is not band and _same_side(band, other)]
        return any(
            other.interval.within(band.interval) and other.interval != band.interval for other in same_side
        )

    return [band for band in bands if not looser(band)]


def _plainest(bands: list[_Band], x: Decimal) -> list[_Band]:
    """Where one band is plainly said to include ``x`` (80%(含)以上), another's loose end (80%以下) gives way."""
    plainest = max((band.interval.said(x) for band in bands), default=None)
    return [band for band in bands if band.interval.said(x) == plainest]


def _same_side(one: _Band, other: _Band) -> bool:
    a, b = one.interval, other.interval
    return a.one_sided and b.one_sided and (a.low is None) == (b.low is None)


def _written(interval: Interval, unit: Unit) -> str:
    return interval.written() if interval.unit != NO_UNIT else f"{interval.written()}{unit.text}"
