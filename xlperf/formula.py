"""Formulas as objects: the same tree says itself as an Excel formula and computes itself exactly.

Only functions of Excel 2007 are offered, so that WPS and every Office understand what is drawn. Numbers are exact
decimals here; a spreadsheet's binary numbers agree to the cent, which the tests prove with a real spreadsheet program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlperf.decimals import plain
from xlperf.workbook.place import Area, Place, a1, quoted

Value = Decimal | str | bool | None
"""What a cell or formula holds: number, text, truth value; None is an empty cell."""

Look = Callable[[Place], Value]
"""Gives the value of a cell; how formulas see the workbook when they compute."""


class FormulaError(Exception):
    """A formula ends in an error word such as ``#DIV/0!``."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Expr:
    """A formula or part of one. Python's operators build larger ones; ``eq`` and ``ne`` compare."""

    def excel(self, sheet: str) -> str:
        """The Excel text (without ``=``) as written on ``sheet``."""
        raise NotImplementedError

    def compute(self, look: Look) -> Value:
        """The exact value; raises FormulaError where a spreadsheet shows an error word."""
        raise NotImplementedError

    def __add__(self, other: Operand) -> Expr:
        return Binary("+", self, expr(other))

    def __radd__(self, other: Operand) -> Expr:
        return Binary("+", expr(other), self)

    def __sub__(self, other: Operand) -> Expr:
        return Binary("-", self, expr(other))

    def __rsub__(self, other: Operand) -> Expr:
        return Binary("-", expr(other), self)

    def __mul__(self, other: Operand) -> Expr:
        return Binary("*", self, expr(other))

    def __rmul__(self, other: Operand) -> Expr:
        return Binary("*", expr(other), self)

    def __truediv__(self, other: Operand) -> Expr:
        return Binary("/", self, expr(other))

    def __and__(self, other: Operand) -> Expr:
        """``&``: text joined, as in Excel."""
        return Binary("&", self, expr(other))

    def __rand__(self, other: Operand) -> Expr:
        return Binary("&", expr(other), self)

    def __lt__(self, other: Operand) -> Expr:
        return Binary("<", self, expr(other))

    def __le__(self, other: Operand) -> Expr:
        return Binary("<=", self, expr(other))

    def __gt__(self, other: Operand) -> Expr:
        return Binary(">", self, expr(other))

    def __ge__(self, other: Operand) -> Expr:
        return Binary(">=", self, expr(other))

    def eq(self, other: Operand) -> Expr:
        """Excel's ``=``: text without regard to case, an empty cell equal to ``""`` and 0."""
        return Binary("=", self, expr(other))

    def ne(self, other: Operand) -> Expr:
        """Excel's ``<>``."""
        return Binary("<>", self, expr(other))


Operand = Expr | Decimal | int | str | bool


def expr(value: Operand) -> Expr:
    """A Python value as a constant of the formula; an Expr stays as it is."""
    if isinstance(value, Expr):
        return value
    return Constant(Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value)


@dataclass(frozen=True)
class Constant(Expr):
    """A number, text or truth value written in the formula."""

    value: Decimal | str | bool

    def excel(self, sheet: str) -> str:
        if isinstance(self.value, bool):
            return "TRUE" if self.value else "FALSE"
        if isinstance(self.value, Decimal):
            return plain(self.value)
        return _literal(self.value)

    def compute(self, look: Look) -> Value:
        return self.value


def _literal(text: str) -> str:
    """A text in quotes; Excel takes no literal of more than 255 characters, so a longer one is joined."""
    pieces = [text[start : start + 250] for start in range(0, len(text), 250)] or [""]
    quoted_pieces = "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
    return quoted_pieces if len(pieces) == 1 else f"({quoted_pieces})"


@dataclass(frozen=True)
class At(Expr):
    """A reference to one cell."""

    place: Place
    absolute: bool = True

    def excel(self, sheet: str) -> str:
        address = self.place.address
        if self.absolute:
            address = f"${''.join(filter(str.isalpha, address))}${self.place.row}"
        return address if self.place.sheet == sheet else f"{quoted(self.place.sheet)}!{address}"

    def compute(self, look: Look) -> Value:
        return look(self.place)


@dataclass(frozen=True)
class Cells(Expr):
    """A reference to a range; only functions that take ranges may hold it."""

    sheet: str
    area: Area

    def excel(self, sheet: str) -> str:
        area = self.area
        text = "$" + a1(area.top, area.left).replace(str(area.top), f"${area.top}")
        text += ":$" + a1(area.bottom, area.right).replace(str(area.bottom), f"${area.bottom}")
        return text if self.sheet == sheet else f"{quoted(self.sheet)}!{text}"

    def values(self, look: Look) -> list[Value]:
        """The values of the range, row by row."""
        rows, columns = range(self.area.top, self.area.bottom + 1), range(self.area.left, self.area.right + 1)
        return [look(Place(self.sheet, row, column)) for row in rows for column in columns]

    def compute(self, look: Look) -> Value:
        raise FormulaError("#VALUE!")

    @classmethod
    def below(cls, cells: Sequence[At]) -> Cells:
        """The range of cells that stand one below the other."""
        first, last = cells[0].place, cells[-1].place
        return cls(first.sheet, Area(first.row, first.column, last.row, last.column))


@dataclass(frozen=True)
class Binary(Expr):
    """Two operands joined by an operator."""

    operator: str
    left: Expr
    right: Expr

    def excel(self, sheet: str) -> str:
        return f"{self._side(self.left, sheet, right=False)}{self.operator}{self._side(self.right, sheet, right=True)}"

    def _side(self, operand: Expr, sheet: str, *, right: bool) -> str:
        text = operand.excel(sheet)
        if not isinstance(operand, Binary):
            negative = (
                isinstance(operand, Constant) and isinstance(operand.value, Decimal) and operand.value < 0
            )
            return f"({text})" if negative else text
        mine, theirs = _RANK[self.operator], _RANK[operand.operator]
        return f"({text})" if theirs < mine or (right and theirs == mine) else text

    def compute(self, look: Look) -> Value:
        left, right = self.left.compute(look), self.right.compute(look)
        if self.operator == "&":
            return as_text(left) + as_text(right)
        if self.operator in _COMPARE:
            return _COMPARE[self.operator](_order(left, right))
        a, b = as_number(left), as_number(right)
        if self.operator == "/":
            if b == 0:
                raise FormulaError("#DIV/0!")
            return a / b
        return {"+": a + b, "-": a - b, "*": a * b}[self.operator]


_RANK = {"<": 1, "<=": 1, ">": 1, ">=": 1, "=": 1, "<>": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4}
_COMPARE: Mapping[str, Callable[[int], bool]] = {
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
}


def as_number(value: Value) -> Decimal:
    """A value where arithmetic wants a number: empty is 0, text an error."""
    if value is None:
        return Decimal(0)
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Decimal):
        return value
    raise FormulaError("#VALUE!")


def as_text(value: Value) -> str:
    """A value where text is wanted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return plain(value) if isinstance(value, Decimal) else value


def as_truth(value: Value) -> bool:
    """A value where a condition is wanted."""
    if isinstance(value, str):
        raise FormulaError("#VALUE!")
    return bool(value)


def _order(left: Value, right: Value) -> int:
    """-1, 0 or 1 as spreadsheets order values: numbers before text before truth values."""
    if left is None or right is None:
        other = right if left is None else left
        fill: Value = "" if isinstance(other, str) else False if isinstance(other, bool) else Decimal(0)
        left, right = (fill if left is None else left), (fill if right is None else right)
    ranks = [2 if isinstance(side, bool) else 1 if isinstance(side, str) else 0 for side in (left, right)]
    if ranks[0] != ranks[1]:
        return -1 if ranks[0] < ranks[1] else 1
    if isinstance(left, str) and isinstance(right, str):
        left, right = left.casefold(), right.casefold()
        return (left > right) - (left < right)
    a, b = as_number(left), as_number(right)
    return (a > b) - (a < b)
