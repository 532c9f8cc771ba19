"""Indicators with a result: reached, missed or far surpassed, scored by the rule and explained."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from tests.journeys.corpus_subjects import Asked, Subject, Wanted
from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.profiles import Profile
from xlperf.scoring.quantitative import rules_for
from xlperf.values import Op

CAUSES = (
    ("因招标推迟了一个半月，施工期缩短", "下年度一季度完成招标"),
    ("因连续降雨，停工二十多天", "下年度避开汛期安排进度"),
    ("因人员调整，前期工作开始得晚", "下年度固定专人负责"),
    ("主要是材料价格上涨12%，部分工作量核减", "年初询价时留足余地，与3家以上供应商比价"),
    ("由于上级任务文件6月28日才下达，实际工作时间不足半年", "提前做好前期准备，文件一到就开工"),
    ("受场地改造影响，有两个月无法开展", "场地7月底前改造完毕，补做欠账"),
    ("原定5家合作单位中有1家退出", "重新签订合作协议，明确违约责任"),
    ("系统切换期间数据缺失，统计口径偏小", "与信息中心核对数据，按季度补录"),
)
EXCESS = (
    "实际完成情况超计划较大，因上级追加任务，下年度按实际需要调高指标值。",
    "实际完成情况超计划较大，主要是年初按上年基数设定，偏保守；今后按三年平均数设定。",
    "原因：参加人数比预计多，实际完成情况超计划较大。改进措施：测算时考虑新增对象。",
)
_REASONS = (
    "{cause}；{measure}。",
    "原因：{cause}。改进措施：{measure}。",
    "1.原因分析：{cause}。2.改进措施：{measure}。",
    "{cause}，没有达到目标。下一步{measure}。",
)


@dataclass(frozen=True)
class Result:
    """An indicator with its result: figures as typed, the score that the profile gives, the texts that go with it."""

    first_level: str
    asked: Asked | Wanted
    target: str
    actual: str
    unit: str
    weight: Decimal
    score: Decimal
    reason: str = ""
    cause: str = ""
    measure: str = ""
    goal: Decimal = Decimal(0)
    initial: str = ""
    """the target at the beginning of the year, where it was changed"""

    @property
    def shown(self) -> str:
        """The actual value with its unit."""
        return f"{self.actual}{self.unit}"

    @property
    def counted(self) -> bool:
        """The rule decides the score."""
        return isinstance(self.asked, Asked)

    @property
    def places(self) -> int:
        """The decimals of its figures."""
        return self.asked.places if isinstance(self.asked, Asked) else 0


@st.composite
def results(
    draw: st.DrawFn,
    first_level: str,
    asked: Asked | Wanted,
    weight: Decimal,
    profile: Profile,
    *,
    adjusts: bool,
) -> Result:
    """Reached, missed or far surpassed, and scored accordingly; ``adjusts``: the form has adjusted targets."""
    if isinstance(asked, Wanted):
        return draw(_judged(first_level, asked, weight, profile))
    places = asked.places
    target = draw(st.decimals(asked.low, asked.high, places=0 if asked.unit == "%" else places))
    step = Decimal(1).scaleb(-places)
    actual = half_up(target * draw(st.decimals("0.55", "1.6", places=2)), places)
    actual = min(actual, Decimal(asked.cap)) if asked.cap else max(actual, step)
    # the very bound would read like a copy of the target
    actual = actual + step if actual == target and not asked.cap else actual
    op, bounds, written = Op(asked.op), None, f"{_sign(draw, asked)}{plain(target)}{asked.unit}"
    if op is Op.GE and not asked.cap and draw(st.integers(0, 5)) == 0:
        op, high = Op.NONE, target + max(step, half_up(target * Decimal("0.2"), places))
        bounds, written = (target, high), f"{plain(target)}-{plain(high)}{asked.unit}"
    rule = rules_for(op, bounds, profile)[0]
    score = rule.score(actual, target, weight)
    most = bounds[1] if bounds else target
    far = op is not Op.LE and actual >= most * profile.quantitative.over_fulfilment
    cause, measure = draw(st.sampled_from(CAUSES))
    missed = not rule.met(actual, target)
    reason = draw(st.sampled_from(_REASONS)).format(cause=cause, measure=measure) if missed else ""
    reason = draw(st.sampled_from(EXCESS)) if far else reason
    initial = ""
    if adjusts and op is Op.GE and not asked.cap and draw(st.integers(0, 4)) == 0:
        initial = f"{asked.op}{plain(target + step * 3)}{asked.unit}"
        reason = f"年中调整指标值，因任务核减；{reason}"
    return Result(
        first_level, asked, written, plain(actual), asked.unit, weight, score, reason,
        cause if missed else "", measure if missed else "", target, initial,
    )  # fmt: skip


def _sign(draw: st.DrawFn, asked: Asked) -> str:
    words = {"≥": ("≥", "≥", "≥", "不少于", "不低于"), "≤": ("≤", "≤", "不超过")}
    return draw(st.sampled_from(words.get(asked.op, (asked.op,))))


@st.composite
def _judged(draw: st.DrawFn, first_level: str, asked: Wanted, weight: Decimal, profile: Profile) -> Result:
    best = profile.bands[0]
    partly = next(band for band in profile.bands if "部分达成" in (band.phrase, *band.aliases))
    if draw(st.booleans()):
        return Result(first_level, asked, asked.target, best.phrase, "", weight, weight)
    share = draw(st.integers(int(partly.low), int(partly.high) - 1))
    cause, measure = f"因人手不足，{asked.lacking}", "下年度一季度补办"
    return Result(
        first_level, asked, asked.target, partly.phrase, "", weight, half_up(weight * share / HUNDRED),
        draw(st.sampled_from(_REASONS)).format(cause=cause, measure=measure), cause, measure,
    )  # fmt: skip


@st.composite
def split(draw: st.DrawFn, points: Decimal, parts: int) -> list[Decimal]:
    """Whole points for each part, none of them zero."""
    if parts == 1:
        return [points]
    cuts = draw(
        st.lists(st.integers(1, int(points) - 1), min_size=parts - 1, max_size=parts - 1, unique=True).map(
            sorted
        )
    )
    limits = [0, *cuts, int(points)]
    return [Decimal(limits[number + 1] - limits[number]) for number in range(parts)]


@st.composite
def rows_of_subject(
    draw: st.DrawFn, subject: Subject, profile: Profile, *, adjusts: bool
) -> tuple[Result, ...]:
    """Indicators of all classes, with the points that the profile gives each class."""
    weights = {share.classes[0]: share.weight for share in profile.accepted_weights[0].shares}
    joint = [share for share in profile.accepted_weights[0].shares if len(share.classes) > 1]
    for share in joint:
        weights |= dict(zip(share.classes, draw(split(share.weight, len(share.classes))), strict=True))
    counted = subject.counted[: draw(st.integers(1, len(subject.counted)))]
    classes: dict[str, tuple[Asked | Wanted, ...]]
    if "成本指标" in weights:
        cost = Asked("经济成本指标", *list(vars(subject.cost).values())[1:])
        classes = {"成本指标": (cost,), "产出指标": (*counted, subject.good, subject.timely)}
    else:
        classes = {"产出指标": (*counted, subject.good, subject.timely, subject.cost)}
    classes |= {"效益指标": subject.effects, "满意度指标": (subject.satisfied,)}
    found: list[Result] = []
    for name, rows in classes.items():
        count = len(rows) if weights[name] >= len(rows) else 1
        for asked, weight in zip(rows, draw(split(weights[name], count)), strict=False):
            found.append(draw(results(name, asked, weight, profile, adjusts=adjusts)))
    return tuple(found)
