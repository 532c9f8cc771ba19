"""Workbooks that are wrong in many small ways: a result or a sentence, never a crash, and always the same bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbook.foreign_books import BOOKS, THREE, parts, zipped
from xlperf.errors import XlperfError
from xlperf.workbook.patch import write_back

VALUES = ["", "0", "-1", "99999999999", "1" * 5000, "A1", "#REF!", "A1:XFD1048576", " ", "_x0000_", "'", "😀"]
ELEMENT = re.compile(r"<[^>]*/>|<(\w+)[^>]*>[^<]*</\1>")
FAULTS: dict[str, tuple[re.Pattern[str], Callable[[str, str], str]]] = {
    "other attribute": (re.compile(r'(?<==")[^"]*(?=")'), lambda _old, new: new),
    "other text": (re.compile(r"(?<=>)[^<]+(?=<)"), lambda _old, new: new),
    "left out": (ELEMENT, lambda _old, _new: ""),
    "twice": (ELEMENT, lambda old, _new: old * 2),
}


@pytest.mark.parametrize("stamped", [False, True])
@pytest.mark.parametrize("name", BOOKS)
def test_a_fault_gives_a_result_or_a_sentence(name: str, stamped: bool) -> None:
    book = BOOKS[name]()
    everything = parts(write_back(book, THREE) if stamped else book)

    @given(st.data())
    def check(data: st.DataObject) -> None:
        changed = dict(everything)
        for _ in range(data.draw(st.integers(1, 3))):
            part = data.draw(st.sampled_from([one for one in changed if one.endswith((".xml", ".rels"))]))
            pattern, fault = FAULTS[data.draw(st.sampled_from(sorted(FAULTS)))]
            xml = changed[part].decode()
            found = list(pattern.finditer(xml))
            if found:
                at = data.draw(st.sampled_from(found))
                new = fault(at[0], data.draw(st.sampled_from(VALUES)))
                changed[part] = (xml[: at.start()] + new + xml[at.end() :]).encode()
        with suppress(XlperfError):
            after = write_back(zipped(changed), THREE)
            assert write_back(after, THREE) == after

    check()
