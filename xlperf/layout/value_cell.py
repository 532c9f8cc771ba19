"""Target and actual values as numbers wearing a number format, so that the form looks as it always did."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import HUNDRED, places_of
from xlperf.units import NO_UNIT, convert
from xlperf.values import Kind, Op, Value, parse_value

# what a binary number of a cell holds
_MOST_DIGITS, _FARTHEST = 15, 300


@dataclass(frozen=True)
class ValueCell:
    """A number as stored (98 % is 0.98) with the format that shows it, or a text as it stands."""

    content: Decimal | str | None
    number_format: str


def target_cell(target: Value) -> ValueCell:
    """The cell of a target: ``≥2台(套)`` is the number 2 shown with sign and unit; words and ranges stay text."""
    if target.kind is not Kind.NUMBER or target.approximate or not storable(target.number):
        return ValueCell(target.raw.strip() or None, "@")
    sign = f'"{target.op.value}"' if target.op is not Op.NONE else ""
    decimals = places_of(target.number)
    figure = "0" + ("." + "0" * decimals if decimals else "")
    if percentage(target):
        return ValueCell(target.number / HUNDRED, f"{sign}{figure}%")
    return ValueCell(target.number, f"{sign}{figure}{_quoted_unit(target)}")


def split_target(target: Value) -> tuple[str, ValueCell, str]:
    """Nature (指标性质), figure and unit (度量单位) for forms with a column for each; 95 % is 95 there."""
    if target.kind is Kind.BLANK:
        return "", ValueCell(None, "@"), ""
    if target.kind is not Kind.NUMBER or target.approximate or not storable(target.number):
        return "" if target.quantitative else "定性", ValueCell(target.raw.strip(), "@"), ""
    decimals = places_of(target.number)
    figure = ValueCell(target.number, "0" + ("." + "0" * decimals if decimals else ""))
    return target.op.value or "=", figure, target.unit.text


def actual_cell(target: Value, actual: str, *, split: bool = False) -> ValueCell:
    """The cell of the actual value for a quantitative target: a number in the target's unit when it is one.

    ``split``: the unit has a column of its own, and per cent are stored as printed.
    """
    fraction = percentage(target) and not split
    number_format = "General" if split else "0.0#%" if fraction else f"General{_quoted_unit(target)}"
    value = parse_value(actual, target.unit)
    if value.kind is Kind.BLANK:
        return ValueCell(None, number_format)
    plain_number = value.kind is Kind.NUMBER and value.op is Op.NONE and not value.approximate
    if not plain_number or value.unit.dimension not in (NO_UNIT.dimension, target.unit.dimension):
        return ValueCell(actual.strip(), number_format)
    if not storable(value.number):
        return ValueCell(actual.strip(), number_format)
    number = value.number if value.unit == NO_UNIT else convert(value.number, value.unit, target.unit)
    return ValueCell(number / HUNDRED if fraction else number, number_format)


def storable(number: Decimal) -> bool:
    """A spreadsheet keeps the number as typed: it has 15 digits at most, and is not beyond all measure."""
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    return len(digits) <= _MOST_DIGITS and (not number or abs(number.adjusted()) <= _FARTHEST)


def percentage(target: Value) -> bool:
    """The cells of this target and of its actual values are shown in per cent and stored as fractions."""
    return target.unit.text in ("%", "百分比")


def _quoted_unit(target: Value) -> str:
    return f'"{target.unit.text}"' if target.unit != NO_UNIT else ""
