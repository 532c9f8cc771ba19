"""Macros that a workbook in LibreOffice carries, VBA ones too, called as Excel calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from xlperf.bridge.engines.errors import EngineError
from xlperf.bridge.engines.libreoffice_uno import plainly

_SPELLING = re.compile(r"(?:'?(?P<book>[^'!]+)'?!)?(?:(?P<module>\w+)\.)?(?P<macro>\w+)\Z")


@plainly
def run_basic(models: Iterable[Any], macro: str, args: Iterable[Any]) -> Any:
    """Run ``Module.Macro``, ``Macro`` or ``'book.xlsm'!Module.Macro`` of the workbook that carries it."""
    spelled = _SPELLING.match(macro)
    if spelled is None:
        raise EngineError("macro", f"no macro's name: {macro!r}")
    for model in models:
        if spelled["book"] and str(model.Title).lower() != spelled["book"].lower():
            continue
        for library, module in _modules(model, spelled["macro"]):
            if spelled["module"] in (None, module):
                place = f"{library}.{module}.{spelled['macro']}"
                url = f"vnd.sun.star.script:{place}?language=Basic&location=document"
                result, _, _ = model.getScriptProvider().getScript(url).invoke(tuple(args), (), ())
                return result
    raise EngineError("macro", f"no workbook carries {macro!r}")


def _modules(model: Any, macro: str) -> Iterator[tuple[str, str]]:
    """Library and module of every macro of that name."""
    begin = re.compile(
        rf"^\s*(?:(?:public|private|static)\s+)*(?:sub|function)\s+{macro}\b", re.IGNORECASE | re.MULTILINE
    )
    libraries = model.BasicLibraries
    for library in libraries.ElementNames:
        libraries.loadLibrary(library)
        modules = libraries.getByName(library)
        for module in modules.ElementNames:
            if begin.search(modules.getByName(module)):
                yield library, module
