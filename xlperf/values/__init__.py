"""The grammar of target and actual values: reading them, and writing them in one spelling."""

from __future__ import annotations

from xlperf.values.checklist import undone_count, undone_items
from xlperf.values.parse import embedded_value, parse_value, says_unchanged
from xlperf.values.render import render
from xlperf.values.spelling import normalised
from xlperf.values.value import Kind, Moment, Op, Part, Trend, Value

__all__ = [
    "Kind",
    "Moment",
    "Op",
    "Part",
    "Trend",
    "Value",
    "embedded_value",
    "normalised",
    "parse_value",
    "render",
    "says_unchanged",
    "undone_count",
    "undone_items",
]
