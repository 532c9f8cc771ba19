"""Drawing the kinds of ``kinds`` block by block, in as many columns as the indicator table has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tests.handmade.canvas import Canvas, Habits
from tests.handmade.form import Form, IndicatorRow
from tests.handmade.kinds import KINDS, Labels
from tests.handmade.worded import worded
from xlperf.decimals import parse_decimal, plain

FEWEST_COLUMNS = 8


def draw_kind(book: Workbook, sheet: Worksheet, form: Form, habits: Habits, top: int = 0) -> int:
    """The form on the sheet, and on further ones where the habits say so; how many rows it took."""
    kind = KINDS[form.kind]
    levels = {name for _, name in kind.columns} & {
        "first_level",
        "first_weight",
        "second_level",
        "second_weight",
        "name",
    }
    tables = [kind.columns]
    if habits.tables != "joined" and kind.tables:
        tables = [
            tuple(column for column in kind.columns if column[1] in levels | set(fields))
            for fields in kind.tables
        ]
    first = replace(form, indicators=form.annex) if len(tables) > 1 and form.annex else form
    drawing = _Sections(book, sheet, first, habits, tables[0], top)
    drawing.head()
    unbroken = replace(habits, blank_rows=frozenset())
    for number, columns in enumerate(tables):
        if (number == 0 and habits.head_apart) or (number and habits.tables == "sheets"):
            other = book.add_worksheet(f"{habits.sheet}续{number or ''}")
            shown = form if number else first
            drawing = _Sections(book, other, shown, unbroken, columns)
        elif number:
            below = drawing.position(drawing.row, "A")[0] - habits.top + 2
            drawing = _Sections(book, sheet, form, unbroken, columns, below)
        if number or len(tables) > 1:
            drawing.line(f"附表{number + 1}：{form.title}")
        drawing.table()
    drawing.foot()
    return drawing.row


class _Sections(Canvas):
    """One sheet of the form."""

    def __init__(
        self, book: Workbook, sheet: Worksheet, form: Form, habits: Habits, columns: Labels, top: int = 0
    ) -> None:
        super().__init__(book, sheet, habits, top)
        self.form, self.kind, self.columns = worded(form, habits), KINDS[form.kind], columns
        self.money_unit = habits.money or self.kind.money_unit
        if habits.execution_row:
            dropped = ("weight", "execution_score")
            kept = tuple(column for column in self.kind.fund_columns if column[1] not in dropped)
            self.kind = replace(self.kind, fund_columns=kept)
        extra = len(habits.extra_left) + len(habits.extra_right)
        self.last = max(FEWEST_COLUMNS, len(columns) + bool(self.kind.caption) + extra)

    def head(self) -> None:
        form, kind = self.form, self.kind
        if form.title and (self.habits.tables == "joined" or not kind.tables):
            self.line(form.title)
        if form.year:
            self.line(form.year)
        for row in kind.fields:
            self.fields(row)
        if form.funds:
            self.funds()
        self.narratives(kind.narratives_above)
        if form.goal or form.completion:
            self.goals()
        if form.class_scores and kind.columns:
            self.classes()

    def foot(self) -> None:
        kind = self.kind
        if not kind.columns:
            self.lone_total()
            self.classes()
        self.narratives(kind.narratives)

    def line(self, text: str) -> None:
        self.put(self.row, self.span(1, self.last), text, self.heading)
        self.row += 1

    def fields(self, labels: Labels) -> None:
        said = [(label, getattr(self.form, name)) for label, name in labels if getattr(self.form, name)]
        half = self.last // 2
        if not said:
            return
        self.label(self.row, "A:B", said[0][0])
        self.put(self.row, self.span(3, self.last if len(said) == 1 else half), said[0][1])
        if len(said) == 2:
            self.label(self.row, self.span(half + 1, half + 1), said[1][0])
            self.put(self.row, self.span(half + 2, self.last), said[1][1])
        self.row += 1

    def funds(self) -> None:
        top, columns = self.row, self.kind.fund_columns
        first = self.last - len(columns) + 1
        for at, (label, name) in enumerate(columns, first):
            self.label(top, self.span(at, at), self.with_unit(name, label))
        for row, fund in enumerate(self.form.funds, top + 1):
            self.put(row, self.span(2, first - 1), fund.label)
            for at, (_, name) in enumerate(columns, first):
                value = getattr(fund, name)
                if name == "execution_rate":
                    self.rate(row, self.span(at, at), value)
                else:
                    self.put(row, self.span(at, at), value)
        self.row = top + 1 + len(self.form.funds)
        self.label(top, "A", f"{self.kind.fund_caption}（{self.money_unit}）", self.row - 1)

    def goals(self) -> None:
        half = self.last // 2
        spans = (self.span(2, half), self.span(half + 1, self.last))
        self.label(self.row, "A", self.kind.goal_caption, self.row + 1)
        for span, (label, name) in zip(spans, self.kind.goals, strict=True):
            self.label(self.row, span, label)
            self.put(self.row + 1, span, getattr(self.form, name), self.text)
        self.row += 2

    def classes(self) -> None:
        rows = self.form.class_scores
        labels = [
            (label, name) for label, name in self.kind.class_labels if any(getattr(row, name) for row in rows)
        ]
        if self.habits.classes == "across" and rows:
            self.put(self.row, "A", "指标")
            for at, row in enumerate(rows, 2):
                self.put(self.row, self.span(at, at), row.name)
                for line, (_, name) in enumerate(labels, self.row + 1):
                    self.put(line, self.span(at, at), getattr(row, name))
            for line, (label, _) in enumerate(labels, self.row + 1):
                self.put(line, "A", label)
            self.row += 1 + len(labels)
        elif self.habits.classes == "down" and rows:
            for at, label in enumerate(["一级指标", *(label for label, _ in labels)], 1):
                self.put(self.row, self.span(at, at), label)
            for line, row in enumerate(rows, self.row + 1):
                for at, name in enumerate(["name", *(name for _, name in labels)], 1):
                    self.put(line, self.span(at, at), getattr(row, name))
            self.row += 1 + len(rows)

    def lone_total(self) -> None:
        self.label(self.row, "A:B", self.kind.total_label)
        self.put(self.row, "C:D", self.form.total)
        self.label(self.row, "E:F", self.kind.grade_label)
        self.put(self.row, "G:H", self.form.grade)
        self.row += 1

    def narratives(self, labels: Mapping[str, str]) -> None:
        for key, label in labels.items():
            text = self.form.narratives.get(key, "")
            if text:
                self.label(self.row, "A:B", label)
                self.put(self.row, self.span(3, self.last), text, self.text)
                self.row += 1

    def table(self) -> None:
        if not self.columns:
            return
        top, first = self.row, 1 + bool(self.kind.caption)
        self.header(first)
        at = {
            name: column for column, (_, name) in enumerate(self.columns, first + len(self.habits.extra_left))
        }
        self.indicators(at)
        if self.kind.caption:
            self.label(top, "A", self.kind.caption, self.row - 1)
        if self.kind.total_label:
            self.total(at)

    def header(self, first: int) -> None:
        labels = [*self.habits.extra_left, *(label for label, _ in self.columns), *self.habits.extra_right]
        for column, label in enumerate(labels, first):
            self.label(self.row, self.span(column, column), label)
        self.row += 1

    def indicators(self, at: dict[str, int]) -> None:
        """Runs between which nothing else is printed; levels are merged within a run."""
        runs: list[list[IndicatorRow]] = [[]]
        ends: list[str] = []
        for number, row in enumerate(self.form.indicators):
            before = self.form.indicators[number - 1] if number else row
            if self.habits.subtotals and before.first_level != row.first_level:
                runs.append([])
                ends.append("subtotal")
            elif self.habits.header_again and number and number % self.habits.header_again == 0:
                runs.append([])
                ends.append("header")
            runs[-1].append(row)
        ends.append("subtotal" if self.habits.subtotals else "")
        for run, end in zip(runs, ends, strict=True):
            self.run(run, at)
            if end == "subtotal":
                self.subtotal(run[-1].first_level, at)
            elif end == "header":
                self.header(1 + bool(self.kind.caption))

    def run(self, rows: list[IndicatorRow], at: dict[str, int]) -> None:
        classes = {"first_level": "first_level", "first_weight": "first_level"}
        for name, column in at.items():
            if name in ("first_level", "first_weight", "second_level", "second_weight"):
                keys = [(row.first_level, "" if name in classes else row.second_level) for row in rows]
                self.levels(column, [getattr(row, name) for row in rows], keys)
                continue
            for line, row in enumerate(rows, self.row):
                self.put(line, self.span(column, column), getattr(row, name))
        for number, _ in enumerate(self.habits.extra_left):
            for line in range(self.row, self.row + len(rows)):
                column = min(at.values()) - len(self.habits.extra_left) + number
                self.put(line, self.span(column, column), f"附{line}")
        self.row += len(rows)

    def levels(self, column: int, texts: list[str], keys: list[tuple[str, str]]) -> None:
        first = 0
        for index in range(1, len(texts) + 1):
            if index < len(texts) and keys[index] == keys[first]:
                continue
            if self.habits.levels == "merged":
                self.put(
                    self.row + first, self.span(column, column), texts[first], bottom=self.row + index - 1
                )
            else:
                for member in range(first, index):
                    shown = self.habits.levels == "repeated" or member == first
                    self.put(self.row + member, self.span(column, column), texts[first] if shown else "")
            first = index

    def subtotal(self, level: str, at: dict[str, int]) -> None:
        rows = [row for row in self.form.indicators if row.first_level == level]
        self.put(self.row, self.span(at["second_level"], at["second_level"]), "小计")
        for name in ("weight", "score"):
            figures = [parse_decimal(getattr(row, name)) for row in rows]
            if name in at and any(figures):
                self.put(
                    self.row, self.span(at[name], at[name]), plain(sum(filter(None, figures), Decimal(0)))
                )
        self.row += 1

    def total(self, at: dict[str, int]) -> None:
        form = self.form
        figures = [
            name for name in ("first_weight", "second_weight", "weight", "score", "deducted") if name in at
        ]
        label_ends = min(at[name] for name in figures) - 1
        self.put(
            self.row,
            self.span(1, label_ends),
            self.habits.labels.get(self.kind.total_label, self.kind.total_label),
        )
        said = {"score": form.total, "deducted": form.deducted_total}
        for name in figures:
            self.put(self.row, self.span(at[name], at[name]), said.get(name, form.weight_total))
        if "deviation_reason" in at and form.grade:
            self.put(self.row, self.span(at["deviation_reason"], at["deviation_reason"]), form.grade)
        self.row += 1

    @staticmethod
    def span(first: int, last: int) -> str:
        """``(2, 4)`` → ``B:D``"""
        return f"{chr(64 + first)}:{chr(64 + last)}"
