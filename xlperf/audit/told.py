"""Amounts of money in the form's prose as known figures, for saying what a wrong number equals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xlperf.audit.cells import shortened
from xlperf.audit.claims import AMOUNT
from xlperf.audit.context import Context
from xlperf.audit.explain import Figure
from xlperf.audit.passages import search
from xlperf.units import UNITS, Unit, convert

_AMOUNT = re.compile(AMOUNT)
_EDGE = re.compile(r"\A(其中|同时|另|以及|和|及|与|[\d.()]+)+|(为|是|共计|合计|共|约|计|达)+\Z")
_MOST = 80
OTHER_MONEY = re.compile(r"基金|账户|专户|村|合作社|企业|公司|工会|党费|食堂")
"""words of money that is not the project's"""


def told_figures(form: Context, unit: Unit) -> Iterator[Figure]:
    """Every amount of the prose, in ``unit``, named by the words before it: ``文中的“对企业的补助”``."""
    count = 0
    for text in form.prose:
        for found in search(_AMOUNT, text.entry.text):
            name = shortened(_EDGE.sub("", found.before).strip("()“”\"'"), 16)
            number = convert(found.number, UNITS[found.match["unit"]], unit)
            label = f"文中的“{name}”" if name else f"文中的“{found.figure}{found.match['unit']}”"
            yield Figure(label, replace(text.entry, number=number), found.decimals)
            count += 1
            if count == _MOST:
                return


def amounts_in(text: str) -> tuple[Amount, ...]:
    """All amounts of a text."""
    return tuple(amount_of(found.match) for found in search(_AMOUNT, text))


@dataclass(frozen=True)
class Amount:
    """Money as prose writes it: the figure with its unit, and how fine it is, all in yuan."""

    written: str
    yuan: Decimal
    unit: Unit
    slack: Decimal
    """half of the last digit written"""

    def within(self, unit: Unit) -> Decimal:
        """The amount in another unit of money."""
        return convert(self.yuan, UNITS["元"], unit)


def amount_of(match: re.Match[str], figure: str = "figure", unit: str = "unit") -> Amount:
    """The amount that a match of ``AMOUNT`` has found."""
    measure = UNITS[match[unit]]
    written = match[figure]
    number = Decimal(written.replace(",", ""))
    digits = len(written.partition(".")[2])
    yuan = convert(number, measure, UNITS["元"])
    slack = convert(Decimal(5).scaleb(-digits - 1), measure, UNITS["元"])
    return Amount(written + match[unit], yuan, measure, slack)
