"""The sheet 校验结果 as drawn: empty, with one styled sample row of each kind for write-back to repeat."""

from __future__ import annotations

from dataclasses import replace

from xlperf.audit.finding import Severity
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.plan import Condition, SheetPlan
from xlperf.workbook.place import Area
from xlperf.workbook.stamp import (
    COMPARISON_COLUMNS,
    MARK_COLOURS,
    RESULT_COLUMNS,
    RESULT_COMPARISON_COUNT,
    RESULT_COMPARISON_HEADER_ROW,
    RESULT_COMPARISON_ROW,
    RESULT_FINDINGS_HEADER_ROW,
    RESULT_FINDINGS_ROW,
    RESULT_NAMES,
    RESULT_SHEET,
    RESULT_SUMMARY_ROW,
    RESULT_TITLE_ROW,
    RESULT_WIDTHS,
)

EMPTY = "还没有校验。请先看“自检”表；填好后存进单位校验用的共享文件夹，或发给负责校验的同事（办法见“填报说明”的“怎样检查”）。"


def result_sheet() -> SheetPlan:
    """The sheet before anything was validated."""
    widths = dict(enumerate(RESULT_WIDTHS, 1))
    canvas = Canvas(RESULT_SHEET, widths)
    canvas.put((1, 6), RESULT_SHEET, styles.TITLE, row=RESULT_TITLE_ROW)
    summary = replace(styles.SUBTITLE, align="left", bold=True)
    canvas.put((1, 6), EMPTY, summary, row=RESULT_SUMMARY_ROW, name=RESULT_NAMES[0])
    for columns, label in zip(((1, 3), (4, 4), (5, 5), (6, 6)), COMPARISON_COLUMNS, strict=True):
        canvas.put(columns, label, styles.HEADER, row=RESULT_COMPARISON_HEADER_ROW)
        for row in range(RESULT_COMPARISON_ROW, RESULT_COMPARISON_ROW + RESULT_COMPARISON_COUNT):
            name = RESULT_NAMES[1] if columns[0] == 1 and row == RESULT_COMPARISON_ROW else None
            canvas.put(columns, None, styles.FIXED, row=row, name=name)
    text = replace(styles.FIXED_TEXT, locked=False)
    looks = (
        styles.FIXED,
        styles.FIXED,
        replace(styles.FIXED, colour="0563C1", underline=True),
        text,
        text,
        text,
    )
    for column, (label, look) in enumerate(zip(RESULT_COLUMNS, looks, strict=True), 1):
        canvas.put((column, column), label, styles.HEADER, row=RESULT_FINDINGS_HEADER_ROW)
        name = RESULT_NAMES[2] if column == 1 else None
        canvas.put((column, column), None, look, row=RESULT_FINDINGS_ROW, name=name)
    canvas.heights = {RESULT_TITLE_ROW: 30, RESULT_SUMMARY_ROW: 36, RESULT_FINDINGS_HEADER_ROW: 22}
    levels = Area(RESULT_FINDINGS_ROW, 2, RESULT_FINDINGS_ROW + 999, 2)
    verdicts = Area(RESULT_COMPARISON_ROW, 6, RESULT_COMPARISON_ROW + RESULT_COMPARISON_COUNT - 1, 6)
    return SheetPlan(
        RESULT_SHEET,
        tuple(canvas.slots),
        widths,
        canvas.heights,
        conditions=(
            *(
                Condition(
                    levels, f'$B{RESULT_FINDINGS_ROW}="{severity.chinese}"', fill=MARK_COLOURS[severity]
                )
                for severity in Severity
            ),
            Condition(verdicts, f'$F{RESULT_COMPARISON_ROW}="不一致"', fill=MARK_COLOURS[Severity.ERROR]),
        ),
        orientation="landscape",
        protected=False,
        tab_colour="C00000",
    )
