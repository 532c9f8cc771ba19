"""Single orders on one sheet in LibreOffice: contents, looks, sizes, merged cells, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from xlperf.bridge import orders
from xlperf.bridge.engines.libreoffice_areas import parse_area
from xlperf.bridge.engines.libreoffice_formulas import is_formula
from xlperf.bridge.engines.libreoffice_input import NO_FILL, hundredths_of_width
from xlperf.bridge.engines.libreoffice_uno import load_uno, plainly
from xlperf.bridge.orders import Content, Kind, Order
from xlperf.layout import styles
from xlperf.layout.plan import Style
from xlperf.workbook.place import parse_a1

_TEXT = replace(styles.FIXED_TEXT, locked=False)
_LOOKS: dict[Kind, Style] = {
    "title": styles.TITLE,
    "summary": replace(styles.SUBTITLE, align="left", bold=True),
    "header": styles.HEADER,
    "label": styles.LABEL,
    "centre": styles.FIXED,
    "cell": _TEXT,
    "link": replace(styles.FIXED, colour="0563C1", underline=True),
}
# com.sun.star.table.CellHoriJustify
_ALIGN = {"left": "LEFT", "center": "CENTER", "right": "RIGHT"}
_BOLD, _NORMAL, _MIDDLE = 150.0, 100.0, 2
_THIN = 26
"""a thin line, in hundredths of a millimetre"""
_INDENT = 350
"""one step of indention, about as wide as Excel's"""
_LONGEST = 32767


@plainly
def carry_out_on(model: Any, sheet: Any, order: Order) -> None:
    """Do it; the sheet's protection has been lifted where that is needed."""
    match order:
        case orders.Block():
            for cells, contents in block_cells(sheet, order):
                _write(cells, contents)
        case orders.Look(_, area, kind):
            _dress(sheet.getCellRangeByName(area), kind)
        case orders.Width(_, columns, width):
            wide = parse_area(columns)
            across = sheet.getCellRangeByPosition(wide.left - 1, 0, wide.right - 1, 0)
            across.Columns.Width = hundredths_of_width(float(width))
        case orders.Height(_, first, last, points):
            down = sheet.getCellRangeByPosition(0, first - 1, 0, last - 1)
            down.Rows.Height = round(float(points) * 2540 / 72)
        case orders.Merge(_, area):
            sheet.getCellRangeByName(area).merge(True)
        case orders.Unmerge(_, area):
            sheet.getCellRangeByName(area).merge(False)
        case orders.Link(_, cell, target):
            _link(model, sheet.getCellRangeByName(cell), target)
        case orders.Unlink(_, area):
            _unlink(sheet.getCellRangeByName(area))
        case _:
            raise ValueError(f"not about one sheet: {order}")


def block_cells(sheet: Any, order: orders.Block) -> Iterator[tuple[Any, tuple[tuple[Content, ...], ...]]]:
    """The areas that a block writes, around the cells that it keeps, with their contents."""
    top, left = parse_a1(order.cell)
    start = 0
    # rows that keep the same columns are written together
    for kept, rows in groupby(order.rows, key=lambda row: tuple(isinstance(one, orders.Keep) for one in row)):
        together = list(rows)
        for first, last in _written(kept):
            cells = sheet.getCellRangeByPosition(
                left - 1 + first, top - 1 + start, left - 1 + last, top - 2 + start + len(together)
            )
            yield cells, tuple(row[first : last + 1] for row in together)
        start += len(together)


def _written(kept: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last of each run of columns that are not kept."""
    at = 0
    for keep, run in groupby(kept):
        length = len(list(run))
        if not keep:
            yield at, at + length - 1
        at += length


def _write(cells: Any, contents: tuple[tuple[Content, ...], ...]) -> None:
    data = tuple(tuple(_data(one) for one in row) for row in contents)
    # LibreOffice undoes a block only where cells held something before; a matrix formula it undoes wholly
    cells.setArrayFormula("=0")
    cells.setDataArray(data)


def _data(content: Content) -> float | str:
    if isinstance(content, orders.Text):
        if len(content.text) > _LONGEST:
            raise ValueError(f"a text of {len(content.text)} characters")
        return content.text
    return float(content.number) if isinstance(content, orders.Number) else ""


def _dress(cells: Any, kind: Kind) -> None:
    if kind == "plain":
        # as nobody formatted it, but merged and marked as it is
        look = {name: cells.getPropertyDefault(name) for name in _words(styles.FIXED)} | _frame(0)
    else:
        style = _LOOKS[kind]
        look = _words(style) | _frame(_THIN if style.border else 0)
    names = tuple(sorted(look))
    cells.setPropertyValues(names, tuple(look[name] for name in names))


def _words(style: Style) -> dict[str, object]:
    """The style in UNO's properties, all but the frame."""
    uno: Any = load_uno()
    protection = uno.createUnoStruct("com.sun.star.util.CellProtection")
    protection.IsLocked = style.locked
    look: dict[str, object] = {
        "CellBackColor": int(style.fill, 16) if style.fill else NO_FILL,
        "CellProtection": protection,
        "CharColor": int(style.colour, 16),
        "CharUnderline": int(style.underline),
        "HoriJustify": uno.Enum("com.sun.star.table.CellHoriJustify", _ALIGN[style.align]),
        "IsTextWrapped": style.wrap,
        "ParaIndent": style.indent * _INDENT,
        "VertJustify": _MIDDLE,
    }
    for script in ("", "Asian"):
        look[f"CharFontName{script}"] = style.font
        look[f"CharHeight{script}"] = style.size
        look[f"CharWeight{script}"] = _BOLD if style.bold else _NORMAL
    return look


def _frame(width: int) -> dict[str, object]:
    """Lines around every cell, or none."""
    uno: Any = load_uno()
    line = uno.createUnoStruct("com.sun.star.table.BorderLine2")
    line.OuterLineWidth = line.LineWidth = width
    border = uno.createUnoStruct("com.sun.star.table.TableBorder2")
    for side in ("Top", "Bottom", "Left", "Right", "Horizontal", "Vertical"):
        setattr(border, f"{side}Line", line)
        setattr(border, f"Is{side}LineValid", True)
    return {"TableBorder2": border}


def _link(model: Any, cell: Any, target: str) -> None:
    """A link field in place of the text: it is saved as a link of the cell, and the text as it is."""
    sheet, _, address = target.rpartition("!")
    field = model.createInstance("com.sun.star.text.TextField.URL")
    field.URL = f"#{sheet}.{address}"
    field.Representation = cell.getString() or target
    cell.setString("")
    cell.insertTextContent(cell.createTextCursor(), field, False)


def _unlink(cells: Any) -> None:
    """Plain contents take the place of link fields."""
    data, written = cells.getDataArray(), cells.getFormulaArray()
    pairs = [pair for rows in zip(data, written, strict=True) for pair in zip(*rows, strict=True)]
    if not any(is_formula(text, value) for value, text in pairs):
        cells.setArrayFormula("=0")
        cells.setDataArray(data)
