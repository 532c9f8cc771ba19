"""The whole workbook of one project: form, guide, live checks, results, stamp."""

from __future__ import annotations

from xlperf.forms import FormTemplate
from xlperf.layout.buttons import with_buttons
from xlperf.layout.checks import check_sheet
from xlperf.layout.form import FormLayout
from xlperf.layout.guide import guide_sheet
from xlperf.layout.plan import SheetPlan, Slot, WorkbookPlan
from xlperf.layout.results import result_sheet
from xlperf.layout.stamp_sheet import stamp_sheet
from xlperf.profiles import Profile
from xlperf.projects.project import Project
from xlperf.workbook.names import parse_indicator_name

# what is approved with the budget and must come back unchanged
_SEALED = {
    "project_name": "项目名称",
    "name": "三级指标",
    "target_nature": "指标性质",
    "initial_target": "年初指标值",
    "target_unit": "度量单位",
    "adjusted_target": "调整后指标值",
    "weight": "分值",
    "clause": "评分细则",
}


def plan_workbook(
    template: FormTemplate, profile: Profile, project: Project, *, macro: bool = False
) -> WorkbookPlan:
    """Everything that the workbook of ``project`` will hold; with ``macro``, buttons too."""
    profile = template.adapted(profile)
    layout = FormLayout(template, profile, project)
    form = with_buttons(layout.plan()) if macro else layout.plan()
    stamp, names = stamp_sheet(template, profile, project, form, _sealed(form))
    sheets = (
        form,
        guide_sheet(template, profile, blank=not project.name, macro=macro),
        check_sheet(layout.cells, profile, form.name),
        result_sheet(),
        stamp,
    )
    return WorkbookPlan(sheets, names, layout.title, project.year)


def _sealed(form: SheetPlan) -> dict[str, str]:
    """The defined names of sealed cells with what each is called, e.g. ``指标值（监督检查次数）``."""
    by_name: dict[str, Slot] = {slot.name: slot for slot in form.slots if slot.name and slot.style.locked}
    sealed: dict[str, str] = {}
    for name in by_name:
        parsed = parse_indicator_name(name)
        field = parsed[1] if parsed else name.removeprefix("xp_")
        if field not in _SEALED:
            continue
        sealed[name] = _SEALED[field]
        if parsed and f"xp_indicator_{parsed[0]}_name" in by_name:
            indicator = by_name[f"xp_indicator_{parsed[0]}_name"].content
            sealed[name] = f"“{indicator}”的{_SEALED[field]}"
    return sealed
