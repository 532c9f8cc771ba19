"""Formulas in Excel's spelling, from LibreOffice's: ``=SUM(A1;$'表 一'.B2)`` → ``=SUM(A1,'表 一'!B2)``.

LibreOffice spells whole areas at once in its own way; its parser spells as Excel does, but one formula a call and
more. So what is plain is respelled here, and the parser is asked for the rest.
"""

from __future__ import annotations

import re

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_TOKEN = re.compile(
    rf"""
      (?P<text>"(?:[^"]|"")*")
    | \$?(?P<sheet>'(?:[^']|'')+'|[A-Za-z_\u0080-\uffff][\w]*)\.(?P<cells>{_CELL}(?::{_CELL})?)(?![\w.:(])
    | (?P<number>[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?(?![\w.]))
    | (?P<word>[A-Za-z_$\u0080-\uffff][\w$]*(?![\w.]))
    | (?P<separator>;)
    | (?P<sign>[-+*/^&%<>=(): ])
    """,
    re.VERBOSE,
)
_NOT_EXCELS = frozenset({"ERRORTYPE", "B", "ORG", "COM"})
ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


def respelled(formula: str) -> str | None:
    """The formula as Excel spells it; None where that takes LibreOffice's own parser."""
    out, at = [], 0
    while at < len(formula):
        token = _TOKEN.match(formula, at)
        if token is None or token["word"] in _NOT_EXCELS:
            return None
        if token["sheet"]:
            out.append(f"{token['sheet']}!{token['cells']}")
        else:
            out.append("," if token["separator"] else token[0])
        at = token.end()
    return "".join(out)


def is_formula(written: str, data: object) -> bool:
    """Is that content a formula? A text that looks like one is its own value."""
    return written.startswith(("=", "{=")) and written != data


def constant(written: str) -> str | None:
    """What somebody typed and LibreOffice keeps as a formula: truth values and errors."""
    if written in ("=TRUE()", "=FALSE()"):
        return written[1:-2]
    return written[1:] if written[1:] in ERRORS else None
