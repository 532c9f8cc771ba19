"""Rules for the execution rate and its score."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address, fund_label
from xlperf.audit.context import Context, empty, written
from xlperf.audit.explained import explains_execution
from xlperf.audit.finding import Severity
from xlperf.audit.fund_rows import amounts, same_row, slips_of_sources, wrong_totals
from xlperf.audit.registry import Issue, rule
from xlperf.audit.wording import names_other_money
from xlperf.decimals import CENT, HUNDRED, half_up, places_of, plain, truncated
from xlperf.model import Entry, Fund
from xlperf.scoring.assessment import first_level_of
from xlperf.scoring.execution import Execution

GROUP = "预算执行率"


@rule(
    "XP018",
    Severity.ERROR,
    "执行率算错",
    why="执行率是全表唯一直接由金额算出的得分依据，算错会带错得分和总分。",
    basis="执行率等于全年执行数除以全年预算数；表中金额有四舍五入的，在允许范围内不算错。",
    bad="全年预算数8.65万元，全年执行数6.25万元，执行率填75%。",
    good="执行率填72.25%，或按元计算的72.26%。",
    fix="请用公式重算执行率。",
)
def rate_is_quotient(form: Context) -> Iterator[Issue]:
    """A stated rate is one that the displayed amounts allow, in the total row and in every source."""
    total, own = form.funds[0]
    fields = ("full_year_budget", "executed", "execution_rate")
    total_wrong = not wrong_totals(form, *fields[:2]) and _rate_off(total, own)
    twins = [fund for fund, _ in form.funds[1:] if total_wrong and same_row(total, fund, *fields)]
    slipped = [slip.fund for slip in slips_of_sources(form).values()]
    if total_wrong:
        yield _rate(form, total, own, tuple(twin.execution_rate for twin in twins))
    for fund, own in form.funds[1:]:
        if fund not in (*twins, *slipped) and _rate_off(fund, own):
            yield _rate(form, fund, own, (), f"{fund_label(fund)}的")


def _rate_off(fund: Fund, own: Execution) -> bool:
    budget, executed = fund.full_year_budget.number, fund.executed.number
    if own.stated_rate is None or budget is None or executed is None or own.possible is None:
        return False
    return not own.rate_agrees and executed <= budget


def _rate(form: Context, fund: Fund, own: Execution, also: tuple[Entry, ...], row: str = "") -> Issue:
    budget, executed = fund.full_year_budget.number or Decimal(1), fund.executed.number or Decimal(0)
    stated = own.stated_rate or Decimal(0)
    right = half_up(executed / budget * HUNDRED)
    message = f"{row}执行率应为{plain(right)}%（{plain(executed)}÷{plain(budget)}），表中为{plain(stated)}%。"
    quotient = _other_quotient(form, fund, stated)
    message += f"表中的{plain(stated)}%恰为{quotient}。" if quotient else ""
    if not row and _follows_rate(form, own) and own.score is not None:
        message += f"得分也要随之改为{plain(own.score)}分。"
        also += (form.scored.execution_score,)
    return Issue(
        fund.execution_rate,
        message,
        basis=f"{plain(executed)}÷{plain(budget)}＝{plain(right)}%。",
        also=also,
        stated=plain(stated),
        expected=plain(right),
    )


def _other_quotient(form: Context, fund: Fund, stated: Decimal) -> str | None:
    """Which other two amounts of the row give the stated rate."""
    known = [(name, cell, cell.number) for _, name, cell in amounts(form, fund) if cell.number]
    # equal amounts: the one that a rate is normally taken of explains best
    divisors = sorted(known, key=lambda item: item[1] is not fund.full_year_budget)
    for name, cell, upper in known:
        for divisor_name, divisor_cell, lower in divisors:
            if (cell, divisor_cell) == (fund.executed, fund.full_year_budget) or cell == divisor_cell:
                continue
            quotient, places = upper / lower * HUNDRED, places_of(stated)
            if places and stated in (half_up(quotient, places), truncated(quotient, places)):
                return f"{name}{address(cell)}除以{divisor_name}{address(divisor_cell)}"
    return None


def _follows_rate(form: Context, own: Execution) -> bool:
    """The stated score was worked out from a wrong rate: one cause, one finding."""
    score, rate = form.scored.stated_execution_score, own.stated_rate
    if score is None or rate is None or own.rate_agrees:
        return False
    return abs(score - form.scored.execution_rule.score(rate)) <= CENT


@rule(
    "XP019",
    Severity.ERROR,
    "预算执行率得分算错",
    why="这项得分由执行率直接算出，没有裁量余地。",
    basis="财预〔2020〕10号通行做法：得分等于执行率乘以分值，最高不超过分值。",
    bad="执行率72.26%，分值10分，得分填8分。",
    good="得分填7.23分。",
    fix="请用公式重算得分。",
)
def score_follows_rate(form: Context) -> Iterator[Issue]:
    """The execution score of the total row is rate times points."""
    own, cell = form.scored.execution, form.scored.execution_score
    points = form.scored.execution_points
    if not points or own.score is None or own.rate is None:
        return
    if wrong_totals(form, "full_year_budget", "executed"):
        return
    right = form.scored.execution_rule.score(own.rate)
    arithmetic = f"{plain(own.rate)}%×{plain(points)}分"
    if form.profile.execution.method == "steps":
        arithmetic = f"执行率{plain(own.rate)}%，按分档计分"
    elif own.rate > HUNDRED:
        arithmetic += f"，最高{plain(points)}分"
    stated = form.scored.stated_execution_score
    if stated is None and written(cell) and not cell.error:
        said = f"“{cell.text}”"
    elif stated is not None and not own.score_agrees(stated) and not _follows_rate(form, own):
        said = f"{plain(stated)}分"
    else:
        return
    yield Issue(
        cell,
        f"预算执行率得分应为{plain(right)}分（{arithmetic}），表中为{said}。",
        fix=f"请把得分改为{plain(right)}分，最好用公式计算。",
        basis=f"{arithmetic}＝{plain(right)}分。",
        stated=cell.text if stated is None else plain(stated),
        expected=plain(right),
    )


@rule(
    "XP026",
    Severity.ERROR,
    "执行率过低而没有说明原因",
    why="执行率过低是复核必问的问题，自评表里必须交代钱为什么没有花出去。",
    basis="财预〔2020〕10号：没有完成绩效目标或执行偏差较大的，要分析并说明原因。",
    bad="执行率42.81%，全表没有一处提到结余的原因。",
    good="存在问题中写：“系统升级招标推迟到12月，尾款跨年支付，执行率42.81%。”",
    fix="请在“存在问题”中写明执行率低的原因，在“改进措施”中写明怎么改。",
)
def low_rate_explained(form: Context) -> Iterator[Issue]:
    """A rate below the profile's lower threshold is explained somewhere."""
    threshold = form.profile.execution.must_explain_below
    rate = _sound_rate(form)
    if rate is not None and rate < threshold and not explains_execution(form):
        yield _unexplained(form, f"执行率只有{plain(rate)}%，低于{plain(threshold)}%，没有看到原因说明。")


@rule(
    "XP027",
    Severity.WARNING,
    "执行率偏低而没有提到",
    why="执行率不高又只字不提，复核时会被认为自评不实。",
    basis="财预〔2020〕10号：没有完成绩效目标或执行偏差较大的，要分析并说明原因。",
    bad="执行率72.26%，存在问题只写“预算编制质量有待提高”。",
    good="存在问题中写：“检查次数减少，差旅费结余2.4万元。”",
    fix="请在“存在问题”或“改进措施”中说明资金没有用完的原因。",
)
def modest_rate_mentioned(form: Context) -> Iterator[Issue]:
    """A rate below the profile's upper threshold is mentioned somewhere."""
    execution, rate = form.profile.execution, _sound_rate(form)
    if rate is None or not execution.must_explain_below <= rate < execution.explain_below:
        return
    if not explains_execution(form):
        yield _unexplained(form, f"执行率{plain(rate)}%，没有看到原因说明。")


def _sound_rate(form: Context) -> Decimal | None:
    """The rate, unless it comes from totals that are themselves wrong."""
    return None if wrong_totals(form, "full_year_budget", "executed") else form.scored.execution.rate


def _unexplained(form: Context, message: str) -> Issue:
    fund = form.assessment.total_fund
    place = fund.execution_rate if fund.execution_rate.place else fund.executed
    basis = ""
    if fund.executed.number is not None and fund.full_year_budget.number is not None:
        left = fund.full_year_budget.number - fund.executed.number
        names = [form.assessment.label(field) for field in ("full_year_budget", "executed")]
        basis = (
            f"{names[0]}{plain(fund.full_year_budget.number)}－{names[1]}{plain(fund.executed.number)}"
            f"＝{plain(left)}{form.money.text}没有支出。"
        )
    problems, measures = (form.assessment.narrative(key) for key in ("problems", "improvements"))
    label, completion = form.assessment.label, form.assessment.completion
    if problems.place:
        fix = f"请在“{label('problems')}”{address(problems)}中写明资金没有用完的原因"
        fix += f"，在“{label('improvements')}”{address(measures)}中写明怎么改。" if measures.place else "。"
    elif completion.place:
        fix = f"请在“实际完成情况”{address(completion)}中写明资金没有用完的原因和怎么改。"
    else:
        fix = "请在表中的文字部分写明资金没有用完的原因和怎么改。"
    return Issue(place, message, fix=fix, basis=basis, also=(problems,))


@rule(
    "XP028",
    Severity.WARNING,
    "资金没有支出，产出却得高分",
    why="一分钱没花而产出完成，可能是完成值不实，也可能用了别的资金，都要说明。",
    basis="预算执行与绩效完成情况应相互印证。",
    bad="全年执行数0，产出指标得48分（分值50分）。",
    good="在文字部分说明：“本年工作使用上级统筹资金完成。”",
    fix="请确认完成值真实，并说明完成工作所用资金的来源。",
)
def output_without_money(form: Context) -> Iterator[Issue]:
    """No money spent, yet more than half of the output points."""
    if _sound_rate(form) != 0 or form.assessment.total_fund.executed.number != 0:
        return
    reasons = [row.indicator.deviation_reason.text for row in form.indicators]
    if any(names_other_money(text) for text in (*reasons, *(text.entry.text for text in form.texts))):
        return
    output = [
        (row.filled, row.weight)
        for row in form.indicators
        if (level := first_level_of(row.indicator.first_level.text, form.profile)) and "产出" in level.name
    ]
    filled = sum((score for score, weight in output if score is not None and weight), Decimal(0))
    weights = sum((weight for score, weight in output if score is not None and weight), Decimal(0))
    if weights > 0 and filled / weights > Decimal("0.5"):
        share = plain(half_up(filled / weights * HUNDRED))
        yield Issue(
            form.assessment.total_fund.executed,
            f"资金没有支出，产出指标却得到{share}%的分（{plain(filled)}分）。",
            basis=f"产出指标得分{plain(filled)}÷分值{plain(weights)}＝{share}%。",
        )


@rule(
    "XP106",
    Severity.WARNING,
    "执行率或得分没有填写",
    why="金额已经填了，执行率和得分空着，总分就缺了依据。",
    basis="执行率等于全年执行数除以全年预算数，得分等于执行率乘以分值。",
    bad="全年预算数2.7万元，全年执行数1.703万元，执行率和得分空着。",
    good="执行率填63.07%，得分填6.31分。",
    fix="请补填，最好用公式计算。",
)
def rate_and_score_filled(form: Context) -> Iterator[Issue]:
    """Where the total row's amounts allow them, rate and score are filled in."""
    own, fund, points = form.scored.execution, form.assessment.total_fund, form.scored.execution_points
    if own.rate is None or own.score is None:
        return
    missing = [
        (cell, f"{name}{plain(value)}{unit}")
        for name, cell, value, unit in (
            ("执行率", fund.execution_rate, own.rate, "%"),
            *((("得分", form.scored.execution_score, own.score, "分"),) if points else ()),
        )
        if empty(cell)
    ]
    if missing:
        names = "和".join("执行率" if cell is fund.execution_rate else "得分" for cell, _ in missing)
        values = "、".join(value for _, value in missing)
        budget, executed = fund.full_year_budget.number or Decimal(0), fund.executed.number or Decimal(0)
        yield Issue(
            missing[0][0],
            f"合计行的{names}没有填写，按表中金额应为{values}。",
            basis=f"{plain(executed)}÷{plain(budget)}＝{plain(own.rate)}%"
            + (f"，乘以{plain(points)}分。" if points else "。"),
            also=tuple(cell for cell, _ in missing[1:]),
            expected=values,
        )
