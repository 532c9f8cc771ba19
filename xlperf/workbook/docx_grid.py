"""Reading the tables of a Word document (.docx) as a grid: each table is a sheet, 表格1, 表格2 …

Short paragraphs right above a table (title, year, money unit) become its first rows. Cells keep the names by which
people find them in the document (``Sheet.named``): a document has no addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from xlperf.workbook.archive import Archive, Entry
from xlperf.workbook.docx_text import DocumentParser, TableRow, WordTable
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.package import CONTENT_TYPES
from xlperf.workbook.place import Area
from xlperf.workbook.refusals import no_tables
from xlperf.workbook.table_cells import typed

_MOST_ABOVE, _LONGEST_ABOVE = 4, 80
# what a table that is a form of its own has in its first rows
_HEADINGS = ("项目名称", "一级指标", "二级指标", "三级指标", "指标名称", "项目资金")
_HEADED_BY = 2


def holds_docx(archive: Archive) -> bool:
    """Is it a Word document?"""
    return archive.find(CONTENT_TYPES) is not None and _main_part(archive) is not None


def read_docx(archive: Archive) -> Grid:
    """The tables of the document; UnreadableFile when it is damaged or too large or has none."""
    main = _main_part(archive)
    parser = DocumentParser(main.name if main else "")
    parser.run(archive.inflate(main) if main else b"")
    tables = [table for table in parser.tables if table.width]
    if not tables:
        raise no_tables("Word 文档")
    return Grid(tuple(_sheet(group) for group in _grouped(tables)))


def _main_part(archive: Archive) -> Entry | None:
    # mostly document.xml, document2.xml by some versions
    parts = (entry for entry in archive.entries if entry.name.lower().startswith("word/document"))
    return next((entry for entry in parts if entry.name.lower().endswith(".xml")), None)


def _grouped(tables: Sequence[WordTable]) -> list[list[WordTable]]:
    """The tables, each with those that only continue it after a page break."""
    groups: list[list[WordTable]] = []
    for table in tables:
        before = groups[-1][-1] if groups else None
        if before and _continues(table, before):
            groups[-1].append(table)
        else:
            groups.append([table])
    return groups


def _continues(table: WordTable, before: WordTable) -> bool:
    """Nothing is written between them, the columns are as many, and no heading begins anew."""
    if table.above or table.nested or before.nested or table.width != before.width:
        return False
    texts = ["".join(cell.text.split()) for row in table.rows[:_HEADED_BY] for cell in row.cells]
    return not any(heading in text for text in texts for heading in _HEADINGS)


def _sheet(tables: Sequence[WordTable]) -> Sheet:
    first = tables[0]
    above = _heading(first.above)
    cells: dict[tuple[int, int], Cell] = {}
    named: dict[tuple[int, int], str] = {}
    merges: list[Area] = []
    for line, text in enumerate(above, 1):
        cells[line, 1] = typed(text)
        named[line, 1] = f"表格{first.number}上方第{line}段"
        if first.width > 1:
            merges.append(Area(line, 1, line, first.width))
    top = len(above)
    for table in tables:
        for number, row in enumerate(table.rows, 1):
            for index, cell in enumerate(row.cells, 1):
                for column in range(cell.left, cell.left + cell.across):
                    named[top + number, column] = f"表格{table.number}第{number}行第{index}格"
                if cell.text and not cell.continued:
                    cells[top + number, cell.left] = typed(cell.text)
        merges += _merged(table.rows, top)
        top += len(table.rows)
    return Sheet(f"表格{first.number}", cells, tuple(merges), named=named)


def _heading(above: Sequence[str]) -> list[str]:
    """The paragraphs right above a table that may belong to its form; prose does not."""
    short = list(takewhile(lambda text: len(text) <= _LONGEST_ABOVE, reversed(above)))
    return short[:_MOST_ABOVE][::-1]


def _merged(rows: Sequence[TableRow], top: int) -> Iterator[Area]:
    """The areas of cells that span columns or go on in the rows below."""
    growing: dict[int, Area] = {}
    for number, row in enumerate(rows, top + 1):
        below: dict[int, Area] = {}
        for cell in row.cells:
            right = cell.left + cell.across - 1
            area = growing.pop(cell.left, None) if cell.continued else None
            if area and area.right == right:
                below[cell.left] = Area(area.top, area.left, number, right)
                continue
            if area:
                growing[cell.left] = area
            below[cell.left] = Area(number, cell.left, number, right)
        yield from _several(growing.values())
        growing = below
    yield from _several(growing.values())


def _several(areas: Iterable[Area]) -> Iterator[Area]:
    return (area for area in areas if (area.top, area.left) != (area.bottom, area.right))
