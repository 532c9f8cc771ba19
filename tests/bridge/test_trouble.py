"""What errors of calls mean, whichever system they come from."""

from __future__ import annotations

import pytest

from tests.bridge.fake_program import com_error
from xlperf.bridge.engines.errors import EngineError, Kind
from xlperf.bridge.trouble import WAITS, Trouble, from_program, patiently, trouble_of


class CommandError(Exception):
    """As appscript raises it on macOS."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.errornumber = number


class ExcelBusyError(Exception):
    """As xlwings raises it on Windows."""


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (com_error(-2147418111), Trouble.EDITING),
        (com_error(-2147417846), Trouble.EDITING),
        (com_error(-2147352567, "…", -2146777998), Trouble.EDITING),
        (com_error(-2147417848), Trouble.CLOSED),
        (com_error(-2147221080), Trouble.CLOSED),
        (com_error(-2147023174), Trouble.CLOSED),
        (com_error(-2147352567, "…", -2147352565), Trouble.MISSING),
        (com_error(-2147352567, "…", -2146827284), Trouble.OTHER),
        (com_error(-2147352567), Trouble.OTHER),
        (CommandError(-1712), Trouble.EDITING),
        (CommandError(-1728), Trouble.MISSING),
        (CommandError(-609), Trouble.CLOSED),
        (CommandError(-50), Trouble.OTHER),
        (ExcelBusyError(), Trouble.EDITING),
        (KeyError("Sheet9"), Trouble.MISSING),
        (ValueError(), Trouble.OTHER),
    ],
)
def test_what_an_error_means(error: Exception, trouble: Trouble) -> None:
    assert trouble_of(error) is trouble
    assert from_program(error) is not isinstance(error, KeyError | ValueError)


@pytest.mark.parametrize(
    ("kind", "trouble"),
    [
        ("closed", Trouble.CLOSED),
        ("lost", Trouble.CLOSED),
        ("missing", Trouble.MISSING),
        ("macro", Trouble.MACRO),
        ("refused", Trouble.OTHER),
    ],
)
def test_errors_of_our_own_engines(kind: Kind, trouble: Trouble) -> None:
    assert trouble_of(EngineError(kind)) is trouble
    assert from_program(EngineError(kind))


def test_only_a_busy_program_is_waited_for() -> None:
    waited: list[float] = []
    errors = [com_error(-2147418111), ExcelBusyError()]

    def step() -> str:
        if errors:
            raise errors.pop()
        return "done"

    assert patiently(step, waited.append) == "done"
    assert waited == list(WAITS[:2])

    def broken() -> str:
        raise com_error(-2147221080)

    with pytest.raises(com_error):
        patiently(broken, waited.append)
    assert waited == list(WAITS[:2])
