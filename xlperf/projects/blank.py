"""A project of which nothing is known yet: the blank form to be filled in by hand."""

from __future__ import annotations

from xlperf.errors import UsageError
from xlperf.forms import FormTemplate, IndicatorsBlock
from xlperf.profiles import Profile
from xlperf.projects.project import PlannedIndicator, Project

MAX_ROWS = 20


def blank_project(template: FormTemplate, profile: Profile, rows: int) -> Project:
    """``rows`` empty indicators in each second-level class (二级指标); UsageError for an impossible number."""
    if not 1 <= rows <= MAX_ROWS:
        raise UsageError(f"每个二级指标下的空行数应在1到{MAX_ROWS}之间，现在写的是{rows}。")
    block = template.block(IndicatorsBlock)
    classes = (block.levels or profile.first_levels) if block else ()
    indicators = tuple(
        PlannedIndicator(first_level=level.name, second_level=second, name="", target="", weight=None)
        for level in classes
        for second in level.second_levels
        for _ in range(rows)
    )
    return Project(code="", name="", department="", unit="", year=0, indicators=indicators)
