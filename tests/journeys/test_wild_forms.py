"""Forms in layouts of other offices, drawn cell by cell: all figures are read, every mistake is found on its cell."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell import Cell

from tests.journeys.wild_fiscal_forms import FISCAL
from tests.journeys.wild_forms import SCORED, TRANSFER
from xlperf.audit.finding import Severity
from xlperf.forms import shipped_templates
from xlperf.validation import Checked, check_file

Table = list[list[str]]
SOURCES = {"中央": 700, "省级": 300, "本级": 150, "上年结转": 50}
# what stands in running text, or has another figure there
NO_FUND_TABLE = {"prose_funds"}
NO_SOURCES = {"down_no_weight"}
MISTAKES = {
    "rate of a class": ("XP099", r"74\.95", "72.45"),
    "rate as a fraction": ("XP099", r"0\.7495", "0.7245"),
    "execution rate": ("XP018", r"91\.67", "93.67"),
    "surplus": ("XP021", r"(?<![\d.])90(?![\d.])", "80"),
    "score of a class": ("XP112", r"(?<![\d.])30\.80?(?![\d.])", "30.3"),
}


def cells_of(text: str) -> Table:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    width = max(map(len, rows))
    # a line of one cell is merged over the whole width
    return [row + (["<"] if len(row) == 1 else [""]) * (width - len(row)) for row in rows]


def draw(rows: Table, path: Path) -> Path:
    """Figures as numbers, ``91.67%%`` as a number shown in per cent, all else as text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            if text in ("<", "^"):
                continue
            right, below = c, r
            while right < len(row) and row[right] == "<":
                right += 1
            while below < len(rows) and rows[below][c - 1] == "^":
                below += 1
            cell = sheet.cell(r, c)
            assert isinstance(cell, Cell)
            _fill(cell, text.replace("\\n", "\n"))
            if (right, below) != (c, r):
                sheet.merge_cells(start_row=r, start_column=c, end_row=below, end_column=right)
    book.save(path)
    return path


def _fill(cell: Cell, text: str) -> None:
    if re.fullmatch(r"-?\d+(\.\d+)?%%", text):
        cell.value, cell.number_format = float(text[:-2]) / 100, "0.00%"
    elif re.fullmatch(r"-?\d+(\.\d+)?", text):
        cell.value = float(text)
    elif text:
        cell.value = text


def checked(rows: Table, folder: Path) -> Checked:
    [one] = check_file(draw(rows, folder / "表.xlsx"), shipped_templates())
    assert isinstance(one, Checked), one.finding.message
    return one


def told(one: Checked) -> set[tuple[str, str]]:
    """Code and cell of every error and warning."""
    return {
        (finding.code, finding.place.address if finding.place else "-")
        for finding in one.findings
        if finding.severity is not Severity.INFO
    }


def changed(rows: Table, pattern: str, new: str) -> tuple[Table, str] | None:
    """The table with the first such figure changed, and its cell."""
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if len(text) < 12 and re.search(pattern, text):
                altered = [list(line) for line in rows]
                altered[r][c] = re.sub(pattern, new, text, count=1)
                return altered, f"{chr(ord('A') + c)}{r + 1}"
    return None


@pytest.mark.parametrize("name", FISCAL)
def test_fiscal_tables_are_read_in_every_layout(name: str, tmp_path: Path) -> None:
    one = checked(cells_of(FISCAL[name]), tmp_path)
    form, total = one.assessment, one.assessment.total_fund
    factor = 10_000 if form.money_unit == "元" else 1
    assert form.template == "fiscal-evaluation-2023"
    assert told(one) == set(), [finding.message for finding in one.findings]
    assert (form.total.number, form.grade.text.rpartition("：")[2][:1]) == (Decimal("86.29"), "良")
    assert [row.score.number for row in form.class_scores[:4]] == [
        Decimal(score) for score in ("9.5", "14.99", "30.8", "31")
    ]
    assert form.goal.text
    assert {"problems", "improvements", "method", "indicator_system"} <= {
        one.key for one in form.narratives if one.entry.text
    }
    if name in NO_FUND_TABLE:
        assert "1200万元" in form.narrative("execution").text
        return
    assert (total.full_year_budget.number, total.executed.number) == (
        Decimal(1200 * factor),
        Decimal(1100 * factor),
    )
    assert all(cell.number for cell in (total.arrived, total.carry_over, total.execution_rate))
    if name not in NO_SOURCES:
        budgets = [source.full_year_budget.number for source in form.sources]
        assert budgets == [amount * factor for amount in SOURCES.values()]
        assert sum(source.arrived.number or 0 for source in form.sources) == total.arrived.number


# not every layout prints every figure in a cell of its own
PRINTED = [
    (name, mistake)
    for name, text in FISCAL.items()
    for mistake, (_, pattern, new) in MISTAKES.items()
    if changed(cells_of(text), pattern, new)
]


@pytest.mark.parametrize(("name", "mistake"), PRINTED)
def test_mistakes_in_fiscal_tables_are_found_on_their_cells(name: str, mistake: str, tmp_path: Path) -> None:
    code, pattern, new = MISTAKES[mistake]
    altered = changed(cells_of(FISCAL[name]), pattern, new)
    assert altered is not None
    rows, cell = altered
    found = told(checked(rows, tmp_path))
    if code == "XP112":
        # a score changes the rate beside it and the sums
        assert {"XP112", "XP099", "XP002"} & {one for one, _ in found}
    else:
        assert found == {(code, cell)}


@pytest.mark.parametrize("name", FISCAL)
def test_a_grade_that_is_not_that_of_the_total_is_found(name: str, tmp_path: Path) -> None:
    rows = [[re.sub("良好?", "优", text) for text in row] for row in cells_of(FISCAL[name])]
    assert [code for code, _ in told(checked(rows, tmp_path))] == ["XP015"]


@pytest.mark.parametrize("name", TRANSFER)
def test_transfer_forms_are_read_in_every_layout(name: str, tmp_path: Path) -> None:
    one = checked(cells_of(TRANSFER[name]), tmp_path)
    form, total = one.assessment, one.assessment.total_fund
    assert form.template == "transfer-2020"
    assert not form.scored
    assert told(one) == set(), [finding.message for finding in one.findings]
    assert total.full_year_budget.number
    assert total.executed.number
    assert total.execution_rate.number
    assert all(row.name.text and row.target.text and row.actual.text for row in form.indicators)
    assert form.goal.text
    assert form.completion.text


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "cell"),
    [
        ("national", "≥20000人次 | 21000人次", "≥20000人次 | 19000人次", "XP130", "G24"),
        ("national", "完全救助 | 完全救助", "完全救助 | 部分救助", "XP130", "G30"),
        ("national", "96.09%", "98.09%", "XP018", "G8"),
        ("national", "108 | 97.9", "118 | 97.9", "XP020", "E10"),
        ("funds_above", "400 | 400", "400 | 410", "XP020", "D6"),
        ("funds_above", "108万元 | 100万元", "108万元 | 118万元", "XP130", "F16"),
        ("no_levels_merge", "40余份 | 45份", "40余份 | 30份", "XP130", "G21"),
        ("pairs", "88.89%", "92%", "XP018", "C5"),
        ("pairs", "108 |", "90 |", "XP017", "E4"),
        ("wide_budget_over", "0 | 0 | < | —", "0 | 0 | < | 100%", "XP024", "G9"),
        ("wide_budget_over", "≥90% | 91%", "≥90% | 89%", "XP130", "G26"),
        ("wide_budget_over", "300人次 | 300人次", "300人次 |", "XP036", "F21"),
    ],
)
def test_mistakes_in_transfer_forms_are_found(
    name: str, old: str, new: str, code: str, cell: str, tmp_path: Path
) -> None:
    assert old in TRANSFER[name]
    assert (code, cell) in told(checked(cells_of(TRANSFER[name].replace(old, new, 1)), tmp_path))


def test_a_missed_target_explained_elsewhere_is_no_finding(tmp_path: Path) -> None:
    text = TRANSFER["national"].replace("≥20000人次 | 21000人次", "≥20000人次 | 19000人次")
    text = text.replace("说明 | 无", "说明 | 医疗救助人次下降，因部分对象脱贫后不再符合救助条件")
    assert told(checked(cells_of(text), tmp_path)) == set()


# with the mistakes that they have: totals, shares of funds, points above the weight, deductions without a reason
FOUND_IN_SCORED: dict[str, set[str]] = {
    "dep_bare": {"XP061 H8", "XP002 F14"},
    "dep_narr": {"XP020 E5"},
    "eval_bare": {"XP013 A1", "XP004 G12", "XP061 H15"},
    "eval_cols": {
        *("XP018 G4", "XP112 B6", "XP001 F6", "XP112 D7", "XP015 B16"),
        *("XP061 H7", "XP061 H10", "XP061 H13", "XP061 H14"),
    },
    "eval_mixed": set(),
    "eval_sub": {"XP061 F7", "XP061 F10"},
}


@pytest.mark.parametrize("name", SCORED)
def test_score_tables_with_classes_and_columns_of_their_own(name: str, tmp_path: Path) -> None:
    one = checked(cells_of(SCORED[name]), tmp_path)
    assert {" ".join(found) for found in told(one)} == FOUND_IN_SCORED[name]
    rows = one.assessment.indicators
    assert len(rows) >= 6
    assert all(row.weight.number is not None and row.score.number is not None for row in rows)
