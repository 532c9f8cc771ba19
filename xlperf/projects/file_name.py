"""File names of workbooks: safe on every system, whatever a project is called."""

from __future__ import annotations

import re
import unicodedata

from xlperf.projects.project import Project

MAX_BYTES = 120
MAX_CODE_BYTES = 60

_FORBIDDEN = re.compile(r'[/\\:*?"<>|]')
# devices of Windows, with any extension; superscript digits count as digits there
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|\Z)", re.IGNORECASE)
# hidden files, lock files of spreadsheet programs, options of commands, formulas in lists of files
_BAD_STARTS = tuple(".~=+-@$")


def file_name(project: Project, taken: set[str], suffix: str = ".xlsx") -> str:
    """``编码_项目名称.xlsx``: one safe path component, unlike all in ``taken`` even where case is ignored.

    Its key is added to ``taken``; begin with an empty set, or with the ``name_key`` of every file there is.
    """
    code = _cut(_safe(project.code), MAX_CODE_BYTES)
    name = _safe(project.name)
    # without codes in the list, the name is the code
    parts = [name] if project.code == project.name else [code, name]
    wanted = "_".join(part for part in parts if part) or "项目"
    number = 1
    while True:
        ending = f"{f'-{number}' if number > 1 else ''}{suffix}"
        candidate = _cut(_guarded(wanted), MAX_BYTES - len(ending.encode())) + ending
        if name_key(candidate) not in taken:
            taken.add(name_key(candidate))
            return candidate
        number += 1


def name_key(name: str) -> str:
    """What two names have in common that some file system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())


def _safe(text: str) -> str:
    """``text`` without what a file name must not hold or nobody can see."""
    text = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", text))
    text = re.sub(r"\s+", " ", text)
    visible = (one for one in text if one == " " or unicodedata.category(one)[0] not in "CZ")
    return "".join(visible).strip(" .")


def _guarded(text: str) -> str:
    return f"_{text}" if text.startswith(_BAD_STARTS) or _RESERVED.match(text) else text


def _cut(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` bytes of UTF-8, cut between characters."""
    return text.encode()[:limit].decode(errors="ignore").rstrip(" .")
