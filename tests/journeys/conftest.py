"""Fixtures of the journeys."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol

import pytest

from tests.journeys.clean_form import PROFILE, PROJECT
from xlperf import cli
from xlperf.forms import template
from xlperf.layout.workbook import plan_workbook
from xlperf.workbook.draw import draw


class Call(Protocol):
    """Runs the command line in this process; exit status, stdout and stderr."""

    def __call__(self, *words: object) -> tuple[int, str, str]: ...


@pytest.fixture
def xlperf(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Call:
    """The command line as a function."""

    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["xlperf", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsysbinary.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, out.decode(), err.decode()

    return call


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """One of our own workbooks, right in everything."""
    path = tmp_path / "own.xlsx"
    path.write_bytes(draw(plan_workbook(template("shanxi-2022"), PROFILE, PROJECT)))
    return path
