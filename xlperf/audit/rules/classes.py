"""Rules for the classes of indicators: whether one is missing, and how much the results weigh."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.cells import address
from xlperf.audit.class_sums import WHOLE_FORM, bare_class, class_sums
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import HUNDRED, plain
from xlperf.model import Entry
from xlperf.scoring.assessment import first_level_of

GROUP = "各类指标"
_TOLERANCE = Decimal("0.005")
_OUTPUT_AND_BENEFIT = ("产出", "效益", "满意")
_SCORING_FRAME = ("决策", "过程")


@rule(
    "XP011",
    Severity.WARNING,
    "缺少一类指标",
    why="产出、效益、满意度各有规定的分值，缺一类又没有说明，自评就不完整。",
    basis="财预〔2020〕10号：单位自评指标包括产出、效益和服务对象满意度。",
    bad="绩效指标只有产出指标和效益指标，没有满意度指标，分值也没有移走。",
    good="确实没有服务对象的，写明不适用，把10分移到效益指标。",
    fix="请补充这一类指标；确实不涉及的，写明不适用，并把分值移到其他指标。",
)
def no_class_missing(form: Context) -> Iterator[Issue]:
    """产出, 效益 and 满意度 are there, or their points were moved; printed 数量, 质量 and 时效 rows are filled or say 无."""
    levels = [first_level_of(row.indicator.first_level.text, form.profile) for row in form.indicators]
    if not levels or None in levels or not form.assessment.scored:
        # another scheme of classes
        return
    full = abs(form.scored.weights_sum - form.profile.full_marks) <= _TOLERANCE
    for level in form.profile.first_levels:
        if (
            level.weight <= 0
            or level in levels
            or not any(word in level.name for word in _OUTPUT_AND_BENEFIT)
        ):
            continue
        if "满意" in level.name and full and _benefit_has(level.weight, form):
            continue
        label = next(
            (
                row.indicator.first_level
                for row in form.scored.indicators
                if first_level_of(row.indicator.first_level.text, form.profile) == level
            ),
            form.indicators[0].indicator.first_level,
        )
        usual = f"按{form.profile.name}占{plain(level.weight)}分"
        yield Issue(label, f"缺少{level.name}（{usual}）：表中没有这一类的指标，也没有写明不适用。")
    yield from _unfilled(form)


def _benefit_has(moved: Decimal, form: Context) -> bool:
    """The points of 满意度 were moved to 效益."""
    benefit = next((level for level in form.profile.first_levels if "效益" in level.name), None)
    rows = (
        row
        for row in form.indicators
        if first_level_of(row.indicator.first_level.text, form.profile) == benefit
    )
    return (
        benefit is not None
        and sum((row.weight or Decimal(0) for row in rows), Decimal(0)) >= benefit.weight + moved
    )


def _unfilled(form: Context) -> Iterator[Issue]:
    said = {bare_class(row.indicator.second_level.text) for row in form.indicators}
    empty = [
        row.indicator.second_level
        for row in form.scored.indicators
        if row not in form.indicators
        and bare_class(row.indicator.second_level.text) in ("数量", "质量", "时效")
    ]
    cells = [cell for cell in empty if bare_class(cell.text) not in said]
    if cells:
        names = "、".join(dict.fromkeys(f"“{cell.text.strip()}”{address(cell)}" for cell in cells))
        yield Issue(
            cells[0],
            f"{names}下面没有指标，也没有写明不适用。",
            fix="请补充这一类指标；确实不涉及的，在三级指标一格写“无”，或删去这一行。",
            also=tuple(cells[1:]),
        )


@rule(
    "XP098",
    Severity.WARNING,
    "产出和效益的权重不到60分",
    why="部门评价和财政评价重在结果，决策和过程占得过多，就评不出钱花得值不值。",
    basis="财预〔2020〕10号：部门评价和财政评价中，产出、效益指标权重合计不低于60%。",
    bad="决策20分、过程30分、产出30分、效益20分，产出和效益合计50分。",
    good="决策15分、过程20分、产出35分、效益30分，产出和效益合计65分。",
    fix="请调低决策、过程的分值，使产出和效益（含满意度）合计不低于60分。",
)
def results_weigh_most(form: Context) -> Iterator[Issue]:
    """With 决策 and 过程 as classes, 产出, 效益 and 满意度 have 60 points of 100 at least."""
    found = {cls.name: (cls.weight, cls.points) for cls in _stated_classes(form)} or {
        cls.name: (cls.cell, cls.weight) for cls in class_sums(form)
    }
    frame = all(any(word in name for name in found) for word in _SCORING_FRAME)
    total = sum((points for _, points in found.values()), Decimal(0))
    if not frame or abs(total - HUNDRED) > _TOLERANCE:
        return
    results = {
        name: pair for name, pair in found.items() if any(word in name for word in _OUTPUT_AND_BENEFIT)
    }
    weight = sum((points for _, points in results.values()), Decimal(0))
    if results and weight < 60:
        parts = "＋".join(f"{name}{plain(points)}" for name, (_, points) in results.items())
        cells = [cell for cell, _ in results.values()]
        yield Issue(
            cells[0],
            f"产出和效益（含满意度）的权重合计{plain(weight)}分（{parts}），不到60分。",
            also=tuple(cells[1:]),
            stated=plain(weight),
            expected="60",
        )


@dataclass(frozen=True)
class _Stated:
    name: str
    weight: Entry
    points: Decimal


def _stated_classes(form: Context) -> Iterator[_Stated]:
    for one in form.assessment.class_scores:
        if one.weight.number is not None and not WHOLE_FORM.search(one.name):
            yield _Stated(bare_class(one.name), one.weight, one.weight.number)
