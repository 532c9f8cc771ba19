"""The sheet 填报说明: how to fill the form, how it is scored, and how to have it checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlperf.decimals import plain
from xlperf.forms import ClassScoresBlock, FormTemplate, FundingBlock, IndicatorsBlock, TotalBlock
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.guide_scores import funding_lines, grade_lines, indicator_lines, scores_execution
from xlperf.layout.plan import SheetPlan
from xlperf.profiles import Profile
from xlperf.workbook.place import Area
from xlperf.workbook.stamp import CHECK_SHEET, GUIDE_SHEET, RESULT_SHEET

_WIDTHS = {1: 22, 2: 88}
_SIZE = 11.0

Section = tuple[str, list[str]]


def guide_sheet(template: FormTemplate, profile: Profile, *, blank: bool = False) -> SheetPlan:
    """The guide, worded from template and profile; ``blank``: the form was drawn without a project."""
    canvas = Canvas(GUIDE_SHEET, _WIDTHS)
    canvas.put((1, 2), "填报说明", styles.TITLE)
    canvas.heights[1] = 30
    canvas.row = 2
    for caption, lines in _sections(template, profile, blank=blank):
        top = canvas.row
        for line in lines:
            fill = {"黄色": styles.INPUT_FILL, "灰色": styles.COMPUTED_FILL}.get(line[:2])
            canvas.put((2, 2), line, replace(styles.FIXED_TEXT, size=_SIZE, fill=fill))
            canvas.fit(canvas.row, [((2, 2), line)], 22, _SIZE)
            canvas.row += 1
        canvas.put((1, 1), caption, replace(styles.HEADER, size=_SIZE), row=top, rows=canvas.row - top)
    return SheetPlan(
        GUIDE_SHEET,
        tuple(canvas.slots),
        _WIDTHS,
        canvas.heights,
        print_area=Area(1, 1, canvas.row - 1, 2),
        tab_colour="7F7F7F",
    )


def _sections(template: FormTemplate, profile: Profile, *, blank: bool) -> Iterator[Section]:
    yield "填哪里", _where(template, profile, blank=blank)
    funding = template.block(FundingBlock)
    if funding:
        yield "资金", list(funding_lines(funding, template, profile, blank=blank))
    table = template.block(IndicatorsBlock)
    if table:
        yield "绩效指标", list(indicator_lines(table, template, profile, blank=blank))
    classes = template.block(ClassScoresBlock)
    if classes and not table:
        yield "各类得分", [f"“{classes.caption}”里只填各类指标的得分，不超过分值；得分率和合计自动算出。"]
    if template.scored:
        yield "总分和等级", _total(template, profile)
    yield "怎样检查", _checking()
    basis = f"表样：{template.name}。"
    scoring = f"评分口径：{profile.name}（{profile.basis}）。" if template.scored else "这张表不打分。"
    yield "口径", [basis + scoring]


def _where(template: FormTemplate, profile: Profile, *, blank: bool) -> list[str]:
    lines = [
        f"只在“{template.sheet}”这张表里填写，按平时的顺序从上到下填。",
        "黄色格子由填报人填写。",
        f"灰色格子由公式算出，不用填；{_live(template, profile, blank=blank)}会随着填写自动出现。",
    ]
    if blank:
        lines.append(_all_typed(template))
    else:
        given = "指标、指标值、分值等" if template.scored else "指标、指标值等"
        lines.append(f"其余格子是下发时定好的（{given}），不能改；确需调整的，请与主管部门联系。")
    lines.append(
        "文字多、显示不全时，拖动行号的下边线把该行加高；列宽、行高、字体、筛选都可以用，不影响计算。"
    )
    return lines


def _live(template: FormTemplate, profile: Profile, *, blank: bool) -> str:
    """What the formulas of the form give."""
    if template.scored and not blank:
        return "分数"
    funding = template.block(FundingBlock)
    live = ["合计", "执行率"] if funding else []
    if funding and scores_execution(funding, profile):
        live.append("预算执行率得分")
    live += _live_results(template)
    return f"{'、'.join(live[:-1])}和{live[-1]}"


def _live_results(template: FormTemplate) -> list[str]:
    total = template.block(TotalBlock)
    if not template.scored or total is None:
        return []
    return ["总分", "等级"] if total.grade_at else ["总分"]


def _all_typed(template: FormTemplate) -> str:
    if template.block(IndicatorsBlock) is None:
        return "这是空白表：年度、项目名称、资金和各类得分都由填报人填写。"
    return (
        "这是空白表：年度、表头和指标的各栏都要填，指标照批复的绩效目标填写；用不着的指标行留空，不影响合计。"
    )


def _total(template: FormTemplate, profile: Profile) -> list[str]:
    full = plain(profile.full_marks)
    table = template.block(IndicatorsBlock)
    parts = "各项指标得分之和" if table else "各类指标得分之和"
    if profile.execution.points:
        parts = "预算执行率得分＋各项指标得分"
    lines = [f"总分＝{parts}，满分{full}分，自动算出。"]
    if table and table.not_applicable:
        lines.append(f"有指标不适用的，总分＝适用指标的得分÷适用指标的分值×{full}。")
    optional = "可以不评级；评级的，" if profile.grade_optional else ""
    lines.append(f"等级：{optional}" + "；".join(grade_lines(profile)) + "。")
    return lines


def _checking() -> list[str]:
    return [
        f"填写时随时看“{CHECK_SHEET}”表：每项检查都写明结果，点“去看”可跳到要改的格子。不需要启用宏。",
        "填好后把文件交给本单位负责汇总的同事，用 xlperf 校验（xlperf validate 文件名 --write-back）。",
        f"校验后，有问题的格子会标色（红色为错误，黄色为提醒，蓝色为提示），原因和改法写在“{RESULT_SHEET}”表里。",
        "改正后再校验一次，标色和结果会随之更新。",
    ]
