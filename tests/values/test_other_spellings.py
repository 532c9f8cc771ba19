"""Values as other offices write them, each with what a reader takes it for: a figure is never read out of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlperf.decimals import plain
from xlperf.values import Kind, Value, parse_value

TABLE = Path(__file__).with_name("other_spellings.txt")
WORDS = {Kind.TEXT: "words", Kind.DATE: "date", Kind.NOT_APPLICABLE: "na"}
CASES = [
    tuple(line.split(" | "))
    for line in TABLE.read_text("utf-8").splitlines()
    if not line.startswith("#")
]  # fmt: skip


def read(value: Value) -> str:
    figure = plain(value.number)
    match value.kind:
        case Kind.NUMBER:
            return f"{'~' if value.approximate else ''}{value.op}{figure}{value.unit.text}"
        case Kind.RANGE:
            return f"{figure}—{plain(value.high)}{value.unit.text}"
        case Kind.TREND:
            return f"{value.op}trend"
        case _:
            return WORDS[value.kind]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_what_a_reader_takes_it_for(text: str, wanted: str) -> None:
    assert read(parse_value(text)) == wanted


def test_the_table_is_varied() -> None:
    assert len({text for text, _ in CASES}) > 500


@pytest.mark.parametrize(
    ("target", "actual", "unit"),
    [("≥3级", "4级", "级"), ("≥3星", "4星", "星"), ("≥100M", "200M", "M"), ("≥5吨", "5000公斤", "公斤")],
)
def test_levels_answer_a_target_that_asks_for_them(target: str, actual: str, unit: str) -> None:
    value = parse_value(actual, parse_value(target).unit)
    assert (value.kind, value.unit.text) == (Kind.NUMBER, unit)
