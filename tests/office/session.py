"""One LibreOffice for a whole test session, driven over UNO.

Whatever goes wrong inside LibreOffice comes out as ``OfficeError``:
UNO's own exceptions are not Python's, and break context managers they travel through.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.office.closing import Closing
from tests.office.document import Document, OfficeError, plainly
from tests.office.processes import sockets_of
from tests.office.text_document import TextDocument
from xlperf.bridge.engines.libreoffice_uno import load_uno, properties

__all__ = ["Document", "Office", "OfficeError", "TextDocument", "load_uno", "office_program"]

CALC, WRITER = "com.sun.star.sheet.SpreadsheetDocument", "com.sun.star.text.TextDocument"
START_SECONDS, END_SECONDS = 90, 5
ASKS_FOR_RESTART = 81  # LibreOffice's exit status after setting up some profiles
# no lock files: they stay behind when the office is killed, and then UNO loads such a file as None
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Misc">
<prop oor:name="UseLocking" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""


def office_program() -> Path:
    """LibreOffice itself: the start script would leave its child for init to bury, and containers often have none."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        raise OfficeError("LibreOffice Calc is missing: run tests/install_tools.sh")
    real = Path(program).resolve().with_name("soffice.bin")
    return real if real.exists() else Path(program)


class Office(Closing):
    """A headless LibreOffice with a profile of its own; nothing of it is left after ``close``."""

    def __init__(self) -> None:
        program = office_program()
        self._uno: Any = load_uno()
        self._folder = Path(tempfile.mkdtemp(prefix="xlperf-office-"))
        settings = self._folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, encoding="utf-8")
        self._command = [
            str(program),
            f"-env:UserInstallation={(self._folder / 'profile').as_uri()}",
            f"--accept=pipe,name={self._folder.name};urp",
            *("--headless", "--invisible", "--norestore", "--nologo", "--nodefault"),
        ]
        self._process = self._start()
        self._desktop: Any = None
        try:
            self._desktop = self._connect()
        except BaseException:
            self.close()
            raise

    @property
    def pipe(self) -> str:
        """The pipe at which it listens."""
        return self._folder.name

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self._command,
            env=os.environ | {"TMPDIR": str(self._folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a group, so that all children die with it
        )

    def _connect(self) -> Any:
        address = f"uno:pipe,name={self._folder.name};urp;StarOffice.ComponentContext"
        local = self._uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                remote = resolver.resolve(address)
                return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
            except Exception as problem:  # noqa: BLE001 - UNO's exceptions have no common Python base
                reason = str(problem)
            if self._process.poll() == ASKS_FOR_RESTART:
                self._process = self._start()
            elif self._process.returncode is not None:
                raise OfficeError(f"LibreOffice ended with status {self._process.returncode}")
            if time.monotonic() > deadline:
                raise OfficeError(f"LibreOffice did not answer within {START_SECONDS} s: {reason}")
            time.sleep(0.1)

    def _properties(self, **values: object) -> tuple[Any, ...]:
        return properties(self._uno, **values)

    @plainly
    def open(self, path: Path | str, recalculate: bool = False) -> Document:
        """Open a workbook; cached values stay as stored unless ``recalculate``. No macro runs."""
        model = self._load(path, CALC)
        document = Document(model, self._properties)
        if recalculate:
            document.recalculate()
        return document

    @plainly
    def open_text(self, path: Path | str) -> TextDocument:
        """Open a text document, or a web page as one, in Writer."""
        web_page = {"FilterName": "HTML (StarWriter)"} if Path(path).suffix == ".html" else {}
        return TextDocument(self._load(path, WRITER, **web_page), self._properties)

    @plainly
    def new_text(self) -> TextDocument:
        """An empty text document."""
        hidden = self._properties(Hidden=True)
        model = self._desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, hidden)
        if model is None:
            raise OfficeError("LibreOffice Writer is missing: run tests/install_tools.sh")
        return TextDocument(model, self._properties)

    def _load(self, path: Path | str, service: str, **more: str) -> Any:
        path = Path(path).resolve()
        if not path.is_file():
            raise OfficeError(f"no such file: {path}")
        how = self._properties(Hidden=True, MacroExecutionMode=0, UpdateDocMode=0, **more)
        model = self._desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, how)
        if model is None:
            raise OfficeError(f"LibreOffice cannot load {path}")
        if not model.supportsService(service):
            model.close(True)
            raise OfficeError(f"not a {service.rpartition('.')[2]}: {path}")
        return model

    def convert(self, path: Path | str, kind: str, out_dir: Path | str) -> Path:
        """Write ``path`` as another kind of file (pdf, xlsx, xls, ods, csv, html) into ``out_dir``."""
        target = Path(out_dir) / f"{Path(path).stem}.{kind}"
        target.parent.mkdir(parents=True, exist_ok=True)
        with self.open(path) as document:
            return document.save_as(target)

    def close(self) -> None:
        """End LibreOffice, in peace if it can (then it removes its sockets too), and remove its profile."""
        with contextlib.suppress(OfficeError, subprocess.TimeoutExpired):
            self._terminate()
            self._process.wait(END_SECONDS)
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    @plainly
    def _terminate(self) -> None:
        if self._process.poll() is None and self._desktop is not None:
            for model in [*self._desktop.Components]:
                model.close(True)  # a changed document would object to the end
            self._desktop.terminate()

    def kill(self) -> None:
        """End LibreOffice at once, as a crash would."""
        sockets = sockets_of(self._process.pid)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for socket in sockets:
            socket.unlink(missing_ok=True)
