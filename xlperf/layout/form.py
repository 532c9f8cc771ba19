"""The form sheet, block by block, as the template says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xlperf.forms import (
    Block,
    ClassScoresBlock,
    FieldsBlock,
    FormTemplate,
    FundingBlock,
    GoalsBlock,
    HeadingBlock,
    IndicatorsBlock,
    NarrativesBlock,
    NotesBlock,
    TotalBlock,
)
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.form_cells import NO_YEAR, FormCells
from xlperf.layout.funding import lay_out_funding
from xlperf.layout.indicators import lay_out_indicators
from xlperf.layout.narratives import lay_out_narratives
from xlperf.layout.paper import page_room
from xlperf.layout.plan import Condition, InputLimit, SheetPlan
from xlperf.layout.totals import lay_out_classes, lay_out_total
from xlperf.profiles import Profile
from xlperf.projects.project import Project
from xlperf.spans import span
from xlperf.workbook.names import field_name
from xlperf.workbook.place import Area, column_number
from xlperf.workbook.stamp import BESIDE_NAMES, MARK_COLOURS, mark_condition

_BESIDE_WIDTH = 34.0
_GAP_WIDTH = 2.0
# so much fuller than a page, the form is shrunk to one instead of a few lines going alone
_SHRUNK = 1.15
# column widths differ slightly from one computer to the next
_SURELY_ON_PAGE = 0.95


class FormLayout:
    """Lays out one project's form; ``cells`` and ``plan()`` are its results."""

    def __init__(self, template: FormTemplate, profile: Profile, project: Project) -> None:
        self.template, self.profile, self.project = template, template.adapted(profile), project
        widths = {column_number(letters): width for letters, width in template.columns.items()}
        self.right_edge = max(widths)
        self._beside = self.right_edge + 2
        widths |= {self.right_edge + 1: _GAP_WIDTH, self._beside: _BESIDE_WIDTH}
        self.canvas = Canvas(template.sheet, widths)
        self.cells = FormCells(template.money_unit)
        self.title = template.name
        self._conditions: list[Condition] = []
        self._title_rows: tuple[int, int] | None = None
        self._table_rows: tuple[int, int] | None = None
        self._later: list[Callable[[], None]] = []
        for block in template.blocks:
            self._block(block)
        for finish in self._later:
            finish()

    def _block(self, block: Block) -> None:
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
            lay_out_narratives(self.canvas, block, self.project, self.cells)
        elif isinstance(block, ClassScoresBlock):
            table = self.template.block(IndicatorsBlock)
            lay_out_classes(self.canvas, block, table, self.project, self.cells)
        else:
            self._notes(block)

    def plan(self) -> SheetPlan:
        """The finished sheet."""
        last = self.canvas.row - 1
        everything = Area(1, 1, last, self.right_edge)
        page = self.template.page
        widths = [self.canvas.widths[column] for column in range(1, self.right_edge + 1)]
        room = page_room(page.paper, page.orientation, widths)
        one_page = self._height(last) <= room * _SHRUNK
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
            repeat_rows=self._repeated(room),
            orientation=page.orientation,
            paper=page.paper,
            one_page=one_page,
            tab_colour="1F4E79",
        )

    def _heading(self, block: HeadingBlock) -> None:
        whole = (1, self.right_edge)
        name = self.project.name
        # 某某项目 + 项目支出绩效自评表 would say 项目 twice
        name = name.removesuffix("项目") if "{project_name}项目" in block.title else name
        text = {"project_name": name or self.project.name, "year": str(self.project.year)}
        title = _filled(block.title, text) if text["project_name"] else _unnamed(block.title)
        self.title = title
        self.canvas.put(whole, title, styles.TITLE, name=field_name("title"))
        self.canvas.fit(self.canvas.row, [(whole, title)], 30, styles.TITLE.size)
        self.canvas.row += 1
        if self.project.year:
            self.canvas.put(whole, _filled(block.year, text), styles.SUBTITLE, name=field_name("year"))
        else:
            limit = InputLimit("年度", "写明年度，如（2023年度）。")
            typed = replace(styles.SUBTITLE, fill=styles.INPUT_FILL, locked=False)
            at = self.canvas.put(whole, NO_YEAR, typed, name=field_name("year"), limit=limit)
            self.cells.fields["year"], self.cells.labels["year"] = at, "年度"
        self.canvas.heights[self.canvas.row] = 20
        self._title_rows = (self.canvas.row - 1, self.canvas.row)
        self.canvas.row += 1

    def _fields(self, block: FieldsBlock) -> None:
        for row in block.rows:
            for spec in row:
                text = str(getattr(self.project, spec.field.removeprefix("project_"), ""))
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
        top = self.canvas.row
        self._conditions += lay_out_indicators(
            self.canvas, block, self.template, self.project, self.profile, self.cells
        )
        self._table_rows = (top, self.canvas.row - 1)

    def _repeated(self, room: float) -> tuple[int, int] | None:
        """The rows printed again on every page: the headings of a table that goes over, else the title.

        Only one block of rows can be repeated.
        """
        if self._table_rows is None:
            return self._title_rows
        top, last = self._table_rows
        goes_over = self._height(last) > room * _SURELY_ON_PAGE
        return (top, top) if goes_over else self._title_rows

    def _height(self, last: int) -> float:
        """How high the rows down to ``last`` are, in points."""
        return sum(self.canvas.heights[row] for row in range(1, last + 1))

    def _total(self, block: TotalBlock) -> None:
        row = self.canvas.row
        self.canvas.heights[row] = 26
        self._put_beside(BESIDE_NAMES[1], row)
        self.canvas.row += 1
        # what it adds up may stand below
        self._later.append(
            lambda: lay_out_total(self.canvas, block, row, self.right_edge, self.profile, self.cells)
        )

    def _notes(self, block: NotesBlock) -> None:
        for line in block.lines:
            self.canvas.put(span(block.at), line, styles.NOTE)
            self.canvas.fit(self.canvas.row, [(span(block.at), line)], 16, styles.NOTE.size)
            self.canvas.row += 1

    def _put_beside(self, name: str, row: int) -> None:
        """A cell outside the print area that takes the computed figures once the form is validated."""
        self.canvas.put((self._beside, self._beside), None, styles.BESIDE, row=row, name=name)


def _unnamed(title: str) -> str:
    """The title of a blank form: what is printed for every project."""
    return title.replace("{project_name}", "")


def _filled(pattern: str, text: dict[str, str]) -> str:
    for key, value in text.items():
        pattern = pattern.replace("{" + key + "}", value)
    return pattern
