"""The sheet 填报说明: how to fill the form, how it is scored, and how to have it checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlperf.decimals import plain
from xlperf.forms import ClassScoresBlock, FormTemplate, FundingBlock, IndicatorsBlock, TotalBlock
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.check import BAD, GOOD, OPEN
from xlperf.layout.guide_scores import funding_lines, grade_lines, indicator_lines, scores_execution
from xlperf.layout.plan import SheetPlan
from xlperf.profiles import Profile
from xlperf.workbook.place import Area
from xlperf.workbook.stamp import CHECK_SHEET, GUIDE_SHEET, RESULT_SHEET

_WIDTHS = {1: 22, 2: 88}
_SIZE = 11.0

Section = tuple[str, list[str]]


def guide_sheet(
    template: FormTemplate, profile: Profile, *, blank: bool = False, macro: bool = False
) -> SheetPlan:
    """The guide, worded from template and profile.

    ``blank``: the form was drawn without a project; ``macro``: it has buttons.
    """
    canvas = Canvas(GUIDE_SHEET, _WIDTHS)
    canvas.put((1, 2), "填报说明", styles.TITLE)
    canvas.heights[1] = 30
    canvas.row = 2
    for caption, lines in _sections(template, profile, blank=blank, macro=macro):
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


def _sections(template: FormTemplate, profile: Profile, *, blank: bool, macro: bool) -> Iterator[Section]:
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
    yield "怎样检查", _checking(macro=macro)
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


def _checking(*, macro: bool) -> list[str]:
    colours = f"红色“{BAD}”是填错了，黄色“{OPEN}”是还没有填，绿色“{GOOD}”是没有问题"
    return [
        f"填写时随时看“{CHECK_SHEET}”表，不用宏，也不用联网：{colours}；点“去看”一栏，可跳到要改的格子。",
        *(_buttons() if macro else ()),
        f"“{CHECK_SHEET}”全部通过后，再校验一次，文字和数字对不对得上，校验才查得出。请别人校验，您的电脑不用装任何软件：",
        "　　单位设有校验用的共享文件夹的，把文件存进去；几秒钟后，里面的“已校验”文件夹就有一份带结果的副本。",
        "　　没有共享文件夹的，把文件发给负责校验的同事，由他校验后发回。",
        "带结果的表里，有问题的格子标着颜色：红色是错误，必须改；黄色是提醒，请核实；蓝色是提示，供参考。",
        f"每个问题的原因、算式和改法都写在“{RESULT_SHEET}”表里，点“位置”一栏可跳到那个格子。",
        "改正后保存，再存进去或再发一次，标色和结果随之更新。存在共享文件夹里的，请改自己原来的那份，不要改“已校验”里的副本。",
        "负责校验的同事：用 xlperf watch 文件夹 自动校验存进来的表，或用 xlperf validate 文件名 --write-back 校验一份。",
    ]


def _buttons() -> Iterator[str]:
    yield "表的左上角有按钮：“校验”当场校验整张表，“下一个问题”逐个跳到要改的格子，“清除标记”去掉标色。这台电脑要装有 xlperf。"
    yield "打开文件时出现“宏已被禁用”的，先点“启用内容”，按钮才能用。"
    unblock = "关闭文件，在文件夹里用右键点它，选“属性”，勾选“解除锁定”，确定后再打开。"
    yield f"没有“启用内容”可点，或者提示“已阻止宏运行”的：{unblock}"
    yield "单位不许用宏的，不用按钮也行：填写、得分和自检都不需要宏，校验照下面说的做。"
