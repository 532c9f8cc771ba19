"""Formulas as hypothesis makes them: trees of every function and operator over a small block of typed cells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from xlperf import functions as f
from xlperf.formula import At, Cells, Expr, expr
from xlperf.workbook.place import Area, Place

SHEET = "数据 表"
ROWS, COLUMNS = 4, 3
BLOCK = Cells(SHEET, Area(1, 1, ROWS, COLUMNS))
DEPTH = 4

Typed = Decimal | str | None
Trees = SearchStrategy[Expr]

WORDS = ("甲", "完成", "a", "A", "b", " ", "a b ", 'say "hi"')
numbers: SearchStrategy[Decimal] = st.one_of(
    st.integers(-3, 12).map(Decimal),
    st.integers(-3000, 30000).map(lambda count: Decimal(count).scaleb(-2)),
    st.integers(1, 9999).map(lambda count: Decimal(count).scaleb(-4)),
)
typed: SearchStrategy[Typed] = st.one_of(st.none(), st.sampled_from(WORDS), numbers, numbers)
blocks = st.lists(typed, min_size=ROWS * COLUMNS, max_size=ROWS * COLUMNS)

cells: SearchStrategy[At] = st.builds(
    lambda row, column: At(Place(SHEET, row, column)), st.integers(1, ROWS), st.integers(1, COLUMNS)
)
columns: SearchStrategy[Cells] = st.integers(1, COLUMNS).map(
    lambda column: Cells(SHEET, Area(1, column, ROWS, column))
)


@dataclass(frozen=True)
class Grown:
    """Trees of one height, by what they give."""

    figures: Trees
    texts: Trees
    conditions: Trees

    @property
    def anything(self) -> Trees:
        return st.one_of(self.figures, self.texts)

    def higher(self) -> Grown:
        """Trees that have these as branches, or are no higher."""
        return Grown(
            st.one_of(self.figures, self._figures()),
            st.one_of(self.texts, self._texts()),
            st.one_of(self.conditions, self._conditions()),
        )

    def _figures(self) -> Trees:
        number, text = self.figures, self.texts
        # a text in a cell does not count, that of a result is an error; IF may give either, which is of no use
        compared = st.one_of(cells, numbers.map(expr), number.map(lambda figure: figure + 0))
        return st.one_of(
            st.builds(lambda a, b: a + b, number, number),
            st.builds(lambda a, b: a - b, number, number),
            st.builds(lambda a, b: f.round_(a * b, 6), number, number),
            # a quotient is compared only after rounding, as the forms' own formulas do
            st.builds(lambda a, b: f.cents(a / b), number, number),
            st.builds(f.round_, number, st.integers(0, 4)),
            st.builds(f.abs_, number),
            st.builds(f.max_, compared, compared),
            st.builds(f.min_, compared, compared),
            st.builds(f.sum_, st.one_of(columns, cells), cells),
            st.builds(f.count, st.one_of(columns, st.just(BLOCK)), cells),
            st.builds(f.count_if, columns, st.sampled_from(("甲", "完成"))),
            st.builds(f.length, text),
            st.builds(f.if_, self.conditions, number, number),
            st.builds(f.if_error, number, number),
            st.builds(f.find, st.sampled_from(("a", "完", " ")), text),
            st.builds(lambda value, column: f.if_error(f.match_exact(value, column), -1), numbers, columns),
            st.builds(
                lambda column, row: f.if_error(f.index(column, row) + 0, 0), columns, st.integers(0, 9)
            ),
        )

    def _texts(self) -> Trees:
        return st.one_of(
            st.builds(lambda a, b: a & b, self.texts, self.texts),
            st.builds(lambda text, number: text & f.round_(number, 2), self.texts, self.figures),
            st.builds(f.if_, self.conditions, self.texts, self.texts),
            st.builds(f.address_of, cells),
        )

    def _conditions(self) -> Trees:
        number, anything = self.figures, self.anything
        return st.one_of(
            st.builds(lambda a, b: a < b, number, number),
            st.builds(lambda a, b: a <= b, number, self.texts),
            st.builds(lambda a, b: a > b, self.texts, number),
            st.builds(lambda a, b: a >= b, number, number),
            st.builds(lambda a, b: a.eq(b), anything, anything),
            st.builds(lambda a, b: a.ne(b), anything, anything),
            st.builds(f.and_, self.conditions, self.conditions),
            st.builds(f.or_, self.conditions, self.conditions, self.conditions),
            st.builds(f.not_, self.conditions),
            st.builds(f.is_number, anything),
            st.builds(f.is_text, anything),
        )


def _grown() -> Grown:
    leaves = Grown(
        st.one_of(numbers.map(expr), cells),
        st.one_of(st.sampled_from(WORDS).map(expr), cells),
        st.booleans().map(expr),
    )
    for _ in range(DEPTH):
        leaves = leaves.higher()
    return leaves


_ALL = _grown()
# a link is of use only as the whole result of a cell
_LINKS: Trees = st.builds(
    lambda cell, text: f.hyperlink(expr("#") & f.address_of(cell), text), cells, _ALL.texts
)
trees: Trees = st.one_of(
    _ALL.figures,
    _ALL.texts,
    _ALL.conditions.map(lambda condition: f.if_(condition, "真", "假")),
    st.builds(lambda condition, link: f.if_(condition, "", link), _ALL.conditions, _LINKS),
)
