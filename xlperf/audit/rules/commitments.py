"""Rules for what a project promises and delivers beside what its indicators measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address, quoted_name, shortened
from xlperf.audit.context import Context
from xlperf.audit.explained import explains_execution
from xlperf.audit.finding import Severity
from xlperf.audit.mentions import qualitative_mention
from xlperf.audit.passages import FIGURE, Found, search
from xlperf.audit.registry import Issue, rule
from xlperf.audit.wording import names_other_money
from xlperf.decimals import half_up, plain
from xlperf.values import Kind, normalised

GROUP = "目标、指标与成果"
_PAYMENT = re.compile(
    r"(资金|经费|款项|预算|专款)(的|按[期时]|及时|足额|累计|实际|全年)?(支付|拨付|支出|执行|使用|到位|下达|兑付)(金额|数额|总额|额度|额|数|率|进度|比例|情况)?\Z"
    r"|(支付|拨付|支出|执行|列支)(资金|经费|预算|款项)?(金额|总额|数额|额度|进度)\Z|预算(执行|完成)(率|数|进度)\Z"
)
_UNITS = r"人次|人|次|期|场|个|家|户|台|套|件|份|篇|项|公里|平方米|亩|名|所|处|座|辆|批|条|小时|天|%"
_PROMISE = re.compile(
    rf"(?P<least>不少于|不低于|不小于|至少|不超过|≥|达到|超过)(?P<gap>了)?{FIGURE}(?P<unit>{_UNITS})(以上|以内)?"
)
_PROMISE_AFTER = re.compile(rf"(?<![\d.]){FIGURE}(?P<unit>{_UNITS})(?P<least>及?以上)")
_LATER = re.compile(r"(20\d\d)年")
_EACH = re.compile(r"每|各|人均|户均|平均|单次|分别")
_HALF = Decimal(50)


@rule(
    "XP072",
    Severity.WARNING,
    "把付钱当作数量指标",
    why="付了多少钱说的是投入，数量指标要反映办成了多少事；付钱已经由预算执行率考核，不必再算一次。",
    basis="财预〔2020〕10号：数量指标反映提供的产品或服务数量。",
    bad="数量指标“资金支付金额”，指标值≥50万元。",
    good="数量指标“维修校舍面积”，指标值≥1200平方米。",
    fix="请改为反映产品或服务数量的指标；资金支付情况由预算执行率反映。",
)
def payment_is_no_output(form: Context) -> Iterator[Issue]:
    """数量指标 do not measure the money paid."""
    for row in form.indicators:
        name = re.sub(r"[(].*[)]\Z", "", normalised(row.indicator.name.text)).rstrip("。.;")
        if row.is_execution:
            continue
        if "数量" in normalised(row.indicator.second_level.text) and _PAYMENT.search(name):
            yield Issue(
                row.indicator.name,
                f"数量指标{quoted_name(row.indicator)}（分值{plain(row.weight or Decimal(0))}分）考核的是付钱，不是办成了多少事。",
                also=(row.indicator.second_level,),
            )


@rule(
    "XP092",
    Severity.WARNING,
    "年度目标的数量承诺没有指标",
    why="目标里承诺了数量，指标表里却不考核，完成没完成无从知道，复核时会认为指标没有细化。",
    basis="财预〔2020〕10号：绩效指标是绩效目标的细化和量化，要与目标对应。",
    bad="年度目标写“每场培训不少于40人”，指标表只有培训场次。",
    good="指标表增设“每场培训人数”，指标值≥40人。",
    fix="请为这项承诺增设指标，或在完成情况中写明做到了多少；下年度申报目标时一并对应。",
)
def promises_are_measured(form: Context) -> Iterator[Issue]:
    """不少于10人 in the goal is a figure of the indicator table, or follows from its figures."""
    goal = form.assessment.goal
    promises = [found for pattern in (_PROMISE, _PROMISE_AFTER) for found in search(pattern, goal.text)]
    known = set(_known(form))
    year = form.assessment.year.number
    missing = [
        found
        for found in promises
        if found.number > 0 and not _measured(found, promises, known, form) and not _another_year(found, year)
    ]
    if missing and form.indicators:
        said = "、".join(dict.fromkeys(f"“{_words(found)}”" for found in missing))
        yield Issue(goal, f"年度目标里写了{said}，指标表里没有对应的指标。")


def _words(found: Found) -> str:
    before = found.before[-16:].lstrip("，、,;：:的")
    return shortened(before + found.match[0], 30)


def _another_year(found: Found, year: Decimal | None) -> bool:
    years = {Decimal(one) for one in _LATER.findall(found.clause)}
    return bool(years) and year is not None and year not in years


def _known(form: Context) -> Iterator[Decimal]:
    """Every figure of the indicator table."""
    for row in form.indicators:
        own = row.indicator
        for cell in (
            own.name,
            own.explanation,
            own.initial_target,
            own.adjusted_target,
            own.actual,
            own.clause,
        ):
            for figure in re.findall(r"\d+(?:\.\d+)?", normalised(cell.text).replace(",", "")):
                yield Decimal(figure)


def _measured(found: Found, promises: list[Found], known: set[Decimal], form: Context) -> bool:
    if found.number in known or found.number / 10_000 in known or found.number * 10_000 in known:
        return True
    if any(shared and shared in normalised(form.assessment.completion.text) for shared in (_topic(found),)):
        return True
    # per place or per time: the table may hold the product, or the sum of several promises
    alike = [other.number for other in promises if other.match["unit"][0] == found.match["unit"][0]]
    if sum(alike) in known:
        return True
    kin = [number for unit, number in _targets(form) if unit[:1] == found.match["unit"][0] and number > 0]
    return any(number >= found.number and number % found.number == 0 for number in kin)


def _topic(found: Found) -> str:
    """The noun that the promise speaks of, when it is long enough to be looked up in the completion text."""
    noun = re.sub(r"\A.*?[的了]", "", found.before)[-6:]
    return noun if len(noun) >= 4 else ""


def _targets(form: Context) -> Iterator[tuple[str, Decimal]]:
    for row in form.indicators:
        if row.target.kind is Kind.NUMBER:
            yield row.target.unit.text, row.target.number


@rule(
    "XP093",
    Severity.INFO,
    "文中有数字，表中却写文字",
    why="同一件事文字里有实际数字，表里只写定性的话，定成数量指标更有说服力，也不怕复核。",
    basis="财预〔2020〕10号：绩效指标要细化量化，不能量化的才用定性表述。",
    bad="满意度指标值“基本满意”、完成值“达成预期指标”，文中写好评率96%。",
    good="满意度指标值“≥90%”、完成值“96%”。",
    fix="下年度请把这个指标定成数字；本年度可在完成值中补写实际数字。",
)
def figures_reach_the_table(form: Context) -> Iterator[Issue]:
    """A figure told for an indicator whose target and actual value are words."""
    for row in form.indicators:
        mention = qualitative_mention(row, form)
        if mention is not None:
            yield Issue(
                row.indicator.actual,
                f"{quoted_name(row.indicator)}的完成值写“{row.indicator.actual.text}”，"
                f"文中有实际数字“{mention.written}”{address(mention.text.entry)}。",
                also=(mention.text.entry,),
            )


@rule(
    "XP126",
    Severity.WARNING,
    "钱没花完一半，产出却全部满分",
    why="资金只用了一小部分，产出却样样完成，要么是预算编多了，要么是完成值不实，复核时必问。",
    basis="财预〔2020〕10号：预算执行与绩效目标完成情况应一并分析。",
    bad="执行率42.8%，四项产出指标全部得满分，文中没有说明。",
    good="文中写明“会议改为线上召开，节约场地费和差旅费4.9万元，任务已全部完成”。",
    fix="请说明花得少为什么还能全部完成：节约了什么、用了什么别的资金，或核对完成值。",
)
def output_fits_the_money(form: Context) -> Iterator[Issue]:
    """Less than half of the budget spent, all outputs at full marks, and not a word on how."""
    rate = form.scored.execution.rate
    rows = [
        row for row in form.indicators if "产出" in normalised(row.indicator.first_level.text) and row.weight
    ]
    full = [
        row for row in rows if row.filled is not None and row.weight is not None and row.filled >= row.weight
    ]
    if rate is None or not 0 < rate < _HALF or len(rows) < 2 or len(full) < len(rows):
        return
    if explains_execution(form) or any(names_other_money(text.entry.text) for text in form.texts):
        return
    points = sum((row.filled or Decimal(0) for row in full), Decimal(0))
    yield Issue(
        full[0].indicator.score,
        f"资金只执行了{plain(half_up(rate))}%，产出指标{len(full)}项却全部得满分（共{plain(points)}分），文中没有说明怎么做到的。",
        also=(*(row.indicator.score for row in full[1:]), form.assessment.total_fund.execution_rate),
    )
