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
# deleted or moved away under tracked changes; how a word is pronounced; what older programs show for a drawing
_NOT_SHOWN = {"del", "moveFrom", "rt", "Fallback", "instrText", "delText", "rPrChange", "pPrChange"}
_NOT_SHOWN |= {"tcPrChange", "trPrChange", "tblPrChange", "sectPrChange", "tblGridChange"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_OFF = ("0", "false", "off")
# signs of the font Symbol that figures come with, by the last byte of their code
_SYMBOLS = {"3C": "<", "3D": "=", "3E": ">", "A3": "≤", "B1": "±", "B3": "≥", "B4": "×", "B9": "≠", "BB": "≈"}
_PRIVATE = {0xF000 + int(code, 16): sign for code, sign in _SYMBOLS.items()}
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
    """One table, numbered as it comes in the document; ``above``: the paragraphs since the last table.

    ``nested``: in a cell or in a text box.
    """

    number: int
    above: tuple[str, ...]
    nested: bool
    rows: list[TableRow] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((row.next - 1 for row in self.rows), default=0)


@dataclass
class _Flow:
    """Text that runs on by itself: that of the document, or of a text box anchored somewhere in it."""

    above: list[str] = field(default_factory=list)
    open: list[WordTable] = field(default_factory=list)
    """one inside the other, as are the paragraphs being read"""
    texts: list[list[str]] = field(default_factory=list)
    in_run: bool = False
    hidden: bool = False
    symbols: bool = False
    """is the run in the font Symbol?"""
    tables_before: int = 0


class DocumentParser(PartParser):
    """Collects ``tables`` while the main part streams by."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.tables: list[WordTable] = []
        self._flow = _Flow()
        self._around: list[_Flow] = []
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
            self._start_word(local, attributes)

    def _start_word(self, local: str, attributes: dict[str, str]) -> None:
        if local == "tbl":
            self._start_table()
        elif local == "txbxContent":
            self._start_box()
        elif local == "tr" and self._flow.open:
            self._flow.open[-1].rows.append(TableRow())
            if len(self._flow.open[-1].rows) > MOST_ROWS:
                raise too_large(f"表格超过 {MOST_ROWS} 行")
        elif local == "tc" and self._in_row:
            self._row.cells.append(TableCell(self._row.next))
        elif local == "p":
            self._flow.texts.append([])
        elif local == "t":
            self._taking = True
        elif local in _SIGNS and self._flow.in_run:
            self._say(_SIGNS[local])
        elif local == "sym" and self._flow.in_run:
            self._say(_symbol(attributes))
        elif local == "rFonts" and self._flow.in_run:
            self._flow.symbols = "Symbol" in attributes.values()
        else:
            self._start_property(local, _value(attributes))

    def _start_property(self, local: str, value: str) -> None:
        if local == "r":
            self._flow.in_run, self._flow.hidden, self._flow.symbols = True, False, False
        elif local == "vanish" and self._flow.in_run:
            self._flow.hidden = value not in _OFF
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
            self._flow.in_run = self._flow.hidden = False
        elif local == "p" and self._flow.texts:
            self._finish_paragraph("".join(self._flow.texts.pop()))
        elif local == "trPr":
            self._row_properties = False
        elif local == "tc" and self._in_row and self._row.cells:
            self._finish_cell(self._row)
        elif local == "tr" and self._in_row and self._row.deleted:
            self._flow.open[-1].rows.pop()
        elif local == "tbl" and self._flow.open:
            self._flow.open.pop()
        elif local == "txbxContent" and self._around:
            self._finish_box()

    def text(self, text: str) -> None:
        if self._taking and not self._skipped:
            self._say(text.translate(_PRIVATE) if self._flow.symbols else text)

    _row_properties = False

    @property
    def _in_row(self) -> bool:
        return bool(self._flow.open and self._flow.open[-1].rows)

    @property
    def _row(self) -> TableRow:
        return self._flow.open[-1].rows[-1]

    def _say(self, text: str) -> None:
        if self._flow.texts and not self._flow.hidden:
            self._flow.texts[-1].append(text)

    def _start_table(self) -> None:
        flow = self._flow
        if len(flow.open) + len(self._around) >= _DEEPEST:
            raise too_large("表格嵌套过深")
        table = WordTable(len(self.tables) + 1, tuple(flow.above), bool(flow.open or self._around))
        flow.above = []
        self.tables.append(table)
        flow.open.append(table)

    def _start_box(self) -> None:
        """A table that floats may stand in a box, its title in the paragraphs before."""
        if len(self._around) >= _DEEPEST:
            raise too_large("文本框嵌套过深")
        self._around.append(self._flow)
        self._flow = _Flow([*self._flow.above], tables_before=len(self.tables))

    def _finish_box(self) -> None:
        """What a box without a table says is none of the tables' business."""
        had_tables = len(self.tables) > self._flow.tables_before
        self._flow = self._around.pop()
        if had_tables:
            self._flow.above = []

    def _finish_paragraph(self, text: str) -> None:
        if self._in_row and self._row.cells:
            self._row.cells[-1].paragraphs.append(text)
        elif text.strip() and not self._flow.open:
            self._flow.above.append(text.strip())

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


def _symbol(attributes: dict[str, str]) -> str:
    """A sign picked from the font Symbol; those of other fonts are ornaments."""
    said = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
    return _SYMBOLS.get(said.get("char", "").upper()[-2:], "") if said.get("font") == "Symbol" else ""


def _count(value: str) -> int:
    return max(1, min(MOST_COLUMNS, whole_number(value) or 1))
