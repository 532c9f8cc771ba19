"""All rules, module by module in the order of the rules page."""

from __future__ import annotations

from xlperf.audit.registry import Rule, rules_of
from xlperf.audit.rules import (
    amounts,
    bands,
    coverage,
    execution,
    files,
    form,
    funding,
    missed,
    narrative,
    plausible,
    reached,
    totals,
    values,
    workbook,
)

MODULES = (
    form,
    coverage,
    totals,
    amounts,
    funding,
    execution,
    values,
    plausible,
    missed,
    reached,
    bands,
    narrative,
    workbook,
    files,
)

RULES: tuple[Rule, ...] = rules_of(MODULES)
