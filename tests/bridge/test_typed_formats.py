"""Percentages and dates typed since the book was saved are judged as they will be once it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bridge.benches import FakeBench
from tests.bridge.fake_program import com_error
from tests.bridge.form_desk import FORM, At, agrees, mistaken, validated
from tests.journeys.conftest import Call
from xlperf.bridge.session import Session
from xlperf.bridge.trouble import Refused

TYPED = ("95%", "95.5%", "2022-5-1", "2022/12/31", "1,234", "12.5", "8:30")
FIRST = 13
"""the row of the first indicator; G holds what was achieved, E the target"""


@pytest.mark.parametrize("column", ["G", "E"])
def test_what_was_typed_is_taken_as_it_shows(at: At, xlperf: Call, column: str) -> None:
    desk = at(mistaken("shanxi"))
    for row, text in enumerate(TYPED, FIRST):
        desk.bench.type_in(FORM, f"{column}{row}", text)
    desk.session.validate()
    (said,) = validated(desk, xlperf)
    agrees(desk, said)
    # and once more in the same book, which is still not saved
    desk.bench.type_in(FORM, f"{column}{FIRST}", "96%")
    desk.session.validate()
    (said,) = validated(desk, xlperf)
    agrees(desk, said)


def test_a_percentage_is_no_small_number(at: At) -> None:
    """97.6 was meant as 97.6%, which the form has as a finding; typed as a percentage it is none."""
    desk = at(mistaken("shanxi"))
    desk.session.validate()
    (cell,) = {row[1] for row in desk.rows() if "97.6" in row[2] and row[1].startswith("G")}
    desk.bench.type_in(FORM, cell, "97.6%")
    desk.session.validate()
    assert not [row for row in desk.rows() if "0.976" in row[2]]


def test_spelling_anew_knows_the_formats_too(at: At, xlperf: Call) -> None:
    desk = at(mistaken("shanxi"))
    desk.bench.type_in(FORM, f"G{FIRST}", "95%")
    desk.session.normalise()
    (said,) = validated(desk, xlperf)
    agrees(desk, said)


def test_nothing_new_is_asked_when_nothing_was_typed(tmp_path: Path) -> None:
    bench = FakeBench()
    session = Session(bench.open(mistaken("shanxi")(tmp_path / "a.xlsx")), hands=bench.hands)
    session.validate()
    assert len(bench.program.orders) == 1


def test_a_macro_that_does_not_answer_is_no_reason_to_stop(tmp_path: Path) -> None:
    """That macros are not allowed is said when it comes to writing, as always."""
    bench = FakeBench()
    session = Session(bench.open(mistaken("shanxi")(tmp_path / "a.xlsx")), hands=bench.hands)
    bench.type_in(FORM, f"G{FIRST}", "95%")
    bench.program.macros_allowed = False
    with pytest.raises(Refused, match="允许宏"):
        session.validate()
    assert sum(call.startswith("run ") for call in bench.program.calls) == 2


def test_a_book_closed_meanwhile_is_said(tmp_path: Path) -> None:
    bench = FakeBench()
    session = Session(bench.open(mistaken("shanxi")(tmp_path / "a.xlsx")), hands=bench.hands)
    bench.type_in(FORM, f"G{FIRST}", "95%")

    def closed(call: str) -> None:
        if call.startswith("run"):
            raise com_error(-2147417848, "被调用的对象已与其客户端断开连接。")

    bench.program.after = closed
    with pytest.raises(Refused, match="关闭"):
        session.validate()
    assert len(bench.program.orders) == 0
