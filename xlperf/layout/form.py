"""The form sheet, block by block, as the template says."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from xlperf.forms import (
    FieldsBlock,
    FormTemplate,
    FundingBlock,
    GoalsBlock,
    HeadingBlock,
    IndicatorsBlock,
    NarrativeRow,
    NarrativesBlock,
    NotesBlock,
    TotalBlock,
)
from xlperf.formula import Cells, expr
from xlperf.functions import and_, cents, count, if_, is_number, sum_
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.form_cells import FormCells
from xlperf.layout.funding import lay_out_funding
from xlperf.layout.indicators import lay_out_indicators
from xlperf.layout.plan import Condition, InputLimit, SheetPlan
from xlperf.profiles import Profile
from xlperf.projects.project import Project
from xlperf.scoring.grade import grade_formula
from xlperf.spans import span
from xlperf.workbook.names import field_name, narrative_name
from xlperf.workbook.place import Area, column_number
from xlperf.workbook.stamp import BESIDE_NAMES, MARK_COLOURS, mark_condition

_BESIDE_WIDTH = 34.0
_GAP_WIDTH = 2.0


class FormLayout:
    """Lays out one project's form; ``cells`` and ``plan()`` are its results."""

    def __init__(self, template: FormTemplate, profile: Profile, project: Project) -> None:
        self.template, self.profile, self.project = template, profile, project
        widths = {column_number(letters): width for letters, width in template.columns.items()}
        self.right_edge = max(widths)
        self._beside = self.right_edge + 2
        widths |= {self.right_edge + 1: _GAP_WIDTH, self._beside: _BESIDE_WIDTH}
        self.canvas = Canvas(template.sheet, widths)
        self.cells = FormCells(template.money_unit)
        self._conditions: list[Condition] = []
        self._repeat: tuple[int, int] | None = None
        for block in template.blocks:
            if isinstance(block, HeadingBlock):
                self._heading(block)
            elif isinstance(block, FieldsBlock):
                self._fields(block)
            elif isinstance(block, FundingBlock):
                self._funding(block)
            elif isinstance(block, GoalsBlock):
                self._goals(block)
            elif isinstance(block, IndicatorsBlock):
                self._indicators(block)
            elif isinstance(block, TotalBlock):
                self._total(block)
            elif isinstance(block, NarrativesBlock):
                self._narratives(block)
            else:
                self._notes(block)

    def plan(self) -> SheetPlan:
        """The finished sheet."""
        last = self.canvas.row - 1
        everything = Area(1, 1, last, self.right_edge)
        marks = [
            Condition(everything, mark_condition(self.template.sheet, severity), fill=colour, stop=True)
            for severity, colour in MARK_COLOURS.items()
        ]
        return SheetPlan(
            name=self.template.sheet,
            slots=tuple(self.canvas.slots),
            widths=self.canvas.widths,
            heights=self.canvas.heights,
            conditions=(*self._conditions, *marks),
            print_area=everything,
            repeat_rows=self._repeat,
            orientation=self.template.page.orientation,
            paper=self.template.page.paper,
            tab_colour="1F4E79",
        )

    def _heading(self, block: HeadingBlock) -> None:
        whole = (1, self.right_edge)
        name = self.project.name
        # 某某项目 + 项目支出绩效自评表 would say 项目 twice
        name = name.removesuffix("项目") if "{project_name}项目" in block.title else name
        text = {"project_name": name or self.project.name, "year": str(self.project.year)}
        title = _filled(block.title, text)
        self.canvas.put(whole, title, styles.TITLE, name=field_name("title"))
        self.canvas.fit(self.canvas.row, [(whole, title)], 30, styles.TITLE.size)
        self.canvas.row += 1
        self.canvas.put(whole, _filled(block.year, text), styles.SUBTITLE, name=field_name("year"))
        self.canvas.heights[self.canvas.row] = 20
        self._repeat = (self.canvas.row - 1, self.canvas.row)
        self.canvas.row += 1

    def _fields(self, block: FieldsBlock) -> None:
        for row in block.rows:
            for spec in row:
                text = str(getattr(self.project, spec.field.removeprefix("project_")))
                label_at, value_at = span(spec.label_at), span(spec.value_at)
                self.canvas.put(label_at, spec.label, styles.HEADER)
                # what the list does not say is left to the filler
                style = styles.FIXED_TEXT if text else styles.TYPED_TEXT
                limit = None if text else InputLimit(spec.label, spec.hint or "请如实填写。")
                name = field_name(spec.field)
                at = self.canvas.put(value_at, text or None, style, name=name, limit=limit)
                self.cells.fields[spec.field] = at
                self.cells.labels[spec.field] = spec.label
                self.canvas.fit(self.canvas.row, [(label_at, spec.label), (value_at, text)], 24)
            self.canvas.row += 1

    def _funding(self, block: FundingBlock) -> None:
        top = self.canvas.row
        lay_out_funding(self.canvas, block, self.project, self.profile, self.cells)
        self._put_beside(BESIDE_NAMES[0], top + 2)

    def _goals(self, block: GoalsBlock) -> None:
        top = self.canvas.row
        for column in block.columns:
            self.canvas.put(span(column.at), column.label, styles.HEADER)
        self.canvas.heights[top] = 22
        self.canvas.row += 1
        texts = {"goal": self.project.goal, "completion": self.project.completion}
        rows = self.canvas.fit_rows([(span(c.at), texts[c.field]) for c in block.columns], block.height)
        for column in block.columns:
            text = texts[column.field]
            style = styles.FIXED_TEXT if column.field == "goal" and text else styles.TYPED_TEXT
            limit = None if style.locked else InputLimit(column.label, column.hint or "请如实填写。")
            self.cells.fields[column.field] = self.canvas.put(
                span(column.at), text or None, style, rows=rows, name=field_name(column.field), limit=limit
            )
            self.cells.labels[column.field] = column.label
        self.canvas.row += rows
        self.canvas.put_caption(span(block.caption_at), block.caption, styles.CAPTION, top)

    def _indicators(self, block: IndicatorsBlock) -> None:
        self._conditions += lay_out_indicators(
            self.canvas, block, self.template, self.project, self.profile, self.cells
        )

    def _total(self, block: TotalBlock) -> None:
        self.canvas.put(span(block.label_at), block.label, styles.HEADER)
        scores = [row.cells["score"] for row in self.cells.indicators]
        execution = self.cells.total_fund.get("execution_score")
        parts = [Cells.below(scores), *([execution] if execution else [])]
        points = replace(styles.COMPUTED, bold=True, size=11, number_format=styles.POINTS)
        if block.weight_at:
            weights = [row.cells["weight"] for row in self.cells.indicators]
            self.cells.fields["weight_total"] = self.canvas.put(
                span(block.weight_at),
                cents(sum_(Cells.below(weights)) + expr(self.profile.execution.points)),
                points,
                name=field_name("weight_total"),
            )
        total = self.canvas.put(
            span(block.score_at),
            if_(count(*parts).eq(0), "", cents(sum_(*parts))),
            points,
            name=field_name("total"),
        )
        self.cells.fields["total"] = total
        if block.grade_at:
            # no grade before every score is there
            complete = and_(is_number(total), count(*parts).eq(len(scores) + len(parts) - 1))
            word = if_(complete, grade_formula(total, self.profile), "")
            self.cells.fields["grade"] = self.canvas.put(
                span(block.grade_at), word, replace(points, number_format="General"), name=field_name("grade")
            )
        self.canvas.heights[self.canvas.row] = 26
        self._put_beside(BESIDE_NAMES[1], self.canvas.row)
        self.canvas.row += 1

    def _narratives(self, block: NarrativesBlock) -> None:
        top = self.canvas.row
        for group, rows in groupby(block.rows, key=lambda row: row.group if row.group_at else None):
            first = self.canvas.row
            members = list(rows)
            for row in members:
                self._narrative(row, block.height)
            if group and members[0].group_at:
                self.canvas.put_caption(span(members[0].group_at), group, styles.LABEL, first)
        self.canvas.put_caption(span(block.caption_at), block.caption, styles.CAPTION, top)

    def _narrative(self, row: NarrativeRow, height: float) -> None:
        label_at, value_at = span(row.label_at), span(row.value_at)
        text = self.project.narratives.get(row.key, "")
        limit = InputLimit(row.label, row.hint or "请如实填写。")
        rows = self.canvas.fit_rows([(label_at, row.label), (value_at, text)], height)
        self.canvas.put(label_at, row.label, styles.LABEL, rows=rows)
        self.cells.narratives[row.key] = self.canvas.put(
            value_at, text or None, styles.TYPED_TEXT, rows=rows, name=narrative_name(row.key), limit=limit
        )
        self.cells.labels[row.key] = row.label
        self.canvas.row += rows

    def _notes(self, block: NotesBlock) -> None:
        for line in block.lines:
            self.canvas.put(span(block.at), line, styles.NOTE)
            self.canvas.fit(self.canvas.row, [(span(block.at), line)], 16, styles.NOTE.size)
            self.canvas.row += 1

    def _put_beside(self, name: str, row: int) -> None:
        """A cell outside the print area that takes the computed figures once the form is validated."""
        self.canvas.put((self._beside, self._beside), None, styles.BESIDE, row=row, name=name)


def _filled(pattern: str, text: dict[str, str]) -> str:
    for key, value in text.items():
        pattern = pattern.replace("{" + key + "}", value)
    return pattern
