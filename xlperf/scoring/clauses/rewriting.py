"""Shapes of whole sentences said in the words that the parts know: shares of the weight, points named together."""

from __future__ import annotations

import re
from decimal import Decimal

from xlperf.decimals import HUNDRED, plain
from xlperf.scoring.clauses.spelling import FIGURE

_WEIGHT = r"(?:该项|本项|该指标|本指标|指标|对应)*的?(?:权重分值?|权重|分值|满分|标准分)"
_PER_CENT = r"(\d+(?:\.\d+)?)%"
_OFF_SHARE = re.compile(
    rf"(扣减|扣除|扣)去?(?:{_WEIGHT}的?{_PER_CENT}|{_PER_CENT}的?{_WEIGHT})分?(?=[,;。]|\Z)"
)
_FRACTION = re.compile(rf"(扣除|扣减|扣|得|计|给)(?:{_WEIGHT}的?)?(\d)/(\d)(?:的?{_WEIGHT})?(?=[,;。]|\Z)")
_SHARE = re.compile(rf"{_WEIGHT}的?\d+(?:\.\d+)?%|\d%的?{_WEIGHT}")
_BARE_SHARE = re.compile(rf"得{_PER_CENT}(?=[,;。]|\Z)")
_NAMED_SHARE = re.compile(rf"得{_WEIGHT}的?{_PER_CENT}分?(?=[,;。]|\Z)")
_RESPECTIVELY = re.compile(
    rf"([^,;。]+?)(?:分别|依次)(?:得|计|记|给|为)({FIGURE}分?(?:[、,/]{FIGURE}分?)+)分?"
)
_SPAN = r"\d+%?[-~]\d+%?(?:\(含\))?"
_THREE_BANDS = re.compile(
    rf"(?:[^,;。]{{0,20}}分为)?([^,;。]+?、[^;。]+?)(?:等)?(?:三|3)(?:个)?(?:档次?|等级|级)?[,;]?分别(?:按照?|给予|对应)"
    rf"(?:该|本)?(?:指标)?(?:对应)?(?:的)?(?:分值|权重)?(?:的)?(?:区间)?({_SPAN}(?:、{_SPAN}){{2}})"
    r"(?:的?区间|的?比例)?(?:合理|来|综合)?(?:确定|计算|给予)?(?:得分|分值|分数)?(?=[,;。]|\Z)"
)
_DEFINED = re.compile(r"(?<![^;。,:])[一-龥()]{1,20}(?:率|度|比例|比重)=(?P<how>[^,;。=≥≤<>]+)(?=[,;。])")
_OF_POINTS = re.compile(r"分值|得分|满分|权重|扣|\d分|目标值|指标值")
_INTRODUCED = re.compile(r"\A(?:评价|评分|计分|打分|考核)(?:要点|标准|细则|方法|办法|规则|内容)(?:如下|为)?:")


def rewritten(text: str, weight: Decimal) -> str:
    """A spelled sentence with its shares of the weight as points, without definitions of the figure it is about."""
    text = _DEFINED.sub(_without_definition, _INTRODUCED.sub("", text))
    text = _THREE_BANDS.sub(_banded, _RESPECTIVELY.sub(_one_by_one, text))
    if _SHARE.search(text):
        text = _BARE_SHARE.sub(r"得分值的\1%", text)
    text = _NAMED_SHARE.sub(r"得分值的\1%", text)
    text = _OFF_SHARE.sub(lambda match: _off(match, weight), text)
    return _FRACTION.sub(lambda match: _fraction(match, weight), text)


def _without_definition(match: re.Match[str]) -> str:
    """完成率=完成数/计划数×100% says what is measured, not how it is scored."""
    how = match["how"]
    return "" if re.search(r"[/÷]", how) and not _OF_POINTS.search(how) else match[0]


def _off(match: re.Match[str], weight: Decimal) -> str:
    points = weight * Decimal(match[2] or match[3]) / HUNDRED
    return f"{match[1]}{plain(points)}分"


def _fraction(match: re.Match[str], weight: Decimal) -> str:
    """2/3 of the weight, where that is a figure with two decimals; a third of five points stays as written."""
    above, below = int(match[2]), int(match[3])
    if not 0 < above <= below or weight * HUNDRED * above % below:
        return match[0]
    return f"{match[1]}{plain(weight * above / below)}分"


def _one_by_one(match: re.Match[str]) -> str:
    """优、良、差分别得5分、3分、0分 → 优得5分;良得3分;差得0分."""
    words = match[1].split("、")
    points = [point for point in re.split(r"[、,/]|分", match[2]) if point]
    if len(words) != len(points):
        return match[0]
    return ";".join(f"{word}得{point}分" for word, point in zip(words, points, strict=True))


def _banded(match: re.Match[str]) -> str:
    """达成、部分达成、未达成三档,分别按100-80%(含)、80-60%(含)、60-0%确定得分."""
    words, spans = match[1].split("、"), match[2].split("、")
    if len(words) != len(spans):
        return match[0]
    shares = ["-".join(f"{number}%" for number in re.findall(r"\d+", span)) for span in spans]
    return ";".join(f"{word}得分值的{share}" for word, share in zip(words, shares, strict=True))
