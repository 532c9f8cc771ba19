"""Rules for amounts that prose divides into parts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import shortened
from xlperf.audit.components import Breakdown, breakdowns
from xlperf.audit.context import Context, Text
from xlperf.audit.explain import Figure, explain, explain_by_prose
from xlperf.audit.finding import Severity
from xlperf.audit.fund_rows import figures, slips_of_sources, wrong_sums
from xlperf.audit.registry import Issue, rule
from xlperf.audit.told import told_figures
from xlperf.decimals import places_of, plain
from xlperf.units import UNITS, Unit, convert

GROUP = "文中的金额明细"


@rule(
    "XP032",
    Severity.ERROR,
    "文中的明细加起来不等于总数",
    why="基本支出、项目支出和各项明细来自同一本账，加不起来说明有一处抄错、漏列或重复。",
    basis="总数等于所列各项明细之和，四舍五入的除外。",
    bad="文中写项目支出50000.5元，其中①办公费20000.5元，②差旅费25000元，少了5000元。",
    good="②差旅费写30000元，两项相加正好50000.5元。",
    fix="请对照账簿核对总数和各项明细，补上漏列的，去掉重复的。",
)
def parts_add_up(form: Context) -> Iterator[Issue]:
    """A list after 其中 does not exceed its whole, nor fall short where it plainly is all of it."""
    for text, one in _wrong(form):
        unit = one.whole.amount.unit
        parts = "＋".join(plain(part.amount.within(unit)) for part in one.parts)
        added, stated = (plain(_in(yuan, unit)) for yuan in (one.added, one.whole.amount.yuan))
        yield Issue(
            text.entry,
            f"文中“{shortened(one.whole.name)}”{stated}{unit.text}应等于所列明细之和，"
            f"{parts}＝{added}{unit.text}，{_said(one)}。",
            basis=f"{parts}＝{added}{unit.text}。",
            stated=f"{stated}{unit.text}",
            expected=f"{added}{unit.text}",
        )


def _wrong(form: Context) -> Iterator[tuple[Text, Breakdown]]:
    for text in form.prose:
        for one in breakdowns(text.entry.text):
            if one.wrong:
                yield text, one


def _in(yuan: Decimal, unit: Unit) -> Decimal:
    return convert(yuan, UNITS["元"], unit)


def _said(one: Breakdown) -> str:
    difference = one.difference
    amount = f"{plain(abs(_in(difference, one.whole.amount.unit)))}{one.whole.amount.unit.text}"
    return f"明细多出{amount}" if difference < 0 else f"明细少了{amount}"


@rule(
    "XP033",
    Severity.INFO,
    "相差的数恰好等于另一个数",
    why="加不起来时，相差的数往往正是漏掉或重复计入的那一项，找到它就知道错在哪里。",
    basis="按文中和表中已有的金额逐一试算，只有一种可能时才提示。",
    bad="明细多出14万元，文中另一处的“个人补助”正好14万元。",
    good="把重复计入的“个人补助”14万元去掉，明细与总数相等。",
    fix="请看这一项是不是漏列了或重复计入了；不是的，可以不管这条提示。",
)
def difference_is_known(form: Context) -> Iterator[Issue]:
    """What a sum is off by, where it is an amount of the prose or several of them together."""
    for _, one in _wrong(form):
        unit = one.whole.amount.unit
        others = [
            figure for figure in told_figures(form, unit) if figure.number != one.whole.amount.within(unit)
        ]
        yield from _known(abs(_in(one.difference, unit)), others, unit)
    slips, seen = slips_of_sources(form), set[Decimal]()
    for wrong in wrong_sums(form):
        difference = abs((wrong.total or Decimal(0)) - wrong.sources)
        in_table = explain(difference, places_of(difference), figures(form), form.money.text)
        if wrong.field in slips or wrong.missing or in_table or difference in seen:
            continue
        seen.add(difference)
        yield from _known(difference, list(told_figures(form, form.money)), form.money)


def _known(difference: Decimal, others: list[Figure], unit: Unit) -> Iterator[Issue]:
    match = explain_by_prose(difference, others, unit.text)
    if match is not None:
        message = f"相差的{plain(difference)}{unit.text}{match.text}，可能是漏列或重复计入了。"
        yield Issue(match.figures[0].entry, message)
