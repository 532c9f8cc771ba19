"""``python -m xlperf.bridge ACTION --wb=…``: what the button starts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlperf.bridge.arguments import Action, Arguments, parse_arguments
from xlperf.bridge.message import TITLE, show_message
from xlperf.bridge.start import light_xlwings, only_run, write_log
from xlperf.errors import UsageError, XlperfError

if TYPE_CHECKING:
    import xlwings as xw

    from xlperf.bridge.session import Session

DONE, REFUSED, FAILED = 0, 1, 2
_BUSY = "上一次操作还没有结束，请稍等片刻再点。"
_UNEXPECTED = "程序出了意外，这次操作没有完成。请把“{log}”发给维护人员；表里的内容可以照常保存。"


@dataclass(frozen=True)
class Outcome:
    """The exit status, and what is to be said in a box of the program, if anything."""

    status: int
    book: xw.Book
    sentence: str = ""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one action on one open book; whatever happens ends in a sentence for the user."""
    try:
        arguments = parse_arguments(sys.argv[1:] if argv is None else argv)
        with only_run(arguments.book) as alone:
            outcome = _run(arguments, alone)
    except XlperfError as refusal:
        show_message(str(refusal))
        return FAILED if isinstance(refusal, UsageError) else REFUSED
    except Exception as error:  # noqa: BLE001 - nobody sees a traceback
        show_message(_UNEXPECTED.format(log=write_log(error)))
        return FAILED
    # a box may stay open for long, and must not keep the next click waiting
    if outcome.sentence:
        _alert(outcome.book, outcome.sentence)
    return outcome.status


def _run(arguments: Arguments, alone: bool) -> Outcome:
    light_xlwings()
    # these import xlwings
    from xlperf.bridge.attach import attach
    from xlperf.bridge.session import Session

    book = attach(arguments)
    if not alone:
        book.app.status_bar = _BUSY
        return Outcome(REFUSED, book)
    try:
        session = Session(book, hands=arguments.hands, path=arguments.path)
        sentence = _ACTIONS[arguments.action](session)
    except XlperfError as refusal:
        return Outcome(REFUSED, book, str(refusal))
    except Exception as error:  # noqa: BLE001 - as above
        return Outcome(FAILED, book, _UNEXPECTED.format(log=write_log(error)))
    return Outcome(DONE, book, sentence if arguments.action in ("about", "report") else "")


_ACTIONS: dict[Action, Callable[[Session], str]] = {
    "validate": lambda session: session.validate(),
    "clear": lambda session: session.clear(),
    "normalise": lambda session: session.normalise(),
    "next": lambda session: session.next_problem(),
    "notice": lambda session: session.notice(),
    "report": lambda session: session.report(),
    "about": lambda session: session.about(),
}


def _alert(book: xw.Book, sentence: str) -> None:
    """In the program's own box; by the system where the program is gone."""
    try:
        book.app.status_bar = False  # the launcher said there what is being done
        book.app.alert(sentence, TITLE)
    except Exception:  # noqa: BLE001 - each program has its own errors
        show_message(sentence)


if __name__ == "__main__":
    sys.exit(main())
