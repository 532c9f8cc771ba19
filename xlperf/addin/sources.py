"""The sources in ``macros/``, read and put together into projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from xlperf.addin.modules import Module, document_module, standard_module
from xlperf.addin.project import vba_project
from xlperf.resources import shipped

WORKBOOK_MODULE = "ThisWorkbook"


@dataclass(frozen=True)
class Sources:
    """The texts that every project is made from; ``modules`` are the standard ones, in the order of their names."""

    workbook: str
    sheet: str
    modules: tuple[Module, ...]

    @lru_cache(maxsize=8)  # noqa: B019 - the same for every workbook of a list, and there are few sources
    def project(self, sheets: int) -> bytes:
        """The VBA project of a workbook with so many sheets, hidden ones included."""
        documents = [document_module(self.workbook, WORKBOOK_MODULE)]
        documents += [document_module(self.sheet, sheet_module(number)) for number in range(1, sheets + 1)]
        return vba_project([*documents, *self.modules])


def sheet_module(number: int) -> str:
    """The name of a sheet's module, in ASCII whatever the sheet is called; sheets count from 1."""
    return f"Sheet{number}"


def read_sources(folder: Path | None = None, *, parts: Sequence[str] = ("shared",)) -> Sources:
    """The shipped sources, or those in ``folder``; ``parts`` are the folders whose modules are wanted."""
    folder = folder or shipped("macros")
    return Sources(
        _text(folder / "documents" / f"{WORKBOOK_MODULE}.cls"),
        _text(folder / "documents" / "Sheet.cls"),
        tuple(sorted(_modules(folder, parts), key=lambda module: module.name)),
    )


def _modules(folder: Path, parts: Sequence[str]) -> Iterator[Module]:
    for part in parts:
        for file in (folder / part).glob("*.bas"):
            yield standard_module(_text(file))


def _text(file: Path) -> str:
    return file.read_text(encoding="ascii")
