"""Rules for the wording of deviation reasons (偏差原因分析及改进措施)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address, quoted_name, shortened
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.audit.wording import has_reason, names_cause, names_lack
from xlperf.decimals import CENT, HUNDRED, half_up, parse_decimal, places_of, plain
from xlperf.model import Entry
from xlperf.scoring.assessment import Decided, IndicatorScore
from xlperf.values import normalised

GROUP = "偏差原因的写法"
_POINTS = re.compile(
    r"(?P<before>[^,。;:]{0,8}?)扣(除|减|掉|去|了)?(?P<figure>\d+(\.\d+)?)(?P<unit>分|%|个百分点)(?!以|左右|钟|之一)"
)
# rules of scoring, and deductions of other people
_NOT_OWN = re.compile(
    r"每|各|如|若|应|拟|可|标准|规则|细则|上年|去年|其他|另|累计|最多|上级|财政|考核|复核|[不未无免]再?\Z"
)


@rule(
    "XP062",
    Severity.INFO,
    "没有扣分却写了偏差原因",
    why="得满分的指标没有偏差，写了没做好的地方，多半是填错了行。",
    basis="偏差原因填在扣了分的那一行。",
    bad="得分20分（分值20分），偏差原因写“因人手不足，两个县没有查到”，下一行扣了1分却空着。",
    good="把这段话移到扣了分的那一行。",
    fix="填错行的，请移到扣了分的指标；确有偏差的，请按规则扣分；没有偏差的，请删去。",
)
def reason_without_deduction(form: Context) -> Iterator[Issue]:
    """Full marks beside a lack; or beside a measure, where a deducted row says nothing."""
    unexplained = [
        row
        for row in form.indicators
        if row.deducted > form.tolerance and not has_reason(row.indicator.deviation_reason)
    ]
    for row in form.indicators:
        cell = row.indicator.deviation_reason
        if not _should_be_silent(row, form):
            continue
        if not names_lack(cell.text) and (not unexplained or names_cause(cell.text)):
            continue
        hint = "，是否填错了行"
        if unexplained:
            other = unexplained[0]
            hint = (
                f"；{quoted_name(other.indicator)}扣了{plain(other.deducted)}分而没有写原因"
                f"{address(other.indicator.score)}，是否填错了行"
            )
        said = shortened("".join(cell.text.split()), 30)
        yield Issue(
            cell,
            f"{quoted_name(row.indicator)}得满分{plain(row.weight or Decimal(0))}分，没有扣分，"
            f"偏差原因却写“{said}”{hint}？请核对。",
            also=(row.indicator.score,),
        )


def _should_be_silent(row: IndicatorScore, form: Context) -> bool:
    """A reason stands beside full marks that nothing else calls wrong; a column of remarks holds other things too."""
    if row.filled is None or not row.weight or abs(row.filled - row.weight) > form.tolerance:
        return False
    right = row.met is not False and row.band in (None, form.profile.bands[0])
    remarks = row.indicator.actual.place is None
    return right and not remarks and has_reason(row.indicator.deviation_reason) and not _exceeds(row)


def _exceeds(row: IndicatorScore) -> bool:
    """More was done than asked for: that may be explained."""
    return (
        row.decided is Decided.RULE
        and row.actual_number is not None
        and row.actual_number != row.target.number
    )


@rule(
    "XP063",
    Severity.WARNING,
    "偏差原因写的是措施或成绩",
    why="没有完成的指标要先说明为什么没有完成，只写今后怎么做或做了什么，等于没有说明。",
    basis="财预〔2020〕10号：没有完成绩效目标的，要说明原因并提出改进措施。",
    bad="完成值45户，低于指标值≥50户，偏差原因写“继续加大走访力度”。",
    good="偏差原因写：“因五户长期外出，没有走访到；下年度改在春节期间走访。”",
    fix="请先写没有完成的原因，再写改进措施。",
)
def reason_names_cause(form: Context) -> Iterator[Issue]:
    """A deduction for something that fell short, explained by nothing but measures or praise."""
    best = form.profile.bands[0]
    for row in form.indicators:
        cell = row.indicator.deviation_reason
        if row.deducted <= form.tolerance or row.met or row.band == best or not has_reason(cell):
            continue
        if not names_cause(cell.text):
            said = shortened("".join(cell.text.split()), 30)
            yield Issue(
                cell,
                f"{quoted_name(row.indicator)}扣了{plain(row.deducted)}分，偏差原因写的“{said}”是措施或成绩，"
                "没有说明为什么没有完成。",
                also=(row.indicator.score,),
            )


@rule(
    "XP064",
    Severity.WARNING,
    "文中写的扣分与实际扣分不同",
    why="偏差原因写明扣了多少分，表中扣的却是另一个数，两处必有一处填错。",
    basis="扣分等于分值减得分。",
    bad="分值15分，得分14分，偏差原因写“扣2分”。",
    good="偏差原因写“扣1分”，或得分填13分。",
    fix="请核对后改正得分或偏差原因中的扣分数。",
)
def told_deduction_is_made(form: Context) -> Iterator[Issue]:
    """扣2分 or 扣30% is what weight and score leave; several figures may add up to it."""
    for row in form.indicators:
        if row.filled is None or row.weight is None or row.weight <= 0 or row.filled > row.weight:
            continue
        cell = row.indicator.deviation_reason
        told = list(_told(cell, row.weight))
        points = [amount for _, amount, _ in told]
        fits = any(_same(amount, row, decimals, words) for words, amount, decimals in told)
        if not told or fits or abs(sum(points, Decimal(0)) - row.deducted) <= CENT:
            continue
        words, amount, _ = told[0]
        share = plain(half_up(row.deducted / row.weight * HUNDRED))
        said = f"{words}（即{plain(half_up(amount))}分）" if "%" in words else words
        actual = f"实际扣{plain(row.deducted)}分" + (f"（{share}%）" if "%" in words else "")
        yield Issue(
            cell,
            f"{quoted_name(row.indicator)}的偏差原因写“{said}”，{actual}。",
            basis=f"分值{plain(row.weight)}分－得分{plain(row.filled)}分＝{plain(row.deducted)}分。",
            also=(row.indicator.score,),
            stated=words,
            expected=f"{plain(row.deducted)}分",
        )


def _told(cell: Entry, weight: Decimal) -> Iterator[tuple[str, Decimal, int]]:
    for match in _POINTS.finditer(normalised(cell.text)):
        number = parse_decimal(match["figure"])
        if number is None or _NOT_OWN.search(match["before"]):
            continue
        words = match[0].removeprefix(match["before"])
        yield words, number if match["unit"] == "分" else number / HUNDRED * weight, places_of(number)


def _same(amount: Decimal, row: IndicatorScore, decimals: int, words: str) -> bool:
    if "分" in words and "百" not in words:
        return abs(amount - row.deducted) <= CENT
    weight = row.weight or Decimal(1)
    return half_up(row.deducted / weight * HUNDRED, decimals) == half_up(amount / weight * HUNDRED, decimals)
