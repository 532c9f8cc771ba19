"""Reading an open book: its file as last saved, and what its cells hold now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from xlperf.bridge.live_block import LiveBlock
from xlperf.bridge.open_book import OpenBook
from xlperf.bridge.result_block import DRAWN, ResultBlock, found_results, missing_results, sheet_of
from xlperf.bridge.saved import Saved, read_saved
from xlperf.bridge.snapshot import as_open, newly_typed
from xlperf.bridge.stamp_block import STAMP_AREA, StampBlock
from xlperf.errors import BookMoved
from xlperf.forms import FormTemplate
from xlperf.workbook.edits import CellChange
from xlperf.workbook.grid import Grid
from xlperf.workbook.open_grid import Opened
from xlperf.workbook.place import Area, Place
from xlperf.workbook.result_rows import Spots
from xlperf.workbook.stamp import RESULT_COLUMNS, RESULT_NAMES, RESULT_SHEET, STAMP_SHEET

_MORE_RESULTS = 1000
"""rows of results and notes that may have been added since the book was saved"""
_MOST_RESULT_SHEETS = 9


@dataclass(frozen=True)
class Reading:
    """An open book: its file, the areas that were read live, and both together."""

    saved: Saved
    blocks: tuple[LiveBlock, ...]
    stamp: StampBlock
    opened: Opened
    formats: Mapping[Place, str] = field(default_factory=dict)
    """number formats that the file does not tell"""

    @property
    def grid(self) -> Grid:
        """The book as a reader of its file would see it, were it saved now."""
        return self.opened.grid

    @property
    def newly_typed(self) -> tuple[Place, ...]:
        """Cells with numbers that the file does not know: their formats may be new, too."""
        return newly_typed(self.saved, self.blocks)

    def with_formats(self, formats: Mapping[Place, str]) -> Reading:
        """The same where these cells wear these number formats."""
        return replace(self, opened=as_open(self.saved, self.blocks, formats), formats=formats)

    def changed(self, changes: Sequence[CellChange]) -> tuple[bytes, Opened]:
        """The file, and the book as it would read with these cells changed."""
        return self.saved.data, as_open(
            self.saved, [_with(block, changes) for block in self.blocks], self.formats
        )


def read_book(book: OpenBook, path: Path, templates: Sequence[FormTemplate]) -> Reading:
    """The sheets with forms and the marks; XlperfError says why they cannot be read."""
    saved = read_saved(path)
    blocks = []
    for name, area in saved.areas(templates):
        block = book.block(name, area)
        if block is None:
            raise BookMoved(f"工作表“{name}”在上次保存之后改了名或被删除了")
        blocks.append(block)
    hidden = book.texts(STAMP_SHEET, STAMP_AREA)
    live = [*blocks, hidden] if hidden else blocks
    return Reading(saved, tuple(live), StampBlock.of(hidden), as_open(saved, live))


def _with(block: LiveBlock, changes: Sequence[CellChange]) -> LiveBlock:
    values, formulas = [list(row) for row in block.values], [list(row) for row in block.formulas]
    for change in changes:
        place = change.place
        if place.sheet == block.sheet and (place.row, place.column) in block.area:
            values[place.row - block.top][place.column - block.left] = change.new
            formulas[place.row - block.top][place.column - block.left] = ""
    return replace(block, values=tuple(map(tuple, values)), formulas=tuple(map(tuple, formulas)))


def read_results(book: OpenBook, grid: Grid, forms: Collection[str]) -> ResultBlock:
    """The result sheet of the open book, or the one that is to be added; never the sheet of a form."""
    owner, spots = _saved_spots(grid)
    numbered = (f"{RESULT_SHEET}({number})" for number in range(2, _MOST_RESULT_SHEETS))
    names = dict.fromkeys([*((owner,) if owner else ()), RESULT_SHEET, *numbered])
    for name in names:
        if name.lower() in {form.lower() for form in forms}:
            continue
        saved = grid.sheet(name)
        area = Area(1, 1, max(saved.rows() if saved else (1,), default=1) + _MORE_RESULTS, _right(spots))
        block = book.texts(name, area)
        if block is None:
            return missing_results(name)
        sheet = sheet_of(block, saved.merges if saved else ())
        found = found_results(sheet, saved, spots if name == owner else DRAWN)
        if found:
            return found
        if name == owner:
            raise BookMoved(f"工作表“{name}”的表头在上次保存之后改动过")
    raise BookMoved(f"名为“{RESULT_SHEET}”的工作表太多，分不清哪张是结果")


def _right(spots: Spots) -> int:
    return spots.findings[1] + len(RESULT_COLUMNS) - 1


def _saved_spots(grid: Grid) -> tuple[str, Spots]:
    """The result sheet as the names of the file point at it, with our headings; no sheet where they do not."""
    targets = [grid.names.get(name) for name in RESULT_NAMES]
    found = [target for target in targets if target]
    owners = {owner for owner, _ in found}
    if len(found) < len(targets) or len(owners) > 1:
        return "", DRAWN
    owner = owners.pop()
    sheet = grid.sheet(owner)
    summary, comparison, findings = ((area.top, area.left) for _, area in found)
    if sheet is None or not summary[0] < comparison[0] < findings[0]:
        return "", DRAWN
    spots = Spots(summary, comparison, findings)
    return (owner, spots) if found_results(sheet, sheet, spots) else ("", DRAWN)
