"""The indicator table: targets and actuals as numbers, scores as formulas, phrases as drop-downs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from xlperf.decimals import HUNDRED, plain
from xlperf.forms import FormTemplate, IndicatorColumn, IndicatorsBlock
from xlperf.formula import At, Expr, expr
from xlperf.functions import if_, is_number
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.form_cells import FormCells, IndicatorCells
from xlperf.layout.plan import Condition, InputLimit, Style
from xlperf.layout.value_cell import ValueCell, actual_cell, percentage, target_cell
from xlperf.profiles import Profile
from xlperf.projects.project import PlannedIndicator, Project
from xlperf.scoring.assessment import direction
from xlperf.scoring.qualitative import limit_formula
from xlperf.scoring.quantitative import QuantitativeRule
from xlperf.spans import span
from xlperf.values import Kind, Value, parse_value
from xlperf.workbook.names import indicator_name
from xlperf.workbook.place import Area, Place

# room for three lines, as a reason with its measure usually takes
_ROW_HEIGHT = 40.0


def lay_out_indicators(
    canvas: Canvas,
    block: IndicatorsBlock,
    template: FormTemplate,
    project: Project,
    profile: Profile,
    cells: FormCells,
) -> list[Condition]:
    """Header and one row per indicator in the list's order, first and second level merged where they repeat."""
    top = canvas.row
    columns: dict[str, IndicatorColumn] = {column.field: column for column in block.columns}
    for column in block.columns:
        canvas.put(span(column.at), column.label, styles.HEADER)
    canvas.fit(top, [(span(column.at), column.label) for column in block.columns], 30)
    canvas.row += 1
    first = canvas.row
    conditions: list[Condition] = []
    for number, indicator in enumerate(project.indicators, 1):
        row = _Row(canvas, columns, template, profile, indicator, number)
        cells.indicators.append(row.draw())
        conditions.extend(row.conditions)
        canvas.row += 1
    _levels(canvas, columns, project.indicators, first)
    canvas.put_caption(span(block.caption_at), block.caption, styles.CAPTION, top)
    return conditions


def _levels(
    canvas: Canvas, columns: dict[str, IndicatorColumn], indicators: tuple[PlannedIndicator, ...], first: int
) -> None:
    """The level columns, each run of equal texts one merged area; every row has its name in it."""
    numbered = list(enumerate(indicators))
    keys = {
        "first_level": lambda item: item[1].first_level,
        "second_level": lambda item: (item[1].first_level, item[1].second_level),
    }
    for field, key in keys.items():
        if field not in columns:
            continue
        for _, group in groupby(numbered, key=key):
            run = list(group)
            index, indicator = run[0]
            text = getattr(indicator, field)
            name = indicator_name(index + 1, field)
            at = span(columns[field].at)
            canvas.put(at, text, styles.FIXED, row=first + index, rows=len(run), name=name)
            canvas.stretch(range(first + index, first + index + len(run)), at, text)


class _Row:
    """One indicator row being laid out."""

    def __init__(
        self,
        canvas: Canvas,
        columns: dict[str, IndicatorColumn],
        template: FormTemplate,
        profile: Profile,
        indicator: PlannedIndicator,
        number: int,
    ) -> None:
        self.canvas, self.columns, self.profile = canvas, columns, profile
        self.indicator, self.number = indicator, number
        self.editable = template.scores_editable
        self.conditions: list[Condition] = []
        self.target = parse_value(indicator.adjusted_target or indicator.target)
        if self.target.kind is Kind.NUMBER and self.target.approximate:
            self.target = Value(Kind.TEXT, self.target.raw)
        self.at = {
            field: At(Place(canvas.sheet, canvas.row, span(column.at)[0]))
            for field, column in columns.items()
        }
        self.rule = self._rule()

    def draw(self) -> IndicatorCells:
        """Put all cells but the levels."""
        item = self.indicator
        cells = IndicatorCells(self.at, self.target, self.rule)
        self._put("name", item.name, styles.FIXED_TEXT)
        # a form with a single target column shows the one that counts
        initial = parse_value(item.target) if "adjusted_target" in self.columns else self.target
        self._put_target("initial_target", target_cell(initial))
        self._put_target("adjusted_target", target_cell(self.target))
        self._put("weight", item.weight, replace(styles.FIGURE, number_format=styles.POINTS))
        self._actual()
        self._score(cells)
        times = plain(self.profile.quantitative.over_fulfilment)
        hint = f"得分低于分值，或完成值为指标值的{times}倍以上时必填：先写原因，再写改进措施。"
        limit = InputLimit("偏差原因", hint)
        self._put("deviation_reason", item.deviation_reason or None, styles.TYPED_TEXT, limit)
        longest_phrase = max((band.phrase for band in self.profile.bands), key=len)
        texts = [
            (span(self.columns[field].at), text)
            for field, text in (
                ("name", item.name),
                ("initial_target", item.target),
                ("adjusted_target", item.adjusted_target or item.target),
                ("actual", longest_phrase if self.rule is None else item.actual),
                ("deviation_reason", item.deviation_reason),
            )
            if field in self.columns
        ]
        self.canvas.fit(self.canvas.row, texts, _ROW_HEIGHT)
        return cells

    def _put(
        self, field: str, content: str | Decimal | Expr | None, style: Style, limit: InputLimit | None = None
    ) -> None:
        if field in self.columns:
            name = indicator_name(self.number, field)
            self.canvas.put(span(self.columns[field].at), content, style, name=name, limit=limit)

    def _put_target(self, field: str, cell: ValueCell) -> None:
        style = styles.FIGURE if isinstance(cell.content, Decimal) else styles.FIXED
        self._put(field, cell.content, replace(style, number_format=cell.number_format))

    def _rule(self) -> QuantitativeRule | None:
        if not self.target.quantitative:
            return None
        bounds = (self.target.number, self.target.high) if self.target.kind is Kind.RANGE else None
        if bounds and percentage(self.target):
            bounds = (bounds[0] / HUNDRED, bounds[1] / HUNDRED)
        op = direction(self.target, self.indicator.first_level, self.indicator.second_level)
        return QuantitativeRule(op, self.profile.quantitative.reverse, bounds)

    def _actual(self) -> None:
        if self.rule is None:
            phrases = tuple(band.phrase for band in self.profile.bands)
            limit = InputLimit(
                "实际完成值", "请从下拉列表中选一档。", phrases, error="请从下拉列表的三档中选一档。"
            )
            self._put("actual", self.indicator.actual or None, styles.TYPED, limit)
            return
        cell = actual_cell(self.target, self.indicator.actual)
        unit = self.target.unit.text
        hint = f"指标值是{self.target.raw.strip()}。只填实际完成的数字"
        hint += (
            "，如95.5%。" if "%" in cell.number_format else f"，单位“{unit}”会自动带出。" if unit else "。"
        )
        limit = InputLimit(
            "实际完成值",
            hint,
            minimum=-(Decimal(10) ** 12),
            maximum=Decimal(10) ** 12,
            error="这里只能填数字，不要带“≥”等符号和单位。",
        )
        self._put(
            "actual", cell.content, replace(styles.TYPED_FIGURE, number_format=cell.number_format), limit
        )
        self._whole_percentages(cell)

    def _whole_percentages(self, cell: ValueCell) -> None:
        """95 % rather than 95.0 % where there is nothing behind the point."""
        if "%" in cell.number_format and "actual" in self.at:
            actual = self.at["actual"]
            place = actual.place
            area = Area(place.row, place.column, place.row, place.column)
            test = f"AND(ISNUMBER({actual.excel(place.sheet)}),MOD(ROUND({actual.excel(place.sheet)}*10000,0),100)=0)"
            self.conditions.append(Condition(area, test, number_format="0%"))

    def _score(self, cells: IndicatorCells) -> None:
        weight = plain(self.indicator.weight)
        points = replace(styles.TYPED_FIGURE, number_format=styles.POINTS)
        if self.rule is None:
            actual, w = self.at["actual"], self.at["weight"]
            shares = "；".join(
                f"{band.phrase}{plain(band.high)}%—{plain(band.low)}%" for band in self.profile.bands
            )
            limit = InputLimit(
                "得分",
                f"分值{weight}分。{shares}。"[:255],
                minimum=limit_formula(self.profile, actual, w, upper=False),
                maximum=limit_formula(self.profile, actual, w, upper=True),
                error="得分超出了所选档次对应的范围，请看提示里的比例。",
            )
            self._put("score", self.indicator.score, points, limit)
            return
        computed: Expr | Decimal = live_score(cells)
        if not self.editable:
            self._put("score", computed, replace(styles.COMPUTED, number_format=styles.POINTS))
            return
        if self.indicator.score is not None:
            computed = self.indicator.score
        limit = InputLimit(
            "得分",
            f"已按指标值和完成值算出；确需改动的，填0到{weight}之间的数，并写明偏差原因。",
            minimum=Decimal(0),
            maximum=self.indicator.weight,
            error=f"得分应在0到{weight}之间。",
        )
        self._put("score", computed, points, limit)


def live_score(row: IndicatorCells) -> Expr:
    """The score of a quantitative row as it follows from its cells; empty text until the actual value is a number."""
    assert row.rule is not None
    actual, target = row.cells["actual"], row.effective_target
    score = row.rule.formula(actual, target, row.cells["weight"])
    if row.rule.bounds is not None:
        # the bounds are part of the formula: another text in the target cell asks for another formula
        return if_(is_number(actual), if_(target.eq(expr(row.target.raw.strip())), score, ""), "")
    return if_(is_number(actual), if_(is_number(target), score, ""), "")
