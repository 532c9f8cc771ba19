"""Qualitative indicators (定性指标): three phrases, three bands of the weight (财预〔2020〕10号)."""

from __future__ import annotations

from decimal import Decimal

from xlperf.decimals import HUNDRED
from xlperf.formula import Expr, Operand, expr
from xlperf.functions import if_, round_
from xlperf.profiles import Band, Profile
from xlperf.values import normalised


def band_of(text: str, profile: Profile) -> Band | None:
    """The band whose phrase or alias the text is, width, blanks and full stop aside; None for other words."""
    wanted = normalised(text).rstrip("。.;；")
    for band in profile.bands:
        if wanted in {normalised(phrase) for phrase in (band.phrase, *band.aliases)}:
            return band
    return None


def limits(band: Band, weight: Decimal) -> tuple[Decimal, Decimal]:
    """Lowest and highest score of the band in points; the upper limit belongs to the band only at 100 %."""
    return weight * band.low / HUNDRED, weight * band.high / HUNDRED


def inside(score: Decimal, band: Band, weight: Decimal, tolerance: Decimal) -> bool:
    """Whether a score lies in the band: the lower limit included, the upper one given the benefit of the doubt."""
    low, high = limits(band, weight)
    return low - tolerance <= score <= high + tolerance


def limit_formula(profile: Profile, actual: Operand, weight: Operand, *, upper: bool) -> Expr:
    """The band's limit in points for the phrase in ``actual``; without a phrase 0 or the whole weight."""
    phrase, w = expr(actual), expr(weight)
    limit: Expr = w if upper else expr(0)
    for band in reversed(profile.bands):
        share = (band.high if upper else band.low) / HUNDRED
        # 7×0.6 in binary is not quite 4.2
        limit = if_(phrase.eq(band.phrase), round_(w * expr(share), 6), limit)
    return limit
