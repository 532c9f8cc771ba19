"""The macro of the tests' Excel that carries out orders, all of them or none."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from tests.bridge.fake_book import MACHINE_DATE, FakeBookState, FakeFormat, FakeSheet
from xlperf.bridge import orders
from xlperf.bridge.order_text import parse_orders
from xlperf.bridge.orders import Order
from xlperf.bridge.questions import answer_formats, asked_formats
from xlperf.workbook.place import Area, Place, column_letters, parse_a1, quoted


class OrderRefused(Exception):
    """An order that the program does not take."""


@dataclass
class FakeHands:
    """Carries out orders on one workbook. ``breaks_at``: the number of the order at which something goes wrong."""

    book: FakeBookState
    breaks_at: int | None = None

    def carry_out(self, text: str) -> str:
        """Empty when done, else why not; the workbook is then as it was."""
        if asked := asked_formats(text):
            return self._told(asked)
        wanted = parse_orders(text)
        refusal = self._refusal(wanted)
        if refusal:
            return refusal
        before = copy.deepcopy(vars(self.book))
        for number, order in enumerate(wanted, 1):
            try:
                if number == self.breaks_at:
                    raise OrderRefused("1004")
                _Order(self.book).carry_out(order)
            except OrderRefused as problem:
                vars(self.book).update(before)
                return f"error\t{type(order).__name__}: {problem}"
        return ""

    def _told(self, places: Iterable[Place]) -> str:
        codes = []
        for place in places:
            sheet = self.book.sheet(place.sheet)
            if sheet is None:
                return f"missing\t{place.sheet}"
            code = sheet.cell(place.row, place.column).number_format
            # the format that follows the settings of the machine has this name in VBA
            codes.append("m/d/yyyy" if code == MACHINE_DATE else code)
        return answer_formats(codes)

    def _refusal(self, wanted: Iterable[Order]) -> str:
        if self.book.refuses_changes:
            return "readonly\t"
        made = set()
        for order in wanted:
            name = getattr(order, "sheet", None)
            if name is None:
                continue
            sheet = self.book.sheet(name)
            if sheet is None and isinstance(order, orders.EnsureSheet):
                if self.book.structure_password:
                    return "structure\t"
                made.add(name)
            elif sheet is None and name not in made:
                return f"missing\t{name}"
            elif sheet and isinstance(order, orders.Select) and sheet.state != "visible":
                return f"hidden\t{sheet.name}"
            elif sheet and sheet.password and not self._open(sheet, order):
                return f"protected\t{sheet.name}"
        return ""

    def _open(self, sheet: FakeSheet, order: Order) -> bool:
        """Can the order be carried out without lifting the sheet's protection?"""
        if isinstance(order, orders.Block):
            return not any(
                (cell := sheet.cells.get(at)) is None or cell.locked for at, _ in _cells(order, sheet)
            )
        if isinstance(order, orders.Mark):
            return any(_shows(one, order) for one in sheet.formats)
        return isinstance(order, orders.Select | orders.EnsureSheet | orders.Name)


class _Order:
    def __init__(self, book: FakeBookState) -> None:
        self.book = book

    def carry_out(self, order: Order) -> None:
        actions: dict[type, Callable[..., None]] = {
            orders.EnsureSheet: self._sheet,
            orders.Name: self._name,
            orders.Mark: self._mark,
            orders.Block: self._block,
            orders.Look: self._look,
            orders.Width: self._width,
            orders.Height: self._height,
            orders.Merge: self._merge,
            orders.Unmerge: self._unmerge,
            orders.Link: self._link,
            orders.Unlink: self._unlink,
            orders.Page: self._page,
            orders.Select: self._select,
            orders.Status: self._status,
        }
        actions[type(order)](order)

    def _of(self, name: str) -> FakeSheet:
        sheet = self.book.sheet(name)
        assert sheet is not None, name
        return sheet

    def _sheet(self, order: orders.EnsureSheet) -> None:
        if self.book.sheet(order.sheet) is None:
            if len(order.sheet) > 31:
                raise OrderRefused("name")
            after = [one.name for one in self.book.sheets].index(order.after) + 1 if order.after else None
            self.book.sheets.insert(len(self.book.sheets) if after is None else after, FakeSheet(order.sheet))
        self._of(order.sheet).state = order.state

    def _name(self, order: orders.Name) -> None:
        area = Area.parse(order.area)
        corners = (area.top, area.left), (area.bottom, area.right)
        ends = [f"${column_letters(column)}${row}" for row, column in corners]
        spelled = ends[0] if ends[0] == ends[1] else ":".join(ends)
        self.book.names[order.name] = f"{quoted(order.sheet)}!{spelled}"

    def _mark(self, order: orders.Mark) -> None:
        sheet = self._of(order.sheet)
        for one in sheet.formats:
            if one.formula == order.formula:
                if not _shows(one, order):
                    one.areas = [Area.parse(order.area)]
                return
        sheet.formats.append(
            FakeFormat([Area.parse(order.area)], "formula", "", order.formula, order.colour, order.stop)
        )

    def _block(self, order: orders.Block) -> None:
        sheet = self._of(order.sheet)
        for (row, column), content in _cells(order, sheet):
            match content:
                case orders.Text(text):
                    if len(text) > 32767:
                        raise OrderRefused("1004")
                    cell = sheet.cell(row, column)
                    cell.value, cell.formula = text, ""
                case orders.Number(number):
                    cell = sheet.cell(row, column)
                    cell.value, cell.formula = float(number), ""
                case orders.Empty():
                    if (row, column) in sheet.cells:
                        sheet.cells[row, column].value, sheet.cells[row, column].formula = None, ""

    def _look(self, order: orders.Look) -> None:
        for row, column in _places(order.area):
            self._of(order.sheet).cell(row, column).look = order.kind

    def _width(self, order: orders.Width) -> None:
        self._of(order.sheet).widths[order.columns] = float(order.width)

    def _height(self, order: orders.Height) -> None:
        for row in range(order.first, order.last + 1):
            self._of(order.sheet).heights[row] = float(order.points)

    def _merge(self, order: orders.Merge) -> None:
        sheet, area = self._of(order.sheet), Area.parse(order.area)
        sheet.merges = [one for one in sheet.merges if not _meet(one, area)] + [area]
        for at in _places(order.area):
            if at in sheet.cells and sheet.covered(*at):
                sheet.cells[at].value = None

    def _unmerge(self, order: orders.Unmerge) -> None:
        sheet, area = self._of(order.sheet), Area.parse(order.area)
        sheet.merges = [one for one in sheet.merges if not _meet(one, area)]

    def _link(self, order: orders.Link) -> None:
        sheet = self._of(order.sheet)
        if self.book.sheet(order.target.rpartition("!")[0][1:-1].replace("''", "'")) is None:
            raise OrderRefused("1004")
        sheet.links[parse_a1(order.cell)] = order.target
        sheet.cell(*parse_a1(order.cell)).look = "Hyperlink"  # as Excel does it

    def _unlink(self, order: orders.Unlink) -> None:
        sheet = self._of(order.sheet)
        for at in _places(order.area):
            if sheet.links.pop(at, None):
                sheet.cell(*at).look = "plain"  # as Excel does it

    def _page(self, order: orders.Page) -> None:
        self._of(order.sheet).landscape = True

    def _select(self, order: orders.Select) -> None:
        if self._of(order.sheet).state != "visible":
            raise OrderRefused("1004")
        self.book.active, self.book.selection = order.sheet, parse_a1(order.cell)

    def _status(self, order: orders.Status) -> None:
        self.book.status = order.text


def _cells(order: orders.Block, sheet: FakeSheet) -> Iterator[tuple[tuple[int, int], orders.Content]]:
    """The cells that the block changes; those that a merged cell hides take nothing."""
    top, left = parse_a1(order.cell)
    for down, row in enumerate(order.rows):
        for across, content in enumerate(row):
            at = (top + down, left + across)
            if not sheet.covered(*at) and not isinstance(content, orders.Keep):
                yield at, content


def _shows(one: FakeFormat, order: orders.Mark) -> bool:
    wanted = Area.parse(order.area)
    corners = (wanted.top, wanted.left), (wanted.bottom, wanted.right)
    return one.formula == order.formula and any(
        all(corner in area for corner in corners) for area in one.areas
    )


def _places(area: str) -> Iterator[tuple[int, int]]:
    one = Area.parse(area)
    return product(range(one.top, one.bottom + 1), range(one.left, one.right + 1))


def _meet(one: Area, other: Area) -> bool:
    return (
        one.top <= other.bottom
        and other.top <= one.bottom
        and one.left <= other.right
        and other.left <= one.right
    )
