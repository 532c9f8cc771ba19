"""A range of a sheet in LibreOffice, with what it says and does in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.engines.libreoffice_areas import area_of
from xlperf.bridge.engines.libreoffice_cells import Cells, write_formula
from xlperf.bridge.engines.libreoffice_input import NO_FILL, colour_number, hundredths_of_width, typed
from xlperf.bridge.engines.libreoffice_uno import plainly
from xlperf.workbook.place import MAX_COLUMN, MAX_ROW, Area, column_letters, quoted

if TYPE_CHECKING:
    from xlperf.bridge.engines.libreoffice_sheet import Sheet

# com.sun.star.sheet.CellFlags: numbers, dates, texts, formulas; and with them comments apart, looks
_CONTENTS, _LOOKS = 1 | 2 | 4 | 16, 32 | 64


class Range(base_classes.Range):
    """Cells of one sheet; the program is asked only for what needs it."""

    max_cells_per_read = base_classes.DEFAULT_MAX_CELLS_PER_READ
    max_cells_per_write = base_classes.DEFAULT_MAX_CELLS_PER_WRITE

    def __init__(self, sheet: Sheet, area: Area) -> None:
        self._sheet = sheet
        self.area = area
        self.options: dict[str, object] = {}

    def native(self) -> Any:
        """UNO's own cell range."""
        area = self.area
        return self._sheet.native().getCellRangeByPosition(
            area.left - 1, area.top - 1, area.right - 1, area.bottom - 1
        )

    @property
    def api(self) -> Any:
        return self.native()

    @property
    def coords(self) -> tuple[Any, int, int, int, int]:
        return self._sheet, self.row, self.column, *self.shape

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def row(self) -> int:
        return self.area.top

    @property
    def column(self) -> int:
        return self.area.left

    @property
    def shape(self) -> tuple[int, int]:
        return self.area.bottom - self.area.top + 1, self.area.right - self.area.left + 1

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    def __call__(self, row: int, column: int | None = None) -> Range:
        """A cell by its place within the range, or beyond it; by one number counted row by row."""
        if column is None:
            down, across = divmod(row - 1, self.shape[1])
            row, column = down + 1, across + 1
        top, left = self.area.top + row - 1, self.area.left + column - 1
        return self._sheet.range((top, left))

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        row, column = "$" * row_absolute, "$" * col_absolute
        area, (rows, columns) = self.area, self.shape
        first = f"{column}{column_letters(area.left)}", f"{row}{area.top}"
        last = f"{column}{column_letters(area.right)}", f"{row}{area.bottom}"
        if rows == MAX_ROW:
            text = f"{first[0]}:{last[0]}"
        elif columns == MAX_COLUMN:
            text = f"{first[1]}:{last[1]}"
        else:
            text = "".join(first) if len(self) == 1 else f"{''.join(first)}:{''.join(last)}"
        if not external:
            return text
        return f"{quoted(f'[{self._sheet.book.name}]{self._sheet.name}')}!{text}"

    # contents

    @property
    @plainly
    def raw_value(self) -> Any:
        values = Cells(self._sheet.book.native(), self.native()).values()
        return values[0][0] if len(self) == 1 else values

    @raw_value.setter
    @plainly
    def raw_value(self, data: Any) -> None:
        self._write(data)

    @property
    @plainly
    def formula(self) -> Any:
        formulas = Cells(self._sheet.book.native(), self.native()).formulas()
        return formulas[0][0] if len(self) == 1 else formulas

    @formula.setter
    @plainly
    def formula(self, data: Any) -> None:
        self._write(data)

    @property
    def formula2(self) -> Any:
        return self.formula

    @formula2.setter
    def formula2(self, data: Any) -> None:
        self.formula = data

    @property
    @plainly
    def has_array(self) -> bool:
        return bool(self.native().getArrayFormula())

    def _write(self, data: Any) -> None:
        """One value for all cells, or rows of values; a text that starts with ``=`` is a formula."""
        height, width = self.shape
        single = not isinstance(data, list | tuple)
        rows: Sequence[Any] = [[data] * width] * height if single else data
        if rows and not isinstance(rows[0], list | tuple):
            rows = [rows]
        if {len(row) for row in rows} != {len(rows[0])} or not rows[0]:
            raise ValueError("rows of different lengths")
        # as with Excel, the data decide how far down and right is written when they are rows
        area = Area(self.row, self.column, self.row + len(rows) - 1, self.column + len(rows[0]) - 1)
        target = Range(self._sheet, area)
        book = self._sheet.book
        book.refuse_read_only()
        self._sheet.refuse_locked(target)
        model, native = book.native(), target.native()
        native.setFormulaArray(tuple(tuple(typed(value, book.date_zero) for value in row) for row in rows))
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                if isinstance(value, str) and value.startswith("=") and len(value) > 1:
                    write_formula(model, native.getCellByPosition(across, down), value[1:])

    @plainly
    def clear_contents(self) -> None:
        self._clear(_CONTENTS)

    @plainly
    def clear_formats(self) -> None:
        self._clear(_LOOKS)

    @plainly
    def clear(self) -> None:
        self._clear(_CONTENTS | _LOOKS)

    def _clear(self, flags: int) -> None:
        self._sheet.book.refuse_read_only()
        self._sheet.refuse_locked(self)
        self.native().clearContents(flags)

    # looks

    @property
    @plainly
    def number_format(self) -> str | None:
        key = self.native().NumberFormat
        if not isinstance(key, int):
            return None  # several
        return str(self._sheet.book.native().NumberFormats.getByKey(key).FormatString)

    @number_format.setter
    @plainly
    def number_format(self, value: str) -> None:
        formats = self._sheet.book.native().NumberFormats
        locale = self._sheet.book.native().CharLocale
        key = formats.queryKey(value, locale, False)
        self.native().NumberFormat = key if key >= 0 else formats.addNew(value, locale)

    @property
    @plainly
    def color(self) -> tuple[int, int, int] | None:
        colour = self.native().CellBackColor
        if not isinstance(colour, int) or colour == NO_FILL:
            return None
        return colour >> 16 & 255, colour >> 8 & 255, colour & 255

    @color.setter
    @plainly
    def color(self, value: tuple[int, int, int] | int | str | None) -> None:
        self.native().CellBackColor = colour_number(value)

    @property
    @plainly
    def column_width(self) -> float | None:
        """In millimetres' hundredths LibreOffice, in characters Excel: 7 pixels each and 5 between, at 96 a inch."""
        width = self.native().Columns.Width
        return round((width * 96 / 2540 - 5) / 7, 2) if isinstance(width, int) else None

    @column_width.setter
    @plainly
    def column_width(self, value: float) -> None:
        self.native().Columns.Width = hundredths_of_width(value)

    @property
    @plainly
    def row_height(self) -> float | None:
        height = self.native().Rows.Height
        return round(height * 72 / 2540, 2) if isinstance(height, int) else None

    @row_height.setter
    @plainly
    def row_height(self, value: float) -> None:
        self.native().Rows.Height = round(value * 2540 / 72)

    @property
    @plainly
    def wrap_text(self) -> bool | None:
        wraps = self.native().IsTextWrapped
        return wraps if isinstance(wraps, bool) else None

    @wrap_text.setter
    @plainly
    def wrap_text(self, value: bool) -> None:
        self.native().IsTextWrapped = value

    # merged cells

    @property
    @plainly
    def merge_area(self) -> Range:
        cursor = self._sheet.native().createCursorByRange(self.native().getCellByPosition(0, 0))
        cursor.collapseToMergedArea()
        return Range(self._sheet, area_of(cursor.RangeAddress))

    @property
    @plainly
    def merge_cells(self) -> bool | None:
        if len(self) == 1:
            return len(self.merge_area) > 1
        merged = self.native().IsMerged
        return merged if isinstance(merged, bool) else None

    @plainly
    def merge(self, across: bool) -> None:
        area = self.area
        rows = range(area.top, area.bottom + 1) if across else ()
        parts = [Range(self._sheet, Area(row, area.left, row, area.right)) for row in rows] or [self]
        for part in parts:
            part.native().merge(True)

    @plainly
    def unmerge(self) -> None:
        self.native().merge(False)

    # names, selection

    @property
    @plainly
    def name(self) -> Any:
        names = self._sheet.book.names
        wanted = f"={quoted(self._sheet.name)}!{self.address}"
        return next(
            (one for _, one in names.snapshot() if _unquoted(one.refers_to) == _unquoted(wanted)), None
        )

    @name.setter
    @plainly
    def name(self, value: str) -> None:
        self._sheet.book.names.add(value, f"={quoted(self._sheet.name)}!{self.address}")

    @plainly
    def select(self) -> None:
        self._sheet.activate()
        self._sheet.book.controller().select(self.native())

    @property
    @plainly
    def hyperlink(self) -> str:
        fields = self.native().getCellByPosition(0, 0).TextFields
        if not fields.hasElements():
            raise EngineError("missing", f"{self.address} has no hyperlink")
        return str(fields.createEnumeration().nextElement().URL)


def _unquoted(reference: str) -> str:
    return reference.replace("'", "")
