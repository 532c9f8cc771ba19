"""Fixtures of the watch."""

from pathlib import Path

import pytest

from tests.journeys.conftest import xlperf

__all__ = ["xlperf"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that is watched, with one subfolder."""
    (tmp_path / "共享" / "甲").mkdir(parents=True)
    return tmp_path / "共享"
