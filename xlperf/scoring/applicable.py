"""Indicators that do not apply (不适用) are told by whole words only."""

from __future__ import annotations

import re

from xlperf.model import Indicator
from xlperf.values import Kind, normalised, parse_value

_WORDS = re.compile(
    r"(经[核检]查)?(本年度?|当年|今年|[该此本](项目|单位|指标|项(指标)?)|我单位)?,?"
    r"(不适用|不涉及|未涉及)([该此本](项目|单位|指标|项(指标)?))?"
    r"([,。;:(].*)?"
)
_BARE = (Kind.BLANK, Kind.NOT_APPLICABLE)


def not_applicable(indicator: Indicator) -> bool:
    """The row says as a whole word that it does not apply; a reason 不适用 beside an actual value says nothing."""
    actual = indicator.actual.text
    if _says(actual):
        return True
    silent = parse_value(actual.rstrip("。.")).kind in _BARE
    others = (indicator.target, indicator.score, indicator.deviation_reason)
    return silent and any(_says(entry.text) for entry in others)


def _says(text: str) -> bool:
    return _WORDS.fullmatch(normalised(text)) is not None
