"""Findings by what they say of the form and not by where it happens to stand: to compare differently drawn forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from xlperf.forms import shipped_templates
from xlperf.model import Assessment, Entry, Fund, Indicator
from xlperf.validation import Checked, check_file
from xlperf.workbook.place import Place

_LEVELS = ("first_level", "first_weight", "second_level", "second_weight")
_ADDRESS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{1,4}(?!\d)|表格\d+第\d+行第\d+格|第\d+行|附[\d一二]+!")


@dataclass(frozen=True, order=True)
class Said:
    """A finding: code, severity, the fields it concerns, and its message without addresses."""

    code: str
    severity: str
    cells: tuple[str, ...]
    message: str


def check_one(path: Path) -> Checked:
    """The only form of the file."""
    (result,) = check_file(path, shipped_templates())
    assert isinstance(result, Checked), result
    return result


def said(checked: Checked) -> list[Said]:
    """The findings, each cell by what it is."""
    names = cell_names(checked.assessment)
    sheets = [sheet.name for sheet in checked.grid.sheets]
    return sorted(
        Said(
            finding.code,
            finding.severity.value,
            tuple(dict.fromkeys(names.get(place, str(place)) for place in finding.places)),
            _without_addresses(finding.message, sheets),
        )
        for finding in checked.findings
    )


def cell_names(form: Assessment) -> dict[Place, str]:
    """What each cell of the form is, as ``资金.executed``, ``验收合格率.actual`` or ``产出指标/数量指标.second_level``."""
    names: dict[Place, str] = {}
    for name, entry in _cells(form):
        if entry.place is not None:
            names.setdefault(entry.place, name)
    return names


def values(form: Assessment) -> dict[str, str]:
    """What the form says by the same names, empty cells left out."""
    return {name: " ".join(entry.text.split()) for name, entry in _cells(form) if entry.text.strip()}


def _cells(form: Assessment) -> Iterator[tuple[str, Entry]]:
    for one in fields(form):
        entry = getattr(form, one.name)
        if isinstance(entry, Entry):
            yield one.name, entry
    for fund in (form.total_fund, *form.sources):
        yield from _of_fund("资金" if fund is form.total_fund else _plain(fund.label.text), fund)
    for row in form.indicators:
        yield from _of_indicator(row)
    for row in form.indicators:
        if row.twin:
            for name, entry in _of_indicator(row.twin):
                yield f"附:{name}", entry
    for narrative in form.narratives:
        yield f"文字.{narrative.key}", narrative.entry
    for scores in form.class_scores:
        for field in ("weight", "score", "rate"):
            yield f"类:{_plain(scores.name)}.{field}", getattr(scores, field)
    for purchase in form.purchases:
        for field in ("item", "method"):
            yield f"采购:{_plain(purchase.item.text)}.{field}", getattr(purchase, field)
    for number, left in enumerate(form.leftovers):
        yield f"空行{number}", left


def _of_fund(name: str, fund: Fund) -> Iterator[tuple[str, Entry]]:
    for one in fields(fund):
        yield f"{name}.{one.name}", getattr(fund, one.name)


def _of_indicator(row: Indicator) -> Iterator[tuple[str, Entry]]:
    first = _plain(row.first_level.text)
    second = f"{first}/{_plain(row.second_level.text)}"
    for one in fields(row):
        entry = getattr(row, one.name)
        if not isinstance(entry, Entry):
            continue
        if one.name in _LEVELS:
            yield f"{first if one.name.startswith('first') else second}.{one.name}", entry
        else:
            yield f"{_plain(row.name.text) or second}.{one.name}", entry


def _plain(text: str) -> str:
    return "".join(text.split()).rstrip("：:")


def _without_addresses(message: str, sheets: Iterable[str]) -> str:
    for sheet in sheets:
        message = message.replace(f"“{sheet}”表", "另一张表").replace(f"工作表“{sheet}”的", "")
    return _ADDRESS.sub("□", message)
