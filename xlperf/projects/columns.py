"""The columns of the three sheets: how staff head them, which are required, and what the template adds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from xlperf.forms import (
    FormTemplate,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    Labelled,
)

NARRATIVE = "narrative:"
"""Prefix of the fields that hold the texts of the analysis block."""


@dataclass(frozen=True)
class Column:
    """A column. ``label`` is its usual heading, ``aliases`` are others; one of ``money`` may name a unit."""

    field: str
    label: str
    aliases: tuple[str, ...] = ()
    money: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every heading by which the column is known."""
        return (self.label, *self.aliases)


@dataclass(frozen=True)
class SheetSpec:
    """A sheet of the list: its columns, and for each required one the fields of which any will do.

    ``others`` are headings of the form that the list does not need: nobody has misspelt a column there.
    """

    name: str
    aliases: tuple[str, ...]
    columns: tuple[Column, ...]
    required: tuple[tuple[str, ...], ...]
    others: tuple[str, ...] = ()

    def label(self, field: str) -> str:
        """The usual heading of a field."""
        return next(column.label for column in self.columns if column.field == field)


_CODE = Column("code", "项目编码", ("项目代码", "编码", "项目编号", "项目编码/代码", "代码"))
_PROJECT = Column("project_name", "项目名称", ("项目",))
_EXPLAINING = (
    Column("explanation", "指标解释", ("指标说明", "指标内涵")),
    Column("clause", "评分细则", ("评分标准", "评价标准", "评分办法")),
    Column("evidence", "资料来源", ("数据来源", "佐证材料")),
)
"""only where the form prints them"""
_COMPUTED = ("执行率", "预算执行率", "支出率", "结转结余数", "结余数")


def project_sheet(template: FormTemplate) -> SheetSpec:
    """``项目``: one row for each project, with a column for any text of the template's analysis block."""
    columns = (
        _CODE,
        Column("project_name", "项目名称", ("名称",)),
        Column("department", "主管部门", ("主管部门及代码", "主管部门名称", "主管单位", "部门")),
        Column(
            "unit", "预算单位", ("实施单位", "项目单位", "项目实施单位", "预算单位及代码", "单位名称", "单位")
        ),
        Column("year", "年度", ("预算年度", "年份", "绩效年度", "自评年度", "项目年度")),
        Column(
            "goal",
            "年度绩效目标",
            (
                "年度目标",
                "年度总体目标",
                "项目年度绩效目标",
                "预期目标",
                "总体目标",
                "绩效目标",
                "项目绩效目标",
            ),
        ),
        Column("completion", "实际完成情况", ("年度目标实际完成情况", "目标完成情况", "完成情况")),
    )
    labels: dict[str, tuple[Labelled, ...]] = {}
    for spec in template.field_specs():
        labels[spec.field] = (*labels.get(spec.field, ()), spec)
    goals = template.block(GoalsBlock)
    for goal in goals.columns if goals else ():
        labels[goal.field] = (*labels.get(goal.field, ()), goal)
    texts = tuple(Column(NARRATIVE + row.key, row.label, row.aliases) for row in template.narrative_rows())
    required = (("project_name",), ("department",), ("unit",), ("year",))
    return SheetSpec(
        "项目", ("项目清单", "项目表", "项目信息"), (*_with_labels(columns, labels), *texts), required
    )


def fund_sheet(template: FormTemplate) -> SheetSpec:
    """``资金``: one row for each funding source of a project."""
    columns: tuple[Column, ...] = (
        _CODE,
        _PROJECT,
        Column("source", "资金来源", ("资金性质", "来源", "资金名称", "资金类型")),
        Column("initial_requested", "目标申报数", ("目标申报", "申报数", "申报金额"), money=True),
        Column(
            "initial_budget", "预算编制数", ("年初预算数", "年初预算", "预算编制", "年初预算金额"), money=True
        ),
        Column(
            "full_year_budget",
            "全年预算数",
            (
                "全年预算",
                "全年预算金额",
                "调整后预算数",
                "调整后预算",
                "调整后预算金额",
                "调整后全年预算数",
                "调整预算数",
            ),
            money=True,
        ),
        Column(
            "executed",
            "全年执行数",
            (
                "全年执行",
                "预算执行数",
                "实际执行数",
                "执行数",
                "执行金额",
                "全年支出数",
                "实际支出数",
                "支出数",
            ),
            money=True,
        ),
    )
    block = template.block(FundingBlock)
    if block and any(spec.field == "arrived" for spec in block.columns):
        columns = (*columns, Column("arrived", "到位数", ("到位资金", "实际到位数"), money=True))
    labels: dict[str, tuple[Labelled, ...]] = {c.field: (c,) for c in block.columns} if block else {}
    listed = {column.field for column in columns}
    unlisted = [spec for spec in (block.columns if block else ()) if spec.field not in listed]
    others = (*_COMPUTED, *(name for spec in unlisted for name in (spec.label, *spec.aliases)))
    amounts = ("full_year_budget", "initial_budget", "initial_requested")
    required = (("code", "project_name"), ("source",), amounts)
    return SheetSpec(
        "资金",
        ("项目资金", "资金来源", "资金安排", "资金表"),
        _with_labels(columns, labels),
        required,
        others,
    )


def indicator_sheet(template: FormTemplate) -> SheetSpec:
    """``指标``: one row for each indicator; comparator and unit may have columns of their own (四川)."""
    columns: tuple[Column, ...] = (
        _CODE,
        _PROJECT,
        Column("first_level", "一级指标", ("一级",)),
        Column("second_level", "二级指标", ("二级",)),
        Column("name", "三级指标", ("指标名称", "三级指标名称", "三级", "绩效指标")),
        Column("comparator", "指标性质", ("计算符号", "比较符号", "指标符号")),
        Column(
            "target",
            "指标值",
            (
                "年初指标值",
                "年度指标值",
                "年初指标",
                "年度指标",
                "目标值",
                "预期指标值",
                "预期目标值",
                "年初目标值",
                "年度目标值",
                "年初的指标值",
            ),
        ),
        Column("measure_unit", "度量单位", ("计量单位", "指标值单位", "指标单位")),
        Column(
            "adjusted_target",
            "调整后指标值",
            (
                "调整后指标",
                "调整后的指标值",
                "调整后的指标",
                "调整后年度指标值",
                "调整指标值",
                "调整后目标值",
                "调整后的目标值",
            ),
        ),
        Column("weight", "分值", ("权重", "指标分值", "指标权重")),
        Column("actual", "实际完成值", ("完成值", "全年实际完成值", "全年完成值")),
        Column("score", "得分", ("自评得分",)),
        Column("deviation_reason", "偏差原因分析及改进措施", ("偏差原因", "偏差原因分析", "未完成原因分析")),
    )
    block = template.block(IndicatorsBlock)
    own = {column.field for column in block.columns} if block else set()
    columns = (*columns, *(column for column in _EXPLAINING if column.field in own))
    # the template's word for the target is the form's field, the list's own is shorter
    labels: dict[str, tuple[Labelled, ...]] = {}
    for spec in block.columns if block else ():
        labels["target" if spec.field == "initial_target" else spec.field] = (spec,)
    required = (
        ("code", "project_name"),
        ("first_level",),
        ("second_level",),
        ("name",),
        *((("target",),) if "initial_target" in own else ()),
        *((("weight",),) if "weight" in own else ()),
    )
    return SheetSpec("指标", ("绩效指标", "指标表", "项目指标"), _with_labels(columns, labels), required)


def _with_labels(columns: tuple[Column, ...], labels: dict[str, tuple[Labelled, ...]]) -> tuple[Column, ...]:
    """The columns with the template's own labels as further spellings, unless another column has them."""
    known = {heading(name) for column in columns for name in column.spellings}
    return tuple(
        Column(
            column.field,
            column.label,
            (
                *column.aliases,
                *(
                    name
                    for spec in labels.get(column.field, ())
                    for name in (spec.label, *spec.aliases)
                    if heading(name) not in known
                ),
            ),
            column.money,
        )
        for column in columns
    )


def heading(text: str) -> str:
    """A heading reduced to what counts: half width, without spaces, line breaks, brackets and 必填."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"\((必填|选填|可选)\)|[*()\[\]【】:;]", "", plain)
