"""What a scanner for malicious macros says of ours is explained, word for word, and nothing runs by itself."""

from __future__ import annotations

import re
import warnings

import pytest

from tests.macros.test_vba_sources import MODULES
from xlperf.resources import shipped

with warnings.catch_warnings():
    # it calls its parser by names that are on their way out
    warnings.simplefilter("ignore")
    from oletools.olevba import VBA_Scanner  # type: ignore[import-untyped]  # it has no types

README = (shipped("macros") / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str]]:
    """Kinds of findings with their words, over all modules."""
    scanned = [VBA_Scanner(file.read_text(encoding="ascii")).scan() for file in MODULES]
    return {(str(kind), str(word)) for findings in scanned for kind, word, _ in findings}


def test_nothing_runs_by_itself(found: set[tuple[str, str]]) -> None:
    assert {kind for kind, _ in found} == {"Suspicious", "IOC"}


def test_every_suspicious_word_is_explained(found: set[tuple[str, str]]) -> None:
    """The table for the people who decide about macros has these words and no others."""
    table = README.partition("检查恶意宏")[2]
    explained = {
        word for row in re.findall(r"^\| ([\w., 、]+) \|", table, re.MULTILINE) for word in row.split("、")
    }
    assert {word for _, word in found} == explained - {"词"}
