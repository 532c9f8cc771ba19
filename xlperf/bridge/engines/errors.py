"""What may go wrong in a program that an engine of ours drives."""

from __future__ import annotations

from typing import Literal

Kind = Literal["closed", "missing", "locked", "readonly", "macro", "refused"]
"""
closed    the workbook, the sheet or the whole program is there no more
missing   no sheet, name or workbook of that name
locked    a cell is locked and its sheet protected, or the workbook's structure is
readonly  the workbook must not be written
macro     no such macro, or it ended in an error
refused   anything else; the detail is the program's own words
"""


class EngineError(Exception):
    """A call that a program did not carry out; ``detail`` says what it was about, for the log."""

    def __init__(self, kind: Kind, detail: str = "") -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind
        self.detail = detail
