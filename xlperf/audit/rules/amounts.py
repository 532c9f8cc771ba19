"""Rules for amounts that are missing or no numbers."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.audit.cells import fund_label
from xlperf.audit.context import Context, empty, written
from xlperf.audit.finding import Severity
from xlperf.audit.fund_rows import unusable
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import plain
from xlperf.model import Entry, Fund
from xlperf.units import convert
from xlperf.values import embedded_value

GROUP = "资金数字"
_FIX = "请只填数字，不带单位和别的字。"


@rule(
    "XP105",
    Severity.ERROR,
    "全年预算数或全年执行数没有填，或不是数字",
    why="缺了这两个数，执行率和它的得分都算不出来。",
    basis="执行率等于全年执行数除以全年预算数。",
    bad="资金总额一行的全年执行数空着。",
    good="按决算数填写全年执行数；没有支出的填0。",
    fix="请补填；确实没有的填0。",
)
def amounts_given(form: Context) -> Iterator[Issue]:
    """Budget and executed are numbers: in the total row, and in every source that says something."""
    total, sources = form.assessment.total_fund, form.assessment.sources
    for field in ("full_year_budget", "executed"):
        name = form.assessment.label(field)
        cell: Entry = getattr(total, field)
        bad = unusable(form, field)
        if bad:
            yield _unusable(form, field, name, bad)
        if cell.place is None or (cell.number is not None and not (form.own and cell.worded)):
            continue
        if cell.blank and cell.live:
            # our own total row adds up the sources: it is them that are to be filled
            typed: list[Entry] = [getattr(source, field) for source in sources]
            if typed and all(empty(entry) for entry in typed):
                yield Issue(typed[0], f"{name}没有填写。", also=tuple(typed[1:]))
        elif written(cell):
            number = _number_in(cell, form)
            message = f"合计行的{name}填写的是“{cell.text}”，不是数字，无法核对；请只填{number or '数字'}。"
            yield Issue(cell, message, fix=_FIX, stated=cell.text, expected=number)
        else:
            yield Issue(cell, f"合计行的{name}没有填写。")


def _unusable(form: Context, field: str, name: str, bad: tuple[tuple[Fund, Entry], ...]) -> Issue:
    """One finding for the column; where nothing in it counts, the cells still empty are part of it."""
    said = []
    for source, cell in bad:
        number = _number_in(cell, form)
        what = "不是数字" if cell.number is None else "公式没有算进去"
        said.append(f"{fund_label(source)}的{name}是文字“{cell.text}”，{what}，请只填{number or '数字'}")
    cells = [cell for _, cell in bad]
    others: list[Entry] = [getattr(source, field) for source in form.assessment.sources]
    if all(entry.number is None for entry in others):
        cells += [entry for entry in others if empty(entry)]
    first = cells[0]
    return Issue(
        first,
        "；".join(said) + "。",
        fix=_FIX,
        also=tuple(cells[1:]),
        stated=first.text,
        expected=_number_in(first, form),
    )


def _number_in(cell: Entry, form: Context) -> str | None:
    """The one figure inside the text, in the form's unit."""
    if cell.number is not None:
        return plain(cell.number)
    value = embedded_value(cell.text)
    if value is None:
        return None
    known = value.unit if value.unit.dimension == form.money.dimension else form.money
    return plain(convert(value.number, known, form.money))
