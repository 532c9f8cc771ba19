"""What a filled form says. Every value keeps its text as typed and its cell; nothing is corrected here."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from xlperf.values import says_unchanged
from xlperf.workbook.place import Place


@dataclass(frozen=True)
class Entry:
    """One value on the form.

    ``text`` is what shows, trimmed. ``number`` is the figure that the whole entry is (a numeric cell, or text such as
    ``8.65`` or ``72.26%``, the latter as 72.26 with ``percent``), else None. A numeric cell shown in per cent is given
    in per cent too (0.7226 shown as 72.26% → 72.26, ``percent``). ``live``: the cell holds a formula; ``waiting``: one
    whose result was never stored, which is not the same as a result that is empty. ``worded``: the cell stores a text,
    so that a formula cannot compute with it even where it reads as a figure. ``error`` is the spreadsheet's error word.
    """

    text: str = ""
    number: Decimal | None = None
    place: Place | None = None
    percent: bool = False
    live: bool = False
    waiting: bool = False
    worded: bool = False
    error: str | None = None

    @property
    def blank(self) -> bool:
        """Nothing is written here (a formula without a stored result counts as blank)."""
        return not self.text and self.error is None


BLANK = Entry()
WEIGHT, TOTAL = "分值", "总分"
"""two of the names in ``Assessment.unrecognised``"""


@dataclass(frozen=True)
class Fund:
    """One funding row (项目资金): the total, or a source. Amounts are in the form's money unit (万元)."""

    label: Entry = BLANK
    initial_requested: Entry = BLANK
    """目标申报数"""
    initial_budget: Entry = BLANK
    """预算编制数 / 年初预算数"""
    full_year_budget: Entry = BLANK
    """全年预算数"""
    executed: Entry = BLANK
    """全年执行数"""
    carry_over: Entry = BLANK
    """资金结(转)余"""
    execution_rate: Entry = BLANK
    """执行率"""
    weight: Entry = BLANK
    """分值, where the form prints one beside the funds"""
    execution_score: Entry = BLANK
    """得分"""


@dataclass(frozen=True)
class Indicator:
    """One indicator row (绩效指标)."""

    first_level: Entry = BLANK
    """一级指标; carried down from the merged cell"""
    second_level: Entry = BLANK
    """二级指标; carried down from the merged cell"""
    name: Entry = BLANK
    """三级指标"""
    initial_target: Entry = BLANK
    """年初指标值"""
    adjusted_target: Entry = BLANK
    """调整后指标值"""
    actual: Entry = BLANK
    """实际完成值"""
    weight: Entry = BLANK
    """分值"""
    score: Entry = BLANK
    """得分"""
    deviation_reason: Entry = BLANK
    """偏差原因分析及改进措施"""

    @property
    def target(self) -> Entry:
        """The target that counts: the adjusted one where there is one, else the initial one; 未调整 and / are none."""
        adjusted = self.adjusted_target
        kept = adjusted.blank or (self.initial_target.place is not None and says_unchanged(adjusted.text))
        return self.initial_target if kept else adjusted


@dataclass(frozen=True)
class Narrative:
    """One text of the analysis block (项目绩效分析), ``key`` as in the template: ``execution``, ``problems`` …"""

    key: str
    label: str
    entry: Entry


@dataclass(frozen=True)
class Assessment:
    """A performance self-assessment form (绩效自评表) as filled."""

    template: str
    sheet: str
    recognised_by: str
    """``names`` (our own workbook) or ``labels`` (found by its printed labels)"""
    profile: str | None = None
    """the profile id stamped in our own workbook"""
    project_id: str | None = None
    title: Entry = BLANK
    year: Entry = BLANK
    """年度; ``number`` is the year"""
    project_name: Entry = BLANK
    department: Entry = BLANK
    """主管部门"""
    unit: Entry = BLANK
    """实施单位 / 预算单位"""
    total_fund: Fund = Fund()
    sources: tuple[Fund, ...] = ()
    goal: Entry = BLANK
    """年度总体目标"""
    completion: Entry = BLANK
    """实际完成情况"""
    indicators: tuple[Indicator, ...] = ()
    weight_total: Entry = BLANK
    """the weight printed beside 总分, where there is one"""
    total: Entry = BLANK
    """总分"""
    grade: Entry = BLANK
    """等级"""
    narratives: tuple[Narrative, ...] = ()
    scores_editable: bool = False
    """our own workbook, issued with editable scores"""
    issued: tuple[tuple[Entry, str, str], ...] = field(default=())
    """our own workbook: sealed cells as they are now, their text as issued, and the field's Chinese name"""
    money_unit: str = "万元"
    """the unit of the funds: 元, 万元 or 亿元, as the form's headings say, else the template's"""
    unrecognised: tuple[str, ...] = ()
    """what the checks need and no printed label was found for: 得分, 全年执行数 …"""

    def narrative(self, key: str) -> Entry:
        """The text of that key, blank when the form has none."""
        return next((n.entry for n in self.narratives if n.key == key), BLANK)
