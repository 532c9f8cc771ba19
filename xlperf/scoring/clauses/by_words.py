"""Sentences about levels in words."""

from __future__ import annotations

from xlperf.decimals import plain
from xlperf.scoring.clauses.checklist import ItemPoints
from xlperf.scoring.clauses.conditions import GoalMet, Words
from xlperf.scoring.clauses.levels import Level, Levels, yes_or_no
from xlperf.scoring.clauses.together import ZERO, Found, Sentence

_NOT_SO = ("没有", "无", "没", "不是")


def levels(one: Sentence) -> Found:
    """L, Q and D by words."""
    if not one.awards or not one.only("awards", "otherwise") or len(one.otherwise) > 1 or not one.base_fits:
        return None
    words = [award.condition for award in one.awards]
    texts = [condition.text for condition in words if isinstance(condition, Words | GoalMet)]
    if len(texts) != len(words):
        return "有的情况写的是数，有的写的是文字，看不出怎么分档" if texts else None
    if one.otherwise:
        if len(texts) > 1:
            return "写了几种情况，又写“否则”，看不出“否则”指什么"
        levels = yes_or_no(texts[0], one.awards[0].points, one.otherwise[0].points)
        return Levels(one.text, one.weight, (), levels)
    if len(texts) == 2 and texts[1] in _NOT_SO:
        levels = yes_or_no(texts[0], one.awards[0].points, one.awards[1].points)
        return Levels(one.text, one.weight, (), levels)
    if len(texts) < 2:
        return one.lone()
    if any("," in text for text in texts):
        return "看不出每种情况的文字从哪里开始"
    if len(set(texts)) < len(texts):
        return "同一种情况给了两种分"
    if max(award.points.of(one.weight)[1] for award in one.awards) != one.weight:
        added = _added(one)
        if added is not None:
            return added
        # 制度健全得1分,执行有效得2分: added up, or one of them?
        return f"写的几种情况都得不满{plain(one.weight)}分，看不出是选其中一种还是各项相加"
    if len({award.points for award in one.awards}) < 2:
        return "几种情况分数相同，看不出是做到一种就得分，还是都要做到"
    return Levels(
        one.text,
        one.weight,
        (),
        tuple(Level(text, award.points) for text, award in zip(texts, one.awards, strict=True)),
    )


def _added(one: Sentence) -> ItemPoints | None:
    """信息完整得1分;信息真实得1分: equal points are no levels, and together they are the weight."""
    points = tuple(award.points.of(one.weight)[0] for award in one.awards)
    exact = all(award.points.exact and isinstance(award.condition, Words) for award in one.awards)
    if not exact or len(set(points)) > 1 or sum(points, ZERO) != one.weight:
        return None
    return ItemPoints(one.text, one.weight, (), len(points), points)
