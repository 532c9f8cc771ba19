"""What the main part of a Word document says: its tables, and the paragraphs above each."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlperf.workbook.part_parser import PartParser, whole_number
from xlperf.workbook.refusals import too_large
from xlperf.workbook.table_cells import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# deleted or moved away under tracked changes; text boxes; what older programs show in place of a drawing
_NOT_SHOWN = {"del", "moveFrom", "txbxContent", "Fallback", "instrText", "delText", "rPrChange", "pPrChange"}
_NOT_SHOWN |= {"tcPrChange", "trPrChange", "tblPrChange", "sectPrChange", "tblGridChange"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_DEEPEST = 10


@dataclass
class TableCell:
    """One cell of a row: its first column from 1, how many it spans, whether it goes on from the row above."""

    left: int
    across: int = 1
    continued: bool = False
    paragraphs: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paragraphs as lines."""
        return "\n".join(self.paragraphs).strip()


@dataclass
class TableRow:
    """One row; ``next`` is the column at which its next cell begins."""

    cells: list[TableCell] = field(default_factory=list)
    next: int = 1
    deleted: bool = False


@dataclass
class WordTable:
    """One table, numbered as it comes in the document; ``above``: the paragraphs since the last table."""

    number: int
    above: tuple[str, ...]
    nested: bool
    rows: list[TableRow] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((row.next - 1 for row in self.rows), default=0)


class DocumentParser(PartParser):
    """Collects ``tables`` while the main part streams by."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.tables: list[WordTable] = []
        self._open: list[WordTable] = []
        self._above: list[str] = []
        self._texts: list[list[str]] = []
        """the paragraphs being read: one inside the other where tables are nested"""
        self._taking = False
        self._skipped = 0
        self._cells = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if self._skipped:
            self._skipped += 1
            return
        if namespace == _MATH:
            self._taking = local == "t"
            return
        if local == "del" and self._row_properties:
            self._row.deleted = True
        if local in _NOT_SHOWN and namespace in (*_WORD, _COMPATIBILITY):
            self._skipped = 1
        elif namespace in _WORD:
            self._start_word(local, _value(attributes))

    def _start_word(self, local: str, value: str) -> None:
        if local == "tbl":
            self._start_table()
        elif local == "tr" and self._open:
            self._open[-1].rows.append(TableRow())
            if len(self._open[-1].rows) > MOST_ROWS:
                raise too_large(f"表格超过 {MOST_ROWS} 行")
        elif local == "tc" and self._in_row:
            self._row.cells.append(TableCell(self._row.next))
        elif local == "p":
            self._texts.append([])
        elif local == "t":
            self._taking = True
        elif local in _SIGNS and self._texts and self._in_run:
            self._texts[-1].append(_SIGNS[local])
        else:
            self._start_property(local, value)

    def _start_property(self, local: str, value: str) -> None:
        if local == "r":
            self._in_run = True
        elif local == "trPr":
            self._row_properties = self._in_row
        elif local == "gridBefore" and self._row_properties:
            self._row.next += _count(value)
        elif local == "gridSpan" and self._in_row and self._row.cells:
            self._row.cells[-1].across = _count(value)
        elif local == "vMerge" and self._in_row and self._row.cells:
            self._row.cells[-1].continued = value != "restart"

    def finish(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        namespace, _, local = name.rpartition(" ")
        if local == "t":
            self._taking = False
        elif namespace not in _WORD:
            return
        elif local == "r":
            self._in_run = False
        elif local == "p" and self._texts:
            self._finish_paragraph("".join(self._texts.pop()))
        elif local == "trPr":
            self._row_properties = False
        elif local == "tc" and self._in_row and self._row.cells:
            self._finish_cell(self._row)
        elif local == "tr" and self._in_row and self._row.deleted:
            self._open[-1].rows.pop()
        elif local == "tbl" and self._open:
            self._open.pop()

    def text(self, text: str) -> None:
        if self._taking and self._texts and not self._skipped:
            self._texts[-1].append(text)

    _in_run = _row_properties = False

    @property
    def _in_row(self) -> bool:
        return bool(self._open and self._open[-1].rows)

    @property
    def _row(self) -> TableRow:
        return self._open[-1].rows[-1]

    def _start_table(self) -> None:
        if len(self._open) >= _DEEPEST:
            raise too_large("表格嵌套过深")
        nested = bool(self._open)
        table = WordTable(len(self.tables) + 1, () if nested else tuple(self._above), nested)
        if not nested:
            self._above = []
        self.tables.append(table)
        self._open.append(table)

    def _finish_paragraph(self, text: str) -> None:
        if self._in_row and self._row.cells:
            self._row.cells[-1].paragraphs.append(text)
        elif text.strip() and not self._open:
            self._above.append(text.strip())

    def _finish_cell(self, row: TableRow) -> None:
        cell = row.cells[-1]
        row.next = cell.left + cell.across
        self._cells += cell.across
        if row.next > MOST_COLUMNS:
            raise too_large(f"表格超过 {MOST_COLUMNS} 列")
        if self._cells > MOST_CELLS:
            raise too_large(f"表格的单元格超过 {MOST_CELLS} 个")


def _value(attributes: dict[str, str]) -> str:
    return next((attributes[f"{word} val"] for word in _WORD if f"{word} val" in attributes), "")


def _count(value: str) -> int:
    return max(1, min(MOST_COLUMNS, whole_number(value) or 1))
