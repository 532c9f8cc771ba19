"""How well a template fits a sheet: which of its labels are printed there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from xlperf.forms import (
    ClassScoresBlock,
    FormTemplate,
    FundingBlock,
    GoalsBlock,
    IndicatorsBlock,
    NarrativesBlock,
    TotalBlock,
)
from xlperf.workbook.labels import keys_of_spec
from xlperf.workbook.page import Page

# the indicator header is what makes a form; the analysis texts are often left out
INDICATOR, TOTAL, OTHER, NARRATIVE = 3.0, 2.0, 1.0, 0.5


@dataclass(frozen=True)
class Sought:
    """One of the template's labels, what it weighs, and whether the sheet has it."""

    label: str
    weight: float
    found: bool


@dataclass(frozen=True)
class Labels:
    """The fields whose labels were found, block by block."""

    texts: Collection[str] = ()
    """header fields, goals, and narratives by key"""
    funds: Collection[str] = ()
    columns: Collection[str] = ()
    total: bool = False
    figures: Collection[str] = ()
    """rows of the table of class scores"""


def sought(template: FormTemplate, labels: Labels) -> Iterator[Sought]:
    """Every label of the template."""
    funding, goals = template.block(FundingBlock), template.block(GoalsBlock)
    indicators, total = template.block(IndicatorsBlock), template.block(TotalBlock)
    classes = template.block(ClassScoresBlock)
    for spec in template.field_specs():
        yield Sought(spec.label, OTHER, spec.field in labels.texts)
    for column in funding.columns if funding else ():
        yield Sought(column.label, OTHER, column.field in labels.funds)
    for goal in goals.columns if goals else ():
        yield Sought(goal.label, OTHER, goal.field in labels.texts)
    for item in indicators.columns if indicators else ():
        yield Sought(item.label, INDICATOR, item.field in labels.columns)
    if total:
        yield Sought(total.label, TOTAL, labels.total)
    for figures in classes.rows if classes else ():
        # where there is no table of indicators this one makes the form
        yield Sought(figures.label, NARRATIVE if indicators else INDICATOR, figures.field in labels.figures)
    for block in template.blocks:
        for row in block.rows if isinstance(block, NarrativesBlock) else ():
            yield Sought(row.label, NARRATIVE, row.key in labels.texts)


def printed_anywhere(page: Page, template: FormTemplate) -> Iterator[Sought]:
    """Where there is no indicator table, the labels that stand somewhere on the sheet."""
    indicators, total = template.block(IndicatorsBlock), template.block(TotalBlock)
    classes = template.block(ClassScoresBlock)
    for spec in (
        *template.field_specs(),
        *(indicators.columns if indicators else classes.rows if classes else ()),
        *((total,) if total else ()),
    ):
        yield Sought(spec.label, OTHER, bool(page.saying(keys_of_spec(spec))))


def rank(labels: Iterable[Sought]) -> float:
    """Found less missing: a template that fits as well but says more about the sheet comes first."""
    return sum(item.weight if item.found else -item.weight for item in labels)


def share(labels: Collection[Sought]) -> float:
    """The share of the labels that was found, 0 to 1, by weight."""
    whole = sum(item.weight for item in labels)
    return sum(item.weight for item in labels if item.found) / whole if whole else 0.0
