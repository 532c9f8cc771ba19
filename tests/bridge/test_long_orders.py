"""Orders of any length arrive: cut into pieces that a program takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bridge.benches import FakeBench
from tests.bridge.fake_program import LONGEST_ARGUMENT, MOST_ARGUMENTS
from tests.bridge.form_desk import FORM, At, agrees, validated
from tests.bridge.test_counting import handmade
from tests.journeys.conftest import Call
from xlperf.bridge.open_book import MOST_PIECES, in_pieces
from xlperf.bridge.session import Session
from xlperf.bridge.trouble import Refused

ROWS = 300


def many_rows(path: Path) -> Path:
    return handmade(path, ROWS)


@given(st.integers(0, 200_000), st.sampled_from(["a", "校", "\U00020000"]))
def test_pieces_are_the_text_and_short_enough(length: int, letter: str) -> None:
    text = letter * length
    pieces = in_pieces(text)
    assert "".join(pieces) == text
    assert 1 + len(pieces) <= MOST_ARGUMENTS
    # Excel counts in units of UTF-16
    assert all(len(piece.encode("utf-16-le")) // 2 <= LONGEST_ARGUMENT for piece in pieces)


def test_what_no_program_takes_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refused, match=r"太多.*请先保存"):
        in_pieces("a" * (MOST_PIECES * LONGEST_ARGUMENT))


def test_a_long_form_is_written_whole(at: At, xlperf: Call) -> None:
    desk = at(many_rows)
    for row in range(ROWS):
        desk.bench.type_in(FORM, f"G{13 + row}", f"{row % 90}%" if row % 2 else f"2022-{row % 12 + 1}-1")
    desk.session.validate()
    assert len(desk.rows()) > ROWS
    (said,) = validated(desk, xlperf)
    agrees(desk, said)


def test_its_orders_are_too_long_for_one_argument(tmp_path: Path) -> None:
    """Else the test above would show nothing."""
    bench = FakeBench()
    session = Session(bench.open(many_rows(tmp_path / "a.xlsx")), hands=bench.hands)
    session.validate()
    assert len(bench.program.orders[-1]) > LONGEST_ARGUMENT
