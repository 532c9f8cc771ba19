"""What a macro tells the bridge when it starts it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath
from typing import Literal, get_args

from xlperf.errors import UsageError

Action = Literal["validate", "clear", "normalise", "next", "notice", "report", "about"]
Program = Literal["excel", "wps", "libreoffice"]

NATIVE_HANDS = "xlperf.hands"
"""what carries out orders in LibreOffice, where the engine does so itself"""
_VBA_HANDS = "XlperfHands.XlperfRun"

_WRONG_ACTION = "不认识的操作“{action}”。可用的操作有：{actions}。"
_NO_BOOK = "没有说明是哪个工作簿。请在打开的表里点按钮，或者写上 --wb=工作簿的完整路径。"


@dataclass(frozen=True)
class Arguments:
    """``book`` is a full path where the book has one, else its name; ``window`` the number of Excel's window."""

    action: Action
    book: str
    app: Program
    window: int | None = None
    macro: str = ""

    @property
    def name(self) -> str:
        """The name of the book, without its folder."""
        return PureWindowsPath(self.book).name

    @property
    def path(self) -> str:
        """The full path of the book; empty where only its name is known."""
        return self.book if self.name != self.book else ""

    @property
    def hands(self) -> str:
        """The macro that carries out orders."""
        if self.macro:
            return self.macro
        quoted = self.name.replace("'", "''")
        return NATIVE_HANDS if self.app == "libreoffice" else f"'{quoted}'!{_VBA_HANDS}"


def parse_arguments(words: Sequence[str], platform: str = sys.platform) -> Arguments:
    """``ACTION --wb=… --hwnd=… --app=… --hands=…``; xlwings' own arguments and unknown ones are passed over."""
    usual: Program = "excel" if platform in ("win32", "darwin") else "libreoffice"
    action = next((word for word in words if not word.startswith("-")), "")
    known = next((one for one in get_args(Action) if one == action), None)
    if known is None:
        raise UsageError(_WRONG_ACTION.format(action=action, actions="、".join(get_args(Action))))
    found = Arguments(known, "", usual)
    for word in words:
        option, _, value = word.partition("=")
        value = value.strip()
        match option:
            case "--wb":
                found = replace(found, book=value)
            case "--hwnd" if value.isascii() and value.isdigit():
                found = replace(found, window=int(value) or None)
            case "--app":
                told = next((one for one in get_args(Program) if one == value), usual)
                # neither Excel nor WPS can be driven on other systems
                found = replace(found, app=told if usual == "excel" else usual)
            case "--hands":
                found = replace(found, macro=value)
    if not found.book:
        raise UsageError(_NO_BOOK)
    return found
