"""Rules for satisfaction: on what it is based, and what belongs there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import quoted_name, shortened
from xlperf.audit.context import Context, Text, written
from xlperf.audit.finding import Severity
from xlperf.audit.passages import sentences
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import parse_decimal, plain
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import normalised

GROUP = "满意度的依据"
_ASKED = (
    r"问卷|调查(?!处理)|调研|样本|抽样|访谈|访问|走访|回访|随访|测评|测验|座谈|(?<!\d)\d+余?份|量表|意见(表|簿|卡|征集)|征求意见|征集意见"
    r"|满意度(调查|测评|统计|评议|评价)|投票|打分|拦访|参评"
    r"|\d余?[人户名家位][^,。;\d]{0,6}满意|满意(的|者)?[^,。;\d]{0,3}\d+余?[人户名家位]"
)
_SURVEY = re.compile(_ASKED)
# whatever else people count satisfaction by; not a survey, but a basis
_ANY_BASIS = re.compile(
    rf"{_ASKED}|评价器|好差评|好评率|评议|扫码|反馈|短信|电话|热线|12345|系统(统计|导出)|平台(统计|数据)"
)
_NO_COMPLAINT = re.compile(
    r"(没有?|未|无|零)(收到|接到|发生|出现|接获|受理)?(过|任何)?[^,。;]{0,16}?(有效|群众|重大)?(投诉|举报|信访|负面)|投诉[^,。;]{0,8}(为|是)?(0|零)(?![.\d])"
)
_SAMPLE = re.compile(
    r"(?P<what>问卷|样本|调查(了|对象)?|回访(了)?|访谈(了)?|回收|收回|有效)(?P<gap>[^,。;\d]{0,10}?)(?P<figure>\d+)(?P<unit>份|人次|人|户|名|个|家)"
)
_EVERYBODY = re.compile(r"全部|全体|全员|全覆盖|逐[一人户]|所有|只有|仅有|共有?\d+[人户名]")
_AWARENESS = re.compile(r"知晓|知悉|了解(度|率|程度)")


@rule(
    "XP073",
    Severity.WARNING,
    "满意度没有调查依据",
    why="满意度是问出来的。没有问卷、回访之类的依据，复核时这一项可能记0分。",
    basis="财预〔2020〕10号：自评结果要有依据；满意度一般由问卷等调查得出。",
    bad="“使用人员满意度”完成值96%，全表没有提到怎么调查的。",
    good="“发放问卷60份，收回有效问卷58份，满意的56份，满意度96.6%。”",
    fix="请在“满意度情况及分析”中写明调查方式、问卷份数和计算方法；没有调查的，请补做调查。",
)
def satisfaction_is_surveyed(form: Context) -> Iterator[Issue]:
    """A satisfaction figure, on a form with room to say so, that nothing says how it was found."""
    if not any(narrative.key == "satisfaction" for narrative in form.assessment.narratives):
        return
    for row in _satisfactions(form):
        own = row.indicator
        told = (own.deviation_reason, own.explanation, own.evidence, own.name)
        if row.actual_number is None or not row.filled or not row.actual.quantitative:
            continue
        passages = [text.entry.text for text in form.texts] + [cell.text for cell in told]
        if not any(_ANY_BASIS.search(normalised(passage)) for passage in passages):
            yield Issue(
                own.actual,
                f"{quoted_name(own)}的完成值是“{own.actual.text}”，得{plain(row.filled)}分，全表没有说明是怎么调查得出的。",
                also=(own.score,),
            )


@rule(
    "XP074",
    Severity.WARNING,
    "用没有投诉代替满意度调查",
    why="没有人投诉不等于满意，复核时不认可，这一项可能不得分。",
    basis="满意度由服务对象的回答得出，投诉数不能代替。",
    bad="“全年没有收到群众投诉，满意度指标完成。”",
    good="“回访办事群众120人，满意的117人，满意度97.5%；全年没有投诉。”",
    fix="请补做问卷或回访，写明份数和结果；没有投诉可以一并写上，不能单独作为依据。",
)
def no_complaint_is_no_survey(form: Context) -> Iterator[Issue]:
    """The satisfaction is argued from complaints that did not come, and nothing else was asked."""
    rows = [row for row in _satisfactions(form) if not _counts_complaints(row)]
    if not rows or any(_SURVEY.search(normalised(passage)) for passage in _passages(form, rows)):
        return
    for text in form.texts:
        for sentence in sentences(text.entry.text):
            match = _NO_COMPLAINT.search(sentence)
            if match and (text.key == "satisfaction" or "满意" in sentence):
                first = rows[0]
                points = f"，{quoted_name(first.indicator)}得{plain(first.filled)}分" if first.filled else ""
                yield Issue(
                    text.entry,
                    f"满意度的依据是“{shortened(match[0])}”{points}；没有投诉不能代替满意度调查。",
                    also=(first.indicator.actual,),
                )
                return


@rule(
    "XP075",
    Severity.INFO,
    "满意度调查的样本偏少",
    why="样本太少，算出的满意度说明不了整体情况，复核时容易被质疑。",
    basis="样本量一般不少于口径规定的份数；服务对象本来就少的，应全部调查。",
    bad="有效问卷8份，满意度100%。",
    good="有效问卷120份，满意度96.7%。",
    fix="请尽量扩大调查范围；服务对象总共就这么多的，请写明“全部调查”。",
)
def sample_is_large_enough(form: Context) -> Iterator[Issue]:
    """The largest number of people asked is below what the profile asks for."""
    least = form.profile.survey.smallest
    rows = list(_satisfactions(form))
    asked = [(text, number, words) for text in form.texts for number, words in _samples(text)]
    if not rows or not asked:
        return
    text, number, words = max(asked, key=lambda one: one[1])
    if number < least and not _EVERYBODY.search(normalised(text.entry.text)):
        yield Issue(
            text.entry,
            f"满意度调查只有“{words}”，样本不到{plain(Decimal(least))}份，偏少。",
            also=(rows[0].indicator.actual,),
            stated=plain(number),
            expected=f"不少于{plain(Decimal(least))}",
        )


@rule(
    "XP076",
    Severity.WARNING,
    "知晓率放在了满意度下",
    why="知晓率说的是知不知道，满意度说的是满不满意，放错位置，满意度就等于没有评价。",
    basis="财预〔2020〕10号：满意度指标反映服务对象的认可程度；知晓率属于社会效益。",
    bad="“服务对象满意度指标”下设“政策知晓率”。",
    good="“政策知晓率”放在社会效益指标下，满意度指标下设“参保群众满意度”。",
    fix="请把知晓率移到社会效益指标，另设满意度指标。",
)
def awareness_is_no_satisfaction(form: Context) -> Iterator[Issue]:
    """知晓率 is no 三级指标 of 满意度."""
    for row in form.indicators:
        name = normalised(row.indicator.name.text)
        levels = normalised(row.indicator.first_level.text + row.indicator.second_level.text)
        if "满意" in levels and _AWARENESS.search(name) and "满意" not in name:
            yield Issue(
                row.indicator.name,
                f"{quoted_name(row.indicator)}放在“{row.indicator.second_level.text or row.indicator.first_level.text}”下，"
                "它反映的是知不知道，属于社会效益，不是满意度。",
                also=(row.indicator.second_level,),
            )


def _satisfactions(form: Context) -> Iterator[IndicatorScore]:
    for row in form.indicators:
        name = normalised(row.indicator.name.text)
        levels = normalised(row.indicator.first_level.text + row.indicator.second_level.text)
        if "满意" in name or ("满意" in levels and not _AWARENESS.search(name)):
            yield row


def _counts_complaints(row: IndicatorScore) -> bool:
    """The indicator itself is a number of complaints."""
    return re.search(r"投诉|信访|举报", normalised(row.indicator.name.text)) is not None


def _passages(form: Context, rows: list[IndicatorScore]) -> Iterator[str]:
    for text in form.texts:
        if text.key == "satisfaction" or "满意" in text.entry.text:
            yield text.entry.text
    for row in rows:
        for cell in (row.indicator.deviation_reason, row.indicator.evidence, row.indicator.explanation):
            if written(cell):
                yield cell.text


def _samples(text: Text) -> Iterator[tuple[Decimal, str]]:
    for sentence in sentences(text.entry.text):
        if text.key != "satisfaction" and "满意" not in sentence and "问卷" not in sentence:
            continue
        for match in _SAMPLE.finditer(sentence):
            number = parse_decimal(match["figure"])
            if number is not None and re.search(r"问卷|满意|有效|样本", sentence):
                yield number, match[0]
