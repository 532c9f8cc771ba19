"""A project as listed: who, how much money from where, and which indicators."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class PlannedFund:
    """A funding source (资金来源). Amounts in the money unit of the list (万元); None where the list says nothing."""

    source: str
    initial_requested: Decimal | None = None
    """目标申报数"""
    initial_budget: Decimal | None = None
    """预算编制数（年初预算数）"""
    full_year_budget: Decimal | None = None
    """全年预算数"""
    executed: Decimal | None = None
    """全年执行数; normally left for the form"""
    arrived: Decimal | None = None
    """到位数, where the form tells it from the budget"""


@dataclass(frozen=True)
class PlannedIndicator:
    """An indicator (绩效指标): text as listed, weight in points. Actual, score and reason are normally left for the form."""

    first_level: str
    second_level: str
    name: str
    target: str
    """年初指标值, e.g. ``≥2次``"""
    weight: Decimal | None
    """None only in a blank form, where it is typed by hand"""
    adjusted_target: str = ""
    """调整后指标值; empty means as the initial one"""
    actual: str = ""
    score: Decimal | None = None
    deviation_reason: str = ""
    explanation: str = ""
    """指标解释"""
    clause: str = ""
    """评分细则"""
    evidence: str = ""
    """资料来源"""


@dataclass(frozen=True)
class Project:
    """One project: one form."""

    code: str
    """项目编码; unique in the list"""
    name: str
    department: str
    """主管部门（及代码）"""
    unit: str
    """预算单位 / 实施单位"""
    year: int
    goal: str = ""
    """年度绩效目标"""
    funds: tuple[PlannedFund, ...] = ()
    indicators: tuple[PlannedIndicator, ...] = ()
    completion: str = ""
    """实际完成情况; normally left for the form"""
    narratives: dict[str, str] = field(default_factory=dict, hash=False)
    """texts of the analysis block by template key (``execution``, ``problems`` …); normally left for the form"""


@dataclass(frozen=True)
class ProjectList:
    """All projects of a list, in its order."""

    projects: tuple[Project, ...]
