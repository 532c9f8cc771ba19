"""Figures whose exact score ends in a half cent (x.xx5), where binary and decimal rounding may part."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from xlperf.scoring.quantitative import POSITIVE, QuantitativeRule
from xlperf.values import Op

MAX_DECIMALS = 8


@dataclass(frozen=True)
class Tie:
    """An actual value whose exact score is ``half``, an odd number of half cents."""

    actual: Decimal
    half: Fraction

    @property
    def score(self) -> Decimal:
        """The score half up."""
        return Decimal(int(self.half * 200) + 1) / 200


def decimal_of(exact: Fraction) -> Decimal | None:
    """The fraction as a decimal that somebody could type, None where it does not end soon enough."""
    scaled = exact * 10**MAX_DECIMALS
    if scaled.denominator != 1 or abs(scaled.numerator) >= 10**15:
        return None
    return Decimal(scaled.numerator).scaleb(-MAX_DECIMALS).normalize()


def ties(rule: QuantitativeRule, target: Decimal, weight: Decimal, most: int = 200) -> list[Tie]:
    """Actual values that miss the target by just so much."""
    if weight <= 0 or (target <= 0 and rule.bounds is None):
        return []
    low, high = rule.bounds or (target, target)
    found: list[Tie] = []
    steps = range(1, int(weight * 200), 2)
    for step in steps[:: max(1, len(steps) // most)]:
        half, w = Fraction(step, 200), Fraction(weight)
        short, beyond = half * Fraction(low) / w, Fraction(high) * (2 - half / w)
        if rule.reverse == "ratio":
            beyond = Fraction(high) * w / half
        wanted = [short] if rule.op in POSITIVE and rule.bounds is None else [beyond]
        if rule.bounds is not None:
            wanted = [short, beyond]
        if rule.op is Op.WITHIN:
            wanted.append(-beyond)
        found += [Tie(actual, half) for exact in wanted if (actual := decimal_of(exact)) is not None]
    return found


def tied_executions(budget: Decimal, points: Decimal) -> list[Decimal]:
    """Amounts spent of ``budget`` whose rate, or whose score, ends in a half cent."""
    rates = [Fraction(step, 20000) for step in range(7, 20000, 118)]
    scores = [Fraction(step, 200) / Fraction(points) for step in range(1, int(points * 200), 14)]
    exact = (share * Fraction(budget) for share in (*rates, *scores))
    return [amount for one in exact if (amount := decimal_of(one)) is not None]
