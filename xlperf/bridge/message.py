"""A sentence on the screen when the program itself cannot show it."""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
from contextlib import suppress

TITLE = "绩效自评"


def show_message(sentence: str, platform: str = sys.platform) -> None:
    """By the system's own means; where it has none, on the error output only."""
    if sys.stderr is not None:  # pythonw has none
        print(sentence, file=sys.stderr)
    with suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.user32.MessageBoxW(None, sentence, TITLE, 0x40000)  # in front of the others
        elif command := _command(sentence, platform):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _command(sentence: str, platform: str) -> list[str]:
    if platform == "darwin":
        script = "on run argv\ndisplay alert (item 1 of argv) message (item 2 of argv)\nend run"
        return ["osascript", "-e", script, TITLE, sentence]
    boxes = {
        "zenity": ["--info", "--no-markup", f"--title={TITLE}", f"--text={sentence}"],
        "kdialog": ["--title", TITLE, "--msgbox", sentence],
        "notify-send": ["--", TITLE, html.escape(sentence)],
        "xmessage": ["-center", sentence],
    }
    return next(([found, *words] for name, words in boxes.items() if (found := shutil.which(name))), [])
