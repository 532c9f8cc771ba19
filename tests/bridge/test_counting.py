"""How often 校验 crosses the border to the program: at most fifteen times, whatever the number of rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.bridge.benches import CountingBench
from tests.handmade import draw
from tests.journeys.clean_form import PROFILE, PROJECT
from tests.journeys.mistaken import MISTAKEN
from xlperf.bridge.session import Session
from xlperf.forms import template
from xlperf.layout.workbook import plan_workbook
from xlperf.workbook.draw import draw as draw_plan

MOST = 15
ON_TWO_SHEETS = ("xiaogan_report",)
"""each further sheet is looked up and read, which takes four calls"""


def generated(path: Path, rows: int) -> Path:
    """A form of ours with so many indicators."""
    indicators = tuple(
        replace(PROJECT.indicators[0], name=f"上门服务人次（第{number}批）", weight=Decimal(1), actual="")
        for number in range(rows)
    )
    project = replace(PROJECT, indicators=indicators)
    path.write_bytes(draw_plan(plan_workbook(template("shanxi-2022"), PROFILE, project)))
    return path


def handmade(path: Path, rows: int) -> Path:
    """A form of others with so many indicators."""
    form = MISTAKEN["shanxi"]
    indicators = tuple(replace(form.indicators[0], name=f"培训期数{number}") for number in range(rows))
    return draw(replace(form, indicators=indicators), path)


def calls_of(path: Path) -> tuple[list[str], list[str]]:
    """The calls of a first and of a second 校验."""
    bench = CountingBench()
    session = Session(bench.open(path), hands=bench.hands)
    session.validate()
    first = list(bench.calls)
    bench.calls.clear()
    session.validate()
    return first, list(bench.calls)


@pytest.mark.parametrize("make", [generated, handmade])
def test_as_many_calls_for_five_rows_as_for_two_hundred(
    make: Callable[[Path, int], Path], tmp_path: Path
) -> None:
    few = calls_of(make(tmp_path / "5.xlsx", 5))
    many = calls_of(make(tmp_path / "200.xlsx", 200))
    assert few == many
    for calls in few:
        assert 0 < len(calls) <= MOST, calls


@pytest.mark.parametrize("name", sorted(MISTAKEN))
def test_no_hand_made_form_takes_more(name: str, tmp_path: Path) -> None:
    for calls in calls_of(draw(MISTAKEN[name], tmp_path / "自评表.xlsx")):
        sheets = calls.count("_Range.formula")
        assert sheets == (2 if name in ON_TWO_SHEETS else 1)
        assert len(calls) <= MOST + 4 * (sheets - 1), calls


@pytest.mark.parametrize("name", sorted(MISTAKEN))
def test_as_the_launcher_starts_it_no_form_takes_more_on_two_sheets_either(name: str, tmp_path: Path) -> None:
    """The launcher tells where the book is stored, which need not be asked then."""
    path = draw(MISTAKEN[name], tmp_path / "自评表.xlsx")
    bench = CountingBench()
    session = Session(bench.open(path), hands=bench.hands, path=str(path))
    for _ in range(2):
        bench.calls.clear()
        session.validate()
        assert 0 < len(bench.calls) <= MOST, bench.calls


def test_asking_for_formats_takes_one_call_more(tmp_path: Path) -> None:
    bench = CountingBench()
    session = Session(bench.open(draw(MISTAKEN["shanxi"], tmp_path / "自评表.xlsx")), hands=bench.hands)
    session.validate()
    before = len(bench.calls)
    bench.calls.clear()
    bench.type_in("Sheet1", "G13", "95%")
    session.validate()
    # the second time the book is known to be stored where it was
    assert before <= len(bench.calls) <= MOST, bench.calls
    assert bench.calls.count("_App.run()") == 2


def test_every_call_is_counted_that_the_program_sees(tmp_path: Path) -> None:
    bench = CountingBench()
    session = Session(bench.open(draw(MISTAKEN["shanxi"], tmp_path / "a.xlsx")), hands=bench.hands)
    session.validate()
    session.next_problem()
    assert len(bench.calls) >= len(bench.program.calls) > 0
