"""Sheet 项目: its rows as projects without funds and indicators, and finding a project by code or name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property

from xlperf.projects.columns import NARRATIVE
from xlperf.projects.problems import Spot
from xlperf.projects.project import Project
from xlperf.projects.table import Record, Table, squeezed

MAX_COMPARED = 50


@dataclass(frozen=True)
class ListedProject:
    """A project and its row."""

    project: Project
    record: Record


@dataclass
class Doubles:
    """What is listed twice. ``codes`` stand in several rows, ``later_rows`` of them all but the first.

    ``names`` are those of the later rows, and names that a unit has twice.
    ``strays`` are codes that no project has: it may be these that the later rows should have had.
    """

    codes: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    strays: set[str] = field(default_factory=set)
    later_rows: int = 0

    def __bool__(self) -> bool:
        return bool(self.codes or self.names)


@dataclass(frozen=True)
class Register:
    """The listed projects in their order, by code and by name. Without codes, the name is the code."""

    listed: tuple[ListedProject, ...]
    has_codes: bool
    by_code: dict[str, ListedProject]
    by_name: dict[str, tuple[ListedProject, ...]]
    doubles: Doubles = field(default_factory=Doubles)
    _near_names: dict[str, str | None] = field(default_factory=dict, repr=False)

    def find(self, record: Record) -> ListedProject | None:
        """The project that a row of funds or indicators belongs to; None with the problem noted."""
        if self is UNKNOWN:
            return None
        has_code_column = "code" in record.table.header.columns
        code = record.code("code") if has_code_column and self.has_codes else ""
        name = record.line("project_name")
        if self.doubles and self._concerns_double(code, name):
            return None
        if code:
            found = self._by_code(code, record)
            if found and name and found.project.name and squeezed(name) != squeezed(found.project.name):
                record.problem(
                    "project_name",
                    f"编码“{code}”在“项目”表里是“{found.project.name}”，这里写的是“{name}”，请核对编码和名称。",
                )
            return found
        if name:
            return self._by_name(name, record)
        key = "code" if has_code_column and self.has_codes else "project_name"
        # a broken cell has been reported already
        if record.empty(key):
            record.problem(key, "是空的，请填写。")
        return None

    def doubtful(self, code: str, name: str) -> bool:
        """Rows of this project may have gone astray because of a code or name that is listed twice."""
        return (self.has_codes and code in self.doubles.codes) or squeezed(name) in self.doubles.names

    def _concerns_double(self, code: str, name: str) -> bool:
        """The row may belong to a project listed with another's code or name, which has been reported there."""
        found = self.by_code.get(code) if code else None
        if code in self.doubles.codes:
            # with strays about, the later rows' own codes are those, and this one is the first row's
            return squeezed(name) in self.doubles.names if name else not self.doubles.strays
        if found and (not name or squeezed(name) == squeezed(found.project.name)):
            return False
        if name or not code:
            concerned = squeezed(name) in self.doubles.names
            if concerned and code and not found:
                self.doubles.strays.add(code)
            return concerned
        if code not in self.doubles.strays and len(self.doubles.strays) < self.doubles.later_rows:
            self.doubles.strays.add(code)
        return code in self.doubles.strays

    def _by_code(self, code: str, record: Record) -> ListedProject | None:
        found = self.by_code.get(code)
        if found is None:
            record.problem("code", f"“项目”表里没有编码“{code}”，{_or_meant(self._by_core.get(_core(code)))}")
        return found

    def _by_name(self, name: str, record: Record) -> ListedProject | None:
        found = self.by_name.get(squeezed(name), ())
        if len(found) == 1:
            return found[0]
        if found:
            rows = "、".join(f"第{one.record.number}行" for one in found)
            sentence = f"“项目”表里有{len(found)}个“{name}”（{rows}），分不清是哪一个，请增加“项目编码”列。"
        else:
            sentence = f"“项目”表里没有“{name}”，{_or_meant(self._near_name(name))}"
        record.problem("project_name", sentence)
        return None

    @cached_property
    def _by_core(self) -> dict[str, str]:
        return {_core(one.project.code): one.project.code for one in self.listed}

    def _near_name(self, name: str) -> str | None:
        # the same slip stands in row after row, and comparing with every name is slow
        if name not in self._near_names and len(self._near_names) < MAX_COMPARED:
            near = get_close_matches(name, [one.project.name for one in self.listed], 1, 0.6)
            self._near_names[name] = near[0] if near else None
        return self._near_names.get(name)


UNKNOWN = Register((), True, {}, {})
"""Stands for a sheet 项目 that cannot be read: rows of the other sheets are checked all the same."""


def read_register(table: Table) -> Register:
    """Every project of the sheet; codes and names that occur twice are among the problems."""
    listed: list[ListedProject] = []
    by_code: dict[str, ListedProject] = {}
    by_name: dict[str, tuple[ListedProject, ...]] = {}
    doubles = Doubles()
    has_codes = "code" in table.header.columns
    for record in table.records():
        one = _listed(record, has_codes)
        project = one.project
        listed.append(one)
        namesakes = by_name.get(squeezed(project.name), ())
        if project.name:
            by_name[squeezed(project.name)] = (*namesakes, one)
        if project.code in by_code and has_codes and project.code:
            first = by_code[project.code]
            doubles.codes.add(project.code)
            doubles.later_rows += 1
            doubles.names |= {squeezed(project.name)} - {""}
            record.problem(
                "code",
                f"编码“{project.code}”与第{first.record.number}行（“{first.project.name}”）重复，请改成不同的编码。",
            )
        elif project.name and _is_double(one, namesakes, has_codes):
            doubles.names.add(squeezed(project.name))
        by_code.setdefault(project.code, one)
    if not listed:
        table.problems.add(Spot(table.spec.name), "没有项目，请在表头下面每行填一个项目。")
    return Register(tuple(listed), has_codes, by_code, by_name, doubles)


def _listed(record: Record, has_codes: bool) -> ListedProject:
    name = record.line("project_name", required=True)
    year = record.year("year")
    narratives = {
        field.removeprefix(NARRATIVE): record.text(field)
        for field in record.cells
        if field.startswith(NARRATIVE) and not record.empty(field)
    }
    project = Project(
        code=record.code("code", required=True) if has_codes else name,
        name=name,
        department=record.line("department", required=True),
        unit=record.line("unit", required=True),
        year=year or 0,
        goal=record.text("goal"),
        completion=record.text("completion"),
        narratives=narratives,
    )
    return ListedProject(project, record)


def _is_double(one: ListedProject, namesakes: tuple[ListedProject, ...], has_codes: bool) -> bool:
    """Whether its name makes it a double, which is then noted.

    Units may have projects of one name if codes tell them apart; one unit not twice in a year.
    """
    for other in namesakes:
        if not has_codes:
            sentence = f"与第{other.record.number}行重名，请改名，或者增加“项目编码”列加以区分。"
        elif (other.project.unit, other.project.year) == (one.project.unit, one.project.year):
            sentence = (
                f"“{one.project.unit}”的“{one.project.name}”在第{other.record.number}行已有，"
                "请删去重复的一行或改名。"
            )
        else:
            continue
        one.record.problem("project_name", sentence)
        return True
    return False


def _or_meant(near: str | None) -> str:
    return f"是不是“{near}”？请改正。" if near else "请核对。"


def _core(code: str) -> str:
    """What is left of a code without leading zeros, case and dashes, where slips happen."""
    return re.sub(r"[\W_]", "", code).lstrip("0").casefold()
