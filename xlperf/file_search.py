"""The files of a run: those named outright, and those that may hold forms in the folders named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from xlperf.errors import UsageError
from xlperf.workbook.replace import exists

WORKBOOKS = (".xlsx", ".xlsm")
COPIED = (".xls", ".et", ".ods", ".docx")
"""suffixes of formats that get an annotated copy beside them"""
SUFFIXES = (*WORKBOOKS, *COPIED)
_COPY_MARK = "（校验）"
_COPY = re.compile(rf"(.+){_COPY_MARK}(（\d+）)?\.xlsx\Z")


def find_files(paths: Iterable[Path], output: Path | None = None) -> tuple[Path, ...]:
    """The files that ``paths`` name: files as given, folders searched; UsageError when there is nothing to check.

    An ``output`` folder inside a searched one is left out: it holds the copies of an earlier run. So are the
    annotated copies beside files that cannot be written in place.
    """
    found: list[Path] = []
    for path in paths:
        if not exists(path):
            raise UsageError(f"找不到“{path}”，请检查路径是否写对。")
        if path.is_dir():
            inside = [file for file in _forms_inside(path) if not _holds(output, file, path)]
            if not inside:
                listed = "、".join(SUFFIXES)
                raise UsageError(f"文件夹“{path}”里没有可以校验的文件（{listed}），请换一个文件夹。")
            found += inside
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


def copy_beside(path: Path) -> Path:
    """Where the annotated copy of a file goes that cannot be written in place."""
    return path.with_name(f"{path.stem}{_COPY_MARK}.xlsx")


def _forms_inside(folder: Path) -> list[Path]:
    every = [file for file in folder.rglob("*") if _is_form(file)]
    originals = {file.with_suffix("") for file in every if file.suffix.lower() not in WORKBOOKS}
    return sorted(
        file
        for file in every
        if file.suffix.lower() in SUFFIXES
        and not ((copy := _COPY.match(file.name)) and file.with_name(copy[1]) in originals)
    )


def _holds(output: Path | None, file: Path, searched: Path) -> bool:
    """Does the file lie in the output folder, and that in the folder searched?"""
    if output is None:
        return False
    inner = output.resolve()
    return searched.resolve() in inner.parents and inner in file.resolve().parents


def _is_form(path: Path) -> bool:
    # ~$… belongs to an open Excel, .~… and dot files to other programs and to half-written copies
    return path.is_file() and not path.name.startswith(("~$", "."))
