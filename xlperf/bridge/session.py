"""One session on one open book: what each button does, and the sentence it ends with."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PureWindowsPath

import xlwings as xw

from xlperf import __version__
from xlperf.bridge import sentences
from xlperf.bridge.next_problem import next_stop, sentence_at, stops, told_by
from xlperf.bridge.open_book import OpenBook
from xlperf.bridge.order_text import write_orders
from xlperf.bridge.orders import Order, Select, Status
from xlperf.bridge.questions import MOST_ASKED, ask_formats, told_formats
from xlperf.bridge.reading import Reading, read_book, read_results
from xlperf.bridge.stamp_block import STAMP_AREA, StampBlock
from xlperf.bridge.trouble import Refused, Trouble, from_program, said, trouble_of
from xlperf.bridge.writing import clear_orders_for, write_orders_for
from xlperf.errors import UnreadableFile, XlperfError
from xlperf.forms import shipped_templates
from xlperf.normalisation import normalised
from xlperf.profiles import shipped_profiles
from xlperf.validation import Checked, across_run, check_opened, results_for
from xlperf.workbook.grid import Grid
from xlperf.workbook.place import Place
from xlperf.workbook.replace import exists
from xlperf.workbook.stamp import STAMP_SHEET

_NO_ANSWER = (Trouble.OTHER, Trouble.MISSING, Trouble.MACRO)


class Session:
    """The actions of the button on one open book.

    Each returns the sentence for the status bar. XlperfError says in a sentence why nothing was done: the book is then
    as it was.
    """

    def __init__(
        self,
        book: xw.Book,
        *,
        hands: str,
        path: str = "",
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """``hands``: the macro that carries out orders. ``path``: where the book is stored, where that is known."""
        self._book = OpenBook(book, sleep)
        self._hands = hands
        self._path = path

    def validate(self) -> str:
        """校验: check the forms as they stand, mark cells, fill 校验结果."""
        return self._told(self._validate)

    def clear(self) -> str:
        """清除标记: take marks, figures and results out again."""
        return self._told(self._clear)

    def normalise(self) -> str:
        """规范化: spell cells anew, log it, and check."""
        return self._told(self._normalise)

    def next_problem(self) -> str:
        """转到下一个问题: go to the next marked cell and say what is wrong there."""
        return self._told(self._next)

    def notice(self) -> str:
        """退回修改意见单: write the findings into a text file beside the book."""
        return self._told(self._notice)

    def report(self) -> str:
        """自评报告: not yet."""
        return sentences.NO_REPORT_YET

    def about(self) -> str:
        """关于: version, profiles, Python, where to read more."""
        profiles = "、".join(profile.name for profile in shipped_profiles())
        return (
            f"绩效自评 xlperf {__version__}；Python {platform.python_version()}（{sys.executable}）。"
            f"口径按表样自动选用，可用的有：{profiles}。在命令行里运行“xlperf --help”看各项功能的用法，运行“xlperf rules”看每条规则和依据。"
        )

    def _validate(self) -> str:
        reading, forms = self._checked()
        outcome = sentences.validated(forms, kept=_writable(reading.saved.path))
        self._write(reading, forms, outcome)
        return outcome

    def _normalise(self) -> str:
        reading, forms = self._checked()
        found = normalised(forms, reading.changed, shipped_templates())
        outcome = sentences.normalised(
            sum(len(form.changes) for form in found),
            sentences.validated(found, kept=_writable(reading.saved.path)),
        )
        self._write(reading, found, outcome)
        return outcome

    def _clear(self) -> str:
        reading = read_book(self._book, self._file(), shipped_templates())
        results = read_results(self._book, reading.grid, ())
        if not reading.stamp.texts and not results.filled:
            return self._show(sentences.NOTHING_TO_CLEAR)
        self._carry_out([*clear_orders_for(reading, results), Status(sentences.CLEARED)])
        return sentences.CLEARED

    def _next(self) -> str:
        stamp = StampBlock.of(self._book.texts(STAMP_SHEET, STAMP_AREA))
        marks = stamp.marks
        if not marks:
            return self._show(sentences.NO_MARKS)
        results = read_results(self._book, Grid(()), {place.sheet for place, _ in marks})
        found = stops(marks, told_by(results.written, marks))
        number, stop = next_stop(found, self._book.selected())
        sentence = sentence_at(stop, number, len(found))
        self._carry_out([Select(stop.place.sheet, stop.place.address), Status(sentence)])
        return sentence

    def _notice(self) -> str:
        # the report's words are not needed for anything else
        from xlperf.bridge.notice import write_notice

        reading, forms = self._checked()
        target = write_notice(forms, reading.saved.path)
        return self._show(f"退回修改意见写在“{target}”里，可以直接发给填报单位。")

    def _checked(self) -> tuple[Reading, tuple[Checked, ...]]:
        """The book as it stands, and its forms checked in the way of ``xlperf validate``."""
        path, templates = self._file(), shipped_templates()
        reading = read_book(self._book, path, templates)
        typed = reading.newly_typed[:MOST_ASKED]
        if typed:
            reading = reading.with_formats(self._formats(typed))
        try:
            checked = check_opened(path, reading.saved.data, reading.opened, templates, None)
        except UnreadableFile as error:
            raise Refused(f"{said(error)}{sentences.JUST_MADE}") from error
        return reading, tuple(one for one in across_run(checked) if isinstance(one, Checked))

    def _formats(self, places: Sequence[Place]) -> Mapping[Place, str]:
        """The number formats of these cells in the open book; none where the macro does not tell."""
        try:
            answer = self._run(ask_formats(places))
        except Exception as error:
            # that it is not there is said when it is to write
            if from_program(error) and trouble_of(error) in _NO_ANSWER:
                return {}
            raise
        return told_formats(places, answer)

    def _write(self, reading: Reading, forms: Sequence[Checked], outcome: str) -> None:
        results = read_results(self._book, reading.grid, {form.form_map.sheet for form in forms})
        orders = write_orders_for(reading, results, [results_for(form) for form in forms])
        self._carry_out([*orders, Status(outcome)])

    def _show(self, sentence: str) -> str:
        """The sentence in the status bar; where that cannot be had, as a refusal is shown: what it says is done."""
        try:
            self._carry_out([Status(sentence)])
        except Exception as error:
            if isinstance(error, Refused) or from_program(error):
                raise Refused(sentence) from error
            raise
        return sentence

    def _carry_out(self, orders: Iterable[Order]) -> None:
        try:
            answer = self._run(write_orders(orders))
        except Exception as error:
            if from_program(error) and trouble_of(error) in (Trouble.OTHER, Trouble.MISSING):
                refused = sentences.sentence_of(Trouble.MACRO)
                if refused:
                    raise refused from error
            raise
        if not sentences.is_done(answer):
            raise sentences.refusal(answer)

    def _run(self, text: str) -> object:
        return self._book.run(self._hands, PureWindowsPath(self._stored()).name, text)

    def _stored(self) -> str:
        try:
            self._path = self._path or self._book.fullname()
        except xw.XlwingsError:
            # it looks for the local copy of a file on the web, and finds none
            raise Refused(sentences.ON_THE_WEB) from None
        return self._path

    def _file(self) -> Path:
        stored = self._stored()
        if "://" in stored:
            raise Refused(sentences.ON_THE_WEB)
        if "/" not in stored and "\\" not in stored:
            raise Refused(sentences.NEVER_SAVED)
        if not exists(Path(stored)):
            raise Refused(sentences.FILE_GONE.format(path=stored))
        return Path(stored)

    def _told(self, action: Callable[[], str]) -> str:
        try:
            return action()
        except XlperfError as error:
            raise Refused(said(error)) from error
        except Exception as error:
            refused = sentences.sentence_of(trouble_of(error)) if from_program(error) else None
            if refused:
                raise refused from error
            raise


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK)
