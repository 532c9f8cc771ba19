"""What the result sheet says, row by row: texts and row heights, no XML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import count

from xlperf.audit.finding import Finding
from xlperf.decimals import plain
from xlperf.model import TOTAL
from xlperf.workbook.edits import Edits
from xlperf.workbook.place import Place, parse_a1, quoted
from xlperf.workbook.stamp import RESULT_COMPARISON_COUNT, RESULT_WIDTHS

NOTHING_FOUND = "没有发现问题。"
NO_PLACE = "整份表"
SECTION = "汇总"
"""in the column of severities: a line that sums up one form of several"""
CHANGED = "规范"
"""in the column of severities: a cell that was spelled differently"""
_CHANGE_HEADS = ("单元格", "原来", "改为", "原因")
ONE_LINE = 20.0
_LINE, _PADDING, _TALLEST = 14.0, 6.0, 409.0
_MOST_LINES = 12
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


def summary_of(forms: Sequence[Edits]) -> str:
    """The sentence above everything; one line for each form where there are several."""
    if len(forms) == 1:
        return forms[0].summary
    lines = [f"{title_of(form, forms)}：{form.summary}" for form in forms[:_MOST_LINES]]
    if len(forms) > _MOST_LINES:
        lines.append(f"另有{len(forms) - _MOST_LINES}张表，见下面各表的“{SECTION}”行。")
    return "\n".join([f"这个文件里有{len(forms)}张自评表。", *lines])


def title_of(form: Edits, forms: Sequence[Edits]) -> str:
    """How a form is called among those of its file: by its sheet, and by its project where two share a sheet."""
    alone = sum(other.sheet == form.sheet for other in forms) == 1
    return f"工作表“{form.sheet}”" + ("" if alone or not form.project else f"（{form.project}）")


def comparison_rows(forms: Sequence[Edits]) -> list[ResultRow]:
    """Stated against computed: the label in columns A to C merged, then the three texts.

    Of several forms only the total is compared here; the rest stands in the line that sums each up.
    """
    compared = (
        list(forms[0].comparisons)
        if len(forms) == 1
        else [
            replace(one, label=f"{title_of(form, forms)}的{one.label}")
            for form in forms
            for one in form.comparisons
            if one.label == TOTAL
        ]
    )
    rows: list[ResultRow] = []
    for one in compared[:RESULT_COMPARISON_COUNT]:
        texts = (one.label, None, None, one.stated, one.computed, one.verdict)
        widths = (sum(RESULT_WIDTHS[:3]), 1, 1, *RESULT_WIDTHS[3:])
        rows.append(ResultRow(texts, _height(zip_texts(texts, widths))))
    return rows


def finding_rows(forms: Sequence[Edits]) -> list[ResultRow]:
    """One row for each finding, or one that says there is none; several forms have a section each."""
    if len(forms) > 1:
        return list(_sections(forms))
    findings = forms[0].findings
    if not findings:
        return [ResultRow((None, None, None, NOTHING_FOUND, None, None), _height([(NOTHING_FOUND, 60)]))]
    return [_finding_row(number, finding, forms[0].sheet) for number, finding in enumerate(findings, 1)]


def change_rows(forms: Sequence[Edits], earlier: Sequence[tuple[str, ...]]) -> list[ResultRow]:
    """The log of changed cells: those of ``earlier`` times as their four texts, then the new ones."""
    sheet = forms[0].sheet if len(forms) == 1 else None
    new: dict[tuple[str, ...], Place] = {
        (_where(change.place, sheet), change.old, _shown(change.new), change.reason): change.place
        for form in forms
        for change in form.changes
    }
    logged = dict.fromkeys([*earlier, *new])
    if not logged:
        return []
    heads = (None, CHANGED, *_CHANGE_HEADS)
    rows = [ResultRow(heads, ONE_LINE)]
    for number, texts in enumerate(logged, 1):
        cells: tuple[str | int | None, ...] = (number, CHANGED, *texts)
        target = new.get(texts) or _place(texts[0], sheet)
        rows.append(ResultRow(cells, _height(zip_texts(cells, RESULT_WIDTHS)), target))
    return rows


def _place(written: str, form: str | None) -> Place | None:
    """The cell that a former log names: ``G15`` of the form, or ``Sheet1!G15``."""
    sheet, _, address = written.rpartition("!")
    try:
        row, column = parse_a1(address)
    except ValueError:
        return None
    owner = sheet or form
    return Place(owner, row, column) if owner else None


def _shown(new: str | Decimal) -> str:
    return new if isinstance(new, str) else plain(new)


def _sections(forms: Sequence[Edits]) -> Iterator[ResultRow]:
    numbers = count(1)
    for form in forms:
        compared = "\n".join(
            f"{one.label}：表中{one.stated or '未填'}，系统核算{one.computed or '无'}，{one.verdict}"
            for one in form.comparisons
        )
        title = f"{title_of(form, forms)}：{form.summary}"
        texts = (None, SECTION, form.sheet, title, compared, None)
        yield ResultRow(texts, _height(zip_texts(texts, RESULT_WIDTHS)))
        for finding in form.findings:
            yield _finding_row(next(numbers), finding, None)


def summary_height(summary: str) -> float:
    """How high the row of the summary sentence has to be."""
    return _height([(summary, sum(RESULT_WIDTHS))])


def _finding_row(number: int, finding: Finding, form: str | None) -> ResultRow:
    """``form`` is the sheet that goes without saying, None where each place names its own."""
    place = finding.place
    where = _where(place, form) if place else NO_PLACE
    texts = (number, finding.severity.chinese, where, finding.message, finding.basis, finding.fix)
    return ResultRow(texts, _height(zip_texts(texts, RESULT_WIDTHS)), place)


def _where(place: Place, form: str | None) -> str:
    return place.label if place.named or place.sheet == form else str(place)


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
