"""Rules for an indicator that stands in two tables of the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.audit.cells import address, quoted_name
from xlperf.audit.context import Context, written
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.model import Entry, Indicator
from xlperf.scoring.assessment import parse_entry
from xlperf.values import normalised

GROUP = "两张表的同一指标"
_FIELDS = {"name": "三级指标", "target": "指标值", "actual": "完成值", "weight": "分值", "score": "得分"}
_MARKS = re.compile(r"[\s,。.;:、\"'“”‘’()]+")


@rule(
    "XP084",
    Severity.WARNING,
    "同一指标在两张表中不一致",
    why="评价体系表和评分表是同一套指标，名称、指标值、完成值不同，就不知道按哪一个评分。",
    basis="同一指标的名称、指标值和完成值在各表中应当一致。",
    bad="评价体系表的完成值“（1）（2）未完成”，评分表写“（1）（2）（3）未完成”。",
    good="两张表都写“（1）（2）（3）未完成”。",
    fix="请核对后统一两张表的写法。",
    level="指标值或完成值的数不同时为错误",
)
def twins_agree(form: Context) -> Iterator[Issue]:
    """Name, target, actual value, weight and score are the same in both tables."""
    for row in form.indicators:
        twin = row.indicator.twin
        if twin is None:
            continue
        for field, label in _FIELDS.items():
            own, other = _cell(row.indicator, field), _cell(twin, field)
            if _both(own, other) and not _same(own, other):
                yield Issue(
                    own,
                    f"{quoted_name(row.indicator)}的{label}在这张表中是“{own.text}”{address(own)}，"
                    f"在{_where(own, other)}中是“{other.text}”{address(other)}。",
                    also=(other,),
                    stated=own.text,
                    severity=Severity.ERROR if field != "name" and _figures_differ(own, other) else None,
                )


def _cell(indicator: Indicator, field: str) -> Entry:
    cell: Entry = getattr(indicator, field)
    return cell


def _both(own: Entry, other: Entry) -> bool:
    # a blank cell of one table is filled in from the other, with its place
    return written(own) and written(other) and own.place != other.place


def _same(own: Entry, other: Entry) -> bool:
    if own.number is not None and other.number is not None and own.percent == other.percent:
        return own.number == other.number
    first, second = parse_entry(own), parse_entry(other)
    if first.quantitative and second.quantitative:
        return (first.op, first.number, first.high, first.unit) == (
            second.op,
            second.number,
            second.high,
            second.unit,
        )
    return _bare(own) == _bare(other)


def _bare(entry: Entry) -> str:
    return _MARKS.sub("", normalised(entry.text))


def _figures_differ(own: Entry, other: Entry) -> bool:
    """Not only the wording: another comparator, another figure, or other items left undone."""
    first, second = parse_entry(own), parse_entry(other)
    if first.quantitative != second.quantitative:
        return False
    return first.quantitative or re.findall(r"\d+", _bare(own)) != re.findall(r"\d+", _bare(other))


def _where(own: Entry, other: Entry) -> str:
    if own.place and other.place and own.place.sheet != other.place.sheet:
        return f"“{other.place.sheet}”表"
    return "另一张表"
