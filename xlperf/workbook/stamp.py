"""What a stamped workbook carries: the very hidden sheet ``_xlperf``, its layout, and the defined names.

A generated workbook is stamped when drawn; a foreign one when results are first written back into it. From then on
both are alike: marks are data in this sheet, and conditional formats of the form show them through defined names.
"""

from __future__ import annotations

from xlperf.audit.finding import Severity

STAMP_SHEET = "_xlperf"
RESULT_SHEET = "校验结果"
GUIDE_SHEET = "填报说明"
CHECK_SHEET = "自检"
STAMP_FORMAT = 1

# columns A and B hold these keys and their values, from row 1 down
STAMP_KEYS = (
    "format",
    "xlperf",
    "template",
    "template_version",
    "profile",
    "profile_version",
    "project_id",
    "year",
    "scores_editable",
    "seal",
)

# marked cells as text (``Sheet1!E18``), one column for each severity; row 1 is a heading
MARK_COLUMNS = {Severity.ERROR: 4, Severity.WARNING: 5, Severity.INFO: 6}
MARK_NAMES = {
    Severity.ERROR: "xp_marks_error",
    Severity.WARNING: "xp_marks_warning",
    Severity.INFO: "xp_marks_info",
}
MARK_FIRST_ROW, MARK_LAST_ROW = 2, 1001
MARK_COLOURS = {Severity.ERROR: "FFC7CE", Severity.WARNING: "FFEB9C", Severity.INFO: "DDEBF7"}

# cells that write-back filled beside the form: place (``Sheet1!L8``), whether a blank cell stood there before or
# none, and the text written; row 1 heads
BESIDE_COLUMNS = (8, 9, 10)

# sealed cells of a generated workbook: defined name, text as issued, what the field is called; row 1 heads
ISSUED_COLUMNS = (13, 14, 15)

# cells of a generated form that were drawn as formulas and cannot be typed into: their defined names; row 1 heads
FORMULA_COLUMN, FORMULA_HEADING = 17, "formula"

# a blank cell in row 1 that wears the look of links on the result sheet, whatever is listed there
LINK_LOOK_COLUMN = 11

# in copies: a digest of what the copy said when it was written, and below what it was made of; row 1 heads
COPY_COLUMN = 12
COPY_ORIGIN_ROW = MARK_FIRST_ROW + 1

# defined names of the result sheet: its summary sentence, the first comparison row, the first finding row
RESULT_NAMES = ("xp_result_summary", "xp_result_comparison", "xp_result_findings")
# defined names of the cells beside a generated form that take the computed figures
BESIDE_NAMES = ("xp_beside_funds", "xp_beside_total")

RESULT_TITLE_ROW, RESULT_SUMMARY_ROW = 1, 2
RESULT_COMPARISON_HEADER_ROW, RESULT_COMPARISON_ROW, RESULT_COMPARISON_COUNT = 3, 4, 6
RESULT_FINDINGS_HEADER_ROW, RESULT_FINDINGS_ROW = 11, 12
RESULT_COLUMNS = ("序号", "级别", "位置", "问题", "依据与算式", "建议")
RESULT_WIDTHS = (6, 8, 12, 60, 48, 48)
COMPARISON_COLUMNS = ("核对项", "表中所填", "系统核算", "结论")
"""in columns A:C merged, D, E, F"""


def mark_condition(sheet: str, severity: Severity) -> str:
    """The conditional-format formula (without ``=``) that is true for a marked cell of ``sheet``."""
    literal = sheet.replace("~", "~~").replace('"', '""')
    return f'ISNUMBER(MATCH("{literal}!"&ADDRESS(ROW(),COLUMN(),4),{MARK_NAMES[severity]},0))'
