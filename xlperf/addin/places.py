"""Where the add-in goes on this computer."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from xlperf.addin.package import ADDIN_NAME
from xlperf.errors import UsageError

SCRIPT_NAME = "xlperf.applescript"
SETTINGS_NAME = "xlperf.ini"


@dataclass(frozen=True)
class Computer:
    """What matters of the computer; ``platform`` as ``sys.platform`` calls it, ``python`` the program that runs this,
    ``base`` where that Python is installed."""

    platform: str
    environment: Mapping[str, str]
    home: Path
    python: str
    base: str

    @property
    def from_store(self) -> bool:
        """Is Python an app of Microsoft's store? Windows puts what those write for other programs somewhere else."""
        return self.windows and "WindowsApps" in self.base

    @property
    def windows(self) -> bool:
        """Is it Windows?"""
        return self.platform == "win32"


@dataclass(frozen=True)
class Places:
    """The files of an installed add-in; ``script`` is what starts Python on a Mac."""

    addin: Path
    settings: Path
    script: Path | None = None


def this_computer() -> Computer:
    """The computer that runs this program."""
    return Computer(sys.platform, os.environ, Path.home(), sys.executable, sys.base_prefix)


def places(computer: Computer) -> Places:
    """Where Excel looks by itself when it starts; UsageError on systems without Excel.

    The startup folder instead of the folder of add-ins: there the add-in needs no entry in the registry, which Excel
    overwrites when it ends, and no tick in a dialog, and it is a trusted location from the beginning, so that macros
    run. Excel opens whatever lies in that folder, therefore the settings lie elsewhere.
    """
    if computer.windows:
        roaming = Path(computer.environment.get("APPDATA") or computer.home / "AppData" / "Roaming")
        return Places(
            roaming / "Microsoft" / "Excel" / "XLSTART" / ADDIN_NAME, roaming / "xlperf" / SETTINGS_NAME
        )
    if computer.platform == "darwin":
        library = computer.home / "Library"
        group = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
        return Places(
            group / "Startup.localized" / "Excel" / ADDIN_NAME,
            library / "Application Support" / "xlperf" / SETTINGS_NAME,
            library / "Application Scripts" / "com.microsoft.Excel" / SCRIPT_NAME,
        )
    raise UsageError(
        "加载项在 Excel 里加一个“绩效自评”选项卡，只能装在有 Excel 的 Windows 或 macOS 电脑上；"
        "请在那台电脑上装好 xlperf 再运行这个命令。在这台电脑上，请直接用 xlperf validate 校验文件。"
    )
