"""WPS 表格 on Windows, which speaks Excel's object model under names of its own.

xlwings looks for windows of Excel only; handed WPS's own object, its Excel engine does the rest. This could not be
tried on a real WPS here: docs/windows-checklist.md says what to look at.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import xlwings as xw

COM_NAMES = ("Ket.Application", "ET.Application")
"""of WPS 2013 and later, and of those before"""


def running_wps(get_active_object: Callable[[str], Any], engine: Any) -> xw.App | None:
    """The WPS that runs, as an app of xlwings; ``engine`` is xlwings' module for Excel on Windows.

    None where none runs, or it is too old to be driven.
    """
    for name in COM_NAMES:
        try:
            native = get_active_object(name)
            return xw.App(impl=engine.App(xl=engine.COMRetryObjectWrapper(native)))
        except Exception as problem:
            # pywin32's errors can be named on Windows only
            if not _is_com_error(problem):
                raise
    return None


def _is_com_error(problem: Exception) -> bool:
    return type(problem).__name__ == "com_error" or isinstance(problem, OSError | AttributeError)


def active_object(name: str) -> Any:
    """The program that Windows lists under that name."""
    return importlib.import_module("win32com.client").GetActiveObject(name)
