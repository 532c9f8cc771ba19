"""The sheet 校验结果 of an open book: finding it, and the orders that fill it.

What it says, row by row, is what write-back into a file would put there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from xlperf.audit.finding import Severity
from xlperf.bridge.live_block import LiveBlock
from xlperf.bridge.orders import (
    Block,
    Content,
    Empty,
    EnsureSheet,
    Height,
    Keep,
    Kind,
    Link,
    Look,
    Mark,
    Merge,
    Name,
    Number,
    Order,
    Page,
    Text,
    Unlink,
    Unmerge,
    Width,
)
from xlperf.decimals import plain
from xlperf.workbook.edits import AGREES, DIFFERS, EMPTY, UNKNOWN, Edits
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.place import Area, a1, column_letters
from xlperf.workbook.result_rows import Spots, WrittenRows
from xlperf.workbook.result_sheet import LAST_ROW, TITLE
from xlperf.workbook.results import (
    ONE_LINE,
    ResultRow,
    change_rows,
    comparison_rows,
    finding_rows,
    summary_height,
    summary_of,
)
from xlperf.workbook.stamp import (
    COMPARISON_COLUMNS,
    MARK_COLOURS,
    RESULT_COLUMNS,
    RESULT_COMPARISON_HEADER_ROW,
    RESULT_COMPARISON_ROW,
    RESULT_FINDINGS_HEADER_ROW,
    RESULT_FINDINGS_ROW,
    RESULT_NAMES,
    RESULT_SUMMARY_ROW,
    RESULT_TITLE_ROW,
    RESULT_WIDTHS,
)

_WIDTH = len(RESULT_COLUMNS)
_LINK = RESULT_COLUMNS.index("位置")
DRAWN = Spots((RESULT_SUMMARY_ROW, 1), (RESULT_COMPARISON_ROW, 1), (RESULT_FINDINGS_ROW, 1))
"""where the parts of the sheet stand as it is drawn"""
_VERDICTS = (AGREES, DIFFERS, EMPTY, UNKNOWN)
_HEIGHTS = ((RESULT_TITLE_ROW, 26), (RESULT_COMPARISON_HEADER_ROW, 20), (RESULT_FINDINGS_HEADER_ROW, 20))


@dataclass(frozen=True)
class ResultBlock:
    """A result sheet as it stands in the open book, ``exists`` not where it is still to be added."""

    sheet: Sheet
    spots: Spots
    exists: bool = True

    @property
    def written(self) -> WrittenRows:
        """Its rows, ours told from those of others."""
        return WrittenRows(self.sheet, self.spots.comparison[0], self.spots.findings)

    @property
    def stray(self) -> list[int]:
        """Rows of comparisons that rows inserted above have pushed out of the table."""
        left, below = (
            self.spots.comparison[1],
            range(self.spots.comparison_rows[-1] + 1, self.spots.findings[0]),
        )
        return [row for row in below if self.sheet.text(row, left + _WIDTH - 1) in _VERDICTS]

    @property
    def filled(self) -> bool:
        """Are there results on it?"""
        return bool(self.written.ours) or bool(self.sheet.text(*self.spots.comparison))


def sheet_of(block: LiveBlock, merges: tuple[Area, ...] = ()) -> Sheet:
    """The cells as a grid's sheet."""
    cells = {}
    for at, (value, formula) in block.filled().items():
        text = plain(value) if isinstance(value, Decimal) else str(value)
        cells[at] = Cell(value if isinstance(value, Decimal) else text, text, formula or None)
    return Sheet(block.sheet, cells, merges)


def missing_results(name: str) -> ResultBlock:
    """The sheet that is still to be added."""
    return ResultBlock(Sheet(name, {}), DRAWN, exists=False)


def found_results(sheet: Sheet, saved: Sheet | None, spots: Spots) -> ResultBlock | None:
    """The parts of a live sheet, wherever rows that were inserted since it was saved have moved them.

    ``spots`` is where they stand in the saved one; None where the live one has not our headings.
    """
    left = spots.findings[1]
    findings = _heading(sheet, left, RESULT_COLUMNS[: _LINK + 1])
    compared = _heading(sheet, left, COMPARISON_COLUMNS[:1])
    if findings is None or compared is None or compared >= findings:
        return None
    before = saved or Sheet(sheet.name, {})
    first = _heading(before, left, RESULT_COLUMNS[: _LINK + 1]) or spots.findings[0] - 1
    second = _heading(before, left, COMPARISON_COLUMNS[:1]) or spots.comparison[0] - 1
    down, up = findings - first, compared - second
    moved = Spots(
        (spots.summary[0] + up, spots.summary[1]),
        (spots.comparison[0] + up, spots.comparison[1]),
        (spots.findings[0] + down, left),
    )
    return ResultBlock(sheet, moved)


def _heading(sheet: Sheet, left: int, words: Sequence[str]) -> int | None:
    """The row in which these headings stand."""
    for row in sheet.rows():
        if all(sheet.text(row, left + at) == word for at, word in enumerate(words)):
            return row
    return None


def result_orders(results: ResultBlock, grid: Grid, forms: Sequence[Edits]) -> Iterator[Order]:
    """The results in place of those that are there, as write-back puts them; without forms the sheet is emptied."""
    sheet, spots = results.sheet.name, results.spots
    yield from _drawn(results)
    summary = summary_of(forms) if forms else ""
    row, column = spots.summary
    yield Block(sheet, a1(row, column), ((Text(summary) if summary else Empty(),),))
    yield Height(sheet, row, row, Decimal(str(summary_height(summary))))
    yield from _comparisons(results, forms)
    yield from _findings(results, grid, forms)


def _comparisons(results: ResultBlock, forms: Sequence[Edits]) -> Iterator[Order]:
    sheet, spots = results.sheet.name, results.spots
    kept = spots.comparison_rows
    left = spots.comparison[1]
    blank = [ResultRow((None,) * _WIDTH, ONE_LINE)] * len(kept)
    rows = (comparison_rows(forms) if forms else blank)[: len(kept)] or blank[:1]
    last = kept[0] + len(rows) - 1
    for row in results.stray:
        yield Unmerge(sheet, _area(row, row, left, _WIDTH))
        yield Block(sheet, a1(row, left), ((Empty(),) * _WIDTH,))
        yield Look(sheet, _area(row, row, left, _WIDTH), "plain")
    yield Unmerge(sheet, _area(kept[0], kept[-1], left, _WIDTH))
    yield Block(
        sheet,
        a1(kept[0], left),
        tuple(_contents(rows[at]) if at < len(rows) else (Empty(),) * _WIDTH for at in range(len(kept))),
    )
    yield Look(sheet, _area(kept[0], last, left, _WIDTH), "centre")
    if last < kept[-1]:
        yield Look(sheet, _area(last + 1, kept[-1], left, _WIDTH), "plain")
    for at in kept[: len(rows)]:
        yield Merge(sheet, _area(at, at, left, _LINK + 1))
    yield from _heights(sheet, {at: rows[at - kept[0]].height for at in kept[: len(rows)]}, kept)


def _findings(results: ResultBlock, grid: Grid, forms: Sequence[Edits]) -> Iterator[Order]:
    sheet, left = results.sheet.name, results.spots.findings[1]
    written = results.written
    blank = [ResultRow((None,) * _WIDTH, ONE_LINE)]
    rows = [*finding_rows(forms), *change_rows(forms, written.changes)] if forms else blank
    placed = dict(zip(written.lines(len(rows)), rows, strict=False))
    taken = sorted({*written.ours, *placed})
    for first, last in _runs(taken):
        yield Unlink(sheet, _area(first, last, left + _LINK, 1))
        yield Unmerge(sheet, _area(first, last, left, _WIDTH))
        yield Block(
            sheet,
            a1(first, left),
            tuple(
                _contents(placed[at]) if at in placed else (Empty(),) * _WIDTH
                for at in range(first, last + 1)
            ),
        )
    known = {one.name for one in grid.sheets}
    for at, row in placed.items():
        if row.target and row.target.sheet in known:
            yield Link(sheet, a1(at, left + _LINK), row.location)
    for first, last in _runs(at for at in taken if at not in placed):
        yield Look(sheet, _area(first, last, left, _WIDTH), "plain")
    for first, last in _runs(placed):
        yield Look(sheet, _area(first, last, left, _LINK), "centre")
        yield Look(sheet, _area(first, last, left + _LINK + 1, _WIDTH - _LINK - 1), "cell")
    leading = [at for at, row in placed.items() if row.target or not row.cells[_LINK]]
    looks: tuple[tuple[Iterable[int], Kind], ...] = (
        (leading, "link"),
        # words that lead nowhere must not look like a link
        ((at for at in placed if at not in set(leading)), "centre"),
    )
    for lines, kind in looks:
        for first, last in _runs(lines):
            yield Look(sheet, _area(first, last, left + _LINK, 1), kind)
    yield from _heights(sheet, {at: row.height for at, row in placed.items()}, taken)


def _drawn(results: ResultBlock) -> Iterator[Order]:
    """The sheet where it is missing, and its names where the parts are now."""
    sheet, spots = results.sheet.name, results.spots
    if not results.exists:
        yield from _new_sheet(sheet)
    # rows inserted by hand may have parted them from the headings
    for name, (row, column) in zip(
        RESULT_NAMES, (spots.summary, spots.comparison, spots.findings), strict=True
    ):
        yield Name(name, sheet, a1(row, column))


def _new_sheet(sheet: str) -> Iterator[Order]:
    yield EnsureSheet(sheet, "", "visible")
    yield Page(sheet)
    for column, width in enumerate(RESULT_WIDTHS, 1):
        letters = column_letters(column)
        yield Width(sheet, f"{letters}:{letters}", Decimal(width))
    label, *rest = COMPARISON_COLUMNS
    yield Block(sheet, a1(RESULT_TITLE_ROW, 1), ((Text(TITLE),),))
    heads: tuple[Content, ...] = (Text(label), Keep(), Keep(), *map(Text, rest))
    yield Block(sheet, a1(RESULT_COMPARISON_HEADER_ROW, 1), (heads,))
    yield Block(sheet, a1(RESULT_FINDINGS_HEADER_ROW, 1), (tuple(map(Text, RESULT_COLUMNS)),))
    looks: tuple[tuple[int, Kind], ...] = (
        (RESULT_TITLE_ROW, "title"),
        (RESULT_SUMMARY_ROW, "summary"),
        (RESULT_COMPARISON_HEADER_ROW, "header"),
        (RESULT_FINDINGS_HEADER_ROW, "header"),
    )
    for row, kind in looks:
        yield Look(sheet, _area(row, row, 1, _WIDTH), kind)
    yield Merge(sheet, _area(RESULT_TITLE_ROW, RESULT_TITLE_ROW, 1, _WIDTH))
    yield Merge(sheet, _area(RESULT_SUMMARY_ROW, RESULT_SUMMARY_ROW, 1, _WIDTH))
    yield Merge(sheet, _area(RESULT_COMPARISON_HEADER_ROW, RESULT_COMPARISON_HEADER_ROW, 1, _LINK + 1))
    for row, points in _HEIGHTS:
        yield Height(sheet, row, row, Decimal(points))
    for severity in Severity:
        formula = f'$B{RESULT_FINDINGS_ROW}="{severity.chinese}"'
        area = f"B{RESULT_FINDINGS_ROW}:B{LAST_ROW}"
        yield Mark(sheet, area, formula, MARK_COLOURS[severity], stop=False)


def _contents(row: ResultRow) -> tuple[Content, ...]:
    return tuple(map(_content, row.cells))


def _content(value: str | int | None) -> Content:
    if isinstance(value, int):
        return Number(Decimal(value))
    return Text(value) if value else Empty()


def _heights(sheet: str, heights: dict[int, float], rows: Iterable[int]) -> Iterator[Order]:
    """The rows as high as said, the others one line; equal neighbours in one order."""
    wanted = [(at, heights.get(at, ONE_LINE)) for at in rows]
    start = 0
    for end in range(1, len(wanted) + 1):
        same = end < len(wanted) and wanted[end] == (wanted[end - 1][0] + 1, wanted[end - 1][1])
        if not same:
            points = Decimal(str(wanted[start][1]))
            yield Height(sheet, wanted[start][0], wanted[end - 1][0], points)
            start = end


def _runs(rows: Collection[int] | Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of neighbouring rows."""
    ordered = sorted(rows)
    breaks = [at for at, (one, other) in enumerate(pairwise(ordered), 1) if other != one + 1]
    for start, end in pairwise([0, *breaks, len(ordered)]):
        if start < end:
            yield ordered[start], ordered[end - 1]


def _area(first: int, last: int, left: int, width: int) -> str:
    return Area(first, left, last, left + width - 1).address
