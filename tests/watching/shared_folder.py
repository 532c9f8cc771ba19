"""A shared folder, forms saved into it, and what checks them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from tests.documents.word import draw_docx
from tests.handmade import ANNEX_1, draw
from xlperf.forms import shipped_templates
from xlperf.validation import Checked, check_files, results_for
from xlperf.watching.checking import Checking, Way
from xlperf.workbook.open_grid import open_grid
from xlperf.workbook.patch import write_back

TEMPLATES = shipped_templates()


def beside(folder: Path, **way: Any) -> Checking:
    """Puts copies into 已校验."""
    return Checking(Way(folder, folder / "已校验", TEMPLATES, **way))


def into(folder: Path) -> Checking:
    """Writes into the forms themselves."""
    return Checking(Way(folder, None, TEMPLATES))


def form(path: Path) -> Path:
    """A form with mistakes."""
    return draw(ANNEX_1, path)


def document(path: Path) -> Path:
    """The same as a Word document."""
    workbook = draw(ANNEX_1, path.with_name("画.xlsx"))
    draw_docx(open_grid(workbook.read_bytes()).grid.sheets[0], path)
    workbook.unlink()
    return path


def note(path: Path, text: str, row: int = 40) -> None:
    """Somebody writes into a workbook and saves it."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(row, 2, text)
    book.save(path)


def as_written(path: Path) -> bytes:
    """The file as write-back leaves it."""
    forms = [one for one in check_files([path], TEMPLATES) if isinstance(one, Checked)]
    return write_back(path.read_bytes(), *map(results_for, forms))
