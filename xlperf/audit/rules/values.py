"""Rules for target and actual values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address, quoted_name
from xlperf.audit.context import Context, empty
from xlperf.audit.finding import Severity
from xlperf.audit.mentions import contradicting_mention
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.scoring.actual import in_yuan
from xlperf.scoring.assessment import Decided, IndicatorScore
from xlperf.units import NO_UNIT, UNITS, alike, convert
from xlperf.values import Kind, Op, Value, normalised

GROUP = "指标值与完成值"
# 达到96% is how people write 96%; all other signs and words leave the figure open
_COMPARATOR = re.compile(
    r"大于或?等于|小于或?等于|[≥≤><=±]|不[低少高多小大][于]|不超过|至少|最多|控制在|超过|[高低大小多少]于|及?以[上下内]\Z|之?内\Z"
)


@rule(
    "XP035",
    Severity.ERROR,
    "没有指标值",
    why="没有指标值，完成得好坏无从比较，得分也就没有依据。",
    basis="财预〔2020〕10号：以年初设定的绩效目标为依据，对照实际完成值评分。",
    bad="指标值空着，分值10分，得分10分。",
    good="指标值填“≥95%”。",
    fix="请按批复的绩效目标补填指标值。",
)
def target_given(form: Context) -> Iterator[Issue]:
    """An indicator with weight or score has a target."""
    for row in form.indicators:
        item = row.indicator
        cell = item.initial_target if item.initial_target.place else item.adjusted_target
        counted = row.weight is not None or row.filled is not None
        if item.target.blank and empty(cell) and not item.adjusted_target.live and counted:
            yield Issue(cell, f"{quoted_name(item)}没有指标值。")


@rule(
    "XP036",
    Severity.ERROR,
    "没有实际完成值",
    why="没有完成值却有得分，等于没有依据就打分。",
    basis="财预〔2020〕10号：以年初设定的绩效目标为依据，对照实际完成值评分。",
    bad="完成值空着，得分填10分。",
    good="完成值填“97.6%”，得分10分。",
    fix="请填写实际完成值。",
)
def actual_given(form: Context) -> Iterator[Issue]:
    """Every indicator has an actual value, and no dash scores; a missing score is not reported again."""
    for row in form.indicators:
        item = row.indicator
        scored = row.filled is not None and row.filled > 0
        dash = row.actual.kind is Kind.NOT_APPLICABLE and row.target.quantitative and scored
        if not (empty(item.actual) or dash) or row.target.kind is Kind.NOT_APPLICABLE:
            continue
        if scored:
            said = f"（填的是“{item.actual.text}”）" if dash else ""
            message = f"{quoted_name(item)}没有实际完成值{said}，却得{plain(row.filled or Decimal(0))}分。"
        else:
            message = f"{quoted_name(item)}没有填写实际完成值。"
        yield Issue(item.actual, message, stated=item.actual.text if dash else None)


@rule(
    "XP037",
    Severity.WARNING,
    "完成值带着比较符号",
    why="完成值是已经发生的数，带着“≥”就不知道到底完成了多少。",
    basis="实际完成值应填实际数。",
    bad="指标值“≥2台(套)”，完成值“≥18台(套)”。",
    good="完成值“18台(套)”。",
    fix="请去掉符号，只填实际完成的数；系统导出时自动带上的符号也请去掉。",
)
def actual_without_comparator(form: Context) -> Iterator[Issue]:
    """An actual value carries no comparator; copied targets have their own rule."""
    for row in form.indicators:
        cell = row.indicator.actual
        sign = _COMPARATOR.search(normalised(cell.text)) if row.actual.quantitative else None
        if sign is None or row.actual.embedded or _copied(row):
            continue
        bare = _figure(row.actual)
        yield Issue(
            cell,
            f"{quoted_name(row.indicator)}的完成值写成“{cell.text}”，应填实际数，不要带“{sign[0]}”。",
            fix=f"实际完成{bare}的，请改为“{bare}”；不是这个数的，请填实际数。",
            stated=cell.text,
            expected=bare,
        )


@rule(
    "XP038",
    Severity.WARNING,
    "完成值照抄指标值",
    why="照抄指标值看不出实际完成了多少，复核时会要求重填；文中另有数字的，还会被认定填报不实。",
    basis="实际完成值应填实际数，并与文字部分一致。",
    bad="指标值“≥2次”，完成值也写“≥2次”，文中却说检查5次。",
    good="指标值“≥2次”，完成值“5次”。",
    fix="请填实际完成的数，不要带符号。",
    level="文中另有不同数字，或公式因此算不出得分时为错误",
)
def actual_is_no_copy(form: Context) -> Iterator[Issue]:
    """The actual value is no copy of a quantitative target; a figure told elsewhere makes it a contradiction."""
    for row in form.indicators:
        cell = row.indicator.actual
        if not _copied(row):
            continue
        copied = f"{quoted_name(row.indicator)}的完成值照抄了指标值“{cell.text}”"
        told = contradicting_mention(row, form)
        if told is None:
            # our own formula needs a figure in the cell, and has no score without one
            stuck = form.own and cell.worded and row.indicator.score.live
            message = f"{copied}，看不出实际完成了多少" + ("，公式也算不出得分。" if stuck else "。")
            yield Issue(cell, message, stated=cell.text, severity=Severity.ERROR if stuck else None)
            continue
        share = ""
        if row.target.kind is Kind.NUMBER and row.target.number > 0:
            share = f"，是指标值的{plain(half_up(told.number / row.target.number * HUNDRED))}%"
        yield Issue(
            cell,
            f"{copied}，“{told.text.label}”中写的却是{told.written}{address(told.text.entry)}{share}。",
            fix=f"实际完成{told.written}的，请把完成值改为“{told.written}”；不是的，请改正文字。",
            basis=f"指标值{row.target.raw.strip()}，文中{told.written}{share}。",
            also=(told.text.entry,),
            stated=cell.text,
            expected=told.written,
            severity=Severity.ERROR,
        )


@rule(
    "XP039",
    Severity.ERROR,
    "定量指标的完成值不是数字",
    why="指标值是数字，完成值写“完成”“达成预期指标”，算不出完成比例，也就算不出得分。",
    basis="财预〔2020〕10号：定量指标按完成值与指标值的比例记分。",
    bad="指标值“≥95%”，完成值“达成预期指标”。",
    good="完成值“97.6%”。",
    fix="请填实际完成的数字；确实无法计量的，下年度改设定性指标。",
)
def actual_is_number(form: Context) -> Iterator[Issue]:
    """A quantitative target is answered by a figure in its own unit."""
    for row in form.indicators:
        cell, target = row.indicator.actual, row.target
        if not target.quantitative or cell.error:
            continue
        if form.own and cell.worded and row.indicator.score.live and row.decided is Decided.RULE:
            yield _figure_as_text(row)
            continue
        foreign = row.actual.embedded and not alike(target.unit, row.actual.unit)
        if row.actual.kind is Kind.TEXT or foreign:
            yield Issue(
                cell,
                f"{quoted_name(row.indicator)}是定量指标（{target.raw.strip()}），完成值应填数字，现在写的是“{cell.text}”。",
                stated=cell.text,
            )


def _figure_as_text(row: IndicatorScore) -> Issue:
    """A figure that our own formula cannot use, because the cell stores a text."""
    cell, number = row.indicator.actual, row.actual_number or Decimal(0)
    bare = f"{plain(number)}%" if row.target.unit.text == "%" else plain(number)
    wanted = (
        f"实际完成的数字，不要带“{row.actual.op.value}”" if row.actual.op is not Op.NONE else f"数字{bare}"
    )
    return Issue(
        cell,
        f"{quoted_name(row.indicator)}的完成值是文字“{cell.text}”，公式算不出得分；请只填{wanted}。",
        fix=f"请删去原来的内容，重新填{bare}，单位会自动带出；数字不是{bare}的，填实际数。",
        stated=cell.text,
        expected=bare,
    )


@rule(
    "XP040",
    Severity.INFO,
    "定性指标填了数字",
    why="能填出数字，说明这个指标可以量化，设成定量指标更有说服力。",
    basis="财预〔2020〕10号：绩效指标应细化、量化。",
    bad="指标值“明显提高”，完成值“95%”。",
    good="指标值“≥90%”，完成值“95%”。",
    fix="本年度可以不改；下年度建议改设定量指标，指标值写成数字。",
)
def number_for_words(form: Context) -> Iterator[Issue]:
    """A figure against a target of words; targets with a figure of their own (dates, 每年2次) are not meant."""
    for row in form.indicators:
        target, cell = row.target, row.indicator.actual
        if (
            target.kind in (Kind.TEXT, Kind.TREND)
            and row.actual.quantitative
            and not re.search(r"\d", normalised(target.raw))
        ):
            yield Issue(
                cell,
                f"{quoted_name(row.indicator)}的指标值是“{target.raw.strip()}”，完成值填了数字“{cell.text}”，可以改设定量指标。",
                stated=cell.text,
            )


@rule(
    "XP041",
    Severity.WARNING,
    "完成值与指标值单位不同",
    why="单位不同的数不能比较，“人”和“人次”也不是一回事。",
    basis="完成值应与指标值使用同一计量单位。",
    bad="指标值“≥240人次”，完成值“120人”。",
    good="完成值“252人次”。",
    fix="请按指标值的单位填写完成值。",
)
def same_unit(form: Context) -> Iterator[Issue]:
    """Target and actual are in comparable units; in our own workbooks the number format brings the unit."""
    for row in form.indicators:
        target, actual, cell = row.target, row.actual, row.indicator.actual
        if not (target.quantitative and actual.quantitative) or actual.embedded or target.unit == NO_UNIT:
            continue
        name = quoted_name(row.indicator)
        if in_yuan(target, actual):
            likely = f"{plain(convert(actual.number, UNITS['元'], target.unit))}{target.unit.text}"
            yield Issue(
                cell,
                f"{name}的指标值单位是“{target.unit.text}”，完成值“{cell.text}”没有写单位，看来填的是元"
                f"（{plain(actual.number)}元＝{likely}）。",
                fix=f"实际完成{likely}的，请改为“{likely}”；不是的，请按指标值的单位填写。",
                stated=cell.text,
                expected=likely,
            )
        elif actual.unit == NO_UNIT and actual.number == 0:
            # nothing is nothing in any unit
            continue
        elif actual.unit == NO_UNIT:
            # 度量单位 in a column of its own holds for the actual value as well
            if row.indicator.target_unit.blank and not (form.own and cell.number is not None):
                whole = plain(actual.number if row.actual_number is None else row.actual_number)
                yield Issue(
                    cell,
                    f"{name}的完成值“{cell.text}”没有写单位，指标值的单位是“{target.unit.text}”。",
                    fix=f"请补上单位，写成“{whole}{target.unit.text}”；数字不对的请一并改正。",
                    stated=cell.text,
                )
        elif not alike(target.unit, actual.unit) and not _both_days(target, actual):
            yield Issue(
                cell,
                f"{name}的指标值单位是“{target.unit.text}”，完成值单位是“{actual.unit.text}”，两者不能比较。",
                stated=cell.text,
            )


def _both_days(target: Value, actual: Value) -> bool:
    """Days against working days: not the same, yet three days are done well within five working days."""
    return {target.unit.dimension, actual.unit.dimension} == {"span", "days"}


def _copied(row: IndicatorScore) -> bool:
    """The actual value says the very bound that the target sets; a span of time (1-12月) may well be kept."""
    target, actual = row.target, row.actual
    if target.kind is Kind.RANGE and target.unit.dimension in ("span", "days", "months"):
        return False
    if not target.quantitative or actual.embedded or (target.kind, target.op) != (actual.kind, actual.op):
        return False
    if target.kind is Kind.NUMBER and _COMPARATOR.search(normalised(target.raw)) is None:
        return False
    if not _COMPARATOR.search(normalised(actual.raw)) and target.kind is Kind.NUMBER:
        return False
    same_unit = alike(target.unit, actual.unit)
    return same_unit and target.number == _in_unit(actual, target) and target.high == actual.high


def _in_unit(actual: Value, target: Value) -> Decimal:
    return (
        actual.number
        if NO_UNIT in (actual.unit, target.unit)
        else convert(actual.number, actual.unit, target.unit)
    )


def _figure(value: Value) -> str:
    """The value without its comparator."""
    return f"{plain(value.number)}{value.unit.text}"
