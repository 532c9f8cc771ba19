"""What the sheet shows is what the scoring rules say of the form as read back: two ways to the same points."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.layout.filling import Fill, Shown, shown, type_into, typed_into
from tests.layout.fills import QUICK, Form
from tests.office.session import Office
from tests.projects_for_tests import NATIONAL, SHANXI, fund, indicator, project
from xlperf.decimals import HUNDRED, half_up
from xlperf.formula import At
from xlperf.layout.form_cells import FundCells, IndicatorCells
from xlperf.model import Entry, Fund, Indicator
from xlperf.profiles import Reverse
from xlperf.projects.project import PlannedIndicator
from xlperf.scoring.assessment import score_indicator
from xlperf.scoring.execution import ExecutionRule, execution
from xlperf.scoring.grade import grade_of
from xlperf.workbook.draw import draw
from xlperf.workbook.number_format import number_format
from xlperf.workbook.place import Place

FILLS = 5
SIGNS = ("≥", ">", "≤", "<", "=", "±", "", "不超过")
MEASURES = ("95%", "2台(套)", "12个月", "8.65万元", "30分钟", "0.5‰", "0次", "300")
WEIGHTS = ("0.7", "7.5", "20")
EVERY_TARGET = tuple(
    indicator(f"{sign}{measure}", WEIGHTS[number % 3], second_level=second)
    for number, (sign, measure) in enumerate(product(SIGNS, MEASURES))
    for second in ("数量指标", "成本指标")
)
RANGES = tuple(
    indicator(target, weight)
    for target in ("10%-15%", "5~8次", "3至6个月", "5-10个百分点", "100-200")
    for weight in WEIGHTS
)
FUNDS = tuple(fund(budget, source=f"来源{budget}") for budget in ("8.65", "2.7", "125", "0"))
RULE = ExecutionRule(NATIONAL.execution.points, NATIONAL.execution)


class Filled:
    """A filled form as read back: what was typed, and what the office shows in the formula cells."""

    def __init__(self, form: Form, fill: Fill, office: dict[Place, Shown]) -> None:
        self.cells, self.office = form.cells, office
        sheet = typed_into(form.plan, fill).sheets[0]
        self.slots = {Place(sheet.name, slot.area.top, slot.area.left): slot for slot in sheet.slots}

    def typed(self, at: At | None) -> Entry:
        """A typed cell: the text that shows and its figure, in per cent where it shows so."""
        slot = self.slots[at.place] if at else None
        if slot is None or not isinstance(slot.content, Decimal):
            return Entry(str(slot.content or "").strip() if slot else "")
        shape = number_format(slot.style.number_format)
        percent = shape.percent(slot.content)
        figure = slot.content * HUNDRED if percent else slot.content
        return Entry(shape.shown(slot.content), figure, percent=percent)

    def number(self, at: At) -> Decimal | None:
        """The figure in a typed or computed cell, None where there is no number."""
        found = self.office.get(at.place, self.slots[at.place].content)
        if isinstance(found, float):
            return Decimal(repr(found))
        return found if isinstance(found, Decimal) else None

    def indicator(self, cells: IndicatorCells, planned: PlannedIndicator) -> Indicator:
        def typed(field: str) -> Entry:
            return self.typed(cells.cells.get(field))

        return Indicator(
            second_level=Entry(planned.second_level),
            initial_target=typed("initial_target"),
            adjusted_target=typed("adjusted_target"),
            actual=typed("actual"),
            weight=typed("weight"),
        )

    def fund(self, cells: FundCells, *, with_results: bool) -> Fund:
        fields = ["full_year_budget", "executed"] + ["execution_rate", "execution_score"] * with_results
        return Fund(**{field: Entry(number=self.number(cells.cells[field])) for field in fields})


@pytest.mark.parametrize("reverse", ["linear", "ratio"])
def test_scores_by_formula_are_scores_by_rule(reverse: Reverse, office: Office, tmp_path: Path) -> None:
    rule = NATIONAL.quantitative.model_copy(update={"reverse": reverse})
    profile, planned = NATIONAL.model_copy(update={"quantitative": rule}), (*EVERY_TARGET, *RANGES)
    form, path = Form.of(project(*planned), SHANXI, profile), tmp_path / "form.xlsx"
    path.write_bytes(draw(form.plan))
    compared = 0
    with office.open(path) as document:

        @settings(max_examples=FILLS, phases=QUICK)
        @given(form.fills)
        def agrees(fill: Fill) -> None:
            nonlocal compared
            type_into(document, fill)
            sheet = Filled(form, fill, shown(document, form.plan))
            for cells, listed in zip(form.cells.indicators, planned, strict=True):
                read, score = sheet.indicator(cells, listed), sheet.office[cells.cells["score"].place]
                if read.actual.number is None:
                    assert score == ""
                    continue
                by_rule = score_indicator(read, profile).accepted[0]
                assert score == float(by_rule), (read.target.text, read.actual, read.weight.text)
                compared += 1
            check_total(sheet)

        agrees()
    assert compared > 300


def check_total(sheet: Filled) -> None:
    """The total is the sum of what stands above it, and the grade that of the total once all is there."""
    scores = [row.cells["score"] for row in sheet.cells.indicators]
    parts = [sheet.number(at) for at in (*scores, sheet.cells.total_fund.cells["execution_score"])]
    total = half_up(sum((part for part in parts if part is not None), Decimal(0)))
    assert sheet.number(sheet.cells.fields["total"]) == (total if any(p is not None for p in parts) else None)
    grade = "" if None in parts else grade_of(total, NATIONAL)
    assert sheet.office[sheet.cells.fields["grade"].place] == grade


def test_execution_by_formula_is_execution_by_rule(office: Office, tmp_path: Path) -> None:
    form, path = Form.of(project(funds=FUNDS)), tmp_path / "form.xlsx"
    path.write_bytes(draw(form.plan))
    compared = 0
    with office.open(path) as document:

        @settings(max_examples=FILLS * 12, phases=QUICK)
        @given(form.fills)
        def agrees(fill: Fill) -> None:
            nonlocal compared
            type_into(document, fill)
            sheet = Filled(form, fill, shown(document, form.plan))
            for cells in (form.cells.total_fund, *form.cells.sources):
                read = sheet.fund(cells, with_results=True)
                exact = execution(sheet.fund(cells, with_results=False), 6, RULE)
                assert read.execution_rate.number == exact.rate
                if cells is form.cells.total_fund:
                    assert read.execution_score.number == exact.score
                if exact.rate is not None:
                    assert execution(read, 6, RULE).rate_agrees
                    compared += 1

        agrees()
    assert compared > 100
