"""The sheet 自检: live checks by formula, each with a plain sentence and a link to the cell; no macro needed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xlperf.formula import At, Cells, Expr, expr
from xlperf.functions import address_of, count_if, hyperlink, if_, if_error, index, match_exact, sum_
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.check import BAD, GOOD, OPEN, FormCheck, once
from xlperf.layout.check_form import form_checks
from xlperf.layout.check_rows import RowCheck, at_field, row_checks, used
from xlperf.layout.form_cells import FormCells
from xlperf.layout.plan import Condition, SheetPlan, Style
from xlperf.profiles import Profile
from xlperf.workbook.place import Area, quoted
from xlperf.workbook.stamp import CHECK_SHEET

_WIDTHS = {1: 6, 2: 36, 3: 10, 4: 66, 5: 12, 6: 3}
_FIRST = 5
_MATRIX = 8
_COLOURS = {GOOD: ("E2EFDA", "375623"), BAD: ("FFC7CE", "9C0006"), OPEN: ("FFEB9C", "7F6000")}
_HIDDEN = Style(border=False, wrap=False)
_LINK = replace(styles.FIXED, colour="0563C1", underline=True)


def check_sheet(cells: FormCells, profile: Profile, form_sheet: str) -> SheetPlan:
    """The sheet with all checks; columns from H on hold the row by row results and are hidden."""
    canvas = Canvas(CHECK_SHEET, _WIDTHS)
    checks = [*form_checks(cells, profile), *_matrix(canvas, cells, profile)]
    last = _FIRST + len(checks) - 1
    _top(canvas, Cells(CHECK_SHEET, Area(_FIRST, 3, last, 3)), len(checks))
    for number, check in enumerate(checks, 1):
        row = _FIRST + number - 1
        canvas.put((1, 1), Decimal(number), styles.FIXED, row=row)
        canvas.put((2, 2), check.title, styles.FIXED_TEXT, row=row)
        state = canvas.put((3, 3), check.state, replace(styles.FIXED, bold=True), row=row)
        canvas.put((4, 4), check.sentence, styles.FIXED_TEXT, row=row)
        canvas.put((5, 5), _link(state, check, form_sheet), _LINK, row=row)
        canvas.fit(row, [((2, 2), check.title)], 20)
    states = Area(_FIRST, 3, last, 3)
    return SheetPlan(
        CHECK_SHEET,
        tuple(canvas.slots),
        _WIDTHS,
        canvas.heights,
        conditions=tuple(
            Condition(states, f'$C{_FIRST}="{word}"', fill=fill, colour=colour)
            for word, (fill, colour) in _COLOURS.items()
        ),
        print_area=Area(1, 1, last, 5),
        repeat_rows=(_FIRST - 1, _FIRST - 1),
        frozen_rows=_FIRST - 1,
        orientation="landscape",
        hidden_columns=(_MATRIX, _MATRIX + 2 * len(row_checks(profile))),
        tab_colour="548235",
    )


def _top(canvas: Canvas, states: Cells, checks: int) -> None:
    canvas.put((1, 5), "自检", styles.TITLE, row=1)
    canvas.heights[1] = 30
    bad, open_, good = (count_if(states, word) for word in (BAD, OPEN, GOOD))
    summary = if_(
        bad.eq(0),
        if_(
            open_.eq(0),
            expr(f"{checks}项自检全部通过，交出前请再做一次校验。"),
            expr("没有发现错误，还有") & open_ & "项待填，已通过" & good & "项。",
        ),
        expr("有") & bad & "项请处理，" & open_ & "项待填，已通过" & good & "项。",
    )
    canvas.put((1, 5), summary, replace(styles.SUBTITLE, bold=True), row=2)
    canvas.put((1, 5), "边填边查，不需要宏。点“去看”一栏可跳到对应的单元格。", styles.SUBTITLE, row=3)
    canvas.heights[2] = canvas.heights[3] = 22
    for column, label in enumerate(("序号", "检查内容", "结果", "说明", "去看"), 1):
        canvas.put((column, column), label, styles.HEADER, row=_FIRST - 1)
    canvas.heights[_FIRST - 1] = 22


def _link(state: At, check: FormCheck, form_sheet: str) -> Expr:
    address = address_of(check.place) if isinstance(check.place, At) else check.place
    return if_(state.eq(GOOD), "", hyperlink(expr(f"#{quoted(form_sheet)}!") & address, address))


def _matrix(canvas: Canvas, cells: FormCells, profile: Profile) -> list[FormCheck]:
    """One hidden column for each row check, one for the addresses it may send to; a visible line sums it up."""
    checks: list[FormCheck] = []
    begun = _begun(canvas, cells, _MATRIX + 2 * len(row_checks(profile)))
    for number, check in enumerate(row_checks(profile)):
        flags, addresses = _MATRIX + 2 * number, _MATRIX + 2 * number + 1
        if not _column(canvas, cells, profile, check, flags, addresses):
            continue
        last = _FIRST + len(cells.indicators) - 1
        found = sum_(Cells(CHECK_SHEET, Area(_FIRST, flags, last, flags)))
        first = match_exact(Decimal(1), Cells(CHECK_SHEET, Area(_FIRST, flags, last, flags)))
        address = if_error(index(Cells(CHECK_SHEET, Area(_FIRST, addresses, last, addresses)), first), "")
        word = OPEN if check.missing else BAD
        line = FormCheck(
            check.title,
            if_(found.eq(0), GOOD, word),
            if_(found.eq(0), check.good, expr("有") & found & check.bad),
            address,
        )
        if begun:
            start = address_of(at_field(cells.indicators[0], check.field))
            line = once(begun, replace(line, place=if_(begun, address, start)), "填写指标")
        checks.append(line)
    return checks


def _begun(canvas: Canvas, cells: FormCells, column: int) -> Expr | None:
    """In a blank form: some indicator is filled in; None where the indicators were issued."""
    if not any(row.open for row in cells.indicators):
        return None
    for offset, row in enumerate(cells.indicators):
        canvas.put((column, column), if_(used(row), 1, 0), _HIDDEN, row=_FIRST + offset)
    last = _FIRST + len(cells.indicators) - 1
    return sum_(Cells(CHECK_SHEET, Area(_FIRST, column, last, column))) > 0


def _column(
    canvas: Canvas, cells: FormCells, profile: Profile, check: RowCheck, flags: int, addresses: int
) -> bool:
    conditions = [check.of(row, profile) for row in cells.indicators]
    if all(wrong is None for wrong in conditions):
        return False
    for offset, (row, wrong) in enumerate(zip(cells.indicators, conditions, strict=True)):
        content: Expr | Decimal = Decimal(0) if wrong is None else if_(wrong, 1, 0)
        canvas.put((flags, flags), content, _HIDDEN, row=_FIRST + offset)
        canvas.put(
            (addresses, addresses), address_of(at_field(row, check.field)), _HIDDEN, row=_FIRST + offset
        )
    return True
