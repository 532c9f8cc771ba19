"""Drawing a planned workbook with XlsxWriter, every formula with its computed value."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlperf.formula import Expr, FormulaError
from xlperf.layout.paper import BOTTOM_MARGIN, SIDE_MARGIN, TOP_MARGIN
from xlperf.layout.plan import Button, Computed, Condition, InputLimit, SheetPlan, Slot, Style, WorkbookPlan
from xlperf.workbook.place import Area, Place, quoted

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# what a filler may still do on a protected sheet
_ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "format_cells": True,
    "autofilter": True,
    "sort": True,
}
_PAPERS = {"A4": 9, "A3": 8}
# no clock: the same project list gives the same bytes
_CREATED = datetime(2020, 1, 1)  # noqa: DTZ001  # XlsxWriter wants it naive


def draw(plan: WorkbookPlan) -> bytes:
    """The workbook as the bytes of an .xlsx file, of an .xlsm file if it needs macros; equal plans give equal bytes."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    workbook = Workbook(buffer, {"in_memory": True, "strings_to_urls": False})
    workbook.set_properties({"title": plan.title, "created": _CREATED, "comments": f"{plan.year}年度"})
    workbook.set_calc_mode("auto")
    drawing = _Drawing(workbook, Computed(plan))
    for sheet in plan.sheets:
        drawing.sheet(sheet)
    for name, (sheet_name, area) in plan.names.items():
        workbook.define_name(name, _absolute(sheet_name, area))
    if plan.macros:
        # only workbooks with buttons need this
        from xlperf.addin.embed import embed_project
        from xlperf.addin.sources import read_sources

        embed_project(workbook, read_sources())
    workbook.close()
    return buffer.getvalue()


def _absolute(sheet: str, area: Area) -> str:
    def corner(text: str) -> str:
        letters = "".join(filter(str.isalpha, text))
        return f"${letters}${text.removeprefix(letters)}"

    return f"={quoted(sheet)}!" + ":".join(corner(part) for part in area.address.split(":"))


class _Drawing:
    """One workbook being drawn; formats are made once for each style."""

    def __init__(self, workbook: Workbook, computed: Computed) -> None:
        self.workbook = workbook
        self.computed = computed
        self.formats: dict[Style, Format] = {}

    def sheet(self, plan: SheetPlan) -> None:
        sheet = self.workbook.add_worksheet(plan.name)
        for column, width in plan.widths.items():
            sheet.set_column(column - 1, column - 1, width)
        if plan.hidden_columns:
            first, last = plan.hidden_columns
            sheet.set_column(first - 1, last - 1, None, None, {"hidden": True})
        for row, height in plan.heights.items():
            sheet.set_row(row - 1, height)
        for slot in plan.slots:
            self._slot(sheet, plan.name, slot)
        for condition in plan.conditions:
            self._condition(sheet, condition)
        for button in plan.buttons:
            _button(sheet, button)
        _page(sheet, plan)
        if plan.protected:
            sheet.protect("", _ALLOWED)
        if plan.very_hidden:
            sheet.very_hidden()

    def _slot(self, sheet: Worksheet, name: str, slot: Slot) -> None:
        area, look = slot.area, self._format(slot.style)
        row, column = area.top - 1, area.left - 1
        if (area.top, area.left) != (area.bottom, area.right):
            sheet.merge_range(row, column, area.bottom - 1, area.right - 1, "", look)
        content = slot.content
        if content is None:
            sheet.write_blank(row, column, None, look)
        elif isinstance(content, Expr):
            sheet.write_formula(row, column, "=" + content.excel(name), look, self._cached(name, slot))
        elif isinstance(content, Decimal):
            sheet.write_number(row, column, float(content), look)
        else:
            # always as text, also when it starts with = or looks like a link
            sheet.write_string(row, column, content, look)
        if slot.name:
            self.workbook.define_name(
                slot.name, _absolute(name, Area(area.top, area.left, area.top, area.left))
            )
        if slot.limit:
            _validation(sheet, name, area, slot.limit)

    def _cached(self, sheet: str, slot: Slot) -> Any:
        try:
            value = self.computed(Place(sheet, slot.area.top, slot.area.left))
        except FormulaError as error:
            return error.word
        return float(value) if isinstance(value, Decimal) else "" if value is None else value

    def _format(self, style: Style) -> Format:
        if style not in self.formats:
            self.formats[style] = self.workbook.add_format(_properties(style))
        return self.formats[style]

    def _condition(self, sheet: Worksheet, condition: Condition) -> None:
        look: dict[str, Any] = {}
        if condition.fill:
            look["bg_color"] = f"#{condition.fill}"
        if condition.colour:
            look["font_color"] = f"#{condition.colour}"
        if condition.number_format:
            look["num_format"] = condition.number_format
        area = condition.area
        sheet.conditional_format(
            area.top - 1,
            area.left - 1,
            area.bottom - 1,
            area.right - 1,
            {
                "type": "formula",
                "criteria": "=" + condition.formula,
                "format": self.workbook.add_format(look),
                "stop_if_true": condition.stop,
            },
        )


def _properties(style: Style) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "font_name": style.font,
        "font_size": style.size,
        "bold": style.bold,
        "italic": style.italic,
        "font_color": f"#{style.colour}",
        "align": style.align,
        "valign": "vcenter",
        "indent": style.indent,
        "text_wrap": style.wrap,
        "shrink": style.shrink,
        "num_format": style.number_format,
        "locked": style.locked,
    }
    if style.border:
        properties["border"] = 1
    if style.fill:
        properties["bg_color"] = f"#{style.fill}"
    if style.underline:
        properties["underline"] = 1
    return properties


def _validation(sheet: Worksheet, name: str, area: Area, limit: InputLimit) -> None:
    options: dict[str, Any] = {
        "input_title": limit.title[:32],
        "input_message": limit.hint[:255],
        "error_title": limit.title[:32],
        "error_message": limit.error[:255],
        "ignore_blank": True,
    }
    if limit.choices:
        options |= {"validate": "list", "source": list(limit.choices)}
    elif limit.condition is not None:
        options |= {"validate": "custom", "value": "=" + limit.condition.excel(name)}
    elif limit.minimum is not None and limit.maximum is not None:
        bounds = {"minimum": limit.minimum, "maximum": limit.maximum}
        options |= {"validate": "decimal", "criteria": "between"}
        options |= {
            key: "=" + bound.excel(name) if isinstance(bound, Expr) else float(bound)
            for key, bound in bounds.items()
        }
    else:
        options["validate"] = "any"
    sheet.data_validation(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, options)


def _button(sheet: Worksheet, button: Button) -> None:
    options = {
        "caption": button.caption,
        "macro": button.macro,
        "x_offset": button.left,
        "y_offset": button.top,
        "width": button.width,
        "height": button.height,
    }
    sheet.insert_button(0, 0, options)


def _page(sheet: Worksheet, plan: SheetPlan) -> None:
    if plan.orientation == "landscape":
        sheet.set_landscape()
    sheet.set_paper(_PAPERS[plan.paper])
    sheet.fit_to_pages(1, 1 if plan.one_page else 0)
    sheet.set_margins(left=SIDE_MARGIN, right=SIDE_MARGIN, top=TOP_MARGIN, bottom=BOTTOM_MARGIN)
    sheet.center_horizontally()
    sheet.set_footer("&C第&P页，共&N页")
    if plan.print_area:
        area = plan.print_area
        sheet.print_area(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1)
    if plan.repeat_rows:
        sheet.repeat_rows(plan.repeat_rows[0] - 1, plan.repeat_rows[1] - 1)
    if plan.frozen_rows:
        sheet.freeze_panes(plan.frozen_rows, 0)
    if plan.tab_colour:
        sheet.set_tab_color(f"#{plan.tab_colour}")
    sheet.hide_gridlines(2 if not plan.very_hidden else 0)
