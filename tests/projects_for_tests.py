"""Projects as the tests need them: small ones in one call, and one like those offices really have."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlperf.forms import FormTemplate, template
from xlperf.layout.plan import WorkbookPlan
from xlperf.layout.workbook import plan_workbook
from xlperf.profiles import Profile, profile
from xlperf.projects.project import PlannedFund, PlannedIndicator, Project

SHANXI: FormTemplate = template("shanxi-2022")
NATIONAL: Profile = profile("national-2020")

DONE, PARTLY, FAILED = (band.phrase for band in NATIONAL.bands)


def fund(budget: str | None = "10", executed: str | None = None, source: str = "财政资金") -> PlannedFund:
    """A source with the same amount in all budget columns."""
    amount = None if budget is None else Decimal(budget)
    return PlannedFund(source, amount, amount, amount, None if executed is None else Decimal(executed))


def indicator(target: str = "≥2次", weight: str | int = 10, **more: Any) -> PlannedIndicator:
    """An output indicator; ``more`` are fields of PlannedIndicator."""
    row: dict[str, Any] = {
        "first_level": "产出指标",
        "second_level": "数量指标",
        "name": "监督检查次数",
        "target": target,
        "weight": Decimal(weight),
    }
    return PlannedIndicator(**(row | more))


def project(*indicators: PlannedIndicator, **more: Any) -> Project:
    """A project of these indicators (one where none is given) and one source of 10 万元."""
    fields: dict[str, Any] = {
        "code": "P001",
        "name": "医药招采与基金监管工作经费",
        "department": "303-忻州市医疗保障局",
        "unit": "303001-忻州市医疗保障局",
        "year": 2022,
        "goal": "全年检查不少于2次。",
        "funds": (fund(),),
        "indicators": indicators or (indicator(),),
    }
    return Project(**(fields | more))


def planned(
    of: Project | None = None, template: FormTemplate = SHANXI, profile: Profile = NATIONAL
) -> WorkbookPlan:
    """The planned workbook of a project, by default the small one."""
    return plan_workbook(template, profile, of or project())


def real_project(*, filled: bool) -> Project:
    """The project of 忻州市医疗保障局 with every kind of indicator, blank or as its clerk would fill it."""
    rows = (
        ("产出指标", "数量指标", "定点机构监督检查次数", "≥2次", 20, "5次", None, "省里临时增加三次专项检查，明年调高。"),
        ("产出指标", "质量指标", "全市公立医院招采工作落实情况", "按时间节点落实", 10, DONE, 10, ""),
        ("产出指标", "时效指标", "价格政策落实时间", "=12个月", 10, "12", None, ""),
        ("产出指标", "成本指标", "检查经费", "≤8.65万元", 10, "6.25", None, ""),
        ("效益指标", "社会效益指标", "维护基金安全", "持续推进", 15, DONE, 14, "因人手不足，两家机构的整改尚未复查。"),
        ("效益指标", "可持续影响指标", "促进三医联动改革发展", "成效明显", 15, PARTLY, 11, "因省级联盟推迟，两批未落地。"),
        ("满意度指标", "服务对象满意度指标", "参保群众满意度", "≥95%", 10, "92.5%", None, "因窗口搬迁，等候时间较长。"),
    )  # fmt: skip
    indicators = tuple(
        indicator(
            target,
            weight,
            first_level=first,
            second_level=second,
            name=name,
            actual=actual if filled else "",
            score=Decimal(score) if filled and score else None,
            deviation_reason=reason if filled else "",
        )
        for first, second, name, target, weight, actual, score, reason in rows
    )
    return project(
        *indicators,
        goal="开展打击欺诈骗保检查；全年市内检查不少于2次，每次聘请第三方人员不少于10人。",
        funds=(fund("8.65", "6.25" if filled else None, "市县区财政资金"),),
        completion="完成检查5次。" if filled else "",
        narratives={"execution": "预算8.65万元，执行6.25万元，因招标推迟结余2.4万元。"} if filled else {},
    )
