"""Form templates (表样): what a form contains, where it stands and by which labels it is recognised.

The generator draws from a template, and the reader finds fields with it; nothing about a form is written twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, field_validator, model_validator

from xlperf.definitions import Definition, load_definition
from xlperf.errors import UsageError
from xlperf.resources import shipped
from xlperf.spans import Columns, Letters, Width, check_beside, check_known, check_once

RESERVED_SHEETS = ("填报说明", "自检", "校验结果", "_xlperf", "history")
"""The program's own, and one that Excel keeps for itself."""


class Labelled(Definition):
    """Something printed with a label; ``aliases`` are other spellings found in practice."""

    label: str = Field(min_length=1, max_length=60)
    aliases: tuple[str, ...] = ()


class FieldSpec(Labelled):
    """A label with its value to the right."""

    field: Literal["project_name", "department", "unit"]
    label_at: Columns
    value_at: Columns
    required: bool = False
    hint: str = ""


class FundColumn(Labelled):
    """A column of the funding block; ``group`` is a heading shared with its neighbours."""

    field: Literal[
        "initial_requested",
        "initial_budget",
        "full_year_budget",
        "executed",
        "carry_over",
        "weight",
        "execution_rate",
        "execution_score",
    ]
    at: Columns
    group: str | None = None


class GoalColumn(Labelled):
    """A column of the goals block."""

    field: Literal["goal", "completion"]
    at: Columns
    hint: str = ""


class IndicatorColumn(Labelled):
    """A column of the indicator table."""

    field: Literal[
        "first_level",
        "second_level",
        "name",
        "initial_target",
        "adjusted_target",
        "actual",
        "weight",
        "score",
        "deviation_reason",
    ]
    at: Columns


class NarrativeRow(Labelled):
    """A text of the analysis block; ``group`` is a heading shared with the rows around."""

    key: str = Field(pattern=r"^[a-z][a-z_]*$")
    label_at: Columns
    value_at: Columns
    group: str | None = None
    group_at: Columns | None = None
    hint: str = ""


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
    """The indicator table."""

    kind: Literal["indicators"]
    caption: str
    caption_at: Columns
    columns: tuple[IndicatorColumn, ...]

    @model_validator(mode="after")
    def _fits(self) -> IndicatorsBlock:
        check_beside(self.caption_at, *(column.at for column in self.columns))
        fields = [column.field for column in self.columns]
        check_once(fields)
        missing = [
            field for field in ("name", "initial_target", "actual", "weight", "score") if field not in fields
        ]
        if missing:
            raise ValueError(f"columns 里缺少 {'、'.join(missing)}，没有它们算不出得分。")
        return self


class TotalBlock(Labelled):
    """The total row, with the grade where the form prints it."""

    kind: Literal["total"]
    label_at: Columns
    weight_at: Columns | None = None
    score_at: Columns
    grade_at: Columns | None = None

    @model_validator(mode="after")
    def _fits(self) -> TotalBlock:
        check_beside(self.label_at, self.weight_at, self.score_at, self.grade_at)
        return self


class NarrativesBlock(Definition):
    """The analysis texts; ``height`` is each row's in points."""

    kind: Literal["narratives"]
    caption: str
    caption_at: Columns
    rows: tuple[NarrativeRow, ...]
    height: int = Field(48, gt=0, le=400)

    @model_validator(mode="after")
    def _fits(self) -> NarrativesBlock:
        for row in self.rows:
            check_beside(self.caption_at, row.group_at, row.label_at, row.value_at)
        check_once(row.key for row in self.rows)
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
    | NotesBlock,
    Field(discriminator="kind"),
]
AnyBlock = TypeVar("AnyBlock", bound=Definition)


class Page(Definition):
    """Paper and orientation."""

    paper: Literal["A4", "A3"] = "A4"
    orientation: Literal["landscape", "portrait"] = "landscape"
    fit_width: int = 1


class FormTemplate(Definition):
    """One kind of form."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: int
    name: str
    sheet: str = Field(max_length=31, pattern=r"^[^\[\]:*?/\\']+$")
    profile: str
    basis: str = ""
    money_unit: Literal["元", "万元", "亿元"] = "万元"
    scores_editable: bool = False
    page: Page = Page()
    columns: dict[Letters, Width] = Field(min_length=1)
    blocks: tuple[Block, ...]

    @field_validator("sheet")
    @classmethod
    def _not_reserved(cls, sheet: str) -> str:
        if sheet.lower() in RESERVED_SHEETS:
            raise ValueError(f"sheet 不能叫“{sheet}”，这是程序自用的表名。")
        return sheet

    @field_validator("blocks")
    @classmethod
    def _in_order(cls, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        kinds = [block.kind for block in blocks]
        check_once(kind for kind in kinds if kind not in ("fields", "notes"))
        for needed in ("indicators", "total"):
            if needed not in kinds:
                raise ValueError(f"blocks 里缺少 {needed} 一节。")
        if "funding" in kinds[kinds.index("total") :] or kinds.index("total") < kinds.index("indicators"):
            raise ValueError("total 一节要放在 funding 和 indicators 之后，总分才能加上它们。")
        return blocks

    @model_validator(mode="after")
    def _columns_known(self) -> FormTemplate:
        check_known(self, self.columns)
        return self

    def block(self, kind: type[AnyBlock]) -> AnyBlock | None:
        """The first block of that kind, or None."""
        return next((block for block in self.blocks if isinstance(block, kind)), None)

    def field_specs(self) -> Iterator[FieldSpec]:
        """The single fields of the header."""
        for block in self.blocks:
            if isinstance(block, FieldsBlock):
                for row in block.rows:
                    yield from row


@cache
def shipped_templates() -> tuple[FormTemplate, ...]:
    """The templates that come with xlperf, by id."""
    return tuple(load_definition(path, FormTemplate) for path in sorted(shipped("templates").glob("*.yaml")))


def template(name: str) -> FormTemplate:
    """A template by id, or by the path of an office's own YAML file; UsageError when there is none."""
    if name.endswith((".yaml", ".yml")):
        return load_definition(Path(name), FormTemplate)
    known = {template.id: template for template in shipped_templates()}
    if name not in known:
        raise UsageError(f"没有名为“{name}”的表样，可用的有：{'、'.join(known)}。")
    return known[name]
