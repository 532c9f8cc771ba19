"""Writing a value in its one spelling: ``≥2台(套)``, ``10%—15%``, ``(1)(2)未完成``, ``2021年12月31日前``, ``—``."""

from __future__ import annotations

from decimal import Decimal

from xlperf.values.value import Kind, Moment, Op, Trend, Value

_TRENDS = {
    Trend.FAR_BELOW: "远低于上年",
    Trend.BELOW: "低于上年",
    Trend.SAME: "与上年持平",
    Trend.ABOVE: "比上年增加",
    Trend.FAR_ABOVE: "比上年大幅增加",
}
_HELD = {Op.GE: "不低于上年", Op.LE: "不高于上年"}


def render(value: Value) -> str:
    """The canonical spelling of ``value``, which reads as the same value again; words stay as they are."""
    match value.kind:
        case Kind.NUMBER:
            about = "余" if value.approximate else ""
            return f"{value.op}{_figure(value.number)}{about}{value.unit.text}"
        case Kind.RANGE | Kind.BAND:
            unit = value.unit.text
            return f"{value.op}{_figure(value.number)}{unit}—{_figure(value.high)}{unit}"
        case Kind.CHECKLIST:
            return "".join(f"({item})" for item in sorted(value.undone)) + "未完成"
        case Kind.TREND:
            return _HELD.get(value.op) or _TRENDS[value.trend]
        case Kind.DATE if value.moment:
            return _moment(value.moment)
        case Kind.NOT_APPLICABLE:
            return "—"
        case Kind.BLANK:
            return ""
        case _:
            return value.raw


def _figure(number: Decimal) -> str:
    digits = f"{number.copy_abs():f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"-{digits}" if number < 0 else digits


def _moment(moment: Moment) -> str:
    year = "" if moment.year is None else f"{moment.year}年"
    day = f"{moment.day}日" if moment.day else moment.part.value
    # a month alone, 12月, would be a number of months
    month = f"{moment.month}月" if day or year or moment.before else f"{moment.month}月份"
    return f"{year}{month}{day}{'前' if moment.before else ''}"
