"""For every shipped template a project that fits it, blank or filled, and a blank form without any project."""

from __future__ import annotations

from decimal import Decimal

from tests.projects_for_tests import indicator, project
from xlperf.forms import FormTemplate, IndicatorsBlock, NarrativesBlock, shipped_templates
from xlperf.profiles import Profile, profile
from xlperf.projects.project import PlannedFund, PlannedIndicator, Project

TEMPLATES: dict[str, FormTemplate] = {one.id: one for one in shipped_templates()}


def profile_of(template: FormTemplate) -> Profile:
    """The template's default profile."""
    return profile(template.profile)


# indicators of the kinds that 孝感市医疗保障局 had in 2021: figures, checklists, levels, and one that asks for judgement
_ITEMS = "（1）制度健全；（2）有年度计划；（3）有年终总结。"
_DEPARTMENT = (
    ("社会效应", "经济效益", "居民配套资金", "≤661.7万元", 5, "661.7万元", "不超过661.7万元得5分，每增加80万元扣1分，扣完为止"),
    ("社会效应", "社会效益", "即时报销率", "≥95%", 5, "98%", "95%以上得5分，每降低2%扣1分，扣完为止"),
    ("社会效应", "社会效益", "居民医疗保险政策覆盖率", "≥90%", 10, "88%", "90%以上得10分，每低1%扣1分，扣完为止"),
    ("服务对象满意", "公众服务", "参保群众满意度", "≥95%", 5, "95%", "95%以上得5分，每低1%扣1分，扣完为止"),
    ("管理效率", "预算管理", "预算收入管理", "全部完成", 3, "全部完成", "完成三项得3分，一项未完成扣1分，扣完为止"),
    ("管理效率", "内控管理", "内控制度有效性", "全部完成", 12, "全部完成", "完成三项得12分，一项未完成扣4分，扣完为止"),
    ("管理效率", "综合保障管理", "行政制度建设水平", "全部完成", 20, "全部完成", "由评审小组根据现场情况酌情打分"),
    ("履职效能", "核心业务", "居民医疗保障政策落实", "落实到位", 10, "落实到位", "落实到位10分，落实不到位6分，未落实0分"),
    ("履职效能", "核心业务", "一站式结算覆盖率", "比上年增加", 10, "比上年增加", "低于上年4分，与上年持平7分，比上年增加10分"),
    ("可持续发展能力", "政治建设", "党建工作管理", "全部完成", 4, "全部完成", "完成四项得4分，一项未完成扣1分，扣完为止"),
    ("可持续发展能力", "科技创新", "信息化水平", "全部完成", 6, "（1）（2）未完成", "完成三项得6分，一项未完成扣2分，扣完为止"),
    ("运行成本", "基本经费成本控制", "基本支出变动率", "±5%", 5, "4.5%", "±5%以内得5分，±10%以内得2分，超过10%得0分"),
    ("运行成本", "项目经费成本控制", "项目经费变动率", "±10%", 5, "12%", "±10%以内得5分，±20%以内得1分，超过20%得0分"),
)  # fmt: skip
_FALLEN_SHORT = ("88%", "（1）（2）未完成", "12%")
# 金凤区医疗保障局 2023, weights as there
_EVALUATION = (
    ("项目决策", "决策依据", "贯彻中央对医疗保障制度改革中有关城乡居民医保决策部署", 4, "4", ""),
    ("项目决策", "决策依据", "执行预算绩效管理和资金管理办法", 2, "2", ""),
    ("项目决策", "决策过程", "决策程序规范", 2, "不适用", ""),
    ("项目决策", "绩效目标", "绩效目标设置科学", 4, "4", ""),
    ("项目决策", "资金分配", "资金分配合理性", 6, "6", ""),
    ("过程管理", "资金管理", "预算执行率", 10, "", "因培训改为线上，支出比预算少。"),
    ("过程管理", "资金管理", "资金使用合规性", 7, "7", ""),
    ("过程管理", "组织管理", "管理制度健全有效性", 5, "4", "因未制定补助资金管理办法扣1分，年内补订。"),
    ("产出指标", "数量指标", "参保覆盖面", 13, "13", ""),
    ("产出指标", "数量指标", "定点医药机构监督检查覆盖率", 10, "10", ""),
    ("产出指标", "质量指标", "医保经办服务能力", 27, "25.5", "因没有独立的经办机构扣1.5分，已报编制方案。"),
    ("满意度指标", "服务对象满意度指标", "参保群众满意度", 10, "10", ""),
)  # fmt: skip
_PROJECT = (
    ("产出指标", "数量指标", "定点机构监督检查次数", "≥2次", 20, "5次", None, "省里临时增加三次专项检查，明年调高。"),
    ("产出指标", "质量指标", "检查发现问题整改率", "≥95%", 10, "98%", None, ""),
    ("产出指标", "时效指标", "检查报告出具时间", "≤30天", 10, "33天", None, "因两家机构补交资料迟了三天，今后提前通知。"),
    ("产出指标", "成本指标", "聘请第三方人员费用", "60-80元/人", 10, "75", None, ""),
    ("效益指标", "社会效益指标", "维护医保基金安全", "有效维护", 30, "", "24", "因人手不足，两家机构的整改尚未复查。"),
    ("满意度指标", "服务对象满意度指标", "参保群众满意度", "≥90%", 10, "92.5%", None, ""),
)  # fmt: skip


def project_for(template: FormTemplate, *, filled: bool) -> Project:
    """A project with every kind of indicator that the form knows."""
    if template.id == "department-2021":
        return _filled(template, _department(filled=filled), filled=filled)
    if template.id == "evaluation-2023":
        return _filled(template, _evaluation(filled=filled), filled=filled)
    if template.block(IndicatorsBlock) is None:
        return _filled(template, (), filled=filled)
    return _filled(template, _scored_by_rule(template, filled=filled), filled=filled)


def blank_form(template: FormTemplate, rows: int = 2) -> Project:
    """The form without any project, with so many empty rows in each second-level class."""
    block = template.block(IndicatorsBlock)
    levels = (block.levels or profile_of(template).first_levels) if block else ()
    indicators = tuple(
        PlannedIndicator(level.name, second, "", "", None)
        for level in levels
        for second in level.second_levels
        for _ in range(rows)
    )
    return Project("", "", "", "", 0, indicators=indicators)


def _filled(template: FormTemplate, indicators: tuple[PlannedIndicator, ...], *, filled: bool) -> Project:
    keys = [
        row.key for block in template.blocks if isinstance(block, NarrativesBlock) for row in block.texts()
    ]
    sources = [
        PlannedFund(
            "中央财政资金", None, Decimal(80), Decimal(80), Decimal("51.5") if filled else None, Decimal(80)
        ),
        PlannedFund("其他资金", None, Decimal(45), Decimal(45), Decimal(39) if filled else None, Decimal(45)),
    ]
    of = project(*indicators, funds=tuple(sources), goal="全年检查不少于2次，查出的问题全部整改。")
    text = "全年检查5次，查出问题41个，已整改40个；因两家机构补交资料，一个问题尚在整改，计划三月底前完成。"
    return Project(
        **{
            **vars(of),
            "indicators": indicators,
            "completion": "检查5次，查出的问题整改40个。" if filled else "",
            "narratives": dict.fromkeys(keys, text) if filled else {},
        }
    )


def _department(*, filled: bool) -> tuple[PlannedIndicator, ...]:
    return tuple(
        indicator(
            target,
            weight,
            first_level=first,
            second_level=second,
            name=name,
            actual=actual if filled else "",
            clause=clause,
            explanation=_ITEMS if target == "全部完成" else f"{name}＝实际数÷应有数×100%",
            evidence="2021年决算表",
            score=Decimal(weight) if filled and "酌情" in clause else None,
            deviation_reason="因平台切换推迟，次年补做。" if filled and actual in _FALLEN_SHORT else "",
        )
        for first, second, name, target, weight, actual, clause in _DEPARTMENT
    )


def _evaluation(*, filled: bool) -> tuple[PlannedIndicator, ...]:
    return tuple(
        indicator(
            "",
            weight,
            first_level=first,
            second_level=second,
            name=name,
            clause="" if name == "预算执行率" else "全部完成得满分，完成一半得一半的分",
            actual=score if filled and score == "不适用" else "",
            score=Decimal(score) if filled and score not in ("", "不适用") else None,
            deviation_reason=reason if filled else "",
        )
        for first, second, name, weight, score, reason in _EVALUATION
    )


def _scored_by_rule(template: FormTemplate, *, filled: bool) -> tuple[PlannedIndicator, ...]:
    phrases = [band.phrase for band in profile_of(template).bands]
    return tuple(
        indicator(
            target,
            weight,
            first_level=first,
            second_level=second,
            name=name,
            actual=(actual or phrases[0]) if filled else "",
            score=Decimal(score) if filled and score else None,
            deviation_reason=reason if filled else "",
        )
        for first, second, name, target, weight, actual, score, reason in _PROJECT
    )
