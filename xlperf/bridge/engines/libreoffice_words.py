"""Sentences for the user of LibreOffice: a bar above the sheet, and a message box."""

from __future__ import annotations

from typing import Any

from xlperf.bridge.engines.libreoffice_connection import Office

BAR = "xlperf"
TITLE = "绩效自评"

# com.sun.star.frame.InfobarType, com.sun.star.awt.MessageBoxButtons, their results
_INFO = 0
_BUTTONS = {"ok": 1, "ok_cancel": 2, "yes_no": 3, "yes_no_cancel": 4}
_RESULTS = {0: "cancel", 1: "ok", 2: "yes", 3: "no"}
_BOXES = {"info": "INFOBOX", "critical": "ERRORBOX"}


def show_words(controller: Any, words: str) -> None:
    """Say it above the sheet, until the user or the next words take it away; without a window nobody reads it."""
    if not controller.Frame.ContainerWindow.isVisible():
        return
    _end_waiting(controller)
    if controller.hasInfobar(BAR):
        controller.updateInfobar(BAR, TITLE, words, _INFO)
    else:
        controller.appendInfobar(BAR, TITLE, words, _INFO, (), True)


def hide_words(controller: Any) -> None:
    """Nothing more to say."""
    _end_waiting(controller)
    if controller.hasInfobar(BAR):
        controller.removeInfobar(BAR)


def _end_waiting(controller: Any) -> None:
    """Take away what the launcher's macro put into the status bar at the start; nothing else would."""
    if controller.Frame.ContainerWindow.isVisible():
        controller.getStatusIndicator().end()


def show_alert(
    office: Office, window: Any, prompt: str, title: str | None, buttons: str | None, mode: str | None
) -> str:
    """A message box; without any window, as on a server, nobody could close it: the first answer is taken."""
    asked = buttons or "ok"
    if window is None:
        return "yes" if asked.startswith("yes") else "ok"
    kind = office.uno.Enum("com.sun.star.awt.MessageBoxType", _BOXES.get(mode or "info", "INFOBOX"))
    toolkit = office.create("com.sun.star.awt.Toolkit")
    box = toolkit.createMessageBox(window, kind, _BUTTONS[asked], title or "", prompt or "")
    try:
        return _RESULTS.get(box.execute(), "cancel")
    finally:
        box.dispose()
