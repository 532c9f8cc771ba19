"""Reading an OpenDocument spreadsheet (.ods) as a grid.

What shows is stored as text beside each value, so that no number format has to be applied. Formulas are not
translated from OpenFormula (``Cell.formula`` is then empty text).
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from xlperf.decimals import HUNDRED, from_float, plain
from xlperf.workbook.archive import Archive
from xlperf.workbook.grid import Cell, Grid, Sheet
from xlperf.workbook.number_format import general
from xlperf.workbook.ods_text import CellText
from xlperf.workbook.part_parser import PartParser, whole_number
from xlperf.workbook.place import MAX_COLUMN, MAX_ROW, Area
from xlperf.workbook.refusals import damaged, locked, too_large
from xlperf.workbook.sheet_reader import MOST_CELLS, MOST_MERGED

CONTENT, MANIFEST, MIMETYPE = "content.xml", "META-INF/manifest.xml", "mimetype"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _STYLE = f"{_ODF}table:1.0 ", f"{_ODF}office:1.0 ", f"{_ODF}style:1.0 "
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
# earlier versions of cells, and cells of other files kept in store
_NOT_SHOWN = {f"{_TABLE}{name}" for name in ("tracked-changes", "dde-links", "shapes", "scenario")}
_NUMBERS = {"float", "percentage", "currency"}
_ERRORS = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)\Z|(Err|错误|#ERR)[:：]\d{3}\Z")
_TARGET = re.compile(
    r"\$?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^.'$]+))\.(?P<first>\$?[A-Za-z]{1,3}\$?\d{1,7})"
    r"(?::[^:]*?\.?(?P<last>\$?[A-Za-z]{1,3}\$?\d{1,7}))?\Z"
)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets know no zone


def holds_ods(archive: Archive) -> bool:
    """Is it an OpenDocument spreadsheet (or a template of one)?"""
    entry = archive.find(MIMETYPE)
    if entry is None:
        return False
    return entry.size < 1000 and archive.inflate(entry).lstrip().startswith(_KIND)


def read_ods(archive: Archive) -> Grid:
    """What the workbook's tables hold; UnreadableFile when it is damaged, locked or too large."""
    manifest, content = archive.find(MANIFEST), archive.find(CONTENT)
    if archive.find("encrypted-package") or (manifest and b"encryption-data" in archive.inflate(manifest)):
        raise locked()
    if content is None:
        raise damaged(f"缺少 {CONTENT}")
    stream = _Content(CONTENT)
    stream.run(archive.inflate(content))
    if not stream.sheets:
        raise damaged("工作簿里没有工作表")
    return Grid(tuple(stream.sheets), stream.names)


class _Content(PartParser):
    """The state while the content streams by."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.sheets: list[Sheet] = []
        self.names: dict[str, tuple[str, Area]] = {}
        self.hidden_styles: set[str] = set()
        self.style = self.table = ""
        self.hidden = self.inside = False
        self.skipped = 0
        self.row = self.column = 0
        self.rows_alike = 1
        self.filled: list[tuple[int, int, Cell]] = []
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[Area] = []
        self.left, self.merged = MOST_CELLS, MOST_MERGED
        self.attributes: dict[str, str] = {}
        self.shown: CellText | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.skipped or name in _NOT_SHOWN:
            self.skipped += 1
        elif self.shown:
            self.shown.start(name, attributes)
        elif name == f"{_TABLE}table":
            self._start_table(attributes)
        elif name == f"{_TABLE}table-row":
            self.rows_alike = _repeated(attributes, "number-rows-repeated", MAX_ROW)
            self.row, self.column, self.filled = self.row + 1, 0, []
        elif name in _CELLS and self.inside:
            self.attributes, self.shown = attributes, CellText()
        elif name == f"{_STYLE}style":
            self.style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self.hidden_styles.add(self.style)
        elif name == f"{_TABLE}named-range" and not self.inside:
            self._name(attributes)

    def finish(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif name in _CELLS and self.shown and not self.shown.depth:
            self._keep(covered=name.endswith("covered-table-cell"))
            self.shown = None
        elif self.shown:
            self.shown.finish(name)
        elif name == f"{_TABLE}table-row" and self.inside:
            self._finish_row()
        elif name == f"{_TABLE}table" and self.inside:
            self.inside = False
            # the store of other workbooks' cells looks like tables of this one
            if not self.table.startswith("'file:"):
                self.sheets.append(Sheet(self.table, self.cells, tuple(self.merges), self.hidden))

    def text(self, text: str) -> None:
        if self.shown and not self.skipped:
            self.shown.text(text)

    def _start_table(self, attributes: dict[str, str]) -> None:
        self.inside = True
        self.table = attributes.get(f"{_TABLE}name", "")
        self.hidden = attributes.get(f"{_TABLE}style-name", "") in self.hidden_styles
        self.row, self.cells, self.merges = 0, {}, []

    def _keep(self, *, covered: bool) -> None:
        at, self.column = (
            self.column + 1,
            self.column + _repeated(self.attributes, "number-columns-repeated", MAX_COLUMN),
        )
        across = _repeated(self.attributes, "number-columns-spanned", MAX_COLUMN)
        down = _repeated(self.attributes, "number-rows-spanned", MAX_ROW)
        if not covered and (across, down) != (1, 1) and at <= MAX_COLUMN and self.row <= MAX_ROW:
            self._merge(
                Area(self.row, at, min(MAX_ROW, self.row + down - 1), min(MAX_COLUMN, at + across - 1))
            )
        shown = self.shown.joined() if self.shown else ""
        # what a covered cell holds does not show
        cell = None if covered else _cell(self.attributes, shown)
        if cell:
            self.filled.append((at, self.column, cell))

    def _merge(self, area: Area) -> None:
        self.merged -= min(2001, area.bottom - area.top + 1) * min(201, area.right - area.left + 1)
        if self.merged < 0:
            raise too_large("合并单元格过多")
        self.merges.append(area)

    def _finish_row(self) -> None:
        last = self.row + self.rows_alike - 1
        if self.filled:
            width = sum(right - left + 1 for left, right, _ in self.filled)
            self.left -= width * self.rows_alike
            if self.left < 0:
                raise too_large(f"有内容的单元格超过 {MOST_CELLS} 个")
            if last > MAX_ROW or any(right > MAX_COLUMN for _, right, _ in self.filled):
                raise damaged(f"{self.part} 中的单元格超出了表的范围")
            for row in range(self.row, last + 1):
                for left, right, cell in self.filled:
                    self.cells.update(((row, column), cell) for column in range(left, right + 1))
        self.row = last

    def _name(self, attributes: dict[str, str]) -> None:
        match = _TARGET.match(attributes.get(f"{_TABLE}cell-range-address", ""))
        if match is None:
            return
        try:
            area = Area.parse(match["first"] + (f":{match['last']}" if match["last"] else ""))
        except ValueError:
            return
        sheet = (match["quoted"] or match["bare"]).replace("''", "'")
        self.names[attributes.get(f"{_TABLE}name", "")] = (sheet, area)


def _repeated(attributes: dict[str, str], name: str, most: int) -> int:
    return max(1, min(most, whole_number(attributes.get(f"{_TABLE}{name}", "1")) or 1))


def _cell(attributes: dict[str, str], shown: str) -> Cell | None:
    """The cell that these say; None when nothing shows and no formula stands there."""
    kind = attributes.get(f"{_OFFICE}value-type", "")
    formula = "" if f"{_TABLE}formula" in attributes else None
    if attributes.get(f"{_CALC}value-type") == "error" or (formula is not None and _ERRORS.match(shown)):
        return Cell(None, shown or "#N/A", formula, error=shown or "#N/A")
    if kind in _NUMBERS:
        return _number(attributes.get(f"{_OFFICE}value", ""), shown, formula, percent=kind == "percentage")
    if kind == "date":
        return _date(attributes.get(f"{_OFFICE}date-value", ""), shown, formula)
    if kind == "boolean":
        true = attributes.get(f"{_OFFICE}boolean-value") == "true"
        return Cell(true, "TRUE" if true else "FALSE", formula)
    text = attributes.get(f"{_OFFICE}string-value", "") or shown
    if text or (kind == "string" and formula is not None):
        return Cell(text, shown or text, formula)
    return None if formula is None else Cell(None, "", formula)


def _number(value: str, shown: str, formula: str | None, *, percent: bool) -> Cell:
    try:
        stored = float(value)
    except ValueError:
        return Cell(shown or value, shown or value, formula)
    if stored != stored or stored in (float("inf"), float("-inf")):
        return Cell(shown or value, shown or value, formula)
    number = from_float(stored)
    usual = f"{general(number * HUNDRED)}%" if percent else general(number)
    # without a format of its own every digit is stored, of which no more show than fit
    return Cell(number, usual if shown in ("", plain(number)) else shown, formula, percent=percent)


def _date(value: str, shown: str, formula: str | None) -> Cell:
    """A date as the number of days that other workbooks store."""
    try:
        moment = datetime.fromisoformat(value.strip().removesuffix("Z")).replace(tzinfo=None)
    except ValueError:
        return Cell(shown or value, shown or value, formula)
    days = moment - _EPOCH
    return Cell(Decimal(days.days) + Decimal(days.seconds) / 86400, shown or value, formula)
