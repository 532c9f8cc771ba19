"""The page of a sheet that was added in LibreOffice."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.engines.libreoffice_uno import plainly

_SHORT, _LONG = 21000, 29700
"""A4, in hundredths of a millimetre"""
_ACROSS, _DOWN = 1016, 1270
"""margins: 0.4 and 0.5 inches"""


def lay_out(model: Any, sheet: Any) -> Callable[[], None]:
    """Landscape and one page wide; what takes the page away again. A page is nothing to fail for.

    The grid on the screen stays: LibreOffice lets nobody hide that of one sheet.
    """
    with suppress(EngineError):
        _give_page(model, sheet)
    return lambda: _take_page(model, sheet.Name)


@plainly
def _give_page(model: Any, sheet: Any) -> None:
    # sheets share the style of their pages: this one needs its own
    pages = model.StyleFamilies.getByName("PageStyles")
    if not pages.hasByName(sheet.Name):
        pages.insertByName(sheet.Name, model.createInstance("com.sun.star.style.PageStyle"))
    page = pages.getByName(sheet.Name)
    page.IsLandscape, page.Width, page.Height = True, _LONG, _SHORT
    page.LeftMargin = page.RightMargin = _ACROSS
    page.TopMargin = page.BottomMargin = _DOWN
    page.HeaderIsOn = page.FooterIsOn = False
    # counted on from the sheet before
    page.FirstPageNumber = 0
    page.ScaleToPagesX, page.ScaleToPagesY = 1, 0
    sheet.PageStyle = sheet.Name


@plainly
def _take_page(model: Any, name: str) -> None:
    pages = model.StyleFamilies.getByName("PageStyles")
    if pages.hasByName(name):
        pages.removeByName(name)
