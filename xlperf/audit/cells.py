"""The cells of a form under the names that a clerk knows them by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlperf.decimals import plain
from xlperf.model import USUAL_LABELS, Assessment, Entry, Fund, Indicator

FUND_AMOUNTS = {
    "initial_requested": "目标申报数",
    "initial_budget": "年初预算数",
    "full_year_budget": "全年预算数",
    "arrived": "到位数",
    "executed": "全年执行数",
    "carry_over": "资金结(转)余",
}
_FUND_FIELDS = FUND_AMOUNTS | {"weight": "分值", "execution_rate": "执行率", "execution_score": "得分"}
_INDICATOR_FIELDS = {
    "first_level": "一级指标",
    "second_level": "二级指标",
    "name": "三级指标",
    "initial_target": "年初指标值",
    "adjusted_target": "调整后指标值",
    "actual": "实际完成值",
    "weight": "分值",
    "score": "得分",
    "deviation_reason": "偏差原因",
}
_SINGLE_FIELDS = {
    "title": "标题",
    "year": "年度",
    "project_name": "项目名称",
    "department": "主管部门",
    "unit": "预算单位",
    "goal": "年度目标",
    "completion": "实际完成情况",
    "weight_total": "分值合计",
    "total": "总分",
    "grade": "等级",
}
_LONGEST_NAME = 24


@dataclass(frozen=True)
class NamedCell:
    """A cell with what it is called, e.g. “监督检查次数”的得分."""

    name: str
    entry: Entry


def named_cells(form: Assessment) -> Iterator[NamedCell]:
    """Every cell of the form."""
    for field, name in _SINGLE_FIELDS.items():
        yield NamedCell(name, getattr(form, field))
    for number, fund in enumerate((form.total_fund, *form.sources)):
        label = "资金合计行" if number == 0 else fund_label(fund)
        for field, name in _FUND_FIELDS.items():
            yield NamedCell(f"{label}的{name}", getattr(fund, field))
    for indicator in form.indicators:
        for field, name in _INDICATOR_FIELDS.items():
            yield NamedCell(f"{quoted_name(indicator)}的{name}", getattr(indicator, field))
    for narrative in form.narratives:
        yield NamedCell(f"“{narrative.label}”", narrative.entry)


def amount_names(form: Assessment) -> dict[str, str]:
    """The amounts of a funding row by field, each as the form prints it."""
    return {
        field: form.label(field) if field in USUAL_LABELS else name for field, name in FUND_AMOUNTS.items()
    }


def quoted_name(indicator: Indicator) -> str:
    """The indicator's name in quotes, cut where it is long; the row where it has none."""
    name = "".join(indicator.name.text.split()).rstrip("。.;；")
    if not name:
        place = next((entry.place for entry in (indicator.actual, indicator.score) if entry.place), None)
        return f"第{place.row}行指标" if place else "未命名的指标"
    # quotes of its own become the inner ones
    return f"“{shortened(name).replace('“', '‘').replace('”', '’')}”"


def shortened(text: str, longest: int = _LONGEST_NAME) -> str:
    """``text``, cut off with …… where it is longer."""
    return text if len(text) <= longest else f"{text[: longest - 2]}……"


def fund_label(fund: Fund) -> str:
    """A funding source as a sentence names it."""
    name = fund.label.text.strip().rstrip(":：")
    name = name.removeprefix("其中").lstrip(":：、 ")
    return f"“{name}”" if name else "资金来源行"


def address(entry: Entry) -> str:
    """``（G8）``, or nothing for a value without a cell."""
    return f"（{entry.place.label}）" if entry.place else ""


def shown(entry: Entry) -> str:
    """A figure as it shows."""
    return plain(entry.number) if entry.number is not None and not entry.percent else entry.text
