"""The sheet 填报说明: how to fill the form, how it is scored, and how to have it checked."""

from __future__ import annotations

from dataclasses import replace

from xlperf.decimals import HUNDRED, plain
from xlperf.forms import FormTemplate
from xlperf.layout import styles
from xlperf.layout.canvas import Canvas
from xlperf.layout.plan import SheetPlan
from xlperf.profiles import Profile
from xlperf.workbook.place import Area
from xlperf.workbook.stamp import CHECK_SHEET, GUIDE_SHEET, RESULT_SHEET

_WIDTHS = {1: 22, 2: 88}
_SIZE = 11.0


def guide_sheet(template: FormTemplate, profile: Profile) -> SheetPlan:
    """The guide, worded from template and profile."""
    canvas = Canvas(GUIDE_SHEET, _WIDTHS)
    canvas.put((1, 2), "填报说明", styles.TITLE)
    canvas.heights[1] = 30
    canvas.row = 2
    for caption, lines in _sections(template, profile):
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


def _sections(template: FormTemplate, profile: Profile) -> list[tuple[str, list[str]]]:
    form = f"“{template.sheet}”"
    execution = profile.execution
    limits = (execution.points, execution.explain_below, execution.must_explain_below)
    points, mild, strict = map(plain, limits)
    return [
        (
            "填哪里",
            [
                f"只在{form}这张表里填写，按平时的顺序从上到下填。",
                "黄色格子由填报人填写。",
                "灰色格子由公式算出，不用填；分数会随着填写自动出现。",
                "其余格子是下发时定好的（指标、指标值、分值等），不能改；确需调整的，请与主管部门联系。",
                "文字多、显示不全时，拖动行号的下边线把该行加高；列宽、行高、字体、筛选都可以用，不影响计算。",
            ],
        ),
        (
            "项目资金",
            [
                f"只填各资金来源的全年执行数（{template.money_unit}），没有支出的填0；合计、结转结余、执行率自动算出。",
                f"执行率＝全年执行数÷全年预算数。预算执行率得分＝执行率×{points}分，最高{points}分。",
                f"执行率低于{mild}%的，请在分析部分说明；低于{strict}%的，必须写明原因。",
            ],
        ),
        ("绩效指标", _indicator_lines(profile)),
        (
            "总分和等级",
            [
                f"总分＝预算执行率得分＋各项指标得分，满分{plain(profile.full_marks)}分，自动算出。",
                "等级：" + "；".join(_grade_lines(profile)) + "。",
            ],
        ),
        (
            "怎样检查",
            [
                f"填写时随时看“{CHECK_SHEET}”表：每项检查都写明结果，点“去看”可跳到要改的格子。不需要启用宏。",
                "填好后把文件交给本单位负责汇总的同事，用 xlperf 校验（xlperf validate 文件名 --write-back）。",
                f"校验后，有问题的格子会标色（红色为错误，黄色为提醒，蓝色为提示），原因和改法写在“{RESULT_SHEET}”表里。",
                "改正后再校验一次，标色和结果会随之更新。",
            ],
        ),
        (
            "口径",
            [f"表样：{template.name}。评分口径：{profile.name}（{profile.basis}）。"],
        ),
    ]


def _indicator_lines(profile: Profile) -> list[str]:
    rule = profile.quantitative
    beyond = {
        "linear": "按超出部分占指标值的比例扣分（超出一倍得0分）",
        "ratio": "按指标值÷完成值×分值计分",
    }[rule.reverse]
    bands = "；".join(
        f"“{band.phrase}”得分值的{plain(band.high)}%—{plain(band.low)}%" for band in profile.bands
    )
    return [
        "定量指标（指标值是数字）：实际完成值只填数字，不带“≥”等符号和单位，单位会自动带出；百分比可填95.5%。得分自动算出。",
        "“≥”类指标：达到指标值得满分；没有达到的，按完成值÷指标值×分值计分。",
        f"“≤”类指标：不超过指标值得满分；超过的，{beyond}。",
        "“＝”类指标：达到指标值得满分，不足的按比例计分。",
        f"定性指标（指标值是文字）：实际完成值从下拉列表选一档，再在该档范围内填得分。{bands}。",
        "得分低于分值的，必须填写偏差原因分析及改进措施：先写原因，再写措施。",
        f"完成值达到指标值{plain(rule.over_fulfilment * HUNDRED)}%以上的，也请说明原因；不因此自动扣分。",
    ]


def _grade_lines(profile: Profile) -> list[str]:
    lines: list[str] = []
    above: str | None = None
    for grade in profile.grades:
        low = plain(grade.low)
        if above is None:
            lines.append(f"{low}（含）—{plain(profile.full_marks)}分为{grade.word}")
        else:
            lines.append(
                f"{low}（含）—{above}分为{grade.word}" if grade.low else f"{above}分以下为{grade.word}"
            )
        above = low
    return lines
