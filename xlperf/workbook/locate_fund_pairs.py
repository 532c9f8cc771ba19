"""Amounts that do not stand under one header: labels beside or above their figures, one source after the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from xlperf.forms import FundingBlock
from xlperf.workbook.entry import number_of
from xlperf.workbook.form_map import Places
from xlperf.workbook.headers import Header
from xlperf.workbook.labels import keys_of, keys_of_spec, label_key, label_keys
from xlperf.workbook.page import Page, Print

WHOLE = ""
"""the source that is all of them"""
BUDGET = "full_year_budget"
_ALL_MONEY = keys_of("资金总额", "项目资金总额", "项目总资金", "项目资金", "年度资金总额")
_WHOLE = re.compile(r"(资金)?(总额|合计|总计|总数|小计)|金额|总")
_SOURCE = re.compile(
    r"(其中)?(?P<name>(一般公共预算|政府性基金|国有资本经营预算|中央|省|自治区|市县区?|市|区|县|乡镇|本|市本|区本|县本|省本|地方|上|同|本年|当年|"
    r"上年度?|以前年度|往年|历年|其他|其它|自筹|单位自有|自有|单位|社会|专项债券?|债券|财政|银行贷款)级?(财政)?"
    r"(结转结余|结转|结余|补助|配套|安排|专项|拨款|专户|转移支付)*(资金|经费|收入|贷款|投入)?)"
)
# figures stand this far below the label that they belong to
NEAR = 8
MOST_ROWS = 40


@dataclass(frozen=True)
class Meaning:
    """What a label says: which amount, and of which source; None for what it leaves open."""

    amount: str | None = None
    source: str | None = None


@dataclass
class Amounts:
    """The figures found, by source, and the label that names each amount and each source first."""

    sources: dict[str, dict[str, Print]] = field(default_factory=dict)
    names: dict[str, Print] = field(default_factory=dict)
    labels: dict[str, Print] = field(default_factory=dict)

    def add(self, amount: Print, source: Print | None, said: Meaning, figure: Print) -> None:
        """One figure with its labels; the first of several counts."""
        if said.amount is None or said.source is None:
            return
        row = self.sources.setdefault(said.source, {})
        if said.amount not in row:
            row[said.amount] = figure
            self.labels.setdefault(said.amount, amount)
            if source is not None:
                self.names.setdefault(said.source, source)


@dataclass(frozen=True)
class PairedFunds:
    """The rows that the figures make, and a header of the labels."""

    header: Header
    total: Places
    sources: tuple[Places, ...]
    last_row: int


def meaning(text: str, columns: Mapping[str, Collection[str]]) -> Meaning:
    """预算安排合计, 其中：中央, 省级到位资金: the amount (keys by field in ``columns``) and the source named."""
    if not (keys := label_keys(text)):
        return Meaning()
    for name, known in columns.items():
        if not keys.isdisjoint(known):
            bracket = re.search(r"[(（]([^()（）]+)[)）]\s*[:：]?$", text)
            inner = _source(label_key(bracket[1])) if bracket else None
            return Meaning(name, inner)
    key = label_key(text)
    alone = _source(key)
    if alone is not None:
        return Meaning(None, alone)
    for name, known in columns.items():
        for own in sorted(known, key=len, reverse=True):
            for rest in (key.removeprefix(own), key.removesuffix(own)):
                if rest != key and (source := _source(rest)) is not None:
                    return Meaning(name, source)
    return Meaning()


def _source(key: str) -> str | None:
    if _WHOLE.fullmatch(key):
        return WHOLE
    match = _SOURCE.fullmatch(key)
    return match["name"] if match else None


def is_figure(print_: Print) -> bool:
    """It is an amount or a rate, or says that there is none."""
    text = unicodedata.normalize("NFKC", print_.text).strip()
    plain = re.sub(r"([千万亿]?元|%)$", "", text)
    return text in ("—", "-", "--", "/", "——") or number_of(print_.cell, plain) is not None


def find_pairs(page: Page, block: FundingBlock, above: int, needed: Collection[str]) -> PairedFunds | None:
    """The amounts above that row, at least two of those ``needed``; None without them."""
    reader = _Reader(page, {spec.field: keys_of_spec(spec) for spec in block.columns})
    found = reader.read(above)
    if len(set(needed) & set(found.labels)) < 2:
        return None
    rows = {
        source: {
            **({"label": page.place_of(found.names[source])} if source in found.names else {}),
            **{amount: page.place_of(figure) for amount, figure in figures.items()},
        }
        for source, figures in found.sources.items()
    }
    last = max(figure.row for figures in found.sources.values() for figure in figures.values())
    total = rows.pop(WHOLE, {})
    return PairedFunds(Header(found.labels), total, tuple(rows.values()), last)


def beside_each_other(header: Header, page: Page) -> bool:
    """The labels of a row have their figures between them: 预算数 | 255 | 执行数 | 249.1."""
    labels = sorted(header.labels.values(), key=lambda print_: print_.column)
    followed = [page.right_of(print_) for print_ in labels]
    return any(print_ is not None and print_ not in labels and is_figure(print_) for print_ in followed)


class _Reader:
    def __init__(self, page: Page, columns: Mapping[str, Collection[str]]) -> None:
        self._page = page
        self._columns: dict[str, Collection[str]] = dict(columns)
        self._keys = frozenset[str]().union(*columns.values())

    def read(self, above: int) -> Amounts:
        found = Amounts()
        first = next(
            (p.row for p in self._page.prints(1, above - 1) if self._says(p).amount is not None), above
        )
        for row in self._page.rows_between(first, above - 1)[:MOST_ROWS]:
            for print_ in self._page.row(row):
                if is_figure(print_):
                    self._add(found, print_)
        return found

    def _says(self, print_: Print) -> Meaning:
        return Meaning() if is_figure(print_) else meaning(print_.text, self._columns)

    def _add(self, found: Amounts, figure: Print) -> None:
        left, head = self._left(figure)
        top = self._above(figure)
        if left is None and top is None:
            return
        if left is not None and self._is_alone(left, figure):
            top = None
        labels = [(label, self._says(label)) for label in (left, top, head) if label is not None]
        amount = next((label for label, said in labels if said.amount), None)
        source = next((label for label, said in labels if said.source is not None), None)
        if amount is None and source is not None:
            amount = self._amount_near(source)
        if amount is None:
            if left is not None and self._is_whole(left):
                found.add(left, left, Meaning(BUDGET, WHOLE), figure)
            return
        whose = self._says(source).source if source is not None else WHOLE
        found.add(amount, source, Meaning(self._says(amount).amount, whose), figure)

    def _is_whole(self, label: Print) -> bool:
        """资金总额 with no word on which amount is the budget."""
        return not label_keys(label.text).isdisjoint(_ALL_MONEY)

    def _is_alone(self, left: Print, figure: Print) -> bool:
        """An amount with one figure beside it, which belongs to no source above."""
        after = self._page.right_of(figure)
        follows = after is not None and is_figure(after)
        return bool(self._says(left).amount) and left.area.right + 1 == figure.column and not follows

    def _left(self, figure: Print) -> tuple[Print | None, Print | None]:
        """The label directly left of the figure, and the one at the head of a row of figures."""
        before = self._covering(figure.row, figure.column)
        nearest = next(before, None)
        if nearest is None:
            return None, None
        if not is_figure(nearest):
            return (nearest if self._is_label(nearest) else None), None
        head = next((print_ for print_ in before if not is_figure(print_)), None)
        return None, head if head is not None and self._is_label(head) else None

    def _is_label(self, print_: Print) -> bool:
        said = self._says(print_)
        return said.amount is not None or said.source is not None

    def _covering(self, row: int, column: int) -> Iterator[Print]:
        """The prints left of that cell, from the right; also those merged from rows above."""
        sheet = self._page.sheet
        at = column - 1
        while at >= 1:
            area = sheet.area(row, at)
            print_ = next((p for p in self._page.row(area.top) if p.column == area.left), None)
            if print_ is not None:
                yield print_
            at = area.left - 1

    def _above(self, figure: Print) -> Print | None:
        """The nearest label above, past other figures."""
        for row in reversed(self._page.rows_between(figure.row - NEAR, figure.row - 1)):
            print_ = next((p for p in self._page.row(row) if p.covers(figure.column, figure.column)), None)
            if print_ is None or is_figure(print_):
                continue
            return print_ if self._is_label(print_) else None
        return None

    def _amount_near(self, source: Print) -> Print | None:
        """The amount that a source's label is about: named left of it, over it, or first in its column."""
        for before in self._covering(source.row, source.column):
            if self._says(before).amount:
                return before
        for row in reversed(self._page.rows_between(source.row - NEAR, source.row - 1)):
            above = next((p for p in self._page.row(row) if p.covers(source.column, source.column)), None)
            if above is None or is_figure(above):
                continue
            said = self._says(above)
            if said.amount or said.source is None:
                return above if said.amount else None
        return None
