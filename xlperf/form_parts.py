"""What the blocks of a form template are made of: labelled fields, columns and rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from xlperf.definitions import Definition
from xlperf.spans import Columns


class Labelled(Definition):
    """Something printed with a label; ``aliases`` are other spellings found in practice."""

    label: str = Field(min_length=1, max_length=60)
    aliases: tuple[str, ...] = ()


class FieldSpec(Labelled):
    """A label with its value to the right."""

    field: Literal["project_name", "department", "unit", "central_department"]
    label_at: Columns
    value_at: Columns
    required: bool = False
    hint: str = ""


class FundColumn(Labelled):
    """A column of the funding block; ``group`` is a heading shared with its neighbours.

    ``total_only``: the form asks for the figure of the total row alone.
    """

    field: Literal[
        "initial_requested",
        "initial_budget",
        "full_year_budget",
        "arrived",
        "executed",
        "carry_over",
        "weight",
        "execution_rate",
        "execution_score",
    ]
    at: Columns
    group: str | None = None
    total_only: bool = False


class GoalColumn(Labelled):
    """A column of the goals block."""

    field: Literal["goal", "completion"]
    at: Columns
    hint: str = ""


class IndicatorColumn(Labelled):
    """A column of the indicator table."""

    field: Literal[
        "first_level",
        "first_weight",
        "second_level",
        "second_weight",
        "name",
        "explanation",
        "target_nature",
        "initial_target",
        "target_unit",
        "adjusted_target",
        "actual",
        "weight",
        "clause",
        "evidence",
        "score",
        "deducted",
        "deviation_reason",
    ]
    at: Columns


class NarrativeRow(Labelled):
    """A text of the analysis block; ``group`` is a heading shared with the rows around.

    ``beside_at``: a second text in the same row (存在问题和改进措施), under the heading of its column.
    """

    key: str = Field(pattern=r"^[a-z][a-z_]*$")
    label_at: Columns
    value_at: Columns
    beside_at: Columns | None = None
    group: str | None = None
    group_at: Columns | None = None
    hint: str = ""

    @property
    def issues_key(self) -> str:
        """The key of the second text."""
        return f"{self.key}_issues"


class ClassColumn(Labelled):
    """A first-level class in the table of class scores, or 合计; ``weight`` is what the form prints as its points."""

    at: Columns
    weight: Decimal | None = None


class ClassFigures(Labelled):
    """A row of the table of class scores."""

    field: Literal["weight", "score", "rate"]


class Level(Definition):
    """A first-level class of the blank form with its second-level ones."""

    name: str
    second_levels: tuple[str, ...] = Field(min_length=1)
