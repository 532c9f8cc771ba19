"""Rules for what could not be checked: columns without a known heading, texts without a word."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.audit.cells import address
from xlperf.audit.context import Context, empty
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.model import REASONS, TOTAL, Entry

GROUP = "没有查到的内容"


@rule(
    "XP107",
    Severity.WARNING,
    "有的栏目没有认出",
    why="手工做的表表头各不相同，没有认出的栏目不会检查，不提醒就会让人误以为没有问题。",
    basis="财预〔2020〕10号所附自评表的栏目名称。",
    bad="得分一列的表头写成“评委意见分”。",
    good="得分一列的表头写“得分”。",
    fix="请按提示改表头的名称，再校验一次；表里本来没有这一栏的，可以不改。",
)
def columns_recognised(form: Context) -> Iterator[Issue]:
    """Every column and field that the checks need was found by its label."""
    missing = form.assessment.unrecognised
    if not missing:
        return
    names = "、".join(f"“{_printed(name, form)}”" for name in missing)
    likely = [(name, form.assessment.headings[name]) for name in missing if name in form.assessment.headings]
    hint = "；".join(
        f"“{heading.text}”{address(heading)}如果就是“{_printed(name, form)}”，请把表头改过来"
        for name, heading in likely
    )
    if len(missing) == 1:
        kind = "一行" if missing[0] == TOTAL else "一列"
        advice = hint or f"请把表头改为{names}"
        message = f"没有认出{names}{kind}，有关{missing[0]}的检查没有做；{advice}。"
    else:
        advice = f"{hint}；其余的请把表头分别改为这些名称" if hint else "请把表头分别改为这些名称"
        message = f"没有认出{names}这{len(missing)}栏，有关的检查没有做；{advice}。"
    cells = [heading for _, heading in likely]
    yield Issue(cells[0] if cells else _head(form), message, also=tuple(cells[1:]))


def _printed(name: str, form: Context) -> str:
    return form.assessment.label("deviation_reason") if name == REASONS else name


def _head(form: Context) -> Entry | None:
    head = form.assessment
    known = (head.title, head.project_name, *(row.indicator.name for row in form.indicators))
    return next((cell for cell in known if cell.place), None)


@rule(
    "XP108",
    Severity.INFO,
    "文字部分有空白",
    why="年度目标、完成情况和绩效分析空着，复核时看不出数字的来由。",
    basis="财预〔2020〕10号：自评应对照绩效目标分析完成情况，说明偏差原因和改进措施。",
    bad="“主要经验做法”后面空着。",
    good="“主要经验做法”后面写一两句实际做法。",
    fix="有内容的请补写；确实没有的，写“无”。",
)
def texts_filled(form: Context) -> Iterator[Issue]:
    """The texts that the form has room for are written; all that are not make one finding."""
    head = form.assessment
    texts = [("年度目标", head.goal), ("实际完成情况", head.completion)]
    texts += [(narrative.label, narrative.entry) for narrative in head.narratives]
    blank = [(label, entry) for label, entry in texts if empty(entry)]
    if blank:
        names = "、".join(f"“{label}”{address(entry)}" for label, entry in blank)
        yield Issue(blank[0][1], f"{names}没有填写。", also=tuple(entry for _, entry in blank[1:]))
