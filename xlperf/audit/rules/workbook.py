"""Rules for the workbook itself: formulas, sealed cells, error words."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.audit.cells import NamedCell, named_cells, quoted_name
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import parse_decimal
from xlperf.values import normalised, parse_value

GROUP = "工作簿"
_MOST_NAMED = 4
_NOT_SCORED = "—"
_ERROR_WORDS = {
    "#DIV/0!": "除数为0或为空",
    "#REF!": "公式引用的单元格已被删除",
    "#VALUE!": "公式把文字当数字计算",
    "#NAME?": "公式里有不认识的名称",
    "#N/A": "公式查不到数据",
    "#NUM!": "公式算出的数超出范围",
    "#NULL!": "公式的引用范围写错",
}


@rule(
    "XP910",
    Severity.WARNING,
    "公式被手工数字替换",
    why="得分、总分和等级由公式实时计算，改成手工数字后，再改别的格子它不会跟着变。",
    basis="下发的表中，执行率、得分、总分和等级由公式计算。",
    bad="把总分一格的公式删掉，手工填98。",
    good="保留公式，修改完成值后总分自动更新。",
    fix="请从空白表把公式复制回来，或撤销手工填写；填的数与系统核算一致的可以不改。",
)
def formulas_kept(form: Context) -> Iterator[Issue]:
    """In our own workbook what was drawn as a formula still is one."""
    if not form.own:
        return
    recorded = form.assessment.formulas
    drawn = _computed(form) if recorded is None else _results(form)
    typed = [
        cell
        for cell in drawn
        if cell.entry.place
        and not cell.entry.live
        and not cell.entry.blank
        and (recorded is None or cell.entry.place in recorded)
    ]
    if typed:
        names = "、".join(cell.name for cell in typed[:_MOST_NAMED])
        names += "等" if len(typed) > _MOST_NAMED else ""
        yield Issue(
            typed[0].entry,
            f"有{len(typed)}处原来是公式的单元格被改成了手工填写：{names}。",
            also=tuple(cell.entry for cell in typed[1:]),
            stated=typed[0].entry.text,
        )


def _results(form: Context) -> Iterator[NamedCell]:
    """The fields that may have been drawn as formulas."""
    fund = form.assessment.total_fund
    yield NamedCell("执行率", fund.execution_rate)
    yield NamedCell("预算执行率得分", fund.execution_score)
    for row in form.indicators:
        yield NamedCell(f"{quoted_name(row.indicator)}的得分", row.indicator.score)
    yield NamedCell("总分", form.assessment.total)
    yield NamedCell("等级", form.assessment.grade)


def _computed(form: Context) -> Iterator[NamedCell]:
    """Those that surely were, where the workbook does not say."""
    issued = {entry.place for entry, _, _ in form.assessment.issued}
    editable = form.assessment.scores_editable
    scores = {row.indicator.score.place for row in form.indicators}
    # a score became a formula for the target and weight of a project list; by a clause it may be typed
    formulas = {
        row.indicator.score.place
        for row in form.indicators
        if not editable
        and row.indicator.clause.blank
        and row.indicator.weight.place in issued
        and parse_value(row.indicator.initial_target.text).quantitative
    }
    for cell in _results(form):
        given = cell.entry.text == _NOT_SCORED
        if not given and (cell.entry.place not in scores or cell.entry.place in formulas):
            yield cell


@rule(
    "XP911",
    Severity.WARNING,
    "下发时锁定的内容被改动",
    why="项目名称、指标、指标值和分值是批复的内容，填报时不能改；改了，各单位的表就无法比较。",
    basis="绩效目标随预算批复，调整须按程序报批。",
    bad="下发时指标值“≥6期”，交回时成了“≥4期”。",
    good="指标值保持“≥6期”；确需调整的，附上批复文件。",
    fix="请恢复成下发时的内容；经批准调整的，请附上批复文件。",
)
def sealed_cells_kept(form: Context) -> Iterator[Issue]:
    """What was issued sealed came back unchanged."""
    for now, issued, name in form.assessment.issued:
        if _same(now.text, issued) or (now.blank and now.live):
            continue
        said = "现在是空的" if now.blank else f"现在是“{now.text}”"
        before = f"下发时是“{issued}”" if issued else "下发时是空的"
        yield Issue(
            now,
            f"{name}{before}，{said}。",
            fix=f"请恢复成“{issued}”；经批准调整的，请附上批复文件。" if issued else "",
            stated=now.text,
            expected=issued,
        )


def _same(now: str, issued: str) -> bool:
    if normalised(now) == normalised(issued):
        return True
    number = parse_decimal(now)
    return number is not None and number == parse_decimal(issued)


@rule(
    "XP912",
    Severity.ERROR,
    "单元格显示错误值",
    why="公式出错的格子没有数，依赖它的得分和总分都算不出来。",
    basis="显示错误值的单元格没有数值。",
    bad="全年预算数是空的，执行率一格显示除数为0的错误值。",
    good="补填全年预算数，执行率正常显示。",
    fix="请先补齐公式用到的单元格；公式已经损坏的，请直接填数字或从空白表复制公式。",
)
def no_error_words(form: Context) -> Iterator[Issue]:
    """No cell shows an error word."""
    broken = {cell.entry.place: cell for cell in named_cells(form.assessment) if cell.entry.error}
    # by place, so that a level or a reason merged over several rows is one cell
    cells = [broken[place] for place in sorted(place for place in broken if place is not None)]
    if cells:
        first = cells[0]
        reason = _ERROR_WORDS.get(first.entry.error or "", "公式计算出错")
        message = f"{first.name}显示的是错误值（{reason}）。"
        if len(cells) > 1:
            names = "、".join(cell.name for cell in cells[:_MOST_NAMED])
            names += "等" if len(cells) > _MOST_NAMED else ""
            message = f"有{len(cells)}个单元格显示错误值：{names}；其中{first.name}是因为{reason}。"
        yield Issue(first.entry, message, also=tuple(cell.entry for cell in cells[1:]))
