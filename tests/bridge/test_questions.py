"""Asking for number formats: what is told of each cell is what its program said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlperf.bridge.order_text import write_orders
from xlperf.bridge.orders import Status
from xlperf.bridge.questions import answer_formats, ask_formats, asked_formats, told_formats
from xlperf.workbook.place import Place

PLACES = [Place("表\t1", 2, 3), Place("表\t1", 40, 28), Place("另一张's", 1, 1)]
CODES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6) | st.sampled_from(
    ["General", "0%", "yyyy\\-mm\\-dd", '0"\n"', "\\n"]
)


def test_a_question_names_its_cells() -> None:
    question = ask_formats(PLACES)
    assert question == "formats\t表\\t1\tC2\tAB40\nformats\t另一张's\tA1"
    assert asked_formats(question) == tuple(PLACES)
    assert asked_formats(write_orders([Status("formats\t表\tA1")])) == ()


@given(st.lists(CODES, min_size=1, max_size=6))
def test_each_cell_is_told_its_format(codes: list[str]) -> None:
    places = [Place("表", row, 1) for row in range(1, len(codes) + 1)]
    assert told_formats(places, answer_formats(codes)) == dict(zip(places, codes, strict=True))


def test_many_alike_are_told_shortly() -> None:
    assert len(answer_formats(["General"] * 500 + ["0%"] * 500)) < 1050


def test_the_date_of_the_machine_is_the_one_that_files_number() -> None:
    """A file says 14, and Excel m/d/yyyy, of the date that follows the settings of the machine."""
    (told,) = told_formats(PLACES[:1], answer_formats(["m/d/yyyy"])).values()
    assert told == "yyyy-mm-dd"


@pytest.mark.parametrize(
    "answer", ["", None, "missing\t表", "error\tunknown order", "formats", "formats\t0%"]
)
def test_what_is_no_answer_tells_nothing(answer: object) -> None:
    assert told_formats(PLACES, answer) == {}
