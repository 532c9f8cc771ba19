"""What a wrong number does equal: a cell, a sum or difference of cells, or a cell in another unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations

from xlperf.audit.cells import address
from xlperf.decimals import half_up, places_of, plain, truncated
from xlperf.model import Entry

_TEN_THOUSAND = Decimal(10_000)
# short figures meet by chance; a match found by calculation needs this many significant digits
_DIGITS_OF_ROUNDED, _DIGITS_OF_TWO, _DIGITS_OF_THREE = 2, 3, 4
# among the many figures of a text even more so
_DIGITS_IN_PROSE = {1: 3, 2: 5, 3: 7}
_MOST_FIGURES = 80


@dataclass(frozen=True)
class Figure:
    """A known figure of the form: what it is called, its cell, and the decimals that its block shows."""

    label: str
    entry: Entry
    decimals: int = 0

    @property
    def number(self) -> Decimal:
        """The figure itself."""
        return self.entry.number or Decimal(0)

    @property
    def name(self) -> str:
        """``全年执行数（G8）``"""
        return f"{self.label}{address(self.entry)}"


@dataclass(frozen=True)
class Match:
    """What an amount equals, as the rest of a sentence (``恰为资金结(转)余（H8）``), and the figures it is made of."""

    text: str
    figures: tuple[Figure, ...]


def explain(
    amount: Decimal,
    decimals: int,
    figures: Iterable[Figure],
    unit: str = "万元",
    near: Iterable[Figure] = (),
) -> Match | None:
    """What ``amount``, shown with ``decimals`` decimals, equals among the figures; earlier figures come first.

    ``near`` are those that stand where the amount comes from: they count even for one digit.
    """
    if amount == 0:
        return None
    match = explain_by_one(amount, decimals, near, unit)
    if match or _digits(amount) < _DIGITS_OF_ROUNDED:
        return match
    known = _distinct(figures)
    return explain_by_one(amount, decimals, known, unit) or _sum(amount, known) or _difference(amount, known)


def explain_by_one(
    amount: Decimal, decimals: int, figures: Iterable[Figure], unit: str = "万元"
) -> Match | None:
    """The same with a single cell: equal, rounded, cut off, or ten thousand times as much."""
    known = _distinct(figures)
    for figure in known:
        if figure.number == amount:
            return Match(f"恰为{figure.name}", (figure,))
    for words, convert in (("四舍五入", half_up), ("截去尾数", truncated)):
        for figure in known:
            if _equal_when(convert, amount, decimals, figure):
                said = f"{figure.label}{plain(figure.number)}{unit}{address(figure.entry)}"
                finer = decimals > max(figure.decimals, places_of(figure.number))
                return Match(f"{words}后恰为{said}" if finer else f"恰为{said}{words}后的数", (figure,))
    for figure in known:
        if _digits(amount) >= _DIGITS_OF_ROUNDED and amount == figure.number * _TEN_THOUSAND:
            return Match(f"恰为{figure.name}的一万倍", (figure,))
        if _digits(amount) >= _DIGITS_OF_ROUNDED and amount * _TEN_THOUSAND == figure.number:
            return Match(f"恰为{figure.name}的万分之一", (figure,))
    return None


def explain_by_prose(amount: Decimal, figures: Iterable[Figure], unit: str) -> Match | None:
    """The same among the amounts of a text: one of them, or two or three together."""
    known = _distinct(figures)
    match = explain_by_one(amount, places_of(amount), known, unit) or _sum(amount, known)
    return match if match and _digits(amount) >= _DIGITS_IN_PROSE[len(match.figures)] else None


def same_amount(first: Decimal, first_decimals: int, second: Decimal, second_decimals: int) -> bool:
    """Whether both may show one amount, rounded or cut off to the decimals of the coarser one."""
    places = min(first_decimals, second_decimals)
    return any(convert(first, places) == convert(second, places) for convert in (half_up, truncated))


def _distinct(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    first: dict[Decimal, Figure] = {}
    for figure in figures:
        if figure.number != 0:
            first.setdefault(figure.number, figure)
    return tuple(first.values())[:_MOST_FIGURES]


def _equal_when(
    convert: Callable[[Decimal, int], Decimal], amount: Decimal, decimals: int, figure: Figure
) -> bool:
    places = min(decimals, max(figure.decimals, places_of(figure.number)))
    rounded = convert(amount, places)
    return rounded == convert(figure.number, places) and _digits(rounded) >= _DIGITS_OF_ROUNDED


def _sum(amount: Decimal, known: Sequence[Figure]) -> Match | None:
    for count, digits in ((2, _DIGITS_OF_TWO), (3, _DIGITS_OF_THREE)):
        if _digits(amount) < digits:
            return None
        found = [group for group in combinations(known, count) if sum(f.number for f in group) == amount]
        if len(found) == 1:
            names = "、".join(figure.name for figure in found[0])
            return Match(f"恰为{names}{'两' if count == 2 else '三'}项之和", found[0])
    return None


def _difference(amount: Decimal, known: Sequence[Figure]) -> Match | None:
    if _digits(amount) < _DIGITS_OF_TWO:
        return None
    found = [pair for pair in permutations(known, 2) if pair[0].number - pair[1].number == amount]
    if len(found) != 1:
        return None
    more, less = found[0]
    return Match(f"恰为{more.name}减去{less.name}", (more, less))


def _digits(amount: Decimal) -> int:
    """Significant digits, trailing zeros left out."""
    return len(amount.normalize().as_tuple().digits)
