"""The spreadsheet functions that formulas may use, each with its exact Python meaning. All exist in Excel 2007."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from xlperf.decimals import half_up, truncated
from xlperf.formula import (
    At,
    Cells,
    Expr,
    FormulaError,
    Look,
    Operand,
    Value,
    as_number,
    as_text,
    as_truth,
    expr,
)
from xlperf.workbook.place import a1


@dataclass(frozen=True)
class Call(Expr):
    """A function with its arguments."""

    name: str
    arguments: tuple[Expr, ...]

    def excel(self, sheet: str) -> str:
        return f"{self.name}({','.join(argument.excel(sheet) for argument in self.arguments)})"

    def compute(self, look: Look) -> Value:
        return _MEANING[self.name](self.arguments, look)


def _call(name: str, *arguments: Operand) -> Expr:
    return Call(name, tuple(expr(argument) for argument in arguments))


def if_(condition: Operand, then: Operand, otherwise: Operand) -> Expr:
    """``IF``; only the branch taken is computed."""
    return _call("IF", condition, then, otherwise)


def and_(*conditions: Operand) -> Expr:
    """``AND``; a single condition stays as it is."""
    return expr(conditions[0]) if len(conditions) == 1 else _call("AND", *conditions)


def or_(*conditions: Operand) -> Expr:
    """``OR``; a single condition stays as it is."""
    return expr(conditions[0]) if len(conditions) == 1 else _call("OR", *conditions)


def not_(condition: Operand) -> Expr:
    """``NOT``"""
    return _call("NOT", condition)


def round_(value: Operand, places: int = 2) -> Expr:
    """``ROUND``: half away from zero."""
    return _call("ROUND", value, places)


def half_up_to(value: Operand, places: int) -> Expr:
    """A computed figure rounded half up, the same here and in any spreadsheet.

    Spreadsheets compute in binary: 50×(2×9.2−17.00252)÷9.2 is 7.595 but comes out just below. The first rounding
    puts it back on the decimal figure: 11 decimals are far finer than the amounts of any form and far coarser than
    the error of the arithmetic.
    """
    return round_(round_(value, 11), places)


def cents(value: Operand) -> Expr:
    """Points or per cent to two decimals."""
    return half_up_to(value, 2)


def cut_off(value: Operand, places: int = 2) -> Expr:
    """A computed figure cut to ``places`` decimals, put back on the decimal figure first as in ``half_up_to``."""
    return _call("TRUNC", round_(value, 11), places)


def whole(value: Operand) -> Expr:
    """``INT``: the whole number at or below."""
    return _call("INT", value)


def max_(*values: Operand) -> Expr:
    """``MAX`` of single values."""
    return _call("MAX", *values)


def min_(*values: Operand) -> Expr:
    """``MIN`` of single values."""
    return _call("MIN", *values)


def abs_(value: Operand) -> Expr:
    """``ABS``"""
    return _call("ABS", value)


def sum_(*values: Operand) -> Expr:
    """``SUM`` of cells and ranges; text and empty cells count nothing."""
    return _call("SUM", *values)


def count(*values: Operand) -> Expr:
    """``COUNT``: how many cells hold numbers."""
    return _call("COUNT", *values)


def count_if(cells: Cells, word: str) -> Expr:
    """``COUNTIF``: how many cells hold the word."""
    return _call("COUNTIF", cells, word)


def sum_if(cells: Cells, word: str, summed: Cells) -> Expr:
    """``SUMIF``: the numbers of ``summed`` beside the cells that hold the word."""
    return _call("SUMIF", cells, word, summed)


def is_number(value: Operand) -> Expr:
    """``ISNUMBER``"""
    return _call("ISNUMBER", value)


def is_text(value: Operand) -> Expr:
    """``ISTEXT``"""
    return _call("ISTEXT", value)


def length(value: Operand) -> Expr:
    """``LEN(TRIM(…))``: 0 for an empty cell and for blanks only."""
    return _call("LEN", _call("TRIM", value))


def if_error(value: Operand, otherwise: Operand) -> Expr:
    """``IFERROR``"""
    return _call("IFERROR", value, otherwise)


def find(what: Operand, text: Operand) -> Expr:
    """``FIND``: the position from 1; an error word where it does not occur."""
    return _call("FIND", what, text)


def match_exact(value: Operand, cells: Cells) -> Expr:
    """``MATCH(…,…,0)`` in one row or column."""
    return _call("MATCH", value, cells, 0)


def index(cells: Cells, position: Operand) -> Expr:
    """``INDEX`` in one row or column."""
    return _call("INDEX", cells, position)


def address_of(cell: At) -> Expr:
    """The cell's own address as text (``E18``), still right after rows were inserted."""
    return _call("ADDRESS", _call("ROW", cell), _call("COLUMN", cell), 4)


def hyperlink(target: Operand, shown: Operand) -> Expr:
    """``HYPERLINK``; its value is what it shows."""
    return _call("HYPERLINK", target, shown)


def _flat(arguments: Iterable[Expr], look: Look) -> list[Value]:
    """Values of cells and ranges as range functions see them, constants and results as they are."""
    values: list[Value] = []
    for argument in arguments:
        values.extend(argument.values(look) if isinstance(argument, Cells) else [argument.compute(look)])
    return values


def _numbers(arguments: Iterable[Expr], look: Look) -> list[Decimal]:
    """The numbers among cells and ranges; text in a direct result is an error, as in spreadsheets."""
    numbers: list[Decimal] = []
    for argument in arguments:
        if isinstance(argument, Cells | At):
            numbers.extend(value for value in _flat([argument], look) if isinstance(value, Decimal))
        else:
            numbers.append(as_number(argument.compute(look)))
    return numbers


def _truths(arguments: Iterable[Expr], look: Look) -> list[bool]:
    """The conditions of AND and OR; empty cells and texts in cells do not count, where nothing counts it is an error."""
    truths: list[bool] = []
    for argument in arguments:
        if isinstance(argument, Cells | At):
            truths.extend(
                bool(value) for value in _flat([argument], look) if isinstance(value, Decimal | bool)
            )
        else:
            truths.append(as_truth(argument.compute(look)))
    if not truths:
        raise FormulaError("#VALUE!")
    return truths


def _if(arguments: tuple[Expr, ...], look: Look) -> Value:
    condition, then, otherwise = arguments
    return (then if as_truth(condition.compute(look)) else otherwise).compute(look)


def _errors(arguments: tuple[Expr, ...], look: Look) -> bool:
    try:
        arguments[0].compute(look)
    except FormulaError:
        return True
    return False


def _find(arguments: tuple[Expr, ...], look: Look) -> Value:
    what, text = (as_text(argument.compute(look)) for argument in arguments)
    position = text.find(what)
    if position < 0:
        raise FormulaError("#VALUE!")
    return Decimal(position + 1)


def _match(arguments: tuple[Expr, ...], look: Look) -> Value:
    wanted, cells = arguments[0].compute(look), arguments[1]
    assert isinstance(cells, Cells)
    for position, value in enumerate(cells.values(look), 1):
        if value is not None and type(value) is type(wanted) and value == wanted:
            return Decimal(position)
    raise FormulaError("#N/A")


def _sum_if(arguments: tuple[Expr, ...], look: Look) -> Value:
    values, summed = _flat(arguments[:1], look), _flat(arguments[2:], look)
    word = arguments[1].compute(look)
    beside = [number for value, number in zip(values, summed, strict=True) if value == word]
    return sum((number for number in beside if isinstance(number, Decimal)), Decimal(0))


def _index(arguments: tuple[Expr, ...], look: Look) -> Value:
    cells, position = arguments[0], as_number(arguments[1].compute(look))
    assert isinstance(cells, Cells)
    values = cells.values(look)
    if not 1 <= position <= len(values):
        raise FormulaError("#REF!")
    return values[int(position) - 1]


def _address(arguments: tuple[Expr, ...], look: Look) -> Value:
    row, column = (as_number(argument.compute(look)) for argument in arguments[:2])
    return a1(int(row), int(column))


def _hyperlink(arguments: tuple[Expr, ...], look: Look) -> Value:
    shown = arguments[1].compute(look)
    return Decimal(0) if shown is None else shown


def _cell(arguments: tuple[Expr, ...]) -> At:
    cell = arguments[0]
    assert isinstance(cell, At)
    return cell


_MEANING: Mapping[str, Callable[[tuple[Expr, ...], Look], Value]] = {
    "IF": _if,
    "AND": lambda a, look: all(_truths(a, look)),
    "OR": lambda a, look: any(_truths(a, look)),
    "NOT": lambda a, look: not as_truth(a[0].compute(look)),
    "ROUND": lambda a, look: half_up(as_number(a[0].compute(look)), int(as_number(a[1].compute(look)))),
    "TRUNC": lambda a, look: truncated(as_number(a[0].compute(look)), int(as_number(a[1].compute(look)))),
    "INT": lambda a, look: as_number(a[0].compute(look)).to_integral_value(ROUND_FLOOR),
    "MAX": lambda a, look: max(_numbers(a, look), default=Decimal(0)),
    "MIN": lambda a, look: min(_numbers(a, look), default=Decimal(0)),
    "ABS": lambda a, look: abs(as_number(a[0].compute(look))),
    "SUM": lambda a, look: sum(_numbers(a, look), Decimal(0)),
    "COUNT": lambda a, look: Decimal(sum(isinstance(value, Decimal) for value in _flat(a, look))),
    "COUNTIF": lambda a, look: Decimal(_flat(a[:1], look).count(a[1].compute(look))),
    "SUMIF": _sum_if,
    "ISNUMBER": lambda a, look: not _errors(a, look) and isinstance(a[0].compute(look), Decimal),
    "ISTEXT": lambda a, look: not _errors(a, look) and isinstance(a[0].compute(look), str),
    "IFERROR": lambda a, look: a[1].compute(look) if _errors(a, look) else a[0].compute(look),
    "LEN": lambda a, look: Decimal(len(as_text(a[0].compute(look)))),
    "TRIM": lambda a, look: " ".join(part for part in as_text(a[0].compute(look)).split(" ") if part),
    "FIND": _find,
    "MATCH": _match,
    "INDEX": _index,
    "ADDRESS": _address,
    "ROW": lambda a, _: Decimal(_cell(a).place.row),
    "COLUMN": lambda a, _: Decimal(_cell(a).place.column),
    "HYPERLINK": _hyperlink,
}
