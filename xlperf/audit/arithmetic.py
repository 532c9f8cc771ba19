"""A quantitative indicator in words: its value, how it misses the target, the arithmetic of its score."""

from __future__ import annotations

from decimal import Decimal

from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import Op

_ZERO = Decimal(0)
_MOST_DECIMALS = 4


def is_reverse(row: IndicatorScore) -> bool:
    """Less is better (≤, <)."""
    return row.rule is not None and row.rule.bounds is None and row.rule.op in (Op.LE, Op.LT)


def bare_actual(row: IndicatorScore) -> str:
    """The actual value without a comparator, as written otherwise."""
    if row.actual.embedded:
        return f"“{row.indicator.actual.text}”"
    if row.actual.op is Op.NONE:
        return row.indicator.actual.text
    return f"{rounded(row.actual.number)}{row.actual.unit.text}"


def shortfall(row: IndicatorScore) -> str:
    """How the actual value misses its target: ``低于指标值≥50个``."""
    target = row.target.raw.strip()
    if row.rule is not None and row.rule.bounds is not None:
        return f"不在指标值{target}的范围内"
    if row.rule is not None and row.rule.op is Op.WITHIN:
        return f"超出指标值{target}"
    if row.rule is not None and row.rule.op is Op.EQ and row.target.number == 0:
        return f"不符合指标值{target}"
    return f"低于指标值{target}" if row.positive else f"高于指标值{target}"


def score_arithmetic(row: IndicatorScore) -> str:
    """How the rule's own score comes about: ``45÷50＝90%，90%×10分＝9分``."""
    if row.target.moment is not None:
        return f"按时完成，得满分{plain(row.weight or _ZERO)}分"
    actual, target, weight = row.actual_number or _ZERO, row.target.number, row.weight or _ZERO
    result = f"{plain(row.accepted[0])}分"
    if row.rule is not None and row.rule.bounds is not None:
        low, high = row.rule.bounds
        target = low if actual < low else high
        below = actual < low
    else:
        below = row.positive
        actual = abs(actual) if row.rule is not None and row.rule.op is Op.WITHIN else actual
    if target <= 0:
        return f"指标值为{rounded(target)}，没有达标的记0分"
    if below:
        share = plain(half_up(max(actual, _ZERO) / target * HUNDRED))
        return f"{rounded(actual)}÷{rounded(target)}＝{share}%，{share}%×{plain(weight)}分＝{result}"
    over = actual - target
    if row.rule is not None and row.rule.reverse == "ratio":
        share = plain(half_up(target / actual * HUNDRED))
        return f"{rounded(target)}÷{rounded(actual)}＝{share}%，{share}%×{plain(weight)}分＝{result}"
    share = plain(half_up(over / target * HUNDRED))
    if over >= target:
        return f"超出{rounded(over)}，是指标值的{share}%，不得分"
    left = plain(HUNDRED - half_up(over / target * HUNDRED))
    return f"超出{rounded(over)}÷{rounded(target)}＝{share}%，{left}%×{plain(weight)}分＝{result}"


def rounded(number: Decimal) -> str:
    """A figure of the arithmetic with four decimals at most; converted units leave endless ones."""
    return plain(half_up(number, _MOST_DECIMALS) or number)
