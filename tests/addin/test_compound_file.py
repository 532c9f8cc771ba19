"""The container: sound by the specification, and read alike by olefile."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.addin.container import Container
from tests.addin.olevba import streams
from xlperf.addin.compound_file import Tree, compound_file

SIZES = [0, 1, 63, 64, 65, 511, 512, 4095, 4096, 4097, 70_000]
NAMES = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=31)
STREAMS = st.dictionaries(NAMES, st.sampled_from(SIZES).map(lambda size: b"x" * size), max_size=40)


@given(STREAMS, STREAMS)
def test_any_streams_come_back(outer: dict[str, bytes], inner: dict[str, bytes]) -> None:
    tree: dict[str, bytes | Tree] = {name.upper(): content for name, content in outer.items()}
    tree |= {"a storage": {name.upper(): content for name, content in inner.items()}}
    data = compound_file(tree)
    container = Container(data)
    expected = {name.upper(): content for name, content in outer.items()}
    expected |= {f"a storage/{name.upper()}": content for name, content in inner.items()}
    assert list(container.problems()) == []
    assert dict(container.streams()) == expected
    assert streams(data) == expected


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 8, 60, 300])
def test_a_storage_of_any_size_is_a_sound_tree(count: int) -> None:
    data = compound_file({f"Sheet{number}": b"x" * (number * 50) for number in range(count)})
    assert list(Container(data).problems()) == []
    assert len(streams(data)) == count


def test_names_are_ordered_by_length_then_capitals() -> None:
    container = Container(compound_file(dict.fromkeys(["_VBA", "dirs", "Sheet10", "Sheet2", "b", "A"], b"x")))
    assert [name for name, _ in container.streams()] == ["A", "b", "dirs", "_VBA", "Sheet2", "Sheet10"]


def test_several_tables_of_sectors_are_needed_for_large_streams() -> None:
    data = compound_file({"large": bytes(range(256)) * 4000, "small": b"y"})
    container = Container(data)
    assert container.fat_count > 10
    assert list(container.problems()) == []
    assert streams(data)["large"] == bytes(range(256)) * 4000


@pytest.mark.parametrize(
    "tree", [{"a": b"", "A": b""}, {"x" * 32: b""}, {"": b""}], ids=["same but for case", "too long", "empty"]
)
def test_names_that_a_container_cannot_hold_are_refused(tree: Tree) -> None:
    with pytest.raises(ValueError, match="name"):
        compound_file(tree)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="larger than any VBA project"):
        compound_file({"huge": bytes(8 * 2**20)})


def test_the_strict_reader_is_strict() -> None:
    data = bytearray(compound_file({"a": b"x" * 5000, "b": b"y", "c": b"z"}))
    at = data.index("b".encode("utf-16-le") + bytes(2) + bytes(60))
    data[at] = ord("d")
    assert any("order" in problem for problem in Container(bytes(data)).problems())
