"""Notes on a project list: what was understood or left aside, and what looks odd yet may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from xlperf.decimals import parse_decimal, plain
from xlperf.forms import FormTemplate, IndicatorsBlock
from xlperf.profiles import Profile, WeightSet
from xlperf.projects.cells import MONEY_UNITS
from xlperf.projects.project import PlannedFund, PlannedIndicator, Project
from xlperf.projects.table import Table
from xlperf.scoring.weights import fitting, nearest
from xlperf.values import normalised, parse_value

LARGE = Decimal(10) ** 9
"""In 元: an amount that makes one ask for the unit when none is written."""
MAX_NAMED = 10
_DATE = re.compile(
    r"(\d{4}[年./-])?(\d{1,2}(月份?|[./-])(\d{1,2}[日号]?)?|第?\d季度)"
    r"|(19|20)\d{2}年度?|\d{1,2}[日号]"
)
_COMPARED = re.compile(r"[≥≤><=±]|不[低少小高多大]于|不超过|至少|最多|[大小]于")
_DIGIT = re.compile(r"\d")


def notes_on(
    projects: Sequence[Project], tables: Sequence[Table], template: FormTemplate, profile: Profile
) -> tuple[str, ...]:
    """All notes, each a sentence."""
    return (
        *_columns(projects, tables),
        *_bare_targets(projects),
        *_wordy_targets(projects),
        *(_unusual_weights(projects, profile) if _has_usual_classes(template) else ()),
    )


def _columns(projects: Sequence[Project], tables: Sequence[Table]) -> Iterator[str]:
    for table in tables:
        if table.header.unknown:
            names = "、".join(f"“{name}”" for name in table.header.unknown)
            yield f"“{table.spec.name}”表的{names}列没有用到。"
        money = any(column.money and column.field in table.header.columns for column in table.spec.columns)
        if money and not (table.header.unit or any(column.unit for column in table.header.columns.values())):
            yield f"“{table.spec.name}”表没有写明金额单位，按{table.money_unit}读取。{_large(projects, table)}"


def _large(projects: Sequence[Project], table: Table) -> str:
    least = LARGE.scaleb(-MONEY_UNITS[table.money_unit])
    named = [
        f"“{project.name}”的“{fund.source}”（{plain(amount)}{table.money_unit}）"
        for project in projects
        for fund in project.funds
        if (amount := _most(fund)) >= least
    ]
    if not named:
        return ""
    return f"有{len(named)}处金额很大，如果是按元填写的，请在列名里写明“（元）”：{_first(named, 3)}。"


def _most(fund: PlannedFund) -> Decimal:
    amounts = (fund.initial_requested, fund.initial_budget, fund.full_year_budget, fund.executed)
    return max((amount for amount in amounts if amount is not None), default=Decimal(0))


def _bare_targets(projects: Sequence[Project]) -> Iterator[str]:
    """Excel makes 1 of =100% in a CSV file, and nobody sees it."""
    bare = [named for named, target in _targets(projects) if parse_decimal(target) is not None]
    if bare:
        yield (
            f"有{len(bare)}处指标值只有数字，没有“≥”“%”之类的符号和单位，请确认是否完整：{_first(bare, 3)}。"
        )


def _wordy_targets(projects: Sequence[Project]) -> Iterator[str]:
    """Targets meant as figures, by their looks, that are words to the form; dates are words by nature."""
    wordy = [named for named, target in _targets(projects) if _looks_like_figure(target)]
    if wordy:
        yield (
            f"以下{len(wordy)}处指标值按文字处理，不会自动计分：{_first(wordy, MAX_NAMED)}；"
            "要自动计分的，请写成“≥95%”“≤20元”这样，只留符号、数字和单位。"
        )


def _looks_like_figure(target: str) -> bool:
    if parse_value(target).quantitative:
        return False
    plain_text = normalised(target)
    rest = _DATE.sub("", plain_text)
    return bool(_DIGIT.search(rest) or (rest == plain_text and _COMPARED.search(rest)))


def _has_usual_classes(template: FormTemplate) -> bool:
    """The form has the profile's first-level classes and points for them."""
    block = template.block(IndicatorsBlock)
    return template.scored and block is not None and not block.levels


def _unusual_weights(projects: Sequence[Project], profile: Profile) -> Iterator[str]:
    """Who fills the form cannot change weights any more."""
    if profile.free_weights:
        return
    unusual, usual = [], ""
    for project in projects:
        weights = {level.name: _weight(project.indicators, level.name) for level in profile.first_levels}
        if any(weights.values()) and fitting(weights, profile) is None:
            unusual.append(f"“{project.name}”（{_points(weights)}）")
            usual = usual or _shares(nearest(weights, profile))
    if unusual:
        yield (
            f"有{len(unusual)}个项目的一级指标分值与通常的（{usual}）不同，表发下去后不能再改，"
            f"请确认：{_first(unusual, MAX_NAMED)}。"
        )


def _weight(indicators: Iterable[PlannedIndicator], first_level: str) -> Decimal:
    return sum((one.weight or Decimal(0) for one in indicators if one.first_level == first_level), Decimal(0))


def _shares(usual: WeightSet) -> str:
    return "、".join(f"{'和'.join(share.classes)}{plain(share.weight)}" for share in usual.shares)


def _points(weights: dict[str, Decimal]) -> str:
    return "、".join(f"{name}{plain(weight)}" for name, weight in weights.items())


def _targets(projects: Sequence[Project]) -> Iterator[tuple[str, str]]:
    """Every target that is written, with the words that name it."""
    for project in projects:
        for indicator in project.indicators:
            for target in filter(None, (indicator.target, indicator.adjusted_target)):
                yield f"“{project.name}”的“{indicator.name}”（{target}）", target


def _first(named: Sequence[str], count: int) -> str:
    return "、".join(named[:count]) + ("等" if len(named) > count else "")
