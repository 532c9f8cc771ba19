"""The guide's sentences about funds, indicators and grades, worded from the profile."""

from __future__ import annotations

from collections.abc import Iterator

from xlperf.decimals import HUNDRED, plain
from xlperf.forms import FormTemplate, FundingBlock, IndicatorsBlock, TotalBlock
from xlperf.layout.funding import AMOUNTS
from xlperf.profiles import Execution, Profile


def funding_lines(
    block: FundingBlock, template: FormTemplate, profile: Profile, *, blank: bool
) -> Iterator[str]:
    """How to fill the funding block, and what the execution rate is worth."""
    columns = {column.field: column for column in block.columns}
    executed, budget = columns.get("executed"), columns.get("full_year_budget")
    if blank:
        yield from _all_amounts(block, template, profile)
    elif executed:
        where = "合计一行的" if executed.total_only else "各资金来源的"
        left = "、结转结余" if "carry_over" in columns else ""
        yield f"只填{where}{executed.label}（{template.money_unit}），没有支出的填0；合计{left}、执行率自动算出。"
    if executed and budget:
        sentence = f"执行率＝{executed.label}÷{budget.label}。"
        if "execution_score" in columns:
            sentence += _execution_score(profile.execution)
        yield sentence
    mild, strict = map(plain, (profile.execution.explain_below, profile.execution.must_explain_below))
    if mild == strict:
        yield f"执行率低于{strict}%的，必须写明原因。"
    else:
        yield f"执行率低于{mild}%的，请说明；低于{strict}%的，必须写明原因。"


def _all_amounts(block: FundingBlock, template: FormTemplate, profile: Profile) -> Iterator[str]:
    """How to fill the funds of a blank form."""
    amounts = [column for column in block.columns if column.field in AMOUNTS]
    by_source = "、".join(column.label for column in amounts if not column.total_only)
    in_all = "、".join(column.label for column in amounts if column.total_only)
    live = ["合计"] if by_source else []
    live += [column.label for column in block.columns if column.field in ("carry_over", "execution_rate")]
    if scores_execution(block, profile):
        live.append("预算执行率得分")
    unit = template.money_unit
    if by_source:
        yield f"逐行填各资金来源的{by_source}（{unit}），只填数字，没有支出的填0；资金来源的名称可以按实际改写，用不着的行留空。"
    if in_all:
        yield f"合计一行填{in_all}（{unit}），只填数字，没有支出的填0。"
    yield f"{'、'.join(live)}自动算出。"


def scores_execution(block: FundingBlock, profile: Profile) -> bool:
    """The funds have a score of their own."""
    return bool(profile.execution.points) and any(one.field == "execution_score" for one in block.columns)


def _execution_score(execution: Execution) -> str:
    points = plain(execution.points)
    if execution.method == "rate":
        return f"预算执行率得分＝执行率×{points}分，最高{points}分。"
    steps = "；".join(
        f"{plain(step.at_least)}%（含）以上得{plain(execution.points * step.share / HUNDRED)}分"
        for step in execution.steps
    )
    return f"预算执行率得分按执行率分档：{steps}。"


def indicator_lines(
    block: IndicatorsBlock, template: FormTemplate, profile: Profile, *, blank: bool
) -> Iterator[str]:
    """How to fill the indicator table, and how scores follow."""
    columns: dict[str, str] = {column.field: column.label for column in block.columns}
    reason = columns.get("deviation_reason")
    if blank and "initial_target" in columns:
        yield "指标值和完成值写上数字和单位，如≥2次、5次、≥95%、98%。"
    if blank and template.scored:
        yield f"得分由填报人按下面的规则填写；{_live_below(template)}自动算出。"
    if "target_nature" in columns:
        yield "指标性质、指标值、度量单位分三栏：如“≥”“95”“%”；文字指标的性质写“定性”。"
    if "clause" in columns:
        yield from _clause_lines(columns, blank=blank)
    else:
        yield from _rule_lines(columns, template, profile, blank=blank)
    if not template.scored:
        yield f"没有完成指标值的，必须填写“{reason}”：先写原因，再写措施。"
        return
    if block.not_applicable:
        yield f"不适用的指标，在“{columns['score']}”栏填“不适用”，不参加计分；不要填满分。"
    if reason:
        yield f"得分低于分值的，必须填写“{reason}”：先写原因，再写措施。"
    if "actual" in columns and "clause" not in columns:
        yield from _over_fulfilment(profile)


def _live_below(template: FormTemplate) -> str:
    total = template.block(TotalBlock)
    live = ["分值合计"] if total and total.weight_at else []
    live += ["总分", "等级"] if total and total.grade_at else ["总分"]
    return f"{'、'.join(live[:-1])}和{live[-1]}" if len(live) > 1 else live[0]


def _clause_lines(columns: dict[str, str], *, blank: bool) -> Iterator[str]:
    clause, score = columns["clause"], columns["score"]
    if blank or "actual" not in columns:
        live = "" if blank else "；预算执行率一项按上面的资金情况自动算出"
        yield f"“{score}”按“{clause}”填0到分值之间的数{live}。"
        return
    yield f"“{columns['actual']}”有下拉列表的，从列表里选；填数字的只填数字，不带“≥”等符号和单位。"
    yield f"“{clause}”能按字面算出得分的，得分自动算出（灰色格子）；不能的，按“{clause}”填0到分值之间的数（黄色格子）。"


def _rule_lines(
    columns: dict[str, str], template: FormTemplate, profile: Profile, *, blank: bool
) -> Iterator[str]:
    actual = columns["actual"]
    if blank:
        yield f"{actual}填实际数，不要带“≥”等符号，也不要照抄指标值。"
    else:
        unit = "" if "target_unit" in columns else "，单位会自动带出；百分比可填95.5%"
        scores = "得分自动算出。" if template.scored else ""
        yield f"定量指标（指标值是数字）：{actual}只填数字，不带“≥”等符号和单位{unit}。{scores}"
    if not template.scored:
        yield f"定性指标（指标值是文字）：{actual}写明做到什么程度，能用数字的用数字。"
        return
    beyond = {
        "linear": "按超出部分占指标值的比例扣分（超出一倍得0分）",
        "ratio": "按指标值÷完成值×分值计分",
    }[profile.quantitative.reverse]
    bands = "；".join(
        f"“{band.phrase}”得分值的{plain(band.high)}%—{plain(band.low)}%" for band in profile.share_bands
    )
    yield "“≥”类指标：达到指标值得满分；没有达到的，按完成值÷指标值×分值计分。"
    yield f"“≤”类指标：不超过指标值得满分；超过的，{beyond}。"
    yield "“＝”类指标：达到指标值得满分，不足的按比例计分。"
    if profile.quantitative.rounding == "truncate":
        yield "得分保留两位小数，多余的位数舍去，不四舍五入。"
    way = "写明属于哪一档" if blank else "从下拉列表选一档"
    yield f"定性指标（指标值是文字）：{actual}{way}，再在该档范围内填得分。{bands}。"
    if profile.target_grades:
        yield (
            f"指标值写的是“{'、'.join(profile.target_grades)}”中一档的：完成情况达到这一档的得满分，"
            f"低于这一档的要扣分，低得越多扣得越多。比如指标值是“{profile.target_grades[0]}”，"
            f"完成“{profile.target_grades[-1]}”不能得满分。"
        )
    for limit in profile.unreported:
        yield f"没有填报{limit.second_level}的，该项得分不超过{plain(limit.most)}分。"


def _over_fulfilment(profile: Profile) -> Iterator[str]:
    rule = profile.quantitative
    wording = f"，并写明“{rule.over_fulfilment_wording}”" if rule.over_fulfilment_wording else ""
    mild = "；不因此自动扣分" if not rule.ladder else ""
    yield f"完成值达到指标值{plain(rule.over_fulfilment * HUNDRED)}%以上的，也请说明原因{wording}{mild}。"
    for rung in rule.ladder:
        yield f"完成值达到指标值{plain(rung.above * HUNDRED)}%以上的，扣分值的{plain(rung.deduct)}%。"


def grade_lines(profile: Profile) -> Iterator[str]:
    """The grades from the best down, each with its bounds."""
    above: str | None = None
    for grade in profile.grades:
        low = plain(grade.low)
        if above is None:
            yield f"{low}（含）—{plain(profile.full_marks)}分为{grade.word}"
        else:
            yield f"{low}（含）—{above}分为{grade.word}" if grade.low else f"{above}分以下为{grade.word}"
        above = low
