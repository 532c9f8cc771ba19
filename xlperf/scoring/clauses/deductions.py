"""Parts that cost points: for every step by which a figure is worse, for every item undone, for every occurrence."""

from __future__ import annotations

import re

from xlperf.scoring.clauses.conditions import ItemCount, read_condition
from xlperf.scoring.clauses.intervals import read_interval
from xlperf.scoring.clauses.kinds import EventDown, ItemDown, StepDown
from xlperf.scoring.clauses.spelling import COUNT, FIGURE, figure
from xlperf.units import NO_UNIT, Unit, unit

_OFF = rf"(?:则|的|各|时|,)*(?:扣减|扣除|扣罚|倒扣|扣|减)(?:去)?(?P<points>{COUNT})分"
_DEDUCTION = re.compile(rf"(?P<condition>.+?){_OFF}")
_DOWN = r"降低|下降|减少|低于|少于|低|少|降|不足|下滑|低出|缺少|缺|相差|差"
_UP = r"超过|超出|超支|超期|超|增加|增长|上升|上浮|高于|高出|高|多于|多出|多|提高|延迟|延误|延期|推迟|逾期|拖延|晚|迟"
_LATE = re.compile(r"延迟|延误|延期|推迟|逾期|拖延|晚|迟|超期")
_WORK = r"(?:完成|举办|开展|组织|实施|建设?|培训|新增|发放|服务|检查|办理|修建|改造|种植|购置|采购)?"
_REFERENCE = rf"(?:(?:目标值?|指标值?|计划数?值?|标准值?|规定时间|要求|上年)|(?P<limit>{FIGURE})(?P<limit_unit>%|[一-龥]{{1,3}}?))?"
_STEP = re.compile(
    rf"(?P<before>.*?)(?:在此基础上)?每(?:再)?(?:(?P<down>{_DOWN}){_WORK}|(?P<up>{_UP})){_REFERENCE}"
    rf"(?P<size>{COUNT})(?P<unit>个百分点|百分点|%|[^\d%,扣]{{0,4}}?)(?P<rest>以内|,)?{_OFF}"
)
_EVENT = re.compile(
    rf"(?P<each>每|凡|如|若|有)*(?P<found>发现|发生|出现|存在|收到|产生|有|被)*(?P<name>[一-龥]{{0,8}}?)(?P<size>{COUNT})(?P<unit>起|次|件|例|处|条|人次|宗|份|人|个|天|日|笔|项)"
    rf"(?P<what>[^\d,每]{{0,20}}?){_OFF}"
)
_MISSED = re.compile(
    r"(?:如|若)?(?:未(?:能)?(?:达到|完成|达标)(?:的)?(?:目标值?|指标值?|任务)?|低于目标值?|超过目标值?|不达标)(?:的|时|,)*"
)
_SUBJECT = re.compile(
    r"((?:(?![未不没])[一-龥]){1,12}(?:率|度|比例|数|数量|成本|费用|经费|时间|额|值)|[A-Z])(?:的|,)?"
)
# 每少建1个, 每超过1天: no occurrence, but a figure that is worse
_WORSE = re.compile(rf"[未不没偏]|{_DOWN}|{_UP}")
_FOUND = ("发现", "发生", "出现", "存在", "收到")
_OCCASIONS = ("起", "次", "例", "处", "笔", "件", "宗", "条", "人次")


def read_deduction(text: str) -> StepDown | ItemDown | EventDown | None:
    """What costs points; None for anything else."""
    off = _DEDUCTION.fullmatch(text)
    points = figure(off["points"]) if off else None
    if off is None or not points:
        return None
    condition = read_condition(off["condition"])
    match = _STEP.fullmatch(text)
    step = _step(match) if match else None
    if isinstance(condition, ItemCount) and not condition.done and condition.count == 1:
        return ItemDown(points, step)
    if step:
        return step
    event = _EVENT.fullmatch(text)
    measure = unit(event["unit"]) if event else None
    if (
        event is None
        or measure is None
        or figure(event["size"]) != 1
        or _WORSE.search(event["name"])
        or "百分" in event["what"]
    ):
        return None
    told = event["found"] in _FOUND and event["unit"] in _OCCASIONS
    if re.search(r"[未不没]", event["what"]) and not told:
        # 一个未完成: an item; 每发现一处不规范: an occurrence
        return None
    return EventDown(points, measure)


def _step(match: re.Match[str]) -> StepDown | None:
    size, points = figure(match["size"]), figure(match["points"])
    measure = unit(match["unit"])
    limit = figure(match["limit"]) if match["limit"] else None
    if not size or not points or measure is None:
        return None
    subject = _repeated(match["before"]) if match["before"] else ""
    if subject is None:
        return None
    limit_unit = unit(match["limit_unit"] or "") or NO_UNIT
    late = _LATE.fullmatch(match["up"] or "") is not None
    return StepDown(
        match["down"] is not None, size, _points_of_rate(measure), points, limit, limit_unit, late, subject
    )


def _points_of_rate(measure: Unit) -> Unit:
    """个百分点 is % to the arithmetic."""
    return unit("%") or measure if "百分点" in measure.text else measure


def _repeated(before: str) -> str | None:
    """The name of the figure in what stands before the step; empty where it only repeats the other side of the limit.

    未达到的, 低于95%的, 完成率: anything else is a condition of its own.
    """
    if _MISSED.fullmatch(before):
        return ""
    if match := _SUBJECT.fullmatch(before):
        return match[1]
    interval = read_interval(re.sub(r"[的时,]+\Z", "", before))
    return interval.subject if interval is not None and interval.one_sided else None
