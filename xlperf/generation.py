"""Generating: one workbook for each project of a list, or a blank one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from xlperf.errors import FileBusy, UsageError
from xlperf.forms import FormTemplate
from xlperf.layout.workbook import plan_workbook
from xlperf.profiles import Profile
from xlperf.projects.blank import blank_project
from xlperf.projects.file_name import file_name
from xlperf.projects.project import Project, ProjectList
from xlperf.workbook.draw import draw
from xlperf.workbook.replace import exists, replace_file


def generate(
    projects: ProjectList, template: FormTemplate, profile: Profile, folder: Path, *, macro: bool = False
) -> Iterator[Path]:
    """Draw one workbook after the other into ``folder`` and yield each path; memory does not grow with the list.

    Workbooks of the same names are replaced: ask ``refuse_filled`` before. With ``macro`` they are .xlsm with buttons.
    """
    prepare_folder(folder)
    for project, path in _targets(projects, folder, macro=macro):
        replace_file(path, draw(plan_workbook(template, profile, project, macro=macro)))
        yield path


def draw_blank(template: FormTemplate, profile: Profile, rows: int) -> bytes:
    """A blank form, without any project: ``rows`` empty indicators in each second-level class."""
    return draw(plan_workbook(template, profile, blank_project(template, profile, rows)))


def refuse_filled(
    projects: ProjectList, template: FormTemplate, profile: Profile, folder: Path, *, macro: bool = False
) -> None:
    """UsageError when a workbook to be drawn is there already and no longer as issued: somebody may have filled it."""
    filled = [
        path.name
        for project, path in _targets(projects, folder, macro=macro)
        if exists(path) and not _as_issued(path, draw(plan_workbook(template, profile, project, macro=macro)))
    ]
    if filled:
        names = "、".join(f"“{name}”" for name in filled[:5]) + ("等" if len(filled) > 5 else "")
        raise UsageError(
            f"文件夹“{folder}”里已有{len(filled)}份同名的表，内容与要生成的不同，可能已经填写：{names}。"
            "为免覆盖，一份也没有生成；请换一个输出文件夹，或先把这些文件移走。"
        )


def _targets(projects: ProjectList, folder: Path, *, macro: bool) -> Iterator[tuple[Project, Path]]:
    taken: set[str] = set()
    for project in projects.projects:
        yield project, folder / file_name(project, taken, ".xlsm" if macro else ".xlsx")


def _as_issued(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def prepare_folder(folder: Path) -> None:
    """Make an output folder; UsageError when there is a file in its place, FileBusy when it cannot be written."""
    if exists(folder) and not folder.is_dir():
        raise UsageError(f"“{folder}”是一个文件，不能当作输出文件夹，请换一个名字。")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"建不了输出文件夹“{folder}”，请检查路径和权限。") from error
    if not os.access(folder, os.W_OK):
        raise FileBusy(f"输出文件夹“{folder}”不能写入，请换一个文件夹。")
