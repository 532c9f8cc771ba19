"""Going from one marked cell to the next, by the marks and the 校验结果 of the open book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlperf.audit.finding import Severity
from xlperf.workbook.place import Place
from xlperf.workbook.result_rows import WrittenRows

_MOST_LETTERS = 160
"""of a message: a status bar has one line"""


@dataclass(frozen=True)
class Stop:
    """A marked cell, and what is wrong there, worst first."""

    place: Place
    severity: Severity
    messages: tuple[str, ...] = ()


def stops(marks: Sequence[tuple[Place, Severity]], told: Mapping[Place, Sequence[str]]) -> tuple[Stop, ...]:
    """The marked cells in reading order, sheet by sheet.

    Cells that are marked only because another one's problem concerns them are passed over.
    """
    sheets = list(dict.fromkeys([place.sheet for place in told] + [place.sheet for place, _ in marks]))
    main = [(place, severity) for place, severity in marks if place in told] or marks
    found = {place: Stop(place, severity, tuple(told.get(place, ()))) for place, severity in main}
    return tuple(
        sorted(
            found.values(),
            key=lambda stop: (sheets.index(stop.place.sheet), stop.place.row, stop.place.column),
        )
    )


def next_stop(found: Sequence[Stop], selected: Place | None) -> tuple[int, Stop]:
    """The first one after the selected cell, round to the first again, and its number from 1."""
    sheets = list(dict.fromkeys(stop.place.sheet for stop in found))
    if selected is None or selected.sheet not in sheets:
        return 1, found[0]
    here = (sheets.index(selected.sheet), selected.row, selected.column)
    for number, stop in enumerate(found, 1):
        if (sheets.index(stop.place.sheet), stop.place.row, stop.place.column) > here:
            return number, stop
    return 1, found[0]


def sentence_at(stop: Stop, number: int, count: int) -> str:
    """What the status bar says at the cell."""
    head = f"第{number}处，共{count}处：{stop.place.address}"
    if not stop.messages:
        return f"{head} 标为{stop.severity.chinese}，原因见“校验结果”表。"
    message = " ".join(stop.messages[0].split())
    if len(message) > _MOST_LETTERS:
        message = message[: _MOST_LETTERS - 1] + "…"
    more = f"（这一格另有{len(stop.messages) - 1}处，见“校验结果”表）" if len(stop.messages) > 1 else ""
    return f"{head}（{stop.severity.chinese}）：{message}{more}"


def told_by(written: WrittenRows, marks: Sequence[tuple[Place, Severity]]) -> dict[Place, list[str]]:
    """The messages on the result sheet by the cell they are about, where that is marked."""
    at: dict[str, list[Place]] = {}
    for place, _ in marks:
        at.setdefault(place.address, []).append(place)
        at.setdefault(str(place), []).append(place)
    told: dict[Place, list[str]] = {}
    levels = {severity.chinese for severity in Severity}
    for row in written.ours:
        _, level, where, message = (
            written.sheet.text(row, written.findings[1] + across) for across in range(4)
        )
        # one form alone does not name its sheet
        for place in at.get(where, ())[:1] if level in levels else ():
            told.setdefault(place, []).append(message)
    return told
