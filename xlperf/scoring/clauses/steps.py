"""Pattern S: full marks at a figure, and so many points off for every step beyond it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.formula import Expr, Operand, expr
from xlperf.functions import and_, cents, if_, is_number, max_, round_, whole
from xlperf.scoring.clauses.answers import Answer, Unusable, figure_of
from xlperf.scoring.clauses.clause import Clause, descending, number_in
from xlperf.scoring.clauses.intervals import Interval
from xlperf.scoring.clauses.outcome import Answered, Line, Outcome, undecided
from xlperf.scoring.clauses.points import Points
from xlperf.scoring.clauses.shares import by_share, literal
from xlperf.units import NO_UNIT, Unit, alike, convert
from xlperf.values import Kind, Op, Value

_MOST_SCORES = 200
_PLACES = 9


@dataclass(frozen=True)
class _Step:
    """The size of a step in the threshold's unit, or in per cent of the threshold."""

    size: Decimal
    relative: bool = False


@dataclass(frozen=True)
class Steps(Clause):
    """``threshold`` in ``unit`` (None: the target itself), beyond it ``points`` off for every ``size``.

    ``falling``: less is worse. ``strict``: the threshold itself is not yet good enough (高于95%). ``size_unit``: per cent
    of a threshold that is no rate itself is a share of it. ``cutoffs``: intervals with points of their own, which go
    first. ``of_target``: the figure is the share of the target that was done (完成率).
    """

    pattern = "S"
    answered_by = Answered.NUMBER

    threshold: Decimal | None
    unit: Unit
    falling: bool
    strict: bool
    absolute: bool
    size: Decimal
    size_unit: Unit
    points: Decimal
    floor: Decimal
    cutoffs: tuple[tuple[Interval, Points], ...] = ()
    of_target: bool = False

    @property
    def best(self) -> Decimal:
        return self.weight

    @property
    def full_marks_line(self) -> Line | None:
        if self.threshold is None:
            return None
        upward = Op.GT if self.strict else Op.GE
        downward = Op.WITHIN if self.absolute else Op.LT if self.strict else Op.LE
        return Line(upward if self.falling else downward, self.threshold, self.unit)

    def reachable(self) -> tuple[Decimal, ...] | None:
        count = (self.weight - self.floor) / self.points
        if count > _MOST_SCORES:
            return None
        scores = {
            half_up(max(self.floor, self.weight - self.points * step)) for step in range(int(count) + 2)
        }
        return descending(scores | {points.of(self.weight)[0] for _, points in self.cutoffs})

    def _score(self, answer: Answer) -> Outcome:
        if self.of_target and not literal(answer.goal, self.full_marks_line):
            return by_share(self._literal, answer)
        return self._literal(answer)

    def _literal(self, answer: Answer) -> Outcome:
        threshold = self.threshold
        if threshold is None:
            if answer.goal.kind is not Kind.NUMBER or answer.goal.approximate:
                return undecided("细则以指标值为准，指标值不是一个数")
            if self._against(answer.goal):
                return undecided("细则扣分的方向与指标值相反")
            threshold = answer.goal.number
        x = figure_of(answer, self.unit if self.threshold is not None else answer.goal.unit)
        if isinstance(x, Unusable):
            return undecided(x.why)
        step = self._step(answer.goal)
        if step is None:
            return undecided(f"细则每差“{plain(self.size)}{self.size_unit.text}”扣分，与指标值的单位对不上")
        if step.relative and threshold <= 0:
            return undecided("得满分的数不是正数，算不出差了百分之几")
        x = abs(x) if self._is_absolute(answer.goal) else x
        unit = self._unit(answer.goal)
        for interval, points in self.cutoffs:
            if interval.holds(x):
                score = points.of(self.weight)[0]
                said = f"{_shown(x, unit)}属于“{interval.written()}”，得{plain(score)}分"
                return Outcome((score,), said)
        gap = threshold - x if self.falling else x - threshold
        line = _shown(threshold, unit)
        if gap < 0 or (gap == 0 and not self.strict):
            return Outcome((self.weight,), f"{_shown(x, unit)}达到满分线{line}，得{plain(self.weight)}分")
        if gap == 0:
            return self._at_limit(line)
        begin = f"{_shown(x, unit)}比{line}{'低' if self.falling else '高'}"
        return self._beyond(gap, threshold, step, begin, unit)

    def _at_limit(self, line: str) -> Outcome:
        word = "高于" if self.falling else "低于"
        below = max(self.floor, self.weight - self.points)
        readings = (
            f"按“不{'低' if self.falling else '高'}于”理解得{plain(self.weight)}分，从严得{plain(below)}分"
        )
        return Outcome(
            (self.weight, below) if below < self.weight else (self.weight,),
            f"完成值恰为{line}，{readings}",
            ambiguous=f"细则写“{word}{line}”得满分，恰好等于{line}时没有规定，{readings}",
            at_limit=True,
        )

    def _beyond(self, gap: Decimal, threshold: Decimal, step: _Step, begin: str, unit: Unit) -> Outcome:
        # the same rounding as the formula's, which computes in binary
        share = half_up(gap / threshold * HUNDRED / step.size if step.relative else gap / step.size, _PLACES)
        steps = int(share)
        below, exact, more = (
            half_up(max(self.floor, self.weight - self.points * count))
            for count in (steps, share, steps + (share > steps))
        )
        each = f"每{plain(step.size)}{'%' if step.relative else _step_unit(unit)}扣{plain(self.points)}分"
        measured = (
            f"{plain(half_up(gap / threshold * HUNDRED, 4))}%" if step.relative else _difference(gap, unit)
        )
        count = f"{steps}个整档" if share == steps else f"{steps}个整档（不足一档的部分不扣）"
        sum_ = f"{plain(self.weight)}－{plain(self.points)}×{steps}"
        lowest = f"低于{plain(self.floor)}，" if self.weight - self.points * steps < self.floor else ""
        said = f"{begin}{measured}，{each}，够{count}，{sum_}，{lowest}得{plain(below)}分"
        scores = tuple(dict.fromkeys((below, exact, more)))
        ambiguous = ""
        if len(scores) > 1:
            ambiguous = f"不足一档的部分怎么扣，细则没有规定：不扣得{plain(below)}分，按比例扣得{plain(exact)}分，算一档得{plain(more)}分"
        return Outcome(scores, said, ambiguous=ambiguous)

    def _unit(self, goal: Value) -> Unit:
        return self.unit if self.unit != NO_UNIT else goal.unit

    def _step(self, goal: Value) -> _Step | None:
        """The step in the unit of the threshold; None where that unit does not go with it."""
        measure = self._unit(goal)
        if self.size_unit in (NO_UNIT, measure):
            return _Step(self.size)
        if self.size_unit.dimension == "ratio" and measure.dimension != "ratio":
            return None if measure == NO_UNIT else _Step(self.size, relative=True)
        if measure == NO_UNIT or not alike(self.size_unit, measure):
            return None
        return _Step(convert(self.size, self.size_unit, measure))

    def _against(self, goal: Value) -> bool:
        """The target, where it is the threshold, asks for the other direction."""
        if self.threshold is not None or goal.op is Op.EQ:
            return False
        return self.falling == (goal.op in (Op.LE, Op.LT, Op.WITHIN))

    def _is_absolute(self, goal: Value) -> bool:
        return self.absolute or (self.threshold is None and goal.op is Op.WITHIN)

    def _formula(self, actual: Operand, target: Operand, weight: Operand, goal: Value) -> Expr | None:
        if self.of_target and not literal(goal, self.full_marks_line):
            return None
        measure = self.unit if self.threshold is not None else goal.unit
        step = self._step(goal)
        if step is None or self._against(goal) or (step.relative and (self.threshold or 1) <= 0):
            return None
        x = number_in(actual, goal, measure, absolute=self._is_absolute(goal))
        line = expr(self.threshold) if self.threshold is not None else number_in(target, goal, measure)
        if x is None or line is None or not all(points.exact for _, points in self.cutoffs):
            return None
        gap = line - x if self.falling else x - line
        share = gap / line * HUNDRED / step.size if step.relative else gap / step.size
        off = cents(max_(self.floor, expr(self.weight) - whole(round_(share, _PLACES)) * self.points))
        score: Expr = if_(round_(gap, _PLACES) <= 0, self.weight, off)
        for interval, points in reversed(self.cutoffs):
            score = if_(_holds(interval, x), points.formula(weight), score)
        guarded = (
            is_number(actual) if self.threshold is not None else and_(is_number(actual), is_number(target))
        )
        if step.relative and self.threshold is None:
            score = if_(line > 0, score, "")
        return if_(guarded, score, "")


def _holds(interval: Interval, x: Expr) -> Expr:
    conditions = []
    if interval.low is not None:
        conditions.append(x >= interval.low if interval.with_low else x > interval.low)
    if interval.high is not None:
        conditions.append(x <= interval.high if interval.with_high else x < interval.high)
    return and_(*conditions)


def _step_unit(unit: Unit) -> str:
    return "个百分点" if unit.dimension == "ratio" else unit.text


def _shown(number: Decimal, unit: Unit) -> str:
    return f"{plain(number)}{unit.text}"


def _difference(gap: Decimal, unit: Unit) -> str:
    return f"{plain(gap)}{'个百分点' if unit.dimension == 'ratio' else unit.text}"
