"""Form templates (表样): what a form contains, where it stands and by which labels it is recognised.

The generator draws from a template, and the reader finds fields with it; nothing about a form is written twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from xlperf.definitions import Definition, line_of, load_definition
from xlperf.errors import DefinitionError, UsageError
from xlperf.form_blocks import (
    AnyBlock,
    Block,
    ClassScoresBlock,
    FieldsBlock,
    FundingBlock,
    GoalsBlock,
    HeadingBlock,
    IndicatorsBlock,
    NarrativesBlock,
    NotesBlock,
    TotalBlock,
)
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
from xlperf.profiles import Profile
from xlperf.profiles import profile as profile_named
from xlperf.resources import shipped
from xlperf.spans import Letters, Width, check_known, check_once

__all__ = [
    "AnyBlock",
    "Block",
    "ClassColumn",
    "ClassFigures",
    "ClassScoresBlock",
    "FieldSpec",
    "FieldsBlock",
    "FormTemplate",
    "FundColumn",
    "FundingBlock",
    "GoalColumn",
    "GoalsBlock",
    "HeadingBlock",
    "IndicatorColumn",
    "IndicatorsBlock",
    "Labelled",
    "Level",
    "NarrativeRow",
    "NarrativesBlock",
    "NotesBlock",
    "Page",
    "TotalBlock",
    "shipped_templates",
    "template",
]

RESERVED_SHEETS = ("填报说明", "自检", "校验结果", "_xlperf", "history")
"""The program's own, and one that Excel keeps for itself."""


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
    scored: bool = True
    """False for forms that have no points at all (转移支付)"""
    execution_points: Decimal | None = Field(None, ge=0)
    """points of budget execution; None: the profile's; 0 where the indicators make up full marks by themselves"""
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
    def _in_order(cls, blocks: tuple[Block, ...], info: ValidationInfo) -> tuple[Block, ...]:
        kinds = [block.kind for block in blocks]
        check_once(kind for kind in kinds if kind not in ("fields", "narratives", "notes"))
        check_once(row.key for block in blocks if isinstance(block, NarrativesBlock) for row in block.texts())
        if not {"indicators", "class_scores"} & set(kinds):
            raise ValueError("blocks 里缺少 indicators 一节。")
        if not info.data.get("scored", True):
            return blocks
        if "total" not in kinds:
            raise ValueError("blocks 里缺少 total 一节。")
        before = kinds[: kinds.index("total")]
        if not {"funding", "indicators"} & set(kinds) <= set(before):
            raise ValueError("total 一节要放在 funding 和 indicators 之后，总分才能加上它们。")
        if any(isinstance(block, IndicatorsBlock) and not block.scored for block in blocks):
            raise ValueError("indicators 一节没有 weight 和 score 两列；不打分的表样请写 scored: false。")
        return blocks

    @model_validator(mode="after")
    def _columns_known(self) -> FormTemplate:
        check_known(self, self.columns)
        return self

    def block(self, kind: type[AnyBlock]) -> AnyBlock | None:
        """The first block of that kind, or None."""
        return next((block for block in self.blocks if isinstance(block, kind)), None)

    def narrative_rows(self) -> Iterator[NarrativeRow]:
        """The analysis texts of all blocks."""
        for block in self.blocks:
            if isinstance(block, NarrativesBlock):
                yield from block.texts()

    def adapted(self, profile: Profile) -> Profile:
        """The profile with the execution points of this form, where the form has its own."""
        if self.execution_points is None:
            return profile
        execution = profile.execution.model_copy(update={"points": self.execution_points})
        return profile.model_copy(update={"execution": execution})

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
        return _with_profile(Path(name), load_definition(Path(name), FormTemplate))
    known = {template.id: template for template in shipped_templates()}
    if name not in known:
        raise UsageError(f"没有名为“{name}”的表样，可用的有：{'、'.join(known)}。")
    return known[name]


def _with_profile(path: Path, form: FormTemplate) -> FormTemplate:
    """The template with a profile that exists: one of ours, or a file, which may lie beside the template's."""
    beside = path.parent / form.profile
    if form.profile.endswith((".yaml", ".yml")) and beside.is_file():
        form = form.model_copy(update={"profile": str(beside)})
    try:
        profile_named(form.profile)
    except DefinitionError:
        # it names the file and line of the profile
        raise
    except UsageError as error:
        raise DefinitionError(f"{path} 第{line_of(path, 'profile')}行 profile：{error}") from error
    return form
