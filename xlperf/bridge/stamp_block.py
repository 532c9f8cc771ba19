"""The very hidden sheet ``_xlperf`` of an open book: marks and records of texts beside the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from xlperf import __version__
from xlperf.audit.finding import Severity
from xlperf.bridge.live_block import LiveBlock
from xlperf.bridge.orders import Block, Content, Empty, EnsureSheet, Look, Name, Number, Order, Text
from xlperf.workbook.beside_records import BesideRecord, read_records
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.patch_stamp import HEADINGS, read_copy_digest
from xlperf.workbook.place import Area, Place, a1, parse_a1
from xlperf.workbook.stamp import (
    BESIDE_COLUMNS,
    COPY_COLUMN,
    COPY_ORIGIN_ROW,
    LINK_LOOK_COLUMN,
    MARK_COLUMNS,
    MARK_FIRST_ROW,
    MARK_LAST_ROW,
    MARK_NAMES,
    STAMP_FORMAT,
    STAMP_SHEET,
)

STAMP_AREA = Area(MARK_FIRST_ROW, min(MARK_COLUMNS.values()), MARK_LAST_ROW, max(BESIDE_COLUMNS))
_MOST = MARK_LAST_ROW - MARK_FIRST_ROW + 1
_COPY_ROWS = COPY_ORIGIN_ROW - MARK_FIRST_ROW + 1
_MARKS, _BESIDE = tuple(MARK_COLUMNS.values()), BESIDE_COLUMNS


@dataclass(frozen=True)
class StampBlock:
    """The texts of marks and records, by row and column of the sheet; none where there is no such sheet."""

    exists: bool
    texts: Mapping[tuple[int, int], str]

    @classmethod
    def of(cls, block: LiveBlock | None) -> StampBlock:
        """The block as it was read; None where the sheet is missing."""
        filled = block.filled() if block else {}
        return cls(block is not None, {at: str(value) for at, (value, _) in filled.items()})

    @property
    def marks(self) -> tuple[tuple[Place, Severity], ...]:
        """The marked cells, column by column."""
        return tuple(self._marks())

    @property
    def records(self) -> list[BesideRecord]:
        """The cells beside forms that were filled last time."""
        return read_records(Sheet(STAMP_SHEET, {at: Cell(text, text) for at, text in self.texts.items()}))

    def _marks(self) -> Iterator[tuple[Place, Severity]]:
        columns = {column: severity for severity, column in MARK_COLUMNS.items()}
        for (_, column), text in sorted(self.texts.items()):
            sheet, _, address = text.rpartition("!")
            if column in columns:
                # somebody may have written into the hidden sheet
                with suppress(ValueError):
                    yield Place(sheet, *parse_a1(address)), columns[column]


def stamp_orders(
    old: StampBlock,
    saved: Grid,
    marks: Iterable[tuple[Place, Severity]],
    records: Sequence[BesideRecord],
) -> Iterator[Order]:
    """Marks and records in place of those that are there; the sheet and its names where they are missing."""
    if not old.exists:
        yield from _new_sheet()
    # write-back into the file takes the look of links from here
    yield Look(STAMP_SHEET, a1(1, LINK_LOOK_COLUMN), "link")
    for severity, name in MARK_NAMES.items():
        column = MARK_COLUMNS[severity]
        area = Area(MARK_FIRST_ROW, column, MARK_LAST_ROW, column)
        if not old.exists or saved.names.get(name) != (STAMP_SHEET, area):
            yield Name(name, STAMP_SHEET, area.address)
    columns: dict[int, list[str]] = {column: [] for column in (*_MARKS, *_BESIDE)}
    for place, severity in marks:
        columns[MARK_COLUMNS[severity]].append(str(place))
    for record in records:
        texts = (str(record.place), "blank" if record.existed else "none", record.text)
        for column, text in zip(_BESIDE, texts, strict=True):
            columns[column].append(text)
    yield from _replaced(old, _MARKS, columns)
    yield from _replaced(old, _BESIDE, columns)
    if read_copy_digest(saved.sheet(STAMP_SHEET)):
        # of a copy that somebody works in now
        yield Block(STAMP_SHEET, a1(MARK_FIRST_ROW, COPY_COLUMN), ((Empty(),),) * _COPY_ROWS)


def _replaced(old: StampBlock, columns: Sequence[int], texts: Mapping[int, Sequence[str]]) -> Iterator[Order]:
    """These columns anew, from the first row down as far as the old or the new texts reach."""
    there = [row for row, column in old.texts if column in columns]
    last = max([len(texts[column]) for column in columns])
    height = min(_MOST, max(last, *(row - MARK_FIRST_ROW + 1 for row in there)) if there else last)
    rows = tuple(
        tuple(Text(texts[column][at]) if at < len(texts[column]) else Empty() for column in columns)
        for at in range(height)
    )
    if rows:
        yield Block(STAMP_SHEET, a1(MARK_FIRST_ROW, columns[0]), rows)


def _new_sheet() -> Iterator[Order]:
    yield EnsureSheet(STAMP_SHEET, "", "veryhidden")
    heads: list[Content] = [Text("format"), Number(Decimal(STAMP_FORMAT))]
    yield Block(STAMP_SHEET, "A1", (tuple(heads), (Text("xlperf"), Text(__version__))))
    for columns in (_MARKS, _BESIDE):
        yield Block(STAMP_SHEET, a1(1, columns[0]), (tuple(Text(HEADINGS[column]) for column in columns),))
