"""Tables of purchases (政府采购情况表) in the workbook of a form: what was bought, by which method, for how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlperf.purchase_methods import stated_methods
from xlperf.workbook.form_map import FormMap, PurchasePlaces
from xlperf.workbook.grid import Grid, Sheet
from xlperf.workbook.labels import compact, keys_of, label_keys, money_unit_of
from xlperf.workbook.page import Page, Print
from xlperf.workbook.place import MAX_ROW, Area, Place
from xlperf.workbook.stamp import CHECK_SHEET, GUIDE_SHEET, RESULT_SHEET, STAMP_SHEET

_GENERATED = {STAMP_SHEET, RESULT_SHEET, GUIDE_SHEET, CHECK_SHEET}
# the method comes before the form of organisation, where a table has both
_METHODS = (
    keys_of("采购方式", "政府采购方式", "采购形式", "采购方法", "招标方式", "招采方式", "采购（招标）方式"),
    keys_of("采购组织形式", "采购组织方式", "采购实施形式"),
)
# of several columns the first of these says best what was bought
_ITEMS = tuple(
    keys_of(label)
    for label in (
        *(
            "采购项目名称",
            "采购项目",
            "采购内容",
            "采购标的",
            "采购标的名称",
            "标的名称",
            "采购事项",
            "采购名称",
        ),
        *("项目名称", "采购物品", "采购物品名称", "采购对象", "货物名称", "物品名称", "服务名称", "合同名称"),
        *("采购品目名称", "采购品目", "品目名称", "品目", "品名", "名称", "项目", "事项", "内容"),
    )
)
_AMOUNT = re.compile(
    r"(?!.*(单价|率|比例|节约|结余|差额)).*(金额|预算数?|成交价|中标价|合同价款?|合同额|控制价|限价|执行数|支出数|总价|支付数|结算价|采购额|预算额)"
)
_TOTAL = re.compile(r"合计|总计|小计|共计")
_TITLE = re.compile(r"(?!备?注|说明|填)(?=.*(采购|表|清单|情况)).{4,60}")
_UNIT_LINE = re.compile(r"\(?(金额)?单位[:]?(人民币)?[千万亿]?元\)?")
# title and unit of money stand this near above the header
_ABOVE = 3
# a table goes on over one empty row
_GAP = 2
# as many rows without a method may follow each other
_MOST_ODD = 2
# where 合计 stands in its row
_FIRST = 2
_MOST_ROWS, _MOST_TABLES = 1000, 20
# a table with such a column is that of a form
_OF_FORMS = keys_of(
    "一级指标", "二级指标", "三级指标", "指标名称", "分值", "得分", "指标值", "年度指标值", "实际完成值"
)


@dataclass(frozen=True)
class PurchaseTable:
    """One table of purchases: its sheet, all it covers there, and its rows."""

    sheet: str
    area: Area
    rows: tuple[PurchasePlaces, ...]


def purchase_tables(grid: Grid) -> tuple[PurchaseTable, ...]:
    """All such tables on the visible sheets."""
    sheets = (sheet for sheet in grid.sheets if not sheet.hidden and sheet.name not in _GENERATED)
    return tuple(table for sheet in sheets if _may_hold(sheet) for table in _tables(sheet))


def without_tables(grid: Grid, tables: Sequence[PurchaseTable]) -> Grid:
    """The workbook as if the tables were not there: their 合计 is no total of a form, their amounts no funds."""
    if not tables:
        return grid
    return replace(grid, sheets=tuple(_without(sheet, tables) for sheet in grid.sheets))


def with_purchases(forms: Sequence[FormMap], tables: Sequence[PurchaseTable]) -> tuple[FormMap, ...]:
    """The forms with the purchases told beside them.

    A table on the sheet of a form is that form's, the one above it where there are several. A table on a sheet of its
    own may be meant by any form of the workbook.
    """
    own: dict[int, list[PurchasePlaces]] = {number: [] for number in range(len(forms))}
    for table in tables:
        owner = _owner(table, forms)
        shared = owner is None and len(forms) > 1
        for number in own if owner is None else (owner,):
            own[number] += (replace(row, shared=shared) for row in table.rows)
    return tuple(
        replace(form, purchases=tuple(own[number])) if own[number] else form
        for number, form in enumerate(forms)
    )


def _without(sheet: Sheet, tables: Sequence[PurchaseTable]) -> Sheet:
    areas = [table.area for table in tables if table.sheet == sheet.name]
    if not areas:
        return sheet
    cells = {at: cell for at, cell in sheet.cells.items() if not any(at in area for area in areas)}
    # a new sheet keeps its own account of merged cells
    return Sheet(sheet.name, cells, sheet.merges, sheet.hidden, sheet.named)


def _may_hold(sheet: Sheet) -> bool:
    """Some cell speaks of it: spares the other sheets a closer look."""
    return any("购" in cell.text or "招" in cell.text for cell in sheet.cells.values())


def _owner(table: PurchaseTable, forms: Sequence[FormMap]) -> int | None:
    here = [(form.area.top, number) for number, form in enumerate(forms) if form.sheet == table.sheet]
    above = [pair for pair in here if pair[0] <= table.area.top]
    return max(above)[1] if above else min(here)[1] if here else None


def _tables(sheet: Sheet) -> Iterator[PurchaseTable]:
    page = Page(sheet)
    for keys in _METHODS:
        headings = [one for one in page.saying(keys) if not _is_answered(page, one)]
        tables = [table for heading in headings[:_MOST_TABLES] if (table := _table(page, heading, headings))]
        if tables:
            yield from tables
            return


def _is_answered(page: Page, heading: Print) -> bool:
    """The label of a single value: 采购方式 | 公开招标."""
    beside = page.right_of(heading)
    return beside is not None and bool(stated_methods(beside.text))


def _table(page: Page, heading: Print, headings: Sequence[Print]) -> PurchaseTable | None:
    header = _header(page, heading)
    item = next((one for keys in _ITEMS for one in header if one.says(keys)), None)
    if item is None or any(one.says(_OF_FORMS) for one in header):
        return None
    top = min(heading.row, item.row)
    bottom = max(heading.area.bottom, item.area.bottom)
    last = min((one.row for one in headings if one.row > bottom), default=MAX_ROW) - 1
    common, caption = _unit_above(page, top), _caption(page, top)
    amounts = [(one, money_unit_of(one.text) or common) for one in header if _is_amount(one, header)]
    found, end = _rows(page, item.column, heading.column, range(bottom + 1, last + 1))
    rows = tuple(
        PurchasePlaces(
            page.place(row, item.column),
            page.place(row, heading.column),
            page.place_of(heading),
            tuple((page.place(row, one.column), unit) for one, unit in amounts),
            caption,
        )
        for row in found
    )
    left, right = min(one.area.left for one in header), max(one.area.right for one in header)
    return PurchaseTable(page.sheet.name, Area(top, left, end, right), rows) if rows else None


def _rows(page: Page, item: int, method: int, within: range) -> tuple[list[int], int]:
    """The rows that name a purchase and its method, and the last row of the table."""
    found: list[int] = []
    end = before = within.start - 1
    odd = 0
    for row in page.rows_between(within.start, within.stop - 1)[:_MOST_ROWS]:
        name = compact(page.sheet.text(row, item))
        merged = page.sheet.anchor(row, item) == page.sheet.anchor(row, method)
        total = any(_TOTAL.match(compact(one.text)) for one in page.row(row)[:_FIRST])
        if row - before > _GAP or odd > _MOST_ODD or (merged and not total):
            break
        before = row
        if total:
            end = row
        elif name and stated_methods(page.sheet.text(row, method)):
            found.append(row)
            end, odd = row, 0
        else:
            odd += 1
    return found, end


def _header(page: Page, heading: Print) -> list[Print]:
    """The prints of the heading's rows, also those that begin in the row above and reach down."""
    rows = page.rows_between(heading.row - 1, heading.area.bottom)
    return [one for row in rows for one in page.row(row) if one.area.bottom >= heading.row]


def _is_amount(print_: Print, header: Sequence[Print]) -> bool:
    # 金额 over 预算金额 and 合同金额 has no column of its own
    group = any(
        one.row > print_.area.bottom and one.covers(print_.area.left, print_.area.right) for one in header
    )
    return not group and any(_AMOUNT.fullmatch(key) for key in label_keys(print_.text))


def _caption(page: Page, top: int) -> Place | None:
    """The title of the table: what stands alone in a row right above, apart from the unit of money."""
    for row in reversed(page.rows_between(top - _ABOVE, top - 1)):
        titles = [one for one in page.row(row) if not _UNIT_LINE.fullmatch(compact(one.text))]
        if titles:
            alone = len(titles) == 1 and _TITLE.fullmatch(compact(titles[0].text))
            return page.place_of(titles[0]) if alone else None
    return None


def _unit_above(page: Page, top: int) -> str | None:
    rows = reversed(page.rows_between(top - _ABOVE, top - 1))
    units = (money_unit_of(one.text) for row in rows for one in page.row(row))
    return next((unit for unit in units if unit), None)
