"""Word documents whose tables are those of a grid, drawn with python-docx."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import docx
from docx.document import Document

from xlperf.workbook.grid import Sheet


def draw_docx(sheet: Sheet, path: Path, *, above: int = 2, before: Sequence[str] = ()) -> Path:
    """The sheet as one table; its first ``above`` rows as paragraphs over it, ``before`` at the very top."""
    document = docx.Document()
    for text in before:
        document.add_paragraph(text)
    add_table(document, sheet, above)
    document.save(str(path))
    return path


def draw_tables(path: Path, *parts: str | Sheet | Sequence[Sequence[str]]) -> Path:
    """Paragraphs and tables one after the other: a text, a sheet, or rows of texts."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        elif isinstance(part, Sheet):
            add_table(document, part, 0)
        else:
            table = document.add_table(len(part), len(part[0]))
            for row, texts in enumerate(part):
                for column, text in enumerate(texts):
                    table.cell(row, column).text = text
    document.save(str(path))
    return path


def add_table(document: Document, sheet: Sheet, above: int) -> None:
    """The sheet from row ``above`` + 1 on as a table of the document."""
    for row in range(1, above + 1):
        document.add_paragraph(sheet.text(row, 1))
    rows, columns = (max(numbers) for numbers in zip(*_corners(sheet), strict=True))
    table = document.add_table(rows - above, columns)
    # once: python-docx looks at the whole table for each of its cells
    cells = [row.cells for row in table.rows]
    for area in sheet.merges:
        if area.top > above:
            first, last = cells[area.top - above - 1], cells[area.bottom - above - 1]
            first[area.left - 1].merge(last[area.right - 1])
    for (row, column), cell in sheet.cells.items():
        if row > above and sheet.anchor(row, column) == (row, column):
            cells[row - above - 1][column - 1].text = cell.text


def _corners(sheet: Sheet) -> Iterable[tuple[int, int]]:
    yield from sheet.cells
    yield from ((area.bottom, area.right) for area in sheet.merges)
