"""Amounts of a funding block whose cells all carry the unit: 1200万元, 80万元."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from xlperf.decimals import parse_decimal
from xlperf.model import Entry, Fund

_AMOUNTS = ("initial_requested", "initial_budget", "full_year_budget", "arrived", "executed", "carry_over")
_WITH_UNIT = re.compile(r"(?P<figure>[+-]?[\d,.]+)\s*(?P<unit>万元|亿元|元)")
# fewer would be a slip in a table of bare figures
FEWEST = 2


def with_own_units(funds: Sequence[Fund], money_unit: str) -> tuple[tuple[Fund, ...], str]:
    """The rows with their amounts as figures, and the unit, where every amount is written with the same one."""
    cells = [entry for fund in funds for name in _AMOUNTS if not (entry := getattr(fund, name)).blank]
    found = [_WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", cell.text).strip()) for cell in cells]
    units = {match["unit"] for match in found if match}
    if len(found) < FEWEST or not all(found) or len(units) != 1:
        return tuple(funds), money_unit
    return tuple(
        replace(fund, **{name: _figure(getattr(fund, name)) for name in _AMOUNTS}) for fund in funds
    ), (units.pop())


def _figure(entry: Entry) -> Entry:
    match = _WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", entry.text).strip())
    return replace(entry, number=parse_decimal(match["figure"])) if match else entry
