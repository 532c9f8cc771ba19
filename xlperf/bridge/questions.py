"""What the macro inside the program is asked before anything is changed: the number formats of cells.

A question is a text as orders are one: a line a sheet, ``formats``, the sheet, its cells. The answer is one line of
codes as files have them, in the same order; a code like the one before is left empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from xlperf.bridge.order_text import fields_of, line_of
from xlperf.workbook.number_format import BUILTIN
from xlperf.workbook.place import Place, parse_a1

MOST_ASKED = 2000
_WORD = "formats"
# what Excel calls formats that follow the settings of the machine, which in files are numbers
_OF_THE_MACHINE = {"m/d/yyyy": BUILTIN[14], "m/d/yyyy h:mm": BUILTIN[22]}


def ask_formats(places: Iterable[Place]) -> str:
    """The question for the number formats of these cells."""
    sheets = groupby(places, key=lambda place: place.sheet)
    return "\n".join(line_of([_WORD, sheet, *(one.address for one in cells)]) for sheet, cells in sheets)


def asked_formats(text: str) -> tuple[Place, ...]:
    """The cells whose formats a text asks for; none where it asks for none."""
    if not text.startswith(f"{_WORD}\t"):
        return ()
    lines = (fields_of(line) for line in text.split("\n"))
    return tuple(Place(sheet, *parse_a1(address)) for _, sheet, *cells in lines for address in cells)


def answer_formats(codes: Sequence[str]) -> str:
    """The answer that says these codes."""
    before = ("", *codes)
    return line_of(
        [_WORD, *("" if code == last else code for code, last in zip(codes, before, strict=False))]
    )


def told_formats(places: Sequence[Place], answer: object) -> dict[Place, str]:
    """The formats that an answer tells of these cells; none where it is no answer to that."""
    if not isinstance(answer, str) or not answer.startswith(f"{_WORD}\t"):
        return {}
    _, *codes = fields_of(answer)
    if len(codes) != len(places):
        return {}
    told: dict[Place, str] = {}
    last = ""
    for place, code in zip(places, codes, strict=True):
        last = code or last
        if last:
            told[place] = _OF_THE_MACHINE.get(last.lower(), last)
    return told
