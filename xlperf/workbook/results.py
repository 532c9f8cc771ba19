"""What the result sheet says, row by row: texts and row heights, no XML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlperf.audit.finding import Finding
from xlperf.workbook.edits import Edits
from xlperf.workbook.place import Place, quoted
from xlperf.workbook.stamp import RESULT_COMPARISON_COUNT, RESULT_WIDTHS

NOTHING_FOUND = "没有发现问题。"
NO_PLACE = "整份表"
ONE_LINE = 20.0
_LINE, _PADDING, _TALLEST = 14.0, 6.0, 409.0
_WIDE_LETTERS = ("W", "F", "A")


@dataclass(frozen=True)
class ResultRow:
    """One row of the result sheet: six cells (None: drawn, but empty), its height, the cell it links to."""

    cells: tuple[str | int | None, ...]
    height: float
    target: Place | None = None

    @property
    def location(self) -> str:
        """Where the link leads, as a hyperlink spells it."""
        return f"{quoted(self.target.sheet)}!{self.target.address}" if self.target else ""


def comparison_rows(edits: Edits) -> list[ResultRow]:
    """Stated against computed: the label in columns A to C merged, then the three texts."""
    rows: list[ResultRow] = []
    for one in edits.comparisons[:RESULT_COMPARISON_COUNT]:
        texts = (one.label, None, None, one.stated, one.computed, one.verdict)
        widths = (sum(RESULT_WIDTHS[:3]), 1, 1, *RESULT_WIDTHS[3:])
        rows.append(ResultRow(texts, _height(zip_texts(texts, widths))))
    return rows


def finding_rows(edits: Edits) -> list[ResultRow]:
    """One row for each finding, or one that says there is none."""
    if not edits.findings:
        return [ResultRow((None, None, None, NOTHING_FOUND, None, None), _height([(NOTHING_FOUND, 60)]))]
    return [_finding_row(number, finding, edits.sheet) for number, finding in enumerate(edits.findings, 1)]


def summary_height(summary: str) -> float:
    """How high the row of the summary sentence has to be."""
    return _height([(summary, sum(RESULT_WIDTHS))])


def _finding_row(number: int, finding: Finding, form: str) -> ResultRow:
    place = finding.place
    where = NO_PLACE if place is None else place.address if place.sheet == form else str(place)
    texts = (number, finding.severity.chinese, where, finding.message, finding.basis, finding.fix)
    return ResultRow(texts, _height(zip_texts(texts, RESULT_WIDTHS)), place)


def zip_texts(texts: Sequence[str | int | None], widths: Sequence[int]) -> Iterator[tuple[str, int]]:
    """The texts with the width of the column each stands in."""
    return ((text, width) for text, width in zip(texts, widths, strict=True) if isinstance(text, str))


def _height(texts: Iterator[tuple[str, int]] | Sequence[tuple[str, int]]) -> float:
    # rows written as XML do not grow by themselves
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return min(_TALLEST, lines * _LINE + _PADDING)


def _lines(text: str, width: int) -> int:
    # a wide letter that does not fit any more leaves a gap at the end of its line
    room = max(2, width - 2)
    return sum(max(1, -(-_width(line) // room)) for line in text.split("\n"))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in _WIDE_LETTERS else 1 for letter in text)
