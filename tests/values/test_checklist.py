"""What an answer says of the items of a checklist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.values import undone_count, undone_items


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        *(
            (text, set())
            for text in ("全部完成", "完成", "已完成", "均已完成。", "各项工作均已完成", "已全部落实")
        ),
        *((text, {1, 2, 3}) for text in ("都未完成", "均未完成", "全部未完成", "各项工作都没有完成")),
        *((text, {1, 2}) for text in ("(1)(2)未完成", "（1）、（2）未完成", "1、2未完成", "未完成①②")),
        *((text, {2}) for text in ("完成(1)(3)", "完成（1）、（3）", "只完成了(1)(3)", "(1)(3)已完成")),
    ],
)
def test_the_items_that_are_not_done(text: str, undone: set[int]) -> None:
    assert undone_items(text, 3) == frozenset(undone)
    assert undone_count(text, 3) == len(undone)


@pytest.mark.parametrize(
    "text",
    [
        "未完成",
        "基本完成",
        "部分完成",
        "未完成2项",
        "(4)未完成",
        "完成(4)",
        "",
        "—",
        "完成三项",
        "完成80%",
        "未全部完成",
    ],
)
def test_which_items_is_not_guessed(text: str) -> None:
    assert undone_items(text, 3) is None


def test_a_single_item_not_done_is_that_item() -> None:
    assert undone_items("未完成", 1) == frozenset({1})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("未完成2项", 2),
        ("2项未完成", 2),
        ("两项未完成", 2),
        ("有1项尚未完成", 1),
        ("还有三项工作没有完成", 3),
    ],
)
def test_only_the_number_of_undone_items_may_be_told(text: str, number: int) -> None:
    assert undone_items(text, 3) is None
    assert undone_count(text, 3) == number


@pytest.mark.parametrize("text", ["未完成5项", "未完成若干项", "基本完成", "2项已完成"])
def test_no_number_of_undone_items(text: str) -> None:
    assert undone_count(text, 3) is None


@given(st.integers(1, 30), st.data())
def test_any_list_of_items_is_read(count: int, data: st.DataObject) -> None:
    undone = data.draw(st.frozensets(st.integers(1, count), min_size=1))
    between = data.draw(st.sampled_from(["", "、", " ", "，", "和"]))
    written = between.join(f"（{item}）" for item in sorted(undone))
    assert undone_items(f"{written}未完成", count) == undone
    assert undone_items(f"完成{written}", count) == frozenset(range(1, count + 1)) - undone


@given(st.text(max_size=60), st.integers(1, 9))
def test_any_answer_is_read_without_complaint(text: str, count: int) -> None:
    items, number = undone_items(text, count), undone_count(text, count)
    assert items is None or number == len(items)
