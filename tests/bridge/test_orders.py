"""Orders as text: whatever cells and sheets are called, what is read is what was written."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.bridge.order_text import parse_orders, write_orders
from xlperf.bridge.orders import (
    Block,
    Content,
    Empty,
    EnsureSheet,
    Height,
    Keep,
    Link,
    Look,
    Mark,
    Merge,
    Name,
    Number,
    Order,
    Page,
    Select,
    Status,
    Text,
    Unlink,
    Unmerge,
    Width,
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "\\", "\\n", "\n", "a\tb", "\r\n", "k", "e", "t:", "n:1", "=1+1", "'01", "\\\\t\t"]
)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4)
CONTENTS: st.SearchStrategy[Content] = st.one_of(
    TEXTS.map(Text), NUMBERS.map(Number), st.just(Empty()), st.just(Keep())
)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    width = draw(st.integers(1, 3))
    row = st.tuples(*([CONTENTS] * width))
    return Block(draw(TEXTS), "B2", tuple(draw(st.lists(row, min_size=1, max_size=3))))


ORDERS: st.SearchStrategy[Order] = st.one_of(
    blocks(),
    st.builds(EnsureSheet, TEXTS, TEXTS, st.sampled_from(["visible", "veryhidden"])),
    st.builds(Name, TEXTS, TEXTS, TEXTS),
    st.builds(Mark, TEXTS, TEXTS, TEXTS, TEXTS, st.booleans()),
    st.builds(Look, TEXTS, TEXTS, st.sampled_from(["title", "link", "plain"])),
    st.builds(Width, TEXTS, TEXTS, NUMBERS),
    st.builds(Height, TEXTS, st.integers(1, 99), st.integers(1, 99), NUMBERS),
    st.builds(Merge, TEXTS, TEXTS),
    st.builds(Unmerge, TEXTS, TEXTS),
    st.builds(Link, TEXTS, TEXTS, TEXTS),
    st.builds(Unlink, TEXTS, TEXTS),
    st.builds(Page, TEXTS),
    st.builds(Select, TEXTS, TEXTS),
    st.builds(Status, TEXTS),
)


@given(st.lists(ORDERS, max_size=5))
def test_what_is_read_is_what_was_written(orders: list[Order]) -> None:
    assert parse_orders(write_orders(orders)) == tuple(orders)


@given(ORDERS)
def test_an_order_is_one_line_without_carriage_returns(order: Order) -> None:
    text = write_orders([order])
    assert "\n" not in text
    assert "\r" not in text


def test_a_block_says_its_cells_row_by_row() -> None:
    block = Block("表 1", "C4", ((Text("a\tb\\"), Number(Decimal("1E+2"))), (Empty(), Keep())))
    assert write_orders([block, Status("")]) == "block\t表 1\tC4\t2\t2\tt:a\\tb\\\\\tn:100\te\tk\nstatus\t"


@pytest.mark.parametrize(
    "text",
    [
        "sing\tSheet1",
        "merge\tSheet1",
        "merge\tSheet1\tA1\tA2",
        "block\tSheet1\tA1\t2\t1\te",
        "block\tSheet1\tA1\t1\t1\tx",
        "block\tSheet1\tA1\t1\t1\tn:zwölf",
        "look\tSheet1\tA1\tbright",
        "sheet\tSheet1\t\tgone",
        "status\t\\x",
    ],
)
def test_what_is_no_order_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.compile("no |not ")):
        parse_orders(text)
