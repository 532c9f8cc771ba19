"""What people type into a form, right and wrong: hypothesis strategies for every input cell."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import Phase
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.layout.filling import Fill, Typed, inputs
from tests.projects_for_tests import NATIONAL, SHANXI
from tests.scoring.ties import tied_executions, ties
from xlperf.decimals import HUNDRED
from xlperf.forms import FormTemplate
from xlperf.formula import Expr
from xlperf.layout.form import FormLayout
from xlperf.layout.form_cells import NOT_APPLICABLE, FormCells, IndicatorCells
from xlperf.layout.funding import AMOUNTS
from xlperf.layout.plan import Slot, WorkbookPlan
from xlperf.layout.workbook import plan_workbook
from xlperf.profiles import Profile
from xlperf.projects.project import Project
from xlperf.workbook.place import Place

# a failure names the cell and the formula; to shrink a whole form takes minutes and says no more
QUICK = [phase for phase in Phase if phase not in (Phase.shrink, Phase.explain)]

Cell = SearchStrategy[Typed]

NOTHING: Cell = st.sampled_from((None, " ", "　"))
WORDS: Cell = st.sampled_from(("完成", "≥2", "95%", "12个月", "—", "=1+1", "-", "@甲"))
REASONS: Cell = st.sampled_from((None, "因招标推迟，明年一季度完成。", " ", "=HYPERLINK(1)", "无"))


@dataclass(frozen=True)
class Form:
    """A planned form with what it was planned from."""

    plan: WorkbookPlan
    cells: FormCells
    profile: Profile

    @classmethod
    def of(cls, project: Project, template: FormTemplate = SHANXI, profile: Profile = NATIONAL) -> Form:
        layout = FormLayout(template, profile, project)
        return cls(plan_workbook(template, profile, project), layout.cells, profile)

    def content(self, place: Place) -> object:
        """What the plan holds there."""
        return next(
            slot.content
            for sheet in self.plan.sheets
            if sheet.name == place.sheet
            for slot in sheet.slots
            if (slot.area.top, slot.area.left) == (place.row, place.column)
        )

    def number(self, place: Place) -> Decimal:
        """The figure there, 0 where there is none."""
        content = self.content(place)
        return content if isinstance(content, Decimal) else Decimal(0)

    @property
    def fills(self) -> SearchStrategy[Fill]:
        """All input cells typed into at once; half of the fills make no mistakes of kind."""
        return st.booleans().flatmap(lambda careful: st.fixed_dictionaries(self._cells(careful=careful)))

    def _cells(self, *, careful: bool) -> dict[Place, Cell]:
        strategies: dict[Place, Cell] = dict.fromkeys(inputs(self.plan), REASONS)
        for source in (*self.cells.sources, self.cells.total_fund):
            budget = self.number(source.cells["full_year_budget"].place) or Decimal("8.65")
            places = {source.cells[field].place for field in AMOUNTS if field in source.cells}
            strategies.update(dict.fromkeys(places & strategies.keys(), self._amounts(budget)))
        for row in self.cells.indicators:
            ways = {"actual": self._actuals, "score": self._scores, "weight": self._weights}
            for field, way in ways.items():
                if field in row.cells and row.cells[field].place in strategies:
                    strategies[row.cells[field].place] = way(row)
        for figures in self.cells.classes:
            weight = self.number(figures["weight"].place)
            strategies[figures["score"].place] = _decimals(Decimal(0), weight + 1, 2)
        if careful:
            return strategies
        slots = inputs(self.plan)
        return {place: _mistaken(good, slots[place]) for place, good in strategies.items()}

    def _amounts(self, budget: Decimal) -> Cell:
        ties_of = tied_executions(budget, self.profile.execution.points) or [budget]
        highest = budget * 2 + 1
        return st.one_of(
            st.sampled_from((Decimal(0), budget, budget + Decimal("0.005"), budget + Decimal("0.006"))),
            st.sampled_from(ties_of),
            _decimals(Decimal(0), highest, 6),
            _decimals(Decimal(0), highest, 2),
        )

    def _actuals(self, row: IndicatorCells) -> Cell:
        if row.choices:
            return st.sampled_from(row.choices)
        if row.rule is None and not row.target.quantitative:
            return st.sampled_from(("全部完成", "（1）（2）未完成", "3", None))
        target = self.number(row.effective_target.place)
        weight = self.number(row.cells["weight"].place) if "weight" in row.cells else Decimal(10)
        low, high = (row.rule and row.rule.bounds) or (target, target)
        most = (high + 1) * 3
        edges = {low, high, -high, Decimal(0), high * 2, target * self.profile.quantitative.over_fulfilment}
        strategies = [
            st.sampled_from(sorted(edges)),
            _decimals(-most, most, 4),
            _decimals(low / 2, high * 2, 2),
        ]
        if row.rule and (half_cents := ties(row.rule, target, weight)):
            strategies.append(st.sampled_from([tie.actual for tie in half_cents]))
        return st.one_of(strategies)

    def _weights(self, row: IndicatorCells) -> Cell:
        return st.one_of(NOTHING, _decimals(Decimal(0), HUNDRED, 1))

    def _scores(self, row: IndicatorCells) -> Cell:
        weight = self.number(row.cells["weight"].place)
        edges = [weight * share / HUNDRED for band in self.profile.bands for share in (band.low, band.high)]
        typed: list[Cell] = [
            st.sampled_from(edges),
            _decimals(Decimal(0), weight, 2),
            _decimals(-weight, weight * 2, 3),
        ]
        if self.cells.not_applicable:
            typed.append(st.just(NOT_APPLICABLE))
        content = self.content(row.cells["score"].place)
        # an editable score is left to its formula half of the time
        return st.one_of(*typed, *[st.just(content)] * 3) if isinstance(content, Expr) else st.one_of(typed)


def _decimals(low: Decimal, high: Decimal, places: int) -> Cell:
    unit = Decimal(1).scaleb(-places)
    return st.integers(int(low / unit), int(high / unit)).map(lambda count: count * unit)


def _mistaken(good: Cell, slot: Slot) -> Cell:
    return st.one_of(
        good, good, NOTHING, WORDS, st.just(slot.content) if isinstance(slot.content, Expr) else good
    )
