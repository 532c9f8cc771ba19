"""Checking files: from a path to the findings of each form in it, and the results back into the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xlperf.audit.audit import audit, audit_run
from xlperf.audit.edits import edits
from xlperf.audit.finding import Finding, Severity
from xlperf.errors import FileBusy, UnreadableFile
from xlperf.forms import FormTemplate
from xlperf.model import Assessment
from xlperf.profiles import Profile, shipped_profiles
from xlperf.profiles import profile as profile_named
from xlperf.scoring.assessment import Scored, score_assessment
from xlperf.scoring.live import settled
from xlperf.workbook.beside import beside
from xlperf.workbook.copies import altered, sealed_copy
from xlperf.workbook.edits import CellChange, Edits
from xlperf.workbook.form_map import FormMap, Nearest, Unrecognised
from xlperf.workbook.grid import Grid
from xlperf.workbook.open_grid import Opened, open_grid
from xlperf.workbook.package import read_file
from xlperf.workbook.patch import write_back
from xlperf.workbook.read import locate_form, locate_forms, read_form
from xlperf.workbook.replace import exists, replace_file

_MOST_SHEETS_NAMED, _MOST_LABELS_NAMED = 3, 6
# a list of projects has some of a form's labels too
_FEWEST_LABELS = 6


@dataclass(frozen=True)
class Checked:
    """One form of a file that was read, scored and audited. ``data`` is the file as it was read.

    ``in_place``: results can be written into the file itself; other formats get a copy. ``changes``: how cells were
    spelled anew before this check; ``data`` and ``grid`` have them already.
    """

    path: Path
    data: bytes
    in_place: bool
    grid: Grid
    form_map: FormMap
    assessment: Assessment
    profile: Profile
    scored: Scored
    findings: tuple[Finding, ...]
    changes: tuple[CellChange, ...] = ()
    lookalikes: tuple[Nearest, ...] = ()
    """other sheets of the file that look like forms and were not recognised; said once, with its first form"""
    unmet: tuple[str, ...] = ()
    """labels that the form lacks of the template asked for; none where it was recognised by that one"""


@dataclass(frozen=True)
class Unreadable:
    """A file that could not be checked, with the one finding that says why."""

    path: Path
    finding: Finding


Result = Checked | Unreadable


def check_files(
    paths: Sequence[Path],
    templates: Sequence[FormTemplate],
    profile: Profile | None = None,
    asked: FormTemplate | None = None,
) -> tuple[Result, ...]:
    """Every file checked; rules that compare forms see the whole run. One bad file never stops the others.

    ``asked``: the one of the templates that is taken wherever it fits, however well others do.
    """
    return across_run([result for path in paths for result in check_file(path, templates, profile, asked)])


def across_run(results: Sequence[Result]) -> tuple[Result, ...]:
    """The results with what rules find that compare the forms of a run."""
    checked = [result for result in results if isinstance(result, Checked)]
    further = audit_run([(result.assessment, result.scored, result.profile) for result in checked])
    found = {id(result): findings for result, findings in zip(checked, further, strict=True)}
    return tuple(_with(result, found.get(id(result), ())) for result in results)


def _with(result: Result, findings: tuple[Finding, ...]) -> Result:
    if isinstance(result, Unreadable) or not findings:
        return result
    return replace(result, findings=result.findings + findings)


def check_file(
    path: Path,
    templates: Sequence[FormTemplate],
    profile: Profile | None = None,
    asked: FormTemplate | None = None,
) -> tuple[Result, ...]:
    """Every form of one file, checked by the given profile, else by the one it was issued with, else its template's."""
    try:
        data = read_file(path)
        return check_opened(path, data, open_grid(data), templates, profile, asked)
    except UnreadableFile as error:
        return (Unreadable(path, Finding(error.code, Severity.ERROR, str(error), error.fix)),)


def check_opened(
    path: Path,
    data: bytes,
    opened: Opened,
    templates: Sequence[FormTemplate],
    profile: Profile | None,
    asked: FormTemplate | None = None,
) -> tuple[Checked, ...]:
    """Every form of an opened file, in the way of ``check_file``; UnreadableFile where it has none."""
    form_maps = locate_forms(opened.grid, templates, asked)
    if not form_maps:
        raise _no_form(locate_form(opened.grid, (asked,) if asked else templates), asked)
    first, *others = (_checked(path, data, opened, form_map, profile) for form_map in form_maps)
    first = replace(first, lookalikes=_lookalikes(opened.grid, form_maps, templates))
    return tuple(_with_unmet(form, asked) for form in (first, *others))


def _with_unmet(form: Checked, asked: FormTemplate | None) -> Checked:
    if asked is None or form.assessment.template == asked.id:
        return form
    nearest = locate_form(form.grid, (asked,))
    sheets = nearest.sheets if isinstance(nearest, Unrecognised) else ()
    missing = (sheet.missing for sheet in sheets if sheet.sheet == form.form_map.sheet)
    return replace(form, unmet=next(missing, ()))


def _lookalikes(
    grid: Grid, forms: Sequence[FormMap], templates: Sequence[FormTemplate]
) -> tuple[Nearest, ...]:
    """The visible sheets that hold no part of a form and yet many of a template's labels."""
    used = {place.sheet for form in forms for place in form.places()} | {form.sheet for form in forms}
    rest = tuple(sheet for sheet in grid.sheets if sheet.name not in used)
    visible = {sheet.name for sheet in rest if not sheet.hidden}
    nearest = locate_form(Grid(rest, grid.names), templates) if visible else None
    found = nearest.sheets if isinstance(nearest, Unrecognised) else ()
    return tuple(
        sheet
        for sheet in found
        if sheet.sheet in visible and len(sheet.found) >= max(_FEWEST_LABELS, len(sheet.missing))
    )


def _checked(path: Path, data: bytes, opened: Opened, form_map: FormMap, profile: Profile | None) -> Checked:
    as_read = read_form(opened.grid, form_map)
    used = form_map.template.adapted(profile or _profile_of(as_read, form_map))
    assessment = settled(as_read, used)
    scored = score_assessment(assessment, used)
    findings = audit(assessment, scored, used)
    return Checked(path, data, opened.in_place, opened.grid, form_map, assessment, used, scored, findings)


def _profile_of(assessment: Assessment, form_map: FormMap) -> Profile:
    issued = next((profile for profile in shipped_profiles() if profile.id == assessment.profile), None)
    return issued or profile_named(form_map.template.profile)


def _no_form(nearest: FormMap | Unrecognised, asked: FormTemplate | None) -> UnreadableFile:
    sheets = nearest.sheets[:_MOST_SHEETS_NAMED] if isinstance(nearest, Unrecognised) else ()
    said = "；".join(_nearly(sheet, f"表样“{asked.name}”的" if asked else "") for sheet in sheets)
    return UnreadableFile(
        "XP903",
        f"没有认出绩效自评表：{said}。" if said else "没有认出绩效自评表。",
        "请确认文件里有自评表，表头文字（如“一级指标”“分值”“得分”“总分”）没有被删改。",
    )


def _nearly(sheet: Nearest, whose: str) -> str:
    found = f"工作表“{sheet.sheet}”里找到了{_listed(sheet.found)}"
    if not sheet.missing:
        return f"{found}，{whose}表头文字都有，但下面没有连成一张有指标行的表"
    unread = (f"（“{one.text}”是不是“{one.nearest}”？）" for one in sheet.unread[:_MOST_SHEETS_NAMED])
    return f"{found}，但没有找到{whose}{_listed(sheet.missing)}{''.join(unread)}"


def _listed(labels: Sequence[str]) -> str:
    return "、".join(f"“{label}”" for label in labels[:_MOST_LABELS_NAMED]) + (
        "等" if len(labels) > _MOST_LABELS_NAMED else ""
    )


def results_for(checked: Checked) -> Edits:
    """What write-back puts into the file for this form."""
    results = edits(
        checked.assessment,
        checked.scored,
        checked.profile,
        checked.findings,
    )
    figures = beside(checked.grid, checked.form_map, checked.scored, results.comparisons)
    return replace(results, beside=figures, changes=checked.changes)


def write_results(forms: Sequence[Checked], target: Path, origin: str = "") -> bytes:
    """Write marks, 校验结果 and computed figures of all forms of one file to ``target``; what that now holds.

    That is the file itself or a copy of it; where the format cannot be written, a copy drawn as .xlsx. FileBusy
    when there is such a copy already and somebody has worked in it since it was written. A copy records its ``origin``.
    """
    first = forms[0]
    results = [results_for(form) for form in forms]
    if target == first.path:
        written = write_back(first.data, *results)
        if written != first.data:
            replace_file(target, written)
        return written
    if exists(target) and _worked_in(target, forms):
        raise FileBusy(
            f"“{target}”已经有了，而且有人在里面改过，没有覆盖。请把它改名或移到别处，再写入“{first.path.name}”的结果。"
        )
    if first.in_place:
        copy = write_back(first.data, *results)
    else:
        # drawing is not needed for checking
        from xlperf.workbook.annotated_copy import annotated_copy

        copy = annotated_copy(first.grid, results, first.path.name)
    sealed = sealed_copy(copy, origin)
    replace_file(target, sealed)
    return sealed


def _worked_in(copy: Path, forms: Sequence[Checked]) -> bool:
    first, sheets = forms[0], {form.form_map.sheet for form in forms}
    try:
        if first.in_place:
            return altered(read_file(copy), first.grid, sheets)
        from xlperf.workbook.annotated_copy import altered as altered_drawn

        return altered_drawn(read_file(copy), first.grid, sheets)
    except UnreadableFile:
        return True
