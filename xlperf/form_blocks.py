"""The blocks of a form template: what stands where, and by which labels it is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, TypeVar

from pydantic import Field, model_validator

from xlperf.definitions import Definition
from xlperf.form_parts import (
    ClassColumn,
    ClassFigures,
    FieldSpec,
    FundColumn,
    GoalColumn,
    IndicatorColumn,
    Labelled,
    Level,
    NarrativeRow,
)
from xlperf.spans import Columns, check_beside, check_once


class HeadingBlock(Definition):
    """The title lines; ``{project_name}`` and ``{year}`` are filled in."""

    kind: Literal["heading"]
    title: str
    year: str


class FieldsBlock(Definition):
    """Rows of labelled single values."""

    kind: Literal["fields"]
    rows: tuple[tuple[FieldSpec, ...], ...]

    @model_validator(mode="after")
    def _fits(self) -> FieldsBlock:
        for row in self.rows:
            check_beside(*(at for spec in row for at in (spec.label_at, spec.value_at)))
        check_once(spec.field for row in self.rows for spec in row)
        return self


class FundingBlock(Definition):
    """Funds: the total row, then one row per source."""

    kind: Literal["funding"]
    caption: str
    aliases: tuple[str, ...] = ()
    caption_at: Columns
    row_label_at: Columns
    total_label: str
    total_aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ("其他资金",)
    """the rows below the total where the project list names no source"""
    columns: tuple[FundColumn, ...]

    @model_validator(mode="after")
    def _fits(self) -> FundingBlock:
        check_beside(self.caption_at, self.row_label_at, *(column.at for column in self.columns))
        check_once(column.field for column in self.columns)
        groups = [column.group for column in self.columns]
        check_once(
            group for group, before in zip(groups, [None, *groups], strict=False) if group and group != before
        )
        return self


class GoalsBlock(Definition):
    """The yearly goal and what was achieved, side by side; ``height`` is the row's in points."""

    kind: Literal["goals"]
    caption: str
    aliases: tuple[str, ...] = ()
    caption_at: Columns
    columns: tuple[GoalColumn, ...]
    height: int = Field(90, gt=0, le=400)

    @model_validator(mode="after")
    def _fits(self) -> GoalsBlock:
        check_beside(self.caption_at, *(column.at for column in self.columns))
        check_once(column.field for column in self.columns)
        return self


class IndicatorsBlock(Definition):
    """The indicator table.

    ``weights_in_levels``: the cell of the first level prints its points too, as in 社会效应（20）. ``not_applicable``:
    不适用 may stand in the place of a score; the total is then that of the others in proportion to full marks.
    """

    kind: Literal["indicators"]
    caption: str = "绩效指标"
    caption_at: Columns | None = None
    columns: tuple[IndicatorColumn, ...]
    weights_in_levels: bool = False
    not_applicable: bool = False
    levels: tuple[Level, ...] = ()
    """the classes of the blank form; none: the profile's"""

    @model_validator(mode="after")
    def _fits(self) -> IndicatorsBlock:
        check_beside(self.caption_at, *(column.at for column in self.columns))
        fields = [column.field for column in self.columns]
        check_once(fields)
        needed = ("name", "weight", "score") if self.scored else ("name", "initial_target", "actual")
        if missing := [field for field in needed if field not in fields]:
            raise ValueError(f"columns 里缺少 {'、'.join(missing)}，没有它们算不出得分。")
        return self

    @property
    def scored(self) -> bool:
        """It has points."""
        return any(column.field in ("weight", "score") for column in self.columns)


class TotalBlock(Labelled):
    """The total row, with the grade where the form prints it."""

    kind: Literal["total"]
    label_at: Columns
    weight_at: Columns | None = None
    score_at: Columns
    deducted_at: Columns | None = None
    grade_label: str = ""
    grade_label_at: Columns | None = None
    grade_at: Columns | None = None

    @model_validator(mode="after")
    def _fits(self) -> TotalBlock:
        spans = (self.weight_at, self.score_at, self.deducted_at, self.grade_label_at, self.grade_at)
        check_beside(self.label_at, *spans)
        return self


class NarrativesBlock(Definition):
    """The analysis texts; ``height`` is each row's in points.

    ``headings`` stand above label, text and second text where there are two texts in a row.
    """

    kind: Literal["narratives"]
    caption: str = ""
    caption_at: Columns | None = None
    headings: tuple[str, str, str] | None = None
    rows: tuple[NarrativeRow, ...]
    height: int = Field(48, gt=0, le=400)

    @model_validator(mode="after")
    def _fits(self) -> NarrativesBlock:
        for row in self.rows:
            check_beside(self.caption_at, row.group_at, row.label_at, row.value_at, row.beside_at)
            if row.beside_at and not self.headings:
                raise ValueError(f"{row.key} 有 beside_at，要在 headings 里写明三栏的标题。")
        check_once(row.key for row in self.texts())
        return self

    def texts(self) -> Iterator[NarrativeRow]:
        """The texts one by one; a second text of a row has the key ``<key>_issues`` and no label of its own."""
        for row in self.rows:
            yield row
            if row.beside_at and self.headings:
                second = {"key": row.issues_key, "label": f"{row.label}（{self.headings[2]}）", "aliases": ()}
                yield row.model_copy(update={**second, "value_at": row.beside_at, "beside_at": None})


class ClassScoresBlock(Definition):
    """Points by first-level class, the classes side by side (绩效分析: 决策 | 过程 | 产出 | 效益 | 合计)."""

    kind: Literal["class_scores"]
    caption: str
    aliases: tuple[str, ...] = ()
    caption_at: Columns
    label_at: Columns
    heading: str = "指标"
    classes: tuple[ClassColumn, ...]
    total: ClassColumn
    rows: tuple[ClassFigures, ...]

    @model_validator(mode="after")
    def _fits(self) -> ClassScoresBlock:
        check_beside(self.caption_at, self.label_at, *(one.at for one in self.classes), self.total.at)
        check_once(row.field for row in self.rows)
        if "score" not in [row.field for row in self.rows]:
            raise ValueError("rows 里缺少 score（得分）一行。")
        return self


class NotesBlock(Definition):
    """Printed notes below the form."""

    kind: Literal["notes"]
    at: Columns
    lines: tuple[str, ...]


Block = Annotated[
    HeadingBlock
    | FieldsBlock
    | FundingBlock
    | GoalsBlock
    | IndicatorsBlock
    | TotalBlock
    | NarrativesBlock
    | ClassScoresBlock
    | NotesBlock,
    Field(discriminator="kind"),
]
AnyBlock = TypeVar("AnyBlock", bound=Definition)
