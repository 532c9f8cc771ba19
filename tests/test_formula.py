"""A formula computes in Python what a real spreadsheet program computes from its text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import trees
from tests.layout.filling import Shown, differences, expected, formulas, shown
from tests.office.package_lint import lint
from tests.office.session import Office
from tests.trees import COLUMNS, SHEET, Typed
from xlperf.formula import At, Cells, Expr, FormulaError, expr
from xlperf.functions import (
    and_,
    cents,
    count,
    find,
    if_,
    if_error,
    index,
    length,
    match_exact,
    max_,
    min_,
    or_,
    round_,
    sum_,
)
from xlperf.layout.plan import SheetPlan, Slot, Style, WorkbookPlan
from xlperf.workbook.draw import draw
from xlperf.workbook.place import Area, Place

OTHER = "它表"
TREES, EXAMPLES = 40, 60


def plan_of(block: list[Typed], made: list[Expr], sheet: str = SHEET) -> WorkbookPlan:
    """The typed cells on one sheet; the formulas half below them, half on another sheet."""
    typed = [
        Slot(Area(at // COLUMNS + 1, at % COLUMNS + 1, at // COLUMNS + 1, at % COLUMNS + 1), value, Style())
        for at, value in enumerate(block)
    ]
    half = len(made) // 2
    below, away = (
        [Slot(Area(row, 1, row, 1), formula, Style()) for row, formula in enumerate(part, 10)]
        for part in (made[:half], made[half:])
    )
    return WorkbookPlan(
        (SheetPlan(sheet, (*typed, *below), {}), SheetPlan(OTHER, tuple(away), {})), {}, "树", 2022
    )


def _about(value: Shown) -> Shown:
    """A figure without the last digits, where binary sums differ; one error for all, as it is open which comes first."""
    if isinstance(value, float):
        return round(value, 9)
    return "#" if value and value.startswith("#") else value


def test_expression_trees_agree_with_a_spreadsheet(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "trees.xlsx"
    compared: set[str] = set()

    @settings(max_examples=EXAMPLES)
    @given(trees.blocks, st.lists(trees.trees, min_size=TREES, max_size=TREES))
    def agree(block: list[Typed], made: list[Expr]) -> None:
        plan = plan_of(block, made)
        path.write_bytes(draw(plan))
        with office.open(path, recalculate=True) as document:
            found, ours = shown(document, plan), expected(plan)
        for place, formula in formulas(plan):
            assert _about(found[place]) == _about(ours[place]), f"{formula.excel(place.sheet)} over {block}"
            compared.add(formula.excel(place.sheet))

    agree()
    assert len(compared) > 500


A1, B1, C1 = (At(Place(SHEET, 1, column)) for column in (1, 2, 3))
COLUMN_A = Cells(SHEET, Area(1, 1, 4, 1))
BLOCK: list[Typed] = [
    "甲",
    None,
    Decimal(3),
    "乙",
    Decimal(0),
    Decimal(2),
    None,
    "x",
    Decimal(7),
    Decimal(5),
    " ",
    None,
]

ERRORS: list[tuple[Expr, str]] = [
    (C1 / B1, "#DIV/0!"),
    (A1 + 1, "#VALUE!"),
    (find("乙", A1), "#VALUE!"),
    (match_exact(Decimal(9), COLUMN_A), "#N/A"),
    (if_(A1, 1, 2), "#VALUE!"),
    (if_(C1 / 0 > 1, 1, 2), "#DIV/0!"),
    (sum_(C1, C1 / B1), "#DIV/0!"),
    (length(A1 & C1 / 0), "#DIV/0!"),
    (and_(C1 > 0, A1 + 1 > 0), "#VALUE!"),
]
VALUES: list[tuple[Expr, object]] = [
    (B1 + 0, 0.0),
    (if_(C1 > 2, B1, "x"), 0.0),
    (B1 & "x", "x"),
    (B1.eq(""), 1.0),
    (B1.eq(0), 1.0),
    (expr("a").eq("A"), 1.0),
    (A1 > C1, 1.0),
    (sum_(COLUMN_A, A1), 5.0),
    (max_(A1, C1), 3.0),
    (min_(A1, B1), 0.0),
    (count(COLUMN_A, C1), 2.0),
    (and_(A1, C1), 1.0),
    (or_(B1, C1 > 5), 0.0),
    (if_error(index(COLUMN_A, 9), "没有"), "没有"),
    (if_error(index(COLUMN_A, match_exact(Decimal(5), COLUMN_A)), ""), 5.0),
    (length(At(Place(SHEET, 4, 2))), 0.0),
    (round_(expr(Decimal("-2.5")), 0), -3.0),
    (round_(expr(Decimal("1.005")), 2), 1.01),
    (cents(expr(Decimal(50)) * (2 * expr(Decimal("9.2")) - Decimal("17.00252")) / Decimal("9.2")), 7.6),
    (expr(2) - (expr(3) - 4), 3.0),
    (expr(2) * (expr(3) + 4), 14.0),
    (expr(12) / (expr(2) * 3), 2.0),
    (expr(12) / 2 * 3, 18.0),
    (expr(-2) * -3, 6.0),
    (expr(1) & (expr(1) + 1), "12"),
    ((expr(1) & 2).eq("12"), 1.0),
    (expr(Decimal("0.000001")) & "", "0.000001"),
    (expr(Decimal("123456789012.25")) & "元", "123456789012.25元"),
]  # fmt: skip


def test_error_words_and_corner_cases(office: Office, tmp_path: Path) -> None:
    cases = [*ERRORS, *VALUES]
    plan, path = plan_of(BLOCK, [formula for formula, _ in cases]), tmp_path / "cases.xlsx"
    path.write_bytes(draw(plan))
    ours = expected(plan)
    assert [(one.excel(place.sheet), ours[place]) for place, one in formulas(plan)] == [
        (one.excel(place.sheet), word) for (place, one), (_, word) in zip(formulas(plan), cases, strict=True)
    ]
    with office.open(path, recalculate=True) as document:
        assert differences(document, plan) == []


def test_an_error_tells_its_word() -> None:
    with pytest.raises(FormulaError) as caught:
        (expr(1) / 0).compute(lambda place: None)
    assert caught.value.word == "#DIV/0!"


def test_long_texts_are_written_so_that_excel_takes_them(office: Office, tmp_path: Path) -> None:
    long = '绩效"自评' * 200
    plan, path = (
        plan_of([], [expr(long), expr("，") & long & "。", expr(long).eq(long)]),
        tmp_path / "long.xlsx",
    )
    path.write_bytes(draw(plan))
    assert lint(path) == []
    assert list(expected(plan).values()) == [long, f"，{long}。", 1.0]
    with office.open(path, recalculate=True) as document:
        assert differences(document, plan) == []


@pytest.mark.parametrize(
    "name", ["自评表", "附件2 自评表（乙）", "It's", "A1", "甲&乙<丙>", "~#$%^{}", "2022", 'a"b', "R1C1"]
)
def test_sheets_of_any_name_are_referred_to(name: str, office: Office, tmp_path: Path) -> None:
    cell, column = At(Place(name, 1, 1)), Cells(name, Area(1, 1, 3, 1))
    made: list[Expr] = [cell + 1, sum_(column), cell * 2, sum_(column) + cell]
    plan, path = plan_of([Decimal(4), None, None, Decimal(5)], made, name), tmp_path / "names.xlsx"
    path.write_bytes(draw(plan))
    assert lint(path) == []
    assert list(expected(plan).values()) == [5.0, 9.0, 8.0, 13.0]
    with office.open(path, recalculate=True) as document:
        assert differences(document, plan) == []
