"""Reading a project list: the whole list is checked first, and every problem of it is listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from xlperf.decimals import parse_decimal
from xlperf.errors import ProjectListError
from xlperf.forms import FormTemplate
from xlperf.profiles import Profile
from xlperf.projects.columns import SheetSpec, fund_sheet, indicator_sheet, project_sheet
from xlperf.projects.fund_rows import read_funds
from xlperf.projects.indicator_rows import read_indicators
from xlperf.projects.problems import Problems
from xlperf.projects.project import Project, ProjectList
from xlperf.projects.project_rows import UNKNOWN, read_register
from xlperf.projects.source import Source, open_source
from xlperf.projects.table import Table, find_table


@dataclass(frozen=True)
class ReadList(ProjectList):
    """A project list as read; ``notes`` are sentences about what was understood or left aside."""

    notes: tuple[str, ...] = ()


def read_projects(path: Path, template: FormTemplate, profile: Profile) -> ReadList:
    """The projects listed at ``path``, amounts in the template's money unit.

    ``path`` is a workbook with the sheets 项目, 资金 and 指标, a folder with CSV files of those names, or one
    of these files. ProjectListError carries every problem of the list; UsageError says why there is no list.
    """
    source = open_source(path)
    problems = Problems()
    specs = (project_sheet(template), fund_sheet(template), indicator_sheet(template))
    projects, funds, indicators = (_table(source, spec, template, problems) for spec in specs)
    register = read_register(projects) if projects else UNKNOWN
    funds_of = read_funds(funds, register) if funds and register.serves(funds) else {}
    indicators_of = (
        read_indicators(indicators, register, profile) if indicators and register.serves(indicators) else {}
    )
    if problems:
        raise ProjectListError(
            f"项目清单“{source.name}”有{len(problems)}处问题，请逐条改好后再试。", problems.sentences()
        )
    complete = tuple(
        replace(
            listed.project, funds=funds_of[listed.project.code], indicators=indicators_of[listed.project.code]
        )
        for listed in register.listed
    )
    tables = [table for table in (projects, funds, indicators) if table]
    return ReadList(complete, (*_notes(tables), *_bare_targets(complete)))


def _table(source: Source, spec: SheetSpec, template: FormTemplate, problems: Problems) -> Table | None:
    sheet = source.find(spec, problems)
    return find_table(sheet, spec, template.money_unit, problems) if sheet else None


def _notes(tables: list[Table]) -> Iterator[str]:
    for table in tables:
        if table.header.unknown:
            names = "、".join(f"“{name}”" for name in table.header.unknown)
            yield f"“{table.spec.name}”表的{names}列没有用到。"
        money = any(column.money and column.field in table.header.columns for column in table.spec.columns)
        if money and not (table.header.unit or any(column.unit for column in table.header.columns.values())):
            yield f"“{table.spec.name}”表没有写明金额单位，按{table.money_unit}读取。"


def _bare_targets(projects: tuple[Project, ...]) -> Iterator[str]:
    """Excel makes 1 of =100% in a CSV file, and nobody sees it."""
    bare = [
        f"“{project.name}”的“{indicator.name}”（{target}）"
        for project in projects
        for indicator in project.indicators
        for target in (indicator.target, indicator.adjusted_target)
        if target and parse_decimal(target) is not None
    ]
    if bare:
        shown = "、".join(bare[:3]) + ("等" if len(bare) > 3 else "")
        yield f"有{len(bare)}处指标值只有数字，没有“≥”“%”之类的符号和单位，请确认是否完整：{shown}。"
