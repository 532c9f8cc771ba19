"""Which row of a table a purchase told in prose is, and whether the two name different methods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.cells import shortened
from xlperf.audit.context import Context
from xlperf.audit.purchase_claims import PurchaseClaim
from xlperf.audit.purchase_names import SHORTEST, bare_name, common_words, overlapping, years_of
from xlperf.audit.told import amounts_in
from xlperf.decimals import places_of
from xlperf.model import Entry, Indicator, Purchase
from xlperf.purchase_methods import OWN, exclude, stated_methods
from xlperf.units import UNITS, convert

_ASKED = re.compile(r"的?(政府)?(采购|招标|招采)(方式|形式)(合规性|规范性|情况)?")
# nobody pays 36,815 yuan twice; 50,000 anybody does
_UNUSUAL_DIGITS = 4
# what was meant to be bought, which is not always what was done
_PLANNED = re.compile(r"计划(?!.*(执行|完成|实施))|意向|预算表|预算安排表|申报|论证")
_WITHOUT_UNIT = ("元", "万元")


@dataclass(frozen=True)
class Row:
    """A purchase as a row tells it, of a table of purchases or among the indicators."""

    label: str
    name: str
    years: frozenset[str]
    methods: frozenset[str]
    method: Entry
    heading: str
    amounts: tuple[tuple[Decimal, Decimal], ...] = ()
    """in yuan, each with half of its last digit"""
    shared: bool = False


def contradicted(claims: Sequence[PurchaseClaim], form: Context) -> Iterator[tuple[PurchaseClaim, Row]]:
    """Rows that the prose contradicts, with the first statement that does; none where it also bears them out."""
    rows = (*_from_tables(form), *_from_indicators(form))
    held: dict[int, list[tuple[PurchaseClaim, bool]]] = {}
    for claim in claims if rows else ():
        meant = _meant(claim, claims, rows, form)
        if meant and len({rows[number].methods for number in meant}) == 1:
            others = all(exclude(claim.method, method) for method in rows[meant[0]].methods)
            held.setdefault(meant[0], []).append((claim, others))
    for number, statements in held.items():
        if all(others for _, others in statements):
            yield statements[0][0], rows[number]


def _from_tables(form: Context) -> Iterator[Row]:
    for one in form.assessment.purchases:
        methods = stated_methods(one.method.text)
        if "组织" in one.heading.text:
            # whoever organises the purchase himself still chooses a method
            methods -= {OWN}
        name = bare_name(one.item.text)
        caption = one.caption.text + (one.item.place.sheet if one.item.place else "")
        if methods and name and not _PLANNED.search(caption):
            yield Row(
                _label(one.item),
                name,
                years_of(one.item.text) or years_of(caption),
                methods,
                one.method,
                "".join(one.heading.text.split()) or "采购方式",
                tuple(_amounts(one)),
                one.shared,
            )


def _from_indicators(form: Context) -> Iterator[Row]:
    for row in form.indicators:
        told = _told(row.indicator)
        name = bare_name(_ASKED.sub("", row.indicator.name.text))
        if told is not None and len(name) >= SHORTEST:
            methods = stated_methods(told.text)
            years = years_of(row.indicator.name.text)
            yield Row(_label(row.indicator.name), name, years, methods, told, _heading(told, row.indicator))


def _told(indicator: Indicator) -> Entry | None:
    cells = (indicator.actual, indicator.target)
    return next((cell for cell in cells if stated_methods(cell.text)), None)


def _heading(told: Entry, indicator: Indicator) -> str:
    return "实际完成值" if told is indicator.actual else "指标值"


def _label(item: Entry) -> str:
    return shortened("".join(item.text.split())).replace("“", "‘").replace("”", "’")


def _amounts(one: Purchase) -> Iterator[tuple[Decimal, Decimal]]:
    for entry, unit in one.amounts:
        if entry.number is None:
            for told in amounts_in(entry.text):
                yield told.yuan, told.slack
        elif entry.number > 0 and not entry.percent:
            slack = Decimal(5).scaleb(-places_of(entry.number) - 1)
            for measure in (unit,) if unit else _WITHOUT_UNIT:
                yield (
                    convert(entry.number, UNITS[measure], UNITS["元"]),
                    convert(slack, UNITS[measure], UNITS["元"]),
                )


def _meant(
    claim: PurchaseClaim, claims: Sequence[PurchaseClaim], rows: Sequence[Row], form: Context
) -> list[int]:
    """The rows that are the purchase told, by the surest sign that any has."""
    fitting = [number for number, row in enumerate(rows) if _same_year(claim, row, form)]
    named = [number for number in fitting if rows[number].name in claim.names]
    agreeing = [number for number in fitting if _agree(claim, rows[number])]
    both = [number for number in named if number in agreeing]
    if both:
        return both
    alone = [
        number
        for number in named
        if len(rows[number].name) >= SHORTEST
        and not rows[number].shared
        and not (claim.amounts and rows[number].amounts)
    ]
    if alone:
        return alone
    alike = [
        number for number in agreeing if any(overlapping(name, rows[number].name) for name in claim.names)
    ]
    return alike or _by_amount(claim, claims, rows, agreeing)


def _by_amount(
    claim: PurchaseClaim, claims: Sequence[PurchaseClaim], rows: Sequence[Row], agreeing: list[int]
) -> list[int]:
    """The one row of that amount, where no other statement has it, and it is no chance that they agree."""
    if len(agreeing) != 1:
        return []
    row = rows[agreeing[0]]
    telling = [other for other in claims if _agree(other, row)]
    if len(telling) != 1:
        return []
    alike = any(common_words(name, row.name) for name in claim.names)
    return agreeing if alike or _unusual(claim, row) else []


def _unusual(claim: PurchaseClaim, row: Row) -> bool:
    figures = [amount for amount in claim.amounts if any(amount.yuan == yuan for yuan, _ in row.amounts)]
    return any(len(amount.yuan.normalize().as_tuple().digits) >= _UNUSUAL_DIGITS for amount in figures)


def _agree(claim: PurchaseClaim, row: Row) -> bool:
    return any(
        abs(told.yuan - yuan) <= max(told.slack, slack)
        for told in claim.amounts
        for yuan, slack in row.amounts
    )


def _same_year(claim: PurchaseClaim, row: Row, form: Context) -> bool:
    year = form.assessment.year.number
    own = frozenset({str(year)}) if year is not None else frozenset[str]()
    ours, theirs = claim.years or own, row.years or own
    return not ours or not theirs or bool(ours & theirs)
