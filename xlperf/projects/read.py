"""Reading a project list: the whole list is checked first, and every problem of it is listed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from xlperf.errors import ProjectListError
from xlperf.forms import FormTemplate, FundingBlock, IndicatorsBlock
from xlperf.profiles import Profile
from xlperf.projects.columns import SheetSpec, fund_sheet, indicator_sheet, project_sheet
from xlperf.projects.fund_places import fund_notes, placed_funds
from xlperf.projects.fund_rows import read_funds
from xlperf.projects.indicator_rows import read_indicators
from xlperf.projects.notes import notes_on
from xlperf.projects.problems import Problems, Spot
from xlperf.projects.project import ProjectList
from xlperf.projects.project_rows import UNKNOWN, Register, read_register
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
    profile = template.adapted(profile)
    projects = _table(source, project_sheet(template), template, problems)
    # a form without such a block needs no such sheet
    block = template.block(FundingBlock)
    funds = _table(source, fund_sheet(template), template, problems) if block else None
    has_indicators = template.block(IndicatorsBlock) is not None
    indicators = _table(source, indicator_sheet(template), template, problems) if has_indicators else None
    register = read_register(projects) if projects else UNKNOWN
    if projects and not register.has_codes:
        register = _matched_by_name(register, projects, [one for one in (funds, indicators) if one])
    funds_of = read_funds(funds, register) if funds else {}
    indicators_of = read_indicators(indicators, register, template, profile) if indicators else {}
    if problems:
        raise ProjectListError(
            f"项目清单“{source.name}”有{len(problems)}处问题，请逐条改好后再试。", problems.sentences()
        )
    placed = placed_funds(funds_of, block) if block else {}
    complete = tuple(
        replace(
            listed.project,
            funds=placed.get(listed.project.code, ()),
            indicators=indicators_of.get(listed.project.code, ()),
        )
        for listed in register.listed
    )
    tables = [table for table in (projects, funds, indicators) if table]
    unplaced = fund_notes(funds, funds_of, block) if funds and block else ()
    return ReadList(complete, (*notes_on(complete, tables, template, profile), *unplaced))


def _table(source: Source, spec: SheetSpec, template: FormTemplate, problems: Problems) -> Table | None:
    sheet = source.find(spec, problems)
    return find_table(sheet, spec, template.money_unit, problems) if sheet else None


def _matched_by_name(register: Register, projects: Table, tables: list[Table]) -> Register:
    """The register of a list without codes; UNKNOWN with the problem noted when other sheets have nothing else."""
    coded = "和".join(f"“{one.spec.name}”" for one in tables if "project_name" not in one.header.columns)
    if not coded:
        return register
    projects.problems.add(
        Spot(projects.spec.name, projects.header.last_row),
        f"缺少“{projects.spec.label('code')}”列；{coded}表只写了编码，对不上项目，请补上这一列。",
    )
    return UNKNOWN
