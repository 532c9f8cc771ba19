"""Points and grades that the form's prose tells, and what the table has in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.cells import quoted_name
from xlperf.audit.context import Context, Text
from xlperf.audit.listed import plain_name
from xlperf.audit.passages import FIGURE, Found, search
from xlperf.decimals import CENT, parse_decimal
from xlperf.model import BLANK, Entry
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import normalised

_IS = r"(?:指标)?(?:情况)?(?:(?:总分|分值|满分|权重)?\d+(?:\.\d+)?分?[,、]?)?(?:实际|评价|自评|评分|综合|最终)*(?:得分?|评分)(?:了|为|是|共|共计|合计|:)*"
_POINTS = _IS + FIGURE + r"分(?!值|之|以|到|至|钟|[-~—(])"
_TOTAL = re.compile(
    r"(?P<what>总得分|总分|综合得分|综合评分|评价总得分|自评总分|自评得分|最终得分|自评综合得分|评价综合得分|绩效评价得分|绩效自评得分|评价得分为|自评分)"
    r"(?:数|为|是|共|共计|合计|达到|达|:)*" + FIGURE + r"分(?!值|之|以|到|至|钟|[-~—(])"
)
# 得分98分 and 自评98分 alone are the total's only where nothing else is spoken of, and a grade follows or 自评 stands before
_BARE_TOTAL = re.compile(
    r"(?:(?P<what>自评(?:结果|打分)?)|(?:自评|评价|综合|最终|总)*得分)(?:为|是|共|:)*"
    + FIGURE
    + r"分(?!值|之|以|到|至|钟|[-~—(])(?:(?=(?P<grade>,?(?:自评|评价|评定)?(?:等级|结果|级别)?(?:评定?为|为|是|属|:)*[“\"]?(?:优|良|中|差))))?"
)
_OF_TOTAL = re.compile(
    r"(?:[本该我此次]|项目|单位|部门|局|中心|整体|绩效|自评|评价|经|综合|最终|结果|20\d\d年度?|年度|支出|专项|[的,:、])*"
)
_EXECUTION = re.compile(r"(?P<what>预算执行率?(?:情况)?(?:指标)?)" + _POINTS)
_INDICATORS = re.compile(r"(?P<what>指标完成情况|绩效指标|各项绩效指标)" + _POINTS)
_CLASS = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,10}?)(?=指标)" + _POINTS)
_GRADE = re.compile(
    r"(?:评价|自评|绩效)?(?:等级|结果|结论|级别)(?:为|是|评定为|属于|属|:)+[“\"'‘]?(?P<figure>优秀?|良好?|中等?|差)(?:[”\"'’]|级|等|档|(?![\u4e00-\u9fff]))"
    r"|属于[“\"'‘](?P<word>优秀?|良好?|中等?|差)[”\"'’]"
)
_BARE_GRADE = re.compile(
    r"(?P<own>自评|自我评价|绩效评价|总体评价)?等级[“\"'‘]?(?P<figure>优秀?|良好?|中等?|差)(?:[”\"'’]|级|等|档|(?![\u4e00-\u9fff]))"
)
_POINTS_BEFORE = re.compile(rf"(?:(?:总?得分|总分)(?:为|是|:)*|(?<=自评)){FIGURE}分[,(]?\Z")
_OF_CLASSES = ("execution", "output", "benefit", "satisfaction")
"""texts where points without a name may be those of the class that the text is about"""
_ANOTHER = re.compile(
    r"上年|去年|上一年|往年|历年|以前年度|其他|全市|全省|平均|排名|第三方|财政部门|复核|满分|下年|明年|力争|目标|预计|如果|若"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_SCALE = re.compile(r"\d分?[-~—至到]\d|以上|以下|含")


@dataclass(frozen=True)
class ToldPoints:
    """Points told in prose: the words, what they are the points of, and what the table has."""

    text: Text
    quoted: str
    name: str
    told: Decimal
    right: Decimal
    cell: Entry


def wrong_points(form: Context) -> Iterator[ToldPoints]:
    """Points in the prose that the table does not have, each cell once."""
    for text in form.texts:
        seen: set[str] = set()
        for one in _told(text, form):
            if abs(one.told - one.right) > CENT and one.name not in seen:
                seen.add(one.name)
                yield one


def wrong_grades(form: Context, grade: str) -> Iterator[tuple[Text, str, str]]:
    """Grade words in the prose that are not ``grade``: text, words and the grade meant."""
    for text in form.texts:
        for found in (*search(_GRADE, text.entry.text), *_bare_grades(text)):
            word = (found.match["figure"] or found.match.groupdict().get("word") or "")[:1]
            before = found.sentence.partition(found.match[0])[0]
            another = _ANOTHER.search(found.sentence) or _earlier(before, form)
            if word != grade[:1] and not another and not _SCALE.search(found.clause):
                yield text, found.match[0], word
                break


def _bare_grades(text: Text) -> Iterator[Found]:
    """等级优 without a verb, right behind the points or with 自评 before it."""
    for found in search(_BARE_GRADE, text.entry.text) if text.key not in _OF_CLASSES else ():
        points = _POINTS_BEFORE.search(found.sentence[: found.match.start()])
        told = points is not None or found.match["own"]
        before = found.sentence[: points.start() if points else found.match.start()]
        if told and _OF_TOTAL.fullmatch(before):
            yield found


def _told(text: Text, form: Context) -> Iterator[ToldPoints]:
    known = {plain_name(row): row for row in form.indicators if plain_name(row)}
    yield from _totals(text, form)
    stated = form.scored.stated_execution_score
    if stated is not None:
        for found in _clear(_EXECUTION, text, form):
            yield _points(text, found, "预算执行率", stated, form.assessment.total_fund.execution_score)
    added = form.score_sum
    if added is not None:
        for found in _clear(_INDICATORS, text, form):
            yield _points(text, found, "各项指标合计", added.indicators, BLANK)
    yield from _classes(text, form)
    yield from _rows(text, known, form)


def _totals(text: Text, form: Context) -> Iterator[ToldPoints]:
    if form.total is None:
        return
    added = form.score_sum
    for found in _clear(_TOTAL, text, form):
        # a lone number with only its parts before it would be the total of a class
        if found.before and not re.search(
            r"项目|单位|部门|整体|[我本]局|绩效|自评|评价|年度?|结果|综合|最终|资金|经费|支出|此次|本次",
            found.before,
        ):
            continue
        if re.search(r"指标|执行|产出|效益|满意|决策|过程", found.before) or any(
            plain_name(row) and plain_name(row) in found.before for row in form.indicators
        ):
            continue
        if added is not None and added.agrees(found.number):
            continue
        yield _points(text, found, "总分", form.total, form.assessment.total)
    for found in _clear(_BARE_TOTAL, text, form) if text.key not in _OF_CLASSES else ():
        if not (found.match["what"] or found.match["grade"]):
            continue
        if _OF_TOTAL.fullmatch(found.sentence[: found.match.start()]) is None:
            continue
        if added is None or not added.agrees(found.number):
            yield _points(text, found, "总分", form.total, form.assessment.total)


def _classes(text: Text, form: Context) -> Iterator[ToldPoints]:
    sums: dict[str, list[Decimal | None]] = {}
    for row in form.indicators:
        levels = (row.indicator.first_level.text, row.indicator.second_level.text)
        for level in dict.fromkeys(normalised(level).removesuffix("指标") for level in levels if level):
            sums.setdefault(level, []).append(row.filled)
    for found in _clear(_CLASS, text, form):
        what = found.match["what"]
        points = sums.get(what)
        if not points or any(point is None for point in points):
            continue
        right = sum((point for point in points if point is not None), Decimal(0))
        yield _points(text, found, f"{what}指标合计", right, BLANK)


def _rows(text: Text, known: dict[str, IndicatorScore], form: Context) -> Iterator[ToldPoints]:
    for name, row in known.items():
        if row.filled is None or len(name) < 4 or name not in normalised(text.entry.text):
            continue
        for found in _clear(re.compile(re.escape(name) + _POINTS), text, form):
            longer = any(other != name and name in other and other in found.clause for other in known)
            if not longer:
                yield _points(
                    text, found, f"{quoted_name(row.indicator)}得分", row.filled, row.indicator.score
                )


def _clear(pattern: re.Pattern[str], text: Text, form: Context) -> Iterator[Found]:
    for found in search(pattern, text.entry.text):
        before = found.sentence.partition(found.match[0])[0]
        if not _ANOTHER.search(found.clause) and not _ANOTHER.search(before) and not _earlier(before, form):
            yield found


def _earlier(before: str, form: Context) -> bool:
    """The year named last is one before the form's."""
    years, own = _YEAR.findall(before), form.assessment.year.number
    return bool(years) and own is not None and int(years[-1]) < own


def _points(text: Text, found: Found, name: str, right: Decimal, cell: Entry) -> ToldPoints:
    return ToldPoints(text, found.match[0], name, parse_decimal(found.figure) or Decimal(0), right, cell)
