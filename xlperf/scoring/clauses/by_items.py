"""Sentences about items done or not done."""

from __future__ import annotations

from decimal import Decimal

from xlperf.decimals import plain
from xlperf.scoring.clauses.checklist import ByCount, ByItems, Checklist, ItemPoints
from xlperf.scoring.clauses.conditions import ItemCount, ItemSet, NumberedItem
from xlperf.scoring.clauses.kinds import Award, ItemDown
from xlperf.scoring.clauses.outcome import Complaint, Flaw
from xlperf.scoring.clauses.points import NOTHING, Points
from xlperf.scoring.clauses.together import ZERO, Found, Sentence


def checklist(one: Sentence) -> Found:
    """C: the weight less points for every item undone."""
    if not one.only("awards", "item_downs", "described") or not one.base_fits:
        return None
    downs, awards = list(one.item_downs), list(one.awards)
    remarks: list[Complaint] = []
    missing_verb = [award for award in awards if _down_without_verb(award)]
    if not downs and len(missing_verb) == 1 and len(awards) == 2 and one.floored:
        # 一项未完成3分，扣完为止: only points off can run out
        points = missing_verb[0].points.of(one.weight)[0]
        downs, awards = [ItemDown(points)], [award for award in awards if award is not missing_verb[0]]
        remarks.append(
            Complaint(Flaw.VERB, f"“未完成{plain(points)}分”缺一个“扣”字，已按“扣{plain(points)}分”理解")
        )
    if len(downs) != 1 or len(awards) > 1:
        return None
    items = _item_number(one, awards[0] if awards else None)
    if isinstance(items, str):
        return items
    return Checklist(one.text, one.weight, tuple(remarks), items, downs[0].points, one.floor)


def _down_without_verb(award: Award) -> bool:
    condition = award.condition
    return (
        isinstance(condition, ItemCount)
        and not condition.done
        and condition.count == 1
        and not award.verb
        and award.points.exact
        and award.points.low > 0
    )


def _item_number(one: Sentence, award: Award | None) -> int | str:
    if award is not None:
        if not isinstance(award.condition, ItemCount) or not award.condition.done or award.condition.each:
            return "写了少做到一项或一处扣几分，没有写一共几项，看不出少了几项"
        if not one.full(award.points):
            return f"全部完成得{plain(award.points.of(one.weight)[1])}分，与分值{plain(one.weight)}分不符"
        if award.condition.count is not None:
            return award.condition.count
    return one.items or len(one.described) or "没有写一共几项"


def by_count(one: Sentence) -> Found:
    """CA: points by how many items are done."""
    if not one.only("awards", "described", "otherwise") or not one.awards or not one.base_fits:
        return None
    conditions = [award.condition for award in one.awards]
    counted = [
        (c, award.points) for c, award in zip(conditions, one.awards, strict=True) if isinstance(c, ItemCount)
    ]
    nothing = [award.points for award in one.awards if award.condition == ItemSet(frozenset())]
    if len(counted) + len(nothing) != len(conditions):
        return None
    counted, others = _split(one, counted)
    if not counted or not all(c.done for c, _ in counted):
        return None
    if len(nothing) + len(others) > 1 or not all(points.exact for _, points in counted):
        return None
    none = (nothing + others or [NOTHING])[0].of(one.weight)[0]
    known = [c.count for c, _ in counted if c.count is not None and not c.each]
    items = one.items or len(one.described) or max([count for count in known if count > 1], default=0)
    if not items or any(count > items for count in known):
        return "没有写一共几项" if not items else "细则写的项数比指标解释列出的多"
    scores = {
        items if c.count is None else c.count: points.of(one.weight)[0] for c, points in counted if not c.each
    }
    if len(scores) + sum(c.each for c, _ in counted) != len(counted):
        return "同样的项数给了两种分"
    if others:
        return _with_rest(one, counted, scores, items, none)
    return _filled(one, counted, scores, items, none)


def _split(
    one: Sentence, counted: list[tuple[ItemCount, Points]]
) -> tuple[list[tuple[ItemCount, Points]], list[Points]]:
    """Items done, and what is given otherwise: 缺一项不得分 says the same as 否则不得分."""
    lacking = [points for c, points in counted if not c.done and c.count == 1 and points == NOTHING]
    done = [(c, points) for c, points in counted if c.done or c.count != 1 or points != NOTHING]
    return done, lacking + [part.points for part in one.otherwise]


def _with_rest(
    one: Sentence,
    counted: list[tuple[ItemCount, Points]],
    scores: dict[int, Decimal],
    items: int,
    none: Decimal,
) -> Found:
    """So many points for all, one less …, and the rest otherwise: the counts go down from all without a gap."""
    if any(c.each for c, _ in counted):
        return "既写每项几分，又写“否则”，看不出以哪个为准"
    if set(scores) != set(range(items - len(scores) + 1, items + 1)):
        return "没有写清做到几项各得几分"
    listed = tuple(scores.get(count, none) for count in range(items + 1))
    return ByCount(one.text, one.weight, (), items, listed, None)


def _filled(
    one: Sentence,
    counted: list[tuple[ItemCount, Points]],
    scores: dict[int, Decimal],
    items: int,
    none: Decimal,
) -> Found:
    """Points for every number of items: each listed, or so much for each."""
    each = next((points.of(one.weight)[0] for c, points in counted if c.each), None)
    if each is None and set(scores) == {1, items} and items > 1:
        each = scores.pop(1)
    if each is None:
        if set(scores) | {0} != set(range(items + 1)):
            return "没有写清做到几项各得几分"
        return ByCount(
            one.text, one.weight, (), items, (none, *(scores[count] for count in range(1, items + 1))), None
        )
    if set(scores) - {items} or len([c for c, _ in counted if c.each]) > 1:
        return "没有写清做到几项各得几分"
    whole = scores.get(items, one.weight)
    listed = (
        none,
        *(min(each * count, whole) for count in range(1, items)),
        scores.get(items, min(each * items, whole)),
    )
    if items not in scores and each * items < one.weight:
        return f"{items}项、每项{plain(each)}分，到不了{plain(one.weight)}分"
    return ByCount(one.text, one.weight, (), items, listed, None if items in scores else each)


def by_items(one: Sentence) -> Found:
    """M: points for just these items."""
    if not one.only("awards", "described", "otherwise") or not one.awards or not one.base_fits:
        return None
    if not any(isinstance(award.condition, ItemSet) for award in one.awards):
        return None
    mapping: dict[frozenset[int], Decimal] = {}
    items = max(
        (item for a in one.awards if isinstance(a.condition, ItemSet) for item in a.condition.items),
        default=0,
    )
    items = max(items, one.items, len(one.described))
    for award in one.awards:
        condition = award.condition
        if condition == ItemCount(None):
            condition = ItemSet(frozenset(range(1, items + 1)))
        if not isinstance(condition, ItemSet) or not award.points.exact:
            return "有的写明哪几项，有的没有，看不出怎么给分"
        if condition.items in mapping:
            return "同样的几项给了两种分"
        mapping[condition.items] = award.points.of(one.weight)[0]
    if one.otherwise:
        return "有几项写明了得分，其余写“否则”，看不出怎么给分"
    singles = [mapping.get(frozenset({item})) for item in range(1, items + 1)]
    if all(single is not None for single in singles) and all(len(key) <= 1 for key in mapping):
        points = tuple(single for single in singles if single is not None)
        if sum(points, ZERO) == one.weight and items > 1:
            return ItemPoints(one.text, one.weight, (), items, points)
    if items < 1:
        return None
    mapping.setdefault(frozenset(), ZERO)
    return ByItems(one.text, one.weight, (), items, tuple(mapping.items()))


def item_points(one: Sentence) -> Found:
    """I: numbered items, each with its points: numbered from 1, and together the weight."""
    numbered = [award for award in one.awards if isinstance(award.condition, NumberedItem)]
    if not numbered:
        return None
    if len(numbered) != len(one.awards) or not one.only("awards") or not one.base_fits:
        return "除了编号的各项，还写了别的条件"
    numbers = [award.condition.number for award in numbered if isinstance(award.condition, NumberedItem)]
    if numbers != list(range(1, len(numbers) + 1)) or not all(award.points.exact for award in numbered):
        return "各项的编号不连续，或没有写清各得几分"
    points = tuple(award.points.of(one.weight)[0] for award in numbered)
    if sum(points, ZERO) != one.weight or len(points) < 2:
        return f"各项分数相加{plain(sum(points, ZERO))}分，与分值{plain(one.weight)}分不符"
    return ItemPoints(one.text, one.weight, (), len(points), points)
