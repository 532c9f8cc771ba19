"""What a form says, as text, and small tables to write it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


SHANXI = "shanxi-2022"


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
    weight: str = ""
    arrived: str = ""


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
    first_weight: str = ""
    second_weight: str = ""
    explanation: str = ""
    target_nature: str = ""
    target_unit: str = ""
    clause: str = ""
    evidence: str = ""
    deducted: str = ""


@dataclass(frozen=True)
class ClassRow:
    """A first-level class in the table of class scores, or 合计."""

    name: str
    weight: str = ""
    score: str = ""
    rate: str = ""


@dataclass(frozen=True)
class Form:
    """What a form says, everything as text; ``kind`` is a template's id and the key of ``KINDS``."""

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
    kind: str = SHANXI
    class_scores: tuple[ClassRow, ...] = ()
    deducted_total: str = ""
    annex: tuple[IndicatorRow, ...] = ()
    """the indicators as the first of several tables has them, where it differs from the others"""
    purchases: tuple[tuple[str, ...], ...] = ()
    """a table of purchases on a sheet of its own: its title, its header, its rows"""


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


def rows_of(fields: Sequence[str], text: str) -> tuple[IndicatorRow, ...]:
    """Indicators from a table whose columns are ``fields``; an empty level, or its points, repeat those above."""
    rows: list[IndicatorRow] = []
    for cells in _cells(text):
        said = dict(zip(fields, cells, strict=False))
        above = rows[-1] if rows else IndicatorRow("", "", "")
        same = not said.get("first_level") or said["first_level"] == above.first_level
        carried = {"first_level": above.first_level, "first_weight": above.first_weight}
        if same and not said.get("second_level"):
            carried |= {"second_level": above.second_level, "second_weight": above.second_weight}
        blank = {"first_level": "", "second_level": "", "name": ""}
        kept = {key: value for key, value in carried.items() if same and not said.get(key)}
        rows.append(IndicatorRow(**{**blank, **said, **kept}))
    return tuple(rows)


def funds_of(fields: Sequence[str], text: str) -> tuple[FundRow, ...]:
    """Funding rows from a table: label, then ``fields``."""
    return tuple(FundRow(**dict(zip(("label", *fields), cells, strict=False))) for cells in _cells(text))


def _cells(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
