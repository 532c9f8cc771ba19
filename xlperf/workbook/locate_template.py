"""What one template finds on a sheet, or on two of which the first has the heading and the second the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from xlperf.forms import ClassScoresBlock, FormTemplate, IndicatorsBlock, TotalBlock
from xlperf.workbook.extent import area_of, right_edge
from xlperf.workbook.form_map import FormMap, Places, Stamp, Unread
from xlperf.workbook.labels import compact, money_unit_of
from xlperf.workbook.locate_classes import ClassTable, find_classes
from xlperf.workbook.locate_funds import FundTable, find_funds
from xlperf.workbook.locate_indicators import IndicatorTable, find_indicators
from xlperf.workbook.locate_sought import OTHER, Labels, Sought, printed_anywhere, rank, share, sought
from xlperf.workbook.locate_texts import find_fields, find_goals, find_heading, find_narratives
from xlperf.workbook.locate_unread import unread_headings
from xlperf.workbook.lone_total import find_lone_total
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import MAX_ROW, Place

THRESHOLD = 0.5
_TITLE_WORDS = ("自评", "评价", "绩效", "评分", "得分")
# forms of targets and of monitoring look like those without scores
_BEFOREHAND = ("申报", "监控", "批复", "监测")
Texts = Mapping[str, tuple[Print, Place]]


@dataclass(frozen=True)
class Found:
    """One template on ``head`` (heading, funds, goals) and ``body`` (table and total), mostly the same page."""

    template: FormTemplate
    head: Page
    body: Page
    table: IndicatorTable | None = None
    classes: ClassTable | None = None
    funds: FundTable | None = None
    fields: Texts = field(default_factory=dict)
    heading: Mapping[str, Place] = field(default_factory=dict)
    goals: Texts = field(default_factory=dict)
    texts: Texts = field(default_factory=dict)
    total: Places = field(default_factory=dict)
    total_labelled: bool = False

    @cached_property
    def sought(self) -> tuple[Sought, ...]:
        """Every label of the template, found or not."""
        if not self.is_table:
            return tuple(printed_anywhere(self.body, self.template))
        labels = Labels(
            texts={*self.fields, *self.goals, *self.texts},
            funds=self.funds.header.labels.keys() if self.funds else (),
            columns=self.table.header.labels.keys() if self.table else (),
            total=self.total_labelled,
            figures=self.classes.figures if self.classes else (),
        )
        return tuple(sought(self.template, labels))

    @property
    def is_table(self) -> bool:
        """The table that makes this kind of form is there."""
        return self.table is not None if self.template.block(IndicatorsBlock) else self.classes is not None

    @property
    def is_form(self) -> bool:
        """More than a bare table of indicators, or a list: that has one of these signs at most."""
        # a project may be about 视频监控 or 环境监测: its form still says 自评
        beforehand = self._says(_BEFOREHAND) and not self._says(["自评"])
        if not self.is_table or (not self.template.scored and beforehand):
            return False
        own_total = bool(self.table and self.table.total_row) or self.total_labelled
        if share(self.sought) < THRESHOLD:
            return self._is_score_table
        both_goals = len(self.goals) == 2
        signs = (own_total, bool(self.funds), bool(self.fields), both_goals, self._is_score_table)
        return signs.count(True) >= 2

    @property
    def _is_score_table(self) -> bool:
        """A titled table with points, scores and a total, of a kind that needs no more than that."""
        if self.template.execution_points != 0 or self.table is None or not self.total_labelled:
            return False
        return self._says(_TITLE_WORDS) and {"name", "weight", "score"} <= set(self.table.header.labels)

    def _says(self, words: Sequence[str]) -> bool:
        """The title has one of these words."""
        title = self.heading.get("title")
        text = compact(self.head.sheet.text(title.row, title.column)) if title else ""
        return any(word in text for word in words)

    @property
    def rank(self) -> float:
        """By how much more of the template is there than is missing."""
        return rank(self.sought)

    @cached_property
    def unread(self) -> tuple[Unread, ...]:
        """Headings that are none of the template's labels, though it lacks some."""
        return tuple(
            unread_headings(self.head, self.body, self.template, self.table, self.funds, self.sought)
        )

    @property
    def confidence(self) -> float:
        """Share of the labels found; unread headings count as labels that were not."""
        whole = sum(item.weight for item in self.sought)
        return round(share(self.sought) * whole / (whole + OTHER * len(self.unread)), 4)

    def form_map(self, stamp: Stamp) -> FormMap:
        """The form."""
        values: dict[str, Place] = {
            **self.heading,
            **{name: place for name, (_, place) in (*self.fields.items(), *self.goals.items())},
            **self.total,
            **{f"text:{key}": place for key, (_, place) in self.texts.items()},
        }
        funds, table = self.funds, self.table
        indicators = table.indicators if table else ()
        classes = self.classes.classes if self.classes else table.subtotals if table else ()
        rows = (
            *indicators,
            *((funds.total, *funds.sources) if funds else ()),
            *(places for _, places in classes),
        )
        places = [*values.values(), *(place for row in rows for place in row.values())]
        labels = [label for texts in (self.fields, self.goals, self.texts) for label, _ in texts.values()]
        labels += list(funds.header.labels.values()) if funds and self.head is self.body else []
        labels += list(table.header.labels.values()) if table else []
        sheet = self.body.sheet
        on_sheet = [place for place in places if place.sheet == sheet.name]
        printed = labels if self.head is self.body else list(table.header.labels.values()) if table else []
        area = area_of(self.body, on_sheet, printed)
        return FormMap(
            template=self.template,
            sheet=sheet.name,
            recognised_by="labels",
            confidence=self.confidence,
            area=area,
            right_edge=right_edge(self.body, area, stamp.beside),
            fields=values,
            total_fund=funds.total if funds else {},
            sources=funds.sources if funds else (),
            indicators=indicators,
            money_unit=self._money_unit(),
            stamp=stamp,
            class_scores=classes,
            leftovers=table.leftovers if table else (),
            unread=self.unread,
        )

    def _money_unit(self) -> str:
        funds = self.funds
        labels = [*funds.header.labels.values(), *funds.header.groups] if funds else []
        captions = [funds.caption] if funds and funds.caption else []
        above = funds.header.top if funds else self.table.header.top if self.table else MAX_ROW
        stated = (money_unit_of(p.text) for p in (*labels, *captions, *self.head.prints(1, above)))
        return next((unit for unit in stated if unit), self.template.money_unit)


def find(template: FormTemplate, head: Page, body: Page) -> Found:
    """What the template finds; nothing but the pages when its table is not there."""
    table = find_indicators(body, template)
    apart = range(table.header.top, table.last_row + 1) if table else range(0)
    classes = find_classes(body, apart) if table or template.block(ClassScoresBlock) else None
    if table is None and (classes is None or template.block(IndicatorsBlock)):
        return Found(template, head, body)
    upper = classes if head is body else find_classes(head)
    top = table.header.top if table else classes.top if classes else MAX_ROW
    # a table of class scores above the indicators ends the funds as well
    above = min([top if head is body else MAX_ROW, *([upper.top] if upper else [])])
    funds = find_funds(head, template, above)
    limit = min(funds.header.top, above) if funds else above
    fields = find_fields(head, template, limit)
    first = min((label.row for label, _ in fields.values()), default=limit)
    texts = find_narratives(body, template, apart)
    if head is not body:
        texts = {**find_narratives(head, template, range(0)), **texts}
    total, labelled = (table.total, table.total_labelled) if table else _lone_total(body, template, classes)
    return Found(
        template=template,
        head=head,
        body=body,
        table=table,
        classes=classes or upper,
        funds=funds,
        fields=fields,
        heading=find_heading(head, first),
        goals=find_goals(head, template, first, above),
        texts=texts,
        total=total,
        total_labelled=labelled,
    )


def _lone_total(page: Page, template: FormTemplate, classes: ClassTable | None) -> tuple[Places, bool]:
    """The total in a row of its own, where there is no table of indicators."""
    block = template.block(TotalBlock)
    apart = range(classes.top, classes.last_row + 1) if classes else range(0)
    return find_lone_total(page, block, apart) if block else ({}, False)


def find_head(template: FormTemplate, page: Page) -> bool:
    """The page has the project's name, and its funds or goals: all that stands above the table of indicators."""
    fields = find_fields(page, template, MAX_ROW)
    if find_classes(page) is not None and "title" in find_heading(page, MAX_ROW):
        return True
    if "project_name" not in fields:
        return False
    first = min(label.row for label, _ in fields.values())
    return (
        find_funds(page, template, MAX_ROW) is not None
        or len(find_goals(page, template, first, MAX_ROW)) == 2
    )
