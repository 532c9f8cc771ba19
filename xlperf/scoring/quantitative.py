"""Quantitative indicators (定量指标): the score that target and actual value decide (财预〔2020〕10号)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import HUNDRED
from xlperf.formula import Constant, Expr, Operand, as_number, expr
from xlperf.functions import abs_, and_, cents, cut_off, if_, max_, min_, round_
from xlperf.profiles import Profile, Reverse, Rounding, Rung
from xlperf.values import Op

POSITIVE = (Op.GE, Op.GT, Op.EQ, Op.NONE)
"""Comparators for which more is better; an equality is scored like ≥ when above."""


@dataclass(frozen=True)
class QuantitativeRule:
    """One comparator under one profile: full marks when met, else in proportion, never below 0.

    ``bounds`` are those of a range target; other targets are given to the methods. ``ladder``: what far too much costs.
    """

    op: Op
    reverse: Reverse
    bounds: tuple[Decimal, Decimal] | None = None
    rounding: Rounding = "half_up"
    ladder: tuple[Rung, ...] = ()

    def formula(self, actual: Operand, target: Operand, weight: Operand) -> Expr:
        """The score in points, to the cent; all three operands must be numbers."""
        x, t, w = expr(actual), expr(target), expr(weight)
        if self.bounds is not None:
            low, high = map(expr, self.bounds)
            return if_(x < low, self._short(x, low, w), self._exceeded(x, high, w))
        if self.op is Op.WITHIN:
            return self._exceeded(abs_(x), t, w)
        if self.op is Op.LE:
            return self._exceeded(x, t, w)
        if self.op is Op.LT:
            return if_(x < t, w, self._beyond(x, t, w))
        if self.op is Op.GT:
            return if_(x > t, self._above(x, t, w), self._short(x, t, w))
        if self.op is Op.EQ:
            # nothing was to happen: only a zero meets it
            return if_(t.eq(0), if_(x <= 0, w, 0), self._reached(x, t, w))
        return self._reached(x, t, w)

    def score(self, actual: Decimal, target: Decimal, weight: Decimal) -> Decimal:
        """The score in points, exact, half up to the cent."""
        return as_number(self.formula(actual, target, weight).compute(lambda place: None))

    def met(self, actual: Decimal, target: Decimal) -> bool:
        """Whether the target is reached; at equality strict comparators count as reached in part only."""
        if self.bounds is not None:
            return self.bounds[0] <= actual <= self.bounds[1]
        if self.op is Op.EQ and target == 0:
            return actual <= 0
        return {
            Op.GT: actual > target,
            Op.LT: actual < target,
            Op.LE: actual <= target,
            Op.WITHIN: abs(actual) <= target,
        }.get(self.op, actual >= target)

    def _reached(self, x: Expr, t: Expr, w: Expr) -> Expr:
        return if_(x >= t, self._above(x, t, w), self._short(x, t, w))

    def _above(self, x: Expr, t: Expr, w: Expr) -> Expr:
        score = w
        for rung in self.ladder:
            left = self._to_cent(w * expr(HUNDRED - rung.deduct) / 100)
            # 1.3×0.7 in binary is not quite 0.91; nothing is a multiple of zero
            score = if_(and_(t > 0, x >= round_(t * expr(rung.above), 9)), left, score)
        return score

    def _short(self, x: Expr, t: Expr, w: Expr) -> Expr:
        # a target of zero or less leaves nothing to be proportional to
        return if_(t <= 0, 0, self._to_cent(min_(w, w * max_(x, 0) / t)))

    def _exceeded(self, x: Expr, t: Expr, w: Expr) -> Expr:
        return if_(x <= t, w, self._beyond(x, t, w))

    def _beyond(self, x: Expr, t: Expr, w: Expr) -> Expr:
        share = w * t / x if self.reverse == "ratio" else w * (2 * t - x) / t
        return if_(t <= 0, Constant(Decimal(0)), self._to_cent(max_(0, share)))

    def _to_cent(self, score: Expr) -> Expr:
        return cut_off(score) if self.rounding == "truncate" else cents(score)


def rules_for(
    op: Op, bounds: tuple[Decimal, Decimal] | None, profile: Profile
) -> tuple[QuantitativeRule, ...]:
    """The profile's own rule first, then all others that it accepts."""
    wanted = profile.quantitative
    ladders = (wanted.ladder, ()) if wanted.ladder else ((),)
    return tuple(
        dict.fromkeys(
            QuantitativeRule(op, reverse, bounds, rounding, ladder)
            for ladder in ladders
            for reverse in (wanted.reverse, *wanted.accepted_reverse)
            for rounding in (wanted.rounding, *wanted.accepted_rounding)
        )
    )
