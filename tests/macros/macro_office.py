"""A LibreOffice that runs the macros: a workbook with our VBA project in it, opened for real."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.office.document import Document, OfficeError, plainly
from tests.office.session import Office
from xlperf.addin.sources import read_sources, sheet_module
from xlperf.bridge.open_book import in_pieces

RUN_ALWAYS = 4  # com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN
LIBRARY = "VBAProject"


class MacroBook(Document):
    """An open workbook with macros.

    LibreOffice says nothing of an error in a macro, it gives back nothing: look at what the macro did.
    """

    @plainly
    def call(self, macro: str, *arguments: str) -> Any:
        """Call ``Module.Function`` as the script provider does."""
        address = f"vnd.sun.star.script:{LIBRARY}.{macro}?language=Basic&location=document"
        result, _, _ = self._model.getScriptProvider().getScript(address).invoke(arguments, (), ())
        return result

    def run(self, orders: str) -> str:
        """Let the hands carry out orders in this workbook."""
        return str(self.call("XlperfHands.XlperfRun", self.name, *in_pieces(orders)))

    @plainly
    def add_module(self, name: str, source: str, *, is_class: bool = False) -> None:
        """Add a module of a test's own to the project."""
        head = "Option VBASupport 1\n" + ("Option ClassModule\n" if is_class else "")
        library = self._model.BasicLibraries.getByName(LIBRARY)
        if library.hasByName(name):
            library.removeByName(name)
        library.insertByName(name, head + source)

    @property
    def name(self) -> str:
        """What the workbook is called among the open ones."""
        return str(self._model.Title)

    @plainly
    def modules(self) -> list[str]:
        """The modules of the project as LibreOffice lists them."""
        return list(self._model.BasicLibraries.getByName(LIBRARY).ElementNames)

    @plainly
    def sheet(self, name: str) -> Any:
        """The sheet as LibreOffice knows it."""
        return self._sheet(name)

    @plainly
    def page(self, sheet: str) -> Any:
        """The style of the sheet's pages."""
        return self._model.StyleFamilies.getByName("PageStyles").getByName(self._sheet(sheet).PageStyle)

    @plainly
    def front(self) -> str:
        """The sheet in front."""
        return str(self._model.CurrentController.ActiveSheet.Name)

    @plainly
    def names(self) -> dict[str, str]:
        """Defined names and what they stand for."""
        names = self._model.NamedRanges
        return {name: str(names.getByName(name).Content) for name in names.ElementNames}


class MacroOffice(Office):
    """A LibreOffice of its own: a macro that crashes it takes no other test along."""

    @plainly
    def open_with_macros(self, path: Path) -> MacroBook:
        """Open the workbook, macros allowed, in a window though nobody sees it: some of VBA needs one."""
        how = self._properties(MacroExecutionMode=RUN_ALWAYS)
        model = self._desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, how)
        if model is None:
            raise OfficeError(f"LibreOffice cannot load {path}")
        return MacroBook(model, self._properties)


def build_book(path: Path, *sheets: str) -> Path:
    """A workbook with empty sheets of these names and all our modules."""
    project = read_sources(parts=("shared", "addin")).project(len(sheets))
    source = path.with_suffix(".bin")
    source.write_bytes(project)
    with contextlib.closing(xlsxwriter.Workbook(path)) as book:
        book.add_vba_project(str(source))
        book.set_vba_name("ThisWorkbook")
        for number, name in enumerate(sheets, 1):
            book.add_worksheet(name).set_vba_name(sheet_module(number))
    return path
