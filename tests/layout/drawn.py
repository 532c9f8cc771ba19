"""A drawn workbook as another library reads it."""

from __future__ import annotations

import io

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from xlperf.layout.plan import WorkbookPlan
from xlperf.workbook.draw import draw


def opened(plan: WorkbookPlan, *, results: bool = False) -> Workbook:
    """The workbook with its formulas, or with their cached results."""
    return load_workbook(io.BytesIO(draw(plan)), data_only=results)


def form_of(plan: WorkbookPlan, *, results: bool = False) -> Worksheet:
    return opened(plan, results=results)[plan.sheets[0].name]
