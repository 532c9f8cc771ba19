"""Orders as one text that a macro inside the program carries out in one call.

One order a line, its fields split by tabs. The VBA in ``macros/``, the LibreOffice engine and the tests' Excel carry
out the same text, so that it says everything by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import get_args

from xlperf.bridge.orders import (
    Block,
    Content,
    Empty,
    EnsureSheet,
    Height,
    Keep,
    Kind,
    Link,
    Look,
    Mark,
    Merge,
    Name,
    Number,
    Order,
    Page,
    Select,
    State,
    Status,
    Text,
    Unlink,
    Unmerge,
    Width,
)

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_PLAIN = {written[1]: letter for letter, written in _ESCAPES.items()}
_SPECIAL = re.compile(r"[\\\n\t\r]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def write_orders(orders: Iterable[Order]) -> str:
    """The orders as text."""
    return "\n".join(line_of(_fields(order)) for order in orders)


def parse_orders(text: str) -> tuple[Order, ...]:
    """The orders that a text says; ValueError where it is none of ours."""
    return tuple(_order(line) for line in text.split("\n") if line)


def line_of(fields: Iterable[str]) -> str:
    """Fields as one line."""
    return "\t".join(map(_escaped, fields))


def fields_of(line: str) -> list[str]:
    """The fields of a line; KeyError where it is none of ours."""
    return [_unescaped(field) for field in line.split("\t")]


def _escaped(field: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPES[match[0]], field)


def _unescaped(field: str) -> str:
    return _ESCAPED.sub(lambda match: _PLAIN[match[1]], field)


def _fields(order: Order) -> tuple[str, ...]:
    match order:
        case EnsureSheet(sheet, after, state):
            return "sheet", sheet, after, state
        case Name(name, sheet, area):
            return "name", name, sheet, area
        case Mark(sheet, area, formula, colour, stop):
            return "mark", sheet, area, formula, colour, "1" if stop else "0"
        case Block(sheet, cell, rows):
            cells = (_said(content) for row in rows for content in row)
            return "block", sheet, cell, str(len(rows)), str(len(rows[0])), *cells
        case Look(sheet, area, kind):
            return "look", sheet, area, kind
        case Width(sheet, columns, width):
            return "width", sheet, columns, f"{width:f}"
        case Height(sheet, first, last, points):
            return "height", sheet, str(first), str(last), f"{points:f}"
        case Merge(sheet, area):
            return "merge", sheet, area
        case Unmerge(sheet, area):
            return "unmerge", sheet, area
        case Link(sheet, cell, target):
            return "link", sheet, cell, target
        case Unlink(sheet, area):
            return "unlink", sheet, area
        case Page(sheet):
            return "page", sheet
        case Select(sheet, cell):
            return "select", sheet, cell
        case Status(text):
            return "status", text


def _said(content: Content) -> str:
    match content:
        case Text(text):
            return f"t:{text}"
        case Number(number):
            return f"n:{number:f}"
        case Empty():
            return "e"
        case Keep():
            return "k"


def _content(said: str) -> Content:
    kind, rest = said[:2], said[2:]
    if kind == "t:":
        return Text(rest)
    if kind == "n:":
        return Number(Decimal(rest))
    if said in ("e", "k"):
        return Empty() if said == "e" else Keep()
    raise ValueError(f"no content: {said!r}")


def _block(sheet: str, cell: str, rows: str, columns: str, *said: str) -> Block:
    height, width = int(rows), int(columns)
    if len(said) != height * width:
        raise ValueError(f"{height} × {width} cells are not {len(said)}")
    contents = [_content(one) for one in said]
    return Block(sheet, cell, tuple(tuple(contents[at : at + width]) for at in range(0, len(said), width)))


def _sheet(sheet: str, after: str, state: str) -> EnsureSheet:
    found: State | None = next((one for one in get_args(State) if one == state), None)
    if found is None:
        raise ValueError(f"no state of a sheet: {state!r}")
    return EnsureSheet(sheet, after, found)


def _look(sheet: str, area: str, kind: str) -> Look:
    found: Kind | None = next((one for one in get_args(Kind) if one == kind), None)
    if found is None:
        raise ValueError(f"no look: {kind!r}")
    return Look(sheet, area, found)


_READERS: dict[str, Callable[..., Order]] = {
    "sheet": _sheet,
    "name": Name,
    "mark": lambda sheet, area, formula, colour, stop: Mark(sheet, area, formula, colour, stop == "1"),
    "block": _block,
    "look": _look,
    "width": lambda sheet, columns, width: Width(sheet, columns, Decimal(width)),
    "height": lambda sheet, first, last, points: Height(sheet, int(first), int(last), Decimal(points)),
    "merge": Merge,
    "unmerge": Unmerge,
    "link": Link,
    "unlink": Unlink,
    "page": Page,
    "select": Select,
    "status": Status,
}


def _order(line: str) -> Order:
    try:
        word, *fields = fields_of(line)
        return _READERS[word](*fields)
    except (KeyError, TypeError, ArithmeticError) as error:
        raise ValueError(f"no order: {line!r}") from error
