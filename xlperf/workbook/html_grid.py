"""Reading a web page with tables, such as budget systems export under the suffix .xls, as a grid of one sheet.

Everything comes on one sheet from the top down, as Excel opens such a file: a row for each paragraph, then the rows
of each table.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from xlperf.workbook.grid import Grid, Sheet
from xlperf.workbook.part_parser import whole_number
from xlperf.workbook.refusals import damaged, no_tables, too_large
from xlperf.workbook.table_cells import TableCells

MAX_HTML = 8 * 2**20
_MOST_DECLARATIONS, _MOST_FRAMES = 10_000, 5
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)")
_SILENT = {"script", "style", "head", "title", "object", "select", "template"}
_BREAKS = {"br", "p", "div", "li", "h1", "h2", "h3", "h4"}
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_html(data: bytes) -> Grid:
    """The tables of the page on one sheet; UnreadableFile when there are none."""
    if len(data) > MAX_HTML or data.count(b"<!") > _MOST_DECLARATIONS:
        raise too_large(f"网页有 {len(data) >> 20} MB")
    text = _decoded(data)
    pages = [_page(text, 1)]
    # a form often stands inside a table that only frames it
    pages += [_page(text, level) for level in range(2, min(pages[0].deepest, _MOST_FRAMES) + 1)]
    page = max(pages, key=lambda page: page.filled)
    if not page.deepest:
        raise no_tables("网页")
    return Grid((Sheet("网页", page.laid.cells, tuple(page.laid.merges)),))


def _page(text: str, level: int) -> _Page:
    page = _Page(level)
    try:
        page.feed(text)
        page.close()
    except AssertionError:
        raise damaged("网页的内容不合格式") from None
    page.flush()
    return page


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    found = _CHARSET.search(data[:4096])
    declared = found[1].decode("ascii").lower() if found else "utf-8"
    for encoding in ("utf-8-sig" if declared in ("utf-8", "utf8") else declared, "utf-8-sig", "gb18030"):
        try:
            # gb2312 is declared where gbk is meant
            return data.decode("gb18030" if encoding in ("gb2312", "gbk") else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030", "replace")


class _Page(HTMLParser):
    """Lays out the tables of one level and the paragraphs outside of them while the page streams by.

    A table inside a cell is text of that cell.
    """

    def __init__(self, level: int) -> None:
        super().__init__(convert_charrefs=True)
        self.level = level
        self.laid = TableCells()
        self.depth = self.deepest = self.filled = 0
        self.silent = 0
        self.spans: tuple[int, int] | None = None
        """columns and rows of the open cell; None outside of cells"""
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            if self.spans is None:
                self.flush()
            self._break()
            self.depth += 1
            self.deepest = max(self.deepest, self.depth)
        elif tag == "tr" and self.depth == self.level:
            self.flush()
            self.laid.next_row()
        elif tag in ("td", "th") and self.depth == self.level:
            self.flush()
            spans = dict(attrs)
            self.spans = _count(spans.get("colspan")), _count(spans.get("rowspan"))
        elif tag in _BREAKS or tag in ("tr", "td", "th"):
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in ("td", "th", "tr") and self.depth == self.level:
            self.flush()
        elif tag == "table" and self.depth:
            if self.depth == self.level:
                self.flush()
            self.depth -= 1
        elif tag in _BREAKS and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(_SPACES.sub(" ", data))

    def flush(self) -> None:
        """What was read so far becomes the open cell, or a row of its own outside of tables."""
        if self.depth > self.level:
            self._break()
            return
        lines = ["".join(line.split("\xa0")).strip() for line in "".join(self.texts).split("\n")]
        text = "\n".join(line for line in lines if line)
        self.texts = []
        if self.spans:
            if self.laid.row:
                self.laid.put(text, *self.spans)
                self.filled += bool(text)
            self.spans = None
        elif text and self.depth < self.level:
            for line in text.split("\n"):
                self.laid.next_row()
                self.laid.put(line)

    def _break(self) -> None:
        if self.texts and not self.silent:
            self.texts.append("\n")


def _count(value: str | None) -> int:
    return whole_number((value or "").strip()) or 1
