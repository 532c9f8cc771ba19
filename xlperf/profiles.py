"""Profiles (口径): the points, bands, thresholds and grade words by which a form is scored and audited."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from xlperf.definitions import Definition, load_definition
from xlperf.errors import UsageError
from xlperf.resources import shipped

MAX_CHOICES = 255
"""characters that a drop-down list of Excel holds"""


class Step(Definition):
    """A step of a scale: from ``at_least`` (included) up to the next higher one, ``share`` (%) of the points."""

    at_least: Decimal
    share: Decimal = Field(ge=0, le=100)


Steps = tuple[Step, ...]
ExecutionMethod = Literal["rate", "steps"]


def _stairs(steps: Steps) -> Steps:
    ordered = tuple(sorted(steps, key=lambda step: -step.at_least))
    if len({step.at_least for step in ordered}) < len(ordered):
        raise ValueError("有两档的 at_least 相同，分不清该按哪一档。")
    if ordered and ordered[-1].at_least > 0:
        raise ValueError("最低一档的 at_least 应为 0，否则有的数没有分。")
    if [step.share for step in ordered] != sorted((step.share for step in ordered), reverse=True):
        raise ValueError("at_least 越高，share 应越高。")
    return ordered


class Execution(Definition):
    """Budget execution (预算执行率): ``points`` of the form, and rates (%) below which text must explain.

    ``method``: ``rate`` gives rate × points, ``steps`` the share of the points that the rate's step names.
    ``accepted_methods``: ways that offices use as well and that are not called wrong. ``finished_in_full``: by steps, a
    project that is finished and stayed within its budget earns all points.
    """

    points: Decimal = Field(ge=0)
    method: ExecutionMethod = "rate"
    accepted_methods: tuple[ExecutionMethod, ...] = ()
    steps: Steps = ()
    finished_in_full: bool = False
    explain_below: Decimal
    must_explain_below: Decimal

    _steps_descend = field_validator("steps")(_stairs)

    @model_validator(mode="after")
    def _complete(self) -> Execution:
        if "steps" in self.methods and not self.steps:
            raise ValueError("method 写了 steps（分档），就要在 steps 里写明各档。")
        if self.must_explain_below > self.explain_below:
            raise ValueError("must_explain_below 不能大于 explain_below。")
        return self

    @property
    def methods(self) -> tuple[ExecutionMethod, ...]:
        """The profile's own way first, then the others that are accepted."""
        return (self.method, *(other for other in self.accepted_methods if other != self.method))


class FirstLevel(Definition):
    """A first-level class (一级指标) with its usual weight and the second-level classes it may hold."""

    name: str
    aliases: tuple[str, ...] = ()
    weight: Decimal = Field(ge=0)
    second_levels: tuple[str, ...]


class ClassShare(Definition):
    """Points that one first-level class carries, or several together (效益和满意度共40分)."""

    classes: tuple[str, ...] = Field(min_length=1)
    weight: Decimal = Field(ge=0)


class WeightSet(Definition):
    """One distribution of the points over the first-level classes; classes it does not name carry none."""

    name: str
    shares: tuple[ClassShare, ...]


class Band(Definition):
    """A phrase for qualitative indicators and the share of the weight (%) it stands for: low ≤ share < high."""

    phrase: str
    aliases: tuple[str, ...] = ()
    low: Decimal
    high: Decimal


class Grade(Definition):
    """A grade word (等级) from ``low`` points (included) up to the next better one."""

    word: str
    low: Decimal


Reverse = Literal["linear", "ratio"]
Rounding = Literal["half_up", "truncate"]


class Rung(Definition):
    """A rung of the over-fulfilment ladder: from ``above`` times the target on, ``deduct`` per cent of the weight."""

    above: Decimal = Field(gt=1)
    deduct: Decimal = Field(ge=0, le=100)


class Quantitative(Definition):
    """How quantitative indicators are scored.

    ``reverse``: what a ≤ indicator is worth when exceeded; ``accepted_reverse``: formulas that offices use as well and
    that are not called wrong. ``over_fulfilment``: the multiple of the target from which a reason is due;
    ``over_fulfilment_wording``: words that this reason must contain, where the office prescribes them. ``ladder``: points
    taken off for more than that, none by default. ``zero_overshoot``: the figure from which a reason is due where the
    target is zero. ``rounding``: how scores are brought to the cent, ``accepted_rounding`` what is not called wrong.
    ``tolerance``: points by which a filled score may differ. A negative actual value counts as zero where more is better.
    """

    reverse: Reverse
    accepted_reverse: tuple[Reverse, ...] = ()
    over_fulfilment: Decimal = Field(gt=1)
    over_fulfilment_wording: str = ""
    ladder: tuple[Rung, ...] = ()
    zero_overshoot: Decimal | None = Field(default=None, gt=0)
    rounding: Rounding = "half_up"
    accepted_rounding: tuple[Rounding, ...] = ()
    tolerance: Decimal = Field(ge=0)

    @field_validator("ladder")
    @classmethod
    def _rises(cls, ladder: tuple[Rung, ...]) -> tuple[Rung, ...]:
        ordered = tuple(sorted(ladder, key=lambda rung: rung.above))
        if len({rung.above for rung in ordered}) < len(ordered):
            raise ValueError("有两级的 above 相同，分不清该扣多少。")
        if [rung.deduct for rung in ordered] != sorted(rung.deduct for rung in ordered):
            raise ValueError("above 越高，deduct 应越高。")
        return ordered


class Satisfaction(Definition):
    """Satisfaction indicators: ``steps`` of the rate (%) that are accepted beside the proportion; ``smallest`` sample."""

    steps: Steps = ()
    smallest: int = Field(default=30, ge=1)

    _steps_descend = field_validator("steps")(_stairs)


class SecondLevelLimit(Definition):
    """The most points that indicators of a second-level class may earn where nothing was reported for it."""

    second_level: str
    most: Decimal = Field(ge=0)


class Profile(Definition):
    """One set of scoring rules."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: int
    name: str
    basis: str
    full_marks: Decimal = Field(gt=0)
    execution: Execution
    first_levels: tuple[FirstLevel, ...]
    bands: tuple[Band, ...]
    grades: tuple[Grade, ...]
    quantitative: Quantitative
    weight_sets: tuple[WeightSet, ...] = ()
    """the accepted distributions; none: the usual weights of the classes"""
    free_weights: bool = False
    """units distribute the points as they see fit"""
    target_grades: tuple[str, ...] = ()
    """phrases of bands, best first, that stand as targets too: who reaches the grade of the target has full marks"""
    grade_optional: bool = False
    """a form without a grade is complete (可以不评级)"""
    describe_qualitative: bool = False
    """a qualitative actual value needs a sentence beside its phrase (简要描述)"""
    survey: Satisfaction = Satisfaction()
    not_applicable: Literal["rescale", "full"] = "rescale"
    """indicators that do not apply: left out and the rest rescaled to full marks, or given their full weight"""
    unreported: tuple[SecondLevelLimit, ...] = ()

    @field_validator("bands")
    @classmethod
    def _bands_descend(cls, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        for band in bands:
            if not 0 <= band.low < band.high <= 100:
                raise ValueError(f"“{band.phrase}”的 low、high 应满足 0≤low<high≤100。")
            if not band.phrase.strip() or "," in band.phrase:
                raise ValueError(f"“{band.phrase}”要放进下拉列表，不能是空的，也不能含英文逗号。")
        if not bands or len(",".join(band.phrase for band in bands)) > MAX_CHOICES:
            raise ValueError(f"至少要有一档；各档的 phrase 合起来不能超过{MAX_CHOICES}个字，下拉列表放不下。")
        return tuple(sorted(bands, key=lambda band: -band.high))

    @model_validator(mode="after")
    def _target_grades_known(self) -> Profile:
        known = {band.phrase for band in self.bands}
        if unknown := [phrase for phrase in self.target_grades if phrase not in known]:
            raise ValueError(f"target_grades 里的{'、'.join(unknown)}不在 bands 的 phrase 里。")
        return self

    @property
    def share_bands(self) -> tuple[Band, ...]:
        """The bands that give a share of the weight by themselves, whatever the target says."""
        return tuple(band for band in self.bands if band.phrase not in self.target_grades)

    @field_validator("grades")
    @classmethod
    def _grades_descend(cls, grades: tuple[Grade, ...]) -> tuple[Grade, ...]:
        ordered = tuple(sorted(grades, key=lambda grade: -grade.low))
        if not ordered or ordered[-1].low > 0:
            raise ValueError("最低一级的 low 应为 0，否则会有分数没有等级。")
        if len({grade.low for grade in ordered}) < len(ordered):
            raise ValueError("两个等级的 low 相同，分不清该评哪一级。")
        return ordered

    @model_validator(mode="after")
    def _weights_fit(self) -> Profile:
        names, full = {level.name for level in self.first_levels}, self.full_marks - self.execution.points
        for one in self.weight_sets:
            named = [name for share in one.shares for name in share.classes]
            if unknown := [name for name in named if name not in names]:
                raise ValueError(f"weight_sets“{one.name}”里的{'、'.join(unknown)}不在 first_levels 里。")
            if len(set(named)) < len(named):
                raise ValueError(f"weight_sets“{one.name}”里有一级指标写了两次。")
            if (total := sum((share.weight for share in one.shares), Decimal(0))) != full:
                raise ValueError(
                    f"weight_sets“{one.name}”各类分值合计{total}，应为{full}（满分减去预算执行率）。"
                )
        usual = sum((level.weight for level in self.first_levels), Decimal(0))
        if not self.weight_sets and not self.free_weights and usual != full:
            raise ValueError(
                f"first_levels 各类的常用分值合计{usual}，加上预算执行率{self.execution.points}，"
                f"得{usual + self.execution.points}，应等于满分{self.full_marks}；分值由单位自定的，写 free_weights: true。"
            )
        return self

    @property
    def accepted_weights(self) -> tuple[WeightSet, ...]:
        """The distributions that are not questioned, the usual one first."""
        usual = tuple(ClassShare(classes=(level.name,), weight=level.weight) for level in self.first_levels)
        return self.weight_sets or (WeightSet(name="通用口径", shares=usual),)


@cache
def shipped_profiles() -> tuple[Profile, ...]:
    """The profiles that come with xlperf, by id."""
    return tuple(
        load_definition(path, Profile) for path in sorted((shipped("templates") / "profiles").glob("*.yaml"))
    )


def profile(name: str) -> Profile:
    """A profile by id, or by the path of an office's own YAML file; UsageError when there is none."""
    if name.endswith((".yaml", ".yml")):
        return load_definition(Path(name), Profile)
    known = {profile.id: profile for profile in shipped_profiles()}
    if name not in known:
        raise UsageError(f"没有名为“{name}”的口径，可用的有：{'、'.join(known)}。")
    return known[name]
