"""The programs that the session is tested in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import xlwings as xw

from tests.bridge.benches import Bench, CountingBench, FakeBench
from tests.bridge.engine_book import write_book
from tests.bridge.excel_bench import THERE, excel_bench
from tests.bridge.form_desk import At, Desk
from tests.bridge.libreoffice_bench import libreoffice_bench
from tests.bridge.libreoffice_books import open_in_libreoffice
from tests.bridge.office_desk import Desk as OfficeDesk
from tests.bridge.ordered_book import form
from tests.journeys.conftest import xlperf as xlperf
from tests.office.session import Office
from xlperf.bridge.session import Session

EXCEL = pytest.param("excel", marks=pytest.mark.excel)
PROGRAMS = ("fake", "counting", "libreoffice", *((EXCEL,) if THERE else ()))


@pytest.fixture(params=PROGRAMS)
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """Every program in turn."""
    folder: Path = tmp_path_factory.mktemp("bench")
    with ExitStack() as stack:
        match request.param:
            case "fake":
                yield FakeBench()
            case "counting":
                yield CountingBench()
            case "libreoffice":
                yield stack.enter_context(libreoffice_bench(request.getfixturevalue("office")))
            case "excel":
                yield stack.enter_context(excel_bench(folder))


@pytest.fixture
def at(bench: Bench, tmp_path: Path) -> At:
    """Opens a form made by a function."""

    def opened(make: Callable[[Path], Path]) -> Desk:
        path = make(tmp_path / "自评表.xlsx")
        book = bench.open(path)
        return Desk(bench, path, book, Session(book, hands=bench.hands, sleep=lambda seconds: None))

    return opened


@pytest.fixture
def scratch(office: Office, tmp_path: Path) -> Iterator[xw.Book]:
    """A book open in LibreOffice, to write into."""
    with open_in_libreoffice(office, write_book(tmp_path / "草稿.xlsx")) as opened:
        yield opened


@pytest.fixture
def desk(office: Office, tmp_path: Path) -> OfficeDesk:
    """Somebody working on workbooks in LibreOffice."""
    return OfficeDesk(office, tmp_path)


@pytest.fixture
def book(office: Office, tmp_path: Path) -> Iterator[xw.Book]:
    """A protected form open in LibreOffice."""
    with open_in_libreoffice(office, form(tmp_path / "表.xlsx")) as opened:
        yield opened
