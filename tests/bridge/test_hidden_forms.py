"""A form on a hidden sheet is checked like any other; going there is refused in words that help."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.bridge.form_desk import FORM, At, agrees, mistaken, validated
from tests.journeys.conftest import Call
from xlperf.bridge.trouble import Refused


def hidden(path: Path) -> Path:
    """A form behind a cover."""
    book = openpyxl.load_workbook(mistaken("shanxi")(path))
    book.create_sheet("封面")["A1"] = "封面"
    book[FORM].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    return path


def test_a_hidden_form_is_checked_and_said_to_be_hidden(at: At, xlperf: Call) -> None:
    desk = at(hidden)
    desk.session.validate()
    (said,) = validated(desk, xlperf)
    agrees(desk, said)
    with pytest.raises(Refused, match=rf"隐藏的工作表“{FORM}”.*取消隐藏"):
        desk.session.next_problem()
