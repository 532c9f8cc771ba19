"""What a filled form says. Every value keeps its text as typed and its cell; nothing is corrected here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlperf.values import parse_value, says_unchanged
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
WEIGHT, TOTAL, REASONS = "分值", "总分", "偏差原因"
"""three of the names in ``Assessment.unrecognised``"""
USUAL_LABELS = {
    "project_name": "项目名称",
    "department": "主管部门",
    "unit": "预算单位",
    "initial_budget": "年初预算数",
    "full_year_budget": "全年预算数",
    "executed": "全年执行数",
    "deviation_reason": "偏差原因分析及改进措施",
    "problems": "存在问题",
    "improvements": "改进措施",
}
"""What messages call these fields where the form prints nothing else."""


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
    arrived: Entry = BLANK
    """到位数, where the form tells it from the budget"""
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
    first_weight: Entry = BLANK
    """分值 of the first-level class, where the form gives it a column; carried down"""
    second_level: Entry = BLANK
    """二级指标; carried down from the merged cell"""
    second_weight: Entry = BLANK
    """分值 of the second-level class; carried down"""
    name: Entry = BLANK
    """三级指标"""
    explanation: Entry = BLANK
    """指标解释"""
    target_nature: Entry = BLANK
    """指标性质 (≥, ≤, =, 定性) in a column of its own"""
    initial_target: Entry = BLANK
    """年初指标值"""
    target_unit: Entry = BLANK
    """度量单位 in a column of its own"""
    adjusted_target: Entry = BLANK
    """调整后指标值"""
    actual: Entry = BLANK
    """实际完成值"""
    weight: Entry = BLANK
    """分值"""
    clause: Entry = BLANK
    """评分细则"""
    evidence: Entry = BLANK
    """资料来源"""
    score: Entry = BLANK
    """得分"""
    deducted: Entry = BLANK
    """扣分"""
    deviation_reason: Entry = BLANK
    """偏差原因分析及改进措施"""
    twin: Indicator | None = None
    """the same indicator in another table of the workbook (附表1 beside 附表2)"""

    @property
    def target(self) -> Entry:
        """The target that counts: the adjusted one where there is one, else the initial one; 未调整 and / are none.

        Where the form prints comparator and unit in columns of their own, ``text`` joins the three: ≥ | 2 | 次 → ≥2次.
        """
        adjusted = self.adjusted_target
        kept = adjusted.blank or (self.initial_target.place is not None and says_unchanged(adjusted.text))
        counting = self.initial_target if kept else adjusted
        return replace(counting, text=self._joined(counting.text))

    def _joined(self, figure: str) -> str:
        nature, measure = self.target_nature.text, self.target_unit.text
        if not figure or not parse_value(figure).quantitative:
            return figure
        sign = nature if nature and nature not in figure and parse_value(f"{nature}1").quantitative else ""
        return f"{sign}{figure}{'' if figure.endswith(measure) else measure}"


@dataclass(frozen=True)
class Narrative:
    """One text of the analysis block (项目绩效分析), ``key`` as in the template: ``execution``, ``problems`` …"""

    key: str
    label: str
    entry: Entry


@dataclass(frozen=True)
class ClassScore:
    """The points of one first-level class in a table of their own (绩效分析: 决策, 过程, 产出, 效益, 合计)."""

    name: str
    weight: Entry = BLANK
    """分值 / 权重"""
    score: Entry = BLANK
    """得分"""
    rate: Entry = BLANK
    """得分率, in per cent"""


@dataclass(frozen=True)
class Purchase:
    """One row of a table of purchases (政府采购情况表) beside the form."""

    item: Entry
    """项目名称 / 采购内容"""
    method: Entry
    """采购方式"""
    heading: Entry = BLANK
    """of the column of the method: 采购方式, or 采购组织形式"""
    amounts: tuple[tuple[Entry, str | None], ...] = ()
    """预算金额, 成交金额 …, each with its unit of money where the table says one"""
    caption: Entry = BLANK
    """the title of the table"""
    shared: bool = False
    """the table stands beside several forms, any of which may mean it"""


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
    class_scores: tuple[ClassScore, ...] = ()
    """the classes in the form's order, 合计 last where it is printed"""
    purchases: tuple[Purchase, ...] = ()
    scored: bool = True
    """False for the kinds of form that have no scores at all (转移支付)"""
    leftovers: tuple[Entry, ...] = ()
    """placeholders of the blank form (指标1：, ……) in rows where nothing else was filled in"""
    execution_indicator: int | None = None
    """the place in ``indicators`` of 预算执行率 as an indicator, where no other place of the form gives its points"""
    scores_editable: bool = False
    """our own workbook, issued with editable scores"""
    issued: tuple[tuple[Entry, str, str], ...] = field(default=())
    """our own workbook: sealed cells as they are now, their text as issued, and the field's Chinese name"""
    formulas: frozenset[Place] | None = None
    """our own workbook: the cells drawn as formulas; None where it does not say"""
    money_unit: str = "万元"
    """the unit of the funds: 元, 万元 or 亿元, as the form's headings say, else the template's"""
    unrecognised: tuple[str, ...] = ()
    """what the checks need and no printed label was found for: 得分, 全年执行数 …"""
    headings: Mapping[str, Entry] = field(default_factory=dict, hash=False)
    """by such a name: the heading that was not understood and may be meant"""
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)
    """what this kind of form prints for a field, where it is not the usual word"""

    def label(self, field: str) -> str:
        """What the form calls one of the fields of ``USUAL_LABELS``."""
        return self.labels.get(field) or USUAL_LABELS[field]

    def narrative(self, key: str) -> Entry:
        """The text of that key, blank when the form has none."""
        return next((n.entry for n in self.narratives if n.key == key), BLANK)
