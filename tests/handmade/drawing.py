"""Drawing a form as an office does by hand: no names, no stamp, and every office its own habits."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tests.handmade.canvas import PLAIN, Canvas, Habits
from tests.handmade.form import FUND_FIELDS, INDICATOR_FIELDS, NARRATIVES, SHANXI, Form
from tests.handmade.sections import draw_kind
from tests.handmade.worded import converted
from xlperf.decimals import parse_decimal

INDICATOR_LABELS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年初指标值",
    "调整后指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)


GAP = 3


def draw(form: Form, path: Path, habits: Habits = PLAIN) -> Path:
    """The form as a workbook at ``path``."""
    return draw_all([(form, habits)], path)


def draw_all(forms: list[tuple[Form, Habits]], path: Path) -> Path:
    """Several forms in one workbook; those that name the same sheet stand there one below the other."""
    with Workbook(str(path)) as book:
        # no clock: the same form gives the same bytes
        book.set_properties({"created": datetime(2020, 1, 1)})  # noqa: DTZ001 - XlsxWriter wants it naive
        below: dict[str, int] = {}
        for form, habits in forms:
            for name in habits.sheets_before:
                book.add_worksheet(name).write_column(0, 0, ["目录", "一、项目名称", "二、绩效指标"])
            sheet = book.get_worksheet_by_name(habits.sheet) or book.add_worksheet(habits.sheet)
            top = below.get(habits.sheet, 0)
            if form.kind == SHANXI:
                drawing = _Drawing(book, sheet, form, habits, top)
                drawing.all()
                below[habits.sheet] = top + drawing.row + GAP
            else:
                below[habits.sheet] = top + draw_kind(book, sheet, form, habits, top) + GAP
            if habits.hidden:
                sheets = [one for one in book.worksheets() if one.name.startswith(habits.sheet)]
                for one in sheets:
                    one.hide()
            if form.purchases:
                table = book.add_worksheet(f"{habits.sheet}采购")
                for row, cells in enumerate(form.purchases):
                    table.write_row(row, 0, [_figure(cell) for cell in cells])
        visible = next((sheet for sheet in book.worksheets() if not sheet.hidden), None)
        if visible:
            visible.activate()
    return path


def _figure(cell: str) -> str | float:
    return float(cell) if parse_decimal(cell) is not None else cell


class _Drawing(Canvas):
    """The form of 忻州."""

    def __init__(self, book: Workbook, sheet: Worksheet, form: Form, habits: Habits, top: int = 0) -> None:
        super().__init__(book, sheet, habits, top)
        self.form = replace(form, funds=converted(form.funds, "万元", habits))

    def all(self) -> None:
        form, habits = self.form, self.habits
        self.put(1, "A:J", form.title, self.heading)
        self.put(2, "A:J", form.year, self.heading)
        self.label(3, "A:C", "项目名称")
        self.put(3, "D:J", form.project_name)
        self.label(4, "A:C", "主管部门及代码")
        self.put(4, "D:F", form.department)
        self.label(4, "G", "预算单位")
        self.put(4, "H:J", form.unit)
        self.row = 5
        self.funds()
        self.goals()
        self.indicators()
        self.total()
        if habits.narratives:
            self.narratives()

    def funds(self) -> None:
        top, habits = self.row, self.habits
        columns = dict(zip(FUND_FIELDS, "DEFGHIJ", strict=True))
        names = {
            "full_year_budget": "全年预算数",
            "executed": "全年执行数",
            "carry_over": "资金结(转)余",
            "execution_rate": "执行率",
            "execution_score": "得分",
        }
        depth = 1 if habits.single_initial else 2
        for name, label in names.items():
            self.label(top, columns[name], self.with_unit(name, label), top + depth - 1)
        if habits.single_initial:
            columns = {**columns, "initial_budget": "D:E"}
            del columns["initial_requested"]
            self.label(top, "D:E", self.with_unit("initial_budget", "年初预算数"))
        else:
            self.label(top, "D:E", "年初预算数")
            self.label(top + 1, "D", self.with_unit("initial_requested", "目标申报数"))
            self.label(top + 1, "E", self.with_unit("initial_budget", "预算编制数"))
        first = top + depth
        for row, fund in enumerate(self.form.funds, first):
            self.fund_label(row, fund.label)
            for name, at in columns.items():
                value = getattr(fund, name)
                if name == "execution_rate":
                    self.rate(row, at, value)
                else:
                    self.put(row, at, value)
        self.row = first + len(self.form.funds)
        self.label(top, "A", f"项目资金预算安排及执行进度（{self.money_unit}）", self.row - 1)

    def fund_label(self, row: int, label: str) -> None:
        word, colon, source = label.partition("：")
        if self.habits.split_fund_labels and colon and source:
            self.put(row, "B", word + colon)
            self.put(row, "C", source)
        else:
            self.put(row, "B:C", label)

    def goals(self) -> None:
        self.label(self.row, "A", "项目年度绩效目标", self.row + 1)
        self.label(self.row, "B:F", "年度目标")
        self.label(self.row, "G:J", "实际完成情况")
        self.put(self.row + 1, "B:F", self.form.goal, self.text)
        self.put(self.row + 1, "G:J", self.form.completion, self.text)
        self.row += 2

    def indicators(self) -> None:
        top = self.row
        for at, label in zip("BCDEFGHIJ", INDICATOR_LABELS, strict=True):
            self.label(top, at, label)
        rows = self.form.indicators
        for row, indicator in enumerate(rows, top + 1):
            for at, name in zip("DEFGHIJ", INDICATOR_FIELDS[2:], strict=True):
                self.put(row, at, getattr(indicator, name))
        self.levels("B", [row.first_level for row in rows], [row.first_level for row in rows])
        self.levels(
            "C", [row.second_level for row in rows], [row.first_level + row.second_level for row in rows]
        )
        self.row = top + 1 + len(rows)
        self.label(top, "A", "绩效指标", self.row - 1)

    def levels(self, at: str, texts: list[str], classes: list[str]) -> None:
        first = 0
        for index in range(1, len(texts) + 1):
            if index < len(texts) and classes[index] == classes[first]:
                continue
            row = self.row + 1
            if self.habits.levels == "merged":
                self.put(row + first, at, texts[first], bottom=row + index - 1)
            else:
                for member in range(first, index):
                    shown = self.habits.levels == "repeated" or member == first
                    self.put(row + member, at, texts[first] if shown else "")
            first = index

    def total(self) -> None:
        form = self.form
        self.put(self.row, "A:G" if form.weight_total else "A:H", self.habits.total_label)
        if form.weight_total:
            self.put(self.row, "H", form.weight_total)
        self.put(self.row, "I", form.total)
        self.put(self.row, "J", form.grade)
        self.row += 1

    def narratives(self) -> None:
        top = self.row
        self.label(top, "A", "项目绩效分析", top + len(NARRATIVES) - 1)
        self.label(top, "B", "自评结果分析", top + 3)
        for row, (key, label) in enumerate(NARRATIVES.items(), top):
            self.label(row, "C:D" if row < top + 4 else "B:D", label)
            self.put(row, "E:J", self.form.narratives.get(key, ""), self.text)
        self.row = top + len(NARRATIVES)
        self.put(self.row, "A:J", "备注：1.“年初预算数”下的“目标申报数”和“预算编制数”并列。", self.text)
