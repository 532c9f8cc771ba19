"""Books open in the tests' LibreOffice, driven through xlwings."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlwings as xw

from tests.office.session import Office as RunningOffice
from xlperf.bridge.engines.libreoffice import App, Engine
from xlperf.bridge.engines.libreoffice_connection import Office, office_at
from xlperf.bridge.engines.libreoffice_uno import load_uno


def connected(office: RunningOffice) -> Office:
    """The line to the LibreOffice that the tests started."""
    deadline = time.monotonic() + 60
    # between two callers LibreOffice does not listen for a moment, which is long on a busy machine
    while (found := office_at(load_uno(), office.pipe)) is None:
        assert time.monotonic() < deadline, "LibreOffice has gone"
        time.sleep(0.05)
    return found


def libreoffice_app(office: RunningOffice) -> xw.App:
    """That LibreOffice as xlwings sees it; xlwings' own list of engines stays as it is."""
    return xw.App(impl=App(Engine(connected(office))))


@contextmanager
def open_in_libreoffice(office: RunningOffice, path: Path) -> Iterator[xw.Book]:
    """The file, open in the tests' LibreOffice."""
    with office.open(path):
        yield next(book for book in libreoffice_app(office).books if book.fullname == str(path.resolve()))
