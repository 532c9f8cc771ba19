"""The script for Excel on the Mac: its part in sh is run here, with stand-ins for Python; the AppleScript around it is not."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from xlperf.resources import shipped

SCRIPT = shipped("macros") / "xlperf.applescript"
SECONDS = 10
WORDS = ("validate", "--wb=/Users/王/表 '1\".xlsm", "--app=excel", "--hands='表.xlsm'!XlperfHands.XlperfRun")


def _sh() -> str:
    """The text between the quotes of the handler, as AppleScript reads it."""
    quoted = re.search(r'on finder\(\)\n\treturn "\n(.*)"\nend finder', SCRIPT.read_text("ascii"), re.DOTALL)
    assert quoted
    return re.sub(r"\\(.)", r"\1", quoted[1])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder; its own programs come first on the PATH of the script."""
    (tmp_path / ".local" / "bin").mkdir(parents=True)
    return tmp_path


def _put(home: Path, name: str, status: int = 0) -> Path:
    program = home / ".local" / "bin" / name
    recorded = (
        f'test "$2" = -c && exit {status}\nfor word in "$@"; do printf "%s\\n" "$word"; done >"$HOME/calls"\n'
    )
    program.write_text(f'#!/bin/sh\n{recorded}mv "$HOME/calls" "$HOME/started"\n')
    program.chmod(0o755)
    return program


def _run(home: Path, *words: str) -> str:
    # on this machine nothing but the stand-ins and the tools of the system is to be found
    script = re.sub(r'PATH="[^"]*"', f'PATH="$HOME/.local/bin:{home / "tools"}"', _sh())
    tools = home / "tools"
    tools.mkdir(exist_ok=True)
    for tool in ("tr", "sed", "head", "mv"):
        place = shutil.which(tool)
        assert place
        if not (tools / tool).exists():
            (tools / tool).symlink_to(place)
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", *words],
        env={"HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.strip()


def _started(home: Path) -> list[str]:
    until = time.monotonic() + SECONDS
    while not (home / "started").exists():
        assert time.monotonic() < until, "nothing was started"
        time.sleep(0.02)
    return (home / "started").read_text().splitlines()


def test_python_is_found_and_started(home: Path) -> None:
    _put(home, "python3")
    assert _run(home, *WORDS) == "ok"
    assert _started(home) == ["-P", "-m", "xlperf.bridge", *WORDS]


def test_settings_come_first_and_are_not_passed_over(home: Path) -> None:
    settings = home / "Library" / "Application Support" / "xlperf" / "xlperf.ini"
    settings.parent.mkdir(parents=True)
    _put(home, "python3", status=1)
    own = _put(home, "own python")
    settings.write_text(f"[xlperf]\r\npython={own}\r\n", newline="")
    assert _run(home, *WORDS) == "ok"
    assert _started(home) == ["-P", "-m", "xlperf.bridge", *WORDS]
    settings.write_text("[xlperf]\npython = /nowhere\n")
    _put(home, "python3")
    assert _run(home, *WORDS) == "setting"


def test_what_is_missing_is_told(home: Path) -> None:
    assert _run(home, *WORDS) == "python"
    _put(home, "python3", status=1)
    assert _run(home, *WORDS) == "xlperf"
    _put(home, "xlperf")
    assert _run(home, *WORDS) == "ok"
    assert _started(home) == ["bridge", *WORDS]


def test_it_starts_nothing_but_actions(home: Path) -> None:
    """Any workbook with macros can call the script: it must not do for them what Excel may not."""
    _put(home, "python3")
    assert _run(home, "-c", "import os") == "setting"
    assert not (home / "started").exists()


def test_the_stub_of_macos_is_not_run(home: Path) -> None:
    """/usr/bin/python3 opens a dialog that offers developer tools, where these are not installed."""
    assert re.search(r'case "\$python" in /usr/bin/\*\) xcode-select -p .*\|\| continue', _sh())
    assert "quoted form of (oneLine as text)" in SCRIPT.read_text("ascii")
