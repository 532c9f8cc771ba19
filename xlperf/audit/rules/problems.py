"""Rules for problems and suggestions: they speak of what fell short, and of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.audit.cells import address, quoted_name
from xlperf.audit.context import Context, Text, written
from xlperf.audit.finding import Severity
from xlperf.audit.mentions import shared_with_name
from xlperf.audit.registry import Issue, rule
from xlperf.audit.wording import has_reason
from xlperf.decimals import half_up, plain
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import normalised

GROUP = "问题与建议"
_COMMON = re.compile(
    r"工作|进一步|加强|提高|提升|完善|不断|存在|问题|原因|措施|改进|建议|我局|我市|单位|相关|有关|情况|方面|开展|需要|下一步"
    r"|还|要|的|了|和|及|与|等|在|是|不|有|对|为|以|把|将|从|一|二|三|四"
)
_ENOUGH_TEXT = 30
_MOST_NAMED = 3


@rule(
    "XP089",
    Severity.WARNING,
    "扣了分的指标在问题中没有提到",
    why="扣了分就是有问题，问题一栏却不提，扣分就没有着落，改进措施也对不上。",
    basis="财预〔2020〕10号：没有完成绩效目标的，要分析原因并提出改进措施。",
    bad="“标准化水平”扣1分，存在的问题只写制度不健全。",
    good="存在的问题写“标准化试点还没有开展，标准化水平扣1分”。",
    fix="请在存在的问题中写明这些指标为什么扣分，并在改进措施中写怎么改。",
)
def problems_tell_deductions(form: Context) -> Iterator[Issue]:
    """Deducted rows without a reason of their own are found in the texts on problems."""
    told = [text for text in form.texts if text.key in ("problems", "improvements", "causes", "suggestions")]
    problems = next((text for text in told if text.key == "problems"), None)
    if problems is None:
        return
    missing = [row for row in _unexplained(form) if not any(_tells(text, row) for text in told)]
    missing.sort(key=lambda row: -row.deducted)
    if not missing:
        return
    named = "、".join(
        f"{quoted_name(row.indicator)}扣{plain(row.deducted)}分{address(row.indicator.score)}"
        for row in missing[:_MOST_NAMED]
    )
    more = f"等{len(missing)}项" if len(missing) > _MOST_NAMED else ""
    yield Issue(
        problems.entry,
        f"{named}{more}，“{problems.label}”中没有提到。",
        also=tuple(row.indicator.score for row in missing),
    )


def _unexplained(form: Context) -> Iterator[IndicatorScore]:
    for row in form.indicators if not form.reasons_unread else ():
        # with a column for reasons an empty cell is reported by itself
        reasoned = row.indicator.deviation_reason.place is not None or has_reason(
            row.indicator.deviation_reason
        )
        if row.deducted > form.tolerance and not reasoned and not row.is_execution:
            yield row


def _tells(text: Text, row: IndicatorScore) -> bool:
    name = normalised(row.indicator.name.text)
    bare = re.sub(r"情况|工作|能力|水平|率|度|性", "", name)
    shared = shared_with_name(name, normalised(text.entry.text))
    return shared >= min(3, max(2, len(bare)))


@rule(
    "XP090",
    Severity.INFO,
    "问题和改进措施对不上",
    why="改进措施应当针对写出的问题，两处说的不是一件事，问题就没有人改。",
    basis="财预〔2020〕10号：针对存在的问题提出改进措施。",
    bad="问题写采购进度慢，改进措施只写加强宣传引导。",
    good="问题写采购进度慢，改进措施写三月底前完成采购。",
    fix="请针对写出的每个问题写改进措施。",
)
def measures_answer_problems(form: Context) -> Iterator[Issue]:
    """Two long texts without one word in common."""
    problems = form.assessment.narrative("problems")
    measures = form.assessment.narrative("improvements")
    if not (written(problems) and written(measures)):
        return
    first, second = normalised(problems.text), normalised(measures.text)
    if min(len(first), len(second)) >= _ENOUGH_TEXT and not _pairs(first) & _pairs(second):
        yield Issue(
            measures,
            f"改进措施和存在的问题{address(problems)}没有一个相同的词，可能没有针对问题。",
            also=(problems,),
        )


def _pairs(text: str) -> set[str]:
    words = re.split(r"[^\u4e00-\u9fff]+", _COMMON.sub(" ", text))
    return {word[start : start + 2] for word in words for start in range(len(word) - 1)}


# growth of output or income is told in many ways; what a change of spending means needs both years
_RATE_OF_CHANGE = re.compile(
    r"(经费|支出|成本|费用).{0,4}((增长|变动|变化|下降|降低|增加|减少)(率|幅度|比例)|[增降涨]幅)\Z"
)
_BASE_YEAR = re.compile(r"(上年|上期|去年|基期|同期|上一年|前年)[^,。;]{0,20}\d")
_YEAR = re.compile(r"(20\d\d)年[^,。;]{0,20}\d")


@rule(
    "XP097",
    Severity.INFO,
    "变动率没有写出基数",
    why="只有变动率，没有上年的数，复核时无法重算。",
    basis="变动率等于本年数减上年数，再除以上年数。",
    bad="“经费变动率4.5%”，全表没有上年和本年的金额。",
    good="“上年支出820万元，本年支出857万元，变动率4.5%”。",
    fix="请在文字部分写明上年数和本年数。",
)
def change_has_its_base(form: Context) -> Iterator[Issue]:
    """A rate of change with a figure, and nowhere the figures that it comes from."""
    narratives = [text for text in form.texts if text.key != "completion"]
    for row in form.indicators:
        own = row.indicator
        name = re.sub(r"[（(].*[)）]\Z", "", own.name.text.strip())
        if not narratives or row.actual_number is None or row.target.unit.dimension != "ratio":
            continue
        if not _RATE_OF_CHANGE.search(normalised(name)) or not row.actual.quantitative:
            continue
        passages = [text.entry.text for text in form.texts] + [own.deviation_reason.text, own.evidence.text]
        if not any(_tells_base(normalised(passage), form) for passage in passages):
            yield Issue(
                own.actual,
                f"{quoted_name(own)}填的是{plain(half_up(row.actual_number))}%，文中没有上年数和本年数，无法重算。",
            )


def _tells_base(passage: str, form: Context) -> bool:
    """A figure of the year before, or of another year than the form's."""
    year = form.assessment.year.number
    return _BASE_YEAR.search(passage) is not None or any(int(one) != year for one in _YEAR.findall(passage))
