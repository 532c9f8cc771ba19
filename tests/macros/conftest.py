"""A LibreOffice for the macros, with a PATH that only the tests fill."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.macros.macro_office import MacroBook, MacroOffice, build_book


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The only folder of the PATH."""
    return tmp_path_factory.mktemp("programs")


@pytest.fixture(scope="session")
def macro_office(programs: Path) -> Iterator[MacroOffice]:
    """A running LibreOffice that runs macros."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    with pytest.MonkeyPatch.context() as patch:
        if office:
            (programs / "soffice").symlink_to(Path(office).resolve())
        patch.setitem(os.environ, "PATH", str(programs))
        running = MacroOffice()
    with running:
        yield running


@pytest.fixture
def book(macro_office: MacroOffice, tmp_path: Path) -> Iterator[MacroBook]:
    """An open workbook with our macros; its path has all that paths can have."""
    folder = tmp_path / "自评 '表'"
    folder.mkdir()
    with macro_office.open_with_macros(build_book(folder / "项目 90%.xlsm", "自评表", "附表")) as opened:
        yield opened
