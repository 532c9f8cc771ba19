"""Items of a checklist that another row of the form shows not to be done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from xlperf.scoring.clauses.facts import Row, facts_of
from xlperf.values import parse_value

CLAUSE = "（1）检查不少于两次；（2）完成率达到100%。完成（1）得2分，完成（1）（2）得4分，都未完成0分"
EXPLAINED = "（1）检查次数；（2）补贴发放及时率。"


def row(name: str, target: str, actual: str, clause: str = "", explanation: str = "") -> Row:
    goal = parse_value(target)
    return Row(name, clause, explanation, goal, parse_value(actual, goal.unit))


CHECKLIST = row("补贴管理", "全部完成", "全部完成", CLAUSE, EXPLAINED)


def items(checklist: Row, *others: Row) -> list[int]:
    return [fact.item for fact in facts_of(checklist, [*others, checklist])]


def test_the_named_row_misses_the_figure() -> None:
    other = row("补贴发放及时率", "≥99%", "99%")
    (fact,) = facts_of(CHECKLIST, [other, CHECKLIST])
    assert fact.written() == "第(2)项要求≥100%，“补贴发放及时率”为99%，没有达到"


def test_the_figure_may_stand_in_the_explanation() -> None:
    said = "三项均完成得6分，一项未完成扣2分，扣完为止"
    explained = "①有计划；②补贴发放及时率不低于98%；③有总结"
    checklist = replace(CHECKLIST, clause=said, explanation=explained)
    assert items(checklist, row("补贴发放及时率", "≥99%", "97%")) == [2]
    assert items(checklist, row("补贴发放及时率", "≥99%", "98%")) == []


@pytest.mark.parametrize(
    "others",
    [
        [],
        [row("补贴发放及时率", "≥99%", "100%")],
        [row("补贴发放及时率", "≥99%", "")],
        [row("补贴发放及时率", "≥99%", "按时发放")],
        [row("补贴发放", "≥99%", "90%")],
        [row("养老补贴发放及时率", "≥99%", "90%")],
        [row("补贴发放及时率", "≥99份", "90份")],
        [row("补贴发放及时率", "≥99%", "90%"), row("补贴发放及时率", "≥99%", "100%")],
    ],
)
def test_nothing_is_known_without_one_such_row_and_figure(others: list[Row]) -> None:
    assert items(CHECKLIST, *others) == []


def test_other_words_are_no_facts() -> None:
    other = row("补贴发放及时率", "≥99%", "90%")
    assert items(replace(CHECKLIST, explanation="（1）检查次数；（2）补贴发放及时率的管理情况"), other) == []
    assert items(replace(CHECKLIST, clause="全部完成得4分，完成一项得2分"), other) == []
