"""From the arguments of a macro to the open book it was clicked in."""

from __future__ import annotations

import atexit
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PureWindowsPath
from typing import Any

import xlwings as xw

from xlperf.bridge.arguments import Arguments
from xlperf.bridge.sentences import sentence_of
from xlperf.bridge.trouble import Refused, from_program, patiently, trouble_of

_NOT_OPEN = "没有找到正在打开的“{name}”。请确认这个文件还开着，切换到它，再点一次按钮。"
_NO_EXCEL = "没有找到正在运行的 Excel 或 WPS 表格。请在打开的表里再点一次按钮；仍然不行时，关闭所有 Excel 窗口，重新打开文件再试。"


def attach(arguments: Arguments) -> xw.Book:
    """The book; Refused says in a sentence why it was not found."""
    if arguments.app == "libreoffice":
        return _in_libreoffice(arguments)
    return when_free(lambda: _in_excel(arguments))


def when_free(look: Callable[[], xw.Book], sleep: Callable[[float], object] = time.sleep) -> xw.Book:
    """What ``look`` finds; waits a little while a cell is being edited, then says so."""
    try:
        return patiently(look, sleep)
    except Exception as error:
        refused = sentence_of(trouble_of(error)) if from_program(error) else None
        if refused is None:
            raise
        raise refused from error


def _in_excel(arguments: Arguments) -> xw.Book:
    apps = list(_excel_apps(arguments))
    book = find_book(apps, arguments.book)
    if book is None:
        raise Refused(_NOT_OPEN.format(name=arguments.name) if apps else _NO_EXCEL)
    return book


def find_book(apps: Iterable[xw.App], wanted: str) -> xw.Book | None:
    """The open book of that full path, else the only one of that name.

    Excel tells of some paths otherwise than its macros do: drives on a network, folders kept in OneDrive.
    """
    name = PureWindowsPath(wanted).name.casefold()
    named = [book for app in apps for book in app.books if book.name.casefold() == name]
    if len(named) > 1:
        exact = [book for book in named if same_path(_fullname(book), wanted)]
        return exact[0] if exact else None
    return named[0] if named else None


def same_path(one: str, other: str) -> bool:
    """Do both lead to the same file?"""
    if os.path.normcase(one).casefold() == os.path.normcase(other).casefold():
        return True
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def _fullname(book: xw.Book) -> str:
    try:
        return book.fullname
    except xw.XlwingsError:
        return ""  # a web address that xlwings cannot trace to a folder


def _in_libreoffice(arguments: Arguments) -> xw.Book:
    # these need UNO, which is not there for other programs
    from xlperf.bridge.engines.errors import EngineError
    from xlperf.bridge.engines.libreoffice import register
    from xlperf.bridge.engines.libreoffice_connection import offices

    for office in offices():
        app = register(office)
        # documents come and go while they are looked through
        with suppress(EngineError):
            for book in app.books:
                if _is_meant(book, arguments):
                    app.impl.engine.caller = book.impl.native()
                    return book
    raise Refused(_NOT_OPEN.format(name=arguments.name))


def _is_meant(book: xw.Book, arguments: Arguments) -> bool:
    from xlperf.bridge.engines.errors import EngineError

    try:
        fullname = book.fullname
    except EngineError:
        return False  # closed just now
    return same_path(fullname, arguments.path) if arguments.path else fullname == arguments.book


def _excel_apps(arguments: Arguments) -> Iterator[xw.App]:
    """The programs in which the book may be open, the one that told of itself first."""
    windows = getattr(xw, "_xlwindows", None)
    if windows is None:  # macOS
        yield from xw.apps
        return
    engine = tamed(windows)
    wps = list(_wps(engine))
    if arguments.app == "wps":
        yield from wps
    at_window = list(app_at(engine, arguments.window))
    yield from at_window or xw.apps
    if arguments.app != "wps":
        yield from wps


def app_at(engine: Any, window: int | None) -> Iterator[xw.App]:
    """The program that has this window; none where there is no such window any more, nor one of Excel's."""
    if window is None:
        return
    try:
        app = xw.App(impl=engine.App(xl=window))
        len(app.books)  # the window is asked only now
    except Exception as problem:
        if not _of_window(problem):
            raise
    else:
        yield app


def _of_window(problem: Exception) -> bool:
    # pywin32's errors of windows can be named on Windows only
    return isinstance(problem, OSError) or type(problem).__name__ == "error"


def _wps(engine: Any) -> Iterator[xw.App]:
    from xlperf.bridge.engines.wps import active_object, running_wps

    app = running_wps(active_object, engine)
    if app is not None:
        yield app


def tamed(engine: Any) -> Any:
    """xlwings' module for Excel on Windows, kept from two things it does.

    It repeats for ever a call that Excel refuses while a cell is being edited: the bridge waits for itself, and then
    says so. And when Python ends it kills every Excel without a visible workbook, whoever started it.
    """
    engine.N_COM_ATTEMPTS = 1
    atexit.unregister(engine.cleanup)
    return engine
