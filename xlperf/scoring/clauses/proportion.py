"""Patterns P and R: points in proportion to what was done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.formula import Expr, Operand, expr
from xlperf.functions import and_, cents, if_, is_number, max_, min_, round_
from xlperf.scoring.clauses.answers import Answer, Unusable, figure_of
from xlperf.scoring.clauses.clause import Clause, number_in
from xlperf.scoring.clauses.intervals import Interval, line_of
from xlperf.scoring.clauses.outcome import Answered, Line, Outcome, undecided
from xlperf.scoring.clauses.points import Points
from xlperf.units import NO_UNIT
from xlperf.values import Kind, Op, Value


@dataclass(frozen=True)
class Proportion(Clause):
    """``form``: ``goal`` and ``rate`` (完成率×分值) follow the target's direction; ``B/A``, ``A/B`` as written.

    ``cutoffs``: shares of the target in per cent with points of their own (低于60%不得分). ``line``: where full marks
    begin, if not at the target.
    """

    pattern = "P"
    answered_by = Answered.NUMBER

    form: str
    cutoffs: tuple[tuple[Interval, Points], ...] = ()
    line: Interval | None = None

    @property
    def best(self) -> Decimal:
        return self.weight

    @property
    def full_marks_line(self) -> Line | None:
        if self.line is None:
            return None
        return Line(line_of(self.line), self.line.limits[0], self.line.unit)

    def reachable(self) -> tuple[Decimal, ...] | None:
        return None

    def _score(self, answer: Answer) -> Outcome:
        goal = self._measured_by(answer.goal)
        if goal.kind is not Kind.NUMBER or goal.approximate or goal.number <= 0 or goal.op is Op.WITHIN:
            return undecided("细则按与指标值的比例给分，指标值不是一个可以相除的数")
        x = figure_of(answer, goal.unit)
        if isinstance(x, Unusable):
            return undecided(x.why)
        x, t = max(x, Decimal(0)), goal.number
        upward = self._upward(goal)
        if not upward and x <= t:
            return Outcome(
                (self.weight,), f"{_shown(x, goal)}没有超过{_shown(t, goal)}，得{plain(self.weight)}分"
            )
        share = x / t if upward else t / x
        divided = f"{plain(x)}÷{plain(t)}" if upward else f"{plain(t)}÷{plain(x)}"
        per_cent = plain(half_up(share * HUNDRED))
        for interval, points in self.cutoffs:
            if self._two_minded(interval, goal) and interval.holds(share * HUNDRED) != interval.holds(x):
                return undecided("看不出细则的百分数说的是完成值，还是完成值占指标值的比例")
            if interval.holds(share * HUNDRED):
                score = points.of(self.weight)[0]
                return Outcome(
                    (score,), f"{divided}＝{per_cent}%，属于“{interval.written()}”，得{plain(score)}分"
                )
        score = half_up(min(self.weight, self.weight * share))
        said = f"{divided}＝{per_cent}%，{plain(self.weight)}×{per_cent}%，得{plain(score)}分"
        return self._with_other_readings(score, said, x, t, goal)

    def _measured_by(self, goal: Value) -> Value:
        """What the figure is divided by: the target, or the line of the sentence."""
        if self.line is None or (goal.quantitative and not self._upward(goal)):
            return goal if self.line is None else replace(goal, kind=Kind.TEXT)
        measure = self.line.unit if self.line.unit != NO_UNIT else goal.unit
        return Value(Kind.NUMBER, goal.raw, Op.GE, self.line.limits[0], unit=measure)

    def _two_minded(self, interval: Interval, goal: Value) -> bool:
        """80% of the target or 80% itself? 完成率 is told to be the first."""
        if interval.subject.startswith("完成"):
            return False
        return goal.unit.dimension == "ratio" and goal.number != HUNDRED

    def _with_other_readings(self, score: Decimal, said: str, x: Decimal, t: Decimal, goal: Value) -> Outcome:
        scores = [score]
        if (self.form == "rate" or self.line) and goal.unit.dimension == "ratio" and goal.unit.text != "‰":
            # 完成率 may be the actual value itself rather than its share of the target
            scores.append(half_up(min(self.weight, self.weight * x / HUNDRED)))
        if self.form == "goal" and not self._upward(goal):
            scores.append(half_up(max(Decimal(0), self.weight * (2 * t - x) / t)))
        different = tuple(dict.fromkeys(scores))
        ambiguous = ""
        if len(different) > 1:
            words = "或".join(f"{plain(one)}分" for one in different)
            ambiguous = f"细则没有写明按什么比例，可以得{words}"
        return Outcome(different, said, ambiguous=ambiguous)

    def _upward(self, goal: Value) -> bool:
        if self.form in ("B/A", "A/B"):
            return self.form == "B/A"
        return goal.op in (Op.GE, Op.GT, Op.NONE, Op.EQ)

    def _formula(self, actual: Operand, target: Operand, weight: Operand, goal: Value) -> Expr | None:
        by = self._measured_by(goal)
        x = number_in(actual, goal, by.unit)
        t = number_in(target, goal, goal.unit) if self.line is None else expr(by.number)
        if x is None or t is None or by.kind is not Kind.NUMBER or by.number <= 0 or goal.op is Op.WITHIN:
            return None
        if any(self._two_minded(interval, by) for interval, _ in self.cutoffs):
            return None
        if not all(points.exact for _, points in self.cutoffs):
            return None
        x = max_(x, 0)
        upward = self._upward(goal)
        score: Expr = cents(min_(self.weight, self.weight * x / t if upward else self.weight * t / x))
        for interval, points in reversed(self.cutoffs):
            score = if_(self._holds(interval, x, t, upward=upward), points.formula(weight), score)
        if not upward:
            score = if_(x <= t, expr(self.weight), score)
        if self.line is not None:
            return if_(is_number(actual), score, "")
        return if_(and_(is_number(actual), is_number(target)), if_(t > 0, score, ""), "")

    def _holds(self, interval: Interval, x: Expr, t: Expr, *, upward: bool) -> Expr:
        part, base = (x, t) if upward else (t, x)
        # cross-multiplied: 60 % of a target is exact where the quotient is not
        conditions: list[Expr] = []
        if interval.low is not None:
            line = round_(base * (interval.low / HUNDRED), 9)
            conditions.append(part >= line if interval.with_low else part > line)
        if interval.high is not None:
            line = round_(base * (interval.high / HUNDRED), 9)
            conditions.append(part <= line if interval.with_high else part < line)
        return and_(*conditions)


def _shown(number: Decimal, goal: Value) -> str:
    return f"{plain(number)}{goal.unit.text}"
