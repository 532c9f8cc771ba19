"""Number formats of cells in LibreOffice, as files have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlperf.bridge.engines.libreoffice_book import Book
from xlperf.bridge.engines.libreoffice_uno import is_uno, load_uno, plainly
from xlperf.bridge.questions import answer_formats
from xlperf.workbook.place import Place


@plainly
def told_formats(book: Book, places: Sequence[Place]) -> str:
    """The answer: the format code of each cell, or the sheet that is missing."""
    native: dict[str, Any] = {}
    for place in places:
        if place.sheet not in native:
            if place.sheet not in book.sheets:
                return f"missing\t{place.sheet}"
            native[place.sheet] = book.sheets(place.sheet).native()
    codes = _Codes(book)
    return answer_formats(
        [
            codes.of(native[place.sheet].getCellByPosition(place.column - 1, place.row - 1).NumberFormat)
            for place in places
        ]
    )


class _Codes:
    """The codes of LibreOffice's format numbers, each looked up once."""

    def __init__(self, book: Book) -> None:
        self._office = book.app.office
        self._formats = book.native().NumberFormats
        self._known: dict[int, str] = {}

    def of(self, key: int) -> str:
        if key not in self._known:
            self._known[key] = self._english(self._formats.getByKey(key))
        return self._known[key]

    def _english(self, found: Any) -> str:
        """In other languages LibreOffice has other words for days and months."""
        code, locale = str(found.FormatString), found.Locale
        if locale.Language in ("", "en"):
            return code
        uno: Any = load_uno()
        english = uno.createUnoStruct("com.sun.star.lang.Locale", "en", "US", "")
        # not among the formats of the workbook, which stays as it is
        apart = self._office.create("com.sun.star.util.NumberFormatsSupplier").NumberFormats
        try:
            return str(apart.getByKey(apart.addNewConverted(code, locale, english)).FormatString)
        except Exception as problem:
            if not is_uno(problem):
                raise
            return code
