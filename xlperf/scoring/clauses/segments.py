"""The parts of a sentence, each read by itself: who gets points, what costs points, what is only said for safety."""

from __future__ import annotations

import re
from decimal import Decimal

from xlperf.scoring.clauses.conditions import ItemCount, NumberedItem, read_condition
from xlperf.scoring.clauses.deductions import read_deduction
from xlperf.scoring.clauses.kinds import Award, ItemText, Otherwise, Segment, Tail, UnitUp
from xlperf.scoring.clauses.points import NOTHING, POINTS, Points, read_points
from xlperf.scoring.clauses.ratios import read_proportion
from xlperf.scoring.clauses.spelling import COUNT, ITEM, figure
from xlperf.units import NO_UNIT, unit_at_start

_AWARD = re.compile(
    rf"(?P<condition>.+?)(?P<verb>(?:的|则|,|可)*(?:得|计|记|给|赋|为|评|打|:|=)+)?,?(?P<points>{POINTS})"
)
_OTHERWISE = re.compile(
    rf"(?:否则|反之|其[他它余]|其[他它余]情况|其[他它余]情形|不然|除此以外|除此之外)(?:一律|均|的|则|,)*(?:得|计|记|给|为)?(?P<points>{POINTS})"
)
_UNIT_UP = re.compile(
    rf"每(?:完成|举办|开展|组织|达到|实施|新增|培训|服务|检查)(?P<size>{COUNT})(?P<thing>[^\d%,得项]{{1,11}}?)"
    rf"(?:得|计|记|给)(?P<points>{COUNT})分"
)
_FLOOR_ZERO = re.compile(
    r"(?:直至|直到)?(?:本项|该项)?(?:分值|分数|分)?(?:扣完|扣光|减完|扣至0分|扣至零分|扣到0分|扣完分值|扣完本项分)(?:分值|本项分|该项分值?|分数?)?(?:为止|即止|为零|为0|止|为0分|为零分)?"
    r"|不(?:计|得|出现)(?:负分|倒扣分?)|(?:本项|该项)?(?:最低|最少)(?:得|计|为|扣至)?(?:0|零)分(?:为止)?|扣分不超过(?:该项|本项)?分值|不倒扣"
)
_FLOOR = re.compile(rf"(?:本项|该项)?(?:最低|最少)(?:得|计|为)?(?P<points>{COUNT})分")
_MOST_OFF = re.compile(
    rf"(?:最多|至多|最高|累计最多)(?:可)?扣(?P<points>{COUNT})分|扣分不超过(?P<more>{COUNT})分"
)
_CAP = re.compile(
    rf"(?:最高|最多)(?:可)?(?:得|不超过|计)?(?P<points>{COUNT})分|(?:最高|最多)?(?:得分)?(?:不超过|不得超过)(?P<more>{COUNT})分"
    r"|(?:最高|最多)?(?:得分)?不(?:得)?超过(?:该项|本项|该指标|本指标|指标)?(?:分值|满分|分值上限)|最高得满分"
)
_BASE = re.compile(
    rf"(?:本项|该项|共|共计|总分|基础分|满分|分值|标准分)(?:满分|分值)?(?:为|:|=|得)?(?P<points>{COUNT})分"
)
_LIKEWISE = re.compile(r"(?:以|依)此类推")
_ITEM_TEXT = re.compile(rf"\((\d{{1,2}})\)(?!{ITEM})([^()]*(?:\([^()\d][^()]*\)[^()]*)*)")


_EACH = re.compile(
    rf"(?:以上|上述)?(?:[一二三四五六七八九十\d]+项|各项)?(?:每项|每点|每个要点|每一项|各项|各)(?:各)?(?:得|计|占|为)?(?P<points>{COUNT})分"
)


def read_segment(text: str) -> Segment | None:
    """What a part of a sentence (spelled) says; None where it says nothing that can be scored by."""
    return (
        _each(text)
        or _tail(text)
        or _otherwise(text)
        or _unit_up(text)
        or read_proportion(text)
        or read_deduction(text)
        or _award(text)
    )


def _each(text: str) -> Award | None:
    match = _EACH.fullmatch(text)
    points = figure(match["points"]) if match else None
    return Award(ItemCount(1, each=True), Points(points, points)) if points else None


def _unit_up(text: str) -> UnitUp | None:
    match = _UNIT_UP.fullmatch(text)
    if match is None:
        return None
    size, points, measure = figure(match["size"]), figure(match["points"]), unit_at_start(match["thing"])
    return UnitUp(size, measure, points) if size and points and measure != NO_UNIT else None


def read_item_text(text: str) -> ItemText | None:
    """A numbered item without points."""
    match = _ITEM_TEXT.fullmatch(text)
    return ItemText(int(match[1]), match[2]) if match and match[2] and not re.search(r"\d分", text) else None


def _tail(text: str) -> Tail | None:
    if _FLOOR_ZERO.fullmatch(text):
        return Tail(floor=Decimal(0))
    if _LIKEWISE.fullmatch(text):
        return Tail(likewise=True)
    if match := _FLOOR.fullmatch(text):
        return Tail(floor=figure(match["points"]))
    if match := _MOST_OFF.fullmatch(text):
        return Tail(most_off=figure(match["points"] or match["more"]))
    if match := _CAP.fullmatch(text):
        return Tail(cap=figure(match["points"] or match["more"] or ""), caps=True)
    if match := _BASE.fullmatch(text):
        return Tail(base=figure(match["points"]))
    return None


def _otherwise(text: str) -> Otherwise | None:
    match = _OTHERWISE.fullmatch(text)
    points = read_points(match["points"]) if match else None
    return Otherwise(points) if points else None


def _award(text: str) -> Award | None:
    match = _AWARD.fullmatch(text)
    points = read_points(match["points"]) if match else None
    if not match or points is None or re.search(r",(?:各|每项|每)\Z", match["condition"]):
        # 不符合要求的不得分 without any condition says nothing
        return None
    condition = read_condition(match["condition"].rstrip(","))
    if condition is None or (isinstance(condition, NumberedItem) and points == NOTHING):
        return None
    verb = match["verb"] is not None or match["points"].startswith(("不", "满", "全"))
    return Award(condition, points, verb)
