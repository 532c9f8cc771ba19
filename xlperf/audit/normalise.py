"""Spelling what a form says as it should be spelled, without changing what it says (``--normalise``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from xlperf.model import Assessment, Entry, Fund, Indicator
from xlperf.scoring.assessment import IndicatorScore, Scored
from xlperf.units import NO_UNIT, UNITS, Unit, alike, convert
from xlperf.values import Kind, Op, Value, normalised, parse_value
from xlperf.workbook.edits import CellChange

_AMOUNTS = (
    "initial_requested",
    "initial_budget",
    "full_year_budget",
    "arrived",
    "executed",
    "carry_over",
)
_SPELLED = (Kind.NUMBER, Kind.RANGE, Kind.BAND, Kind.CHECKLIST, Kind.DATE)
_SIGNS = re.compile(r">=|=>|[≧⩾》]|<=|=<|[≦⩽《]|\+/?-")
_LATEX = re.compile(r"\\(geq?|leq?|pm|sim|%)|\$")
# brackets and dashes are a matter of taste
_WIDE = re.compile("[\uff01-\uff07\uff0a-\uff0c\uff0e-\uff5d﹪]")
_BLANKS = re.compile(r"\s+")
_STRIPPED = (Op.GE, Op.LE, Op.EQ)
# units with one usual spelling; a 百分点 is no per cent
_RESPELLED = ("台(套)", "人", "人次", "money")


def normalisations(assessment: Assessment, scored: Scored) -> tuple[CellChange, ...]:
    """What to write differently, cell by cell: targets, actual values and amounts, each only where it is a typed text.

    Scores, weights, totals, grades and formulas are never touched, and no change gives another value than before,
    but for the comparator that an actual value took over from its target.
    """
    changes = [
        *(
            change
            for row in scored.indicators
            for change in _of_row(row, own=assessment.recognised_by == "names")
        ),
        *(
            change
            for fund in (assessment.total_fund, *assessment.sources)
            for change in _of_fund(fund, assessment)
        ),
    ]
    return tuple({change.place: change for change in changes}.values())


def _of_row(row: IndicatorScore, *, own: bool) -> Iterator[CellChange]:
    item = row.indicator
    if not own:
        # targets of our own workbooks are sealed
        for entry in (item.initial_target, item.adjusted_target):
            yield from _target(entry)
        yield from _nature(item)
    yield from _actual(item.actual, row.target)


def _target(entry: Entry) -> Iterator[CellChange]:
    value = parse_value(entry.text)
    if _typed(entry) and value.kind in _SPELLED:
        text, reasons = _tidied(entry.text)
        if value.unit.text == "百分比":
            text, reasons = text.removesuffix("百分比") + "%", [*reasons, "“百分比”写成“%”"]
        yield from _change(entry, text, reasons, value, parse_value(text))


def _nature(item: Indicator) -> Iterator[CellChange]:
    entry = item.target_nature
    sign = normalised(entry.text)
    if _typed(entry) and sign != entry.text and sign in (Op.GE, Op.GT, Op.LE, Op.LT, Op.EQ, Op.WITHIN):
        yield _changed(entry, sign, [f"比较符号统一写成“{sign}”"])


def _actual(entry: Entry, target: Value) -> Iterator[CellChange]:
    value = parse_value(entry.text, target.unit)
    if not _typed(entry) or value.kind not in _SPELLED or _copied(value, target):
        return
    text, reasons = _tidied(entry.text)
    after = value
    sign = value.op.value
    if value.op in _STRIPPED and value.op is target.op and text.startswith(sign):
        text, after = text.removeprefix(sign), replace(value, op=Op.NONE)
        reasons.append(f"完成值填实际数，去掉从指标值带来的“{sign}”")
    wanted = _spelling(value.unit, target.unit)
    if wanted and text.endswith(value.unit.text):
        text = text.removesuffix(value.unit.text) + wanted
        reasons.append(f"单位统一写成“{wanted}”")
    yield from _change(entry, text, reasons, after, parse_value(text, target.unit))


def _spelling(unit: Unit, target: Unit) -> str | None:
    """How the target spells the same unit, None when there is nothing to respell."""
    if unit.text == "百分比":
        return "%"
    same = unit.text != target.text and (unit.dimension, unit.factor) == (target.dimension, target.factor)
    return target.text if same and unit.dimension in _RESPELLED else None


def _copied(value: Value, target: Value) -> bool:
    """The very figure of the target with a sign: whether it is one, only the filler knows (XP038)."""
    if Op.NONE in (value.op, target.op) or not alike(value.unit, target.unit):
        return False
    bare = NO_UNIT in (value.unit, target.unit)
    return (value.number if bare else convert(value.number, value.unit, target.unit)) == target.number


def _of_fund(fund: Fund, assessment: Assessment) -> Iterator[CellChange]:
    money = UNITS.get(assessment.money_unit, NO_UNIT)
    for field in _AMOUNTS:
        entry: Entry = getattr(fund, field)
        value = parse_value(entry.text)
        bare = value.unit == NO_UNIT
        redundant = (value.unit.dimension, value.unit.factor) == ("money", money.factor)
        plain_figure = value.kind is Kind.NUMBER and value.op is Op.NONE and not value.approximate
        if _typed(entry) and plain_figure and (bare or redundant):
            why = "文字形式的数改成数字" if bare else f"这一列的单位就是{money.text}，不重复写单位，改成数字"
            yield _changed(entry, value.number, [why])


def _typed(entry: Entry) -> bool:
    """A text that somebody typed into a cell."""
    return entry.place is not None and entry.worded and not entry.live and entry.error is None


def _tidied(text: str) -> tuple[str, list[str]]:
    """The text without stray blanks, LaTeX and full-width signs, and what was done."""
    reasons = []
    new = _LATEX.sub(lambda match: normalised(match[0]), text)
    if new != text:
        reasons.append("去掉排版记号")
    wide = _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), new)
    if wide != new:
        reasons.append("全角字符改成半角")
    close = _BLANKS.sub("", wide)
    if close != wide:
        reasons.append("去掉多余的空格")
    signs = _SIGNS.sub(lambda match: normalised(match[0]), close)
    if signs != close:
        reasons.append("比较符号统一写法")
    return signs, reasons


def _change(entry: Entry, new: str, reasons: list[str], before: Value, after: Value) -> Iterator[CellChange]:
    """The change, unless it would say something else."""
    if new != entry.text and _meaning(before) == _meaning(after):
        yield _changed(entry, new, reasons)


def _meaning(value: Value) -> Value:
    unit = Unit("", value.unit.dimension, value.unit.factor)
    return replace(value, raw="", unit=unit)


def _changed(entry: Entry, new: str | Decimal, reasons: list[str]) -> CellChange:
    if entry.place is None:
        raise ValueError("a change needs a cell")
    return CellChange(entry.place, entry.text, new, "；".join(reasons) + "。")
