"""Rules for figures that cannot be: rates above 100 %, amounts and counts below 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import amount_names, fund_label, quoted_name
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.audit.wording import is_capped_rate
from xlperf.decimals import HUNDRED, plain
from xlperf.model import Entry
from xlperf.scoring.assessment import IndicatorScore, parse_entry
from xlperf.values import Kind, Op, Value, normalised

GROUP = "不可能的数"
_NEVER_NEGATIVE = ("initial_requested", "initial_budget", "full_year_budget", "executed")
# changes, profits and temperatures may well be below 0
_MAY_BE_NEGATIVE = re.compile(
    r"增长|增幅|增速|增减|变[动化]|浮动|降|减|涨|跌|差|误差|偏[离差移]|同比|环比|利润|收益|盈|亏|净|温|损益|余额"
)
_TYPED_TWICE = Decimal(1000)


@rule(
    "XP042",
    Severity.WARNING,
    "比率超过100%",
    why="合格率、覆盖率、满意度这类比率最高就是100%，超过的多半是把“任务完成比例”当成了比率，或者多乘了100。",
    basis="部分占全体的比率不会超过100%。",
    bad="“验收合格率”完成值“≥100%”，“参保覆盖率”完成值“104.45%”。",
    good="“验收合格率”完成值“100%”。",
    fix="请填100%以内的实际比率；算的是任务完成比例的，请改指标名称。",
)
def rate_within_hundred(form: Context) -> Iterator[Issue]:
    """Shares of a whole stay within 100 % and do not aim above it; 96.8 in a cell of per cent shows 9680 %."""
    for row in form.indicators:
        twice = _typed_twice(row)
        if not twice and not is_capped_rate(row.indicator.name.text):
            continue
        cells: list[Entry] = [
            cell for cell in (row.indicator.actual, row.indicator.target) if _above_hundred(parse_entry(cell))
        ]
        if twice:
            yield _hundredfold(row)
        elif cells:
            said = f"“{cells[0].text}”"
            what = "完成值" if cells[0] is row.indicator.actual else "指标值"
            yield Issue(
                cells[0],
                f"{quoted_name(row.indicator)}的{what}写成{said}，这类比率不会超过100%。",
                also=tuple(cells[1:]),
                stated=cells[0].text,
            )


def _above_hundred(value: Value) -> bool:
    if value.kind is not Kind.NUMBER or value.unit.dimension != "ratio":
        return False
    share = value.number * value.unit.factor
    return share > HUNDRED or (share == HUNDRED and value.op in (Op.GE, Op.GT))


def _typed_twice(row: IndicatorScore) -> bool:
    """The figure was typed in per cent into a cell that already counts in per cent."""
    share, target = row.actual_number, row.target
    if share is None or target.unit.dimension != "ratio" or target.kind is not Kind.NUMBER:
        return False
    return _TYPED_TWICE <= share <= HUNDRED * HUNDRED and 0 < target.number <= HUNDRED


def _hundredfold(row: IndicatorScore) -> Issue:
    cell, share = row.indicator.actual, row.actual_number or Decimal(0)
    likely = f"{plain(share / HUNDRED)}%"
    return Issue(
        cell,
        f"{quoted_name(row.indicator)}的完成值填的是{plain(share)}%，是不是{likely}？请核对。",
        fix=f"实际是{likely}的，请在这一格连同百分号一起填“{likely}”。",
        stated=cell.text,
        expected=likely,
    )


@rule(
    "XP109",
    Severity.ERROR,
    "不应为负的数填了负数",
    why="预算和支出没有负数，数量和比例也不会比0还少，填了负数，执行率和得分都会算错。",
    basis="预算数、执行数和数量、比例类的完成值都不小于0；增长率、变动率除外。",
    bad="全年执行数填-3万元，投诉件数填-1件。",
    good="全年执行数填3万元，没有投诉的填0件。",
    fix="请改为0以上的数；冲减以前年度支出的，填冲减后的净额，并在文字部分说明。",
    level="完成值为负数时为提醒",
)
def figures_not_negative(form: Context) -> Iterator[Issue]:
    """Typed amounts, and actual values other than changes, are not below 0."""
    names = amount_names(form.assessment)
    for number, (fund, _) in enumerate(form.funds):
        row = f"{fund_label(fund)}的" if number else ""
        for field in _NEVER_NEGATIVE:
            name = names[field]
            cell: Entry = getattr(fund, field)
            if cell.number is not None and cell.number < 0 and not cell.live:
                yield Issue(
                    cell,
                    f"{row}{name}填的是{plain(cell.number)}{form.money.text}，不应是负数。",
                    stated=cell.text,
                )
    for indicator in form.indicators:
        cell = indicator.indicator.actual
        if _below_zero(indicator):
            yield Issue(
                cell,
                f"{quoted_name(indicator.indicator)}的完成值填的是“{cell.text}”，不应是负数。",
                fix="请核对完成值，改为0以上的数。",
                stated=cell.text,
                severity=Severity.WARNING,
            )


def _below_zero(row: IndicatorScore) -> bool:
    if row.actual_number is None or row.actual_number >= 0 or row.rule is None or row.rule.op is Op.WITHIN:
        return False
    if row.actual.embedded:
        # 下降8% was typed as a fall
        return False
    lowest = row.target.number
    return lowest >= 0 and not _MAY_BE_NEGATIVE.search(normalised(row.indicator.name.text))
