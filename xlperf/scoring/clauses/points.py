"""The points that a sentence gives: 5分, 满分, 分值的80%, 3—5分."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import HUNDRED, half_up
from xlperf.formula import Expr, Operand, expr
from xlperf.functions import cents
from xlperf.scoring.clauses.spelling import COUNT, figure

_SHARE = r"\d+(?:\.\d+)?%"
_OF_WEIGHT = r"(?:的?(?:该项|本项|指标|权重)?(?:分值|权重分|权重|满分|总分|分数)分?)"
POINTS = (
    rf"(?:{COUNT}(?:[-~]{COUNT})?分|满分|全分|全部分值|权重分|{_SHARE}(?:\(含\))?(?:[-~]{_SHARE}(?:\(含\))?)?{_OF_WEIGHT}"
    rf"|(?:分值|权重分|权重|满分)的?{_SHARE}(?:\(含\))?(?:[-~]{_SHARE}(?:\(含\))?)?|一半(?:的)?分(?:值|数)?|不(?:得|计|给|记)分|零分)"
)
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Points:
    """Points from ``low`` to ``high``, mostly the same; ``share``: both are shares of the weight, 1 the whole."""

    low: Decimal
    high: Decimal
    share: bool = False

    @property
    def exact(self) -> bool:
        """One figure, nothing to choose."""
        return self.low == self.high

    def of(self, weight: Decimal) -> tuple[Decimal, Decimal]:
        """Lowest and highest points of an indicator with that weight."""
        if not self.share:
            return self.low, self.high
        return half_up(self.low * weight), half_up(self.high * weight)

    def formula(self, weight: Operand) -> Expr:
        """The points as a formula; only where ``exact``."""
        if not self.share:
            return expr(self.low)
        return expr(weight) if self.low == 1 else cents(expr(weight) * self.low)


FULL = Points(Decimal(1), Decimal(1), share=True)
NOTHING = Points(Decimal(0), Decimal(0))


def read_points(text: str) -> Points | None:
    """What ``text`` (a match of POINTS) gives; None where a range runs backwards."""
    if text in ("满分", "全分", "全部分值", "权重分"):
        return FULL
    if text in ("不得分", "不计分", "不给分", "不记分", "零分"):
        return NOTHING
    if text.startswith("一半"):
        return Points(Decimal("0.5"), Decimal("0.5"), share=True)
    if "%" in text:
        found = sorted(Decimal(number) / HUNDRED for number in _NUMBERS.findall(text))
        return Points(found[0], found[-1], share=True) if found[-1] <= 1 else None
    figures = [figure(part) for part in re.split(r"[-~]", text.removesuffix("分"))]
    known = [number for number in figures if number is not None]
    if len(known) != len(figures):
        return None
    return Points(min(known), max(known))
