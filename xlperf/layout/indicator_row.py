"""One row of the indicator table: targets and actuals as numbers, scores as formulas, phrases as drop-downs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xlperf.decimals import plain
from xlperf.forms import FormTemplate, IndicatorColumn
from xlperf.formula import At, Expr
from xlperf.functions import and_, half_up_to, if_, is_number
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.form_cells import NOT_APPLICABLE, FormCells, IndicatorCells
from xlperf.layout.plan import Condition, InputLimit, Style
from xlperf.layout.score_cell import score_limit, scoring_of
from xlperf.layout.value_cell import ValueCell, actual_cell, split_target, target_cell
from xlperf.profiles import Profile
from xlperf.projects.project import PlannedIndicator
from xlperf.spans import span
from xlperf.values import Kind, Value, normalised, parse_value
from xlperf.workbook.names import indicator_name
from xlperf.workbook.place import Area, Place

# room for two lines; seven or eight indicators usually go on one page
_ROW_HEIGHT = 34.0
_MOST_POINTS = Decimal(100)
_NATURES = ("≥", ">", "=", "≤", "<", "定性")
_SHOWN_TEXTS = ("explanation", "clause", "evidence")


class IndicatorRow:
    """One indicator row being laid out at the canvas' row."""

    def __init__(
        self,
        canvas: Canvas,
        columns: dict[str, IndicatorColumn],
        template: FormTemplate,
        profile: Profile,
        form: FormCells,
        indicator: PlannedIndicator,
        number: int,
    ) -> None:
        self.canvas, self.columns, self.profile = canvas, columns, profile
        self.indicator, self.number = indicator, number
        self.template = template
        self.conditions: list[Condition] = []
        self.target = parse_value(indicator.adjusted_target or indicator.target)
        if self.target.kind is Kind.NUMBER and self.target.approximate:
            self.target = Value(Kind.TEXT, self.target.raw)
        self.at = {
            field: At(Place(canvas.sheet, canvas.row, span(column.at)[0]))
            for field, column in columns.items()
        }
        self.split = "target_unit" in columns
        blank = indicator.weight is None and not (indicator.name.strip() and indicator.target.strip())
        row = IndicatorCells(self.at, self.target, open=blank)
        self.cells = scoring_of(row, indicator, template, profile, form, split=self.split)
        self.rate = form.total_fund.get("execution_rate")
        self.not_applicable = form.not_applicable

    def draw(self) -> IndicatorCells:
        """Put all cells but the levels."""
        item = self.indicator
        self._given("name", item.name)
        if self.split:
            self._split_target()
        else:
            # a form with a single target column shows the one that counts
            initial = parse_value(item.target) if "adjusted_target" in self.columns else self.target
            self._put_target("initial_target", target_cell(initial))
            self._put_target("adjusted_target", target_cell(self.target))
        self._weight()
        for field in _SHOWN_TEXTS:
            self._given(field, getattr(item, field))
        self._actual()
        self._score()
        self._deducted()
        self._reason()
        self.canvas.fit(self.canvas.row, self._texts(), _ROW_HEIGHT)
        return self.cells

    def _texts(self) -> list[tuple[tuple[int, int], str]]:
        item = self.indicator
        texts = {
            "name": item.name,
            "initial_target": item.target,
            "adjusted_target": item.adjusted_target or item.target,
            "actual": max(self.cells.choices, key=len, default=item.actual),
            "deviation_reason": item.deviation_reason,
            **{field: getattr(item, field) for field in _SHOWN_TEXTS},
        }
        return [
            (span(self.columns[field].at), text) for field, text in texts.items() if field in self.columns
        ]

    def _put(
        self, field: str, content: str | Decimal | Expr | None, style: Style, limit: InputLimit | None = None
    ) -> None:
        if field in self.columns:
            name = indicator_name(self.number, field)
            self.canvas.put(span(self.columns[field].at), content, style, name=name, limit=limit)

    def _given(self, field: str, text: str) -> None:
        """A text of the project list; in a blank form it is typed."""
        if field not in self.columns or text.strip() or not self.cells.open:
            self._put(field, text or None, styles.FIXED_TEXT)
            return
        label = self.columns[field].label
        self._put(field, None, styles.TYPED_TEXT, InputLimit(label, f"填写{label}。"))

    def _put_target(self, field: str, cell: ValueCell) -> None:
        if cell.content is None and self.cells.open and field in self.columns:
            hint = "数字指标写上符号和单位，如≥2次、≥95%；不能用数字的，写明可以衡量的标准。"
            self._put(field, None, styles.TYPED, InputLimit(self.columns[field].label, hint))
            return
        style = styles.FIGURE if isinstance(cell.content, Decimal) else styles.FIXED
        self._put(field, cell.content, replace(style, number_format=cell.number_format))

    def _split_target(self) -> None:
        nature, figure, unit = split_target(self.target)
        if figure.content is None and self.cells.open:
            limit = InputLimit("指标性质", "请从下拉列表中选一种。", _NATURES, error="请从下拉列表中选一种。")
            self._put("target_nature", None, styles.TYPED, limit)
            hint = "定量指标只填数字，单位填在右边一栏；定性指标写明可以衡量的标准。"
            self._put("initial_target", None, styles.TYPED, InputLimit("指标值", hint))
            self._put("target_unit", None, styles.TYPED, InputLimit("度量单位", "填单位，如次、%、万元。"))
            return
        self._put("target_nature", nature or None, styles.FIXED)
        self._put_target("initial_target", figure)
        self._put("target_unit", unit or None, styles.FIXED)

    def _weight(self) -> None:
        if self.indicator.weight is not None:
            self._put("weight", self.indicator.weight, replace(styles.FIGURE, number_format=styles.POINTS))
            return
        limit = InputLimit(
            "分值",
            "填这项指标的分值，只填数字。",
            minimum=Decimal(0),
            maximum=_MOST_POINTS,
            error="分值应是0到100之间的数字。",
        )
        self._put("weight", None, replace(styles.TYPED_FIGURE, number_format=styles.POINTS), limit)

    def _actual(self) -> None:
        if "actual" not in self.columns:
            return
        label, actual = self.columns["actual"].label, self.indicator.actual
        if self.cells.from_funds and self.rate:
            rate = if_(is_number(self.rate), half_up_to(self.rate / 100, 4), "")
            self._put("actual", rate, replace(styles.COMPUTED, number_format="0.00%"))
        elif self.cells.choices:
            limit = InputLimit(
                label, "请从下拉列表中选一档。", self.cells.choices, error="请从下拉列表的各档中选一档。"
            )
            chosen = {normalised(choice): choice for choice in self.cells.choices}
            self._put("actual", chosen.get(normalised(actual), actual) or None, styles.TYPED, limit)
        elif self.target.quantitative and (self.cells.rule or self.cells.live):
            self._figure(label, actual_cell(self.target, actual, split=self.split))
        elif self.target.kind is Kind.NUMBER:
            # the score is typed, yet a figure shows its unit like those of the other rows
            cell = actual_cell(self.target, actual, split=self.split)
            unit = "不带单位" if self.split else "单位会自动带出"
            hint = f"如实填写完成情况，能用数字的只填数字，{unit}。"
            style = replace(styles.TYPED, number_format=cell.number_format)
            self._put("actual", cell.content, style, InputLimit(label, hint))
            self._whole_percentages(cell)
        else:
            hint = "如实填写完成情况，能用数字的写数字和单位。"
            self._put("actual", actual or None, styles.TYPED, InputLimit(label, hint))

    def _figure(self, label: str, cell: ValueCell) -> None:
        unit = self.target.unit.text
        hint = f"指标值是{self.target.raw.strip()}。只填实际完成的数字"
        hint += (
            "，如95.5%。" if "%" in cell.number_format else f"，单位“{unit}”会自动带出。" if unit else "。"
        )
        if self.split:
            hint = f"指标值是{self.target.raw.strip()}。只填实际完成的数字，不带符号和单位。"
        limit = InputLimit(
            label,
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
        if "%" in cell.number_format:
            actual = self.at["actual"]
            place = actual.place
            area = Area(place.row, place.column, place.row, place.column)
            test = f"AND(ISNUMBER({actual.excel(place.sheet)}),MOD(ROUND({actual.excel(place.sheet)}*10000,0),100)=0)"
            self.conditions.append(Condition(area, test, number_format="0%"))

    def _score(self) -> None:
        if "score" not in self.columns:
            return
        live, score = self.cells.live, self.indicator.score
        computed = replace(styles.COMPUTED, number_format=styles.POINTS)
        points = replace(styles.TYPED_FIGURE, number_format=styles.POINTS)
        if live is not None and (self.cells.from_funds or not self.template.scores_editable):
            self._put("score", live, computed)
            return
        content: Expr | Decimal | str | None = live if score is None else score
        if content is None and self.not_applicable and self.indicator.actual.strip() == NOT_APPLICABLE:
            content = NOT_APPLICABLE
        limit = score_limit(self.cells, self.indicator, self.profile, not_applicable=self.not_applicable)
        self._put("score", content, points, limit)

    def _deducted(self) -> None:
        if "deducted" in self.columns:
            score, weight = self.at["score"], self.at["weight"]
            off = if_(and_(is_number(score), is_number(weight)), half_up_to(weight - score, 2), "")
            self._put("deducted", off, replace(styles.COMPUTED, number_format=styles.POINTS))

    def _reason(self) -> None:
        if "deviation_reason" not in self.columns:
            return
        label = self.columns["deviation_reason"].label
        times = plain(self.profile.quantitative.over_fulfilment)
        hint = f"得分低于分值，或完成值为指标值的{times}倍以上时必填：先写原因，再写改进措施。"
        if wording := self.profile.quantitative.over_fulfilment_wording:
            hint += f"超额完成的，写明“{wording}”。"
        if not self.template.scored:
            hint = "没有完成指标值的必填：先写原因，再写改进措施。"
        elif "actual" not in self.columns:
            hint = "写明评价情况；扣了分的，写清扣分原因和改进措施。"
        limit = InputLimit(label, hint)
        self._put("deviation_reason", self.indicator.deviation_reason or None, styles.TYPED_TEXT, limit)
