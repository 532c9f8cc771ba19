"""WPS on Windows, as far as it can be tried without one: which object is taken, and what becomes of errors."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from xlperf.bridge.attach import find_book, same_path, tamed
from xlperf.bridge.engines.wps import running_wps


class com_error(Exception):  # noqa: N801 - the name pywin32 gives it
    """What Windows raises where no such program runs."""


class Wrapped:
    def __init__(self, native: object) -> None:
        self.native = native


class ExcelEngine:
    """As much of xlwings' module for Windows as is used."""

    COMRetryObjectWrapper = Wrapped

    class App:
        def __init__(self, xl: Wrapped) -> None:
            self.xl = xl
            self.pid = xl.native.pid  # type: ignore[attr-defined]  # a stand-in for a COM object


def running(**programs: object) -> Callable[[str], object]:
    def get_active_object(name: str) -> object:
        try:
            return programs[name.partition(".")[0]]
        except KeyError:
            raise com_error(-2147221021) from None

    return get_active_object


@pytest.mark.parametrize("name", ["Ket", "ET"])
def test_wps_of_either_name_is_handed_to_the_engine_of_excel(name: str) -> None:
    native = SimpleNamespace(pid=7)
    app = running_wps(running(**{name: native}), ExcelEngine)
    assert app is not None
    assert app.impl.xl.native is native
    assert app.pid == 7


def test_the_later_name_comes_first() -> None:
    app = running_wps(running(Ket=SimpleNamespace(pid=1), ET=SimpleNamespace(pid=2)), ExcelEngine)
    assert app is not None
    assert app.pid == 1


def test_no_wps_runs() -> None:
    assert running_wps(running(), ExcelEngine) is None


def test_a_wps_too_old_to_tell_its_window() -> None:
    assert running_wps(running(ET=SimpleNamespace()), ExcelEngine) is None


def test_other_errors_are_not_hidden() -> None:
    def broken(name: str) -> object:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        running_wps(broken, ExcelEngine)


def test_xlwings_neither_waits_for_ever_nor_kills(monkeypatch: pytest.MonkeyPatch) -> None:
    unregistered: list[object] = []
    monkeypatch.setattr("atexit.unregister", unregistered.append)
    engine = SimpleNamespace(N_COM_ATTEMPTS=0, cleanup=lambda: None)
    assert tamed(engine) is engine
    assert engine.N_COM_ATTEMPTS == 1
    assert unregistered == [engine.cleanup]


def apps(*books: str) -> list[xw.App]:
    """One program with these books open."""
    opened: Any = [SimpleNamespace(name=path.rpartition("/")[2], fullname=path) for path in books]
    return [SimpleNamespace(books=opened)]  # type: ignore[list-item]  # as much of an app as is asked


@pytest.mark.parametrize(
    ("open_books", "wanted", "found"),
    [
        (["/甲/表.xlsx", "/乙/表.xlsx"], "/乙/表.xlsx", "/乙/表.xlsx"),
        (["/甲/表.xlsx", "/乙/表.xlsx"], "/丙/表.xlsx", None),
        (["/甲/表.xlsx", "/乙/别的.xlsx"], "/甲/表.XLSX", "/甲/表.xlsx"),
        (
            ["https://x.sharepoint.com/表.xlsx"],
            r"C:\Users\王\OneDrive\表.xlsx",
            "https://x.sharepoint.com/表.xlsx",
        ),
        (["/甲/表.xlsx"], "/甲/别的.xlsx", None),
        ([], "/甲/表.xlsx", None),
    ],
)
def test_the_book_of_that_path_else_the_only_one_of_that_name(
    open_books: list[str], wanted: str, found: str | None
) -> None:
    book = find_book(apps(*open_books), wanted)
    assert (book.fullname if book else None) == found


def test_paths_that_lead_to_the_same_file(tmp_path: Any) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / "表.xlsx").write_bytes(b"")
    (tmp_path / "乙").symlink_to(tmp_path / "甲")
    assert same_path(str(tmp_path / "甲" / "表.xlsx"), str(tmp_path / "乙" / "表.xlsx"))
    assert not same_path(str(tmp_path / "甲" / "表.xlsx"), str(tmp_path / "丙" / "表.xlsx"))
