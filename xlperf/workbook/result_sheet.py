"""The sheet 校验结果 as it is added to a foreign workbook, still without results."""

from __future__ import annotations

from xlperf.audit.finding import Severity
from xlperf.workbook.draft import Draft
from xlperf.workbook.patch_styles import add_mark_fills, add_result_styles
from xlperf.workbook.place import a1
from xlperf.workbook.stamp import (
    COMPARISON_COLUMNS,
    RESULT_COLUMNS,
    RESULT_COMPARISON_HEADER_ROW,
    RESULT_COMPARISON_ROW,
    RESULT_FINDINGS_HEADER_ROW,
    RESULT_FINDINGS_ROW,
    RESULT_SUMMARY_ROW,
    RESULT_TITLE_ROW,
    RESULT_WIDTHS,
)
from xlperf.workbook.xml_text import cell_content

TITLE = "绩效自评表校验结果"
LAST_ROW = 2000


def result_sheet(draft: Draft) -> bytes:
    """The worksheet's XML: headings, and one styled row for each kind of result."""
    styles = add_result_styles(draft)
    fills = add_mark_fills(draft)
    label, stated, computed, verdict = COMPARISON_COLUMNS
    rows = (
        _row(RESULT_TITLE_ROW, 26, [TITLE], [styles["title"]] * 6),
        _row(RESULT_SUMMARY_ROW, 20, [], [styles["summary"]] * 6),
        _row(
            RESULT_COMPARISON_HEADER_ROW,
            20,
            [label, "", "", stated, computed, verdict],
            [styles["header"]] * 6,
        ),
        _row(RESULT_COMPARISON_ROW, 18, [], [styles["centre"]] * 6),
        _row(RESULT_FINDINGS_HEADER_ROW, 20, RESULT_COLUMNS, [styles["header"]] * 6),
        _row(
            RESULT_FINDINGS_ROW,
            18,
            [],
            [styles[name] for name in ("centre", "centre", "link", "body", "body", "body")],
        ),
    )
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}.7109375" customWidth="1"/>'
        for number, width in enumerate(RESULT_WIDTHS, 1)
    )
    merged = (
        f"A{RESULT_TITLE_ROW}:F{RESULT_TITLE_ROW}",
        f"A{RESULT_SUMMARY_ROW}:F{RESULT_SUMMARY_ROW}",
        f"A{RESULT_COMPARISON_HEADER_ROW}:C{RESULT_COMPARISON_HEADER_ROW}",
        f"A{RESULT_COMPARISON_ROW}:C{RESULT_COMPARISON_ROW}",
    )
    rules = "".join(
        f'<cfRule type="cellIs" dxfId="{fill}" priority="{priority}" operator="equal">'
        f'<formula>"{severity.chinese}"</formula></cfRule>'
        for priority, (severity, fill) in enumerate(zip(Severity, fills, strict=True), 1)
    )
    return (
        f'<worksheet xmlns="{draft.package.workbook.namespace}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:F{RESULT_FINDINGS_ROW}"/>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>"
        f'<mergeCells count="{len(merged)}">'
        + "".join(f'<mergeCell ref="{area}"/>' for area in merged)
        + "</mergeCells>"
        f'<conditionalFormatting sqref="B{RESULT_FINDINGS_ROW}:B{LAST_ROW}">{rules}</conditionalFormatting>'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f'<ignoredErrors><ignoredError sqref="A1:F{LAST_ROW}" numberStoredAsText="1"/></ignoredErrors>'
        "</worksheet>"
    ).encode()


def _row(row: int, height: int, texts: list[str] | tuple[str, ...], styles: list[str]) -> str:
    cells = ""
    for column, style in enumerate(styles, 1):
        text = texts[column - 1] if column <= len(texts) else ""
        start = f'<c r="{a1(row, column)}" s="{style}"'
        inline = f' t="inlineStr"><is><t>{cell_content(text).decode()}</t></is></c>'
        cells += start + (inline if text else "/>")
    return f'<row r="{row}" ht="{height}" customHeight="1">{cells}</row>'
