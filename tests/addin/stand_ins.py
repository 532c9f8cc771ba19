"""Small sources in place of the shipped ones."""

from __future__ import annotations

import re
from pathlib import Path

from xlperf.resources import shipped

LAUNCHER = """Attribute VB_Name = "XlperfLauncher"
Option Explicit

Public Sub XlperfValidate()
    ActiveSheet.Range("A1").Value = ChrW(26657) & ChrW(39564)
End Sub
"""
RIBBON_MODULE = """Attribute VB_Name = "XlperfRibbon"
Public Sub XlperfRibbonClick(ByVal control As Object)
End Sub
"""
RIBBON = """<?xml version="1.0" encoding="UTF-8"?>
<customUI xmlns="{space}"><ribbon><tabs><tab id="xlperfTab" label="绩效自评"><group id="xlperfGroup" label="绩效自评">
<button id="xlperfValidate" label="校验" image="check" onAction="XlperfRibbonClick"/></group></tab></tabs></ribbon></customUI>
"""
ICON = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect x="1" y="1" width="6" height="6" fill="#1F4E79"/></svg>
"""
SPACES = {
    "customUI.xml": "http://schemas.microsoft.com/office/2006/01/customui",
    "customUI14.xml": "http://schemas.microsoft.com/office/2009/07/customui",
}


def macros_folder(folder: Path) -> Path:
    """A folder laid out like ``macros/``, with the shipped document modules."""
    texts = {
        "shared/XlperfLauncher.bas": LAUNCHER,
        "addin/XlperfRibbon.bas": RIBBON_MODULE,
        "icons/check.svg": ICON,
        "xlperf.applescript": "on run\nend run\n",
        **{f"ribbon/{name}": RIBBON.format(space=space) for name, space in SPACES.items()},
    }
    for document in ("ThisWorkbook.cls", "Sheet.cls"):
        texts[f"documents/{document}"] = (shipped("macros") / "documents" / document).read_text("ascii")
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def public_subs(source: str) -> set[str]:
    """The macros a module offers."""
    return set(re.findall(r"^Public Sub (\w+)", source, re.MULTILINE))
