"""Parts that give points in proportion: 完成率×分值, 实际完成值/目标值×分值, 未达到的按比例得分."""

from __future__ import annotations

import re
from dataclasses import replace

from xlperf.scoring.clauses.intervals import read_interval
from xlperf.scoring.clauses.kinds import InProportion

_OF_WEIGHT = r"(?:该项|本项|该指标|本指标|指标)?(?:的)?(?:分值|权重分|权重|满分|标准分|总分|\d+(?:\.\d+)?分)"
_RATE = (
    r"(?P<rate>(?:实际|目标|任务|计划|指标)?(?:完成率|完成比例|完成程度|完成比|执行率|实现程度|实际完成比例"
    r"|[一-龥]{0,8}(?:执行|到位|完成|实现|支付|拨付|兑付|落实|覆盖|合格|达标|及时|办结)率))(?:\(%\))?"
)
_ACTUAL, _GOAL = (
    r"(?:实际完成值|实际完成数量?|完成值|实际值|实际数|实际完成|B)",
    r"(?:(?:年初|年度|预期|计划|绩效)?(?:目标值|指标值)|计划值|计划完成数量?|计划数|A)",
)
_TAKEN = r"(?:计算)?(?:得分|计分|赋分|给分|记分|折算|扣分|计算|确定得分|计算得分)?"
_BY = r"(?:实际)?完成(?:的)?(?:情况|数量)?的?比例|(?:实际)?完成值(?:与|占)目标值的?(?:比例|比重|比值)|比例|相应比例|同比例|(?:与目标值的)?比例"
_TAKEN_SO = r"(?:得分|计分|赋分|给分|记分|折算得分|折算|扣分|相应扣分|扣减分值|计算得分)"
_BEGIN = (
    r"(?P<missed>(?:未(?:达到|完成)(?:(?:年度|年初|预期)?(?:目标值?|指标值?|任务))?(?:的|时|则|,)*"
    r"|否则|不达标的?|未达标的?|低于目标值的?)(?:,)?)?(?:得分=|得分为|按照?|根据|以)?"
)
_PROPORTION: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (form, re.compile(rf"{_BEGIN}{body}"))
    for form, body in (
        ("rate", rf"\(?{_RATE}\)?[×*xX](?:100%[×*xX])?{_OF_WEIGHT}{_TAKEN}"),
        ("rate", rf"{_OF_WEIGHT}[×*xX]\(?{_RATE}\)?{_TAKEN}"),
        ("B/A", rf"\(?{_ACTUAL}[/÷]{_GOAL}\)?(?:[×*xX]100%)?[×*xX]{_OF_WEIGHT}{_TAKEN}"),
        ("A/B", rf"\(?{_GOAL}[/÷]{_ACTUAL}\)?(?:[×*xX]100%)?[×*xX]{_OF_WEIGHT}{_TAKEN}"),
        ("B/A", rf"{_OF_WEIGHT}[×*xX]\(?{_ACTUAL}[/÷]{_GOAL}\)?{_TAKEN}"),
        ("A/B", rf"{_OF_WEIGHT}[×*xX]\(?{_GOAL}[/÷]{_ACTUAL}\)?{_TAKEN}"),
        ("goal", rf"(?:{_RATE}|{_BY}){_TAKEN_SO}"),
    )
)  # fmt: skip
_OF_TARGET = re.compile(r"(?:实际|目标|任务|计划|指标)?(?:完成|实现).*")
_BELOW = re.compile(r"(?P<below>[^,]{1,30}?)(?:的|时)?,(?P<rest>[^,]+)")


def read_proportion(text: str) -> InProportion | None:
    """Points in proportion; None for anything else."""
    match = _BELOW.fullmatch(text)
    below = read_interval(match["below"]) if match else None
    if match and below and below.one_sided:
        found = _plain_proportion(match["rest"])
        return replace(found, missed=below) if found and not found.missed else None
    return _plain_proportion(text)


def _plain_proportion(text: str) -> InProportion | None:
    for form, pattern in _PROPORTION:
        if match := pattern.fullmatch(text):
            rate = match.groupdict().get("rate") or ""
            subject = "" if _OF_TARGET.fullmatch(rate) else rate.removeprefix("实际")
            return InProportion(form, bool(match["missed"]), subject)
    return None
