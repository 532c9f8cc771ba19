"""Rules for what the prose calls things: the project, its money, and results that are no results."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.audit.cells import address, quoted_name
from xlperf.audit.context import Context, written
from xlperf.audit.finding import Severity
from xlperf.audit.foreign_names import other_funds, other_offices
from xlperf.audit.passages import LONGEST, sentences
from xlperf.audit.registry import Issue, rule
from xlperf.scoring.qualitative import band_of
from xlperf.values import normalised

GROUP = "文字部分的名称和结果"
_RESULTS = ("completion", "output", "benefit", "satisfaction")
_UNITS = r"%|人次|人|次|期|场|个|家|户|台|套|件|份|篇|项|天|小时|分钟|个月"
_BOUND = re.compile(
    rf"(?P<what>[\u4e00-\u9fff]{{3,24}}?)(为|达|达到|是)?(?P<op>[≥≤><])(?P<figure>\d+(?:\.\d+)?)(?P<unit>{_UNITS})(?=[,。;、]|\Z)"
)
_A_TARGET = re.compile(r"目标|指标[值量]|要求|标准|预期|计划|应|满分|规定|口径|任务量|完成\Z|考核线|阈值")
_SHORTEST_NAME = 8


@rule(
    "XP085",
    Severity.ERROR,
    "出现了别的单位或别的项目的名称",
    why="讲本单位、本项目资金的话里写着别的名称，说明是从别处复制来的，公开后影响很不好。",
    basis="文字部分应写本单位、本项目的情况。",
    bad="青山市医疗保障局的自评表写“不断完善青山市气象局运行资金的管理机制”。",
    good="写“不断完善青山市医疗保障局运行资金的管理机制”。",
    fix="请核对这段话是不是从别处复制来的，改为本单位、本项目的名称和情况。",
    level="像是别的项目的资金时为提醒",
)
def own_names_are_used(form: Context) -> Iterator[Issue]:
    """No other office owns the funds that the text speaks of, and the project's money has no other fund's name."""
    head = form.assessment
    for office in other_offices(form):
        yield Issue(
            office.text.entry,
            f"文中出现别的单位“{office.name}”（“{office.around}”），本表的单位是“{head.unit.text or head.department.text}”。",
            stated=office.name,
        )
    for fund in other_funds(form):
        yield Issue(
            fund.text.entry,
            f"文中写“{fund.around}”，这笔钱是本项目“{head.project_name.text.strip()}”的，“{fund.name}”像是别的项目的名称。",
            stated=fund.name,
            severity=Severity.WARNING,
        )


@rule(
    "XP125",
    Severity.WARNING,
    "结果里还带着“≥”",
    why="完成情况要写做到了多少，写成“≥2次”只是把目标抄了一遍，看不出实际数。",
    basis="财预〔2020〕10号：实际完成情况要据实填写，能用数字的用数字。",
    bad="“产出情况及分析”写“召开工作会议>2次，监督检查覆盖率≥90%”。",
    good="“产出情况及分析”写“召开工作会议3次，监督检查覆盖率92.8%”。",
    fix="请去掉比较符号，写实际完成的数。",
)
def results_are_figures(form: Context) -> Iterator[Issue]:
    """No result in the prose is a bound."""
    for text in form.texts:
        if text.key not in _RESULTS:
            continue
        said = [
            match[0]
            for sentence in _normal_sentences(text.entry.text)
            if not _A_TARGET.search(sentence)
            for match in _BOUND.finditer(sentence)
        ]
        if said:
            quoted = "、".join(f"“{words}”" for words in said[:3])
            yield Issue(text.entry, f"“{text.label}”写的是{quoted}，看不出实际完成了多少。", stated=said[0])


def _normal_sentences(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        yield normalised(sentence)


@rule(
    "XP128",
    Severity.WARNING,
    "项目名称前后写法不一",
    why="同一个项目两种叫法，公开后会被当成两个项目。",
    basis="项目名称应与预算批复一致，全表统一。",
    bad="表头写“养老服务与救助能力提升资金”，文中写“养老救助与服务能力提升资金”。",
    good="全表都写“养老服务与救助能力提升资金”。",
    fix="请以预算批复的名称为准，统一全表的写法。",
)
def project_has_one_name(form: Context) -> Iterator[Issue]:
    """The words of the project's name in another order."""
    cell = form.assessment.project_name
    name = normalised(cell.text)
    if len(name) < _SHORTEST_NAME:
        return
    for text in form.prose:
        other = _jumbled(name, normalised(text.entry.text[:LONGEST]))
        if other:
            yield Issue(
                text.entry,
                f"“{text.label}”中把项目写成“{other}”，表头的项目名称是“{cell.text.strip()}”{address(cell)}。",
                also=(cell,),
                stated=other,
                expected=cell.text.strip(),
            )


def _jumbled(name: str, text: str) -> str | None:
    """A passage of the same characters in another order, if there is one."""
    length, letters = len(name), sorted(name)
    weight = sum(map(ord, name))
    window = sum(map(ord, text[:length]))
    for start in range(len(text) - length + 1):
        if start:
            window += ord(text[start + length - 1]) - ord(text[start - 1])
        if window == weight:
            passage = text[start : start + length]
            # the whole name may well be said twice in a row: its rotations are no other name
            if (
                passage != name
                and sorted(passage) == letters
                and passage not in name + name
                and name not in text[max(0, start - length) : start + 2 * length]
            ):
                return passage
    return None


@rule(
    "XP129",
    Severity.INFO,
    "定性指标只写了档次，没有描述",
    why="只写“达成”看不出达成了什么，本口径要求另写一句简要描述。",
    basis="本口径规定：定性指标除选择完成档次外，还要简要描述完成情况。",
    bad="完成值“达成年度指标”。",
    good="完成值“达成年度指标：建立三项制度，六个乡镇均已执行”。",
    fix="请在完成值后面或文字部分补写一句完成情况。",
)
def phrase_is_described(form: Context) -> Iterator[Issue]:
    """Where the profile asks for it, a phrase does not stand alone."""
    if not form.profile.describe_qualitative:
        return
    alone = [
        row
        for row in form.indicators
        if row.band is not None
        and band_of(row.indicator.actual.text, form.profile) is not None
        and not written(row.indicator.deviation_reason)
    ]
    if alone:
        more = f"等{len(alone)}项指标" if len(alone) > 1 else ""
        yield Issue(
            alone[0].indicator.actual,
            f"{quoted_name(alone[0].indicator)}{more}的完成值只写了档次，没有描述完成情况。",
            also=tuple(row.indicator.actual for row in alone[1:]),
        )
