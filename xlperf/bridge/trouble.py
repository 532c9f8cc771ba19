"""What may go wrong between us and the program, told apart and said as one sentence.

The error classes of pywin32, appscript and UNO exist each on its own system only: they are known by their names and numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import TypeVar

from xlperf.bridge.engines.errors import EngineError
from xlperf.errors import UnreadableFile, XlperfError

_T = TypeVar("_T")

WAITS = (0.1, 0.2, 0.4, 0.8, 1.5)
"""seconds before a call is made again that the program was too busy to take"""

# RPC_E_CALL_REJECTED, RPC_E_SERVERCALL_RETRYLATER, and Excel's own while a cell is being edited
_BUSY = {-2147418111, -2147417846, -2146777998}
# the object, the server or the connection is gone
_GONE = {-2147417848, -2147221080, -2147220995, -2147023174, -2147023170, -2147418094}
# DISP_E_BADINDEX: no sheet of that name
_MISSING = {-2147352565}
# of macOS: timed out; no such object; the application or the connection is gone
_MAC_BUSY, _MAC_MISSING, _MAC_GONE = {-1712}, {-1728, -1719}, {-600, -609}


class Trouble(Enum):
    """What happened to a call."""

    EDITING = auto()
    CLOSED = auto()
    MISSING = auto()
    MACRO = auto()
    OTHER = auto()


_OF_ENGINES = {
    "closed": Trouble.CLOSED,
    "lost": Trouble.CLOSED,
    "missing": Trouble.MISSING,
    "macro": Trouble.MACRO,
}


class Refused(XlperfError):
    """Nothing was changed in the book; ``str()`` is the sentence for the user."""


def trouble_of(error: BaseException) -> Trouble:
    """What the error of a call means."""
    if isinstance(error, EngineError):
        return _OF_ENGINES.get(error.kind, Trouble.OTHER)
    name = type(error).__name__
    if name == "ExcelBusyError":
        return Trouble.EDITING
    if isinstance(error, KeyError):
        return Trouble.MISSING
    mac = name == "CommandError"
    numbers = {_number(error, "errornumber")} if mac else set(_com_numbers(error))
    for trouble, known_numbers in (
        (Trouble.EDITING, _MAC_BUSY if mac else _BUSY),
        (Trouble.CLOSED, _MAC_GONE if mac else _GONE),
        (Trouble.MISSING, _MAC_MISSING if mac else _MISSING),
    ):
        if numbers & known_numbers:
            return trouble
    return Trouble.OTHER


def from_program(error: BaseException) -> bool:
    """Did the program, or the way to it, raise the error, rather than our own code?"""
    names = {one.__name__ for one in type(error).__mro__}
    return bool(names & {"com_error", "CommandError", "EngineError", "ExcelBusyError", "XlwingsError"})


def patiently(step: Callable[[], _T], sleep: Callable[[float], object]) -> _T:
    """The step, taken again for some three seconds while the program is busy with a cell or a dialogue."""
    for wait in WAITS:
        try:
            return step()
        except Exception as error:
            if trouble_of(error) is not Trouble.EDITING:
                raise
        sleep(wait)
    return step()


def said(error: XlperfError) -> str:
    """The whole sentence of an error of ours."""
    return f"{error}{error.fix}" if isinstance(error, UnreadableFile) else str(error)


def _com_numbers(error: BaseException) -> Iterator[int]:
    yield _number(error, "hresult")
    # the program's own number stands behind the general one
    details = getattr(error, "excepinfo", None)
    if isinstance(details, tuple) and details and isinstance(details[-1], int):
        yield details[-1]


def _number(error: BaseException, attribute: str) -> int:
    number = getattr(error, attribute, 0)
    return number if isinstance(number, int) else 0
