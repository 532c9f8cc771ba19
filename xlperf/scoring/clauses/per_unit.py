"""Pattern U: points for every unit done (每完成1次得1分，最高5分)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import half_up, plain
from xlperf.formula import Expr, Operand, expr
from xlperf.functions import cents, if_, is_number, max_, min_, round_, whole
from xlperf.scoring.clauses.answers import Answer, Unusable, figure_of
from xlperf.scoring.clauses.clause import Clause, descending, number_in
from xlperf.scoring.clauses.outcome import Answered, Outcome, undecided
from xlperf.units import NO_UNIT, Unit, alike
from xlperf.values import Op, Value

_MOST_SCORES = 200
_PLACES = 9


@dataclass(frozen=True)
class PerUnit(Clause):
    """``points`` for every ``size`` in ``unit``, up to the weight."""

    pattern = "U"
    answered_by = Answered.NUMBER

    size: Decimal
    unit: Unit
    points: Decimal

    @property
    def best(self) -> Decimal:
        return self.weight

    def reachable(self) -> tuple[Decimal, ...] | None:
        count = self.weight / self.points
        if count > _MOST_SCORES:
            return None
        return descending({half_up(min(self.weight, self.points * step)) for step in range(int(count) + 2)})

    def _score(self, answer: Answer) -> Outcome:
        if not self._fits(answer.goal):
            return undecided(self._unfit(answer.goal))
        x = figure_of(answer, self.unit)
        if isinstance(x, Unusable):
            return undecided(x.why)
        count = int(half_up(max(x, Decimal(0)) / self.size, _PLACES))
        score = half_up(min(self.weight, self.points * count))
        product = f"{plain(self.points)}×{count}"
        most = "，最高" if self.points * count > self.weight else "＝"
        return Outcome((score,), f"完成{plain(x)}{self.unit.text}，{product}{most}{plain(score)}分")

    def _fits(self, goal: Value) -> bool:
        """The target counts the same thing, and more of it is better."""
        if not goal.quantitative:
            return True
        return goal.op not in (Op.LE, Op.LT, Op.WITHIN) and (
            goal.unit == NO_UNIT or alike(goal.unit, self.unit)
        )

    def _unfit(self, goal: Value) -> str:
        if goal.op in (Op.LE, Op.LT, Op.WITHIN):
            return f"细则是做得越多得分越高，指标值“{goal.raw.strip()}”却是越少越好"
        return f"细则的单位是“{self.unit.text}”，指标值的单位是“{goal.unit.text}”"

    def _formula(self, actual: Operand, target: Operand, weight: Operand, goal: Value) -> Expr | None:
        x = number_in(actual, goal, self.unit)
        if x is None or not self._fits(goal):
            return None
        count = whole(round_(max_(x, 0) / self.size, _PLACES))
        return if_(is_number(actual), cents(min_(self.weight, expr(self.points) * count)), "")
