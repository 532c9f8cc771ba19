"""Putting a VBA project into a workbook that XlsxWriter draws."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from xlperf.addin.sources import WORKBOOK_MODULE, Sources, sheet_module

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook


def embed_project(workbook: Workbook, sources: Sources) -> None:
    """Give the workbook the macros of ``sources``, once all its sheets are there."""
    sheets = workbook.worksheets()
    workbook.set_vba_name(WORKBOOK_MODULE)
    for number, sheet in enumerate(sheets, 1):
        sheet.set_vba_name(sheet_module(number))
    project = io.BytesIO(sources.project(len(sheets)))
    # annotated as a name only, though the stream is what is_stream is for
    workbook.add_vba_project(project, is_stream=True)  # type: ignore[arg-type]
