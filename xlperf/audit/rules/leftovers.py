"""Rules for rows that were copied, left as the blank form had them, or typed one column aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from xlperf.audit.cells import address, named_cells, quoted_name, shortened
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.model import Entry, Indicator
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import normalised, parse_value

GROUP = "空行、重复与错位"

# what blank forms print where something is to be filled in
_WHOLE = re.compile(
    r"([一二三]级)?指标(名称|内容|值)?[\d一二三四五六七八九十]*[:.。、]?|…+|\.{3,}|。{3,}|[x×]{2,}|待(填写?|补充?|定)|填写说明"
    r"|目标[\d一二三四五六七八九十]+[:.、]?…*",
    re.IGNORECASE,
)
_START = re.compile(
    r"[(【\[]?((请|此处|在此|此栏|本栏)(处|请|应|需)?(在此)?(简要)?(填写|填报|填入|输入|说明)|对照年度(总体)?(绩效)?目标,?(请|简要)?(说明|填写))"
)
_INSIDE = re.compile(
    r"[(【\[](请|此处|在此)(处|请|简要|据实|如实|在此)*(填写|填报|填入|输入|补充)[^)】\]]{0,12}[)】\]]"
)
# 李××, 138××××1234 and X光 are not to be filled in; ××万元 and 20××年 are
_MASKED_FIGURE = re.compile(
    r"(?<![\dA-Za-z*])([xX×]{2,})(?=万?元|亿元|%|年|月|日|次|个(?!人)|人次|家|户|项|件|份|期|场|台|套|平方米|公里)|(?<!\d)(19|20)[xX×]{2}(?=年)"
)
_MASKED_NAME = re.compile(r"(?<![\dA-Za-z])[xX×]{2,}(?![\dA-Za-z])")
_NAMING = ("年度", "项目名称", "主管部门", "预算单位")
_PUNCTUATION = re.compile(r"[\s,，。.;；:：、“”\"'()（）]")


@rule(
    "XP010",
    Severity.ERROR,
    "模板占位文字没有改掉",
    why="“指标1”“……”“××”是空白表里提示填写的字，留在交上去的表里，说明这一处没有填，会被退回。",
    basis="财预〔2020〕10号所附自评表的样式，占位文字应由填报单位填实或删去。",
    bad="三级指标写着“指标1：”，后面各栏空着。",
    good="用不着的行整行删去；要填的写上指标名称。",
    fix="请填实这一处；用不着的，把整行清空或删去。",
)
def no_placeholders(form: Context) -> Iterator[Issue]:
    """No cell still has the words that a blank form prints: one finding for the unused rows, one for each other row."""
    unused = form.assessment.leftovers
    if unused:
        rows = "、".join(dict.fromkeys(str(_row_of(entry)[1]) for entry in unused))
        told = "、".join(dict.fromkeys(f"“{shortened(entry.text)}”" for entry in unused))
        message = f"第{rows}行只有模板的占位文字{told}，没有填实。"
        yield Issue(unused[0], message, also=unused[1:], stated=unused[0].text)
    found = {
        entry.place: (entry, words) for name, entry in _cells(form) if (words := _placeholder(name, entry))
    }
    left = sorted(
        (pair for pair in found.values() if pair[0] not in unused), key=lambda pair: _row_of(pair[0])
    )
    for (_, row), group in groupby(left, key=lambda pair: _row_of(pair[0])):
        cells = list(group)
        told = "、".join(f"“{words}”{address(entry)}" for entry, words in cells)
        yield Issue(
            cells[0][0],
            f"第{row}行仍是模板的占位文字{told}，没有填实。",
            also=tuple(entry for entry, _ in cells[1:]),
            stated=cells[0][1],
        )


def _cells(form: Context) -> Iterator[tuple[str, Entry]]:
    for cell in named_cells(form.assessment):
        # the title repeats the project's name
        if cell.name != "标题":
            yield cell.name, cell.entry


def _row_of(entry: Entry) -> tuple[str, int]:
    return (entry.place.sheet, entry.place.row) if entry.place else ("", 0)


def _placeholder(name: str, entry: Entry) -> str:
    """The placeholder words in the cell, empty for none."""
    text = normalised(entry.text)
    if not text or entry.number is not None:
        return ""
    if _WHOLE.fullmatch(text) or _START.match(text):
        return shortened("".join(entry.text.split()))
    naming = name in _NAMING or name.endswith(("的三级指标", "指标值", "的实际完成值", "的完成值"))
    found = _INSIDE.search(text) or _MASKED_FIGURE.search(text) or (naming and _MASKED_NAME.search(text))
    return shortened(text[found.start() : found.end() + 6]) if found else ""


@rule(
    "XP009",
    Severity.WARNING,
    "三级指标重复",
    why="同一个指标写两遍等于得两次分，产出与效益重复设置的，复核时只计一项。",
    basis="财预〔2020〕10号：绩效指标应当细化、量化，各有侧重，不重复计分。",
    bad="“参训人数”在数量指标和社会效益指标下各写一次。",
    good="数量指标写“参训人数”，社会效益指标写“持证上岗率”。",
    fix="请合并重复的指标，或把名称改成各自真正衡量的内容，并重新分配分值。",
)
def indicators_named_once(form: Context) -> Iterator[Issue]:
    """No two rows have one name; an object that 数量 and 成本 measure each in its own way is not meant."""
    named = [
        row for row in form.indicators if _key(row.indicator) and not _placeholder("", row.indicator.name)
    ]
    for _, group in groupby(
        sorted(named, key=lambda row: _key(row.indicator)), key=lambda row: _key(row.indicator)
    ):
        rows = sorted(group, key=lambda row: _row_of(row.indicator.name))
        twice = [row for row in rows if any(_same(row, other) for other in rows if other is not row)]
        if len(twice) < 2:
            continue
        cells = [row.indicator.name for row in twice]
        if len({cell.place for cell in cells}) < len(cells):
            # one name merged over several rows
            continue
        places = "、".join(address(cell) for cell in cells)
        yield Issue(
            cells[1],
            f"指标{quoted_name(twice[0].indicator)}重复出现{len(cells)}次：{places}。",
            also=(cells[0], *cells[2:]),
        )


def _key(indicator: Indicator) -> str:
    return _PUNCTUATION.sub("", normalised(indicator.name.text))


def _same(row: IndicatorScore, other: IndicatorScore) -> bool:
    first, second = row.indicator, other.indicator
    own = normalised(first.first_level.text), normalised(first.second_level.text)
    its = normalised(second.first_level.text), normalised(second.second_level.text)
    return own == its or own[0] != its[0] or row.target.raw.strip() == other.target.raw.strip()


@rule(
    "XP012",
    Severity.WARNING,
    "整行错位一列",
    why="一行从某格起向左或向右错开一列，指标值、完成值、分值、得分就全都对错了栏目。",
    basis="各栏内容应与表头一致。",
    bad="指标名称一格写“≥95%”，指标值写“97%”，完成值写“10”，分值写“10”，得分空着。",
    good="指标名称、指标值、完成值、分值、得分各在自己的栏目下。",
    fix="请把这一行的内容整体移回一列，再校验一次。",
)
def row_in_its_columns(form: Context) -> Iterator[Issue]:
    """A row that makes no sense as it stands, and does one column to the left or to the right."""
    for row in form.indicators:
        item = row.indicator
        moved = _moved(item)
        if moved:
            cells = [cell for cell in _in_order(item) if not cell.blank]
            yield Issue(
                cells[0],
                f"第{_row_of(cells[0])[1]}行的内容看来整体向{moved}错开了一列，请对照表头核对。",
                also=tuple(cells[1:]),
            )


def _in_order(item: Indicator) -> Sequence[Entry]:
    cells = (item.name, item.initial_target, item.adjusted_target, item.actual, item.weight, item.score)
    return [cell for cell in (*cells, item.deviation_reason) if cell.place is not None]


def _moved(item: Indicator) -> str:
    weight, score = item.weight, item.score
    if _is_value(item.name) and not _counts(score) and _pair(item.actual, weight):
        return "左"
    target = (
        item.adjusted_target
        if item.adjusted_target.place and item.initial_target.place
        else item.initial_target
    )
    misplaced = item.name.blank and not weight.blank and (weight.number is None or weight.percent)
    if misplaced and _pair(score, item.deviation_reason) and not _is_value(target):
        return "右"
    return ""


def _is_value(entry: Entry) -> bool:
    return not entry.blank and parse_value(entry.text).quantitative


def _counts(entry: Entry) -> bool:
    return entry.number is not None


def _pair(weight: Entry, score: Entry) -> bool:
    """Weight and score as they would be: two numbers, the score no higher."""
    if weight.number is None or score.number is None or weight.percent or score.percent:
        return False
    return Decimal(0) <= score.number <= weight.number <= Decimal(100) and weight.number > 0
