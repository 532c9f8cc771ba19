"""A table of a document or web page being laid out on a sheet: spans, merged areas, and bounds."""

from __future__ import annotations

from xlperf.decimals import parse_decimal
from xlperf.workbook.grid import Cell
from xlperf.workbook.place import Area
from xlperf.workbook.refusals import too_large

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 400, 400_000


def typed(text: str) -> Cell:
    """A cell as a spreadsheet would take the text: a number where it is one."""
    number = parse_decimal(text)
    return Cell(text if number is None else number, text)


class TableCells:
    """Places cells one after the other as table markup lists them, skipping what spans from above cover."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[Area] = []
        self.row = self.column = 0
        self.count = 0
        self._covered: set[tuple[int, int]] = set()

    def next_row(self) -> None:
        """A row begins."""
        self.row += 1
        self.column = 0
        if self.row > MOST_ROWS:
            raise too_large(f"表格超过 {MOST_ROWS} 行")

    def put(self, text: str, across: int = 1, down: int = 1) -> Area:
        """The next cell of the row, over so many columns and rows; its area."""
        left = self.column + 1
        while (self.row, left) in self._covered:
            left += 1
        if left > MOST_COLUMNS:
            raise too_large(f"表格超过 {MOST_COLUMNS} 列")
        right = min(left + max(1, across) - 1, MOST_COLUMNS)
        area = Area(self.row, left, min(self.row + max(1, down) - 1, MOST_ROWS), right)
        self.count += (area.bottom - area.top + 1) * (area.right - area.left + 1)
        if self.count > MOST_CELLS:
            raise too_large(f"表格的单元格超过 {MOST_CELLS} 个")
        for row in range(area.top + 1, area.bottom + 1):
            self._covered.update((row, column) for column in range(area.left, area.right + 1))
        if (area.bottom, area.right) != (area.top, area.left):
            self.merges.append(area)
        if text:
            self.cells[area.top, area.left] = typed(text)
        self.column = area.right
        return area
