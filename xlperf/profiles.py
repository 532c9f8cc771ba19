"""Profiles (口径): the points, bands, thresholds and grade words by which a form is scored and audited."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from xlperf.definitions import Definition, load_definition
from xlperf.errors import UsageError
from xlperf.resources import shipped

MAX_CHOICES = 255
"""characters that a drop-down list of Excel holds"""


class Execution(Definition):
    """Budget execution (预算执行率): ``points`` of the form, and rates (%) below which text must explain."""

    points: Decimal = Field(ge=0)
    explain_below: Decimal
    must_explain_below: Decimal


class FirstLevel(Definition):
    """A first-level class (一级指标) with its usual weight and the second-level classes it may hold."""

    name: str
    aliases: tuple[str, ...] = ()
    weight: Decimal = Field(ge=0)
    second_levels: tuple[str, ...]


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


class Quantitative(Definition):
    """How quantitative indicators are scored.

    ``reverse``: what a ≤ indicator is worth when exceeded; ``accepted_reverse``: formulas that offices use as well and
    that are not called wrong. ``over_fulfilment``: the multiple of the target from which a reason is due.
    ``tolerance``: points by which a filled score may differ.
    """

    reverse: Reverse
    accepted_reverse: tuple[Reverse, ...] = ()
    over_fulfilment: Decimal = Field(gt=1)
    tolerance: Decimal = Field(ge=0)


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

    @field_validator("grades")
    @classmethod
    def _grades_descend(cls, grades: tuple[Grade, ...]) -> tuple[Grade, ...]:
        ordered = tuple(sorted(grades, key=lambda grade: -grade.low))
        if not ordered or ordered[-1].low > 0:
            raise ValueError("最低一级的 low 应为 0，否则会有分数没有等级。")
        if len({grade.low for grade in ordered}) < len(ordered):
            raise ValueError("两个等级的 low 相同，分不清该评哪一级。")
        return ordered


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
