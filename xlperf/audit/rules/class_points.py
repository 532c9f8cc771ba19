"""Rules for points and rates of classes, and for points taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from xlperf.audit.cells import quoted_name
from xlperf.audit.class_sums import PRINTED_POINTS, WHOLE_FORM, bare_class, class_sums
from xlperf.audit.class_words import points_in_words
from xlperf.audit.context import Context
from xlperf.audit.finding import Severity
from xlperf.audit.passages import search
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import HUNDRED, half_up, parse_decimal, places_of, plain, truncated
from xlperf.model import WEIGHT, ClassScore, Entry
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import normalised

GROUP = "各类指标的分值与得分"
_TOLERANCE = Decimal("0.005")
_RATE_TOLD = re.compile(
    r"(?:分值|权重|满分|标准分)(?:为|共|是|:)?(?P<weight>\d+(?:\.\d+)?)分?,(?:实际|评价|自评)?得分(?:为|是|:)?"
    r"(?P<score>\d+(?:\.\d+)?)分?,得分率(?:为|是|:|达|达到)?(?P<figure>\d+(?:\.\d+)?)%"
)


@rule(
    "XP099",
    Severity.ERROR,
    "得分率与得分、分值对不上",
    why="得分率由得分和分值算出，对不上说明三个数中有一个填错。",
    basis="得分率等于得分除以分值，四舍五入或截去尾数都可以。",
    bad="分值20分，得分14.99分，得分率写72.45%。",
    good="分值20分，得分14.99分，得分率74.95%。",
    fix="请按得分除以分值重算得分率，或核对得分和分值。",
)
def rates_of_classes(form: Context) -> Iterator[Issue]:
    """In the table of classes, and where prose gives weight, score and rate together."""
    for one in form.assessment.class_scores:
        weight, score, rate = one.weight.number or _weight_of(one, form), one.score.number, one.rate.number
        if not weight or score is None or rate is None:
            continue
        stated = rate if one.rate.percent or rate > 1 or score == 0 else rate * HUNDRED
        if not _is_rate(stated, score, weight):
            yield _wrong_rate(one.rate, f"{one.name}的得分率", stated, score, weight)
    for text in form.texts:
        for found in search(_RATE_TOLD, text.entry.text):
            told = parse_decimal(found.match["weight"]) or Decimal(0)
            points = parse_decimal(found.match["score"]) or Decimal(0)
            if told and not _is_rate(found.number, points, told, found.decimals):
                yield _wrong_rate(text.entry, "文中的得分率", found.number, points, told)


def _weight_of(one: ClassScore, form: Context) -> Decimal | None:
    if WHOLE_FORM.search(one.name):
        return form.profile.full_marks
    summed = next((cls.weight for cls in class_sums(form) if cls.name == bare_class(one.name)), None)
    told = points_in_words(form) if summed is None else None
    # points that do not make a whole are in doubt themselves
    known = told is not None and told.whole == form.profile.full_marks
    return told.points.get(bare_class(one.name)) if told and known else summed


def _is_rate(stated: Decimal, score: Decimal, weight: Decimal, decimals: int | None = None) -> bool:
    places = max(places_of(stated), 0) if decimals is None else decimals
    exact = score / weight * HUNDRED
    # an unrounded formula result has many decimals, a typed one drops its trailing zeros
    shown = {places, min(places, 2)}
    return any(
        convert(exact, count) == convert(stated, count) for count in shown for convert in (half_up, truncated)
    )


def _wrong_rate(cell: Entry, name: str, stated: Decimal, score: Decimal, weight: Decimal) -> Issue:
    right = plain(half_up(score / weight * HUNDRED))
    return Issue(
        cell,
        f"{name}应为{right}%（{plain(score)}÷{plain(weight)}），现在写的是{plain(stated)}%。",
        basis=f"{plain(score)}÷{plain(weight)}＝{right}%。",
        stated=f"{plain(stated)}%",
        expected=f"{right}%",
    )


@rule(
    "XP112",
    Severity.ERROR,
    "一类指标的分值或得分与所属指标之和不等",
    why="类的分值和得分是所属指标加起来的，对不上说明有一处填错，总分也靠不住。",
    basis="上一级指标的分值、得分等于所属下一级指标之和。",
    bad="一级指标“管理效率”印着35分，所属指标的分值相加是34分。",
    good="所属指标的分值相加正好35分。",
    fix="请核对这一类的分值、得分和所属各项指标，使两处相等。",
)
def classes_add_up(form: Context) -> Iterator[Issue]:
    """Points printed for a class, beside it or in a table of classes, are those of its rows."""
    if WEIGHT in form.assessment.unrecognised:
        return
    for field, name_field in (("first_weight", "first_level"), ("second_weight", "second_level")):
        yield from _levels(form, field, name_field)
    sums = {one.name: one for one in class_sums(form)}
    if len(sums) < len({bare_class(row.indicator.first_level.text) for row in form.indicators}):
        return
    classes = form.assessment.class_scores
    for one in classes:
        own = sums.get(bare_class(one.name))
        if own is not None:
            yield from _differs(one.weight, f"{one.name}的分值", own.weight, "所属指标的分值")
            yield from _differs(one.score, f"{one.name}的得分", own.score, "所属指标的得分")
    yield from _whole(classes)
    yield from _told_otherwise(form)


def _told_otherwise(form: Context) -> Iterator[Issue]:
    """The text that describes the indicators gives other points than the table, or points that make no whole."""
    told = points_in_words(form)
    if told is None:
        return
    printed = {bare_class(one.name): one.weight.number for one in form.assessment.class_scores}
    other = [name for name, points in told.points.items() if printed.get(name) not in (None, points)]
    for name in other:
        known = plain(printed[name] or Decimal(0))
        yield Issue(
            told.text.entry,
            f"文中写{name}{plain(told.points[name])}分，表中{name}的分值是{known}分。",
            stated=plain(told.points[name]),
            expected=known,
        )
    full = form.profile.full_marks
    if not other and None in printed.values() and told.whole != full:
        parts = "＋".join(plain(points) for points in told.points.values())
        yield Issue(
            told.text.entry,
            f"文中各类指标的分值相加是{plain(told.whole)}分（{parts}），应为{plain(full)}分。",
            stated=plain(told.whole),
            expected=plain(full),
        )


def _levels(form: Context, field: str, name_field: str) -> Iterator[Issue]:
    def level(row: IndicatorScore) -> tuple[str, object]:
        cell: Entry = getattr(row.indicator, name_field)
        return normalised(row.indicator.first_level.text), cell.place or normalised(cell.text)

    for _, group in groupby(form.indicators, key=level):
        rows = list(group)
        name: Entry = getattr(rows[0].indicator, name_field)
        cell: Entry = getattr(rows[0].indicator, field)
        printed = PRINTED_POINTS.search(normalised(name.text)) if cell.number is None else None
        stated = cell.number if printed is None else parse_decimal(printed[1])
        at = cell if printed is None else name
        weights = [row.weight for row in rows if row.weight is not None]
        if stated is not None and len(weights) == len(rows):
            yield from _stated_differs(
                at, f"“{_title(name.text)}”的分值", stated, sum(weights, Decimal(0)), "所属指标的分值"
            )


def _title(text: str) -> str:
    return "".join(text.split()).partition("（")[0].partition("(")[0]


def _differs(cell: Entry, name: str, added: Decimal | None, of_what: str) -> Iterator[Issue]:
    if cell.number is not None and added is not None:
        yield from _stated_differs(cell, name, cell.number, added, of_what)


def _stated_differs(cell: Entry, name: str, stated: Decimal, added: Decimal, of_what: str) -> Iterator[Issue]:
    difference = abs(stated - added)
    if difference > _TOLERANCE * (1 if places_of(stated) <= 2 else 2) and half_up(difference) > 0:
        yield Issue(
            cell,
            f"{name}是{plain(stated)}分，{of_what}相加是{plain(half_up(added))}分，相差{plain(half_up(difference))}分。",
            basis=f"{of_what}之和{plain(half_up(added))}分。",
            stated=plain(stated),
            expected=plain(half_up(added)),
        )


def _whole(classes: Sequence[ClassScore]) -> Iterator[Issue]:
    """合计 is the sum of the classes before it."""
    if not classes or not WHOLE_FORM.search(classes[-1].name):
        return
    for field, what in (("weight", "分值"), ("score", "得分")):
        cells: list[Entry] = [getattr(one, field) for one in classes]
        numbers = [cell.number for cell in cells[:-1] if cell.number is not None]
        if numbers and len(numbers) == len(cells) - 1:
            yield from _differs(
                cells[-1], f"{classes[-1].name}的{what}", sum(numbers, Decimal(0)), f"各类的{what}"
            )


@rule(
    "XP113",
    Severity.ERROR,
    "扣分不等于分值减得分",
    why="扣分、得分和分值三个数互相牵连，对不上就不知道到底得了几分。",
    basis="扣分等于分值减得分。",
    bad="分值4分，得分3分，扣分写0.5分。",
    good="分值4分，得分3分，扣分写1分。",
    fix="请核对分值、得分和扣分，三个数中至少有一个要改。",
)
def deducted_is_difference(form: Context) -> Iterator[Issue]:
    """A stated deduction is weight less score; some write it with a minus."""
    for row in form.indicators:
        cell, weight, score = row.indicator.deducted, row.weight, row.filled
        if cell.number is None or weight is None or score is None or score > weight:
            continue
        right = weight - score
        if abs(abs(cell.number) - right) > form.tolerance:
            yield Issue(
                cell,
                f"{quoted_name(row.indicator)}分值{plain(weight)}分，得分{plain(score)}分，应扣{plain(right)}分，"
                f"扣分栏写的是{plain(abs(cell.number))}分。",
                basis=f"{plain(weight)}－{plain(score)}＝{plain(right)}分。",
                also=(row.indicator.score, row.indicator.weight),
                stated=plain(cell.number),
                expected=plain(right),
            )
