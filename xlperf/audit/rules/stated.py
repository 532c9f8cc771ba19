"""Rules for years and grade bands that texts state."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.cells import address
from xlperf.audit.claims import claims
from xlperf.audit.context import Context
from xlperf.audit.explain import same_amount
from xlperf.audit.finding import Severity
from xlperf.audit.passages import sentences
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import places_of, plain
from xlperf.model import Entry
from xlperf.values import normalised

GROUP = "年度与等级的写法"
_YEAR = r"(?<!\d)(?P<year>20\d\d)"
_TITLE_YEAR = re.compile(rf"{_YEAR}(年度|年(?=(项目支出|部门|整体|绩效|财政|预算)))")
_ANY_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|-|至|～|~|—)")
_GOAL_YEAR = re.compile(
    rf"(\A[\d一二三四五、.:()]*{_YEAR}年度?,?(计划|预计|将|拟|全年|力争|完成|开展|实施|举办|组织|继续|确保|做好|推进)"
    rf"|{_YEAR.replace('<year>', '<goal>')}年度?(总体|绩效|项目|工作|年度)*(目标|任务)(?!已|完成|的?(完成|实现)情况))"
)
# 2022年图书馆接待读者…: the text begins with a year, and the clause names nothing that may stem from it
_OPENING_YEAR = re.compile(
    rf"\A[\d一二三四五、.:()]{{0,4}}?{_YEAR}年度?(?P<clause>,?[\u4e00-\u9fff][^,。;!?\n]*)"
)
_STEMS_FROM = re.compile(
    r"\A,?[底末初起前后以至到之内中上下第开立启签批建购](?!展)|资金|经费|补助|专项|项目|工程|结转|下达|批|标准|招|级|届|秋|春|开工|立项|启动|签订"
    r"|建成|印发|出台|文件|规划|方案|计划|合同|目标|期间|月|季"
)
_COMPARED = re.compile(r"今年|本年|当年|较|同比|相比|比上|增长|提高|下降|减少|上年|去年|以来")
_SEVERAL = re.compile(r"规划|[-至~—]20\d\d|跨年|周期|分年|历年|三年|五年|多年|上年|结转|以来")
_BAND = re.compile(
    r"(?P<low>\d{1,3})分?(?P<low_in>\(含(?:\d+分?)?\))?分?[-~至到—–](?P<high>\d{1,3})分?(?P<high_in>\(含(?:\d+分?)?\))?"
)
_GRADE = r"[\"“'‘]?(优秀?|良好?|中等?|差)[\"”'’]?"
_BEFORE_BAND = re.compile(rf"{_GRADE}等?级?(为|是|:|\()?\Z")
_AFTER_BAND = re.compile(rf"\)?的?,?(评定?为|等级?为|属于?|确定为|为|是|:)?{_GRADE}")


@rule(
    "XP014",
    Severity.WARNING,
    "文中的年度与表头不一致",
    why="每年都用上一年的表改，年度没有改全，别人会以为整张表是去年的。",
    basis="自评表的年度、年度目标和金额应是同一年的。",
    bad="2023年度的自评表，年度目标写“2022年计划培训300人”。",
    good="年度目标写“2023年计划培训300人”。",
    fix="请核对后把年度改成一致；确实要提到别的年度的，写明是哪一年的情况。",
)
def one_year(form: Context) -> Iterator[Issue]:
    """Title, goal, and the amounts of the table as prose tells them are of the form's year; a look back is fine."""
    head = form.assessment
    if head.year.number is None:
        return
    year = plain(head.year.number)
    # the project's own name may well have an older year
    title = normalised(head.title.text).replace(normalised(head.project_name.text) or "\0", "")
    found = _TITLE_YEAR.search(title)
    if (
        found
        and found["year"] != year
        and year not in _ANY_YEAR.findall(title)
        and head.title.place != head.year.place
    ):
        yield Issue(
            head.title,
            f"标题写的是{found['year']}年度，表头的年度是{year}年{address(head.year)}。",
            also=(head.year,),
            stated=found["year"],
            expected=year,
        )
    goal = normalised(head.goal.text)
    found = _GOAL_YEAR.search(goal)
    told = (found["year"] or found["goal"]) if found else year
    own_year = year in _ANY_YEAR.findall(goal) or _SEVERAL.search(goal) is not None
    if found is None:
        yield from _texts_of_another_year(form, year)
    elif told < year and not own_year:
        yield Issue(
            head.goal,
            f"表头的年度是{year}年，年度目标写的却是{told}年的目标。",
            stated=told,
            expected=year,
        )
    yield from _amounts_of_another_year(form, year)


def _texts_of_another_year(form: Context, year: str) -> Iterator[Issue]:
    """Goal or completion begins with an earlier year and never names the form's own."""
    head = form.assessment
    name = normalised(head.project_name.text)
    found: list[tuple[str, str, Entry]] = []
    for label, entry in (("年度目标", head.goal), ("实际完成情况", head.completion)):
        text = normalised(entry.text)
        opening = _OPENING_YEAR.match(text)
        years = set(re.findall(r"(?<!\d)20\d\d(?!\d)", text))
        if (
            opening is None
            or years != {opening["year"]}
            or opening["year"] >= year
            or opening["year"] in name
        ):
            continue
        if not (_STEMS_FROM.search(opening["clause"]) or _COMPARED.search(text) or _SEVERAL.search(text)):
            found.append((opening["year"], label, entry))
    if found:
        told = found[0][0]
        where = "和".join(
            f"{label}{address(entry) if number else ''}" for number, (_, label, entry) in enumerate(found)
        )
        yield Issue(
            found[0][2],
            f"表头的年度是{year}年，{where}写的却是{told}年的情况，没有提到{year}年。",
            also=tuple(entry for _, _, entry in found[1:]),
            stated=told,
            expected=year,
        )


def _amounts_of_another_year(form: Context, year: str) -> Iterator[Issue]:
    executed = form.assessment.total_fund.executed.number
    if not executed or executed == form.assessment.total_fund.full_year_budget.number:
        return
    for text in form.texts:
        years = _ANY_YEAR.findall(normalised(text.entry.text))
        if year in years or len(set(years)) != 1 or years[0] > year:
            continue
        for claim in claims(text.entry.text):
            own = same_amount(
                claim.amount(form.money), claim.decimals(form.money), executed, places_of(executed)
            )
            if claim.executed and own and years[0] in claim.found.sentence:
                yield Issue(
                    text.entry,
                    f"表头的年度是{year}年，文中把表中的执行数{claim.written}写成了{years[0]}年的。",
                    stated=years[0],
                    expected=year,
                )
                return


@dataclass(frozen=True)
class _Band:
    low: Decimal
    high: Decimal
    low_in: bool
    high_in: bool


@rule(
    "XP016",
    Severity.WARNING,
    "等级的分数区间有空档或重叠",
    why="总分带小数，区间写成80—89、90—100，89.5分就没有等级；区间重叠的，一个分数有两个等级。",
    basis="财预〔2020〕10号：90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。",
    bad="文中写“90—100分为优，80—89分为良”。",
    good="文中写“90分（含）—100分为优，80分（含）—90分为良”。",
    fix="请把区间写成首尾相接，例如“80分（含）—90分为良”。",
)
def grade_bands_meet(form: Context) -> Iterator[Issue]:
    """The ranges of points that a sentence gives to the grade words leave nothing out and meet only at their ends."""
    for text in form.prose:
        gap = _gap(_bands(",".join(sentences(text.entry.text))))
        if gap:
            yield Issue(text.entry, f"等级区间{gap}。")


def _bands(prose: str) -> list[_Band]:
    """The ranges that stand beside a grade word, the best first; none unless they count up to full marks."""
    found = [
        _Band(Decimal(match["low"]), Decimal(match["high"]), bool(match["low_in"]), bool(match["high_in"]))
        for match in _BAND.finditer(prose)
        if _BEFORE_BAND.search(prose[: match.start()]) or _AFTER_BAND.match(prose[match.end() :])
    ]
    bands = sorted((band for band in found if band.low < band.high <= 100), key=lambda band: -band.high)
    return bands if len(bands) >= 2 and bands[0].high == 100 else []


def _gap(bands: Sequence[_Band]) -> str:
    for upper, lower in itertools.pairwise(bands):
        if lower.high < upper.low and upper.low - lower.high <= 1:
            between = plain(lower.high + Decimal("0.5"))
            return f"有空档：{between}分落在{plain(lower.high)}与{plain(upper.low)}之间，没有等级"
        if lower.high > upper.low or (lower.high == upper.low and lower.high_in and upper.low_in):
            return f"有重叠：{plain(upper.low)}分{'到' + plain(lower.high) + '分' if lower.high > upper.low else ''}有两个等级"
    return ""
