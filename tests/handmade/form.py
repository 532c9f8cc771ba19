"""What a form says, as text, and small tables to write it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FUND_FIELDS = (
    "initial_requested",
    "initial_budget",
    "full_year_budget",
    "executed",
    "carry_over",
    "execution_rate",
    "execution_score",
)
INDICATOR_FIELDS = (
    "first_level",
    "second_level",
    "name",
    "initial_target",
    "adjusted_target",
    "actual",
    "weight",
    "score",
    "deviation_reason",
)
NARRATIVES = {
    "execution": "项目实施和预算执行情况及分析",
    "output": "产出情况及分析",
    "benefit": "效益情况及分析",
    "satisfaction": "满意度情况及分析",
    "experience": "主要经验做法",
    "problems": "项目管理中存在的主要问题及原因分析",
    "improvements": "下一步改进措施及管理建议",
}


@dataclass(frozen=True)
class FundRow:
    """A funding row; amounts as written, empty text for an empty cell."""

    label: str
    initial_requested: str = ""
    initial_budget: str = ""
    full_year_budget: str = ""
    executed: str = ""
    carry_over: str = ""
    execution_rate: str = ""
    execution_score: str = ""


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator, its levels spelled out in every row."""

    first_level: str
    second_level: str
    name: str
    initial_target: str = ""
    adjusted_target: str = ""
    actual: str = ""
    weight: str = ""
    score: str = ""
    deviation_reason: str = ""


@dataclass(frozen=True)
class Form:
    """What a form says, everything as text."""

    title: str
    year: str
    project_name: str
    department: str
    unit: str
    funds: tuple[FundRow, ...]
    goal: str
    completion: str
    indicators: tuple[IndicatorRow, ...]
    total: str
    grade: str
    weight_total: str = ""
    narratives: Mapping[str, str] = field(default_factory=dict)


def fund_table(text: str) -> tuple[FundRow, ...]:
    """Funding rows from a table with ``|`` between the cells: label, then ``FUND_FIELDS``."""
    return tuple(FundRow(*cells) for cells in _cells(text))


def indicator_table(text: str) -> tuple[IndicatorRow, ...]:
    """Indicators from a table with ``|`` between the cells; an empty level repeats the one above."""
    rows: list[IndicatorRow] = []
    for first, second, *rest in _cells(text):
        above = rows[-1] if rows else IndicatorRow("", "", "")
        rows.append(IndicatorRow(first or above.first_level, second or above.second_level, *rest))
    return tuple(rows)


def _cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
