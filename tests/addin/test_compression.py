"""The compression: read back by another program, and equal to the examples of the specification."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.addin.olevba import decompressed
from xlperf.addin.compression import compress

# MS-OVBA 3.2: nothing to gain, some to gain, all to gain
NOTHING = (b"abcdefghijklmnopqrstuv.", "0119b000616263646566676800696a6b6c6d6e6f70007172737475762e")
SOME = (
    b"#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa",
    "012fb000236161616263646582660070616768696a013808616b6c00306d6e6f700671027004107273747576107778797a003c",
)
ALL = (b"a" * 73, "0103b002614500")
WORDS = st.sampled_from([b"Public Sub ", b"End Sub\r\n", b"    ", b"xlperf", b"\r\n", b"ChrW(26657) & "])
NOISE = random.Random(7).randbytes(20_000)


def read_back(data: bytes) -> bytes:
    return decompressed(compress(data))


@pytest.mark.parametrize(("text", "packed"), [NOTHING, ALL])
def test_the_examples_of_the_specification(text: bytes, packed: str) -> None:
    assert compress(text).hex() == packed


def test_where_copies_are_equally_long_any_may_be_taken() -> None:
    # of several like that the specification's example names a further one than its rules do
    text, packed = SOME
    assert decompressed(bytes.fromhex(packed)) == decompressed(compress(text)) == text
    assert len(compress(text)) == len(bytes.fromhex(packed))


@given(st.lists(st.one_of(WORDS, st.binary(max_size=8)), max_size=900).map(b"".join))
@example(b"")
@example(b"x" * 4095)
@example(b"x" * 4096)
@example(b"x" * 4097)
@example(b"ab" * 4096 + b"c")
def test_another_program_reads_the_same_back(data: bytes) -> None:
    assert read_back(data) == data


@pytest.mark.parametrize("length", [1, 2, 3, 3640, 4096, 8192])
def test_what_cannot_get_smaller_comes_back_too(length: int) -> None:
    assert read_back(NOISE[:length]) == NOISE[:length]


def test_a_last_chunk_that_cannot_get_smaller_is_filled_up_as_the_format_says() -> None:
    assert read_back(NOISE[:4000]) == NOISE[:4000] + bytes(96)


def test_text_without_any_repetition_still_comes_back_as_it_was() -> None:
    noise = random.Random(3)
    text = "".join(noise.choice(string.printable) for _ in range(3600)).encode()
    assert read_back(text) == text


@given(st.binary(min_size=1, max_size=6).flatmap(lambda part: st.integers(1, 6000).map(lambda n: part * n)))
def test_repetition_is_made_use_of(data: bytes) -> None:
    # the longest copy is 4098 bytes in a pair of bytes, the shortest three bytes
    assert len(compress(data)) <= 1 + len(data) // 4096 * 40 + 60
    assert read_back(data) == data
