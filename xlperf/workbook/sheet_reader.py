"""Reading one worksheet part as a stream of cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from xlperf.decimals import from_float
from xlperf.workbook.grid import Cell
from xlperf.workbook.number_format import NumberFormat, number_format
from xlperf.workbook.part_parser import PartParser, whole_number
from xlperf.workbook.place import MAX_COLUMN, MAX_ROW, Area, parse_a1
from xlperf.workbook.refusals import damaged, too_large
from xlperf.workbook.shared_strings import unescaped
from xlperf.workbook.shown_cell import error_cell, number_cell, text_cell, truth_cell

MOST_CELLS = 1_000_000
MOST_MERGED = 4_000_000
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\Z")
_TYPED = re.compile(r"\d+(\.\d+)?%?")
_GENERAL = number_format("General")
_TEXTS = {"v", "t", "f"}

Cells = dict[tuple[int, int], Cell]


class SheetReader:
    """Reads worksheets of one workbook, whose strings and formats it knows."""

    def __init__(self, strings: Sequence[str], formats: Sequence[NumberFormat], *, date1904: bool) -> None:
        self.strings = strings
        self.formats = formats
        self.date1904 = date1904
        self.left = MOST_CELLS

    def read(self, xml: bytes, part: str) -> tuple[Cells, tuple[Area, ...]]:
        """The filled cells and the merged areas of a worksheet part."""
        stream = _Stream(self, part)
        stream.run(xml)
        return stream.cells, tuple(stream.merges)

    def cell(self, kind: str, style: str, content: str | None, formula: str | None) -> Cell | None:
        """The cell that these say; None when nothing shows and no formula stands there."""
        shape = self._format(style)
        if formula is not None and not content and _TYPED.fullmatch(formula.strip()):
            # programs store the text =100% as a formula, and those that do not calculate leave it without a result
            content, kind, formula = f"={formula.strip()}", "str", None
        if content is None or (not content and kind != "str"):
            return None if formula is None else Cell(None, "", formula)
        if kind == "e":
            return error_cell(content, formula)
        if kind == "b":
            return truth_cell(content in ("1", "true"), formula)
        if kind == "d":
            content, kind = _serial(content)
        if kind == "n" and _NUMBER.match(content.strip()):
            return self._number(content.strip(), shape, formula)
        text = self._string(kind, content)
        if not text and formula is None:
            return None
        return text_cell(text, shape, formula)

    def _number(self, content: str, shape: NumberFormat, formula: str | None) -> Cell:
        stored = float(content)
        if stored in (float("inf"), float("-inf")):
            return Cell(content, content, formula)
        return number_cell(from_float(stored), shape, formula, date1904=self.date1904)

    def _string(self, kind: str, content: str) -> str:
        if kind != "s":
            return unescaped(content)
        number = whole_number(content.strip())
        if number is None or number >= len(self.strings):
            raise damaged("文字表不完整")
        return self.strings[number]

    def _format(self, style: str) -> NumberFormat:
        number = whole_number(style)
        return _GENERAL if number is None or number >= len(self.formats) else self.formats[number]


def _serial(content: str) -> tuple[str, str]:
    """A date in ISO spelling as the number of days that other cells store."""
    try:
        moment = datetime.fromisoformat(content.strip().removesuffix("Z"))
    except ValueError:
        return content, "str"
    days = moment.replace(tzinfo=None) - datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zone
    return str(Decimal(days.days) + Decimal(days.seconds) / 86400), "n"


class _Stream(PartParser):
    """The state while one part streams by."""

    def __init__(self, reader: SheetReader, part: str) -> None:
        super().__init__(part)
        self.reader = reader
        self.cells: Cells = {}
        self.merges: list[Area] = []
        self.merged = 0
        self.namespace = ""
        self.row = self.column = 0
        self.kind = self.style = ""
        self.columns: dict[str, int] = {}
        self.inside = False
        self.phonetic = False
        self.taking = ""
        self.taken: dict[str, list[str]] = {}
        self.formula: str | None = None
        self.masters: dict[str, str] = {}
        self.shared = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self.namespace:
            self.namespace = namespace
        if namespace != self.namespace:
            return
        if self.inside:
            self._start_inside(local, attributes)
        elif local == "row":
            self._start_row(attributes)
        elif local == "c":
            self._start_cell(attributes)
        elif local == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def finish(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local in _TEXTS:
            self.taking = ""
        elif local == "rPh":
            self.phonetic = False
        elif local == "c" and self.inside:
            self.inside = False
            self._keep()

    def text(self, text: str) -> None:
        if self.taking:
            self.taken.setdefault(self.taking, []).append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.row = whole_number(attributes.get("r", "")) or self.row + 1
        self.column = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.inside = True
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        self.formula, self.shared = None, ""
        self.taken.clear()
        address = attributes.get("r")
        if not address:
            self.column += 1
            return
        letters = address.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            column = self.columns[letters] = self._column(letters)
        self.row, self.column = whole_number(address[len(letters) :]) or 0, column

    def _column(self, letters: str) -> int:
        try:
            return parse_a1(f"{letters}1")[1]
        except ValueError:
            raise damaged(f"{self.part} 中的单元格地址有误") from None

    def _start_inside(self, local: str, attributes: dict[str, str]) -> None:
        if local == "f":
            self.shared = attributes.get("si", "")
            # only a bare <f/> is no formula; followers of a shared one are written so, with their number
            self.formula = "" if attributes.keys() - {"ca"} else None
            self.taking = "f"
        elif local == "v":
            self.taken.setdefault("v", [])
            self.taking = "v"
        elif local == "t" and not self.phonetic:
            self.taken.setdefault("t", [])
            self.taking = "t"
        elif local == "rPh":
            self.phonetic = True

    def _keep(self) -> None:
        formula = "".join(self.taken.get("f", ())) or self.formula
        if self.shared and formula:
            self.masters.setdefault(self.shared, formula)
        elif self.shared:
            formula = self.masters.get(self.shared, "")
        held = self.taken.get("t" if self.kind == "inlineStr" else "v")
        if held is None and formula is None:
            return
        content = None if held is None else "".join(held)
        kind = "str" if self.kind == "inlineStr" else self.kind
        cell = self.reader.cell(kind, self.style, content, formula)
        if cell is None:
            return
        if not (1 <= self.row <= MAX_ROW and 1 <= self.column <= MAX_COLUMN):
            raise damaged(f"{self.part} 中的单元格超出了表的范围")
        self.reader.left -= 1
        if self.reader.left < 0:
            raise too_large(f"有内容的单元格超过 {MOST_CELLS} 个")
        self.cells[self.row, self.column] = cell

    def _merge(self, reference: str) -> None:
        try:
            area = Area.parse(reference)
        except ValueError:
            return  # whole rows or columns spelled without cells show nothing of a form
        self.merged += min(2001, area.bottom - area.top + 1) * min(201, area.right - area.left + 1)
        if self.merged > MOST_MERGED:
            raise too_large("合并单元格过多")
        self.merges.append(area)
