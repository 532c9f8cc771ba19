"""Checking workbooks: from a path to findings, and the results back into the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlperf.audit.audit import audit, audit_run
from xlperf.audit.edits import edits
from xlperf.audit.finding import Finding, Severity
from xlperf.audit.registry import Issue
from xlperf.audit.rules.files import further_forms
from xlperf.errors import UnreadableFile, UsageError
from xlperf.forms import FormTemplate
from xlperf.model import Assessment
from xlperf.profiles import Profile, shipped_profiles
from xlperf.profiles import profile as profile_named
from xlperf.scoring.assessment import Scored, score_assessment
from xlperf.scoring.live import settled
from xlperf.workbook.beside import beside
from xlperf.workbook.edits import Edits
from xlperf.workbook.form_map import FormMap, Unrecognised
from xlperf.workbook.grid import Grid
from xlperf.workbook.package import Package, read_file
from xlperf.workbook.patch import write_back
from xlperf.workbook.read import locate_form, locate_forms, read_form
from xlperf.workbook.replace import exists, lock_sentence, replace_file
from xlperf.workbook.xlsx_grid import read_grid

SUFFIXES = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Checked:
    """A form that was read, scored and audited. ``data`` is the file as it was read."""

    path: Path
    data: bytes
    grid: Grid
    form_map: FormMap
    assessment: Assessment
    profile: Profile
    scored: Scored
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Unreadable:
    """A file that could not be checked, with the one finding that says why."""

    path: Path
    finding: Finding


Result = Checked | Unreadable


def find_files(paths: Iterable[Path], output: Path | None = None) -> tuple[Path, ...]:
    """The workbooks that ``paths`` name: files as given, folders searched; UsageError when there is nothing to check.

    An ``output`` folder inside a searched one is left out: it holds the copies of an earlier run.
    """
    found: list[Path] = []
    for path in paths:
        if not exists(path):
            raise UsageError(f"找不到“{path}”，请检查路径是否写对。")
        if path.is_dir():
            inside = [file for file in _forms_inside(path) if not _holds(output, file, path)]
            if not inside:
                raise UsageError(f"文件夹“{path}”里没有 .xlsx 或 .xlsm 文件，请换一个文件夹。")
            found += inside
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


def _forms_inside(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and _is_form(file))


def _holds(output: Path | None, file: Path, searched: Path) -> bool:
    """Does the file lie in the output folder, and that in the folder searched?"""
    if output is None:
        return False
    inner = output.resolve()
    return searched.resolve() in inner.parents and inner in file.resolve().parents


def _is_form(path: Path) -> bool:
    # ~$… belongs to an open Excel, .~… and dot files to other programs and to half-written copies
    return path.is_file() and not path.name.startswith(("~$", "."))


def check_files(
    paths: Sequence[Path], templates: Sequence[FormTemplate], profile: Profile | None = None
) -> tuple[Result, ...]:
    """Every file checked; rules that compare forms see the whole run. One bad file never stops the others."""
    results = [check_file(path, templates, profile) for path in paths]
    checked = [result for result in results if isinstance(result, Checked)]
    further = audit_run([(result.assessment, result.scored, result.profile) for result in checked])
    found = {id(result): findings for result, findings in zip(checked, further, strict=True)}
    return tuple(_with(result, found.get(id(result), ())) for result in results)


def _with(result: Result, findings: tuple[Finding, ...]) -> Result:
    if isinstance(result, Unreadable) or not findings:
        return result
    return replace(result, findings=result.findings + findings)


def check_file(path: Path, templates: Sequence[FormTemplate], profile: Profile | None = None) -> Result:
    """One file checked by the given profile, else by the one it was issued with, else by its template's."""
    try:
        data = read_file(path)
        grid = read_grid(Package(data))
        form_map = locate_form(grid, templates)
        if isinstance(form_map, Unrecognised):
            raise _no_form(form_map)
    except UnreadableFile as error:
        return Unreadable(path, Finding(error.code, Severity.ERROR, str(error), error.fix))
    as_read = read_form(grid, form_map)
    used = profile or _profile_of(as_read, form_map)
    assessment = settled(as_read, used)
    scored = score_assessment(assessment, used)
    findings = audit(assessment, scored, used)
    others = tuple(other.sheet for other in locate_forms(grid, templates) if other.sheet != form_map.sheet)
    if others:
        findings += (_further_forms(form_map.sheet, others),)
    return Checked(path, data, grid, form_map, assessment, used, scored, findings)


def _further_forms(checked: str, others: Sequence[str]) -> Finding:
    named = "".join(f"“{sheet}”" for sheet in others[:5]) + ("等" if len(others) > 5 else "")
    return further_forms.finding(
        Issue(None, f"这个工作簿里还有{len(others)}张表也像自评表（{named}），本次只校验了“{checked}”。")
    )


def _profile_of(assessment: Assessment, form_map: FormMap) -> Profile:
    issued = next((profile for profile in shipped_profiles() if profile.id == assessment.profile), None)
    return issued or profile_named(form_map.template.profile)


def _no_form(nearest: Unrecognised) -> UnreadableFile:
    message = "没有认出绩效自评表。"
    if nearest.found:
        found, missing = (
            "、".join(f"“{label}”" for label in labels[:6]) for labels in (nearest.found, nearest.missing)
        )
        message = f"没有认出绩效自评表：工作表“{nearest.sheet}”里找到了{found}，但没有找到{missing}。"
    return UnreadableFile(
        "XP903", message, "请确认文件里有自评表，表头文字（如“一级指标”“分值”“得分”“总分”）没有被删改。"
    )


def results_for(checked: Checked) -> Edits:
    """What write-back puts into this file."""
    return edits(
        checked.assessment,
        checked.scored,
        checked.profile,
        checked.findings,
        beside(checked.grid, checked.form_map, checked.scored),
    )


def write_results(checked: Checked, target: Path) -> None:
    """Write marks, 校验结果 and computed figures: into the file itself, or into a copy at ``target``."""
    replace_file(target, write_back(checked.data, results_for(checked)))


def busy_sentence(path: Path) -> str | None:
    """Why the file cannot be replaced now, or None."""
    return lock_sentence(path)
