"""What was written beside a form last time, as the very hidden sheet ``_xlperf`` records it, and where it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from xlperf.workbook.grid import Grid, Sheet
from xlperf.workbook.place import Place, parse_a1
from xlperf.workbook.stamp import BESIDE_COLUMNS, MARK_FIRST_ROW


@dataclass(frozen=True)
class BesideRecord:
    """A cell that write-back filled: whether there was a (blank) cell before, and what was written."""

    place: Place
    existed: bool
    text: str


def read_records(stamp: Sheet | None) -> list[BesideRecord]:
    """The cells that the last write-back filled beside the form."""
    if stamp is None:
        return []
    records = []
    row = MARK_FIRST_ROW
    while (row, BESIDE_COLUMNS[0]) in stamp.cells:
        place, before, text = (
            str(cell.value) if (cell := stamp.cells.get((row, column))) else "" for column in BESIDE_COLUMNS
        )
        sheet, _, address = place.rpartition("!")
        # a line that somebody else wrote there marks nothing
        with suppress(ValueError):
            records.append(BesideRecord(Place(sheet, *parse_a1(address)), before == "blank", text))
        row += 1
    return records


def where_now(grid: Grid, old: Iterable[BesideRecord]) -> Iterator[tuple[Place, BesideRecord]]:
    """Where the texts written last time stand now; those changed by hand are no longer ours."""
    alike: dict[tuple[str, int, str], list[BesideRecord]] = {}
    for record in old:
        alike.setdefault((record.place.sheet, record.place.column, record.text), []).append(record)
    for (name, column, text), records in alike.items():
        sheet = grid.sheet(name)
        rows = sorted(
            row
            for (row, at), cell in (sheet.cells.items() if sheet else ())
            if at == column and cell.value == text and cell.formula is None
        )
        for record in records:
            if record.place.row in rows:
                yield record.place, record
        # inserted rows carry our texts along; they are taken out only where there is no mistaking them
        carried = [record for record in records if record.place.row not in rows]
        strange = [row for row in rows if row not in {record.place.row for record in records}]
        if len(carried) == len(strange):
            yield from ((Place(name, row, column), one) for row, one in zip(strange, carried, strict=True))
