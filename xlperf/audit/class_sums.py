"""The first-level classes with what their rows add up to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.context import Context
from xlperf.model import Entry
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import normalised

WHOLE_FORM = re.compile(r"合计|总计|总分|小计|总得分")
"""the name of no class, but of all together"""
PRINTED_POINTS = re.compile(r"\((\d+(?:\.\d+)?)分?\)\Z")
"""the points behind a class name: 社会效应(20)"""


@dataclass(frozen=True)
class ClassSum:
    """A first-level class with what its rows add up to; None where a row has no figure."""

    name: str
    cell: Entry
    weight: Decimal
    score: Decimal | None


def class_sums(form: Context) -> Iterator[ClassSum]:
    """Classes whose rows all have a weight."""
    groups: dict[str, list[IndicatorScore]] = {}
    for row in form.indicators:
        groups.setdefault(bare_class(row.indicator.first_level.text), []).append(row)
    for name, rows in groups.items():
        weights = [row.weight for row in rows if row.weight is not None]
        if name and len(weights) == len(rows):
            scores = [row.filled for row in rows if row.filled is not None]
            score = sum(scores, Decimal(0)) if len(scores) == len(rows) else None
            yield ClassSum(name, rows[0].indicator.first_level, sum(weights, Decimal(0)), score)


def bare_class(name: str) -> str:
    """The name of a class without its points and without 指标."""
    return PRINTED_POINTS.sub("", normalised(name)).removesuffix("指标")
