"""Scores at the half cent: exact decimals and a real spreadsheet program give the same."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.layout.filling import differences
from tests.office.session import Office
from tests.projects_for_tests import NATIONAL
from tests.scoring.ties import tied_executions, ties
from xlperf.formula import At, Expr
from xlperf.layout.plan import SheetPlan, Slot, Style, WorkbookPlan
from xlperf.scoring.execution import ExecutionRule, rate_formula
from xlperf.scoring.quantitative import QuantitativeRule
from xlperf.values import Op
from xlperf.workbook.draw import draw
from xlperf.workbook.place import Area, Place

RULES = [
    *(QuantitativeRule(op, "linear") for op in Op),
    QuantitativeRule(Op.LE, "ratio"),
    QuantitativeRule(Op.LT, "ratio"),
    QuantitativeRule(Op.WITHIN, "ratio"),
]
TARGETS = [
    Decimal(text)
    for text in [
        "0.05",
        "0.95",
        "1",
        "2",
        "3",
        "7",
        "8.65",
        "9.2",
        "12",
        "18",
        "79.8",
        "661.7",
        "1239",
        "8199.426",
        "660185.61",
    ]
]
WEIGHTS = [Decimal(text) for text in ["1", "2.5", "3.3", "7", "8", "9", "12", "15", "20", "45", "50"]]


def sheet_of(rows: list[tuple[list[Decimal], list[Expr]]]) -> WorkbookPlan:
    """A sheet with figures in the first columns of each row and formulas in the columns after them."""
    slots: list[Slot] = []
    for row, (figures, formulas) in enumerate(rows, 1):
        contents: list[Decimal | Expr] = [*figures, *formulas]
        for column, content in enumerate(contents, 1):
            slots.append(Slot(Area(row, column, row, column), content, Style()))
    return WorkbookPlan((SheetPlan("算", tuple(slots), {}, protected=False),), {}, "算", 2022)


def cells(row: int, count: int) -> list[At]:
    return [At(Place("算", row, column)) for column in range(1, count + 1)]


def disagreements(office: Office, plan: WorkbookPlan, path: Path) -> list[str]:
    path.write_bytes(draw(plan))
    with office.open(path, recalculate=True) as document:
        return differences(document, plan)


def test_scores_that_end_in_half_a_cent_agree(office: Office, tmp_path: Path) -> None:
    combinations = [(rule, target, weight) for rule in RULES for target in TARGETS for weight in WEIGHTS]
    rows: list[tuple[list[Decimal], list[Expr]]] = []
    for rule, target, weight in combinations:
        for tie in ties(rule, target, weight, most=6):
            assert rule.score(tie.actual, target, weight) == tie.score, f"{rule} {tie} {target} {weight}"
            x, t, w = cells(len(rows) + 1, 3)
            rows.append(([tie.actual, target, weight], [rule.formula(x, t, w)]))
    assert len(rows) > 3000
    assert disagreements(office, sheet_of(rows), tmp_path / "scores.xlsx") == []


def test_rates_and_execution_scores_that_end_in_half_a_cent_agree(office: Office, tmp_path: Path) -> None:
    points = Decimal(10)
    rule = ExecutionRule(points, NATIONAL.execution)
    rows: list[tuple[list[Decimal], list[Expr]]] = []
    for budget in [
        Decimal(text) for text in ["8.65", "2.7", "125", "176.39", "3360", "23136681.47", "0.9968", "1", "7"]
    ]:
        for executed in tied_executions(budget, points):
            e, b = cells(len(rows) + 1, 2)
            rows.append(([executed, budget], [rate_formula(e, b), rule.formula(e, b)]))
    assert len(rows) > 500
    assert disagreements(office, sheet_of(rows), tmp_path / "rates.xlsx") == []
