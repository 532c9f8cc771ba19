"""All rules, module by module in the order of the rules page."""

from __future__ import annotations

from xlperf.audit.registry import Rule, rules_of
from xlperf.audit.rules import (
    bands,
    execution,
    files,
    form,
    funding,
    missed,
    narrative,
    reached,
    totals,
    values,
    workbook,
)

MODULES = (form, totals, funding, execution, values, missed, reached, bands, narrative, workbook, files)

RULES: tuple[Rule, ...] = rules_of(MODULES)
