"""Rules for the amounts of the funding block."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address, fund_label
from xlperf.audit.context import Context, empty
from xlperf.audit.explain import explain
from xlperf.audit.finding import Severity
from xlperf.audit.fund_rows import (
    Slip,
    WrongSum,
    figures,
    left_out,
    same_row,
    slips_of_sources,
    tolerance,
    wrong_sums,
    wrong_totals,
)
from xlperf.audit.registry import Issue, rule
from xlperf.audit.wording import names_returned_money
from xlperf.decimals import half_up, places_of, plain, signed
from xlperf.model import Entry, Fund

GROUP = "项目资金"
_TEN_THOUSAND = Decimal(10_000)


@rule(
    "XP017",
    Severity.ERROR,
    "执行数大于预算数",
    why="没有预算不能支出。执行数超过预算数，多半是追加或上年结转没有计入全年预算数。",
    basis="全年预算数应含年中追加和上年结转，全年执行数不应超过全年预算数。",
    bad="全年预算数5万元，全年执行数6.5万元。",
    good="把追加的2万元计入，全年预算数7万元，全年执行数6.5万元。",
    fix="请核对是否漏了年中追加或上年结转；确有超支的，写明资金来源。",
)
def spent_within_budget(form: Context) -> Iterator[Issue]:
    """Executed is at most the full-year budget; sources are only looked at when the total row is fine."""
    if wrong_totals(form, "full_year_budget", "executed"):
        return
    for number, (fund, _) in enumerate(form.funds):
        budget, executed = fund.full_year_budget.number, fund.executed.number
        if budget is None or executed is None or budget <= 0:
            continue
        if executed - budget <= tolerance(form, budget, executed):
            continue
        unit, label = form.money.text, form.assessment.label
        rate = plain(half_up(executed / budget * 100))
        yield Issue(
            fund.executed,
            f"{_row(fund, number)}{label('executed')}{plain(executed)}{unit}大于{label('full_year_budget')}{plain(budget)}{unit}，执行率{rate}%，超过100%。",
            basis=f"{plain(executed)}÷{plain(budget)}＝{rate}%。",
            also=(fund.full_year_budget,),
            stated=plain(executed),
            expected=plain(budget),
        )
        if number == 0:
            return


@rule(
    "XP020",
    Severity.ERROR,
    "资金合计不等于各来源之和",
    why="合计行决定执行率，合计与来源对不上，执行率和总分都靠不住。",
    basis="资金总额等于各资金来源之和。",
    bad="财政资金8万元、其他资金4万元，合计填10万元。",
    good="合计用求和公式算出，填12万元。",
    fix="请用求和公式重算合计行，或核对各来源的金额。",
)
def sources_add_up(form: Context) -> Iterator[Issue]:
    """In every column the total row is the sum of the sources."""
    slips = slips_of_sources(form)
    for slip in slips.values():
        yield _slip(form, slip)
    found = [wrong for wrong in wrong_sums(form) if wrong.field not in slips]
    source = left_out(form, found)
    if source:
        yield _left_out(form, source, found)
        return
    for wrong in found:
        if wrong.field == "carry_over" and _told_otherwise(form):
            continue
        yield _missing_sum(form, wrong) if wrong.missing else _wrong_sum(form, wrong)


def _slip(form: Context, slip: Slip) -> Issue:
    unit = form.money.text
    total: Entry = getattr(form.assessment.total_fund, slip.field)
    known = {"结余": slip.fund.carry_over, "执行率": slip.fund.execution_rate}
    agreeing = "、".join(name for name, cell in known.items() if cell.number is not None)
    stated, right = plain(slip.cell.number or Decimal(0)), plain(slip.right)
    return Issue(
        slip.cell,
        f"{fund_label(slip.fund)}的{slip.name}填的是{stated}{unit}，应为{right}{unit}：这样才与合计行的"
        f"{plain(total.number or Decimal(0))}{unit}以及本行的{agreeing}相符。",
        fix=f"请把这一格改为{right}{unit}；这一格没有填错的，请改正合计行。",
        also=(total,),
        stated=stated,
        expected=right,
    )


def _left_out(form: Context, source: Fund, wrong: list[WrongSum]) -> Issue:
    unit = form.money.text
    told = "、".join(f"{one.name}应为{plain(one.sources)}{unit}" for one in wrong)
    return Issue(
        wrong[0].cell,
        f"合计行漏加了{fund_label(source)}：{told}。",
        fix="请用求和公式重算合计行，执行率和得分也随之重算。",
        basis="；".join(f"{one.name}各来源之和{plain(one.sources)}{unit}" for one in wrong) + "。",
        also=tuple(one.cell for one in wrong[1:]),
        stated=plain(wrong[0].total or Decimal(0)),
        expected=plain(wrong[0].sources),
    )


def _told_otherwise(form: Context) -> bool:
    """Either the surplus follows from a wrong total above it, or it has its own rule: one cause, one finding."""
    totals_wrong = wrong_totals(form, "full_year_budget", "executed")
    surplus_off = _surplus_off(form, form.assessment.total_fund)
    source_off = any(_surplus_off(form, source) for source in form.assessment.sources)
    return totals_wrong != surplus_off or (source_off and not surplus_off)


def _missing_sum(form: Context, wrong: WrongSum) -> Issue:
    unit = form.money.text
    said = "空着" if wrong.total is None else "是0"
    return Issue(
        wrong.cell,
        f"{wrong.name}的合计行没有汇总：各来源之和是{plain(wrong.sources)}{unit}，合计行{said}。",
        fix=f"请在合计行填{plain(wrong.sources)}{unit}，最好用求和公式。",
        stated=wrong.cell.text,
        expected=plain(wrong.sources),
    )


def _wrong_sum(form: Context, wrong: WrongSum) -> Issue:
    unit, total = form.money.text, wrong.total or Decimal(0)
    difference = abs(total - wrong.sources)
    message = (
        f"{wrong.name}合计{plain(total)}{unit}与各来源之和{plain(wrong.sources)}{unit}不等，"
        f"相差{plain(difference)}{unit}。"
    )
    if _TEN_THOUSAND in (total / wrong.sources if wrong.sources else 0, wrong.sources / total):
        message += "两数正好差一万倍，可能把元和万元弄混了。"
    else:
        others = [figure for figure in figures(form) if figure.entry != wrong.cell]
        column = [figure for figure in others if figure.label.endswith(wrong.name)]
        match = explain(difference, places_of(difference), others, unit, near=column)
        message += f"相差的{plain(difference)}{unit}{match.text}。" if match else ""
    parts = "＋".join(
        plain(number)
        for source in form.assessment.sources
        if (number := getattr(source, wrong.field).number) is not None
    )
    return Issue(
        wrong.cell,
        message,
        basis=f"{parts}＝{plain(wrong.sources)}{unit}。",
        stated=plain(total),
        expected=plain(wrong.sources),
    )


@rule(
    "XP021",
    Severity.ERROR,
    "结转结余不等于预算减执行",
    why="结转结余要与预算、执行勾稽，数字不符说明三项中有一项填错。",
    basis="资金结(转)余等于全年预算数减全年执行数。",
    bad="全年预算数8.65万元，全年执行数6.25万元，结余填2.5万元。",
    good="结余填2.4万元。",
    fix="请核对全年预算数、全年执行数和结转结余，三项中至少有一项要改。",
)
def surplus_is_difference(form: Context) -> Iterator[Issue]:
    """Carry-over is budget less executed, as far as the displayed decimals tell."""
    fields = ("full_year_budget", "executed", "carry_over")
    total = form.assessment.total_fund
    total_wrong = not wrong_totals(form, *fields[:2]) and _surplus_off(form, total)
    twins = [source for source in form.assessment.sources if total_wrong and same_row(total, source, *fields)]
    slipped = [slip.fund for slip in slips_of_sources(form).values()]
    if total_wrong:
        yield _surplus(form, total, 0, tuple(twin.carry_over for twin in twins))
    for number, source in enumerate(form.assessment.sources, 1):
        if source not in (*twins, *slipped) and _surplus_off(form, source):
            yield _surplus(form, source, number, ())


def _surplus_off(form: Context, fund: Fund) -> bool:
    budget, executed, surplus = fund.full_year_budget.number, fund.executed.number, fund.carry_over.number
    if budget is None or executed is None or surplus is None:
        return False
    if surplus < budget - executed and any(names_returned_money(text.entry.text) for text in form.prose):
        # what the treasury has taken back is left over no more
        return False
    allowed = tolerance(form, budget, executed, surplus)
    # of what has arrived, or of the budget: evaluators state either
    wholes = (budget, *((fund.arrived.number,) if fund.arrived.number is not None else ()))
    return all(abs(whole - executed - surplus) > allowed for whole in wholes)


def _surplus(form: Context, fund: Fund, number: int, also: tuple[Entry, ...]) -> Issue:
    budget, executed = fund.full_year_budget.number or Decimal(0), fund.executed.number or Decimal(0)
    stated, unit = fund.carry_over.number or Decimal(0), form.money.text
    right = budget - executed
    sum_text = f"{plain(budget)}－{plain(executed)}"
    arrived = fund.arrived.number
    or_arrived = (
        f"，按到位数计算为{signed(arrived - executed)}{unit}"
        if arrived is not None and arrived != budget
        else ""
    )
    message = (
        f"{_row(fund, number)}资金结(转)余应为{signed(right)}{unit}（{sum_text}）{or_arrived}，"
        f"表中为{plain(stated)}{unit}。"
    )
    others = [figure for figure in figures(form) if figure.entry not in (fund.carry_over, *also)]
    match = explain(stated, form.money_decimals, others, unit)
    if match:
        message += f"表中的{plain(stated)}{unit}{match.text}。"
    else:
        difference = abs(stated - right)
        match = explain(difference, form.money_decimals, others, unit)
        message += f"相差的{plain(difference)}{unit}{match.text}。" if match else ""
    return Issue(
        fund.carry_over,
        message,
        basis=f"{sum_text}＝{signed(right)}{unit}。",
        also=also,
        stated=plain(stated),
        expected=plain(right),
    )


@rule(
    "XP024",
    Severity.WARNING,
    "没有资金却填执行率100%",
    why="预算和执行都是0，执行率无从计算，填100%会让没有资金的项目白得满分。",
    basis="执行率等于全年执行数除以全年预算数，预算数为0时不能计算。",
    bad="全年预算数0，全年执行数0，执行率填100%。",
    good="执行率填“—”，并说明本年没有安排资金。",
    fix="请把执行率改为“—”，并说明没有资金的原因。",
)
def no_rate_without_money(form: Context) -> Iterator[Issue]:
    """Rows of zero budget and zero execution show no full rate."""
    cells = [
        fund.execution_rate
        for fund, _ in form.funds
        if fund.full_year_budget.number == 0 and fund.executed.number == 0 and _says_full(fund.execution_rate)
    ]
    if cells:
        label = form.assessment.label
        message = f"{label('full_year_budget')}和{label('executed')}都是0，执行率不应填100%。"
        yield Issue(cells[0], message, also=tuple(cells[1:]), stated=cells[0].text)


def _says_full(rate: Entry) -> bool:
    return rate.number == 100 or (rate.number == 1 and not rate.percent)


@rule(
    "XP025",
    Severity.ERROR,
    "没有预算却有支出",
    why="有支出必有资金来源，预算数空着或为0，说明漏填了预算、追加或结转。",
    basis="全年预算数应含年中追加和上年结转。",
    bad="全年预算数0，全年执行数3万元。",
    good="使用上年结转3万元的，全年预算数填3万元。",
    fix="请补填全年预算数（含追加和上年结转），或核对执行数。",
)
def budget_behind_spending(form: Context) -> Iterator[Issue]:
    """Where something was executed there was a budget; sources are looked at when the total row has one."""
    label = form.assessment.label
    for number, (fund, _) in enumerate(form.funds):
        budget, executed = fund.full_year_budget, fund.executed.number
        if executed is None or executed <= 0 or not (budget.number == 0 or empty(budget)):
            continue
        yield Issue(
            budget,
            f"{fund_label(fund) if number else '合计行'}没有{label('full_year_budget')}，却有支出{plain(executed)}{form.money.text}。",
            basis=f"{label('executed')}{plain(executed)}{form.money.text}{address(fund.executed)}。",
            also=(fund.executed,),
        )
        if number == 0:
            return


def _row(fund: Fund, number: int) -> str:
    return f"{fund_label(fund)}的" if number else ""
