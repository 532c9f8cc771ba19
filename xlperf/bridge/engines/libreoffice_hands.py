"""Carrying out orders in a workbook that LibreOffice has open: all of them, or none.

What LibreOffice can undo is one step of its list, named after us: ``Ctrl+Z`` takes the whole away, and so do we when
something goes wrong on the way. What it cannot undo, new sheets and conditional formats, is taken away one by one.

A very hidden sheet is unknown to LibreOffice: it is a hidden one there, and saved as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from xlperf.bridge import orders
from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.engines.libreoffice_book import Book
from xlperf.bridge.engines.libreoffice_formats import told_formats
from xlperf.bridge.engines.libreoffice_marks import ensure_mark, shows_mark, style_of
from xlperf.bridge.engines.libreoffice_orders import block_cells, carry_out_on
from xlperf.bridge.engines.libreoffice_page import lay_out
from xlperf.bridge.engines.libreoffice_sheet import Sheet, forget_steps, has_locked, insert_sheet
from xlperf.bridge.engines.libreoffice_steps import Step, Undone, View
from xlperf.bridge.engines.libreoffice_uno import plainly
from xlperf.bridge.order_text import parse_orders, write_orders
from xlperf.bridge.orders import Order
from xlperf.bridge.questions import asked_formats

HANDS = "xlperf.hands"
_CHILDREN = 1  # com.sun.star.awt.InvalidateStyle

_NEEDS_NO_LIFTING = orders.EnsureSheet | orders.Name | orders.Mark | orders.Select | orders.Status


class Refusal(Exception):
    """Why nothing is done: the answer to give."""


def carry_out(book: Book, text: str) -> str:
    """Empty when all orders are carried out; else the kind of refusal, a tab, and what it is about."""
    if asked := asked_formats(text):
        return told_formats(book, asked)
    try:
        wanted = parse_orders(text)
    except ValueError as problem:
        return f"error\t{problem}"
    try:
        locked = _checked(book, wanted)
    except Refusal as refusal:
        return str(refusal)
    return _carried_out(book, wanted, locked)


def _checked(book: Book, wanted: Sequence[Order]) -> list[Sheet]:
    """The sheets whose protection must be lifted; raises Refusal while nothing has been touched."""
    say_only = all(isinstance(order, orders.Select | orders.Status) for order in wanted)
    if not say_only and book.read_only:
        raise Refusal("readonly\t")
    known = {name.lower() for name in book.native().Sheets.ElementNames}
    made: set[str] = set()
    protected: dict[str, Sheet] = {}
    sheets: dict[str, Sheet] = {}
    for order in wanted:
        if isinstance(order, orders.Status):
            continue
        name = order.sheet.lower()
        if name in made:
            continue
        if name not in known:
            if not isinstance(order, orders.EnsureSheet):
                raise Refusal(f"missing\t{order.sheet}")
            # LibreOffice itself would add one all the same
            if _structure_is_protected(book):
                raise Refusal("structure\t")
            made.add(name)
            continue
        sheet = sheets[name] = sheets.get(name) or book.sheets(order.sheet)
        if isinstance(order, orders.Select) and not sheet.visible:
            raise Refusal(f"hidden\t{order.sheet}")
        if name not in protected and _needs_lifting(sheet, order):
            protected[name] = sheet
    if _needs_style(book, wanted):
        # LibreOffice makes no style while any sheet is protected
        protected |= {sheet.name.lower(): sheet for sheet in book.sheets if _is_protected(sheet)}
    _refuse_password(list(protected.values()))
    return list(protected.values())


@plainly
def _structure_is_protected(book: Book) -> bool:
    return bool(book.native().isProtected())


@plainly
def _is_protected(sheet: Sheet) -> bool:
    return bool(sheet.native().isProtected())


def _needs_style(book: Book, wanted: Sequence[Order]) -> bool:
    """Is there a mark to be made, of a colour that no style has?"""
    for order in wanted:
        if isinstance(order, orders.Mark) and not style_of(book.native(), order.colour):
            known = order.sheet in book.sheets
            if not known or not shows_mark(book.sheets(order.sheet).native(), order):
                return True
    return False


@plainly
def _needs_lifting(sheet: Sheet, order: Order) -> bool:
    native = sheet.native()
    if isinstance(order, _NEEDS_NO_LIFTING) or not native.isProtected():
        return False
    if isinstance(order, orders.Block):
        return any(has_locked(cells) for cells, _ in block_cells(native, order))
    return True


def _refuse_password(sheets: Sequence[Sheet]) -> None:
    """Lift them all and take that back: LibreOffice tells in no other way whether there is a password."""
    if not sheets:
        return
    step = Step(sheets[0].book)
    step.begin()
    try:
        for sheet in sheets:
            try:
                lift(sheet)
            except EngineError as problem:
                if problem.kind == "closed":
                    raise
                raise Refusal(f"protected\t{sheet.name}") from problem
    finally:
        step.end()
        step.take_back()


@plainly
def lift(sheet: Sheet) -> None:
    """Take the protection off; EngineError where it has a password."""
    sheet.native().unprotect("")


def _carried_out(book: Book, wanted: Sequence[Order], locked: Sequence[Sheet]) -> str:
    """All or nothing; EngineError only where the workbook or the program is gone."""
    undone = Undone()
    with_view = View(book)
    model = book.native()
    _freeze(model)
    try:
        try:
            between = [_ensure_sheet(book, made, undone) for made in _first(wanted)]
            _in_one_step(book, wanted, locked, undone)
            for shown in _last(wanted):
                _show(book, shown)
            if any(between):
                forget_steps(model)
        except (EngineError, ValueError) as problem:
            undone.now()
            with_view.restore()
            if isinstance(problem, EngineError) and problem.kind == "closed":
                raise
            detail = problem.detail if isinstance(problem, EngineError) else problem
            return f"error\t{detail}"
    finally:
        _thaw(model)
        with suppress(EngineError):
            _repaint(book)
    return ""


@plainly
def _freeze(model: Any) -> None:
    model.lockControllers()


def _thaw(model: Any) -> None:
    thaw = plainly(model.unlockControllers)
    with suppress(EngineError):
        thaw()


@plainly
def _repaint(book: Book) -> None:
    """Show the marks as they are now: LibreOffice does not know that a format asks another sheet by a name."""
    window = book.controller().Frame.ComponentWindow
    if window is not None:
        window.invalidate(_CHILDREN)


def _first(wanted: Sequence[Order]) -> Iterator[orders.EnsureSheet]:
    return (order for order in wanted if isinstance(order, orders.EnsureSheet))


def _last(wanted: Sequence[Order]) -> Iterator[Order]:
    return (order for order in wanted if isinstance(order, orders.Select | orders.Status))


def _in_one_step(book: Book, wanted: Sequence[Order], locked: Sequence[Sheet], undone: Undone) -> None:
    todo = [o for o in wanted if not isinstance(o, orders.EnsureSheet | orders.Select | orders.Status)]
    if not todo:
        return
    steps = Step(book)
    steps.begin()
    try:
        for sheet in locked:
            lift(sheet)
        for order in todo:
            _carry_out(book, order, undone)
        for sheet in locked:
            _protect(sheet)
    finally:
        steps.end()
        # first of all: it brings formats back that have to be taken away then
        undone.later(steps.take_back)


@plainly
def _protect(sheet: Sheet) -> None:
    sheet.native().protect("")


def _carry_out(book: Book, order: Order, undone: Undone) -> None:
    try:
        match order:
            case orders.Name():
                _define(book, order)
            case orders.Mark(name):
                sheet = book.sheets(name).native()
                if not shows_mark(sheet, order):
                    undone.later(ensure_mark(book.native(), sheet, order))
            case orders.Page(name):
                undone.later(lay_out(book.native(), book.sheets(name).native()))
            case orders.Status() | orders.Select() | orders.EnsureSheet():
                raise ValueError("at another time")
            case _:
                carry_out_on(book.native(), book.sheets(order.sheet).native(), order)
    except (EngineError, ValueError) as problem:
        word = write_orders([order]).partition("\t")[0]
        kind = problem.kind if isinstance(problem, EngineError) else "refused"
        raise EngineError(kind, f"{word}: {problem}") from problem


def _ensure_sheet(book: Book, order: orders.EnsureSheet, undone: Undone) -> bool:
    """Was it put between others?"""
    model, between = book.native(), False
    if order.sheet not in book.sheets:
        after = book.sheets(order.after).index if order.after in book.sheets else len(book.sheets)
        between = after < len(book.sheets)
        insert_sheet(model, order.sheet, after)
        undone.later(lambda: _remove_sheet(model, order.sheet))
    sheet = book.sheets(order.sheet)
    wanted = order.state == "visible"
    if sheet.visible != wanted:
        _set_visible(sheet, wanted)
        undone.later(lambda: _set_visible(sheet, not wanted))
    return between


@plainly
def _remove_sheet(model: Any, name: str) -> None:
    model.UndoManager.lock()
    try:
        model.Sheets.removeByName(name)
    finally:
        model.UndoManager.unlock()


@plainly
def _set_visible(sheet: Sheet, visible: bool) -> None:
    steps = sheet.book.native().UndoManager
    steps.lock()
    try:
        sheet.native().IsVisible = visible
    finally:
        steps.unlock()


@plainly
def _define(book: Book, order: orders.Name) -> None:
    native = book.sheets(order.sheet).native()
    names = book.native().NamedRanges
    content = native.getCellRangeByName(order.area).AbsoluteName
    if not names.hasByName(order.name):
        names.addNewByName(order.name, content, native.getCellByPosition(0, 0).CellAddress, 0)
    elif names.getByName(order.name).Content != content:
        names.getByName(order.name).Content = content


@plainly
def _show(book: Book, order: Order) -> None:
    if isinstance(order, orders.Status):
        book.app.status_bar = order.text or False
    elif isinstance(order, orders.Select):
        sheet = book.sheets(order.sheet)
        sheet.activate()
        book.controller().select(sheet.native().getCellRangeByName(order.cell))
