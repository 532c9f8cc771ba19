"""Sentences in other wordings, and those that must not be understood."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scoring.clauses.xiaogan import ROWS, Row
from xlperf.scoring.clauses import Answer, Clause, NotUnderstood, Outcome, parse_clause
from xlperf.values import Kind, parse_value

ITEMS = "①甲；②乙；③丙"


def read(text: str, weight: str = "5", explanation: str = ITEMS) -> Clause:
    found = parse_clause(text, Decimal(weight), explanation)
    assert isinstance(found, Clause), found
    return found


def scores(text: str, actual: str, target: str = "全部完成", weight: str = "5") -> tuple[float, ...]:
    return tuple(map(float, outcome(text, actual, target, weight).scores))


def outcome(text: str, actual: str, target: str = "全部完成", weight: str = "5") -> Outcome:
    goal = parse_value(target)
    return read(text, weight).score(Answer(parse_value(actual, goal.unit), goal))


STEP_WORDINGS = [
    "95%以上得5分，每低1%扣1分，扣完为止",
    "95%（含）以上得满分，每下降1个百分点扣1分，扣完即止。",
    "达到95%计5分；每减少1个百分点扣一分，最低0分",
    "培训考核通过率不低于95%的，得5分，每降低1个百分点，扣1分，扣完为止",
    "≥95%给5分，低于95%的，每少一个百分点扣1分，最低得0分",
    "大于等于95%记5分，每低于95%一个百分点扣1分",
    "完成率在95%及以上得5分，每降低1个百分点扣减1分，直至扣完",
    "满分5分，达到95%得满分，每低 1 % 扣 1 分（扣完为止）",
    "达到目标值得满分，未达到的，每低1个百分点扣1分，扣完为止",
    "每低于目标值1个百分点扣1分，扣完为止",
]


@pytest.mark.parametrize("text", STEP_WORDINGS)
def test_one_rule_in_many_wordings(text: str) -> None:
    assert [scores(text, actual, "≥95%") for actual in ("97%", "95%", "92%", "40%")] == [
        (5,),
        (5,),
        (2,),
        (0,),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "三项均完成得6分，每有一项未完成扣2分",
        "完成3项得满分，一项没完成扣两分，扣完为止",
        "一项不符合要求扣2分，最低0分",
        "满足三项得6分，每缺一项扣2分，扣完即止",
    ],
)
def test_checklists_in_many_wordings(text: str) -> None:
    for actual, due in (
        ("全部完成", 6),
        ("（2）未完成", 4),
        ("（1）、（3）未完成", 2),
        ("都未完成", 0),
        ("完成(1)(2)", 4),
    ):
        assert scores(text, actual, weight="6") == (due,)


ANSWERS = [
    ("全部完成", 6), ("已全部完成", 6), ("均已完成", 6), ("全部达标", 6), ("(1)(2)(3)完成", 6), ("(1)完成，(2)(3)未完成", 2),
    ("第1、3项未完成", 2), ("有两项未完成", 2), ("完成两项", 4), ("③未完成", 4), ("(1) (2) (3) 未完成", 0), ("一项都未完成", 0),
]  # fmt: skip


@pytest.mark.parametrize(("actual", "due"), ANSWERS)
def test_answers_to_a_checklist(actual: str, due: int) -> None:
    assert scores("完成三项得6分，一项未完成扣2分，扣完为止", actual, weight="6") == (due,)


@pytest.mark.parametrize(
    "actual",
    ["", "基本完成", "(4)未完成", "完成五项", "第(2)项正在推进", "80%", "(1)完成(1)未完成", "未全部完成"],
)
def test_answers_that_tell_nothing_are_undecided(actual: str) -> None:
    found = outcome("完成三项得6分，一项未完成扣2分，扣完为止", actual, weight="6")
    assert not found.decided
    assert found.undecided


OTHERS = [
    ("完成三项得5分，完成两项得3分，完成一项得1分，都未完成不得分", "(3)未完成", "全部完成", (3,)),
    ("每完成一项得2分，最高得5分", "(1)未完成", "全部完成", (4,)),
    ("完成①得2分，完成①②得4分，完成①②③得5分，都未完成不得分", "(3)未完成", "全部完成", (4,)),
    ("（1）有计划，得1分；（2）有检查，得1.5分；（3）有总结，得2.5分。", "(2)未完成", "全部完成", (3.5,)),
    ("每发现一起扣1分，扣完为止", "2起", "0起", (3,)),
    ("未发生事故得5分，每发生一次扣2分，扣完为止", "3次", "0次", (0,)),
    ("无投诉得5分，每出现1次扣1分", "未收到投诉", "无投诉", (5,)),
    ("每举办一期得2分，满分5分", "2期", "≥3期", (4,)),
    ("不超过30天得5分，每延迟1天扣0.5分，扣完为止", "33天", "≤30天", (3.5,)),
    ("控制在100万元以内得5分，每超支1%扣0.5分", "1040000元", "≤100万元", (3,)),
    ("±5%以内得5分，每超1个百分点扣1分，扣完为止", "-7%", "±5%", (3,)),
    ("执行率100%得5分，每低1个百分点扣0.1分，低于60%不得分", "55%", "100%", (0,)),
    ("90%及以上得5分，80%（含）-90%得3分，80%以下不得分", "80%", "≥90%", (3,)),
    ("≥90%得5分；80%≤满意度<90%得分值的60%；<80%不得分", "80%", "≥90%", (3,)),
    ("达标得5分，未达标不得分", "94%", "≥95%", (0,)),
    ("达到目标值得满分，否则不得分", "30天", "≤30天", (5,)),
    ("优、良、中、差分别得5、4、3、0分", "良好", "优秀", (4,)),
    ("远高于上年5分，高于上年4分，与上年持平3分，低于上年0分", "较上年度有所增长", "比上年增加", (4,)),
    ("有管理制度得5分，没有不得分", "有", "有", ()),
    ("有管理制度得5分，没有不得分", "有管理制度", "有", (5,)),
    ("建立台账得5分，否则不得分", "未建立台账", "建立", (0,)),
    ("完成率×分值", "76%", "≥95%", (4, 3.8)),
    ("完成目标得满分，未完成的按比例得分，完成率低于60%不得分", "29份", "50份", (0,)),
    ("得分＝实际完成值÷目标值×5分", "60份", "50份", (5,)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actual", "target", "due"), OTHERS)
def test_other_patterns(text: str, actual: str, target: str, due: tuple[float, ...]) -> None:
    assert scores(text, actual, target) == due


def test_part_of_a_step_has_its_readings() -> None:
    found = outcome("95%以上得5分，每低2%扣1分，扣完为止", "92%", "≥95%")
    assert found.scores == (Decimal(4), Decimal("3.5"), Decimal(3))
    assert "没有规定" in found.ambiguous
    assert not found.at_limit


def test_levels_with_a_choice_allow_what_lies_in_them() -> None:
    text = "达成年度指标得分值的80%-100%，部分达成得60%-80%分值，未达成得0%-60%分值"
    found = outcome(text, "部分达成", weight="10")
    assert found.span == (Decimal(6), Decimal(8))
    assert found.allows(Decimal(7), Decimal("0.01"))
    assert not found.allows(Decimal(9), Decimal("0.01"))
    assert read(text, "10").reachable() is None


def test_limits_that_two_bands_name_and_gaps_between_them() -> None:
    text = "90—100%得5分，80—89%得3分，79%以下不得分"
    assert scores(text, "89.5%", "≥90%") == (5, 3)
    assert scores(text, "85%", "≥90%") == (3,)
    assert not outcome(text, "101%", "≥90%").decided


NOT_UNDERSTOOD = [
    "由专家组结合实际情况打分",
    "酌情给分",
    "根据完成情况在0-5分之间评分",
    "高于95%得5分，每增加1%扣1分",
    "参保率95%以上得3分，满意度90%以上得2分",
    "95%以上得5分，每低1%扣1分，另视整改情况酌情扣分",
    "95%以上得5分，每低1%扣1分，每出现一次投诉扣2分",
    "90%得5分，80%得4分，以此类推",
    "制度健全得2分；执行有效得3分",
    "（1）有计划得1分；（3）有总结得4分",
    "（1）有计划得1分；（2）有总结得1分",
    "全部完成得5分",
    "95%以上得5分",
    "优秀得5分，95%以上得4分",
    "超过100万元不得分，每低1件扣1分",
    "得分=（1-偏差率）×分值",
    "每开展一次得1分",
    "",
]


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_never_a_guess(text: str) -> None:
    found = parse_clause(text, Decimal(5), ITEMS)
    assert isinstance(found, NotUnderstood), found
    assert found.why


JUNK = [
    "另视情况扣分",
    "每增加一项加1分",
    "由主管部门认定",
    "逾期另扣2分",
    "每有一次通报扣1分",
    "加分不超过2分",
    "3分",
]


@given(st.sampled_from(ROWS), st.sampled_from(JUNK), st.booleans())
def test_one_foreign_part_spoils_the_sentence(row: Row, junk: str, first: bool) -> None:
    text = f"{junk}，{row.clause}" if first else f"{row.clause.rstrip('。')}，{junk}"
    found = parse_clause(text, row.weight, row.explanation)
    assert isinstance(found, NotUnderstood) or found.best != row.weight, found


@given(st.text("完成得扣分项一二三每低于高以上5%1，。；（）()±-全部未", max_size=24))
def test_any_text_is_read_without_failing(text: str) -> None:
    found = parse_clause(text, Decimal(5), "")
    assert isinstance(found, NotUnderstood) or found.reachable() != ()


@given(st.decimals("0", "130", places=2))
def test_scores_stay_between_nothing_and_the_weight(number: Decimal) -> None:
    goal = parse_value("≥95%")
    value = parse_value(f"{number}%")
    assert value.kind is Kind.NUMBER
    for text in STEP_WORDINGS:
        assert all(0 <= score <= 5 for score in read(text).score(Answer(value, goal)).scores)
